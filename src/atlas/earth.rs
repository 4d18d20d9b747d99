//! The land, the lakes and the rivers of Natural Earth, as they are carried in the program; `geo/README.md` has the format.
//! It does not know projections.

use std::sync::LazyLock;

use crate::atlas::shape::Shape;

/// How many steps of the grid make a degree.
const STEPS: f64 = 100.0;

/// Everything there is to draw.
#[derive(Debug, Default)]
pub struct Earth {
    /// Rings; whatever lies inside an odd number of them is land.
    pub land: Vec<Shape>,
    /// Rings of lakes.
    pub water: Vec<Shape>,
    /// Lines of rivers.
    pub rivers: Vec<Shape>,
}

/// The earth, decoded when it is first asked for.
pub fn earth() -> &'static Earth {
    static EARTH: LazyLock<Earth> = LazyLock::new(|| decoded(include_str!("../../geo/earth.txt")));
    &EARTH
}

fn decoded(text: &str) -> Earth {
    let mut earth = Earth::default();
    for line in text.lines() {
        match line.split_once(' ') {
            Some(("l", told)) => earth.land.push(Shape::area(points(told))),
            Some(("w", told)) => earth.water.push(Shape::area(points(told))),
            Some(("r", told)) => earth.rivers.push(Shape::through(points(told))),
            _ => {}
        }
    }
    earth
}

/// The points of a line. The file jumps at the antimeridian; here the way goes on beyond it.
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

/// Numbers in digits of 32, the lowest first, each folded so that its sign is its lowest bit.
fn numbers(text: &str) -> impl Iterator<Item = i32> {
    let mut digits = text.bytes();
    std::iter::from_fn(move || {
        let (mut folded, mut place) = (0, 0);
        loop {
            let digit = i32::from(digits.next()?.checked_sub(b'0')?);
            folded |= (digit & 31) << place;
            place += 5;
            if digit < 32 {
                return Some((folded >> 1) ^ -(folded & 1));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::clip::Bounds;

    #[test]
    fn numbers_are_unfolded_from_digits_of_32() {
        assert_eq!(numbers("0123P1o1").collect::<Vec<_>>(), [0, -1, 1, -2, 16, -32]);
    }

    #[test]
    fn the_whole_earth_is_there_and_no_line_jumps() {
        let earth = earth();
        assert!(earth.land.len() > 1_000 && earth.water.len() > 200 && earth.rivers.len() > 400);
        for shape in earth.land.iter().chain(&earth.water).chain(&earth.rivers) {
            assert!(shape.points.len() > 1);
            let Bounds { least, most } = shape.reach;
            assert!(least[1] >= -90.0 && most[1] <= 90.0, "{shape:?}");
            let is_jump = |pair: &[[f64; 2]]| (pair[1][0] - pair[0][0]).abs() > 180.0;
            assert!(shape.goes_round() || !shape.points.windows(2).any(is_jump), "{shape:?}");
        }
        let around_a_pole = earth.land.iter().filter(|shape| shape.goes_round());
        assert_eq!(around_a_pole.count(), 1, "Antarctica");
    }
}
