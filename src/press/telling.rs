//! What a feed says of a correction or a withdrawal, in the theme's words.
//! It does not write XML, and has no words of its own: what a theme has none for is said by what the author wrote.

use tera::Value;

use crate::plan::corrections;
use crate::plan::view::dispatch::CorrectionView;
use crate::plan::view::document::{EntryView, Tells};
use crate::press::fallback;
use crate::press::strings::filled;

/// The title of an entry: the headline, and what was done to the dispatch if that is what it tells.
pub fn title(entry: &EntryView, words: &Value) -> String {
    let kind = match &entry.tells {
        Tells::Dispatch { .. } => return entry.title.clone(),
        Tells::Correction(correction) => correction.kind,
        Tells::Withdrawal(_) => "withdrawn",
    };
    match word(words, &["feeds", kind]) {
        Some(text) => filled(&fallback::unmarked(text), &[("title", &entry.title)]),
        None => entry.title.clone(),
    }
}

/// The summary of an entry.
pub fn summary(entry: &EntryView, words: &Value) -> String {
    match &entry.tells {
        Tells::Dispatch { summary, .. } => summary.clone(),
        // A feed cannot say of a few words that they are of another language.
        Tells::Correction(correction) => fallback::unmarked(&changed(correction, words)),
        Tells::Withdrawal(why) => why.clone(),
    }
}

/// What was changed: what stood there, what stands there now, and why.
fn changed(correction: &CorrectionView, words: &Value) -> String {
    let change = corrections::ends(correction).map(|[was, now]| {
        let text = word(words, &["feeds", "change"]).unwrap_or("{was} → {now}");
        filled(text, &[("was", was), ("now", now)])
    });
    let said = corrections::sentence(field(correction, words), change, correction.note.as_deref());
    let kind = word(words, &["corrections", correction.kind]).unwrap_or(correction.kind);
    said.unwrap_or_else(|| kind.to_owned())
}

/// The field in words, with a capital where the language has them.
fn field(correction: &CorrectionView, words: &Value) -> Option<String> {
    let field = correction.field.as_deref()?;
    let measured = correction.measure.map(|measure| measure.name());
    let measured = measured.and_then(|name| word(words, &["measures", &name, "unit", "other"]));
    let named = measured.or_else(|| word(words, &["fields", field])).unwrap_or(field);
    let mut letters = named.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// The word at a path of keys, which may hold dots themselves.
pub(crate) fn word<'w>(words: &'w Value, keys: &[&str]) -> Option<&'w str> {
    let below = |at: &'w Value, key: &&str| {
        let mut entries = at.as_map()?.iter();
        entries.find(|(name, _)| name.as_str() == Some(*key)).map(|(_, value)| value)
    };
    keys.iter().try_fold(words, below)?.as_str()
}

#[cfg(test)]
mod tests {
    use tera::Value;

    use super::{summary, title};
    use crate::plan::view::document::{EntryView, Tells};

    fn withdrawal(slug: &str) -> EntryView {
        EntryView {
            title: slug.to_owned(),
            address: "https://example.org/dispatches/x/".to_owned(),
            published: "2017-06-01T00:00:00Z".to_owned(),
            updated: "2017-06-01T00:00:00Z".to_owned(),
            lang: None,
            authors: Vec::new(),
            categories: Vec::new(),
            tells: Tells::Withdrawal("Untrue.".to_owned()),
        }
    }

    fn words(toml: &str) -> Value {
        Value::from_serializable(&toml.parse::<toml::Table>().expect("it is TOML"))
    }

    #[test]
    fn what_is_told_is_told_in_the_words_of_the_theme() {
        let words = words("feeds = { withdrawn = \"Zurückgezogen: {title}\" }");
        assert_eq!(title(&withdrawal("a-strike"), &words), "Zurückgezogen: a-strike");
        assert_eq!(title(&withdrawal("{title}"), &words), "Zurückgezogen: {title}");
        assert_eq!(summary(&withdrawal("a-strike"), &words), "Untrue.");
    }

    #[test]
    fn a_theme_without_such_words_leaves_it_at_what_the_author_wrote() {
        assert_eq!(title(&withdrawal("a-strike"), &words("")), "a-strike");
        assert_eq!(title(&withdrawal("a-strike"), &words("feeds = \"Feeds\"")), "a-strike");
    }
}
