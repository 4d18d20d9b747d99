//! Every region and country with its dispatches, incidents, toll and the places in it, collected once because many pages need them.
//! It does not know pages, and it ranks no place: places are in the order of their names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::Chronicle;
use crate::chronicle::incident::{Incident, IncidentPlace};
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::question::{Membership, Question};
use crate::chronicle::references::DispatchId;
use crate::chronicle::territories;
use crate::chronicle::territories::Around;
use crate::field::claim::Grade;
use crate::field::dateline::Precision;
use crate::field::slug::Slug;
use crate::plan::address;
use crate::plan::cache::Cached;
use crate::plan::index::by_time::IncidentsByTime;
use crate::plan::index::gazetteer::{Gazetteer, PlaceEntry};
use crate::plan::index::place_name::PlaceName;
use crate::plan::route::Route;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// What is known about one region or country.
pub(crate) struct Territory<'a> {
    /// Its dispatches, incidents and toll.
    pub entry: PlaceEntry<'a>,
    /// Its part of the address.
    pub slug: Slug,
    /// The place that is directly around it.
    pub around: Option<PlaceName>,
    /// The regions and then the cities that are directly in it.
    pub places: Vec<PlaceName>,
    /// Where it is described, else where it is first written.
    pub told: Option<(SourcePath, Span)>,
}

/// Every region and country that something published is about. Empty if nothing says in which region or country anything happened.
pub(crate) type Territories<'a> = BTreeMap<PlaceName, Territory<'a>>;

/// What a territory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TerritoryKind {
    /// A region.
    Region,
    /// A country.
    Country,
}

impl TerritoryKind {
    /// The address of the list of all of them.
    pub(crate) fn list(self) -> Route {
        match self {
            TerritoryKind::Region => address::regions(),
            TerritoryKind::Country => address::countries(),
        }
    }

    /// The word for several of them.
    pub(crate) fn several(self) -> &'static str {
        match self {
            TerritoryKind::Region => "regions",
            TerritoryKind::Country => "countries",
        }
    }

    fn is_of(self, name: &PlaceName) -> bool {
        match name {
            PlaceName::Country(_) => self == TerritoryKind::Country,
            PlaceName::Region(_) => self == TerritoryKind::Region,
            PlaceName::City(_) => false,
        }
    }
}

/// What one territory has while dispatches and incidents are sorted.
#[derive(Default)]
struct Sorted<'a> {
    dispatches: BTreeSet<DispatchId>,
    withdrawn: BTreeSet<DispatchId>,
    incidents: Vec<&'a Incident>,
    own: Vec<&'a Incident>,
    places: Vec<PlaceName>,
}

/// What of a place decides where it lies. Most incidents share it with others.
type Spot<'a> = (&'a [Arc<str>], Option<&'a str>, Option<&'a str>, Precision);

