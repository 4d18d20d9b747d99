//! What lies in a frame: the paths of its land, its lakes and its rivers, and any other lines.
//! It does not know what stands on them.

use crate::atlas::clip::{self, Bounds};
use crate::atlas::earth::earth;
use crate::atlas::frame::Frame;
use crate::atlas::outline;
use crate::atlas::projection::Spot;
use crate::atlas::shape::Shape;

/// A straight line of degrees longer than this is bent when it is laid flat, so points are put into it.
const LONGEST: f64 = 2.0;

/// The paths of a map's ground; each is empty where there is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Land, to be filled by the rule `evenodd`.
    pub land: String,
    /// Lakes.
    pub water: String,
    /// Rivers.
    pub rivers: String,
}

/// The ground of `frame` in so many bytes at `most`, however rugged its coasts are.
pub fn ground(frame: &Frame, most: usize) -> Ground {
    let earth = earth();
    let [land, water] = [&earth.land, &earth.water].map(|shapes| rings(frame, shapes));
    let rivers = lines(frame, &earth.rivers);
    // Of any coast more is to be seen than of the rivers, which have at least a quarter.
    let [land, water] = outline::within(most / 4 * 3, |coarseness| {
        [&land, &water].map(|rings| outline::areas(rings, coarseness))
    });
    let left = most - land.len() - water.len();
    let [rivers] = outline::within(left, |coarseness| [outline::lines(&rivers, coarseness)]);
    Ground { land, water, rivers }
}

/// The parts of `shapes` that lie in `frame`, as open lines in units of the drawing.
pub fn lines(frame: &Frame, shapes: &[Shape]) -> Vec<Vec<[f64; 2]>> {
    let (degrees, units) = (frame.degrees(), frame.bounds());
    let cut = placed(shapes, degrees).flat_map(|points| clip::line(&points, &degrees));
    cut.flat_map(|line| clip::line(&drawn(frame, bent(line)), &units)).collect()
}

/// The same as areas. Where an area is cut, its ring runs along the frame.
fn rings(frame: &Frame, shapes: &[Shape]) -> Vec<Vec<[f64; 2]>> {
    let (degrees, units) = (frame.degrees(), frame.bounds());
    let cut = placed(shapes, degrees).map(|points| closed(clip::ring(points, &degrees)));
    cut.map(|ring| clip::ring(drawn(frame, bent(ring)), &units)).collect()
}

fn drawn(frame: &Frame, points: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    points.into_iter().map(|[lon, lat]| frame.draw(Spot { lon, lat })).collect()
}

/// The shapes that reach into `degrees`, once for every turn around the earth that brings them there.
fn placed(shapes: &[Shape], degrees: Bounds) -> impl Iterator<Item = Vec<[f64; 2]>> {
    shapes.iter().flat_map(move |shape| {
        // What goes all the way round is there after every turn already.
        let turns = if shape.goes_round() { &[0.0][..] } else { &[-360.0, 0.0, 360.0] };
        turns.iter().filter_map(move |turn| {
            let moved = |[x, y]: [f64; 2]| [x + turn, y];
            let Bounds { least, most } = shape.reach;
            let reach = Bounds { least: moved(least), most: moved(most) };
            reach.meets(&degrees).then(|| shape.points.iter().map(|point| moved(*point)).collect())
        })
    })
}

/// The ring with its first point again at its end, so that the last side is bent like the others.
fn closed(mut ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    ring.extend(ring.first().copied());
    ring
}

fn bent(line: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let mut points = Vec::with_capacity(line.len());
    points.extend(line.first());
    for pair in line.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let longest = (to[0] - from[0]).abs().max((to[1] - from[1]).abs());
        let pieces = libm::ceil(longest / LONGEST).max(1.0) as u32;
        let at = |piece: u32| f64::from(piece) / f64::from(pieces);
        points.extend(
            (1..=pieces)
                .map(|piece| [0, 1].map(|axis| from[axis] + at(piece) * (to[axis] - from[axis]))),
        );
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::projection::Projection;

    const MUCH: usize = 100_000;

    #[test]
    fn the_whole_world_is_drawn_in_the_bytes_there_are() {
        let capitals = [(50.45, 30.52), (4.71, -74.07), (-18.14, 178.44), (-35.3, 149.1)];
        let spots = capitals.map(|(lat, lon)| Spot { lat, lon });
        let frame = Frame::over(&spots, 720, [400, 640]).expect("there are spots");
        let Ground { land, water, rivers } = ground(&frame, 8_000);
        assert!(land.len() + water.len() + rivers.len() <= 8_000);
        assert!(land.len() > 3_000 && !rivers.is_empty());
    }

    #[test]
    fn the_tigris_runs_through_mosul_and_the_sea_lies_at_odesa() {
        let around = |lat, lon| ground(&Frame::around(Spot { lat, lon }, 900.0, [320, 240]), MUCH);
        let mosul = around(36.34, 43.12);
        assert!(!mosul.rivers.is_empty() && !mosul.water.is_empty(), "{mosul:?}");
        let odesa = around(46.48, 30.73);
        assert!(odesa.land.len() > 100, "{odesa:?}");
    }

    #[test]
    fn the_poles_and_the_date_line_are_drawn_like_everywhere() {
        for (lat, lon) in [(90.0, 0.0), (-90.0, 0.0), (-17.0, 179.9), (66.0, -179.9), (0.0, 0.0)] {
            let ground = ground(&Frame::around(Spot { lat, lon }, 3_000.0, [320, 240]), MUCH);
            assert!(!ground.land.contains("NaN"), "{ground:?}");
            let is_at_sea = lat == 90.0;
            assert!(is_at_sea || !ground.land.is_empty(), "{lat} {lon}");
        }
    }

    #[test]
    fn no_coast_runs_across_a_map_of_the_world_wherever_its_middle_lies() {
        for middle in (-180..180).step_by(15) {
            let east = |lon: i32| f64::from((lon + 540).rem_euclid(360) - 180);
            let spots =
                [middle - 100, middle, middle + 100].map(|lon| Spot { lon: east(lon), lat: 0.0 });
            let frame = Frame::over(&spots, 720, [400, 640]).expect("there are spots");
            assert!(matches!(frame.projection, Projection::Whole(_)));
            let seen = Bounds { least: [0.0, 0.0], most: [720.0, f64::from(frame.height)] };
            for ring in rings(&frame, &earth().land) {
                let is_across = |pair: &&[[f64; 2]]| {
                    let inside = pair.iter().all(|point| seen.holds(*point));
                    inside && (pair[1][0] - pair[0][0]).abs() > 30.0
                };
                assert_eq!(ring.windows(2).find(is_across), None, "around {middle}");
            }
        }
    }
}
