//! What a site calls things: itself, parties and topics, in its own language and in those of its translations.
//! It does not know where any of it is printed.

use std::collections::BTreeMap;

use crate::read::city::texts_by_key;
use crate::read::fields::Fields;
use crate::read::node::{Entry, Node, Value};
use crate::read::reader::Reader;
use crate::text::rule;

/// What a site calls things in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The site, if it has a name of its own in this language.
    pub title: Option<String>,
    /// What the site is about.
    pub description: Option<String>,
    /// Parties, by the ids that dispatches use.
    pub parties: BTreeMap<String, String>,
    /// Topics, as dispatches write them.
    pub topics: BTreeMap<String, String>,
}

/// The names among the `fields` of `site.toml`, or of a table for another language.
pub(super) fn names(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Names {
    let (title, description) = (fields.take("title"), fields.take("description"));
    Names {
        title: reader.words(title, "title"),
        description: reader.words(description, "description"),
        parties: by_id(reader, fields, "parties", "isil = \"ISIL\""),
        topics: by_id(reader, fields, "topics", "battle-of-mosul = \"Battle of Mosul\""),
    }
}

/// `[languages.ar]`: the names in another language than the site's `own`, by its tag.
pub(super) fn languages(
    reader: &mut Reader<'_>,
    node: Option<&Node>,
    own: &str,
) -> BTreeMap<String, Names> {
    let Some(node) = node else {
        return BTreeMap::new();
    };
    let Value::Map(entries) = &node.value else {
        reader.wrong_shape(node, "languages", "a table for each language: `[languages.ar]`");
        return BTreeMap::new();
    };
    let in_language = |entry: &_| language(reader, entry, own);
    entries.iter().filter_map(in_language).collect()
}

/// What stands at the top of `site.toml`, and means nothing in a table of names.
const SETTINGS: [&str; 10] = [
    "base_url",
    "description",
    "headline_grades",
    "language",
    "links",
    "theme",
    "timezone",
    "title",
    "trust_html",
    "uncleaned",
];

fn by_id(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    example: &str,
) -> BTreeMap<String, String> {
    let names = texts_by_key(reader, fields, key, example);
    let astray = names.iter().find(|(id, _)| SETTINGS.contains(&id.value.as_str()));
    if let Some((id, _)) = astray {
        reader.fault(
            &rule::BAD_SETTING,
            id.span,
            format!("`{}` stands in the table `{key}`, where it names one of them", id.value),
            "this belongs at the top",
            "in TOML a line belongs to the last `[table]` above it: move this one above the first",
        );
    }
    names.into_iter().map(|(id, name)| (id.value, name)).collect()
}

fn language(reader: &mut Reader<'_>, entry: &Entry, own: &str) -> Option<(String, Names)> {
    let lang = reader.language_tag(entry.key.clone(), "languages")?;
    if lang == own {
        reader.fault(
            &rule::TOGETHER,
            entry.key.span,
            format!("`[languages.{lang}]` is for a language that is not the site's"),
            "this one is",
            "write its names at the top: `title`, `description`, `[parties]` and `[topics]`",
        );
    }
    let mut fields = reader.fields(&entry.value, "languages")?;
    let names = names(reader, &mut fields);
    reader.finish(fields, "a table of `languages`");
    Some((lang, names))
}
