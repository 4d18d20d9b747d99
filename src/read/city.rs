//! City files and region files.
//! They do not know which dispatches name them.

use std::collections::BTreeMap;

use crate::field::city::{City, Region};
use crate::field::page::Body;
use crate::read::body;
use crate::read::content_file::Opened;
use crate::read::dispatch::slug;
use crate::read::fields::Fields;
use crate::read::node::Value;
use crate::read::place;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;

/// The city in an opened file.
pub fn city(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<City> {
    let Opened { mut fields, text, body, hash } = opened;
    let name = named(reader, &mut fields, "city");
    let slug = slug(reader, fields.take("slug"));
    let names = names(reader, &mut fields);
    let aliases = fields.take("aliases");
    let aliases =
        reader.each(aliases, "aliases", |reader, item| reader.name(Some(item), "aliases"));
    let coordinates = reader.coordinates(&mut fields);
    let country = place::country(reader, &mut fields);
    let region = reader.name(fields.take("region"), "region");
    let body = body::body(reader, text, body, hash);
    reader.finish(fields, "a city");
    Some(City {
        path: reader.path.clone(),
        name: name?,
        names,
        country,
        region,
        coordinates,
        aliases,
        slug: slug?,
        body,
    })
}

/// The region in an opened file.
pub fn region(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<Region> {
    let Opened { mut fields, text, body, hash } = opened;
    let name = named(reader, &mut fields, "region");
    let body: Body = body::body(reader, text, body, hash);
    let country = place::country(reader, &mut fields);
    let within = reader.name(fields.take("within"), "within");
    let aliases = reader.aliases(fields.take("aliases"));
    reader.finish(fields, "a region");
    Some(Region { path: reader.path.clone(), name: name?, country, within, aliases, body })
}

fn named(reader: &mut Reader<'_>, fields: &mut Fields<'_>, what: &str) -> Option<Spanned<String>> {
    let name = fields.take("name");
    if name.is_none() {
        reader.fault(
            &rule::NO_TITLE,
            fields.span,
            format!("the {what} has no name"),
            "`name` is missing",
            format!("add `name: ..`, spelled as dispatches spell it under `{what}`"),
        );
    }
    reader.name(name, "name")
}

/// The city's name in other languages.
fn names(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let names = texts_by_key(reader, fields, "names", "{ar: .., uk: ..}");
    let in_language = |(lang, name)| Some((reader.language_tag(lang, "names")?, name));
    names.into_iter().filter_map(in_language).collect()
}

/// A mapping of free keys to texts, such as ids by those who gave them; `example` shows one.
pub fn texts_by_key(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    example: &str,
) -> Vec<(Spanned<String>, String)> {
    let Some(node) = fields.take(key) else {
        return Vec::new();
    };
    // Read as fields for the sake of keys that stand twice.
    if Fields::of(node, reader.path, &mut reader.faults).is_none() {
        reader.wrong_shape(node, key, &format!("a mapping: `{example}`"));
    }
    let Value::Map(entries) = &node.value else {
        return Vec::new();
    };
    entries
        .iter()
        .filter_map(|entry| {
            let text = reader.words(Some(&entry.value), &entry.key.value)?;
            Some((entry.key.clone(), text))
        })
        .collect()
}
