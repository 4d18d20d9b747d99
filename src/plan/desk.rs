//! What every page is made from: the chronicle, the settings, and who links where. Worked out once per composition.
//! It does not make pages itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::chronicle::Chronicle;
use crate::chronicle::incidents::Incident;
use crate::chronicle::places::CityName;
use crate::chronicle::reckoning::Reckoning;
use crate::chronicle::references::Number;
use crate::config::Config;
use crate::field::page::{Body, PlainPage};
use crate::plan::account::Record;
use crate::plan::address::{self, Linker};
use crate::plan::borders::Borders;
use crate::plan::data::Tables;
use crate::plan::edition::{Prose, Route};
use crate::plan::frame::Frames;
use crate::plan::gazetteer::{Gazetteer, gazetteer};
use crate::plan::ledger::Ledger;
use crate::plan::links::Destinations;
use crate::plan::periods::Periods;
use crate::plan::pictures::{self, Described};
use crate::plan::register::Registers;
use crate::plan::rows;
use crate::plan::shared::Shared;
use crate::plan::timeline::Calendar;
use crate::plan::translations;
use crate::plan::view::lists::{DispatchRowView, IncidentRowView};
use crate::plan::view::values::LinkView;
use crate::plan::view::{PageView, SiteView};
use crate::prose::html::RawHtml;
use crate::text::diagnostic::Diagnostic;
use crate::text::language;
use crate::text::source::CONTENT;
use crate::text::source::{Snapshot, SourcePath};

/// Everything a page is made from.
pub struct Desk<'a> {
    /// The account.
    pub chronicle: &'a Chronicle,
    /// The settings.
    pub config: &'a Config,
    /// The borders of the site's own file, if it has one.
    pub borders: Option<&'a Borders>,
    /// The files.
    pub snapshot: &'a Snapshot,
    /// The maker of links.
    pub linker: Linker,
    /// Where each dispatch lies.
    pub routes: Vec<Route>,
    /// Every city with its dispatches, its incidents and its toll.
    pub gazetteer: Gazetteer<'a>,
    /// Every topic and every author with their dispatches.
    pub registers: Registers<'a>,
    /// Every incident, by when it happened.
    pub incidents: Periods<'a>,
    /// What stands in each month and year of the timeline.
    pub calendar: Calendar,
    /// What was changed in the open after it was published.
    pub ledger: Ledger<'a>,
    /// The tables of data.
    pub tables: Tables,
    /// Where the links of every body lead.
    pub destinations: Destinations,
    /// What dispatches say of the files that are their media.
    pub described: BTreeMap<SourcePath, Described>,
    /// The lines of dispatches that were made so far, by their numbers.
    rows: Shared<DispatchRowView>,
    /// The lines of incidents that were made so far, by their numbers.
    incident_rows: Shared<IncidentRowView>,
    frames: Frames,
}

