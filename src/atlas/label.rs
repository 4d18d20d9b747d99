//! Places names beside their dots so that none covers another. Each name is tried in several positions, earlier names move out of its way
//! if they can, and a name that fits nowhere is left out.
//! It does not know what the dots stand for.

use crate::atlas::clip::Bounds;

/// Average width of a letter, as a share of the font size. Generous, so that no name is cut short.
const LETTER: f64 = 0.6;

/// Space between a dot and its name, as a share of the font size.
const GAP: f64 = 0.3;

/// Maximum number of names that move to make room for another, each out of the way of the one before.
const MOVES: u32 = 2;

/// A dot that needs a name.
#[derive(Clone, Debug)]
pub struct Dot<'n> {
    /// Its middle.
    pub at: [f64; 2],
    /// Its radius.
    pub radius: f64,
    /// Its name.
    pub name: &'n str,
}

/// How a text is aligned to its point, as `text-anchor` in SVG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It has its middle there.
    Middle,
    /// It ends there.
    End,
}

/// The position of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The point of its baseline that `anchor` refers to.
    pub at: [f64; 2],
    /// How the name is aligned to that point.
    pub anchor: Anchor,
    /// The box that the name covers.
    pub bounds: Bounds,
}

/// A position for the name of each of `dots`, at this font `size`, inside `frame` and clear of all dots and `obstacles`; none where there is
/// no room. Dots are named in order. A name may be moved for a later one, but it is never dropped for it.
pub fn labels(
    dots: &[Dot<'_>],
    size: f64,
    frame: &Bounds,
    obstacles: &[Bounds],
) -> Vec<Option<Label>> {
    let around = |dot: &Dot<'_>| Bounds {
        min: dot.at.map(|it| it - dot.radius),
        max: dot.at.map(|it| it + dot.radius),
    };
    let taken: Vec<Bounds> = dots.iter().map(around).chain(obstacles.iter().copied()).collect();
    let is_open = |Label { bounds, .. }: &Label| {
        let is_inside = frame.contains(bounds.min) && frame.contains(bounds.max);
        is_inside && !taken.iter().any(|it| it.intersects(bounds))
    };
    let open = |dot| positions(dot, size).into_iter().filter(is_open).collect();
    let mut placement =
        Placement { open: dots.iter().map(open).collect(), placed: vec![None; dots.len()] };
    for dot in 0..dots.len() {
        placement.place(dot, MOVES);
    }
    placement.placed
}

/// Names that are being placed, by the indices of their dots.
struct Placement {
    /// Where each could be if there were no other names.
    open: Vec<Vec<Label>>,
    /// Where each is.
    placed: Vec<Option<Label>>,
}

impl Placement {
    /// Places the name of `dot`, which has no place, and says whether that worked. Up to `moves` other names move out of the way, one
    /// for the other.
    fn place(&mut self, dot: usize, moves: u32) -> bool {
        let open = self.open[dot].clone();
        let free = open.iter().find(|label| self.in_the_way(label).is_empty());
        self.placed[dot] = free.copied();
        free.is_some() || moves > 0 && open.iter().any(|it| self.make_way(dot, it, moves - 1))
    }

    /// Puts a name where others are, if all of those find another place. Otherwise nothing changes.
    fn make_way(&mut self, dot: usize, label: &Label, moves: u32) -> bool {
        let before = self.placed.clone();
        let others = self.in_the_way(label);
        self.placed[dot] = Some(*label);
        for other in &others {
            self.placed[*other] = None;
        }
        let all_moved = others.iter().all(|other| self.place(*other, moves));
        if !all_moved {
            self.placed = before;
        }
        all_moved
    }

    /// The dots whose names `label` would cover.
    fn in_the_way(&self, label: &Label) -> Vec<usize> {
        let placed = self.placed.iter().enumerate();
        let covered =
            placed.filter(|(_, it)| it.is_some_and(|it| it.bounds.intersects(&label.bounds)));
        covered.map(|(dot, _)| dot).collect()
    }
}

/// Where a name may be, the best first: right, left, above, below, the corners, then right and left a little up or down.
fn positions(dot: &Dot<'_>, size: f64) -> [Label; 12] {
    let width = dot.name.chars().count() as f64 * LETTER * size;
    let away = dot.radius + GAP * size;
    let (level, above, below) = (0.35 * size, -away, away + 0.75 * size);
    let (beside, aslant) = (0.7 * away, 0.4 * size);
    let offsets = [
        (Anchor::Start, away, level),
        (Anchor::End, -away, level),
        (Anchor::Middle, 0.0, above),
        (Anchor::Middle, 0.0, below),
        (Anchor::Start, beside, above),
        (Anchor::Start, beside, below),
        (Anchor::End, -beside, above),
        (Anchor::End, -beside, below),
        (Anchor::Start, away, level - aslant),
        (Anchor::Start, away, level + aslant),
        (Anchor::End, -away, level - aslant),
        (Anchor::End, -away, level + aslant),
    ];
    offsets.map(|(anchor, x, y)| {
        let at = [dot.at[0] + x, dot.at[1] + y];
        let left = match anchor {
            Anchor::Start => at[0],
            Anchor::Middle => at[0] - width / 2.0,
            Anchor::End => at[0] - width,
        };
        let (top, bottom) = (at[1] - 0.8 * size, at[1] + 0.2 * size);
        Label { at, anchor, bounds: Bounds { min: [left, top], max: [left + width, bottom] } }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Bounds = Bounds { min: [0.0, 0.0], max: [320.0, 240.0] };

    proptest! {
        #[test]
        fn no_name_covers_another_or_a_dot(all in prop::collection::vec((0.0..320.0, 0.0..240.0, 2.0..9.0), 0..40)) {
            let dots: Vec<Dot<'_>> = all.iter().map(|(x, y, radius)| Dot { at: [*x, *y], radius: *radius, name: "Volnovakha" }).collect();
            let placed: Vec<Label> = labels(&dots, 13.0, &FRAME, &[]).into_iter().flatten().collect();
            for (number, label) in placed.iter().enumerate() {
                prop_assert!(FRAME.contains(label.bounds.min) && FRAME.contains(label.bounds.max));
                prop_assert!(placed[..number].iter().all(|other| !other.bounds.intersects(&label.bounds)));
                for dot in &dots {
                    prop_assert!(!label.bounds.contains(dot.at));
                }
            }
        }
    }

    #[test]
    fn earlier_names_move_to_make_room_for_a_later_one() {
        let column =
            [("Volnovakha", 30.0), ("Mariupol", 43.0), ("Kramatorsk", 0.0), ("Donetsk", 19.0)];
        let dot =
            |(name, y): (&'static str, f64)| Dot { at: [160.0, 100.0 + y], radius: 4.0, name };
        let placed = labels(&column.map(dot), 22.0, &FRAME, &[]);
        assert!(placed.iter().all(Option::is_some), "{placed:?}");
    }

    #[test]
    fn a_name_is_on_the_right_or_at_the_edge_of_the_frame_on_the_left() {
        let anchor = |x| {
            let dot = Dot { at: [x, 100.0], radius: 4.0, name: "Kyiv" };
            labels(&[dot], 13.0, &FRAME, &[])[0].map(|label| label.anchor)
        };
        assert_eq!(anchor(100.0), Some(Anchor::Start));
        assert_eq!(anchor(310.0), Some(Anchor::End));
    }
}
