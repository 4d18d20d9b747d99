//! The cities of GeoNames with more than 15,000 people: their country, their point and their names, as the program carries them.
//! It proposes and decides nothing. It does not know which cities a site names. `geo/README.md` describes the file.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};
use flate2::read::DeflateDecoder;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Steps of the file's grid per degree.
const STEPS: f64 = 100.0;

/// Length of a degree of latitude in kilometres.
const KM_PER_DEGREE: f64 = 111.2;

/// A city that GeoNames knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownCity {
    /// How large it is: the number of binary digits of its population.
    size: u8,
    /// The place of its line in the file. Two names with the same line are names of one city.
    pub line: usize,
    /// Its country in ISO 3166-1 alpha-2, as GeoNames has it.
    pub country: [u8; 2],
    /// Its latitude in steps of the grid.
    lat: i16,
    /// Its longitude in steps of the grid.
    lon: i16,
}

impl KnownCity {
    /// Its country, such as `IQ`.
    pub fn country(&self) -> &str {
        str::from_utf8(&self.country).unwrap_or_default()
    }

    /// Whether it has more than about 65,000 people: then a place of that name is probably this one.
    pub fn is_large(&self) -> bool {
        self.size > 16
    }

    /// Its latitude and longitude in degrees, to a hundredth.
    pub fn point(&self) -> [f64; 2] {
        [self.lat, self.lon].map(|steps| f64::from(steps) / STEPS)
    }
}

/// The distance between two points, each a latitude and a longitude in degrees. It is exact enough to tell near from far.
pub fn kilometres([lat, lon]: [f64; 2], [other_lat, other_lon]: [f64; 2]) -> f64 {
    let east = (other_lon - lon).abs();
    let east = east.min(360.0 - east) * libm::cos(f64::midpoint(lat, other_lat).to_radians());
    libm::hypot(other_lat - lat, east) * KM_PER_DEGREE
}

/// The cities that each of `names` may mean, largest first.
///
/// Names that were looked up before are remembered, so that a preview does not search again at every save.
pub fn look_up<'n>(
    names: impl IntoIterator<Item = &'n str>,
) -> BTreeMap<&'n str, Arc<[KnownCity]>> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Arc<[KnownCity]>>>> =
        LazyLock::new(Mutex::default);
    let names: Vec<(&str, String)> = names.into_iter().map(|name| (name, folded(name))).collect();
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let is_new = |name: &&String| name.chars().count() > 1 && !known.contains_key(*name);
    let mut asked: Vec<String> = names.iter().map(|(_, it)| it).filter(is_new).cloned().collect();
    asked.sort_unstable();
    asked.dedup();
    let found = search(&asked);
    known.extend(asked.into_iter().zip(found));
    let meant = |folded: &String| known.get(folded).cloned().unwrap_or_default();
    names.iter().map(|(name, folded)| (*name, meant(folded))).collect()
}

/// The cities that each of these folded names may mean.
fn search(folded: &[String]) -> Vec<Arc<[KnownCity]>> {
    if folded.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Vec<KnownCity>> = vec![Vec::new(); folded.len()];
    let patterns = folded.iter().map(|name| format!("|{name}|"));
    // Names stand between signs that the next name needs too, so matches overlap.
    let patterns = AhoCorasick::builder().match_kind(MatchKind::Standard).build(patterns);
    let Ok(patterns) = patterns else {
        return vec![Arc::from([]); folded.len()];
    };
    let text = unpacked();
    for hit in patterns.find_overlapping_iter(&text) {
        let before = &text[..hit.start()];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        found[hit.pattern().as_usize()].extend(city(&text[line..hit.start()], line));
    }
    let largest_first = |mut cities: Vec<KnownCity>| {
        cities.sort_by_key(|city| (std::cmp::Reverse(city.size), city.line));
        cities.dedup();
        cities.into()
    };
    found.into_iter().map(largest_first).collect()
}

/// The text of the file. It is dropped after each search: it is large, and searches are rare.
fn unpacked() -> String {
    let mut text = String::new();
    let packed: &[u8] = include_bytes!("../../geo/gazetteer.bin");
    let read = DeflateDecoder::new(packed).read_to_string(&mut text);
    read.expect("the file is made by geo/gazetteer.py, and a test reads it");
    text
}

/// The city of a line, from its beginning.
fn city(text: &str, line: usize) -> Option<KnownCity> {
    let mut fields = text.split('\t');
    let country = fields.next()?.as_bytes().try_into().ok()?;
    let (lat, lon) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let size = fields.next()?.parse().ok()?;
    Some(KnownCity { size, line, country, lat, lon })
}

/// A name without capitals, accents, spaces and hyphens. `geo/gazetteer.py` does the same.
fn folded(name: &str) -> String {
    let letters = name.nfkd().filter(|it| !is_combining_mark(*it) && it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{kilometres, look_up, unpacked};

    fn countries(name: &str) -> Vec<String> {
        look_up([name])[name].iter().map(|city| city.country().to_owned()).collect()
    }

    #[test]
    fn a_city_is_found_by_its_names_in_four_scripts() {
        let names = ["Mosul", "Al-Mawsil", "الموصل", "Мосул", "מוסול"];
        let found = look_up(names);
        let lines: Vec<_> =
            names.iter().map(|name| found[name].first().map(|it| it.line)).collect();
        assert!(lines[0].is_some());
        assert!(lines.iter().all(|line| *line == lines[0]), "{lines:?}");
    }

    #[test]
    fn names_that_several_cities_have_give_the_largest_first() {
        let tripoli = countries("Tripoli");
        assert_eq!(tripoli[0], "LY");
        assert!(tripoli.contains(&"LB".to_owned()), "{tripoli:?}");
        assert_eq!(countries("Nowhere in particular"), Vec::<String>::new());
        assert_eq!(countries("-"), Vec::<String>::new());
    }

    #[test]
    fn a_city_lies_where_it_is() {
        let mosul = look_up(["Mosul"])["Mosul"][0].point();
        assert!(kilometres(mosul, [36.34, 43.12]) < 2.0, "{mosul:?}");
        let erbil = look_up(["Erbil"])["Erbil"][0].point();
        assert!((70.0..95.0).contains(&kilometres(mosul, erbil)));
        assert!(kilometres([0.0, 179.9], [0.0, -179.9]) < 25.0);
    }

    #[test]
    fn the_file_holds_what_the_manual_says() {
        let text = unpacked();
        assert!(text.lines().count() > 34_000);
        assert!(text.lines().all(|line| line.split('\t').count() == 5 && line.ends_with('|')));
        let packed: &[u8] = include_bytes!("../../geo/gazetteer.bin");
        assert!(packed.len() < 1_000_000, "{}", packed.len());
    }
}
