//! What a map writes under a key: text, lists and mappings, and the few ways to choose among them.
//! It does not know what any key means; the reader of dispatches does.

use std::collections::BTreeMap;

use crate::field::word::words;
use crate::import::template::Template;
use crate::text::span::{Span, Spanned};

/// What a map writes under a key.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Where it stands in the map.
    pub(super) span: Span,
    /// What has to be so for it to be written.
    pub(super) when: Vec<Condition>,
    /// How it is made.
    pub(super) form: Form,
}

/// How a value is made of a row.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// `"{column}"`.
    Text(Text),
    /// `[.., ..]`.
    List(Vec<Value>),
    /// `{key = .., key = ..}`.
    Map(Vec<(Spanned<String>, Value)>),
    /// `{first = [.., ..]}`: the first that says something.
    First(Vec<Value>),
    /// `{join = [.., ..], with = " "}`: all that say something, one behind the other.
    Join {
        /// The texts.
        parts: Vec<Value>,
        /// What stands between them.
        with: String,
    },
    /// `{split = "{column}", at = ";", each = ..}`: a list made of one cell.
    Split(Box<Split>),
    /// `{range = ["{low}", "{high}"]}`: a count from the first to the last.
    Range {
        /// The figures, from the least to the most.
        figures: Vec<Value>,
        /// How they are read when they are not in this order.
        out_of_order: OutOfOrder,
    },
}

/// A text, and what is made of it before it is written.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The text.
    pub(super) template: Template,
    /// What is taken off its end where it stands there: `.0`.
    pub(super) drop_end: Option<String>,
    /// What is written in its place.
    pub(super) words: Option<Words>,
}

/// Words for what stands in a cell.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// The word for each text.
    pub(super) by_text: BTreeMap<String, String>,
    /// The word for every other text; without it another text is an error.
    pub(super) default: Option<String>,
}

/// A cell that holds a list.
#[derive(Clone, Debug)]
pub(super) struct Split {
    /// The text that is split.
    pub(super) of: Template,
    /// What stands between its pieces.
    pub(super) at: String,
    /// Characters that are taken off both ends of a piece.
    pub(super) trim: String,
    /// What is made of each piece, which is `{}` in it.
    pub(super) each: Value,
}

/// What has to be so for a value to be written, or a row to be left out.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    /// The column.
    pub(super) column: Spanned<String>,
    /// What its cell may hold.
    pub(super) among: Vec<String>,
}

words! {
    /// How figures are read that do not rise from the least to the most.
    OutOfOrder, "way to read figures out of order" {
        /// Not at all.
        Refuse = "refuse",
        /// From the least of them to the greatest, and the row is reported.
        Widen = "widen",
    }
}

impl Value {
    /// Whether it makes a text, and neither a list nor a mapping.
    pub(super) fn is_text(&self) -> bool {
        match &self.form {
            Form::Text(_) | Form::Join { .. } => true,
            Form::First(values) => values.iter().all(Value::is_text),
            Form::List(_) | Form::Map(_) | Form::Split(_) | Form::Range { .. } => false,
        }
    }

    /// Calls `see` with every template and how it stands to a cell that was split.
    pub(super) fn templates<'v>(
        &'v self,
        stands: Stands,
        see: &mut impl FnMut(&'v Template, Stands),
    ) {
        match &self.form {
            Form::Text(text) => see(&text.template, stands),
            Form::List(values)
            | Form::First(values)
            | Form::Join { parts: values, .. }
            | Form::Range { figures: values, .. } => {
                values.iter().for_each(|value| value.templates(stands, see));
            }
            Form::Map(entries) => {
                entries.iter().for_each(|(_, value)| value.templates(stands, see));
            }
            Form::Split(split) => {
                see(&split.of, stands);
                split.each.templates(Stands::InEach, see);
            }
        }
    }

    /// Calls `see` with every condition.
    pub(super) fn conditions<'v>(&'v self, see: &mut impl FnMut(&'v Condition)) {
        self.when.iter().for_each(&mut *see);
        match &self.form {
            Form::Text(_) => {}
            Form::List(values)
            | Form::First(values)
            | Form::Join { parts: values, .. }
            | Form::Range { figures: values, .. } => {
                values.iter().for_each(|value| value.conditions(see));
            }
            Form::Map(entries) => entries.iter().for_each(|(_, value)| value.conditions(see)),
            Form::Split(split) => split.each.conditions(see),
        }
    }

    /// Whether it is the map's own words and nothing else.
    pub(super) fn is_fixed(&self) -> bool {
        let mut fixed = true;
        self.templates(Stands::Outside, &mut |template, _| fixed &= template.is_fixed());
        fixed
    }
}

/// How a template stands to a cell that was split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// It is what `each` piece becomes.
    InEach,
    /// There is no piece.
    Outside,
}
