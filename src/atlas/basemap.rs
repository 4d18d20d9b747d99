//! The basemap of a frame: the paths of its land, its lakes and its rivers.
//! It does not know what is drawn on top.

use crate::atlas::clip::{self, Bounds};
use crate::atlas::earth::earth;
use crate::atlas::frame::Frame;
use crate::atlas::outline;
use crate::atlas::projection::LonLat;
use crate::atlas::shape::Shape;

/// Length in degrees from which a straight line gets points in between: projected, it is a curve.
const LONGEST: f64 = 2.0;

/// The paths of a map's basemap; a path is empty where there is nothing to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basemap {
    /// Land, to be filled by the rule `evenodd`.
    pub land: String,
    /// Lakes.
    pub water: String,
    /// Rivers.
    pub rivers: String,
}

impl Basemap {
    /// The basemap of `frame` in at most `most` bytes, however rugged its coasts are.
    pub fn new(frame: &Frame, most: usize) -> Basemap {
        let earth = earth();
        let [land, water] = [&earth.land, &earth.water].map(|shapes| rings(frame, shapes));
        let rivers = lines(frame, &earth.rivers);
        // A coast needs more detail than a river, but a quarter of the bytes is reserved for rivers.
        let [land, water] = outline::fit(most / 4 * 3, |coarseness| {
            [&land, &water].map(|rings| outline::areas(rings, coarseness))
        });
        let left = most - land.len() - water.len();
        let [rivers] = outline::fit(left, |coarseness| [outline::lines(&rivers, coarseness)]);
        Basemap { land, water, rivers }
    }
}

/// The parts of `shapes` that lie in `frame`, as open lines in units of the drawing.
pub fn lines(frame: &Frame, shapes: &[Shape]) -> Vec<Vec<[f64; 2]>> {
    let (degrees, units) = (frame.degrees(), frame.bounds());
    let cut = repeated(shapes, degrees).flat_map(|points| clip::line(&points, &degrees));
    cut.flat_map(|line| clip::line(&projected(frame, &line), &units)).collect()
}

/// The same as areas. Where an area is cut, its ring runs along the frame.
fn rings(frame: &Frame, shapes: &[Shape]) -> Vec<Vec<[f64; 2]>> {
    let (degrees, units) = (frame.degrees(), frame.bounds());
    let cut = repeated(shapes, degrees).map(|points| {
        let mut ring = clip::ring(points, &degrees);
        // The last side gets points in between like the others.
        ring.extend(ring.first().copied());
        ring
    });
    cut.map(|ring| clip::ring(projected(frame, &ring), &units)).collect()
}

/// The shapes that lie in `degrees`, once for every turn around the earth that brings them there.
fn repeated(shapes: &[Shape], degrees: Bounds) -> impl Iterator<Item = Vec<[f64; 2]>> {
    shapes.iter().flat_map(move |shape| {
        // A shape that circles the earth is there at every turn already.
        let turns = if shape.circles_the_earth() { &[0.0][..] } else { &[-360.0, 0.0, 360.0] };
        turns.iter().filter_map(move |turn| {
            let moved = |[lon, lat]: [f64; 2]| [lon + turn, lat];
            let Bounds { min, max } = shape.bounds;
            let bounds = Bounds { min: moved(min), max: moved(max) };
            bounds
                .intersects(&degrees)
                .then(|| shape.points.iter().map(|point| moved(*point)).collect())
        })
    })
}

/// A line of degrees in units of the drawing, with points in between where it is long.
fn projected(frame: &Frame, line: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut points = Vec::with_capacity(line.len());
    points.extend(line.first());
    for pair in line.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let longest = (to[0] - from[0]).abs().max((to[1] - from[1]).abs());
        let parts = libm::ceil(longest / LONGEST).max(1.0) as u32;
        points.extend((1..=parts).map(|nth| {
            let share = f64::from(nth) / f64::from(parts);
            clip::between(from, to, share)
        }));
    }
    points.into_iter().map(|[lon, lat]| frame.to_units(LonLat { lon, lat })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::projection::Projection;

    const MUCH: usize = 100_000;

    #[test]
    fn the_whole_world_is_drawn_in_the_bytes_there_are() {
        let capitals = [(50.45, 30.52), (4.71, -74.07), (-18.14, 178.44), (-35.3, 149.1)];
        let points = capitals.map(|(lat, lon)| LonLat { lat, lon });
        let frame = Frame::containing(&points, 720, [400, 640]).expect("there are points");
        let Basemap { land, water, rivers } = Basemap::new(&frame, 8_000);
        assert!(land.len() + water.len() + rivers.len() <= 8_000);
        assert!(land.len() > 3_000 && !rivers.is_empty());
    }

    #[test]
    fn the_tigris_runs_through_mosul_and_the_sea_lies_at_odesa() {
        let around =
            |lat, lon| Basemap::new(&Frame::around(LonLat { lat, lon }, 900.0, [320, 240]), MUCH);
        let mosul = around(36.34, 43.12);
        assert!(!mosul.rivers.is_empty() && !mosul.water.is_empty(), "{mosul:?}");
        let odesa = around(46.48, 30.73);
        assert!(odesa.land.len() > 100, "{odesa:?}");
    }

    #[test]
    fn the_poles_and_the_date_line_are_drawn_like_everywhere() {
        for (lat, lon) in [(90.0, 0.0), (-90.0, 0.0), (-17.0, 179.9), (66.0, -179.9), (0.0, 0.0)] {
            let map = Basemap::new(&Frame::around(LonLat { lat, lon }, 3_000.0, [320, 240]), MUCH);
            assert!(!map.land.contains("NaN"), "{map:?}");
            let is_at_sea = lat == 90.0;
            assert!(is_at_sea || !map.land.is_empty(), "{lat} {lon}");
        }
    }

    #[test]
    fn no_coast_runs_across_a_map_of_the_world_wherever_its_middle_lies() {
        for middle in (-180..180).step_by(15) {
            let east = |lon: i32| f64::from((lon + 540).rem_euclid(360) - 180);
            let points =
                [middle - 100, middle, middle + 100].map(|lon| LonLat { lon: east(lon), lat: 0.0 });
            let frame = Frame::containing(&points, 720, [400, 640]).expect("there are points");
            assert!(matches!(frame.projection, Projection::EqualEarth(_)));
            let seen = Bounds { min: [0.0, 0.0], max: [720.0, f64::from(frame.height)] };
            for ring in rings(&frame, &earth().land) {
                let is_across = |pair: &&[[f64; 2]]| {
                    let inside = pair.iter().all(|point| seen.contains(*point));
                    inside && (pair[1][0] - pair[0][0]).abs() > 30.0
                };
                assert_eq!(ring.windows(2).find(is_across), None, "around {middle}");
            }
        }
    }
}
