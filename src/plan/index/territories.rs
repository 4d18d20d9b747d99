//! Every region and country with its dispatches, incidents, toll and the places in it, collected once because many pages need them.
//! It does not know pages, and it ranks no place: places are in the order of their names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::Chronicle;
use crate::chronicle::incident::Incident;
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::question::Membership;
use crate::chronicle::references::DispatchId;
use crate::chronicle::territories;
use crate::chronicle::territories::Around;
use crate::field::place_name::{PlaceKind, PlaceName};
use crate::plan::cache::Cached;
use crate::plan::index::by_time::IncidentsByTime;
use crate::plan::index::gazetteer::{Gazetteer, PlaceEntry};
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// What is known about one region or country.
pub(crate) struct Territory<'a> {
    /// Its dispatches, incidents and toll.
    pub entry: PlaceEntry<'a>,
    /// The place that is directly around it.
    pub around: Option<PlaceName>,
    /// The regions and then the cities that are directly in it.
    pub places: Vec<PlaceName>,
    /// Where it is described, else where it is first written.
    pub told: Option<(SourcePath, Span)>,
}

/// Every region and country that something published is about. Empty if nothing says in which region or country anything happened.
pub(crate) type Territories<'a> = BTreeMap<PlaceName, Territory<'a>>;

/// What one territory has while dispatches and incidents are sorted.
#[derive(Default)]
struct Sorted<'a> {
    dispatches: BTreeSet<DispatchId>,
    withdrawn: BTreeSet<DispatchId>,
    incidents: Vec<&'a Incident>,
    own: Vec<&'a Incident>,
    places: Vec<PlaceName>,
}

/// Makes an entry for every region and country of `chronicle`.
pub(crate) fn territories<'a>(
    chronicle: &'a Chronicle,
    gazetteer: &Gazetteer<'a>,
) -> Territories<'a> {
    let named = territories::Territories::of(chronicle);
    let mut all: BTreeMap<PlaceName, Sorted<'a>> =
        named.names().map(|name| (name.owned(), Sorted::default())).collect();
    if all.is_empty() {
        return Territories::new();
    }
    let places = &chronicle.places;
    sort_incidents(chronicle, &named, &mut all);
    sort_dispatches(chronicle, &mut all);
    let parents: Vec<(PlaceName, Option<PlaceName>)> = all
        .keys()
        .cloned()
        .chain(gazetteer.keys().map(|name| PlaceName::City(Arc::clone(name))))
        .map(|name| (name.clone(), parent(&name, places)))
        .collect();
    let mut around = BTreeMap::new();
    for (name, parent) in parents {
        let Some(parent) = parent else { continue };
        if let Some(of) = all.get_mut(&parent) {
            of.places.push(name.clone());
            around.insert(name, parent);
        }
    }
    let entry = |(name, sorted): (PlaceName, Sorted<'a>)| {
        let told = match &name {
            PlaceName::Region(region) => {
                let file = places.regions.get(&**region);
                let written = named.regions.get(&**region).copied().flatten();
                let written = written.map(|(path, span)| (path.clone(), span));
                file.map(|file| (file.path.clone(), Span::default())).or(written)
            }
            PlaceName::Country(_) | PlaceName::City(_) => None,
        };
        let territory = Territory {
            entry: PlaceEntry {
                dispatches: sorted.dispatches.into_iter().collect(),
                withdrawn: sorted.withdrawn.into_iter().collect(),
                incidents: IncidentsByTime::new(sorted.incidents),
                own: IncidentsByTime::new(sorted.own),
                toll: Cached::default(),
            },
            around: around.get(&name).cloned(),
            places: sorted.places,
            told,
        };
        (name, territory)
    };
    all.into_iter().map(entry).collect()
}

/// All territories of one kind with dispatches. One whose dispatches are all withdrawn has a page, but nothing to list.
pub(crate) fn listed<'t>(
    territories: &'t Territories<'_>,
    kind: PlaceKind,
) -> impl Iterator<Item = &'t PlaceName> {
    let has_dispatches = |of: &&Territory<'_>| !of.entry.dispatches.is_empty();
    let of_kind = territories.iter().filter(move |(name, _)| name.kind() == kind);
    of_kind.filter(move |(_, of)| has_dispatches(of)).map(|(name, _)| name)
}

/// The place that is directly around another, if it is told.
fn parent(name: &PlaceName, places: &Places) -> Option<PlaceName> {
    let country = |code: &str| PlaceName::Country(Arc::from(code));
    let region = |name: &str| PlaceName::Region(Arc::from(name));
    match name {
        PlaceName::Country(_) => None,
        PlaceName::Region(name) => {
            let wider = places.widening(name).nth(1).filter(|wider| **wider != **name).map(region);
            wider.or_else(|| places.country_of_region(name).map(country))
        }
        PlaceName::City(name) => {
            let by_region = places.region_of(name).or_else(|| places.agreed_region_of(name));
            let by_country = || places.country_of(name).or_else(|| places.agreed_country_of(name));
            by_region.map(region).or_else(|| by_country().map(country))
        }
    }
}

/// Sorts every incident into the territories in which it happened, or may have happened.
fn sort_incidents<'a>(
    chronicle: &'a Chronicle,
    named: &territories::Territories<'a>,
    all: &mut BTreeMap<PlaceName, Sorted<'a>>,
) {
    for (name, incidents) in named.incidents(chronicle) {
        let Some(sorted) = all.get_mut(&name.owned()) else { continue };
        for (incident, membership) in incidents {
            sorted.incidents.push(incident);
            if membership != Membership::PlaceUnclear {
                sorted.own.push(incident);
                let told = incident.dispatches.iter().copied();
                sorted
                    .dispatches
                    .extend(told.filter(|it| chronicle.references.translates[*it].is_none()));
            }
        }
    }
}

/// Sorts every dispatch into the territories around the places that it names.
fn sort_dispatches<'a>(chronicle: &'a Chronicle, all: &mut BTreeMap<PlaceName, Sorted<'a>>) {
    for (number, dispatch) in chronicle.dispatches.iter().enumerate() {
        // A translation repeats its original, and the original links to it.
        if chronicle.references.translates[number].is_some() {
            continue;
        }
        for name in Around::dispatch(dispatch, &chronicle.places).names() {
            let Some(sorted) = all.get_mut(&name.owned()) else { continue };
            match dispatch.withdrawn {
                None => sorted.dispatches.insert(number),
                Some(_) => sorted.withdrawn.insert(number),
            };
        }
    }
}
