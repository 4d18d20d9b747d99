//! The words of a theme as its files have them, and what is amiss with them.
//! It does not print any.

use std::collections::BTreeMap;

use crate::plan::naming::Languages;
use crate::press::strings::Strings;
use crate::press::theme::files::{Files, as_text};
use crate::press::voice::Voice;
use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::nearest;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// How many keys a warning names.
const NAMED: usize = 3;

/// The words of a theme, each file laid over those before it.
pub(super) fn strings(files: &Files, faults: &mut Vec<Diagnostic>) -> Strings {
    let mut strings = Strings::default();
    for (lang, piece) in &files.words {
        let Some(text) = as_text(piece, faults) else {
            continue;
        };
        match text.parse::<toml::Table>() {
            Ok(table) => strings.lay(lang, &table),
            Err(error) => {
                let span = error.span().map(Span::of).unwrap_or_default();
                let fault = rule::BAD_TEMPLATE.at(&piece.path, span, "the words cannot be read");
                let help = "write `key = \"text\"`; text stands in quotes";
                faults.push(fault.label(error.message().to_owned()).help(help));
            }
        }
    }
    strings
}

/// What the languages of a site lack, and words that are nowhere printed.
pub(super) fn warnings(
    files: &Files,
    strings: &Strings,
    languages: &Languages,
    voices: &BTreeMap<String, Voice>,
) -> Vec<Diagnostic> {
    let missing = languages
        .all
        .iter()
        .filter_map(|(lang, asked)| missing(files, strings, lang, asked, &voices[lang].missing));
    missing.chain(strange(files, strings)).collect()
}

fn missing(
    files: &Files,
    strings: &Strings,
    lang: &str,
    asked: &SourcePath,
    keys: &[String],
) -> Option<Diagnostic> {
    if keys.is_empty() {
        return None;
    }
    if !strings.has(lang) {
        let message =
            format!("the theme has no words in `{lang}`: its pages say theirs in English");
        let help = format!(
            "write strings/{lang}.toml with the keys of the theme's strings/en.toml; the text of dispatches is not touched by this"
        );
        return Some(rule::MISSING_WORDS.in_file(asked, message).help(help));
    }
    let own = files.words.iter().rev().find(|(of, _)| is_of(of, lang));
    let path = own.map_or(asked, |(_, piece)| &piece.path);
    let message = format!("the words in `{lang}` lack {}", listed(keys));
    let help = format!(
        "write them in strings/{lang}.toml; until then English stands in their place, or the general form for a plural"
    );
    Some(rule::MISSING_WORDS.in_file(path, message).help(help))
}

/// Whether the file of words for `of` serves `lang`: `ar` serves `ar-IQ`.
fn is_of(of: &str, lang: &str) -> bool {
    lang.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Keys that English has not: no template asks for them.
fn strange(files: &Files, strings: &Strings) -> Vec<Diagnostic> {
    let known = strings.keys();
    let mut told: BTreeMap<&str, &SourcePath> = BTreeMap::new();
    for (lang, piece) in &files.words {
        told.insert(lang, &piece.path);
    }
    let of_language = |(lang, path): (&str, &SourcePath)| {
        let keys = strings.strange(lang);
        let first = keys.first()?;
        let near = nearest(first, known.iter().map(String::as_str));
        let help = near.map_or_else(
            || {
                "take it out, or write it in strings/en.toml too if a template of yours prints it"
                    .to_owned()
            },
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("the words in `{lang}` have {} that English has not", listed(&keys));
        Some(rule::UNKNOWN_WORDS.in_file(path, message).help(help))
    };
    told.into_iter().filter_map(of_language).collect()
}

/// "`a`, `b`, `c` and 4 more".
fn listed(keys: &[String]) -> String {
    let named: Vec<String> = keys.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    match keys.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
