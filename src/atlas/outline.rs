//! Outlines as the text of a path: whole units, each point told from the one before, and none that would not be seen.
//! It does not know what they outline.

use std::fmt::Write;

/// A point that lies no farther from the line between its neighbours is left out, in units.
const TOLERANCE: f64 = 0.8;

/// An open line that is no longer is not drawn, in units along both axes: a stub at the edge says nothing.
const SHORTEST: f64 = 4.0;

/// A ring of a smaller area is not drawn, in square units.
const SMALLEST: f64 = 5.0;

/// What `draw` draws, together no longer than `most` bytes. It is asked for all that can be seen, which is coarseness 1; where that would be
/// more, for what is so many times as large.
pub fn within<const PATHS: usize>(
    most: usize,
    draw: impl Fn(f64) -> [String; PATHS],
) -> [String; PATHS] {
    const COARSER: f64 = 1.25;
    let mut coarseness = 1.0;
    loop {
        let paths = draw(coarseness);
        // In the end everything is too small to be drawn.
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
        // The last is the first again.
        if points.len() > 3 && area(&points).abs() >= coarseness * coarseness * SMALLEST {
            write_line(&mut path, &points[..points.len() - 1]);
            path.push('z');
        }
    }
    path
}

/// The path of open `lines`. The short ones go first: one long river says more than many brooks.
pub fn lines(lines: &[Vec<[f64; 2]>], coarseness: f64) -> String {
    open(lines, coarseness * TOLERANCE, coarseness.powi(3) * SHORTEST)
}

/// The path of open `lines` that meet. However short, one that can be seen is drawn: it may join two others.
pub fn net(lines: &[Vec<[f64; 2]>], coarseness: f64) -> String {
    open(lines, coarseness * TOLERANCE, (coarseness - 1.0) * SHORTEST)
}

/// The path of `lines` without the points that lie within `tolerance` and the lines that are not longer than `shortest`.
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
    let mut kept = vec![false; points.len()];
    let mut stretches = vec![(0, points.len().saturating_sub(1))];
    for end in [0, points.len().saturating_sub(1)] {
        if let Some(kept) = kept.get_mut(end) {
            *kept = true;
        }
    }
    while let Some((from, to)) = stretches.pop() {
        let aside = |at: usize| distance(points[at], points[from], points[to]);
        let farthest = (from + 1..to)
            .map(|at| (aside(at), at))
            .fold(None, |best: Option<(f64, usize)>, next| {
                best.filter(|best| best.0 >= next.0).or(Some(next))
            });
        if let Some((_, at)) = farthest.filter(|(aside, _)| *aside > tolerance) {
            kept[at] = true;
            stretches.extend([(from, at), (at, to)]);
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// How far `point` lies from the stretch between the two ends.
fn distance(point: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let way = [to[0] - from[0], to[1] - from[1]];
    let off = [point[0] - from[0], point[1] - from[1]];
    let length = way[0] * way[0] + way[1] * way[1];
    let share = if length > 0.0 {
        ((off[0] * way[0] + off[1] * way[1]) / length).clamp(0.0, 1.0)
    } else {
        0.0
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
    for (number, point) in points.iter().enumerate() {
        let letter = ["M", "l"].get(number).copied().unwrap_or_default();
        path.push_str(letter);
        for axis in 0..2 {
            let step = point[axis] - before[axis];
            // A minus parts two numbers as well as a space does.
            let parted = step < 0 || (axis == 0 && !letter.is_empty());
            let space = if parted { "" } else { " " };
            write!(path, "{space}{step}").expect("text takes text");
        }
        before = *point;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_each_point_from_the_one_before() {
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
        assert_eq!(net(&meeting, 1.0), "M0 0l0 20M0 20l1 1");
    }

    #[test]
    fn what_would_be_too_much_is_drawn_more_coarsely_and_what_fits_is_not() {
        let tooth = |at: i32| [f64::from(at), f64::from(at % 2 * 3)];
        let zigzag = [(0..400).map(tooth).collect::<Vec<_>>()];
        let drawn = |most| within(most, |coarseness| [net(&zigzag, coarseness)])[0].clone();
        assert_eq!(drawn(10_000), net(&zigzag, 1.0));
        assert_eq!(drawn(100), "M0 0l399 3");
        assert_eq!(drawn(0), "");
    }
}
