//! Where the names of seas and countries are written on a map.
//! It does not know the names: the theme has them, in the language of the page. It draws no border.
//!
//! A sea or a country is missing here if its name, or whose land it is, is disputed: a map without borders takes no side.

use crate::atlas::clip::Bounds;
use crate::atlas::frame::Frame;
use crate::atlas::projection::LonLat;

/// Average width of a letter, as a share of the font size.
const LETTER: f64 = 0.6;

/// A sea or a country, and the middle of its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The key of its name: `black_sea`, or the two-letter code of a country.
    pub key: &'static str,
    /// Whether it is a sea.
    pub is_sea: bool,
    /// The middle of its name.
    spot: LonLat,
    /// The length of its name in the longest of the theme's languages.
    letters: u8,
}

const fn sea(key: &'static str, lon: f64, lat: f64, letters: u8) -> Area {
    Area { key, is_sea: true, spot: LonLat { lon, lat }, letters }
}

const fn land(key: &'static str, lon: f64, lat: f64, letters: u8) -> Area {
    Area { key, is_sea: false, spot: LonLat { lon, lat }, letters }
}

/// All of them, those that are named first at the start. A long sea and a land of many cities have several places for their
/// names; the first with room is used.
#[rustfmt::skip]
const AREAS: [Area; 146] = [
    sea("adriatic_sea", 15.8, 43.0, 17),
    sea("aegean_sea", 25.0, 38.6, 10),
    sea("andaman_sea", 96.0, 10.5, 11),
    sea("arabian_sea", 63.0, 16.0, 11),
    sea("atlantic_ocean", -30.0, 20.0, 14),
    sea("baltic_sea", 19.0, 56.5, 11),
    sea("bay_of_bengal", 88.5, 15.0, 13),
    sea("black_sea", 34.5, 43.3, 12),
    sea("caribbean_sea", -75.0, 15.0, 14),
    sea("caspian_sea", 50.8, 41.8, 11),
    sea("gulf_of_aden", 48.0, 12.3, 12),
    sea("gulf_of_guinea", 3.0, 2.5, 14),
    sea("indian_ocean", 70.0, -8.0, 13),
    sea("mediterranean_sea", 28.8, 33.6, 17),
    sea("mediterranean_sea", 18.0, 34.8, 17),
    sea("mediterranean_sea", 5.0, 39.0, 17),
    sea("north_sea", 3.0, 56.5, 10),
    sea("pacific_ocean", 150.0, 10.0, 13),
    sea("pacific_ocean", -110.0, 5.0, 13),
    sea("red_sea", 38.0, 20.5, 12),
    sea("sea_of_azov", 36.6, 46.1, 11),
    land("AE", 54.0, 23.6, 20),
    land("AF", 66.0, 33.9, 11),
    land("AF", 64.5, 32.3, 11),
    land("AL", 20.1, 41.1, 7),
    land("AM", 44.9, 40.3, 7),
    land("AO", 17.5, -12.3, 6),
    land("AT", 14.2, 47.5, 7),
    land("AZ", 47.7, 40.3, 10),
    land("BA", 17.8, 44.2, 22),
    land("BD", 90.2, 24.0, 10),
    land("BF", -1.7, 12.3, 12),
    land("BG", 25.3, 42.7, 8),
    land("BI", 29.9, -3.4, 7),
    land("BR", -53.0, -10.5, 8),
    land("BY", 28.0, 53.5, 7),
    land("CD", 23.5, -2.9, 19),
    land("CD", 25.5, -5.5, 19),
    land("CF", 20.5, 6.6, 24),
    land("CM", 12.6, 5.6, 9),
    land("CN", 103.0, 35.5, 5),
    land("CO", -73.0, 4.0, 8),
    land("CZ", 15.4, 49.8, 7),
    land("DE", 10.3, 51.0, 7),
    land("DZ", 2.5, 28.0, 7),
    land("EC", -78.4, -1.4, 9),
    land("EE", 25.8, 58.7, 7),
    land("EG", 29.5, 26.5, 5),
    land("ER", 38.3, 15.7, 7),
    land("ES", -3.6, 40.0, 7),
    land("ET", 39.5, 8.6, 8),
    land("ET", 42.5, 7.0, 8),
    land("FI", 26.2, 63.0, 7),
    land("FR", 2.5, 46.7, 6),
    land("GB", -1.8, 52.9, 15),
    land("GE", 43.9, 41.9, 7),
    land("GR", 22.0, 39.5, 7),
    land("GT", -90.3, 15.6, 9),
    land("HN", -86.6, 14.8, 8),
    land("HR", 16.4, 45.6, 7),
    land("HT", -72.6, 19.0, 5),
    land("HU", 19.3, 47.1, 7),
    land("ID", 113.5, -0.6, 9),
    land("IN", 79.0, 22.5, 5),
    land("IQ", 43.0, 32.7, 6),
    land("IQ", 41.6, 34.3, 6),
    land("IQ", 42.3, 31.9, 6),
    land("IQ", 44.6, 30.7, 6),
    land("IR", 54.0, 32.5, 5),
    land("IT", 12.5, 42.8, 7),
    land("JO", 36.8, 31.0, 6),
    land("KE", 37.8, 0.5, 5),
    land("KG", 74.6, 41.5, 10),
    land("KH", 104.9, 12.7, 8),
    land("KW", 47.6, 29.3, 6),
    land("KZ", 66.5, 48.2, 10),
    land("LA", 102.6, 19.5, 4),
    land("LB", 35.9, 33.9, 7),
    land("LK", 80.7, 7.8, 9),
    land("LT", 23.9, 55.3, 9),
    land("LV", 25.5, 56.9, 6),
    land("LY", 18.0, 27.0, 5),
    land("LY", 16.0, 29.5, 5),
    land("LY", 22.0, 28.5, 5),
    land("MA", -6.5, 31.9, 7),
    land("MD", 28.5, 47.2, 7),
    land("ML", -1.5, 18.0, 4),
    land("ML", -6.0, 13.5, 4),
    land("MM", 96.0, 21.5, 7),
    land("MM", 95.0, 23.5, 7),
    land("MN", 103.0, 46.8, 8),
    land("MR", -10.5, 20.3, 10),
    land("MX", -102.5, 23.9, 7),
    land("MZ", 38.0, -15.0, 10),
    land("NE", 9.3, 17.4, 6),
    land("NG", 8.0, 9.6, 7),
    land("NI", -85.0, 12.9, 9),
    land("NO", 9.5, 61.5, 7),
    land("NP", 84.0, 28.3, 5),
    land("OM", 56.5, 20.8, 5),
    land("PE", -75.0, -9.5, 4),
    land("PH", 122.0, 12.0, 11),
    land("PK", 69.0, 29.8, 8),
    land("PL", 19.3, 52.0, 6),
    land("RO", 25.0, 45.9, 7),
    land("RS", 20.8, 44.2, 6),
    land("RU", 42.0, 54.5, 6),
    land("RU", 44.0, 51.3, 6),
    land("RU", 43.8, 45.7, 6),
    land("RW", 29.9, -2.0, 6),
    land("SA", 45.0, 24.0, 12),
    land("SD", 30.0, 16.0, 7),
    land("SD", 29.0, 13.5, 7),
    land("SD", 33.0, 18.5, 7),
    land("SE", 15.3, 62.0, 6),
    land("SK", 19.5, 48.7, 8),
    land("SN", -14.6, 14.3, 7),
    land("SO", 45.5, 4.5, 7),
    land("SO", 43.5, 3.0, 7),
    land("SS", 30.3, 7.5, 12),
    land("SV", -88.9, 13.7, 11),
    land("SY", 38.5, 35.0, 5),
    land("SY", 39.2, 34.2, 5),
    land("TD", 18.6, 15.3, 4),
    land("TH", 101.0, 15.5, 8),
    land("TJ", 71.0, 38.6, 10),
    land("TM", 59.3, 39.1, 12),
    land("TN", 9.5, 34.0, 7),
    land("TR", 35.0, 39.0, 6),
    land("TZ", 34.8, -6.3, 8),
    land("UA", 31.3, 49.0, 8),
    land("UA", 29.6, 48.6, 8),
    land("UA", 31.0, 47.9, 8),
    land("UA", 28.2, 49.4, 8),
    land("UA", 26.0, 50.0, 8),
    land("UA", 32.6, 47.5, 8),
    land("UG", 32.4, 1.3, 6),
    land("US", -98.0, 39.5, 16),
    land("UZ", 63.5, 41.7, 10),
    land("VE", -66.2, 7.0, 9),
    land("VN", 106.0, 21.0, 7),
    land("YE", 47.5, 15.8, 5),
    land("YE", 46.0, 14.6, 5),
    land("ZA", 24.7, -29.0, 12),
    land("ZM", 27.0, -13.5, 6),
    land("ZW", 29.8, -19.0, 8),
];

/// The areas of `frame` whose names, at this font `size`, have room between `taken` and each other, each with the middle of its
/// baseline.
pub fn areas(frame: &Frame, size: f64, edges: &Bounds, taken: &[Bounds]) -> Vec<(Area, [f64; 2])> {
    let mut taken = taken.to_vec();
    let mut found: Vec<(Area, [f64; 2])> = Vec::new();
    for area in AREAS {
        let [x, y] = frame.to_units(area.spot);
        let half = f64::from(area.letters) * size * LETTER / 2.0;
        let name = Bounds { min: [x - half, y - size], max: [x + half, y + size * 0.4] };
        let is_inside = edges.contains(name.min) && edges.contains(name.max);
        let is_new = found.iter().all(|(other, _)| other.key != area.key);
        if is_inside && is_new && !taken.iter().any(|other| other.intersects(&name)) {
            taken.push(name);
            found.push((area, [x, y]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::AREAS;

    #[test]
    fn no_name_is_on_a_map_where_it_would_take_a_side() {
        let disputed = ["IL", "PS", "XK", "TW", "EH", "CY", "persian_gulf", "south_china_sea"];
        for key in disputed {
            assert!(AREAS.iter().all(|area| area.key != key), "{key}");
        }
    }
}
