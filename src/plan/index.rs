//! What pages look up: cities, taxonomies, the calendar, changes and the targets of links.
//! It does not know which pages exist.
//!
//! Each part is built from the parts before it and is complete once it exists.

pub(crate) mod anchors;
pub(crate) mod by_time;
pub(crate) mod calendar;
pub(crate) mod changes;
pub(crate) mod described;
pub(crate) mod files;
pub(crate) mod first_written;
pub(crate) mod gazetteer;
mod known_cities;
pub(crate) mod languages;
pub(crate) mod last_days;
pub(crate) mod links;
pub(crate) mod names;
pub(crate) mod near_file;
pub(crate) mod parties;
pub(crate) mod people_lists;
pub(crate) mod place_lists;
pub(crate) mod raw_html;
pub(crate) mod routes;
pub(crate) mod scope;
pub(crate) mod series;
pub(crate) mod similar_names;
pub(crate) mod taxonomy;
pub(crate) mod territories;
pub(crate) mod twins;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::chronicle::Chronicle;
use crate::chronicle::figures_lock::totals::moved::MovedTotal;
use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;
use crate::config::Config;
use crate::field::day::{Day, DayRange};
use crate::field::place_name::PlaceName;
use crate::plan::address::Linker;
use crate::plan::borders::Borders;
use crate::plan::edition::Page;
use crate::plan::index::by_time::IncidentsByTime;
use crate::plan::index::calendar::Calendar;
use crate::plan::index::changes::Changes;
use crate::plan::index::described::{Described, described};
use crate::plan::index::files::FilesWithoutEnding;
use crate::plan::index::gazetteer::{Gazetteer, PlaceEntry, gazetteer};
use crate::plan::index::last_days::LastDays;
use crate::plan::index::links::BodyLinks;
use crate::plan::index::parties::{Parties, parties};
use crate::plan::index::people_lists::PeopleLists;
use crate::plan::index::place_lists::PlaceLists;
use crate::plan::index::series::{Series, series};
use crate::plan::index::taxonomy::Taxonomies;
use crate::plan::index::territories::{Territories, territories};
use crate::plan::index::twins::Twins;
use crate::plan::period::Period;
use crate::plan::route::Route;
use crate::plan::view::values::LinkView;
use crate::text::diagnostic::Diagnostic;
use crate::text::snapshot::Snapshot;
use crate::text::source::SourcePath;

/// Everything an index is built from: the parsed and reconciled sources of one site.
pub struct Sources {
    /// The dispatches and incidents.
    pub chronicle: Chronicle,
    /// The totals that moved with new rules of counting.
    pub moved_totals: Vec<MovedTotal>,
    /// The settings in `site.toml`.
    pub config: Config,
    /// The borders from the site's own file, if it has one.
    pub borders: Option<Borders>,
    /// The files of the project.
    pub snapshot: Arc<Snapshot>,
    /// The names of countries in the language of the site, by their codes, as the theme has them.
    pub country_names: BTreeMap<String, String>,
    /// The files of the theme that browsers load. None if there is no such theme.
    pub assets: Option<Vec<ThemeAsset>>,
    /// Whether the templates put dateline's own security policy into pages.
    pub has_own_policy: bool,
}

/// A file of the theme that browsers load.
#[derive(Clone, Debug)]
pub struct ThemeAsset {
    /// The address of the file.
    pub route: Route,
    /// The path of the file in the project, or for a built-in theme the path that a file in its place would have.
    pub source: SourcePath,
    /// How the file is published.
    pub page: Page,
}

/// Everything that pages look up.
pub(crate) struct Index<'a> {
    /// The dispatches and incidents.
    pub chronicle: &'a Chronicle,
    /// The settings in `site.toml`.
    pub config: &'a Config,
    /// The borders from the site's own file, if it has one.
    pub borders: Option<&'a Borders>,
    /// The files of the project.
    pub snapshot: &'a Snapshot,
    /// The names of countries in the language of the site, by their codes, as the theme has them.
    pub country_names: &'a BTreeMap<String, String>,
    /// Makes links between pages.
    pub linker: Linker,
    /// The address of each dispatch, by its number.
    pub routes: Vec<Route>,
    /// Every city with its dispatches, incidents and toll.
    pub gazetteer: Gazetteer<'a>,
    /// Every region and country with its dispatches, incidents, toll and places.
    pub territories: Territories<'a>,
    /// The lists by which readers find a city.
    pub place_lists: PlaceLists,
    /// The lists by which readers find a person.
    pub people_lists: PeopleLists,
    /// The parties with what is attributed to each.
    pub parties: Parties<'a>,
    /// The terms of every taxonomy, with their dispatches.
    pub taxonomies: Taxonomies<'a>,
    /// The totals of each running total.
    pub series: Series<'a>,
    /// Every incident, sorted by when it happened.
    pub incidents: IncidentsByTime<'a>,
    /// The months and years of the timeline.
    pub calendar: Calendar,
    /// Every change to what was published.
    pub changes: Changes<'a>,
    /// The last day of the reports on each incident.
    pub last_days: LastDays,
    /// Which pages say the same in several languages.
    pub twins: Twins,
    /// The target of each link in each body.
    pub links: BodyLinks,
    /// Published files without an ending in their names.
    pub files: FilesWithoutEnding,
    /// Whether the theme was found, so that its files are known.
    pub has_theme: bool,
    /// Whether the templates put dateline's own security policy into pages.
    pub has_own_policy: bool,
    /// What dispatches say about their media files.
    pub described: BTreeMap<SourcePath, Described>,
}

