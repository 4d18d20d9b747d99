//! The words of a theme as its files have them, and what is amiss with them. Every file is held to the English of the default
//! theme: the templates print those words, and fill those places.
//! It does not print any.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::plan::translations::Languages;
use crate::press::strings::{self, FALLBACK, Piece, Strings};
use crate::press::theme::files::{self, Files, as_text};
use crate::press::theme::renamed;
use crate::press::voice::Voice;
use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::nearest;
use crate::text::source::SourcePath;
use crate::text::span::Span;
use crate::text::{language, rule};

/// How many keys a warning names.
const NAMED: usize = 3;

/// What there is to say of the words of a theme.
#[derive(Default)]
pub(super) struct Findings {
    /// Why they cannot be printed.
    pub(super) faults: Vec<Diagnostic>,
    /// What is printed nowhere.
    pub(super) warnings: Vec<Diagnostic>,
}

/// The words of a theme, each file laid over those before it.
pub(super) fn strings(files: &Files, findings: &mut Findings) -> Strings {
    let mut strings = Strings::default();
    let english = files.words.iter().find(|(lang, _)| lang == FALLBACK);
    let english = english.and_then(|(_, piece)| piece.text()).unwrap_or_default();
    let model = DeTable::parse(english).map(Spanned::into_inner).unwrap_or_default();
    for (lang, piece) in &files.words {
        let Some(text) = as_text(piece, &mut findings.faults) else {
            continue;
        };
        let parsed =
            text.parse::<toml::Table>().and_then(|table| Ok((table, DeTable::parse(text)?)));
        let (mut table, words) = match parsed {
            Ok(parsed) => parsed,
            Err(error) => {
                let span = error.span().map(Span::of).unwrap_or_default();
                let fault = rule::BAD_TEMPLATE.at(&piece.path, span, "the words cannot be read");
                let help = "write `key = \"text\"`; text stands in quotes";
                findings.faults.push(fault.label(error.message().to_owned()).help(help));
                continue;
            }
        };
        let mut file = File { files, path: &piece.path, strange: Vec::new(), findings };
        file.check(words.get_ref(), &model, "");
        let strange = file.strange;
        for (key, _) in &strange {
            take_out(&mut table, key);
        }
        findings.warnings.extend(unknown(&piece.path, &strange, &model));
        strings.lay(lang, &table);
    }
    strings
}

/// A file of words while it is held to the model.
struct File<'f> {
    files: &'f Files,
    path: &'f SourcePath,
    /// The keys that no template asks for, and where they stand.
    strange: Vec<(String, Span)>,
    findings: &'f mut Findings,
}

impl File<'_> {
    fn check(&mut self, words: &DeTable<'_>, model: &DeTable<'_>, path: &str) {
        for (key, word) in words {
            let span = Span::of(key.span());
            let name: &str = key.get_ref();
            let path = strings::below(path, name);
            match model.get(name).map(Spanned::get_ref) {
                Some(like) => self.like(word, like, &path, span),
                None if self.is_asked_for(name) => {}
                None => self.strange.push((path, span)),
            }
        }
    }

    /// Holds a word to what English has under the same key.
    fn like(&mut self, word: &Spanned<DeValue<'_>>, like: &DeValue<'_>, path: &str, key: Span) {
        match (word.get_ref(), like) {
            (DeValue::Table(words), DeValue::Table(model)) if !are_forms(model) => {
                self.check(words, model, path);
            }
            (DeValue::Table(forms), DeValue::Table(model)) if are_forms(forms) => {
                let known: Vec<&str> = model.values().flat_map(|it| places(it.get_ref())).collect();
                for form in forms.values() {
                    self.text(form, &known, path);
                }
            }
            (DeValue::String(_), DeValue::String(_)) => self.text(word, &places(like), path),
            (_, DeValue::String(_)) => self.wrong(path, key, "a text: `key = \"text\"`"),
            (_, DeValue::Table(model)) if are_forms(model) => {
                self.wrong(path, key, "plural forms: `{ one = \"..\", other = \"..\" }`");
            }
            _ => self.wrong(path, key, "a table of words"),
        }
    }

    fn text(&mut self, text: &Spanned<DeValue<'_>>, known: &[&str], path: &str) {
        let span = Span::of(text.span());
        if !matches!(text.get_ref(), DeValue::String(_)) {
            return self.wrong(path, span, "texts in quotes");
        }
        let strange = places(text.get_ref()).into_iter().find(|place| !known.contains(place));
        if let Some(strange) = strange {
            let known: Vec<String> = known.iter().map(|place| format!("`{{{place}}}`")).collect();
            let label = match known.as_slice() {
                [] => "nothing is filled in here".to_owned(),
                _ => format!("what is filled in is {}", known.join(", ")),
            };
            let message =
                format!("`{path}` has no place `{{{strange}}}`: readers would see the braces");
            let fault = rule::BAD_TEMPLATE.at(self.path, span, message).label(label);
            self.findings
                .faults
                .push(fault.help("write the name of the place as it is in English"));
        }
    }

    fn wrong(&mut self, path: &str, span: Span, wanted: &str) {
        let fault = rule::BAD_TEMPLATE.at(self.path, span, format!("`{path}` has the wrong shape"));
        self.findings.faults.push(
            fault
                .label(format!("this wants {wanted}"))
                .help("write it as the theme's strings/en.toml does"),
        );
    }

    /// Whether a template names a word that the default theme has not.
    fn is_asked_for(&self, name: &str) -> bool {
        let named = [format!(".{name}"), format!("\"{name}\"")];
        let mut templates = self.files.under("templates");
        templates.any(|(_, piece)| {
            let text = piece.text().unwrap_or_default();
            named.iter().any(|named| text.contains(named))
        })
    }
}

