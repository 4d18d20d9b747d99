//! The number labels on bars: all bars have one if there is room for all, or else only the highest. A reader sees which.
//! It knows the printed length of a number, but not its wording.

use crate::plan::view::chart::{Anchor, LabelView, Labelled, Share};

/// Width of a digit, in thousandths of the narrowest chart (240 px, on a phone of 320 px).
const DIGIT: u16 = 29;

/// Height of a line of text, in thousandths of the chart's height.
const LINE: u16 = 115;

/// The minimum and the maximum of a number.
type Ends = (u64, Option<u64>);

/// A bar and the number it shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    /// The left edge, in thousandths of the width.
    pub(super) from: u16,
    /// The right edge.
    pub(super) to: u16,
    /// The height, in thousandths. The bar's own label is placed here.
    pub(super) top: u16,
    /// The height up to which other labels must not touch the bar.
    pub(super) reach: u16,
    /// The minimum and the maximum of its number; none if it has no number.
    pub(super) ends: Option<Ends>,
}

/// A rectangle: left and right edge, bottom and top.
struct Area {
    across: (u16, u16),
    up: (u16, u16),
}

impl Area {
    fn touches(&self, other: &Area) -> bool {
        let apart = |one: (u16, u16), two: (u16, u16)| one.1 <= two.0 || two.1 <= one.0;
        !apart(self.across, other.across) && !apart(self.up, other.up)
    }
}

/// The label of each bar, or none, and which bars have one. `highest` is the bar with the highest number.
pub(super) fn placed(bars: &[Bar], highest: usize) -> (Vec<Option<LabelView>>, Labelled) {
    let all = |at: &usize| bars[*at].ends.is_some();
    let of_all = of_bars(bars, (0..bars.len()).filter(all).collect());
    if of_all.iter().zip(bars).all(|(label, bar)| label.is_some() == bar.ends.is_some()) {
        return (of_all, Labelled::All);
    }
    let of_highest = of_bars(bars, vec![highest]);
    match of_highest[highest] {
        Some(_) => (of_highest, Labelled::Highest),
        None => (of_highest, Labelled::None),
    }
}

/// The label of each of the bars in `order` that has room for one. Higher bars come first.
fn of_bars(bars: &[Bar], mut order: Vec<usize>) -> Vec<Option<LabelView>> {
    let mut labels = vec![None; bars.len()];
    order.sort_by_key(|at| std::cmp::Reverse(bars[*at].top));
    let mut taken: Vec<Area> = Vec::new();
    for at in order {
        let is_free = |area: &Area| {
            let others = bars.iter().enumerate().filter(|(other, _)| *other != at);
            let free_of_bars = others.map(|(_, bar)| bar.area()).all(|bar| !area.touches(&bar));
            free_of_bars && taken.iter().all(|label| !area.touches(label))
        };
        let anchors = [Anchor::Middle, Anchor::Start, Anchor::End];
        let ways = anchors.into_iter().filter_map(|anchor| bars[at].label(anchor));
        let found = ways.into_iter().find(|(_, area)| is_free(area));
        if let Some((label, area)) = found {
            labels[at] = Some(label);
            taken.push(area);
        }
    }
    labels
}

impl Bar {
    fn area(&self) -> Area {
        Area { across: (self.from, self.to), up: (0, self.reach) }
    }

    /// The label at `anchor`, and the area it covers. None if it would leave the chart.
    fn label(&self, anchor: Anchor) -> Option<(LabelView, Area)> {
        let length = DIGIT * letters(self.ends?);
        let (x, from) = match anchor {
            Anchor::Start => (self.from, Some(self.from)),
            Anchor::Middle => {
                let middle = u16::midpoint(self.from, self.to);
                (middle, middle.checked_sub(length / 2))
            }
            Anchor::End => (self.to, self.to.checked_sub(length)),
        };
        let across = (from?, from? + length);
        if across.1 > Share::WHOLE.0 {
            return None;
        }
        let label = LabelView { x: Share(x), y: Share(self.top).rest(), anchor };
        Some((label, Area { across, up: (self.top, self.top + LINE) }))
    }
}

/// The number of characters that are printed: `1,200`, `80–115`, `154+`.
fn letters((least, most): Ends) -> u16 {
    let long = |number: u64| {
        let digits = number.checked_ilog10().unwrap_or(0) + 1;
        u16::try_from(digits + (digits - 1) / 3).unwrap_or(u16::MAX / DIGIT)
    };
    match most {
        None => long(least) + 1,
        Some(most) if most == least => long(least),
        Some(most) => long(least) + 1 + long(most),
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, Ends, letters, placed};
    use crate::plan::view::chart::Anchor;

    /// Twelve slots of one chart. Each bar has a slot, a height and a number.
    fn check(bars: &[(usize, u16, Ends)], expected: &[(usize, Option<Anchor>)]) {
        let slot = |at: usize| {
            let middle = u16::try_from((2 * at + 1) * 500 / 12).expect("small");
            let (from, to) = (middle - 22, middle + 23);
            match bars.iter().find(|(slot, ..)| *slot == at) {
                Some((_, top, ends)) => {
                    let reach = if ends.1.is_none() { 1000 } else { *top };
                    Bar { from, to, top: *top, reach, ends: Some(*ends) }
                }
                None => Bar { from, to, top: 0, reach: 0, ends: None },
            }
        };
        let highest = bars.iter().max_by_key(|(_, top, _)| *top).map_or(0, |(slot, ..)| *slot);
        let (labels, _) = placed(&(0..12).map(slot).collect::<Vec<_>>(), highest);
        for (at, anchor) in expected {
            assert_eq!(labels[*at].map(|label| label.anchor), *anchor, "slot {at}");
        }
    }

    #[test]
    fn a_number_is_as_long_as_it_prints() {
        assert_eq!(letters((0, Some(0))), 1);
        assert_eq!(letters((1200, Some(1200))), 5);
        assert_eq!(letters((80, Some(115))), 6);
        assert_eq!(letters((154, None)), 4);
    }

    #[test]
    fn the_highest_bars_say_their_number() {
        let bars = [(2, 280, (128, Some(164))), (6, 1000, (586, Some(586)))];
        check(&bars, &[(2, Some(Anchor::Middle)), (6, Some(Anchor::Middle)), (4, None)]);
    }

    #[test]
    fn a_label_steps_aside_for_the_open_end_of_its_neighbour() {
        let bars = [(4, 900, (1540, None)), (5, 910, (1550, Some(1560)))];
        check(&bars, &[(5, Some(Anchor::Start))]);
    }

    #[test]
    fn a_bar_between_two_higher_ones_says_nothing() {
        let bars = [
            (4, 900, (1000, Some(2000))),
            (5, 500, (1000, Some(1200))),
            (6, 1000, (2000, Some(2200))),
        ];
        check(&bars, &[(5, None)]);
    }

    #[test]
    fn a_label_at_the_edge_stays_inside() {
        check(&[(0, 1000, (1000, Some(2000)))], &[(0, Some(Anchor::Start))]);
        check(&[(11, 1000, (1000, Some(2000)))], &[(11, Some(Anchor::End))]);
    }
}
