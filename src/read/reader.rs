//! The readers of single values: each takes a node and gives a value of the trade, or reports why not.
//! It does not know which key it reads for; the caller's name of it is only used in messages.

mod addresses;
mod values;

use crate::field::excerpt::{code_point, excerpt, is_invisible};
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::node::{Node, Scalar, Style, Value};
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::nearest;

/// Reads the values of one file and gathers its faults.
pub struct Reader<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// What was wrong so far.
    pub faults: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// A reader of the file `path`.
    pub fn new(path: &'a SourcePath) -> Reader<'a> {
        Reader { path, faults: Vec::new() }
    }

    /// Reports a fault against `rule` at `span`.
    pub fn fault(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.faults.push(rule.at(self.path, span, message).label(label).help(help));
    }

    /// The mapping `node`, reported if it is something else.
    pub fn fields<'n>(&mut self, node: &'n Node, name: &str) -> Option<Fields<'n>> {
        let fields = Fields::of(node, self.path, &mut self.faults);
        if fields.is_none() {
            self.wrong_shape(
                node,
                name,
                "a mapping: `{key: value}`, or `key: value` lines below it",
            );
        }
        fields
    }

    /// Reports what nobody asked for in `fields`; `what` names the mapping.
    pub fn finish(&mut self, fields: Fields<'_>, what: &str) {
        fields.finish(what, self.path, &mut self.faults);
    }

    /// The items of the list `node`; a single value that is not a list is reported.
    pub fn list<'n>(&mut self, node: &'n Node, name: &str) -> &'n [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        self.wrong_shape(node, name, "a list: `[one, two]`, or lines that begin with `- `");
        &[]
    }

    /// Every item of the list `node`, read by `read`.
    pub fn each<T>(
        &mut self,
        node: Option<&Node>,
        name: &str,
        mut read: impl FnMut(&mut Reader<'a>, &Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = node else { return Vec::new() };
        let items = self.list(node, name);
        items.iter().filter_map(|item| read(self, item)).collect()
    }

    /// The scalar `node`, reported if it is blank, null, a list or a mapping.
    pub fn scalar<'n>(&mut self, node: &'n Node, name: &str) -> Option<&'n Scalar> {
        let Value::Scalar(scalar) = &node.value else {
            self.wrong_shape(node, name, "a single value");
            return None;
        };
        if scalar.is_blank() || scalar.is_null() || scalar.text.trim().is_empty() {
            let label = if scalar.is_null() {
                format!("`{}` stands for nothing in YAML", scalar.text)
            } else {
                "nothing is written here".to_owned()
            };
            self.fault(
                &rule::EMPTY_VALUE,
                node.span,
                format!("`{name}` has no value"),
                label,
                format!("write a value, or leave `{name}` out"),
            );
            return None;
        }
        Some(scalar)
    }

    /// Any text, as written.
    pub fn text(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<String>> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        let control = scalar.text.chars().find(|&c| c.is_control() && !matches!(c, '\n' | '\t'));
        if let Some(control) = control {
            self.invisible(node.span, name, control);
            if let (Style::Quoted, Some(fault)) = (scalar.style, self.faults.last_mut()) {
                let help = "in double quotes a backslash makes another character of the letter behind it; use single quotes";
                fault.help = Some(help.to_owned());
            }
            return None;
        }
        Some(Spanned::new(scalar.text.trim().to_owned(), node.span))
    }

    /// Any text, without its place.
    pub fn words(&mut self, node: Option<&Node>, name: &str) -> Option<String> {
        self.text(node, name).map(|text| text.value)
    }

    /// A list of texts.
    pub fn texts(&mut self, node: Option<&Node>, name: &str) -> Vec<Spanned<String>> {
        self.each(node, name, |reader, item| reader.text(Some(item), name))
    }

    /// A name that is compared with others: text in which nothing is hidden.
    pub fn name(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<String>> {
        let text = self.text(node, name)?;
        let hidden = text.value.chars().find(|&c| is_hidden(c));
        if let Some(hidden) = hidden {
            self.invisible(text.span, name, hidden);
            return None;
        }
        Some(text)
    }

    fn invisible(&mut self, span: Span, name: &str, hidden: char) {
        self.fault(
            &rule::UNPRINTABLE,
            span,
            format!("`{name}` holds an invisible character"),
            format!("{} is in here", code_point(hidden)),
            "delete it, best by typing the value anew: what looks alike must be alike",
        );
    }

    /// `true` or `false`, and nothing else.
    pub fn switch(&mut self, node: Option<&Node>, name: &str) -> Option<bool> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        match scalar.text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                self.fault(
                    &rule::NOT_A_SWITCH,
                    node.span,
                    format!(
                        "`{name}` is `{}`, which is neither `true` nor `false`",
                        excerpt(other)
                    ),
                    "yes or no?",
                    "write `true` or `false`",
                );
                None
            }
        }
    }

    /// One of a closed list of words.
    pub fn word<W: Word>(&mut self, node: Option<&Node>, name: &str) -> Option<W> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        if let Some(value) = W::parse(&scalar.text) {
            return Some(value);
        }
        let known: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
        let label = nearest(&scalar.text, known.iter().copied()).map_or_else(
            || "not in the list below".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        self.fault(
            &rule::NOT_ONE_OF,
            node.span,
            format!("`{}` is not a {}", excerpt(&scalar.text), W::NOUN),
            label,
            format!("write one of: {}", known.join(", ")),
        );
        None
    }

    /// Reports that the mapping or entry `what` at `span` lacks `key`, which would say `says`.
    pub fn missing(&mut self, span: Span, what: &str, key: &str, says: &str) {
        self.fault(
            &rule::MISSING_KEY,
            span,
            format!("{what} has no `{key}`"),
            format!("it does not say {says}"),
            format!("add `{key}` here"),
        );
    }

    /// Reports that `node` should have been `expected`.
    pub fn wrong_shape(&mut self, node: &Node, name: &str, expected: &str) {
        let found = match &node.value {
            Value::Scalar(_) => "this is a single value",
            Value::List(_) => "this is a list",
            Value::Map(_) => "this is a mapping",
        };
        self.fault(
            &rule::WRONG_SHAPE,
            node.span,
            format!("`{name}` has the wrong shape"),
            found,
            format!("write {expected}"),
        );
    }
}

/// Characters that change how text looks without being seen: direction controls and zero-width marks.
/// The joiners U+200C and U+200D are spelling in Persian, Kurdish and others, and stay.
fn is_hidden(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}')
}
