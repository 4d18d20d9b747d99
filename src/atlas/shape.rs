//! A line or a ring on the earth, which knows how far it reaches.
//! It does not know what it is the line of.

use crate::atlas::clip::Bounds;

/// A ring or a line in degrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its points: east, then north.
    pub points: Vec<[f64; 2]>,
    /// The box it lies in.
    pub reach: Bounds,
}

impl Shape {
    /// The shape through `points`.
    pub fn through(points: Vec<[f64; 2]>) -> Shape {
        let first = points.first().copied().unwrap_or_default();
        let wider = |reach: Bounds, point: &[f64; 2]| reach.with(*point);
        let reach = points.iter().fold(Bounds { least: first, most: first }, wider);
        Shape { points, reach }
    }
}
