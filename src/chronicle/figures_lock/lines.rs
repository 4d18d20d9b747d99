//! What a dispatch or an incident file says that moves a toll, key by key, as `figures.lock` writes it.
//! It does not know what the lock says.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::chronicle::figures_lock::notation;
use crate::field::casualties::Casualties;
use crate::field::claim::Claim;
use crate::field::count::Count;
use crate::field::dateline::Place;
use crate::field::dispatch::{Dispatch, IncidentReport, Kind};
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::text::span::{Span, Spanned};

/// The key that stands alone for a dispatch that was taken back.
pub(super) const WITHDRAWN: &str = "withdrawn";

/// What the keys of a round-up's entries begin with.
pub(super) const ROUND_UP: &str = "incidents";

/// One key of a subject and its value.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Such as `casualties.killed`; nothing in it is white space.
    pub(super) key: String,
    /// The value in the lock's notation, on one line.
    pub(super) value: String,
    /// A count in its author's words.
    pub(super) wording: Option<String>,
    /// Where it is written, if that is known.
    pub(super) span: Option<Span>,
    /// Where that begins which it belongs to.
    pub(super) near: Option<Span>,
}

/// The lines of a dispatch, by key; of one that was taken back, only that.
pub(super) fn of_dispatch(dispatch: &Dispatch) -> Vec<Line> {
    let mut writing = Writing::default();
    if dispatch.withdrawn.is_some() {
        writing.word(WITHDRAWN, "true");
    } else {
        writing.dispatch(dispatch);
    }
    writing.by_key()
}

/// The lines of an incident file, by key; of one that moves nothing, none.
pub(super) fn of_incident(file: &IncidentFile) -> Vec<Line> {
    let mut writing = Writing::default();
    writing.incident(file);
    writing.by_key()
}

/// Lines being gathered.
#[derive(Default)]
struct Writing {
    lines: Vec<Line>,
    /// What keys begin with: nothing, or the entry of a round-up.
    prefix: String,
    /// Where that begins which is being written.
    near: Option<Span>,
}

impl Writing {
    fn by_key(mut self) -> Vec<Line> {
        self.lines.sort_by(|one, other| one.key.cmp(&other.key));
        self.lines
    }

    fn dispatch(&mut self, dispatch: &Dispatch) {
        self.near = Some(dispatch.title.span);
        self.at("date", dispatch.date.value.to_string(), dispatch.date.span);
        if dispatch.kind != Kind::Incident {
            self.word("kind", dispatch.kind.word());
        }
        if let Some(series) = &dispatch.series {
            self.slug("series", Some(&series.name));
            self.word("phase", &series.phase.to_string());
        }
        self.slugs("includes", &dispatch.includes);
        self.slugs("excludes", &dispatch.excludes);
        self.slug("supersedes", dispatch.supersedes.as_ref());
        let is_round_up = dispatch.reports.len() > 1;
        for report in &dispatch.reports {
            self.near = Some(report.span);
            if let (true, Some(id)) = (is_round_up, &report.incident) {
                self.prefix = format!("{ROUND_UP}.{}.", id.value);
            }
            self.report(report);
        }
    }

    fn incident(&mut self, file: &IncidentFile) {
        self.place(&file.place);
        if let Some(event) = &file.event {
            self.word("event", &notation::days(event.days));
        }
        if let Some(grade) = file.grade {
            self.word("grade", grade.word());
        }
        self.slug("merged_into", file.merged_into.as_ref());
    }

    fn report(&mut self, report: &IncidentReport) {
        self.slug("incident", report.incident.as_ref());
        self.place(&report.place);
        if let Some(event) = &report.event {
            self.at("event", notation::days(event.value.days), event.span);
        }
        if let Some(as_of) = &report.as_of {
            self.word("as_of", &as_of.to_string());
        }
        if let Some(grade) = report.grade {
            self.word("grade", grade.word());
        }
        if let Some(adopt) = &report.adopt {
            self.at("adopt", notation::text(&adopt.value), adopt.span);
        }
        let attributed: Vec<String> =
            report.attribution.iter().map(|it| format!("{}/{}", it.to, it.scope.word())).collect();
        self.list("attribution", attributed.iter().map(String::as_str), None);
        self.casualties("", &report.casualties);
        self.claims(&report.claims);
    }

    fn claims(&mut self, claims: &[Claim]) {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in claims {
            *times.entry(speaker(claim)).or_default() += 1;
        }
        for (name, claim) in named(claims) {
            self.claim(&name, claim);
            // Of one speaker only the latest word counts: who speaks matters where somebody speaks twice.
            if times[speaker(claim)] > 1 {
                let by = notation::text(&claim.by.value);
                self.at(&format!("claims.{name}.by"), by, claim.by.span);
            }
        }
    }