impl<'a> Index<'a> {
    /// Builds the index of a site and reports faults that concern more than one file.
    pub(crate) fn new(sources: &'a Sources, faults: &mut Vec<Diagnostic>) -> Index<'a> {
        let mut questions = Vec::new();
        // To look up cities takes as long as all the rest.
        let (index, ()) = rayon::join(
            || Index::of(sources, faults),
            || known_cities::check(&sources.chronicle, &mut questions),
        );
        faults.append(&mut questions);
        index
    }

    fn of(sources: &'a Sources, faults: &mut Vec<Diagnostic>) -> Index<'a> {
        let Sources {
            chronicle,
            moved_totals,
            config,
            borders,
            snapshot,
            country_names,
            assets,
            has_own_policy,
        } = sources;
        languages::check_told_once(chronicle, config, faults);
        let routes = routes::dispatches(chronicle);
        let mut incidents: Vec<&Incident> = chronicle.incidents.values().collect();
        incidents.sort_by_key(|incident| incident.order());
        let parties = parties(config, incidents.iter().copied());
        let incidents = IncidentsByTime::new(incidents);
        let files = FilesWithoutEnding::new(snapshot, assets.iter().flatten().map(|it| &it.route));
        let gazetteer = gazetteer(chronicle, &config.headline_grades);
        Index {
            chronicle,
            config,
            borders: borders.as_ref(),
            snapshot,
            country_names,
            linker: Linker::new(config),
            territories: territories(chronicle, &gazetteer),
            place_lists: PlaceLists::new(&gazetteer, &chronicle.places, country_names),
            gazetteer,
            people_lists: PeopleLists::new(chronicle, &config.withheld),
            parties,
            taxonomies: Taxonomies::new(chronicle, faults),
            series: series(chronicle),
            calendar: Calendar::new(chronicle, &incidents, &config.timezone),
            incidents,
            changes: Changes::new(chronicle, moved_totals, &config.timezone),
            last_days: LastDays::default(),
            twins: Twins::new(chronicle, config, &routes),
            links: BodyLinks::new(chronicle, snapshot, &routes, &files),
            files,
            has_theme: assets.is_some(),
            has_own_policy: *has_own_policy,
            described: described(chronicle),
            routes,
        }
    }

    /// The days from the first event to the last.
    pub(crate) fn days(&self) -> Option<DayRange> {
        let all = self.chronicle.incidents.values().map(|incident| incident.days);
        all.reduce(DayRange::hull)
    }

    /// The current time, which decides what is still under embargo.
    pub(crate) fn now(&self) -> Timestamp {
        self.snapshot.now
    }

    /// The current day where the site is. A promise that is due becomes overdue with it.
    pub(crate) fn today(&self) -> Day {
        Day::from_instant(self.now(), &self.config.timezone)
    }

    /// A link from `here` to the dispatch with this number.
    pub(crate) fn to_dispatch(&self, here: &Route, number: DispatchId) -> LinkView {
        LinkView {
            title: self.title(number),
            href: self.linker.link(here, &self.routes[number]),
            lang: self.foreign(self.language_of(number)),
            leads_to: Some(self.language_of(number).to_owned()),
        }
    }

    /// The title of a dispatch in lists. A withdrawn dispatch has no headline left.
    pub(crate) fn title(&self, number: DispatchId) -> String {
        let dispatch = &self.chronicle.dispatches[number];
        match dispatch.withdrawn {
            Some(_) => dispatch.slug.value.to_string(),
            None => dispatch.title.value.clone(),
        }
    }

    /// What is known about a place.
    pub(crate) fn place(&self, name: &PlaceName) -> &PlaceEntry<'a> {
        match name {
            PlaceName::City(name) => &self.gazetteer[name],
            PlaceName::Region(_) | PlaceName::Country(_) => &self.territories[name].entry,
        }
    }

    /// The incidents and tolls that are known to be in a place, or that name a city, alone or with other places.
    pub(crate) fn incidents_in(&self, name: &PlaceName) -> Vec<&'a Incident> {
        match name {
            PlaceName::City(city) => self.gazetteer[city].named(city).collect(),
            PlaceName::Region(_) | PlaceName::Country(_) => {
                self.territories[name].entry.own.touching(Period::Always)
            }
        }
    }

    /// The page that shows an incident.
    pub(crate) fn incident_route(&self, incident: &Incident) -> Route {
        routes::incident(self.chronicle, &self.routes, incident)
    }

    /// Whether any dispatch calls the file at `path` graphic.
    pub(crate) fn is_graphic(&self, path: &SourcePath) -> bool {
        self.described.get(path).is_some_and(|described| described.graphic.is_some())
    }
}
