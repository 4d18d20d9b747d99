//! A line or a ring on the earth, which knows how far it reaches.
//! It does not know what it is the line of.

use crate::atlas::clip::Bounds;

/// A ring or a line in degrees. Over the antimeridian it goes on beyond 180, so that it is nowhere cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its points: east, then north.
    pub points: Vec<[f64; 2]>,
    /// The box it lies in.
    pub reach: Bounds,
}

impl Shape {
    /// The shape through `points`, none of them more than half a turn from the one before.
    pub fn through(points: Vec<[f64; 2]>) -> Shape {
        let first = points.first().copied().unwrap_or_default();
        let wider = |reach: Bounds, point: &[f64; 2]| reach.with(*point);
        let reach = points.iter().fold(Bounds { least: first, most: first }, wider);
        Shape { points, reach }
    }

    /// The area inside `ring`. Around a pole the ring ends a whole turn from where it began: the area then is its edge for three turns, as far
    /// as any map looks to either side, and the pole.
    pub fn area(ring: Vec<[f64; 2]>) -> Shape {
        let [first, .., last] = ring[..] else {
            return Shape::through(ring);
        };
        if (last[0] - first[0]).abs() <= 180.0 {
            return Shape::through(ring);
        }
        let turn = if last[0] > first[0] { 360.0 } else { -360.0 };
        let turns = [-turn, 0.0, turn].into_iter();
        let edge = turns.flat_map(|by| ring.iter().map(move |[lon, lat]| [lon + by, *lat]));
        let mut points: Vec<[f64; 2]> = edge.collect();
        let pole = if first[1] > 0.0 { 90.0 } else { -90.0 };
        points.extend([[last[0] + turn, pole], [first[0] - turn, pole]]);
        Shape::through(points)
    }

    /// Whether it goes round the whole earth.
    pub fn goes_round(&self) -> bool {
        self.reach.most[0] - self.reach.least[0] > 360.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_around_a_pole_reaches_it_and_lies_on_both_sides_of_every_meridian() {
        let cap = Shape::area(vec![[-180.0, -70.0], [-60.0, -72.0], [60.0, -71.0], [179.0, -70.0]]);
        assert_eq!(cap.reach, Bounds { least: [-540.0, -90.0], most: [539.0, -70.0] });
        assert!(cap.goes_round());
        let island = Shape::area(vec![[178.0, 70.0], [182.0, 70.0], [180.0, 72.0]]);
        assert_eq!(island.points.len(), 3);
        assert!(!island.goes_round());
    }
}
