//! Outlines as the data of SVG paths: whole units, each point relative to the one before, without points that make no visible difference.
//! It does not know what they outline.

use std::fmt::Write;

/// Distance in units up to which a point is left out: it lies almost on the line between its neighbours.
const TOLERANCE: f64 = 0.8;

/// Length of an open line, in units along both axes, up to which it is not drawn: a stub at the edge is no help.
const SHORTEST: f64 = 4.0;

/// Area of a ring, in square units, below which it is not drawn.
const SMALLEST: f64 = 5.0;

/// Draws paths that have at most `most` bytes together. `draw` is called with coarseness 1 for every visible detail, then with growing
/// coarseness until the paths fit.
pub fn fit<const PATHS: usize>(
    most: usize,
    draw: impl Fn(f64) -> [String; PATHS],
) -> [String; PATHS] {
    const COARSER: f64 = 1.25;
    let mut coarseness = 1.0;
    loop {
        let paths = draw(coarseness);
        // This ends: at some coarseness everything is too small to be drawn.
        if paths.iter().map(String::len).sum::<usize>() <= most {
            return paths;
        }
        coarseness *= COARSER;
    }
}

/// The path of closed `rings`.
pub fn areas(rings: &[Vec<[f64; 2]>], coarseness: f64) -> String {
    let mut path = String::new();
    for ring in rings {
        let closed: Vec<[f64; 2]> = ring.iter().chain(ring.first()).copied().collect();
        let points = whole(&simplified(&closed, coarseness * TOLERANCE));
        // The last point is the first again.
        if points.len() > 3 && area(&points).abs() >= coarseness * coarseness * SMALLEST {
            write_line(&mut path, &points[..points.len() - 1]);
            path.push('z');
        }
    }
    path
}

/// The path of open `lines`. Short lines are dropped first: one long river is worth more than many brooks.
pub fn lines(lines: &[Vec<[f64; 2]>], coarseness: f64) -> String {
    open(lines, coarseness * TOLERANCE, coarseness.powi(3) * SHORTEST)
}

/// The path of open `lines` that meet. A line is drawn however short it is, because it may join two others.
pub fn network(lines: &[Vec<[f64; 2]>], coarseness: f64) -> String {
    open(lines, coarseness * TOLERANCE, (coarseness - 1.0) * SHORTEST)
}

/// The path of `lines` without the points within `tolerance` and the lines of length `shortest` or less.
fn open(lines: &[Vec<[f64; 2]>], tolerance: f64, shortest: f64) -> String {
    let mut path = String::new();
    for line in lines {
        let points = whole(&simplified(line, tolerance));
        let length: i64 = points
            .windows(2)
            .map(|pair| (0..2).map(|axis| (pair[1][axis] - pair[0][axis]).abs()).sum::<i64>())
            .sum();
        if points.len() > 1 && length as f64 > shortest {
            write_line(&mut path, &points);
        }
    }
    path
}

/// The points that make the shape (Ramer, Douglas and Peucker).
fn simplified(points: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let last = points.len() - 1;
    let mut kept = vec![false; points.len()];
    (kept[0], kept[last]) = (true, true);
    let mut parts = vec![(0, last)];
    while let Some((from, to)) = parts.pop() {
        let distances =
            (from + 1..to).map(|at| (distance(points[at], points[from], points[to]), at));
        // Of two points that are equally far, the first.
        let farthest = distances.rev().max_by(|one, next| one.0.total_cmp(&next.0));
        if let Some((_, at)) = farthest.filter(|(distance, _)| *distance > tolerance) {
            kept[at] = true;
            parts.extend([(from, at), (at, to)]);
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// How far `point` is from the line between `from` and `to`.
fn distance(point: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let way = [to[0] - from[0], to[1] - from[1]];
    let off = [point[0] - from[0], point[1] - from[1]];
    let length = way[0] * way[0] + way[1] * way[1];
    let share = match length > 0.0 {
        true => ((off[0] * way[0] + off[1] * way[1]) / length).clamp(0.0, 1.0),
        false => 0.0,
    };
    libm::hypot(off[0] - share * way[0], off[1] - share * way[1])
}

fn whole(points: &[[f64; 2]]) -> Vec<[i64; 2]> {
    let mut whole: Vec<[i64; 2]> =
        points.iter().map(|point| point.map(|it| libm::round(it) as i64)).collect();
    whole.dedup();
    whole
}

fn area(ring: &[[i64; 2]]) -> f64 {
    let twice: i64 =
        ring.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum();
    twice as f64 / 2.0
}

fn write_line(path: &mut String, points: &[[i64; 2]]) {
    let mut before = [0, 0];
    for (nth, point) in points.iter().enumerate() {
        // One `l` is enough: the numbers that follow are read as more lines.
        let command = ["M", "l"].get(nth).copied().unwrap_or_default();
        path.push_str(command);
        for axis in 0..2 {
            let step = point[axis] - before[axis];
            // A minus sign or a letter separates two numbers as a space does.
            let is_separated = step < 0 || (axis == 0 && !command.is_empty());
            let space = if is_separated { "" } else { " " };
            write!(path, "{space}{step}").expect("a string takes every write");
        }
        before = *point;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_a_path_are_relative_to_the_one_before() {
        assert_eq!(lines(&[vec![[1.2, 2.0], [10.0, 2.0], [10.0, 20.4]]], 1.0), "M1 2l9 0 0 18");
        assert_eq!(areas(&[vec![[5.0, 5.0], [0.0, 5.0], [0.0, 0.0]]], 1.0), "M5 5l-5 0 0-5z");
    }

    #[test]
    fn what_would_not_be_seen_is_not_drawn() {
        assert_eq!(areas(&[vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]], 1.0), "");
        assert_eq!(lines(&[vec![[0.0, 0.0], [20.0, 0.3], [40.0, 0.0]]], 1.0), "M0 0l40 0");
        assert_eq!(lines(&[vec![[0.0, 0.0], [3.0, 0.0]]], 1.0), "");
        assert_eq!(areas(&[Vec::new()], 1.0), "");
    }

    #[test]
    fn a_short_line_between_two_others_is_drawn() {
        let meeting = [vec![[0.0, 0.0], [0.0, 20.0]], vec![[0.0, 20.0], [1.0, 21.0]]];
        assert_eq!(network(&meeting, 1.0), "M0 0l0 20M0 20l1 1");
    }

    #[test]
    fn what_would_be_too_much_is_drawn_more_coarsely_and_what_fits_is_not() {
        let tooth = |at: i32| [f64::from(at), f64::from(at % 2 * 3)];
        let zigzag = [(0..400).map(tooth).collect::<Vec<_>>()];
        let drawn = |most| fit(most, |coarseness| [network(&zigzag, coarseness)])[0].clone();
        assert_eq!(drawn(10_000), network(&zigzag, 1.0));
        assert_eq!(drawn(100), "M0 0l399 3");
        assert_eq!(drawn(0), "");
    }
}