/// Makes an entry for every region and country of `chronicle`. Tolls count only these `grades`.
pub(crate) fn territories<'a>(
    chronicle: &'a Chronicle,
    gazetteer: &Gazetteer<'a>,
    grades: &BTreeSet<Grade>,
) -> Territories<'a> {
    let named = territories::Territories::of(chronicle);
    let countries = named.countries.iter().map(|code| PlaceName::Country(Arc::from(*code)));
    let regions = named.regions.keys().map(|name| PlaceName::Region(Arc::from(*name)));
    let mut all: BTreeMap<PlaceName, Sorted<'a>> =
        countries.chain(regions).map(|name| (name, Sorted::default())).collect();
    if all.is_empty() {
        return Territories::new();
    }
    let places = &chronicle.places;
    sort_incidents(chronicle, grades, &mut all);
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
        let (slug, told) = match &name {
            PlaceName::Region(region) => {
                let file = places.regions.get(&**region);
                let written = named.regions.get(&**region).copied().flatten();
                let written = written.map(|(path, span)| (path.clone(), span));
                let by_file = file.map(|file| (file.path.clone(), Span::default()));
                let slug = places.slug_of_region(region);
                (slug, by_file.or(written))
            }
            PlaceName::Country(name) | PlaceName::City(name) => (Slug::make(name), None),
        };
        let territory = Territory {
            entry: PlaceEntry {
                dispatches: sorted.dispatches.into_iter().collect(),
                withdrawn: sorted.withdrawn.into_iter().collect(),
                incidents: IncidentsByTime::new(sorted.incidents),
                own: IncidentsByTime::new(sorted.own),
                toll: Cached::default(),
            },
            slug,
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
    kind: TerritoryKind,
) -> impl Iterator<Item = &'t PlaceName> {
    let has_dispatches = |of: &&Territory<'_>| !of.entry.dispatches.is_empty();
    let of_kind = territories.iter().filter(move |(name, _)| kind.is_of(name));
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
    grades: &BTreeSet<Grade>,
    all: &mut BTreeMap<PlaceName, Sorted<'a>>,
) {
    let places = &chronicle.places;
    let names: Vec<PlaceName> = all.keys().cloned().collect();
    let mut known: BTreeMap<Spot<'a>, Vec<(PlaceName, Membership)>> = BTreeMap::new();
    for incident in chronicle.incidents.values() {
        let IncidentPlace { cities, region, country, precision, .. } = &incident.place;
        let spot = (cities.as_slice(), region.as_deref(), country.as_deref(), *precision);
        let of = known.entry(spot).or_insert_with(|| {
            let membership = |name: &PlaceName| {
                let question =
                    Question { place: Some(name.asked()), days: None, party: None, grades };
                (name.clone(), question.membership(incident, places))
            };
            let each = candidates(&incident.place, places, &names).map(membership);
            each.filter(|(_, membership)| *membership != Membership::Outside).collect()
        });
        for (name, membership) in of {
            let Some(sorted) = all.get_mut(name) else { continue };
            sorted.incidents.push(incident);
            if *membership != Membership::PlaceUnclear {
                sorted.own.push(incident);
                let told = incident.dispatches.iter().copied();
                sorted
                    .dispatches
                    .extend(told.filter(|it| chronicle.references.translates[*it].is_none()));
            }
        }
    }
}

/// The territories in which a place may lie. A country that is told rules out the others, so most need not be asked.
fn candidates<'n>(
    place: &'n IncidentPlace,
    places: &'n Places,
    names: &'n [PlaceName],
) -> impl Iterator<Item = &'n PlaceName> {
    names.iter().filter(move |name| match (name, &place.country) {
        (PlaceName::Country(code), Some(country)) => **code == **country,
        (PlaceName::Region(name), Some(country)) => {
            let of_region = places.country_of_region(name);
            let is_named =
                || place.region.as_ref().is_some_and(|it| places.region_lies_in(it, name));
            of_region.is_none_or(|of| of == country) || is_named()
        }
        (PlaceName::Country(_) | PlaceName::Region(_) | PlaceName::City(_), _) => true,
    })
}

/// Sorts every dispatch into the territories around the places that it names.
fn sort_dispatches<'a>(chronicle: &'a Chronicle, all: &mut BTreeMap<PlaceName, Sorted<'a>>) {
    for (number, dispatch) in chronicle.dispatches.iter().enumerate() {
        // A translation repeats its original, and the original links to it.
        if chronicle.references.translates[number].is_some() {
            continue;
        }
        let Around { regions, countries } = Around::dispatch(dispatch, &chronicle.places);
        let regions = regions.into_iter().map(|it| PlaceName::Region(Arc::from(it)));
        let countries = countries.into_iter().map(|it| PlaceName::Country(Arc::from(it)));
        for name in regions.chain(countries) {
            let Some(sorted) = all.get_mut(&name) else { continue };
            match dispatch.withdrawn {
                None => sorted.dispatches.insert(number),
                Some(_) => sorted.withdrawn.insert(number),
            };
        }
    }
}
