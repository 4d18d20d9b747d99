//! Reads what a site calls things: itself, parties, topics and series, in its own language and in others.
//! It does not know where the names are printed.

use std::collections::BTreeMap;

use crate::read::fields::Fields;
use crate::read::node::{Entry, Keyed, Value};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;

/// The names in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The name of the site, if it has one in this language.
    pub title: Option<String>,
    /// What the site is about, in one sentence.
    pub description: Option<String>,
    /// The names of parties, by the ids that dispatches use.
    pub parties: BTreeMap<String, String>,
    /// The names of topics, by the words that dispatches use.
    pub topics: BTreeMap<String, String>,
    /// The names of series of totals, by the ids that dispatches use.
    pub series: BTreeMap<String, String>,
}

/// The keys at the top of `site.toml`. None of them belongs in a table of names.
const SETTINGS: [&str; 12] = [
    "base_url",
    "description",
    "headline_grades",
    "known_names",
    "language",
    "licence",
    "links",
    "theme",
    "timezone",
    "title",
    "trust_html",
    "uncleaned",
];

/// The names among the `fields` of `site.toml`. Those of parties are with what else is said about parties.
pub(super) fn own_names(fields: &mut Fields<'_>) -> Names {
    Names {
        title: fields.read("title", Reader::words),
        description: fields.read("description", Reader::words),
        parties: BTreeMap::new(),
        topics: by_id(fields, "topics", "battle-of-mosul = \"Battle of Mosul\""),
        series: by_id(fields, "series", "west-mosul-2017 = \"Battle for west Mosul\""),
    }
}

/// The tables `[languages.ar]`, by language tag. `own` is the language of the site.
pub(super) fn languages<'n>(
    reader: &'n Reader<'n>,
    from: Keyed<'n>,
    own: &str,
) -> BTreeMap<String, Names> {
    let Value::Map(entries) = &from.node.value else {
        reader.wrong_shape(from, "a table for each language: `[languages.ar]`");
        return BTreeMap::new();
    };
    entries.iter().filter_map(|entry| language(reader, entry, own)).collect()
}

/// The names among the `fields` of the table of another language.
fn names(fields: &mut Fields<'_>) -> Names {
    let parties = by_id(fields, "parties", "isil = \"ISIL\"");
    Names { parties, ..own_names(fields) }
}

fn by_id(fields: &mut Fields<'_>, key: &'static str, example: &str) -> BTreeMap<String, String> {
    let names = fields.texts_by_key(key, example, Reader::text);
    report_misplaced(fields.reader, key, names.iter().map(|(id, _)| id));
    names.into_iter().map(|(id, name)| (id.value, name)).collect()
}

/// Reports the first of `ids` in the table `key` that is a setting of the site.
pub(super) fn report_misplaced<'i>(
    reader: &Reader<'_>,
    key: &str,
    mut ids: impl Iterator<Item = &'i Spanned<String>>,
) {
    let Some(id) = ids.find(|id| SETTINGS.contains(&id.value.as_str())) else { return };
    let message =
        format!("`{}` is a setting of the site, but it is in the table `{key}`", id.value);
    reader.report(
        rule::BAD_SETTING
            .at(reader.path, id.span, message)
            .label("this belongs at the top of the file")
            .help("in TOML a line belongs to the last `[table]` above it; move this line above the first `[table]`"),
    );
}

fn language<'n>(reader: &'n Reader<'n>, entry: &'n Entry, own: &str) -> Option<(String, Names)> {
    let lang = reader.language_tag(entry.key.clone(), "languages")?;
    if lang == own {
        let message = format!("`[languages.{lang}]` is for another language than the site's own");
        reader.report(
            rule::TOGETHER
                .at(reader.path, entry.key.span, message)
                .label("this is the site's own language")
                .help("write its names at the top: `title`, `description`, `[parties]`, `[topics]` and `[series]`"),
        );
    }
    let from = Keyed { key: "languages", node: &entry.value };
    let mut fields = Fields::new(reader, from, "a table of `languages`")?;
    let names = names(&mut fields);
    fields.finish();
    Some((lang, names))
}
