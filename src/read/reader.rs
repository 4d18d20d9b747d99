//! Reads single values: each method takes a node and gives a typed value, or reports why it cannot.
//! It does not know what a key means; the key is only used in messages.

mod addresses;
mod values;

use std::cell::RefCell;

use crate::field::dispatch::Extra;
use crate::field::excerpt::{excerpt, is_invisible};
use crate::field::word::Word;
use crate::field::written_date::{When, WrittenDate};
use crate::read::node::{Keyed, Node, Scalar, Style, Value};
use crate::text::diagnostic::Diagnostic;
use crate::text::hidden::{HiddenCharacter, HiddenKind, first_hidden};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::did_you_mean;

/// Reads the values of one file, and collects its faults and its dates.
pub struct Reader<'a> {
    /// The file.
    pub path: &'a SourcePath,
    faults: RefCell<Vec<Diagnostic>>,
    dates: RefCell<Vec<WrittenDate>>,
}

impl<'a> Reader<'a> {
    /// A reader of the file `path`.
    pub fn new(path: &'a SourcePath) -> Reader<'a> {
        Reader { path, faults: RefCell::default(), dates: RefCell::default() }
    }

    /// Adds a fault.
    pub fn report(&self, fault: Diagnostic) {
        self.faults.borrow_mut().push(fault);
    }

    /// Every fault reported so far.
    pub fn into_faults(self) -> Vec<Diagnostic> {
        self.faults.into_inner()
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
            false => "nothing is written here".to_owned(),
        };
        self.report(
            rule::EMPTY_VALUE
                .at(self.path, node.span, format!("`{key}` has no value"))
                .label(label)
                .help(format!("write a value, or delete `{key}`")),
        );
        None
    }

    /// Any text.
    pub fn text(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        let scalar = self.scalar(from)?;
        if let Some(found) = first_hidden(&scalar.text) {
            self.report(self.hidden(from, &found));
            return None;
        }
        if let Some(markup) = markup(&scalar.text) {
            self.report(self.not_markdown(from, markup));
        }
        Some(Spanned::new(scalar.text.trim().to_owned(), from.node.span))
    }

    /// Any text, without its place.
    pub fn words(&self, from: Keyed<'_>) -> Option<String> {
        Some(self.text(from)?.value)
    }

    /// A name that is compared with other names: text without invisible characters.
    pub fn name(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        let text = self.text(from)?;
        let Some((at, character)) = text.value.char_indices().find(|&(_, c)| is_hidden(c)) else {
            return Some(text);
        };
        let kind = HiddenKind::Unseen;
        self.report(self.hidden(from, &HiddenCharacter { at: at..at, character, kind }));
        None
    }

    fn not_markdown(&self, Keyed { key, node }: Keyed<'_>, markup: &str) -> Diagnostic {
        rule::MARKUP_NOT_TAKEN
            .at(self.path, node.span, format!("`{key}` is printed as it is typed, and has {markup}"))
            .label("there is no Markdown and no HTML in front matter")
            .help("write the text alone; a note for editors goes on a line of its own that begins with `#`")
    }

    fn hidden(&self, Keyed { key, node }: Keyed<'_>, found: &HiddenCharacter) -> Diagnostic {
        let fault = found.fault(self.path, node.span, &format!("`{key}`"));
        let is_quoted =
            matches!(&node.value, Value::Scalar(scalar) if scalar.style == Style::Quoted);
        match found.kind {
            HiddenKind::Unseen if is_quoted && found.character.is_control() => fault.help(
                "inside double quotes, a backslash and a letter make a special character; use single quotes",
            ),
            HiddenKind::Unseen => fault.help("delete this value and type it again; do not paste it"),
            _ => fault,
        }
    }

    /// A value of any shape, for the theme.
    pub fn extra(&self, from: Keyed<'_>) -> Extra {
        self.check_texts(from);
        from.node.to_extra()
    }

    fn check_texts(&self, from: Keyed<'_>) {
        match &from.node.value {
            Value::Scalar(scalar) => {
                let found = first_hidden(&scalar.text);
                found.into_iter().for_each(|it| self.report(self.hidden(from, &it)));
            }
            Value::List(items) => items.iter().for_each(|item| self.check_texts(from.item(item))),
            Value::Map(entries) => entries.iter().for_each(|entry| {
                self.check_texts(Keyed { key: &entry.key.value, node: &entry.value });
            }),
        }
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

/// What an author may have meant as markup in a text that is none. None if it has nothing of the kind.
fn markup(text: &str) -> Option<&'static str> {
    let is_link = || {
        let (before, after) = text.split_once("](")?;
        (before.contains('[') && after.contains(')')).then_some("a link of Markdown")
    };
    let is_strong = || {
        let (_, after) = text.split_once("**")?;
        let (inside, _) = after.split_once("**")?;
        (!inside.trim().is_empty()).then_some("stars of Markdown")
    };
    let is_comment = || {
        let (_, comment) = text.split_once("<!--")?;
        comment.contains("-->").then_some("a comment of HTML")
    };
    is_comment().or_else(is_link).or_else(is_strong)
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
