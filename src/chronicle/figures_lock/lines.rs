//! What a dispatch or an incident file says that can move a toll, key by key, in the notation of `figures.lock`.
//! It does not know what the lock says.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::chronicle::figures_lock::notation;
use crate::chronicle::people::proof;
use crate::field::casualties::Casualties;
use crate::field::claim::{Attributed, Claim, Scope};
use crate::field::correction::Correction;
use crate::field::count::Count;
use crate::field::dateline::Place;
use crate::field::dispatch::{Dispatch, IncidentReport, Kind};
use crate::field::incident::IncidentFile;
use crate::field::person::People;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::text::span::{Span, Spanned};

/// The key that stands alone for a withdrawn dispatch.
pub(super) const WITHDRAWN: &str = "withdrawn";

/// The prefix of the keys of a round-up's entries.
pub(super) const ROUND_UP: &str = "incidents";

/// The prefix of the keys of a list of people. They hold numbers of people, never names.
pub(super) const PEOPLE: &str = "victims";

/// The key of the number of entries under `corrections` that are about people.
pub(super) const PEOPLE_CORRECTED: &str = "victims.corrected";

/// One key of a subject and its value now.
#[derive(Clone, Debug)]
pub(super) struct PublishedLine {
    /// The key, such as `casualties.killed`. It has no white space.
    pub(super) key: String,
    /// The value in the lock's notation, on one line.
    pub(super) value: String,
    /// A count in its author's words.
    pub(super) wording: Option<String>,
    /// Where it is written, if that is known.
    pub(super) span: Option<Span>,
    /// Where the report or title stands that it belongs to.
    pub(super) near: Option<Span>,
}

/// The lines of a dispatch, by key. Of a withdrawn dispatch only that it is withdrawn.
pub(super) fn of_dispatch(dispatch: &Dispatch) -> Vec<PublishedLine> {
    let mut lines = Lines::default();
    if dispatch.withdrawn.is_some() {
        lines.word(WITHDRAWN, Some("true"));
    } else {
        lines.dispatch(dispatch);
    }
    lines.by_key()
}

/// The lines of an incident file, by key; none if it moves no toll.
pub(super) fn of_incident(file: &IncidentFile) -> Vec<PublishedLine> {
    let mut lines = Lines::default();
    lines.place(&file.place);
    lines.word("event", file.event.map(|event| notation::days(event.days)).as_deref());
    lines.word("grade", file.grade.map(Word::word));
    lines.slug("merged_into", file.merged_into.as_ref());
    lines.by_key()
}

/// Lines being collected.
#[derive(Default)]
struct Lines {
    lines: Vec<PublishedLine>,
    /// The prefix of keys: empty, or the entry of a round-up.
    prefix: String,
    /// Where the report or title stands that the next lines belong to.
    near: Option<Span>,
}

impl Lines {
    fn by_key(mut self) -> Vec<PublishedLine> {
        self.lines.sort_by(|one, other| one.key.cmp(&other.key));
        self.lines
    }

    fn dispatch(&mut self, dispatch: &Dispatch) {
        self.near = Some(dispatch.title.span);
        self.at("date", dispatch.date.value.to_string(), dispatch.date.span);
        let is_other_kind = dispatch.kind != Kind::Incident;
        self.word("kind", is_other_kind.then(|| dispatch.kind.word()));
        if let Some(series) = &dispatch.series {
            self.slug("series", Some(&series.name));
            self.word("phase", Some(&series.phase.to_string()));
        }
        self.slugs("includes", &dispatch.includes);
        self.slugs("excludes", &dispatch.excludes);
        self.slug("supersedes", dispatch.supersedes.as_ref());
        let about_people =
            dispatch.corrections.iter().filter(|entry| is_about_people(entry)).count();
        if about_people > 0 {
            self.word(PEOPLE_CORRECTED, Some(&about_people.to_string()));
        }
        let is_round_up = dispatch.reports.len() > 1;
        for report in &dispatch.reports {
            self.near = Some(report.span);
            if let (true, Some(id)) = (is_round_up, &report.incident) {
                self.prefix = format!("{ROUND_UP}.{}.", id.value);
            }
            self.report(report);
        }
    }

