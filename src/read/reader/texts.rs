//! Reads free text, and reports what would be lost or changed in it: a comment that cuts it off, markup that is printed as it is typed,
//! characters that readers cannot see. It does not know how YAML finds a comment.

use crate::field::count::Count;
use crate::field::day::Moment;
use crate::field::dispatch::Extra;
use crate::field::excerpt::is_invisible;
use crate::field::slug::Slug;
use crate::read::node::{Keyed, Scalar, Style, Value};
use crate::read::reader::{Reader, quotes};
use crate::read::shape;
use crate::text::diagnostic::Diagnostic;
use crate::text::hidden::{HiddenCharacter, HiddenKind, first_hidden};
use crate::text::rule;
use crate::text::span::Spanned;
use crate::text::spelling::composed;

impl Reader<'_> {
    /// Any text. A comment that cuts it off is reported.
    pub fn text(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        self.without_comment(from)?;
        self.is_printed(from.node.span);
        let text = self.written(from)?;
        // In a block of text, YAML takes a `#` for a part of the text.
        let is_block = matches!(&from.node.value, Value::Scalar(it) if it.style == Style::Block);
        let has_note = is_block && text.value.lines().any(|line| line.starts_with("# "));
        let note = has_note.then_some("a line that begins with `#`");
        if let Some(markup) = markup(&text.value).or(note) {
            self.report(self.not_markdown(from, markup));
        }
        Some(text)
    }

    /// A text that a comment may follow, because nobody takes the comment for a part of it: an id, an address.
    pub fn written(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        let scalar = self.scalar(from)?;
        if let Some(found) = first_hidden(&scalar.text) {
            self.report(self.hidden(from, &found));
            return None;
        }
        Some(Spanned::new(scalar.text.trim().to_owned(), from.node.span))
    }

    /// Any text, without its place.
    pub fn words(&self, from: Keyed<'_>) -> Option<String> {
        Some(self.text(from)?.value)
    }

    /// A name that is compared with other names: text without invisible characters.
    pub fn name(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        self.without_comment(from)?;
        self.is_printed(from.node.span);
        let name = self.without_hidden(from)?;
        if let Some(inner) = quotes::inside(&name.value) {
            let message =
                format!("`{}` is a name in quotation marks that YAML does not know", from.key);
            self.report(
                rule::MARKUP_NOT_TAKEN
                    .at(self.path, from.node.span, message)
                    .label(quotes::LABEL)
                    .help(format!("write `{}`", shape::quoted(inner))),
            );
            return None;
        }
        Some(name)
    }

    /// A name that is compared as it is stored: each letter is one character with its accents.
    pub fn composed_name(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        Some(self.name(from)?.map(|name| composed(&name).into_owned()))
    }

    /// An id that is compared with other ids. Unlike a name, it has no spaces, so a comment may follow it.
    pub fn id(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        Some(self.without_hidden(from)?.map(|id| composed(&id).into_owned()))
    }

    fn without_hidden(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        let text = self.written(from)?;
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

    /// A party or another name that is usually an id. A comment may follow an id, but not a text.
    pub fn id_or_text(&self, from: Keyed<'_>) -> Option<String> {
        self.without_comment_unless(from, |text| Slug::parse(text).is_ok())?;
        Some(composed(&self.written(from)?.value).into_owned())
    }

    /// The value of a key of any kind. A comment may follow a number, a day or a switch, but not a text.
    pub fn any_value(&self, from: Keyed<'_>) -> Option<String> {
        self.without_comment_unless(from, is_closed)?;
        self.is_printed(from.node.span);
        Some(self.written(from)?.value)
    }

    /// A value of any shape, for the theme, which may print its texts.
    pub fn extra(&self, from: Keyed<'_>) -> Extra {
        self.check_texts(from);
        from.node.to_extra()
    }

    fn check_texts(&self, from: Keyed<'_>) {
        match &from.node.value {
            Value::Scalar(scalar) => {
                self.is_printed(from.node.span);
                self.without_comment_unless(from, is_closed);
                let found = first_hidden(&scalar.text);
                found.into_iter().for_each(|it| self.report(self.hidden(from, &it)));
            }
            Value::List(items) => items.iter().for_each(|item| self.check_texts(from.item(item))),
            Value::Map(entries) => entries.iter().for_each(|entry| {
                self.check_texts(Keyed { key: &entry.key.value, node: &entry.value });
            }),
        }
    }

    /// Reports a comment that cuts off a text. None if nothing is left of the text, so that this is not reported again.
    fn without_comment(&self, Keyed { key, node }: Keyed<'_>) -> Option<()> {
        let Value::Scalar(scalar) = &node.value else { return Some(()) };
        // After a word such as `null` nothing is lost, and that there is no value is reported.
        let Some(comment) = scalar.comment.as_ref().filter(|_| !scalar.is_null()) else {
            return Some(());
        };
        self.report(comment.fault(self.path, Some(key)));
        // What is left is read, so that nothing that refers to it is reported as wrong.
        (!scalar.is_blank()).then_some(())
    }

    fn without_comment_unless(
        &self,
        from: Keyed<'_>,
        may_have_one: impl Fn(&str) -> bool,
    ) -> Option<()> {
        match &from.node.value {
            Value::Scalar(Scalar { text, .. }) if may_have_one(text) => Some(()),
            _ => self.without_comment(from),
        }
    }
}

/// Whether a value is a number, a day, a moment or a switch.
fn is_closed(text: &str) -> bool {
    let is_count = text.contains(char::is_numeric) && Count::parse(text).is_ok();
    let is_number = text.parse::<f64>().is_ok();
    matches!(text, "true" | "false") || is_count || is_number || Moment::parse(text).is_ok()
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
    let is_template = || {
        let pairs = [("{{", "}}"), ("{%", "%}"), ("[[", "]]"), ("%%", "%%"), ("[^", "]")];
        let is_pair = |(start, end): &(&str, &str)| {
            text.split_once(start).is_some_and(|(_, after)| after.contains(end))
        };
        pairs.iter().any(is_pair).then_some("signs of Markdown or of another program")
    };
    is_comment().or_else(is_link).or_else(is_strong).or_else(is_template)
}

/// Whether a character changes how text looks without being seen: direction controls and zero-width marks.
/// The joiners U+200C and U+200D are part of the spelling in Persian, Kurdish and other languages.
fn is_hidden(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}')
}
