//! What a dispatch says of one incident: the keys that stand at its top, or in each entry of a round-up.
//! It does not know what other dispatches say of it.

use std::collections::BTreeMap;

use crate::field::casualties::Harm;
use crate::field::dispatch::IncidentReport;
use crate::field::excerpt::excerpt;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::read::casualties;
use crate::read::claim;
use crate::read::fields::Fields;
use crate::read::node::{Node, Value};
use crate::read::place;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::nearest;

/// The keys of a report that have no meaning beside `incidents`. Place, event and `as_of` do: entries take them over.
const OF_ONE_INCIDENT: [&str; 7] =
    ["incident", "casualties", "claims", "adopt", "attribution", "positions", "grade"];

/// The one report at the top, or the several of a round-up, which take place and time from the top when they name none.
pub fn reports(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Vec<IncidentReport> {
    let top = report(reader, fields);
    let Some(several) = fields.take("incidents") else {
        return vec![top];
    };
    let here = fields.key_span("incidents").unwrap_or(several.span);
    for key in OF_ONE_INCIDENT {
        let Some(span) = fields.key_span(key) else {
            continue;
        };
        reader.faults.push(
            rule::TOGETHER
                .at(reader.path, span, format!("`{key}` and `incidents` stand side by side"))
                .label("of which incident?")
                .related(reader.path, here, "several incidents")
                .help(format!("put `{key}` into the entry of the incident it belongs to")),
        );
    }
    let reports = reader.each(Some(several), "incidents", |reader, node| entry(reader, node, &top));
    if matches!(&several.value, Value::List(items) if items.is_empty()) {
        reader.fault(
            &rule::EMPTY_VALUE,
            here,
            "`incidents` names no incident",
            "the list is empty",
            "write an entry for each: `- {incident: mosul-zanjili-2017-05-31, casualties: 120}`",
        );
    }
    each_once(reader, reports)
}

/// One of `incidents`.
fn entry(reader: &mut Reader<'_>, node: &Node, top: &IncidentReport) -> Option<IncidentReport> {
    let mut fields = reader.fields(node, "incidents")?;
    let mut one = report(reader, &mut fields);
    if fields.key_span("incident").is_none() {
        let which = "which incident it is";
        reader.missing(node.span, "an entry of `incidents`", "incident", which);
    }
    reader.finish(fields, "an entry of `incidents`");
    if one.place.is_empty() {
        one.place = top.place.clone();
    }
    one.event = one.event.or_else(|| top.event.clone());
    one.as_of = one.as_of.or_else(|| top.as_of.clone());
    Some(one)
}

/// The first report of each incident. Two entries on one would be two reports of it in one breath.
fn each_once(reader: &mut Reader<'_>, reports: Vec<IncidentReport>) -> Vec<IncidentReport> {
    let mut seen: BTreeMap<Slug, Span> = BTreeMap::new();
    let mut kept = Vec::new();
    for report in reports {
        let Some(id) = report.incident.clone() else {
            kept.push(report);
            continue;
        };
        let Some(&first) = seen.get(&id.value) else {
            seen.insert(id.value, id.span);
            kept.push(report);
            continue;
        };
        reader.faults.push(
            rule::SAME_ID_TWICE
                .at(reader.path, id.span, format!("the incident `{}` has two entries", id.value))
                .label("again here")
                .related(reader.path, first, "first here")
                .help("put both into one entry, or give the second the incident it is on"),
        );
    }
    kept
}

/// The keys of a report among `fields`.
fn report(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> IncidentReport {
    let report = IncidentReport {
        incident: reader.slug(fields.take("incident"), "incident"),
        place: place::place(reader, fields),
        event: fields.take("event").and_then(|node| place::event(reader, node)),
        as_of: reader.moment(fields.take("as_of"), "as_of").map(|moment| moment.value),
        casualties: fields
            .take("casualties")
            .map(|node| casualties::casualties(reader, node))
            .unwrap_or_default(),
        claims: reader.each(fields.take("claims"), "claims", claim::claim),
        adopt: reader.name(fields.take("adopt"), "adopt"),
        attribution: reader.each(fields.take("attribution"), "attribution", claim::attributed),
        positions: reader.each(fields.take("positions"), "positions", claim::position),
        grade: reader.word(fields.take("grade"), "grade"),
        span: fields.span,
    };
    ids_stand_for_one_claim(reader, &report);
    harms_stand_under_casualties(reader, fields);
    report
}

fn harms_stand_under_casualties(reader: &mut Reader<'_>, fields: &mut Fields<'_>) {
    for harm in Harm::ALL.iter().map(|harm| harm.word()) {
        if let Some((key, _)) = fields.take_misplaced(harm) {
            reader.fault(
                &rule::UNKNOWN_KEY,
                key,
                format!("`{harm}` stands outside `casualties`"),
                "belongs under `casualties`",
                format!("write `casualties: {{{harm}: ..}}`"),
            );
        }
    }
}

fn ids_stand_for_one_claim(reader: &mut Reader<'_>, report: &IncidentReport) {
    let ids = report.claims.iter().filter_map(|claim| claim.id.as_ref());
    let known = once(reader, ids, "claims");
    if let Some(adopt) = &report.adopt
        && !known.contains_key(adopt.value.as_str())
    {
        unknown_id(reader, adopt, known.keys().copied(), "claim");
    }
}

/// Ids by name, each of which must stand once; `what` they are ids of.
pub fn once<'a>(
    reader: &mut Reader<'_>,
    ids: impl Iterator<Item = &'a Spanned<String>>,
    what: &str,
) -> BTreeMap<&'a str, Span> {
    let mut known = BTreeMap::new();
    for id in ids {
        let Some(first) = known.get(id.value.as_str()) else {
            known.insert(id.value.as_str(), id.span);
            continue;
        };
        reader.faults.push(
            rule::SAME_ID_TWICE
                .at(reader.path, id.span, format!("two {what} are called `{}`", excerpt(&id.value)))
                .label("again here")
                .related(reader.path, *first, "first here")
                .help("give each an id of its own"),
        );
    }
    known
}

/// The fault of naming a claim or a source of this dispatch that is not there.
pub fn unknown_id<'a>(
    reader: &mut Reader<'_>,
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
    what: &str,
) {
    let known: Vec<&str> = known.collect();
    let near = nearest(&id.value, known.iter().copied());
    let label = near.map_or_else(
        || format!("no {what} here has this `id`"),
        |near| format!("did you mean `{near}`?"),
    );
    let help = match known.as_slice() {
        [] => format!("give the {what} an `id`, and name it here"),
        known => format!("write the id of a {what} in this dispatch: {}", known.join(", ")),
    };
    let message = format!("there is no {what} `{}` in this dispatch", excerpt(&id.value));
    reader.fault(&rule::UNKNOWN_ID, id.span, message, label, help);
}