impl<'a> Desk<'a> {
    /// Sets out what the pages are made from; links that lead nowhere are reported.
    pub fn new(record: &'a Record, faults: &mut Vec<Diagnostic>) -> Desk<'a> {
        let Record { chronicle, config, borders, snapshot } = record;
        let routes: Vec<Route> =
            chronicle.dispatches.iter().map(|dispatch| address::dispatch(dispatch)).collect();
        let linker = Linker::new(config);
        let mut desk = Desk {
            chronicle,
            config,
            borders: borders.as_ref(),
            snapshot,
            linker,
            routes,
            gazetteer: gazetteer(chronicle, &config.headline_grades),
            registers: Registers::of(chronicle, faults),
            incidents: Periods::of(chronicle.incidents.values()),
            calendar: Calendar::default(),
            ledger: Ledger::default(),
            tables: Tables::default(),
            destinations: Destinations::default(),
            described: pictures::described(chronicle),
            rows: Shared::new(chronicle.dispatches.len(), config.links),
            incident_rows: Shared::new(chronicle.incidents.len(), config.links),
            frames: Frames::default(),
        };
        desk.calendar = Calendar::of(&desk);
        desk.ledger = Ledger::of(&desk);
        desk.destinations = Destinations::of(&desk, faults);
        desk.frames = Frames::of(&desk);
        translations::told_once(&desk, faults);
        desk
    }

    /// The moment that decides what is still under embargo.
    pub fn now(&self) -> Timestamp {
        self.snapshot.now
    }

    /// What all pages share, seen from `here`.
    pub fn site(&self, here: &Route) -> Arc<SiteView> {
        self.site_in(here, &self.config.language)
    }

    /// The same for a page in the language `lang`.
    pub fn site_in(&self, here: &Route, lang: &str) -> Arc<SiteView> {
        self.frames.around(here, lang, self.config.links)
    }

    /// The head of the page `here`, in the site's language unless it has one of its own.
    pub fn head(&self, here: &Route, title: &str, description: Option<&str>) -> PageView {
        self.head_in(here, title, description, &self.config.language)
    }

    /// The head of a page in the language `lang`.
    pub fn head_in(
        &self,
        here: &Route,
        title: &str,
        description: Option<&str>,
        lang: &str,
    ) -> PageView {
        PageView {
            title: title.to_owned(),
            description: description.or(self.about(lang)).map(str::to_owned),
            permalink: self.linker.absolute(here),
            lang: lang.to_owned(),
            dir: language::direction(lang),
        }
    }

    /// What everything in a city comes to.
    pub fn toll_of(&self, city: &CityName) -> &Reckoning {
        let grades = &self.config.headline_grades;
        self.gazetteer[city].toll(city, self.chronicle, grades)
    }

    /// The dispatch with this number as a line on the page `here`.
    pub fn row(&self, here: &Route, number: Number) -> Arc<DispatchRowView> {
        self.rows.get(number, || rows::dispatch(self, here, number))
    }

    /// An incident or a toll as a line on the page `here`.
    pub fn incident_row(&self, here: &Route, incident: &Incident) -> Arc<IncidentRowView> {
        self.incident_rows.get(incident.number as usize, || rows::incident(self, here, incident))
    }

    /// A link from `here` to the dispatch with this number.
    pub fn to_dispatch(&self, here: &Route, number: Number) -> LinkView {
        LinkView {
            title: self.title(number),
            href: self.linker.link(here, &self.routes[number]),
            lang: self.foreign(self.language_of(number)),
        }
    }

    /// What lists call a dispatch. A withdrawn one has lost its headline with everything else.
    pub fn title(&self, number: Number) -> String {
        let dispatch = &self.chronicle.dispatches[number];
        match dispatch.withdrawn {
            Some(_) => dispatch.slug.value.to_string(),
            None => dispatch.title.value.clone(),
        }
    }

    /// Where an incident is told: its own page if several dispatches tell of it, else its only dispatch.
    pub fn incident_route(&self, incident: &Incident) -> Route {
        match self.tellers(incident).as_slice() {
            [only] => self.routes[*only].clone(),
            _ => address::incident(&incident.id),
        }
    }

    /// The dispatches that tell of an incident; translations tell it over again.
    pub fn tellers(&self, incident: &Incident) -> Vec<Number> {
        let original = |number: &Number| self.chronicle.references.translates[*number].is_none();
        incident.dispatches.iter().copied().filter(original).collect()
    }

    /// The dispatch that speaks for an incident: the latest that still stands.
    pub fn speaker(&self, incident: &Incident) -> Option<Number> {
        let standing = |number: &Number| {
            let dispatch = &self.chronicle.dispatches[*number];
            dispatch.withdrawn.is_none() && dispatch.translation_of.is_none()
        };
        incident.dispatches.iter().rev().copied().find(standing)
    }

    /// A body ready to be printed on the page `here`, or `None` if there is none.
    pub fn prose(&self, here: &Route, path: &SourcePath, body: &Body) -> Option<Prose> {
        self.prose_with(path, body, |there| self.linker.link(here, there))
    }

    /// A body whose links are whole addresses, for feeds.
    pub fn prose_for_feeds(&self, path: &SourcePath, body: &Body) -> Option<Prose> {
        self.prose_with(path, body, |there| self.linker.absolute(there))
    }

    fn prose_with(
        &self,
        path: &SourcePath,
        body: &Body,
        href: impl Fn(&Route) -> String,
    ) -> Option<Prose> {
        let text = self.snapshot.text(path)?;
        let is_blank = text.get(body.span.range()).is_none_or(|text| text.trim().is_empty());
        if is_blank {
            return None;
        }
        let links = self.destinations.of_file(path);
        Some(Prose {
            text: Arc::clone(text),
            path: path.clone(),
            span: body.span,
            hash: body.hash,
            links: links
                .iter()
                .map(|(written, to)| (written.clone(), pictures::in_body(self, to, &href)))
                .collect(),
            raw_html: if self.config.trust_html { RawHtml::Trusted } else { RawHtml::Shown },
        })
    }

    /// Whether a dispatch holds the file at `path` to be graphic.
    pub fn is_graphic(&self, path: &SourcePath) -> bool {
        self.described.get(path).is_some_and(|described| described.graphic.is_some())
    }

    /// Where a plain page lies.
    pub fn page_route(&self, page: &PlainPage) -> Route {
        let below = page.path.below(CONTENT).unwrap_or_default();
        address::page(page, below)
    }
}
