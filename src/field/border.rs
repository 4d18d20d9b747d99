//! Borders from a site's own file: lines on the earth, each settled or disputed.
//! It does not know whose view they are; the settings say.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::field::dateline::Coordinates;

/// The longitude of the antimeridian, in millionths of a degree.
const HALF: i64 = 180_000_000;

/// The latitude of a pole in millionths of a degree.
const POLE: i32 = 90_000_000;

/// Whether a border is disputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is not disputed.
    Settled,
    /// It is disputed.
    Disputed,
}

/// A line of at least two points.
pub type Line = Vec<Coordinates>;

/// All borders of a file. No stretch is in it twice, none crosses the antimeridian, and none is where an area was only cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Borders {
    /// Those that are settled.
    pub settled: Vec<Line>,
    /// Those that are disputed.
    pub disputed: Vec<Line>,
}

impl Borders {
    /// The borders that `lines` draw together. Two areas draw the border between them twice. It is drawn once, and as disputed
    /// if either says so, because a solid line over a dashed one would look settled.
    pub fn from_lines(lines: impl IntoIterator<Item = (Status, Line)>) -> Borders {
        let mut stretches: Vec<(Stretch, Status)> = Vec::new();
        let mut known: HashMap<Stretch, usize> = HashMap::new();
        for (status, line) in lines {
            for ends in line.windows(2).flat_map(|ends| cut(ends[0], ends[1])) {
                // A stretch is the same in both directions.
                let stretch = if ends[0] <= ends[1] { ends } else { [ends[1], ends[0]] };
                match known.entry(stretch) {
                    Entry::Vacant(free) => {
                        free.insert(stretches.len());
                        stretches.push((ends, status));
                    }
                    Entry::Occupied(taken) => {
                        let (_, first) = &mut stretches[*taken.get()];
                        *first = status.max(*first);
                    }
                }
            }
        }
        let joined = |wanted: Status| {
            let of_it = stretches.iter().filter(|(_, status)| *status == wanted);
            joined(&of_it.map(|(stretch, _)| *stretch).collect::<Vec<_>>())
        };
        Borders { settled: joined(Status::Settled), disputed: joined(Status::Disputed) }
    }
}

/// A straight piece between two points.
type Stretch = [Coordinates; 2];

/// The pieces that are drawn of the stretch from one point to the next. None on a pole or along the antimeridian, where areas
/// are cut and no border is. Two if it crosses the antimeridian, because the stretch takes the shorter way round the earth.
fn cut(from: Coordinates, to: Coordinates) -> Vec<Stretch> {
    let is_along_a_pole = from.lat == to.lat && from.lat.abs() == POLE;
    let [from_lon, to_lon] = [from, to].map(|end| i64::from(end.lon));
    let is_along_the_antimeridian = from_lon.abs() == HALF && to_lon.abs() == HALF;
    if from == to || is_along_a_pole || is_along_the_antimeridian {
        return Vec::new();
    }
    if (to_lon - from_lon).abs() <= HALF {
        return vec![[from, to]];
    }
    // Where the stretch leaves the map, and where it enters again on the other side.
    let edge = if from_lon > 0 { HALF } else { -HALF };
    let (before, after) = ((edge - from_lon).abs(), (edge + to_lon).abs());
    let rise = i64::from(to.lat) - i64::from(from.lat);
    let lat = i64::from(from.lat) + rise * before / (before + after);
    let at = |lon: i64| Coordinates {
        lat: i32::try_from(lat).expect("it lies between two latitudes"),
        lon: i32::try_from(lon).expect("half a turn fits"),
    };
    let pieces = [[from, at(edge)], [at(-edge), to]];
    pieces.into_iter().filter(|[from, to]| from != to).collect()
}