    fn place(&mut self, place: &Place) {
        let first = place.cities.first().map(|city| city.span);
        self.list("city", place.cities.iter().map(|city| city.value.as_str()), first);
        if let Some(region) = &place.region {
            self.at("region", notation::text(&region.value), region.span);
        }
        for (key, text) in [("country", &place.country), ("area", &place.area)] {
            if let Some(text) = text {
                self.word(key, text);
            }
        }
        if let Some(precision) = place.location.precision {
            self.word("location.precision", precision.word());
        }
    }

    /// The figures of one voice. Those of a claim stand under its name, the newsroom's own under `casualties`.
    fn casualties(&mut self, claim: &str, casualties: &Casualties) {
        if let Some(bare_number) = &casualties.bare_number {
            self.count(
                &format!("{claim}{}", notation::CASUALTIES),
                &bare_number.count,
                bare_number.span,
            );
        }
        let own = format!("{}.", notation::CASUALTIES);
        let above = if claim.is_empty() { &own } else { claim };
        for (harm, figures) in casualties.harms.iter() {
            let harm = format!("{above}{}", harm.word());
            if let Some(total) = &figures.total {
                self.count(&harm, total, figures.span);
            }
            for (group, part) in figures.parts.iter() {
                self.count(&format!("{harm}.{}", group.word()), part, figures.span);
            }
            if let Some(as_of) = &figures.as_of {
                self.at(&format!("{harm}.as_of"), as_of.to_string(), figures.span);
            }
        }
    }

    fn claim(&mut self, name: &str, claim: &Claim) {
        let above = format!("claims.{name}.");
        if let Some(party) = &claim.party {
            self.at(&format!("{above}party"), notation::text(party), claim.span);
        }
        if let Some(as_of) = &claim.as_of {
            self.at(&format!("{above}as_of"), as_of.to_string(), claim.span);
        }
        if !claim.counted {
            self.at(&format!("{above}counted"), "false".to_owned(), claim.span);
        }
        self.casualties(&above, &claim.casualties);
    }

    fn count(&mut self, key: &str, count: &Count, span: Span) {
        self.at(key, notation::count(count.bounds()), span);
        if let Some(line) = self.lines.last_mut() {
            line.wording = Some(count.wording().to_owned());
        }
    }

    fn slug(&mut self, key: &str, slug: Option<&Spanned<Slug>>) {
        if let Some(slug) = slug {
            self.at(key, slug.value.to_string(), slug.span);
        }
    }

    fn slugs(&mut self, key: &str, slugs: &[Spanned<Slug>]) {
        let first = slugs.first().map(|slug| slug.span);
        self.list(key, slugs.iter().map(|slug| slug.value.as_str()), first);
    }

    fn list<'t>(&mut self, key: &str, items: impl Iterator<Item = &'t str>, span: Option<Span>) {
        let value = notation::list(items);
        if !value.is_empty() {
            self.push(key, value, span);
        }
    }

    fn word(&mut self, key: &str, word: &str) {
        self.push(key, notation::text(word), None);
    }

    fn at(&mut self, key: &str, value: String, span: Span) {
        self.push(key, value, Some(span));
    }

    fn push(&mut self, key: &str, value: String, span: Option<Span>) {
        let key = format!("{}{key}", self.prefix);
        self.lines.push(Line { key, value, wording: None, span, near: self.near });
    }
}

fn speaker(claim: &Claim) -> &str {
    claim.party.as_deref().unwrap_or(&claim.by.value)
}

/// The claims by name: by their id, else by who speaks. Whoever speaks several times is numbered by time.
fn named(claims: &[Claim]) -> Vec<(String, &Claim)> {
    let mut in_order: Vec<&Claim> = claims.iter().collect();
    // Only an order: the zone does not matter as long as it is one.
    in_order.sort_by_key(|claim| claim.as_of.as_ref().map(|as_of| as_of.instant(&TimeZone::UTC)));
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = Vec::with_capacity(claims.len());
    for claim in in_order {
        let called = claim.id.as_ref().unwrap_or(&claim.by);
        let mut name = Slug::make(&called.value).to_string();
        let nth = times.entry(name.clone()).or_default();
        *nth += 1;
        if *nth > 1 {
            name = format!("{name}.{nth}");
        }
        names.push((name, claim));
    }
    names
}
