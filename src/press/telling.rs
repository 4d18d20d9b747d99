//! What a feed says of a correction or a withdrawal, in the theme's words.
//! It does not write XML, and has no words of its own: what a theme has none for is said by what the author wrote.

use tera::Value;

use crate::plan::view::dispatch::CorrectionView;
use crate::plan::view::document::{EntryView, Tells};
use crate::press::strings::{self, Piece};

/// The title of an entry: the headline, and what was done to the dispatch if that is what it tells.
pub fn title(entry: &EntryView, words: &Value) -> String {
    let kind = match &entry.tells {
        Tells::Dispatch { .. } => return entry.title.clone(),
        Tells::Correction(correction) => correction.kind,
        Tells::Withdrawal(_) => "withdrawn",
    };
    match word(words, &["feeds", kind]) {
        Some(text) => filled(text, &[("title", &entry.title)]),
        None => entry.title.clone(),
    }
}

/// The summary of an entry.
pub fn summary(entry: &EntryView, words: &Value) -> String {
    match &entry.tells {
        Tells::Dispatch { summary, .. } => summary.clone(),
        Tells::Correction(correction) => changed(correction, words),
        Tells::Withdrawal(why) => why.clone(),
    }
}

/// What stood there, what stands there now, and why.
fn changed(correction: &CorrectionView, words: &Value) -> String {
    let kind = word(words, &["corrections", correction.kind]).unwrap_or(correction.kind);
    let field = field(correction, words).unwrap_or_else(|| kind.to_owned());
    // A dash stands for what was not there, or is no more.
    let nothing = word(words, &["dash"]).unwrap_or("–");
    let [was, now] = [&correction.was, &correction.now].map(|it| it.as_deref());
    let change = match (was, now) {
        (None, None) => field,
        (was, now) => {
            let text = word(words, &["feeds", "change"]).unwrap_or("{field}: {was} → {now}.");
            let (was, now) = (was.unwrap_or(nothing), now.unwrap_or(nothing));
            filled(text, &[("field", &field), ("was", was), ("now", now)])
        }
    };
    match &correction.note {
        Some(note) if was.is_none() && now.is_none() => note.clone(),
        Some(note) => format!("{change} {note}"),
        None => change,
    }
}

/// The field in words, with a capital where the language has them.
fn field(correction: &CorrectionView, words: &Value) -> Option<String> {
    let field = correction.field.as_deref()?;
    let measured = correction.measure.map(|measure| measure.name());
    let measured = measured.and_then(|name| word(words, &["measures", &name, "said", "other"]));
    let named = measured.or_else(|| word(words, &["fields", field])).unwrap_or(field);
    let mut letters = named.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// The word at a path of keys, which may hold dots themselves.
fn word<'w>(words: &'w Value, keys: &[&str]) -> Option<&'w str> {
    let below = |at: &'w Value, key: &&str| {
        let mut entries = at.as_map()?.iter();
        entries.find(|(name, _)| name.as_str() == Some(*key)).map(|(_, value)| value)
    };
    keys.iter().try_fold(words, below)?.as_str()
}

fn filled(text: &str, arguments: &[(&str, &str)]) -> String {
    let argument = |name: &str| arguments.iter().find(|(known, _)| *known == name);
    let pieces = strings::pieces(text, |name| argument(name).is_some());
    let said = pieces.into_iter().map(|piece| match piece {
        Piece::Words(words) => words,
        Piece::Place(name) => argument(name).map_or("", |(_, value)| value),
    });
    said.collect()
}