/// The stretches joined into lines that are as long as possible: from each point where not exactly two stretches meet to the
/// next such point, then the closed lines that are left. A dashed line in many pieces would begin a dash with each and
/// look solid.
fn joined(stretches: &[Stretch]) -> Vec<Line> {
    let mut meeting: HashMap<Coordinates, Vec<usize>> = HashMap::new();
    for (number, ends) in stretches.iter().enumerate() {
        for end in ends {
            meeting.entry(*end).or_default().push(number);
        }
    }
    let mut drawn = vec![false; stretches.len()];
    let mut follow = |number: usize, start: Coordinates| -> Option<Line> {
        let (mut line, mut next) = (vec![start], Some(number).filter(|it| !drawn[*it]));
        while let Some(number) = next {
            drawn[number] = true;
            let [one, other] = stretches[number];
            let here = if line.last() == Some(&one) { other } else { one };
            line.push(here);
            let there = &meeting[&here];
            let goes_on = there.len() == 2 && here != start;
            next = there.iter().copied().find(|it| goes_on && !drawn[*it]);
        }
        Some(line).filter(|line| line.len() > 1)
    };
    let open = stretches.iter().enumerate().flat_map(|(number, ends)| {
        let is_end = |end: &&Coordinates| meeting[*end].len() != 2;
        ends.iter().filter(is_end).map(move |end| (number, *end)).collect::<Vec<_>>()
    });
    let round = stretches.iter().enumerate().map(|(number, ends)| (number, ends[0]));
    open.chain(round).filter_map(|(number, start)| follow(number, start)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(i32, i32)]) -> Line {
        let degree = 1_000_000;
        points
            .iter()
            .map(|(lon, lat)| Coordinates { lat: lat * degree, lon: lon * degree })
            .collect()
    }

    fn check(lines: &[(Status, &[(i32, i32)])], settled: &[Line], disputed: &[Line]) {
        let borders = Borders::from_lines(lines.iter().map(|(status, it)| (*status, line(it))));
        assert_eq!(borders.settled, settled);
        assert_eq!(borders.disputed, disputed);
    }

    #[test]
    fn what_two_areas_share_is_drawn_once_and_disputed_if_either_says_so() {
        let west: &[(i32, i32)] = &[(0, 0), (5, 0), (5, 5), (0, 5), (0, 0)];
        let east: &[(i32, i32)] = &[(5, 0), (9, 0), (9, 5), (5, 5), (5, 0)];
        let around = line(&[(5, 0), (0, 0), (0, 5), (5, 5)]);
        check(
            &[(Status::Settled, west), (Status::Disputed, east)],
            &[around],
            &[line(&[(5, 0), (5, 5), (9, 5), (9, 0), (5, 0)])],
        );
    }

    #[test]
    fn pieces_that_meet_are_one_line() {
        let pieces: [(Status, &[(i32, i32)]); 3] = [
            (Status::Disputed, &[(2, 0), (3, 0)]),
            (Status::Disputed, &[(2, 0), (1, 0)]),
            (Status::Disputed, &[(0, 0), (1, 0)]),
        ];
        check(&pieces, &[], &[line(&[(3, 0), (2, 0), (1, 0), (0, 0)])]);
    }

    #[test]
    fn a_line_over_the_antimeridian_ends_on_one_side_and_begins_on_the_other() {
        let over: &[(i32, i32)] = &[(178, 10), (-178, 20)];
        let sides = [line(&[(178, 10), (180, 15)]), line(&[(-180, 15), (-178, 20)])];
        check(&[(Status::Settled, over)], &sides, &[]);
    }

    #[test]
    fn where_an_area_is_only_cut_there_is_no_border() {
        let polar: &[(i32, i32)] = &[(-180, -70), (180, -70), (180, -90), (-180, -90), (-180, -70)];
        check(&[(Status::Settled, polar)], &[], &[]);
        let ring: &[(i32, i32)] = &[(-180, -70), (0, -70), (180, -70), (180, -90), (-180, -90)];
        check(&[(Status::Settled, ring)], &[line(&[(-180, -70), (0, -70), (180, -70)])], &[]);
    }
}
