//! Reads `[parties]` of the settings: what each party is called, what it is, and which coalitions it is in.
//! It does not know which dispatches name a party.

use std::collections::BTreeMap;

use crate::config::names::report_misplaced;
use crate::field::excerpt::excerpt;
use crate::field::party::Party;
use crate::read::fields::Fields;
use crate::read::node::{Entry, Keyed, Value};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;
use crate::text::spelling::did_you_mean;

/// `[parties]`: for each id a name, or a table with `name`, `names`, `kind` and `part_of`.
pub(super) fn parties(fields: &mut Fields<'_>) -> BTreeMap<String, Party> {
    let Some(from) = fields.take("parties") else {
        return BTreeMap::new();
    };
    let reader = fields.reader;
    let Value::Map(entries) = &from.node.value else {
        reader.wrong_shape(from, "a mapping: `isil = \"ISIL\"`");
        return BTreeMap::new();
    };
    report_misplaced(reader, "parties", entries.iter().map(|entry| &entry.key));
    let parties = entries.iter().filter_map(|entry| party(reader, entry)).collect();
    report_coalitions(reader, &parties, entries);
    parties
}

fn party<'n>(reader: &'n Reader<'n>, entry: &'n Entry) -> Option<(String, Party)> {
    let (id, span) = (entry.key.value.clone(), entry.key.span);
    let from = Keyed { key: &entry.key.value, node: &entry.value };
    if !matches!(from.node.value, Value::Map(_)) {
        let name = reader.text(from)?.value;
        return Some((id, Party { name, span, ..Party::default() }));
    }
    let mut fields = Fields::new(reader, from, "a party")?;
    let name = fields.required("name", "what it is called", Reader::words);
    let names = fields.texts_by_key("names", "{ar = \"..\", uk = \"..\"}", Reader::text);
    let in_language = |(lang, name)| Some((reader.language_tag(lang, "names")?, name));
    let party = Party {
        names: names.into_iter().filter_map(in_language).collect(),
        kind: fields.read("kind", Reader::words),
        part_of: fields.read("part_of", coalitions).unwrap_or_default(),
        name: name.clone().unwrap_or_default(),
        span,
    };
    fields.finish();
    name.map(|_| (id, party))
}

/// One id, or a list of ids.
fn coalitions(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Vec<Spanned<String>>> {
    match from.node.value {
        Value::List(_) => Some(reader.each(from, Reader::text)),
        _ => Some(vec![reader.text(from)?]),
    }
}

/// Reports a coalition that is not in the table, and a party that is part of itself.
fn report_coalitions(reader: &Reader<'_>, parties: &BTreeMap<String, Party>, entries: &[Entry]) {
    // A party with a fault of its own is in the table, but cannot be read.
    let is_there = |id: &str| entries.iter().any(|entry| entry.key.value == id);
    for (id, party) in parties {
        for coalition in &party.part_of {
            let of = coalition.value.as_str();
            if !is_there(of) {
                let message = format!("site.toml does not name the party `{}`", excerpt(of));
                let ids = parties.keys().filter(|other| *other != id).map(String::as_str);
                reader.report(
                    rule::UNKNOWN_PARTY
                        .at(reader.path, coalition.span, message)
                        .label(did_you_mean(of, ids, "no party has this id"))
                        .help(format!(
                            "write an id that is under `[parties]`, or add it there: `{} = \"Its name\"`",
                            excerpt(of)
                        )),
                );
            } else if is_inside(parties, of, id) {
                let id = excerpt(id);
                reader.report(
                    rule::BAD_SETTING
                        .at(
                            reader.path,
                            coalition.span,
                            format!("the party `{id}` is part of itself"),
                        )
                        .label("this leads back to it")
                        .help("write `part_of` only in the members, not in the coalition"),
                );
                return;
            }
        }
    }
}

/// Whether the party `id` is `whole`, or part of it, directly or through another.
fn is_inside(parties: &BTreeMap<String, Party>, id: &str, whole: &str) -> bool {
    let (mut seen, mut next) = (vec![id], vec![id]);
    while let Some(id) = next.pop() {
        if id == whole {
            return true;
        }
        let above = parties.get(id).into_iter().flat_map(|party| &party.part_of);
        for above in above.map(|it| it.value.as_str()) {
            if !seen.contains(&above) {
                seen.push(above);
                next.push(above);
            }
        }
    }
    false
}
