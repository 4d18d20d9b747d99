//! Reads city files and region files.
//! It does not know which dispatches name them.

use std::collections::BTreeMap;

use crate::field::city::{City, Region};
use crate::read::fields::Fields;
use crate::read::opened_file::OpenedFile;
use crate::read::place;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;
use crate::text::spelling::composed;

/// The city in an opened file.
pub fn city(mut file: OpenedFile<'_>) -> Option<City> {
    let slug = file.slug();
    let body = file.body();
    let OpenedFile { mut fields, .. } = file;
    let path = fields.reader.path.clone();
    let name = name(&mut fields, "city");
    let names = names(&mut fields);
    let aliases = fields.each("aliases", Reader::name);
    let coordinates = place::coordinates(&mut fields);
    let country = fields.read("country", place::country);
    let countries = fields.each("countries", place::country);
    let region = fields.read("region", Reader::composed_name);
    fields.finish();
    let (name, slug) = (name?, slug?);
    Some(City { path, name, names, country, countries, region, coordinates, aliases, slug, body })
}

/// The region in an opened file.
pub fn region(file: OpenedFile<'_>) -> Option<Region> {
    let body = file.body();
    let OpenedFile { mut fields, .. } = file;
    let path = fields.reader.path.clone();
    let name = name(&mut fields, "region");
    let name = name.map(|name| name.map(|name| composed(&name).into_owned()));
    let country = fields.read("country", place::country);
    let within = fields.read("within", Reader::composed_name);
    let aliases = fields.each("aliases", Reader::alias);
    fields.finish();
    Some(Region { path, name: name?, country, within, aliases, body })
}

fn name(fields: &mut Fields<'_>, what: &str) -> Option<Spanned<String>> {
    let name = fields.take("name");
    let reader = fields.reader;
    if name.is_none() {
        reader.report(
            rule::NO_TITLE
                .at(reader.path, fields.span, format!("the {what} has no name"))
                .label("`name` is missing")
                .help(format!(
                    "add `name: ..`, with the spelling that dispatches use under `{what}`"
                )),
        );
    }
    reader.name(name?)
}

/// The name of the city in other languages, by language tag.
fn names(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let reader = fields.reader;
    let names = fields.texts_by_key("names", "{ar: .., uk: ..}", Reader::text);
    let in_language = |(lang, name)| Some((reader.language_tag(lang, "names")?, name));
    names.into_iter().filter_map(in_language).collect()
}
