//! Reads the words of a theme and reports what is wrong with them. Every file is compared with the English of the default theme, because the
//! templates print those words and fill those placeholders.
//! It does not print any.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem::take;

use serde::Deserialize;
use toml::de::{DeTable, DeValue, Deserializer, Error};
use toml::{Spanned, Table, Value};

use crate::plan::index::languages::Languages;
use crate::press::fallback;
use crate::press::localized::LocalizedTheme;
use crate::press::placeholders::{Part, parts};
use crate::press::strings::{Strings, are_plural_forms, below};
use crate::press::theme::files::{self, ThemeFiles};
use crate::press::theme::renamed;
use crate::text::diagnostic::Diagnostic;
use crate::text::hidden::first_hidden;
use crate::text::source::SourcePath;
use crate::text::span::Span;
use crate::text::spelling::nearest;
use crate::text::{language, listing, rule};

/// Maximum number of keys that a warning names.
const NAMED: usize = 3;

/// The words of a theme, each file over those before it.
pub(super) fn read(files: &ThemeFiles, found: &mut Vec<Diagnostic>) -> Strings {
    let mut strings = Strings::default();
    let english = files.words.iter().find(|(lang, _)| lang == fallback::LANGUAGE);
    let english = english.and_then(|(_, file)| file.text()?.parse::<Table>().ok());
    let english = english.unwrap_or_default();
    for (lang, file) in &files.words {
        let Some(text) = file.checked_text(found) else {
            continue;
        };
        let mut check = Check { files, path: &file.path, unknown: Vec::new(), found };
        match check.file(text, &english) {
            Ok(words) => strings.add(lang, &words),
            Err(error) => {
                let span = error.span().map(Span::of).unwrap_or_default();
                let fault = rule::BAD_TEMPLATE.at(&file.path, span, "the words cannot be read");
                let help = "write `key = \"text\"`, with the text in quotes";
                found.push(fault.label(error.message().to_owned()).help(help));
            }
        }
    }
    strings
}

/// The check of one file of words.
struct Check<'f> {
    files: &'f ThemeFiles,
    path: &'f SourcePath,
    /// The keys that no template uses, and where they are.
    unknown: Vec<(String, Span)>,
    found: &'f mut Vec<Diagnostic>,
}

impl Check<'_> {
    /// The words of a file, without those that no template uses.
    fn file(&mut self, text: &str, english: &Table) -> Result<Table, Error> {
        let mut words = DeTable::parse(text)?;
        *words.get_mut() = self.table(take(words.get_mut()), english, "");
        self.report_unknown(english);
        Table::deserialize(Deserializer::from(words))
    }

    /// The words that a template uses, once each was compared with the English.
    fn table<'w>(&mut self, words: DeTable<'w>, english: &Table, path: &str) -> DeTable<'w> {
        let used = words.into_iter().filter_map(|(key, mut word)| {
            let name: &str = key.get_ref();
            let (path, span) = (below(path, name), Span::of(key.span()));
            match english.get(name) {
                Some(english) => self.word(&mut word, english, &path, span),
                None if self.is_used(name) => {}
                None => {
                    self.unknown.push((path, span));
                    return None;
                }
            }
            Some((key, word))
        });
        used.collect()
    }

    /// Compares a word with the English under the same key.
    fn word(&mut self, word: &mut Spanned<DeValue<'_>>, english: &Value, path: &str, key: Span) {
        match (word.get_mut(), english) {
            (DeValue::Table(words), Value::Table(english)) if !are_forms(english) => {
                *words = self.table(take(words), english, path);
            }
            (DeValue::Table(forms), Value::Table(english))
                if are_plural_forms(forms.keys().map(Spanned::get_ref)) =>
            {
                let known: Vec<&str> =
                    english.values().filter_map(Value::as_str).flat_map(placeholders).collect();
                forms.values().for_each(|form| self.text(form, &known, path));
            }
            (DeValue::String(_), Value::String(english)) => {
                self.text(word, &placeholders(english), path);
            }
            (_, Value::String(_)) => self.wrong_shape(path, key, "a text: `key = \"text\"`"),
            (_, Value::Table(english)) if are_forms(english) => {
                self.wrong_shape(path, key, "plural forms: `{ one = \"..\", other = \"..\" }`");
            }
            _ => self.wrong_shape(path, key, "a table of words"),
        }
    }

    fn text(&mut self, word: &Spanned<DeValue<'_>>, known: &[&str], path: &str) {
        let span = Span::of(word.span());
        let DeValue::String(text) = word.get_ref() else {
            return self.wrong_shape(path, span, "a text in quotes");
        };
        // Characters that are written as they are were found when the file was read; these are written as codes.
        if let Cow::Owned(decoded) = text {
            let hidden = first_hidden(decoded);
            self.found.extend(hidden.map(|it| it.fault(self.path, span, &format!("`{path}`"))));
        }
        let Some(unknown) = placeholders(text).into_iter().find(|name| !known.contains(name))
        else {
            return;
        };
        let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
        let label = match known.as_slice() {
            [] => "there is no placeholder here".to_owned(),
            known => format!("placeholders here: {}", listing::all(known)),
        };
        let message =
            format!("`{path}` has no placeholder `{{{unknown}}}`: readers would see the braces");
        let fault = rule::BAD_TEMPLATE.at(self.path, span, message).label(label);
        self.found.push(fault.help("write the name of the placeholder as it is in English"));
    }

    fn wrong_shape(&mut self, path: &str, span: Span, wanted: &str) {
        let message = format!("`{path}` has the wrong shape");
        let fault = rule::BAD_TEMPLATE.at(self.path, span, message);
        let help = "write it as the theme's strings/en.toml does";
        self.found.push(fault.label(format!("this must be {wanted}")).help(help));
    }

    /// Whether a template uses a word that the default theme does not have.
    fn is_used(&self, name: &str) -> bool {
        let named = [format!(".{name}"), format!("\"{name}\"")];
        self.files.templates().any(|(_, file)| {
            let text = file.text().unwrap_or_default();
            named.iter().any(|named| text.contains(named))
        })
    }

    fn report_unknown(&mut self, english: &Table) {
        let Some((first, span)) = self.unknown.first() else {
            return;
        };
        let known = keys(english, "");
        let label = match (renamed::word(first), nearest(first, known.iter().map(String::as_str))) {
            (Some(new), _) => format!("it is called `{new}` now"),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => "no template uses it".to_owned(),
        };
        let unknown: Vec<&str> = self.unknown.iter().map(|(key, _)| key.as_str()).collect();
        let message = format!("the theme has no word {}", listing::first_few(&unknown, NAMED));
        let help = "use the keys of the theme's strings/en.toml, or delete these";
        let warning = rule::UNKNOWN_WORDS.at(self.path, *span, message);
        self.found.push(warning.label(label).help(help));
    }
}

