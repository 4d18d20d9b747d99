//! Compares the cities of a site with those that GeoNames knows: two names of one city, and points far from their city.
//! It only asks; nothing of GeoNames is published. What the site's own files say comes first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::atlas::gazetteer::{KnownCity, kilometres, look_up};
use crate::chronicle::Chronicle;
use crate::chronicle::city_checks::MAX_KM;
use crate::field::dateline::{Coordinates, Place};
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;
use crate::text::spelling::FoldedWord;

/// Maximum number of questions of one kind.
const MOST: usize = 5;

/// From this distance in kilometres on, a point is not in its city, however large that is.
const FAR: f64 = 60.0;

/// Asks about names and points of cities that do not fit what GeoNames knows.
pub(crate) fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let names = chronicle.places.cities.keys().map(|name| &**name);
    let cities = KnownCities { chronicle, by_name: look_up(names) };
    for (mut found, what) in [
        (cities.other_names(), "cities have two names as well"),
        (cities.far_points(), "cities have such a point"),
    ] {
        found.sort();
        keep_first(&mut found, MOST, what);
        faults.append(&mut found);
    }
}

struct KnownCities<'c> {
    chronicle: &'c Chronicle,
    by_name: BTreeMap<&'c str, Arc<[KnownCity]>>,
}

/// Where a name is first written, and how many times in all.
struct Use<'c> {
    path: &'c SourcePath,
    name: &'c Spanned<String>,
    times: usize,
}

/// What is wrong with a point.
enum Slip {
    /// Latitude and longitude are swapped.
    Swapped,
    /// North and south, or east and west, are swapped.
    Sign,
    /// It is this many kilometres away.
    Far(f64),
}

impl<'c> KnownCities<'c> {
    /// The cities that `name` may mean, largest first. If the site says in which country it is, only those there.
    fn meant(&self, name: &str) -> impl Iterator<Item = &KnownCity> {
        let countries: BTreeSet<&str> = self.chronicle.places.countries_of(name).collect();
        let known = self.by_name.get(name).map_or(&[][..], |known| known);
        known.iter().filter(move |it| countries.is_empty() || countries.contains(it.country()))
    }

    /// Warnings of names that mean the same city.
    fn other_names(&self) -> Vec<Diagnostic> {
        let mut by_city: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for name in self.by_name.keys() {
            if let Some(city) = self.meant(name).next() {
                by_city.entry(city.line).or_default().push(name);
            }
        }
        by_city.retain(|_, names| names.len() > 1);
        if by_city.is_empty() {
            return Vec::new();
        }
        let uses = self.uses(&by_city.values().flatten().copied().collect());
        by_city.into_values().flat_map(|names| self.of_one_city(names, &uses)).collect()
    }

    fn of_one_city(
        &self,
        mut names: Vec<&'c str>,
        uses: &BTreeMap<&str, Use<'c>>,
    ) -> Vec<Diagnostic> {
        let has_file = |name: &str| self.chronicle.places.file(name).is_some();
        // A name with a file is the right one; else the commoner, else the one that was written first.
        names.sort_by_key(|name| {
            let used = uses.get(name);
            let times = used.map_or(0, |used| used.times);
            (Reverse((has_file(name), times)), used.map(|used| used.path.clone()))
        });
        let known = names[0];
        let odd = names[1..].iter().filter(|odd| {
            // Two cities with files are two cities. Similar spellings are asked about already.
            let both_described = has_file(odd) && has_file(known);
            let are_similar = FoldedWord::new(odd).is_similar_to(&FoldedWord::new(known));
            let is_settled = both_described || are_similar || self.are_apart(odd, known);
            !is_settled
        });
        odd.filter_map(|odd| other_name(odd, known, uses)).collect()
    }

    /// Whether the site's own files give two cities points far from each other.
    fn are_apart(&self, one: &str, other: &str) -> bool {
        let point = |name| self.chronicle.places.file(name)?.coordinates.map(degrees);
        point(one).zip(point(other)).is_some_and(|(one, other)| kilometres(one, other) > FAR)
    }

    /// Where each of `names` is written.
    fn uses(&self, names: &BTreeSet<&'c str>) -> BTreeMap<&'c str, Use<'c>> {
        let mut uses: BTreeMap<&str, Use<'_>> = BTreeMap::new();
        for (path, place) in self.places() {
            for (name, city) in place.cities.iter().zip(self.chronicle.places.cities_of(place)) {
                let Some(known) = names.get(&*city) else { continue };
                uses.entry(known).or_insert(Use { path, name, times: 0 }).times += 1;
            }
        }
        uses
    }

