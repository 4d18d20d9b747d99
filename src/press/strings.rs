//! The words a theme prints, by language: those of the built-in theme, the theme's own over them, the site's own on top.
//! It does not know what they are used for.

use std::collections::BTreeMap;

use icu_plurals::PluralCategory;
use tera::Value;
use toml::map::Entry;
use toml::{Table, Value as Toml};

use crate::press::fallback;
use crate::press::placeholders::{Part, parts};
use crate::text::language::fallbacks;

/// A theme's words, by language tag.
#[derive(Clone, Debug, Default)]
pub struct Strings(BTreeMap<String, Table>);

/// The words for pages in a language.
#[derive(Clone, Debug)]
pub struct Words {
    /// The words. Those that are English because the language lacks them are marked; [`fallback`] makes elements of the marks.
    pub words: Value,
    /// The keys of what the language lacks: `front.latest`.
    pub missing: Vec<String>,
}

impl Strings {
    /// Adds the words of a file, over those that the language has so far.
    pub fn add(&mut self, lang: &str, file: &Table) {
        lay_over(self.0.entry(lang.to_owned()).or_default(), file);
    }

    /// The words for pages in `lang`: of that very language (`ar-IQ`), else of a wider one (`ar`), else English.
    /// `forms` are its plural forms.
    pub fn in_language(&self, lang: &str, forms: &[&str]) -> Words {
        let empty = Table::new();
        let english = self.0.get(fallback::LANGUAGE).unwrap_or(&empty);
        let is_english = fallbacks(lang).any(|it| it == fallback::LANGUAGE);
        let files: Vec<&Table> = fallbacks(lang).filter_map(|lang| self.0.get(lang)).collect();
        let mut table = Table::new();
        files.into_iter().rev().for_each(|file| lay_over(&mut table, file));
        let mut completion = Completion { forms, is_english, missing: Vec::new() };
        completion.table(&mut table, english, "");
        Words { words: Value::from_serializable(&table), missing: completion.missing }
    }

    /// Whether there are words of this language at all.
    pub fn has(&self, lang: &str) -> bool {
        fallbacks(lang).any(|lang| self.0.contains_key(lang))
    }
}

/// Adds English to the words of one language where they lack any.
struct Completion<'s> {
    forms: &'s [&'s str],
    is_english: bool,
    missing: Vec<String>,
}

impl Completion<'_> {
    /// Adds what `words` lack of the table `english`.
    fn table(&mut self, words: &mut Table, english: &Table, path: &str) {
        for (key, value) in english {
            let path = below(path, key);
            let own = words.entry(key.clone());
            match value {
                Toml::Table(english) if !are_plural_forms(english.keys()) => {
                    if let Toml::Table(words) = own.or_insert_with(|| Table::new().into()) {
                        self.table(words, english, &path);
                    }
                }
                _ => match own {
                    Entry::Occupied(own) => self.check_forms(own.get(), &path),
                    Entry::Vacant(place) if self.is_english => drop(place.insert(value.clone())),
                    Entry::Vacant(place) => {
                        self.missing.push(path);
                        place.insert(marked(value));
                    }
                },
            }
        }
    }

    /// Notes the plural forms that a word lacks.
    fn check_forms(&mut self, word: &Toml, path: &str) {
        if let Toml::Table(has) = word {
            let lacks = self.forms.iter().filter(|form| !has.contains_key(**form));
            self.missing.extend(lacks.map(|form| below(path, form)));
        }
    }
}

/// The path of a key in the table at `path`: `front.latest`.
pub fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Whether the table with these keys holds the plural forms of a word.
pub fn are_plural_forms(keys: impl Iterator<Item: AsRef<str>>) -> bool {
    let categories = keys.map(|key| PluralCategory::get_for_cldr_string(key.as_ref()));
    let categories: Option<Vec<PluralCategory>> = categories.collect();
    categories.is_some_and(|it| it.contains(&PluralCategory::Other))
}

/// The word at a path of keys, which may hold dots themselves.
pub fn word<'w>(words: &'w Value, keys: &[&str]) -> Option<&'w str> {
    let below = |at: &'w Value, key: &&str| {
        let mut entries = at.as_map()?.iter();
        entries.find(|(name, _)| name.as_str() == Some(*key)).map(|(_, value)| value)
    };
    keys.iter().try_fold(words, below)?.as_str()
}

fn marked(english: &Toml) -> Toml {
    match english {
        Toml::String(text) if has_letters(text) => Toml::String(fallback::marked(text)),
        Toml::Table(forms) => {
            Toml::Table(forms.iter().map(|(form, text)| (form.clone(), marked(text))).collect())
        }
        other => other.clone(),
    }
}

/// Whether a text has letters outside its placeholders. Commas and dashes are the same in every language.
fn has_letters(text: &str) -> bool {
    let is_letters =
        |part| matches!(part, Part::Text(text) if text.chars().any(char::is_alphabetic));
    parts(text, |_| true).into_iter().any(is_letters)
}

fn lay_over(below: &mut Table, above: &Table) {
    for (key, value) in above {
        match (below.get_mut(key), value) {
            // The plural forms of a word belong together, so they are replaced as a whole.
            (Some(Toml::Table(below)), Toml::Table(above)) if !are_plural_forms(above.keys()) => {
                lay_over(below, above);
            }
            _ => drop(below.insert(key.clone(), value.clone())),
        }
    }
}
