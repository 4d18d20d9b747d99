//! City files and region files.
//! They do not know which dispatches name them.

use std::collections::BTreeMap;

use crate::field::city::{City, Region};
use crate::field::page::Body;
use crate::read::body;
use crate::read::dispatch::slug;
use crate::read::fields::Fields;
use crate::read::node::Value;
use crate::read::place;
use crate::read::reader::Reader;
use crate::read::source_file::Opened;
use crate::text::rule;
use crate::text::span::Spanned;

/// The city in an opened file.
pub fn city(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<City> {
    let Opened {
        mut fields,
        text,
        body,
        hash,
    } = opened;
    let name = named(reader, &mut fields, "city");
    let slug = slug(reader, fields.take("slug"));
    let names = texts_by_key(reader, &mut fields, "names");
    let aliases = fields.take("aliases");
    let aliases = reader.each(aliases, "aliases", |reader, item| {
        reader.name(Some(item), "aliases")
    });
    let coordinates = reader.coordinates(&mut fields);
    let body = body::body(reader, text, body, hash);
    let city = City {
        path: reader.path.clone(),
        name: name?,
        names,
        country: place::country(reader, &mut fields),
        region: reader.name(fields.take("region"), "region"),
        coordinates,
        aliases,
        slug: slug?,
        body,
    };
    reader.finish(fields, "a city");
    Some(city)
}

/// The region in an opened file.
pub fn region(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<Region> {
    let Opened {
        mut fields,
        text,
        body,
        hash,
    } = opened;
    let name = named(reader, &mut fields, "region");
    let body: Body = body::body(reader, text, body, hash);
    let region = Region {
        path: reader.path.clone(),
        name: name?,
        country: place::country(reader, &mut fields),
        within: reader.name(fields.take("within"), "within"),
        aliases: reader.aliases(fields.take("aliases")),
        body,
    };
    reader.finish(fields, "a region");
    Some(region)
}

fn named(reader: &mut Reader<'_>, fields: &mut Fields<'_>, what: &str) -> Option<Spanned<String>> {
    let name = fields.take("name");
    if name.is_none() {
        reader.fault(
            &rule::NO_TITLE,
            fields.span,
            format!("the {what} has no name"),
            "`name` is missing",
            format!("add `name: ..` as dispatches write it under `{what}`"),
        );
    }
    reader.name(name, "name")
}

/// A mapping of free keys to texts, such as names by language.
pub fn texts_by_key(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
) -> BTreeMap<String, String> {
    let Some(node) = fields.take(key) else {
        return BTreeMap::new();
    };
    let Value::Map(entries) = &node.value else {
        reader.wrong_shape(node, key, "a mapping: `{ar: .., uk: ..}`");
        return BTreeMap::new();
    };
    entries
        .iter()
        .filter_map(|entry| {
            Some((
                entry.key.value.clone(),
                reader.words(Some(&entry.value), key)?,
            ))
        })
        .collect()
}