    /// Every place that a dispatch or an incident file writes.
    fn places(&self) -> impl Iterator<Item = (&'c SourcePath, &'c Place)> + use<'c> {
        let live = self.chronicle.dispatches.iter().filter(|it| it.withdrawn.is_none());
        let of_dispatches =
            live.flat_map(|it| it.reports.iter().map(move |report| (&it.path, &report.place)));
        let incidents = self.chronicle.incidents.values();
        let files = incidents.filter_map(|incident| incident.file.as_ref());
        of_dispatches.chain(files.map(|file| (&file.path, &file.place)))
    }

    /// Warnings of points that are far from their city, one for each city.
    fn far_points(&self) -> Vec<Diagnostic> {
        let mut found: BTreeMap<String, Diagnostic> = BTreeMap::new();
        for (name, file) in &self.chronicle.places.cities {
            if let Some(file) = file
                && let Some(point) = file.coordinates.map(degrees)
                && let Some((slip, right)) = self.slip_beside_geonames(name, point)
            {
                let says = format!("GeoNames has {name} at {}", shown(right));
                let fault = far(&file.path, &file.name, &slip, says);
                found.insert(name.to_string(), fault);
            }
        }
        for (path, place) in self.places() {
            let ([city], Some(point)) = (place.cities.as_slice(), place.location.coordinates)
            else {
                continue;
            };
            let Some(name) = self.chronicle.places.cities_of(place).next() else { continue };
            if place.precision().is_vaguer_than_a_city() || found.contains_key(&*name) {
                continue;
            }
            let point = degrees(point);
            let by_file = self.chronicle.places.file(&name).and_then(|file| file.coordinates);
            let (slip, says) = match by_file.map(degrees) {
                // Beyond this, the two are taken for two cities, which is reported.
                Some(right) if is_two_cities(point, right) => continue,
                Some(right) => (slip(point, right), format!("its file has it at {}", shown(right))),
                None => match self.slip_beside_geonames(&name, point) {
                    Some((slip, right)) => {
                        (Some(slip), format!("GeoNames has {name} at {}", shown(right)))
                    }
                    None => continue,
                },
            };
            if let Some(slip) = slip {
                found.insert(name.to_string(), far(path, city, &slip, says));
            }
        }
        found.into_values().collect()
    }

    /// What is wrong with a point of `name`, and where GeoNames has the city. None if one of that name is near.
    fn slip_beside_geonames(&self, name: &str, point: [f64; 2]) -> Option<(Slip, [f64; 2])> {
        let all = self.by_name.get(name).map_or(&[][..], |known| known);
        if all.iter().any(|city| slip(point, city.point()).is_none()) {
            return None;
        }
        let says_country = self.chronicle.places.countries_of(name).next().is_some();
        let slips = self.meant(name).filter_map(|city| {
            let slip = slip(point, city.point())?;
            // A village may have the name of a town far away.
            let is_sure = says_country || city.is_large() || !matches!(slip, Slip::Far(_));
            is_sure.then_some((slip, city.point()))
        });
        slips.min_by(|(one, _), (other, _)| one.distance().total_cmp(&other.distance()))
    }
}

impl Slip {
    fn distance(&self) -> f64 {
        match self {
            Slip::Swapped | Slip::Sign => 0.0,
            Slip::Far(distance) => *distance,
        }
    }
}

/// Whether a point is so far from that of a city's file that it must be another city, and not only swapped.
fn is_two_cities(point: [f64; 2], file: [f64; 2]) -> bool {
    matches!(slip(point, file), Some(Slip::Far(distance)) if distance > f64::from(MAX_KM))
}

/// What is wrong with `point`, if the city is at `right`.
fn slip(point: [f64; 2], right: [f64; 2]) -> Option<Slip> {
    let is_near = |point| kilometres(point, right) <= FAR;
    let [lat, lon] = point;
    if is_near(point) {
        return None;
    }
    if is_near([lon, lat]) {
        return Some(Slip::Swapped);
    }
    if [[-lat, lon], [lat, -lon], [-lat, -lon]].into_iter().any(is_near) {
        return Some(Slip::Sign);
    }
    Some(Slip::Far(kilometres(point, right)))
}

fn far(path: &SourcePath, city: &Spanned<String>, slip: &Slip, says: String) -> Diagnostic {
    let name = &city.value;
    let (message, help) = match slip {
        Slip::Swapped => (
            format!("`lat` and `lon` of `{name}` look swapped"),
            "write the latitude (north) under `lat`, and the longitude (east) under `lon`",
        ),
        Slip::Sign => (
            format!("the point of `{name}` is on another side of the earth"),
            "south and west have a minus; north and east have none",
        ),
        Slip::Far(distance) => (
            format!("the point of `{name}` is about {distance:.0} km from the city"),
            "correct `lat` and `lon`, or the city. If it is another city of that name, write a file for it in \
             content/cities with its `country`, `lat` and `lon`",
        ),
    };
    rule::FAR_POINT.at(path, city.span, message).label(says).help(help)
}

fn other_name(odd: &str, known: &str, uses: &BTreeMap<&str, Use<'_>>) -> Option<Diagnostic> {
    let used = uses.get(odd)?;
    let fault = rule::NEAR_NAME
        .at(used.path, used.name.span, format!("`{odd}` is another name of `{known}`"))
        .label("GeoNames knows one city by both names")
        .help(format!(
            "write `{known}`, or add `{odd}` under `aliases` in the file of the city, so that its toll is one. If they \
             are two cities, write a file for each in content/cities"
        ));
    Some(match uses.get(known) {
        Some(other) => fault.related(other.path, other.name.span, "called so here"),
        None => fault,
    })
}

fn degrees(point: Coordinates) -> [f64; 2] {
    [point.lat, point.lon].map(|millionths| f64::from(millionths) / 1e6)
}

fn shown([lat, lon]: [f64; 2]) -> String {
    format!("{lat:.2}, {lon:.2}")
}
