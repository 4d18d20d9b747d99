//! The names that a template uses: variables, fields, components, and texts that something is compared with.
//! It does not know which names there are.

use std::collections::BTreeSet;

/// A name that a template uses.
pub(super) struct Name<'t> {
    /// The name itself.
    pub(super) word: &'t str,
    /// Where it begins in the text.
    pub(super) at: usize,
    /// What it belongs to.
    pub(super) of: Owner<'t>,
}

/// What a name belongs to.
pub(super) enum Owner<'t> {
    /// It is a field of what has this name; empty if that has none, as in `list[0].field`.
    Field(&'t str),
    /// It is a component.
    Component,
    /// It is a variable of the page.
    Page,
    /// It is an argument, or a variable that the template itself defines.
    Local,
    /// It is a text that something is compared with.
    Compared,
}

/// Every name inside the tags of a template.
pub(super) fn used(text: &str) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    let mut in_component = false;
    let mut rest = 0;
    let own = Defined::new(text);
    while let Some((from, end)) = next_tag(text, rest) {
        let tag = &text[from..end];
        in_component |= tag.trim_start_matches('-').trim_start().starts_with("component ");
        names.extend(names_in(tag, from, in_component).into_iter().filter(|name| !own.has(name)));
        in_component &= !tag.trim_start_matches('-').trim_start().starts_with("endcomponent ");
        rest = end;
    }
    names
}

/// The variables that a template defines itself.
struct Defined<'t> {
    /// By `set`. What their fields are called is the template's own matter.
    by_set: BTreeSet<&'t str>,
    /// By `for`. They may be values of the page.
    by_for: BTreeSet<&'t str>,
}

impl<'t> Defined<'t> {
    fn new(text: &'t str) -> Defined<'t> {
        let (mut by_set, mut by_for) = (BTreeSet::new(), BTreeSet::new());
        let mut rest = 0;
        while let Some((from, end)) = next_tag(text, rest) {
            let mut names = names_in(&text[from..end], from, false).into_iter();
            match names.next().map(|first| first.word) {
                Some("set" | "set_global") => by_set.extend(names.next().map(|it| it.word)),
                Some("for") => by_for.extend(names.map(|it| it.word).take_while(|it| *it != "in")),
                _ => {}
            }
            rest = end;
        }
        Defined { by_set, by_for }
    }

    /// Whether a name is one of them, or a field of one that `set` defines.
    fn has(&self, name: &Name<'_>) -> bool {
        match name.of {
            Owner::Page => self.by_set.contains(name.word) || self.by_for.contains(name.word),
            Owner::Field(of) => self.by_set.contains(of),
            Owner::Component | Owner::Local | Owner::Compared => false,
        }
    }
}

/// A template with blanks in place of comments and of what it prints as it is, so that every place stays the same.
pub(super) fn without_comments(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in [("{#", "#}"), ("{% raw %}", "{% endraw %}")] {
        let mut rest = 0;
        while let Some(start) = text[rest..].find(open).map(|at| rest + at) {
            let length =
                text[start..].find(close).map_or(text.len() - start, |at| at + close.len());
            rest = start + length;
            text.replace_range(start..rest, &" ".repeat(length));
        }
    }
    text
}

/// The next tag that begins at `from` or after it: what stands between its braces.
fn next_tag(text: &str, from: usize) -> Option<(usize, usize)> {
    let opening = |sign: &str| text[from..].find(sign).map(|at| from + at + sign.len());
    let (start, close) = match (opening("{{"), opening("{%")) {
        (Some(print), Some(tag)) if tag < print => (tag, "%}"),
        (Some(print), _) => (print, "}}"),
        (None, tag) => (tag?, "%}"),
    };
    let length = text[start..].find(close).unwrap_or(text.len() - start);
    Some((start, start + length))
}

/// The names in one tag, which begins at `from` in its file. Texts in quotes hold none.
fn names_in(tag: &str, from: usize, in_component: bool) -> Vec<Name<'_>> {
    let mut names: Vec<Name<'_>> = Vec::new();
    let mut at = 0;
    while let Some(sign) = tag[at..].chars().next() {
        if sign == '"' || sign == '\'' {
            let text = &tag[at + 1..];
            let length = text.find(sign).unwrap_or(text.len());
            let before = tag[..at].trim_end();
            let after = text[length..].trim_start_matches(sign).trim_start();
            let is_compared =
                ["==", "!="].iter().any(|sign| before.ends_with(sign) || after.starts_with(sign));
            if is_compared {
                let word = &text[..length];
                names.push(Name { word, at: from + at + 1, of: Owner::Compared });
            }
            at += 1 + (length + 1).min(text.len());
        } else if sign.is_alphabetic() || sign == '_' {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let length = tag[at..].find(|c| !is_part(c)).unwrap_or(tag.len() - at);
            let is_argument = tag[at + length..].starts_with('=');
            let of = match tag[..at].chars().next_back() {
                Some('.') => {
                    let before = names.last().filter(|it| it.at + it.word.len() + 1 == from + at);
                    Owner::Field(before.map_or("", |it| it.word))
                }
                Some('<') => Owner::Component,
                _ if in_component || is_argument => Owner::Local,
                _ => Owner::Page,
            };
            names.push(Name { word: &tag[at..at + length], at: from + at, of });
            at += length;
        } else {
            at += sign.len_utf8();
        }
    }
    names
}
