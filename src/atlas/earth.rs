//! The land, the lakes and the rivers of Natural Earth, as the program carries them; `geo/README.md` describes the format.
//! It does not know projections.

use std::sync::LazyLock;

use crate::atlas::shape::Shape;

/// Steps of the file's grid per degree.
const STEPS: f64 = 100.0;

/// Everything that a basemap can draw.
#[derive(Debug, Default)]
pub struct Earth {
    /// Rings; a point inside an odd number of them is on land.
    pub land: Vec<Shape>,
    /// Rings of lakes.
    pub water: Vec<Shape>,
    /// Lines of rivers.
    pub rivers: Vec<Shape>,
}

/// The earth, decoded at the first call.
pub fn earth() -> &'static Earth {
    static EARTH: LazyLock<Earth> = LazyLock::new(|| decoded(include_str!("../../geo/earth.txt")));
    &EARTH
}

fn decoded(text: &str) -> Earth {
    let mut earth = Earth::default();
    for line in text.lines() {
        match line.split_once(' ') {
            Some(("l", coded)) => earth.land.push(Shape::ring(points(coded))),
            Some(("w", coded)) => earth.water.push(Shape::ring(points(coded))),
            Some(("r", coded)) => earth.rivers.push(Shape::new(points(coded))),
            _ => {}
        }
    }
    earth
}

/// The points of a line. The file jumps at the antimeridian; here the line continues beyond it.
fn points(text: &str) -> Vec<[f64; 2]> {
    let mut numbers = numbers(text);
    let (mut at, mut points) = ([0_i32, 0], Vec::new());
    while let (Some(east), Some(north)) = (numbers.next(), numbers.next()) {
        at = [at[0] + shorter(east), at[1] + north];
        points.push(at.map(|steps| f64::from(steps) / STEPS));
    }
    points
}

/// The shorter of the two ways round the earth, in steps of the grid.
fn shorter(east: i32) -> i32 {
    match east {
        ..-18_000 => east + 36_000,
        18_001.. => east - 36_000,
        _ => east,
    }
}

/// Numbers in base 32, the lowest digit first, zigzag-encoded: the lowest bit is the sign.
fn numbers(text: &str) -> impl Iterator<Item = i32> {
    let mut digits = text.bytes();
    std::iter::from_fn(move || {
        let (mut zigzag, mut shift) = (0, 0);
        loop {
            let digit = i32::from(digits.next()?.checked_sub(b'0')?);
            zigzag |= (digit & 31) << shift;
            shift += 5;
            // The bit above the five says that another digit follows.
            if digit < 32 {
                return Some((zigzag >> 1) ^ -(zigzag & 1));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::clip::Bounds;

    #[test]
    fn numbers_are_decoded_from_base_32() {
        assert_eq!(numbers("0123P1o1").collect::<Vec<_>>(), [0, -1, 1, -2, 16, -32]);
    }

    #[test]
    fn the_whole_earth_is_there_and_no_line_jumps() {
        let earth = earth();
        assert!(earth.land.len() > 1_000 && earth.water.len() > 200 && earth.rivers.len() > 400);
        for shape in earth.land.iter().chain(&earth.water).chain(&earth.rivers) {
            assert!(shape.points.len() > 1);
            let Bounds { min, max } = shape.bounds;
            assert!(min[1] >= -90.0 && max[1] <= 90.0, "{shape:?}");
            let is_jump = |pair: &[[f64; 2]]| (pair[1][0] - pair[0][0]).abs() > 180.0;
            assert!(
                shape.circles_the_earth() || !shape.points.windows(2).any(is_jump),
                "{shape:?}"
            );
        }
        let around_a_pole = earth.land.iter().filter(|shape| shape.circles_the_earth());
        assert_eq!(around_a_pole.count(), 1, "Antarctica");
    }
}