fn are_forms(table: &Table) -> bool {
    are_plural_forms(table.keys())
}

/// The placeholders of a text: `n` for `{n}`.
fn placeholders(text: &str) -> Vec<&str> {
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let names = parts(text, is_name).into_iter().filter_map(|part| match part {
        Part::Placeholder(name) => Some(name),
        Part::Text(_) => None,
    });
    names.collect()
}

/// The keys of all words in a table: `front.latest`.
fn keys(table: &Table, path: &str) -> Vec<String> {
    let of_entry = |(key, value): (&String, &Value)| {
        let path = below(path, key);
        match value {
            Value::Table(table) if !are_forms(table) => keys(table, &path),
            _ => vec![path],
        }
    };
    table.iter().flat_map(of_entry).collect()
}

/// Adds a warning for each language of the site that lacks words, and for each file of words in another language.
pub(super) fn check_languages(
    files: &ThemeFiles,
    strings: &Strings,
    languages: &Languages,
    localized: &BTreeMap<String, LocalizedTheme>,
    found: &mut Vec<Diagnostic>,
) {
    // A built-in theme is corrected by files of the site.
    let own = || files.words.iter().filter(|(_, file)| file.path.below(files::WORDS).is_some());
    for (lang, asked_by) in &languages.all {
        let missing = &localized[lang].missing;
        if missing.is_empty() {
            continue;
        }
        let message = match strings.has(lang) {
            true => {
                format!("the theme lacks words in `{lang}`: {}", listing::first_few(missing, NAMED))
            }
            false => {
                format!("the theme has no words in `{lang}`, so its pages use the English ones")
            }
        };
        let file = own().rfind(|(of, _)| language::fallbacks(lang).any(|lang| lang == of));
        let path = file.map_or(asked_by, |(_, file)| &file.path);
        let help = format!(
            "write them in strings/{lang}.toml; docs/languages.md says where to find all keys. Until then pages have the English \
             words, or the general form of a plural"
        );
        found.push(rule::MISSING_WORDS.in_file(path, message).help(help));
    }
    found.extend(own().filter_map(|(lang, file)| unused(lang, &file.path, languages)));
}

/// A file of words for a language that no page is in.
fn unused(lang: &str, path: &SourcePath, languages: &Languages) -> Option<Diagnostic> {
    let is_used = languages.all.keys().any(|it| language::fallbacks(it).any(|it| it == lang));
    if is_used || lang == fallback::LANGUAGE {
        return None;
    }
    let help = match language::canonical(lang) {
        Some(canonical) if canonical != lang => format!("did you mean strings/{canonical}.toml?"),
        _ => {
            let all: Vec<&String> = languages.all.keys().collect();
            format!("the languages of this site are {}", listing::all(&all))
        }
    };
    let message = format!("no page is in `{lang}`, so these words are not used");
    Some(rule::UNKNOWN_WORDS.in_file(path, message).help(help))
}
