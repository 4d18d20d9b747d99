//! The words a theme prints, by language: those of the built-in theme, a theme's own laid over them, the site's own on top.
//! It does not know what they are used for.

use std::collections::BTreeMap;

use tera::Value;
use toml::{Table, Value as Toml};

use crate::press::fallback;
use crate::text::language::fallbacks;

/// The language that every theme has.
pub const FALLBACK: &str = "en";

/// The plural forms that CLDR knows.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A theme's words in every language it speaks, by language tag.
#[derive(Clone, Debug, Default)]
pub struct Strings(BTreeMap<String, Table>);

/// The words for pages in a language.
#[derive(Clone, Debug)]
pub struct Words {
    /// The words. What is English because the language lacks it carries marks; [`fallback`] makes elements of them.
    pub words: Value,
    /// The keys of what the language lacks, as `front.latest`.
    pub missing: Vec<String>,
}

impl Strings {
    /// Lays the words of a file over those that a language has so far.
    pub fn lay(&mut self, lang: &str, above: &Table) {
        lay_over(self.0.entry(lang.to_owned()).or_default(), above);
    }

    /// The words for pages in `lang`: of that very language (`ar-IQ`), else of a wider one (`ar`), else English.
    /// `forms` are its plural forms.
    pub fn in_language(&self, lang: &str, forms: &[&str]) -> Words {
        let empty = Table::new();
        let english = self.0.get(FALLBACK).unwrap_or(&empty);
        let mut spoken = Spoken {
            forms,
            is_english: fallbacks(lang).any(|it| it == FALLBACK),
            missing: Vec::new(),
        };
        let files: Vec<&Table> = fallbacks(lang).filter_map(|lang| self.0.get(lang)).collect();
        let table = spoken.table(english, &files, "");
        Words { words: Value::from_serializable(&table), missing: spoken.missing }
    }

    /// Whether there are words of this language at all.
    pub fn has(&self, lang: &str) -> bool {
        fallbacks(lang).any(|lang| self.0.contains_key(lang))
    }
}

/// How the words of one language are put together.
struct Spoken<'s> {
    forms: &'s [&'s str],
    is_english: bool,
    missing: Vec<String>,
}

impl Spoken<'_> {
    /// A table of words: each of the first of `files` that has it, else English.
    fn table(&mut self, english: &Table, files: &[&Table], path: &str) -> Table {
        let own = files.iter().rev().flat_map(|file| file.iter());
        let mut table: Table = own.map(|(key, value)| (key.clone(), value.clone())).collect();
        for (key, value) in english {
            let path = below(path, key);
            let word = match value {
                Toml::Table(english) if !is_forms(english) => {
                    let files: Vec<&Table> =
                        files.iter().filter_map(|file| file.get(key)?.as_table()).collect();
                    Toml::Table(self.table(english, &files, &path))
                }
                _ => match files
                    .iter()
                    .find_map(|file| file.get(key))
                    .filter(|own| own.same_type(value))
                {
                    Some(own) => self.own(own, &path),
                    None => self.lacking(value, path),
                },
            };
            table.insert(key.clone(), word);
        }
        table
    }

    /// A word of the language itself; of its plural forms some may be missing.
    fn own(&mut self, own: &Toml, path: &str) -> Toml {
        if let Toml::Table(has) = own {
            let lacks = self.forms.iter().filter(|form| !has.contains_key(**form));
            self.missing.extend(lacks.map(|form| below(path, form)));
        }
        own.clone()
    }

    fn lacking(&mut self, english: &Toml, path: String) -> Toml {
        if self.is_english {
            return english.clone();
        }
        self.missing.push(path);
        marked(english)
    }
}

/// The path of a key in the table at `path`: `front.latest`.
pub fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Whether these keys are those of the plural forms of a word.
pub fn are_forms<'k>(keys: impl Iterator<Item = &'k str>) -> bool {
    let mut has_other = false;
    for key in keys {
        if !FORMS.contains(&key) {
            return false;
        }
        has_other |= key == "other";
    }
    has_other
}

fn is_forms(table: &Table) -> bool {
    are_forms(table.keys().map(String::as_str))
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

/// Whether a text has letters outside of its places: commas, dashes and ranges are of no language.
fn has_letters(text: &str) -> bool {
    pieces(text, |_| true)
        .into_iter()
        .any(|piece| matches!(piece, Piece::Words(it) if it.chars().any(char::is_alphabetic)))
}

fn lay_over(below: &mut Table, above: &Table) {
    for (key, value) in above {
        match (below.get_mut(key), value) {
            // The forms of a word belong together.
            (Some(Toml::Table(below)), Toml::Table(above)) if !is_forms(above) => {
                lay_over(below, above);
            }
            _ => drop(below.insert(key.clone(), value.clone())),
        }
    }
}

/// A piece of a text that has places to be filled.
pub enum Piece<'t> {
    /// As it stands.
    Words(&'t str),
    /// The name of a place: `day` for `{day}`.
    Place(&'t str),
}

/// Takes a text apart at those `{places}` that are known by their name; any other brace is a brace.
///
/// One pass from left to right: what is put in is not looked at again, whatever braces a headline holds.
pub fn pieces<'t>(text: &'t str, is_known: impl Fn(&str) -> bool) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let place = after.split_once('}').filter(|(name, _)| is_known(name));
        let (words, after) = match place {
            Some((_, after)) => (before, after),
            None => (&rest[..=before.len()], after),
        };
        pieces.push(Piece::Words(words));
        pieces.extend(place.map(|(name, _)| Piece::Place(name)));
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

/// A text with its `{places}` filled from `arguments`; places of other names stay as they are.
pub fn filled(text: &str, arguments: &[(&str, &str)]) -> String {
    let argument = |name: &str| arguments.iter().find(|(known, _)| *known == name);
    let said = pieces(text, |name| argument(name).is_some()).into_iter().map(|piece| match piece {
        Piece::Words(words) => words,
        Piece::Place(name) => argument(name).map_or("", |(_, value)| value),
    });
    said.collect()
}
