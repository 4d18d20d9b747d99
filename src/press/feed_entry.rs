//! The text of a feed's entry, in the theme's words: what a correction or a withdrawal says, and the HTML of a dispatch.
//! It does not write XML or JSON, and has no words of its own: where a theme has none, the author's are used.

use tera::{Context, Value};

use crate::plan::row::correction;
use crate::plan::view::document::{EntryView, FeedView, Tells};
use crate::plan::view::values::{AddedView, CorrectionView};
use crate::press::body::body;
use crate::press::fallback;
use crate::press::placeholders::filled;
use crate::press::strings::word;
use crate::press::theme::Theme;

/// The text of an entry.
pub struct EntryText {
    /// The headline, and what was done to the dispatch if that is the subject of the entry.
    pub title: String,
    /// The summary.
    pub summary: String,
    /// The body as HTML, if the feed has the bodies of dispatches.
    pub html: Option<String>,
}

impl EntryText {
    /// The text of `entry` in the words of `theme`.
    pub fn new(entry: &EntryView, feed: &FeedView, theme: &Theme) -> EntryText {
        let localized = theme.in_language(entry.lang.as_ref().unwrap_or(&feed.lang));
        let words = &localized.words;
        EntryText {
            title: title(entry, words),
            summary: summary(entry, words),
            html: match &entry.tells {
                Tells::Dispatch { prose, .. } => {
                    prose.as_ref().map(|prose| body(prose, localized, &Context::default()))
                }
                Tells::Correction(_) | Tells::Withdrawal(_) => None,
            },
        }
    }
}

fn title(entry: &EntryView, words: &Value) -> String {
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

fn summary(entry: &EntryView, words: &Value) -> String {
    match &entry.tells {
        Tells::Dispatch { summary, .. } => summary.clone(),
        // A feed cannot mark a few words as being in another language.
        Tells::Correction(correction) => fallback::unmarked(&changed(correction, words)),
        Tells::Withdrawal(why) => why.clone(),
    }
}

/// What was changed: the old value, the new one, and why.
fn changed(correction: &CorrectionView, words: &Value) -> String {
    let change = correction::ends(correction).map(|[was, now]| {
        let text = word(words, &["feeds", "change"]).unwrap_or("{was} → {now}");
        filled(text, &[("was", was), ("now", now)])
    });
    let change = change.or_else(|| added(correction, words));
    let field = field(correction, words);
    let sentence = correction::sentence(field, change, correction.note.as_deref());
    let kind = word(words, &["corrections", correction.kind]).unwrap_or(correction.kind);
    sentence.unwrap_or_else(|| kind.to_owned())
}

/// The name of the field that was changed, with a capital if the language has them.
fn field(correction: &CorrectionView, words: &Value) -> Option<String> {
    let field = correction.field.as_deref()?;
    let name = name(field, correction.measure.map(|it| it.name()), words);
    let mut letters = name.chars();
    let first = letters.next()?;
    let name: String = first.to_uppercase().chain(letters).collect();
    Some(match &correction.by {
        Some(by) => according(&name, by, words),
        None => name,
    })
}

/// "Added: a claim by the hospital; grade".
fn added(correction: &CorrectionView, words: &Value) -> Option<String> {
    let of_claim = |field: &str| match field {
        "claim" => word(words, &["corrections", "claim"]),
        "claims" => word(words, &["corrections", "claim_details"]),
        _ => None,
    };
    let one = |it: &AddedView| {
        let field = it.field.as_deref()?;
        let name = name(field, it.measure.map(|it| it.name()), words);
        let Some(by) = &it.by else { return Some(name.to_owned()) };
        Some(match of_claim(field) {
            Some(text) => filled(text, &[("by", by)]),
            None => according(name, by, words),
        })
    };
    let list: Vec<String> = correction.added.iter().filter_map(one).collect();
    let what = list.join(word(words, &["semicolon"]).unwrap_or("; "));
    let text = word(words, &["corrections", "added"]).unwrap_or("{what}");
    (!what.is_empty()).then(|| filled(text, &[("what", &what)]))
}

/// The name of a field or of a figure.
fn name<'w>(field: &'w str, measure: Option<String>, words: &'w Value) -> &'w str {
    let measure = measure.and_then(|name| word(words, &["measures", &name, "unit", "other"]));
    let field = if field == "claim" { "claims" } else { field };
    measure.or_else(|| word(words, &["fields", field])).unwrap_or(field)
}

/// "Killed, according to the hospital".
fn according(name: &str, by: &str, words: &Value) -> String {
    let according = word(words, &["corrections", "according"]).unwrap_or("{by}");
    let comma = word(words, &["comma"]).unwrap_or(", ");
    format!("{name}{comma}{}", filled(according, &[("by", by)]))
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
    fn a_withdrawal_is_reported_in_the_words_of_the_theme() {
        let words = words("feeds = { withdrawn = \"Zurückgezogen: {title}\" }");
        assert_eq!(title(&withdrawal("a-strike"), &words), "Zurückgezogen: a-strike");
        assert_eq!(title(&withdrawal("{title}"), &words), "Zurückgezogen: {title}");
        assert_eq!(summary(&withdrawal("a-strike"), &words), "Untrue.");
    }

    #[test]
    fn where_a_theme_has_no_words_the_authors_are_used() {
        assert_eq!(title(&withdrawal("a-strike"), &words("")), "a-strike");
        assert_eq!(title(&withdrawal("a-strike"), &words("feeds = \"Feeds\"")), "a-strike");
    }
}
