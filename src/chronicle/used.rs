//! Which city, region and incident files the dispatches use. A file that none uses is not published: it may belong to a
//! dispatch that readers must not know of yet.
//! It does not know which dispatches readers may see; it is given those.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::chronicle::city_names::{CityNames, Meaning};
use crate::chronicle::identity::IncidentIds;
use crate::chronicle::incident_files::IncidentFiles;
use crate::chronicle::publication_order::sort_by_publication;
use crate::chronicle::references::References;
use crate::field::city::{City, Region};
use crate::field::dateline::Place;
use crate::field::dispatch::Dispatch;
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// City, region and incident files that nothing published uses. They are checked, but nothing is made from them.
#[derive(Clone, Debug, Default)]
pub struct UnusedFiles {
    /// City files.
    pub cities: Vec<Arc<City>>,
    /// Region files.
    pub regions: Vec<Arc<Region>>,
    /// Incident files.
    pub incidents: Vec<Arc<IncidentFile>>,
    /// Those of the incident files that no dispatch at all is on, not even a hidden or a withdrawn one.
    pub orphans: Vec<Arc<IncidentFile>>,
}

/// Takes the files out of `files` that no live one of `dispatches` is on, and returns them. If a file was merged into
/// another, the other one decides.
pub fn unused_incidents(
    files: &mut Vec<Arc<IncidentFile>>,
    dispatches: &[Arc<Dispatch>],
    zone: &TimeZone,
) -> Vec<Arc<IncidentFile>> {
    let live = || dispatches.iter().filter(|dispatch| dispatch.withdrawn.is_none());
    let written = live().flat_map(|dispatch| &dispatch.reports);
    let named: HashSet<&Slug> =
        written.filter_map(|report| Some(&report.incident.as_ref()?.value)).collect();
    // Most files are named. To find out about the others takes more time.
    if files.iter().all(|file| named.contains(&file.id.value)) {
        return Vec::new();
    }
    let by_id = IncidentFiles::new(files, &mut Vec::new());
    let used = reported(dispatches, &by_id, zone, |dispatch| dispatch.withdrawn.is_none());
    let is_used = |file: &Arc<IncidentFile>| used.contains(by_id.resolve(&file.id.value));
    let (used, unused) = files.iter().cloned().partition(is_used);
    *files = used;
    unused
}

/// Those of the `unused` files that none of `dispatches` is on. A merged file needs no dispatch of its own.
pub fn orphans(
    unused: &[Arc<IncidentFile>],
    dispatches: &[Arc<Dispatch>],
    zone: &TimeZone,
) -> Vec<Arc<IncidentFile>> {
    if unused.is_empty() {
        return Vec::new();
    }
    let by_id = IncidentFiles::new(unused, &mut Vec::new());
    let reported = reported(dispatches, &by_id, zone, |_| true);
    let has_none = |file: &&Arc<IncidentFile>| {
        file.merged_into.is_none() && !reported.contains(&file.id.value)
    };
    unused.iter().filter(has_none).cloned().collect()
}

/// The ids of all incidents that the dispatches are on that `count`.
fn reported(
    dispatches: &[Arc<Dispatch>],
    files: &IncidentFiles<'_>,
    zone: &TimeZone,
    counts: impl Fn(&Dispatch) -> bool,
) -> HashSet<Slug> {
    let mut dispatches = dispatches.to_vec();
    sort_by_publication(&mut dispatches, zone);
    // The chronicle reports these faults.
    let ignored = &mut Vec::new();
    let references = References::new(&dispatches, BTreeSet::new(), ignored);
    let ids = IncidentIds { dispatches: &dispatches, references: &references, files };
    let ids = ids.of_every_report(ignored);
    let counted = dispatches.iter().zip(ids).filter(|(dispatch, _)| counts(dispatch));
    counted.flat_map(|(_, ids)| ids.into_iter().flatten()).collect()
}

/// Every place in live dispatches and in the files of their incidents, with the file that says it.
pub fn written_places<'c>(
    dispatches: &'c [Arc<Dispatch>],
    incidents: &'c [Arc<IncidentFile>],
) -> impl Iterator<Item = (&'c SourcePath, &'c Place)> {
    let live = dispatches.iter().filter(|dispatch| dispatch.withdrawn.is_none());
    let by_dispatch = live.flat_map(|dispatch| {
        let reports = dispatch.reports.iter();
        reports.map(|report| (&dispatch.path, &report.place))
    });
    // What a merged file says is not printed anywhere.
    let standing = incidents.iter().filter(|file| file.merged_into.is_none());
    by_dispatch.chain(standing.map(|it| (&it.path, &it.place)))
}

/// Takes the files out of `cities` of which no name is in `places`, and returns them. A name that differs but has the same
/// address keeps a file in, so that the clash of the two is reported.
pub fn unused_cities<'c>(
    cities: &mut Vec<Arc<City>>,
    places: impl Iterator<Item = &'c Place>,
    regions: &[Arc<Region>],
) -> Vec<Arc<City>> {
    if cities.is_empty() {
        return Vec::new();
    }
    let regions = regions.iter().map(|it| (it.name.value.clone(), Arc::clone(it))).collect();
    // The chronicle reports these faults.
    let names = CityNames::new(cities.iter(), &regions, &mut Vec::new());
    let mut is_used = vec![false; cities.len()];
    let mut others: HashSet<&str> = HashSet::new();
    for place in places {
        for city in &place.cities {
            match names.meaning(&city.value, place) {
                Meaning::One(at) => is_used[at] = true,
                Meaning::Several(cities) => cities.iter().for_each(|at| is_used[*at] = true),
                Meaning::Unknown => drop(others.insert(&city.value)),
            }
        }
    }
    if is_used.iter().all(|used| *used) {
        return Vec::new();
    }
    let others = LazyCell::new(|| others.iter().map(|it| Slug::make(it)).collect::<HashSet<_>>());
    let is_used: Vec<bool> = is_used
        .into_iter()
        .zip(&*cities)
        .map(|(used, city)| used || others.contains(&city.slug.value))
        .collect();
    let mut is_used = is_used.into_iter();
    let (used, unused) =
        std::mem::take(cities).into_iter().partition(|_| is_used.next().unwrap_or(true));
    *cities = used;
    unused
}

/// Takes the files out of `regions` that neither `places` nor `cities` are in, and returns them.
pub fn unused_regions<'c>(
    regions: &mut Vec<Arc<Region>>,
    places: impl Iterator<Item = &'c Place>,
    cities: &[Arc<City>],
) -> Vec<Arc<Region>> {
    if regions.is_empty() {
        return Vec::new();
    }
    let name = |region: &'c Spanned<String>| region.value.as_str();
    let of_cities = cities.iter().filter_map(|city| city.region.as_ref());
    let mut used: HashSet<&str> =
        places.filter_map(|place| place.region.as_ref()).map(name).collect();
    used.extend(of_cities.map(|region| region.value.as_str()));
    let within: BTreeMap<&str, &str> = regions
        .iter()
        .filter_map(|it| Some((it.name.value.as_str(), it.within.as_ref()?.value.as_str())))
        .collect();
    // The wider regions around each that is used. A circle of regions ends where it began.
    for inner in used.iter().copied().collect::<Vec<_>>() {
        let mut around = inner;
        while let Some(wider) = within.get(around).filter(|wider| used.insert(wider)) {
            around = wider;
        }
    }
    let is_used = |region: &Arc<Region>| used.contains(region.name.value.as_str());
    let (used, unused) = regions.iter().cloned().partition(is_used);
    *regions = used;
    unused
}
