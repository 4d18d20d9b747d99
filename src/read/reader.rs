//! Reads single values: each method takes a node and gives a typed value, or reports why it cannot.
//! It does not know what a key means; the key is only used in messages.

mod addresses;
mod comments;
mod values;

use std::cell::RefCell;

use crate::field::excerpt::{code_point, excerpt, is_invisible};
use crate::field::word::Word;
use crate::read::node::{Keyed, Node, Scalar, Style, Value};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::did_you_mean;

/// Reads the values of one file and collects its faults.
pub struct Reader<'a> {
    /// The file.
    pub path: &'a SourcePath,
    faults: RefCell<Vec<Diagnostic>>,
    printed: RefCell<Vec<Span>>,
}

impl<'a> Reader<'a> {
    /// A reader of the file `path`.
    pub fn new(path: &'a SourcePath) -> Reader<'a> {
        Reader { path, faults: RefCell::default(), printed: RefCell::default() }
    }

    /// Adds a fault.
    pub fn report(&self, fault: Diagnostic) {
        self.faults.borrow_mut().push(fault);
    }

    /// Every fault reported so far.
    pub fn into_faults(self) -> Vec<Diagnostic> {
        self.faults.into_inner()
    }

    /// Every fault reported so far, and the places of all texts that readers can see.
    pub fn into_faults_and_printed(self) -> (Vec<Diagnostic>, Vec<Span>) {
        (self.faults.into_inner(), self.printed.into_inner())
    }

    /// Notes that readers can see the text at `span`.
    pub fn is_printed(&self, span: Span) {
        self.printed.borrow_mut().push(span);
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
            self.wrong_shape(list, "a list: `[one, two]`, or lines that begin with `- `");
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

    /// Any text. A comment that cuts it off is reported.
    pub fn text(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        self.without_comment(from)?;
        self.is_printed(from.node.span);
        self.written(from)
    }

    /// A text that a comment may follow, because nobody takes the comment for a part of it: an id, an address.
    pub fn written(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        let scalar = self.scalar(from)?;
        let control = scalar.text.chars().find(|&c| c.is_control() && !matches!(c, '\n' | '\t'));
        let Some(control) = control else {
            return Some(Spanned::new(scalar.text.trim().to_owned(), from.node.span));
        };
        let fault = self.invisible(from, control);
        self.report(match scalar.style {
            Style::Quoted => fault.help(
                "inside double quotes, a backslash and a letter make a special character; use single quotes",
            ),
            Style::Plain | Style::Block => fault,
        });
        None
    }

    /// Any text, without its place.
    pub fn words(&self, from: Keyed<'_>) -> Option<String> {
        Some(self.text(from)?.value)
    }

    /// A name that is compared with other names: text without invisible characters.
    pub fn name(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        self.without_comment(from)?;
        self.is_printed(from.node.span);
        self.id(from)
    }

    /// An id that is compared with other ids. Unlike a name, it has no spaces, so a comment may follow it.
    pub fn id(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        let text = self.written(from)?;
        let hidden = text.value.chars().find(|&c| is_hidden(c));
        match hidden {
            Some(hidden) => {
                self.report(self.invisible(from, hidden));
                None
            }
            None => Some(text),
        }
    }

    fn invisible(&self, Keyed { key, node }: Keyed<'_>, hidden: char) -> Diagnostic {
        rule::UNPRINTABLE
            .at(self.path, node.span, format!("`{key}` contains an invisible character"))
            .label(format!("{} is in here", code_point(hidden)))
            .help("delete this value and type it again; do not paste it")
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
                self.report(
                    rule::NOT_A_SWITCH
                        .at(self.path, node.span, message)
                        .label("only `true` or `false` is allowed")
                        .help("write `true` or `false`"),
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
        let Keyed { key, node } = found;
        self.report(
            rule::WRONG_SHAPE
                .at(self.path, node.span, format!("`{key}` has the wrong shape"))
                .label(shape(node))
                .help(format!("write {expected}")),
        );
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

/// Whether a character changes how text looks without being seen: direction controls and zero-width marks.
/// The joiners U+200C and U+200D are part of the spelling in Persian, Kurdish and other languages.
fn is_hidden(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}')
}
