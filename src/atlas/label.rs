//! Names beside their dots, none over another: each is tried in several positions, others give way to it if they can, and it is left out where
//! nothing helps.
//! It does not know what the dots stand for.

use crate::atlas::clip::Bounds;

/// How wide a letter is on average, as a share of the size of the type. Wide, so that no name is cut short.
const LETTER: f64 = 0.6;

/// What stays free between a dot and its name, as a share of the size of the type.
const GAP: f64 = 0.3;

/// A dot that wants a name.
#[derive(Clone, Debug)]
pub struct Dot<'n> {
    /// Its middle.
    pub at: [f64; 2],
    /// Its radius.
    pub radius: f64,
    /// Its name.
    pub name: &'n str,
}

/// On which side of its point a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It has its middle there.
    Middle,
    /// It ends there.
    End,
}

/// A name in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The point of its baseline that `anchor` speaks of.
    pub at: [f64; 2],
    /// On which side of it the name stands.
    pub anchor: Anchor,
    /// What it covers.
    pub covers: Bounds,
}

/// So many names may move, each out of the way of the one before, to make room for another.
const MOVES: u32 = 2;

/// A place for the name of each of `dots`, the first first, in type of this `size`, inside `frame` and clear of `furniture`; none where there is no
/// room. A name that has a place may be moved for one that comes later, and never loses it.
pub fn labels(
    dots: &[Dot<'_>],
    size: f64,
    frame: &Bounds,
    furniture: &[Bounds],
) -> Vec<Option<Label>> {
    let around = |dot: &Dot<'_>| Bounds {
        least: dot.at.map(|it| it - dot.radius),
        most: dot.at.map(|it| it + dot.radius),
    };
    let taken: Vec<Bounds> = dots.iter().map(around).chain(furniture.iter().copied()).collect();
    let is_clear = |Bounds { least, most }: &Bounds| frame.holds(*least) && frame.holds(*most);
    let is_free =
        |label: &Label| is_clear(&label.covers) && !taken.iter().any(|it| it.meets(&label.covers));
    let open = |dot| positions(dot, size).into_iter().filter(is_free).collect();
    let mut placing =
        Placing { open: dots.iter().map(open).collect(), placed: vec![None; dots.len()] };
    for number in 0..dots.len() {
        placing.place(number, MOVES);
    }
    placing.placed
}

/// Names that are being placed, by the numbers of their dots.
struct Placing {
    /// Where each could stand if there were no other names.
    open: Vec<Vec<Label>>,
    /// Where each stands.
    placed: Vec<Option<Label>>,
}

impl Placing {
    /// Finds a place for a name that has none, and says whether there is one; so many others may make way, one for the other.
    fn place(&mut self, number: usize, moves: u32) -> bool {
        let open = self.open[number].clone();
        let free = open.iter().find(|label| self.in_the_way(label).is_empty());
        self.placed[number] = free.copied();
        free.is_some() || moves > 0 && open.iter().any(|it| self.make_way(number, it, moves - 1))
    }

    /// Puts a name where others stand, if all of those find another place; else all stays as it was.
    fn make_way(&mut self, number: usize, label: &Label, moves: u32) -> bool {
        let before = self.placed.clone();
        let others = self.in_the_way(label);
        self.placed[number] = Some(*label);
        for other in &others {
            self.placed[*other] = None;
        }
        let holds = others.iter().all(|other| self.place(*other, moves));
        if !holds {
            self.placed = before;
        }
        holds
    }

    /// Whose names `label` would cover.
    fn in_the_way(&self, label: &Label) -> Vec<usize> {
        let placed = self.placed.iter().enumerate();
        let covered = placed.filter(|(_, it)| it.is_some_and(|it| it.covers.meets(&label.covers)));
        covered.map(|(number, _)| number).collect()
    }
}

/// Where a name may stand, the best first: right, left, above, below, the corners, and to the sides a little up or down.
fn positions(dot: &Dot<'_>, size: f64) -> [Label; 12] {
    let width = dot.name.chars().count() as f64 * LETTER * size;
    let away = dot.radius + GAP * size;
    let (level, above, below) = (0.35 * size, -away, away + 0.75 * size);
    let (beside, aslant) = (0.7 * away, 0.4 * size);
    let at = |anchor: Anchor, x: f64, y: f64| {
        let at = [dot.at[0] + x, dot.at[1] + y];
        let left = match anchor {
            Anchor::Start => at[0],
            Anchor::Middle => at[0] - width / 2.0,
            Anchor::End => at[0] - width,
        };
        let (top, bottom) = (at[1] - 0.8 * size, at[1] + 0.2 * size);
        Label { at, anchor, covers: Bounds { least: [left, top], most: [left + width, bottom] } }
    };
    [
        at(Anchor::Start, away, level),
        at(Anchor::End, -away, level),
        at(Anchor::Middle, 0.0, above),
        at(Anchor::Middle, 0.0, below),
        at(Anchor::Start, beside, above),
        at(Anchor::Start, beside, below),
        at(Anchor::End, -beside, above),
        at(Anchor::End, -beside, below),
        at(Anchor::Start, away, level - aslant),
        at(Anchor::Start, away, level + aslant),
        at(Anchor::End, -away, level - aslant),
        at(Anchor::End, -away, level + aslant),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Bounds = Bounds { least: [0.0, 0.0], most: [320.0, 240.0] };

    proptest! {
        #[test]
        fn no_name_covers_another_or_a_dot(all in prop::collection::vec((0.0..320.0, 0.0..240.0, 2.0..9.0), 0..40)) {
            let dots: Vec<Dot<'_>> = all.iter().map(|(x, y, radius)| Dot { at: [*x, *y], radius: *radius, name: "Volnovakha" }).collect();
            let placed: Vec<Label> = labels(&dots, 13.0, &FRAME, &[]).into_iter().flatten().collect();
            for (number, label) in placed.iter().enumerate() {
                prop_assert!(FRAME.holds(label.covers.least) && FRAME.holds(label.covers.most));
                prop_assert!(placed[..number].iter().all(|other| !other.covers.meets(&label.covers)));
                for dot in &dots {
                    prop_assert!(!label.covers.holds(dot.at));
                }
            }
        }
    }

    #[test]
    fn names_make_way_for_one_that_would_find_no_room() {
        let column =
            [("Volnovakha", 30.0), ("Mariupol", 43.0), ("Kramatorsk", 0.0), ("Donetsk", 19.0)];
        let dot =
            |(name, y): (&'static str, f64)| Dot { at: [160.0, 100.0 + y], radius: 4.0, name };
        let placed = labels(&column.map(dot), 22.0, &FRAME, &[]);
        assert!(placed.iter().all(Option::is_some), "{placed:?}");
    }

    #[test]
    fn a_name_stands_on_the_right_and_on_the_left_where_the_frame_ends() {
        let anchor = |x| {
            let dot = Dot { at: [x, 100.0], radius: 4.0, name: "Kyiv" };
            labels(&[dot], 13.0, &FRAME, &[])[0].map(|label| label.anchor)
        };
        assert_eq!(anchor(100.0), Some(Anchor::Start));
        assert_eq!(anchor(310.0), Some(Anchor::End));
    }
}
