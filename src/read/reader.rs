//! Reads single values: each method takes a node and gives a typed value, or reports why it cannot.
//! It does not know what a key means; the key is only used in messages.

mod addresses;
mod quotes;
mod texts;
mod values;

use std::cell::RefCell;

use crate::field::excerpt::excerpt;
use crate::field::word::Word;
use crate::field::written_date::{When, WrittenDate};
use crate::read::node::{Keyed, Node, Scalar, Value};
use crate::read::outer_keys::{ReadMapping, UnknownKey};
use crate::read::shape;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;
use crate::text::spelling::did_you_mean;

/// Reads the values of one file, and collects its faults and its dates.
pub struct Reader<'a> {
    /// The file.
    pub path: &'a SourcePath,
    faults: RefCell<Vec<Diagnostic>>,
    dates: RefCell<Vec<WrittenDate>>,
    printed: RefCell<Vec<Span>>,
    read: RefCell<Vec<ReadMapping>>,
    unknown: RefCell<Vec<UnknownKey>>,
}

impl<'a> Reader<'a> {
    /// A reader of the file `path`.
    pub fn new(path: &'a SourcePath) -> Reader<'a> {
        let (faults, dates, printed, read, unknown) = Default::default();
        Reader { path, faults, dates, printed, read, unknown }
    }

    /// Adds a fault.
    pub fn report(&self, fault: Diagnostic) {
        self.faults.borrow_mut().push(fault);
    }

    /// Takes back the faults that another one explains.
    pub(super) fn retract(&self, is_explained: impl Fn(&Diagnostic) -> bool) {
        self.faults.borrow_mut().retain(|fault| !is_explained(fault));
    }

    /// Notes that a mapping was read to its end.
    pub(super) fn is_read(&self, mapping: ReadMapping) {
        self.read.borrow_mut().push(mapping);
    }

    /// Adds the fault of a key that its mapping does not know. What it says depends on the mappings around it.
    pub(super) fn report_unknown(&self, unknown: UnknownKey) {
        self.unknown.borrow_mut().push(unknown);
    }

    /// Every fault reported so far.
    pub fn into_faults(self) -> Vec<Diagnostic> {
        let read = self.read.into_inner();
        let unknown = self.unknown.into_inner().into_iter().map(|key| key.fault(&read));
        self.faults.into_inner().into_iter().chain(unknown).collect()
    }

    /// Remembers a date that the file writes under `key`.
    pub fn note_date(&self, key: &str, when: impl Into<When>, span: Span) {
        let date = WrittenDate { key: key.into(), when: when.into(), span };
        self.dates.borrow_mut().push(date);
    }

    /// Every date that was read so far.
    pub fn take_dates(&self) -> Vec<WrittenDate> {
        self.dates.take()
    }

    /// Every fault reported so far, and the places of all texts that readers can see.
    pub fn into_faults_and_printed(self) -> (Vec<Diagnostic>, Vec<Span>) {
        let printed = self.printed.take();
        (self.into_faults(), printed)
    }

    /// Notes that readers can see the text at `span`.
    pub fn is_printed(&self, span: Span) {
        self.printed.borrow_mut().push(span);
    }

    /// Notes that readers can see nothing outside `span`.
    pub fn is_all_that_is_printed(&self, span: Span) {
        let is_inside = |it: &Span| span.start <= it.start && it.end <= span.end;
        self.printed.borrow_mut().retain(is_inside);
    }

    /// Notes that readers cannot see anything inside `span`.
    pub fn is_not_printed(&self, span: Span) {
        let is_outside = |it: &Span| it.start < span.start || span.end < it.end;
        self.printed.borrow_mut().retain(is_outside);
    }

    /// Every item of a list, read by `read`. Anything but a list is reported.
    pub fn each<'n, T>(
        &self,
        list: Keyed<'n>,
        read: impl Fn(&Self, Keyed<'n>) -> Option<T>,
    ) -> Vec<T> {
        let Value::List(items) = &list.node.value else {
            let is_toml = self.path.extension().as_deref() == Some("toml");
            let expected = if is_toml {
                "a list in brackets: `[\"one\", \"two\"]`".to_owned()
            } else {
                shape::list(list.key, list.node)
            };
            self.wrong_shape(list, &expected);
            return Vec::new();
        };
        items.iter().filter_map(|item| read(self, list.item(item))).collect()
    }

    /// A single value. A list, a mapping and an empty value are reported.
    pub fn scalar<'n>(&self, from: Keyed<'n>) -> Option<&'n Scalar> {
        let Keyed { key, node } = from;
        let Value::Scalar(scalar) = &node.value else {
            self.wrong_shape(from, "a single value");
            return None;
        };
        if !scalar.is_null() && !scalar.text.trim().is_empty() {
            return Some(scalar);
        }
        let label = match scalar.is_null() {
            true => format!("in YAML, `{}` means \"no value\"", scalar.text),
            false => nothing_written(scalar),
        };
        self.report(
            rule::EMPTY_VALUE
                .at(self.path, node.span, format!("`{key}` has no value"))
                .label(label)
                .help(format!("write a value, or delete `{key}`")),
        );
        None
    }

    /// `true` or `false`, and nothing else.
    pub fn switch(&self, from: Keyed<'_>) -> Option<bool> {
        let Keyed { key, node } = from;
        match self.scalar(from)?.text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let other = excerpt(other);
                let message = format!("`{key}` is `{other}`, which is neither `true` nor `false`");
                let meant = match quotes::without(&other).unwrap_or(&other).to_lowercase().as_str()
                {
                    "true" | "yes" | "on" | "y" | "1" => "write `true`",
                    "false" | "no" | "off" | "n" | "0" => "write `false`",
                    _ => "write `true` or `false`",
                };
                self.report(
                    rule::NOT_A_SWITCH
                        .at(self.path, node.span, message)
                        .label("only `true` or `false` is allowed")
                        .help(meant),
                );
                None
            }
        }
    }

    /// One of a fixed list of words.
    pub fn word<W: Word>(&self, from: Keyed<'_>) -> Option<W> {
        let text = &self.scalar(from)?.text;
        if let Some(value) = W::parse(text) {
            return Some(value);
        }
        let known: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
        let message = format!("`{}` is not a {}", excerpt(text), W::NOUN);
        let quoted = quotes::without(text).filter(|inner| W::parse(inner).is_some());
        if let Some(inner) = quoted {
            let fault = rule::NOT_ONE_OF.at(self.path, from.node.span, message);
            self.report(fault.label(quotes::LABEL).help(format!("write `{inner}`")));
            return None;
        }
        self.report(
            rule::NOT_ONE_OF
                .at(self.path, from.node.span, message)
                .label(did_you_mean(text, known.iter().copied(), "not one of the known words"))
                .help(format!("write one of: {}", known.join(", "))),
        );
        None
    }

    /// Reports that `what` at `span` lacks `key`, which would say `says`.
    pub fn missing(&self, span: Span, what: &str, key: &str, says: &str) {
        self.report(
            rule::MISSING_KEY
                .at(self.path, span, format!("{what} has no `{key}`"))
                .label(format!("it does not say {says}"))
                .help(format!("add `{key}` here")),
        );
    }

    /// Reports that `found` should have been `expected`.
    pub fn wrong_shape(&self, found: Keyed<'_>, expected: &str) {
        self.report(self.shape_fault(found, expected));
    }

    fn shape_fault(&self, Keyed { key, node }: Keyed<'_>, expected: &str) -> Diagnostic {
        rule::WRONG_SHAPE
            .at(self.path, node.span, format!("`{key}` has the wrong shape"))
            .label(shape(node))
            .help(format!("write {expected}"))
    }
}

/// What is beside the caret of a value that is not there.
fn nothing_written(scalar: &Scalar) -> String {
    match &scalar.comment {
        Some(comment) => format!("YAML reads `{}` as a comment", excerpt(&comment.text)),
        None => "nothing is written here".to_owned(),
    }
}

fn shape(node: &Node) -> &'static str {
    match &node.value {
        Value::Scalar(_) => "this is a single value",
        Value::List(_) => "this is a list",
        Value::Map(_) => "this is a mapping",
    }
}
