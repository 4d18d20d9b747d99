//! The words a theme prints, by language.
//! It does not know what they are used for.

use std::collections::BTreeMap;

use tera::Value;
use toml::{Table, Value as Toml};

/// The language that every theme has.
const FALLBACK: &str = "en";

/// A theme's words in every language it speaks.
#[derive(Clone, Debug, Default)]
pub struct Strings(BTreeMap<String, Value>);

impl Strings {
    /// The words in `tables`, by language tag. What a language lacks is taken from English.
    pub fn new(tables: &BTreeMap<String, Table>) -> Strings {
        let empty = Table::new();
        let fallback = tables.get(FALLBACK).unwrap_or(&empty);
        let whole = |table: &Table| {
            let mut whole = fallback.clone();
            lay_over(&mut whole, table);
            Value::from_serializable(&whole)
        };
        Strings(tables.iter().map(|(lang, table)| (lang.clone(), whole(table))).collect())
    }

    /// The words for pages in `lang`: of that very language, else without its region, else English.
    pub fn in_language(&self, lang: &str) -> Value {
        let primary = lang.split('-').next().unwrap_or(lang);
        let found = [lang, primary, FALLBACK].into_iter().find_map(|lang| self.0.get(lang));
        found.cloned().unwrap_or_else(|| Value::from_serializable(&Table::new()))
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

fn lay_over(below: &mut Table, above: &Table) {
    for (key, value) in above {
        match (below.get_mut(key), value) {
            (Some(Toml::Table(below)), Toml::Table(above)) => lay_over(below, above),
            _ => drop(below.insert(key.clone(), value.clone())),
        }
    }
}
