//! Names beside their dots, none over another: each is tried in several positions and left out where none is free.
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

/// A place for the name of each of `dots`, the first first, in type of this `size`, inside `frame` and clear of `furniture`; none where there is no room.
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
    let mut taken: Vec<Bounds> = dots.iter().map(around).chain(furniture.iter().copied()).collect();
    let mut place = |dot: &Dot<'_>| {
        let is_free = |label: &Label| {
            let Bounds { least, most } = label.covers;
            frame.holds(least)
                && frame.holds(most)
                && !taken.iter().any(|it| it.meets(&label.covers))
        };
        let label = positions(dot, size).into_iter().find(is_free)?;
        taken.push(label.covers);
        Some(label)
    };
    dots.iter().map(&mut place).collect()
}

/// Where a name may stand, the best first: right, left, above, below, and the corners.
fn positions(dot: &Dot<'_>, size: f64) -> [Label; 8] {
    let width = dot.name.chars().count() as f64 * LETTER * size;
    let away = dot.radius + GAP * size;
    let (level, above, below) = (0.35 * size, -away, away + 0.75 * size);
    let beside = 0.7 * away;
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
    fn a_name_stands_on_the_right_and_on_the_left_where_the_frame_ends() {
        let anchor = |x| {
            let dot = Dot { at: [x, 100.0], radius: 4.0, name: "Kyiv" };
            labels(&[dot], 13.0, &FRAME, &[])[0].map(|label| label.anchor)
        };
        assert_eq!(anchor(100.0), Some(Anchor::Start));
        assert_eq!(anchor(310.0), Some(Anchor::End));
    }
}
