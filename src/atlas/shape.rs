//! A line or a ring on the earth, with the box it lies in.
//! It does not know what it outlines.

use crate::atlas::clip::Bounds;

/// A line or a ring in degrees. A shape that crosses the antimeridian continues beyond 180 degrees, so it has no gap there.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its points: longitude, then latitude.
    pub points: Vec<[f64; 2]>,
    /// The box it lies in.
    pub bounds: Bounds,
}

impl Shape {
    /// The shape through `points`. No point may be more than half a turn from the one before.
    pub fn new(points: Vec<[f64; 2]>) -> Shape {
        let bounds = Bounds::around(points.iter().copied()).unwrap_or_default();
        Shape { points, bounds }
    }

    /// The area inside `ring`. A ring around a pole ends a whole turn from where it began. Its area is then closed at the pole
    /// and repeated for three turns, because a map may reach that far to either side.
    pub fn ring(ring: Vec<[f64; 2]>) -> Shape {
        let [first, .., last] = ring[..] else {
            return Shape::new(ring);
        };
        if (last[0] - first[0]).abs() <= 180.0 {
            return Shape::new(ring);
        }
        let turn = if last[0] > first[0] { 360.0 } else { -360.0 };
        let turns = [-turn, 0.0, turn].into_iter();
        let edge = turns.flat_map(|by| ring.iter().map(move |[lon, lat]| [lon + by, *lat]));
        let mut points: Vec<[f64; 2]> = edge.collect();
        let pole = if first[1] > 0.0 { 90.0 } else { -90.0 };
        points.extend([[last[0] + turn, pole], [first[0] - turn, pole]]);
        Shape::new(points)
    }

    /// Whether it goes round the whole earth.
    pub fn circles_the_earth(&self) -> bool {
        self.bounds.max[0] - self.bounds.min[0] > 360.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_around_a_pole_reaches_it_and_lies_on_both_sides_of_every_meridian() {
        let cap = Shape::ring(vec![[-180.0, -70.0], [-60.0, -72.0], [60.0, -71.0], [179.0, -70.0]]);
        assert_eq!(cap.bounds, Bounds { min: [-540.0, -90.0], max: [539.0, -70.0] });
        assert!(cap.circles_the_earth());
        let island = Shape::ring(vec![[178.0, 70.0], [182.0, 70.0], [180.0, 72.0]]);
        assert_eq!(island.points.len(), 3);
        assert!(!island.circles_the_earth());
    }
}
