//! What lies in a frame: the paths of its land, its lakes and its rivers.
//! It does not know what stands on them.

use crate::atlas::clip::{self, Bounds};
use crate::atlas::earth::{STEPS, Shape, earth};
use crate::atlas::frame::Frame;
use crate::atlas::outline;
use crate::atlas::projection::Spot;

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

/// The ground of `frame`.
pub fn ground(frame: &Frame) -> Ground {
    let (degrees, units) = (frame.degrees(), frame.bounds());
    let drawn = |points: Vec<[f64; 2]>| -> Vec<[f64; 2]> {
        points.into_iter().map(|[lon, lat]| frame.draw(Spot { lon, lat })).collect()
    };
    let rings = |shapes: &'static [Shape]| {
        let cut = move |points| closed(clip::ring(points, &degrees));
        let cut = placed(shapes, degrees).map(cut);
        outline::areas(cut.map(|ring| clip::ring(drawn(bent(ring)), &units)))
    };
    let lines = |shapes: &'static [Shape]| {
        let cut = placed(shapes, degrees).flat_map(move |points| clip::line(&points, &degrees));
        outline::lines(cut.flat_map(|line| clip::line(&drawn(bent(line)), &units)))
    };
    let earth = earth();
    Ground { land: rings(&earth.land), water: rings(&earth.water), rivers: lines(&earth.rivers) }
}

/// The shapes that reach into `degrees`, in degrees, once for every turn around the earth that brings them there.
fn placed(shapes: &'static [Shape], degrees: Bounds) -> impl Iterator<Item = Vec<[f64; 2]>> {
    let turns = [-360.0, 0.0, 360.0];
    shapes.iter().flat_map(move |shape| {
        turns.into_iter().filter_map(move |turn| {
            let moved = |[x, y]: [i32; 2]| [f64::from(x) / STEPS + turn, f64::from(y) / STEPS];
            let around = Bounds { least: moved(shape.least), most: moved(shape.most) };
            around.meets(&degrees).then(|| shape.points.iter().map(|point| moved(*point)).collect())
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

    #[test]
    fn the_tigris_runs_through_mosul_and_the_sea_lies_at_odesa() {
        let around = |lat, lon| ground(&Frame::around(Spot { lat, lon }, 900.0, [320, 240]));
        let mosul = around(36.34, 43.12);
        assert!(!mosul.rivers.is_empty() && !mosul.water.is_empty(), "{mosul:?}");
        let odesa = around(46.48, 30.73);
        assert!(odesa.land.len() > 100, "{odesa:?}");
    }

    #[test]
    fn the_poles_and_the_date_line_are_drawn_like_everywhere() {
        for (lat, lon) in [(90.0, 0.0), (-90.0, 0.0), (-17.0, 179.9), (66.0, -179.9), (0.0, 0.0)] {
            let ground = ground(&Frame::around(Spot { lat, lon }, 3_000.0, [320, 240]));
            assert!(!ground.land.contains("NaN"), "{ground:?}");
            let is_at_sea = lat == 90.0;
            assert!(is_at_sea || !ground.land.is_empty(), "{lat} {lon}");
        }
    }
}