    fn report(&mut self, report: &IncidentReport) {
        self.slug("incident", report.incident.as_ref());
        self.place(&report.place);
        if let Some(event) = &report.event {
            self.at("event", notation::days(event.value.days), event.span);
        }
        self.word("as_of", report.as_of.as_ref().map(ToString::to_string).as_deref());
        self.word("grade", report.grade.map(Word::word));
        self.name("adopt", report.adopt.as_ref());
        // The locks of published sites say `all` where no scope is written.
        let scope = |it: &Attributed| it.scope.unwrap_or(Scope::All).word();
        let attributed =
            report.attribution.iter().map(|it| format!("{}/{}", it.to.value, scope(it)));
        let attributed: Vec<String> = attributed.collect();
        self.list("attribution", attributed.iter().map(String::as_str), None);
        self.casualties("", &report.casualties);
        self.people(&report.people);
        self.claims(&report.claims);
    }

    fn place(&mut self, place: &Place) {
        let first = place.cities.first().map(|city| city.span);
        self.list("city", place.cities.iter().map(|city| city.value.as_str()), first);
        self.name("region", place.region.as_ref());
        self.word("country", place.country.as_deref());
        self.word("area", place.area.as_deref());
        self.word("location.precision", place.location.precision.map(Word::word));
    }

    /// The figures of the newsroom, or of the claim whose lines begin with `claim`.
    fn casualties(&mut self, claim: &str, casualties: &Casualties) {
        if let Some(bare) = &casualties.bare_number {
            self.count(&format!("{claim}{}", notation::CASUALTIES), &bare.count, bare.span);
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

    /// How many people a list has, by row.
    fn people(&mut self, people: &People) {
        for (measure, number) in proof::numbers(people) {
            let key = measure.key().replacen(notation::CASUALTIES, PEOPLE, 1);
            self.at(&key, number.to_string(), people.span);
        }
        if people.complete {
            self.at(&format!("{PEOPLE}.complete"), "true".to_owned(), people.span);
        }
    }

    fn claims(&mut self, claims: &[Claim]) {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in claims {
            *times.entry(claim.speaker()).or_default() += 1;
        }
        for (name, claim) in named(claims) {
            let above = format!("claims.{name}.");
            let mut at =
                |key: &str, value: String, span| self.at(&format!("{above}{key}"), value, span);
            if let Some(party) = &claim.party {
                at("party", notation::text(&party.value), claim.span);
            }
            if let Some(as_of) = &claim.as_of {
                at("as_of", as_of.to_string(), claim.span);
            }
            if !claim.counted {
                at("counted", "false".to_owned(), claim.span);
            }
            // Only the latest claim of a speaker counts, so the speaker matters where one has several.
            if times[claim.speaker()] > 1 {
                at("by", notation::text(&claim.by.value), claim.by.span);
            }
            self.casualties(&above, &claim.casualties);
        }
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

    fn name(&mut self, key: &str, name: Option<&Spanned<String>>) {
        if let Some(name) = name {
            self.at(key, notation::text(&name.value), name.span);
        }
    }

    fn word(&mut self, key: &str, word: Option<&str>) {
        if let Some(word) = word {
            self.push(key, notation::text(word), None);
        }
    }

    fn list<'t>(&mut self, key: &str, items: impl Iterator<Item = &'t str>, span: Option<Span>) {
        let value = notation::list(items);
        if !value.is_empty() {
            self.push(key, value, span);
        }
    }

    fn at(&mut self, key: &str, value: String, span: Span) {
        self.push(key, value, Some(span));
    }

    fn push(&mut self, key: &str, value: String, span: Option<Span>) {
        let key = format!("{}{key}", self.prefix);
        self.lines.push(PublishedLine { key, value, wording: None, span, near: self.near });
    }
}

/// Whether an entry under `corrections` is about the people of a dispatch.
pub(super) fn is_about_people(entry: &Correction) -> bool {
    entry.field.as_deref().is_some_and(|field| field.trim().rsplit('.').next() == Some(PEOPLE))
}

/// Whether a key is of a list of people.
pub(super) fn is_of_people(key: &str) -> bool {
    key.split('.').any(|part| part == PEOPLE)
}

/// The claims by name: by their id, else by who speaks. Several claims of one name are numbered by time.
fn named(claims: &[Claim]) -> Vec<(String, &Claim)> {
    let mut in_order: Vec<&Claim> = claims.iter().collect();
    // Any time zone will do, because only the order matters.
    in_order.sort_by_key(|claim| claim.as_of.as_ref().map(|as_of| as_of.instant(&TimeZone::UTC)));
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let name = |claim: &'_ Claim| {
        let name = Slug::make(&claim.id.as_ref().unwrap_or(&claim.by).value).to_string();
        let nth = times.entry(name.clone()).or_default();
        *nth += 1;
        if *nth > 1 { format!("{name}.{nth}") } else { name }
    };
    let names: Vec<String> = in_order.iter().copied().map(name).collect();
    names.into_iter().zip(in_order).collect()
}
