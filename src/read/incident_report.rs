//! Reads what a dispatch says about one incident: keys at its top, or in each entry of a round-up.
//! It does not know what other dispatches say about the incident.

use std::collections::BTreeMap;

use crate::field::casualties::Harm;
use crate::field::dateline::{Place, Precision};
use crate::field::dispatch::IncidentReport;
use crate::field::excerpt::excerpt;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::node::Keyed;
use crate::read::reader::Reader;
use crate::read::{casualties, claim, place, victims};
use crate::text::rule;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::did_you_mean;

/// The keys of a report that mean nothing beside `incidents`. Entries inherit the other keys: place, `event`, `as_of`.
const OF_ONE_INCIDENT: [&str; 9] = [
    "incident",
    "casualties",
    "victims",
    "complete",
    "claims",
    "adopt",
    "attribution",
    "positions",
    "grade",
];

/// The one report at the top, or the several reports of a round-up. These inherit place and time from the top.
pub fn reports(fields: &mut Fields<'_>) -> Vec<IncidentReport> {
    let top = report(fields);
    let reader = fields.reader;
    let Some(several) = fields.take("incidents") else {
        return vec![top];
    };
    let here = fields.key_span("incidents").unwrap_or(several.node.span);
    for key in OF_ONE_INCIDENT {
        let Some(span) = fields.key_span(key) else {
            continue;
        };
        reader.report(
            rule::TOGETHER
                .at(reader.path, span, format!("`{key}` and `incidents` are both used"))
                .label("of which incident?")
                .related(reader.path, here, "several incidents are listed here")
                .help(format!("move `{key}` into the entry of its incident")),
        );
    }
    if several.node.is_empty_list() {
        reader.report(
            rule::EMPTY_VALUE
                .at(reader.path, here, "`incidents` names no incident")
                .label("the list is empty")
                .help("write an entry for each: `- {incident: mosul-zanjili-2017-05-31, casualties: 120}`"),
        );
    }
    first_of_each(reader, reader.each(several, |_, from| entry(reader, from, &top)))
}

/// One of `incidents`.
fn entry<'n>(
    reader: &'n Reader<'n>,
    from: Keyed<'n>,
    top: &IncidentReport,
) -> Option<IncidentReport> {
    let what = "an entry of `incidents`";
    let mut fields = Fields::new(reader, from, what)?;
    let mut one = report(&mut fields);
    if fields.key_span("incident").is_none() {
        reader.missing(fields.span, what, "incident", "which incident it is about");
    }
    fields.finish();
    inherit_place(&mut one.place, &top.place);
    one.event = one.event.or_else(|| top.event.clone());
    one.as_of = one.as_of.or_else(|| top.as_of.clone());
    Some(one)
}

/// Takes the place from the top. An entry with only an area or a point is in the city of the top, because an area is a part of a
/// city; but not if it says that only a wider place is known.
fn inherit_place(place: &mut Place, top: &Place) {
    if place.is_empty() {
        *place = top.clone();
        return;
    }
    let is_wide = place.location.precision.is_some_and(|precision| precision > Precision::City);
    if place.cities.is_empty() && place.region.is_none() && place.country.is_none() && !is_wide {
        place.cities = top.cities.clone();
        place.region = top.region.clone();
        place.country = top.country.clone();
    }
}

/// The first report on each incident. A second one is reported and left out.
fn first_of_each(reader: &Reader<'_>, mut reports: Vec<IncidentReport>) -> Vec<IncidentReport> {
    let mut seen: BTreeMap<Slug, Span> = BTreeMap::new();
    reports.retain(|report| {
        let Some(id) = &report.incident else { return true };
        let Some(&first) = seen.get(&id.value) else {
            seen.insert(id.value.clone(), id.span);
            return true;
        };
        let message = format!("the incident `{}` has two entries", id.value);
        reader.report(
            rule::SAME_ID_TWICE
                .at(reader.path, id.span, message)
                .label("again here")
                .related(reader.path, first, "first here")
                .help("merge the two entries, or name another incident in the second"),
        );
        false
    });
    reports
}

/// The keys of a report among `fields`.
fn report(fields: &mut Fields<'_>) -> IncidentReport {
    let report = IncidentReport {
        incident: fields.read("incident", Reader::slug),
        place: place::place(fields),
        event: fields.read("event", place::event),
        as_of: fields.read("as_of", Reader::moment).map(|moment| moment.value),
        casualties: fields
            .read("casualties", |reader, from| Some(casualties::casualties(reader, from)))
            .unwrap_or_default(),
        people: victims::people(fields),
        claims: fields.each("claims", claim::claim),
        adopt: fields.read("adopt", Reader::id),
        attribution: fields.each("attribution", claim::attributed),
        positions: fields.each("positions", claim::position),
        grade: fields.read("grade", Reader::word),
        span: fields.span,
    };
    check_claim_ids(fields.reader, &report);
    report_misplaced_harms(fields);
    report
}

fn report_misplaced_harms(fields: &mut Fields<'_>) {
    for harm in Harm::ALL.iter().map(|harm| harm.word()) {
        if let Some(entry) = fields.take_misplaced(harm) {
            let message = format!("`{harm}` is outside `casualties`");
            let fault = rule::UNKNOWN_KEY
                .at(fields.reader.path, entry.key.span, message)
                .label("belongs under `casualties`")
                .help(format!("write `casualties: {{{harm}: ..}}`"));
            let may_be_names = entry.value.is_list_of_words();
            fields.reader.report(if may_be_names { fault.without_lines() } else { fault });
        }
    }
}

fn check_claim_ids(reader: &Reader<'_>, report: &IncidentReport) {
    let ids = report.claims.iter().filter_map(|claim| claim.id.as_ref());
    let known = unique_ids(reader, ids, "claims");
    check_id(reader, report.adopt.as_ref(), &known, "claim");
}

/// The ids by name. An id that is given twice is reported; `what` they are ids of: "claims".
pub fn unique_ids<'a>(
    reader: &Reader<'_>,
    ids: impl Iterator<Item = &'a Spanned<String>>,
    what: &str,
) -> BTreeMap<&'a str, Span> {
    let mut known = BTreeMap::new();
    for id in ids {
        let Some(first) = known.get(id.value.as_str()) else {
            known.insert(id.value.as_str(), id.span);
            continue;
        };
        let message = format!("two {what} have the id `{}`", excerpt(&id.value));
        reader.report(
            rule::SAME_ID_TWICE
                .at(reader.path, id.span, message)
                .label("again here")
                .related(reader.path, *first, "first here")
                .help("give each an id of its own"),
        );
    }
    known
}

/// Reports an `id` that is not among the `known` ids; `what` it is an id of: "claim".
pub fn check_id(
    reader: &Reader<'_>,
    id: Option<&Spanned<String>>,
    known: &BTreeMap<&str, Span>,
    what: &str,
) {
    let Some(id) = id.filter(|id| !known.contains_key(id.value.as_str())) else {
        return;
    };
    let known: Vec<&str> = known.keys().copied().collect();
    let otherwise = format!("no {what} here has this `id`");
    let help = match known.as_slice() {
        [] => format!("give the {what} an `id`, and write it here"),
        known => format!("write the id of a {what} in this dispatch: {}", known.join(", ")),
    };
    let message = format!("there is no {what} `{}` in this dispatch", excerpt(&id.value));
    reader.report(
        rule::UNKNOWN_ID
            .at(reader.path, id.span, message)
            .label(did_you_mean(&id.value, known.iter().copied(), otherwise))
            .help(help),
    );
}
