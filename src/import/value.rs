//! The values of a map: texts, lists and mappings, and the ways to choose among them.
//! It does not know what any key means; the reader of dispatches does.

use std::collections::BTreeMap;

use crate::field::word::words;
use crate::import::date_format::DateFormat;
use crate::import::template::Template;
use crate::text::span::{Span, Spanned};

/// A value that a map gives to a key.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Its place in the map.
    pub(super) span: Span,
    /// The conditions for writing it.
    pub(super) when: Vec<Condition>,
    /// How it is made.
    pub(super) form: Form,
}

/// How a value is made from a row.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// `"{column}"`.
    Text(Text),
    /// `[.., ..]`.
    List(Vec<Value>),
    /// `{key = .., key = ..}`.
    Map(Vec<(Spanned<String>, Value)>),
    /// `{first = [.., ..]}`: the first that is not empty.
    First(Vec<Value>),
    /// `{join = [.., ..], with = " "}`: all that are not empty, one after the other.
    Join {
        /// The texts.
        parts: Vec<Value>,
        /// The text between them.
        with: String,
    },
    /// `{split = "{column}", at = ";", each = ..}`: a list made from one cell.
    Split(Box<Split>),
    /// `{range = ["{low}", "{high}"]}`: a count from the first to the last.
    Range {
        /// The figures, from the lowest to the highest.
        figures: Vec<Value>,
        /// What happens when they are not in this order.
        out_of_order: OutOfOrder,
    },
}

/// A text, and how it is changed before it is written.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The text.
    pub(super) template: Template,
    /// A text that is removed from its end, if it is there: `.0`.
    pub(super) drop_end: Option<String>,
    /// The words to write in its place.
    pub(super) words: Option<Words>,
    /// How the text writes a date, which is then written as dateline reads it. Of several, the one that fits.
    pub(super) dates: Vec<DateFormat>,
}

/// Words to write in place of the text of a cell.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// The word for each text.
    pub(super) by_text: BTreeMap<String, String>,
    /// The word for every other text. Without it, another text is an error.
    pub(super) default: Option<String>,
}

/// A cell that holds a list.
#[derive(Clone, Debug)]
pub(super) struct Split {
    /// The text that is split.
    pub(super) of: Template,
    /// The text between its pieces.
    pub(super) at: String,
    /// Characters that are removed from both ends of a piece.
    pub(super) trim: String,
    /// The value for each piece. In it, `{}` is the piece.
    pub(super) each: Value,
}

/// A condition for writing a value, or for leaving out a row.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    /// The column.
    pub(super) column: Spanned<String>,
    /// The texts that its cell may have.
    pub(super) among: Vec<String>,
}

words! {
    /// What happens to figures that do not rise.
    OutOfOrder, "way to read figures out of order" {
        /// They are an error.
        Refuse = "refuse",
        /// They are read from the lowest to the highest, with a warning.
        Widen = "widen",
    }
}

impl Value {
    /// Whether it makes a text, not a list or a mapping.
    pub(super) fn is_text(&self) -> bool {
        match &self.form {
            Form::Text(_) | Form::Join { .. } => true,
            Form::First(values) => values.iter().all(Value::is_text),
            Form::List(_) | Form::Map(_) | Form::Split(_) | Form::Range { .. } => false,
        }
    }

    /// Calls `see` with every template and its context.
    pub(super) fn templates<'v>(
        &'v self,
        context: Context,
        see: &mut impl FnMut(&'v Template, Context),
    ) {
        match &self.form {
            Form::Text(text) => see(&text.template, context),
            Form::Split(split) => {
                see(&split.of, context);
                split.each.templates(Context::Piece, see);
            }
            Form::List(_)
            | Form::Map(_)
            | Form::First(_)
            | Form::Join { .. }
            | Form::Range { .. } => {
                self.parts().into_iter().for_each(|value| value.templates(context, see));
            }
        }
    }

    /// Calls `see` with the conditions of each value, which must hold together.
    pub(super) fn conditions<'v>(&'v self, see: &mut impl FnMut(&'v [Condition])) {
        if !self.when.is_empty() {
            see(&self.when);
        }
        self.parts().into_iter().for_each(|value| value.conditions(see));
    }

    /// The values it is made from.
    fn parts(&self) -> Vec<&Value> {
        match &self.form {
            Form::Text(_) => Vec::new(),
            Form::List(values)
            | Form::First(values)
            | Form::Join { parts: values, .. }
            | Form::Range { figures: values, .. } => values.iter().collect(),
            Form::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
            Form::Split(split) => vec![&split.each],
        }
    }

    /// Whether it is fixed text only.
    pub(super) fn is_fixed(&self) -> bool {
        let mut fixed = true;
        self.templates(Context::Row, &mut |template, _| fixed &= template.is_fixed());
        fixed
    }
}

/// Whether a template is evaluated for a whole row or for a piece of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// For each piece of a cell that is split.
    Piece,
    /// For the whole row.
    Row,
}