fn are_forms(table: &DeTable<'_>) -> bool {
    strings::are_forms(table.keys().map(|key| &**key.get_ref()))
}

/// The places of a text: `n` for `{n}`.
fn places<'t>(text: &'t DeValue<'_>) -> Vec<&'t str> {
    let DeValue::String(text) = text else {
        return Vec::new();
    };
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let pieces = strings::pieces(text, is_name).into_iter();
    pieces
        .filter_map(|piece| if let Piece::Place(name) = piece { Some(name) } else { None })
        .collect()
}

fn take_out(table: &mut toml::Table, path: &str) {
    match path.split_once('.') {
        Some((name, rest)) if table.get(name).is_some_and(toml::Value::is_table) => {
            if let Some(toml::Value::Table(below)) = table.get_mut(name) {
                take_out(below, rest);
            }
        }
        _ => drop(table.remove(path)),
    }
}

fn unknown(
    path: &SourcePath,
    strange: &[(String, Span)],
    model: &DeTable<'_>,
) -> Option<Diagnostic> {
    let (first, span) = strange.first()?;
    let mut known = Vec::new();
    keys(model, "", &mut known);
    let near = nearest(first, known.iter().map(String::as_str));
    let label = match (renamed::word(first), near) {
        (Some(new), _) => format!("it is called `{new}` now"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => "no template prints it".to_owned(),
    };
    let named: Vec<String> = strange.iter().map(|(key, _)| key.clone()).collect();
    let message = format!("the theme prints no word {}", listed(&named));
    let help = "write the keys of the theme's strings/en.toml, or take these out";
    Some(rule::UNKNOWN_WORDS.at(path, *span, message).label(label).help(help))
}

fn keys(table: &DeTable<'_>, path: &str, found: &mut Vec<String>) {
    for (key, value) in table {
        let name: &str = key.get_ref();
        let path = strings::below(path, name);
        match value.get_ref() {
            DeValue::Table(below) if !are_forms(below) => keys(below, &path, found),
            _ => found.push(path),
        }
    }
}

/// What the languages of a site lack, and files of words for none of them.
pub(super) fn warnings(
    files: &Files,
    strings: &Strings,
    languages: &Languages,
    voices: &BTreeMap<String, Voice>,
) -> Vec<Diagnostic> {
    let missing = |(lang, asked): (&String, &SourcePath)| {
        missing(files, strings, lang, asked, &voices[lang].missing)
    };
    let own = files.words.iter().filter(|(_, piece)| piece.path.below(files::WORDS).is_some());
    let unread = own.filter_map(|(lang, piece)| unread(lang, &piece.path, languages));
    languages.all.iter().filter_map(missing).chain(unread).collect()
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
    let message = match strings.has(lang) {
        true => format!("the words in `{lang}` lack {}", listed(keys)),
        false => format!("the theme has no words in `{lang}`: its pages say theirs in English"),
    };
    // What travels inside the program is mended in the site.
    let own = files.words.iter().rev().find(|(of, piece)| {
        piece.path.below(files::WORDS).is_some() && language::wider(lang).any(|lang| lang == of)
    });
    let path = own.map_or(asked, |(_, piece)| &piece.path);
    let help = format!(
        "write them in strings/{lang}.toml; docs/languages.md says where all keys are. Until then English stands in their \
         place, or the general form for a plural"
    );
    Some(rule::MISSING_WORDS.in_file(path, message).help(help))
}

/// A file of the site's own for a language that no page is in.
fn unread(lang: &str, path: &SourcePath, languages: &Languages) -> Option<Diagnostic> {
    let is_read = languages.all.keys().any(|it| language::wider(it).any(|it| it == lang));
    if is_read || lang == FALLBACK {
        return None;
    }
    let help = match language::canonical(lang) {
        Some(canonical) if canonical != lang => format!("did you mean strings/{canonical}.toml?"),
        _ => {
            let used: Vec<String> = languages.all.keys().map(|lang| format!("`{lang}`")).collect();
            format!("the languages of this site are {}", used.join(", "))
        }
    };
    let message = format!("no page is in `{lang}`: these words are printed nowhere");
    Some(rule::UNKNOWN_WORDS.in_file(path, message).help(help))
}

/// "`a`, `b`, `c` and 4 more".
fn listed(keys: &[String]) -> String {
    let named: Vec<String> = keys.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    match keys.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
