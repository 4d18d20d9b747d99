//! An axis from zero to the highest number, with two or three lines at round numbers.
//! It uses whole numbers only, and does not know what is counted.

use crate::plan::view::chart::Share;

/// An axis that begins at zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    peak: u64,
    step: u64,
}

impl Axis {
    /// The axis for ranges, each a minimum and a maximum. A range without a maximum gets a quarter of its minimum on top,
    /// to show that it goes on. None if all numbers are zero.
    pub(super) fn over(ranges: impl Iterator<Item = (u64, Option<u64>)>) -> Option<Axis> {
        let top = |(least, most): (u64, Option<u64>)| most.unwrap_or(least + least.div_ceil(4));
        let peak = ranges.map(top).max().filter(|peak| *peak > 0)?;
        Some(Axis { peak, step: step(peak) })
    }

    /// The height of `value`. Values above the peak get the full height.
    pub(super) fn height(&self, value: u64) -> Share {
        let height = u128::from(value.min(self.peak)) * 1000 / u128::from(self.peak);
        Share(u16::try_from(height).unwrap_or(Share::WHOLE.0))
    }

    /// The round numbers that have a line, without zero.
    pub(super) fn lines(&self) -> impl Iterator<Item = u64> + use<> {
        let Axis { peak, step } = *self;
        (1..=peak / step).map(move |line| line * step)
    }
}

/// The distance between lines: the smallest of 1, 2 and 5 times a power of ten that gives two or three lines. Just
/// below a power of ten none of them does; then 4 times the power is used.
fn step(peak: u64) -> u64 {
    let power = 10_u64.pow(peak.ilog10());
    let steps = [power / 10 * 5, power, power * 2, power * 5, power * 4];
    let is_quiet = |step: &u64| *step > 0 && (2..=3).contains(&(peak / step));
    steps.into_iter().find(is_quiet).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::Axis;

    fn check(highest: u64, expected: &[u64]) {
        let axis = Axis::over([(0, Some(highest))].into_iter()).expect("there is a number");
        assert_eq!(axis.lines().collect::<Vec<_>>(), expected, "up to {highest}");
    }

    #[test]
    fn lines_stand_at_round_numbers_and_are_two_or_three() {
        check(2, &[1, 2]);
        check(4, &[2, 4]);
        check(9, &[4, 8]);
        check(10, &[5, 10]);
        check(16, &[5, 10, 15]);
        check(101, &[50, 100]);
        check(324, &[100, 200, 300]);
        check(586, &[200, 400]);
        check(2_500_000, &[1_000_000, 2_000_000]);
    }

    #[test]
    fn one_has_a_line_of_its_own() {
        check(1, &[1]);
    }

    #[test]
    fn every_number_up_to_a_thousand_has_two_or_three_lines() {
        for highest in 2..=1000 {
            let axis = Axis::over([(0, Some(highest))].into_iter()).expect("there is a number");
            assert!((2..=3).contains(&axis.lines().count()), "{highest}: {axis:?}");
        }
    }

    #[test]
    fn an_open_range_has_room_above_its_least() {
        let axis = Axis::over([(154, None), (100, Some(120))].into_iter()).expect("numbers");
        assert!(axis.height(154) < axis.height(1_000));
        assert_eq!(axis.height(1_000).0, 1000);
    }

    #[test]
    fn where_all_is_nought_there_is_no_axis() {
        assert_eq!(Axis::over([(0, Some(0))].into_iter()), None);
        assert_eq!(Axis::over([].into_iter()), None);
    }

    #[test]
    fn the_largest_count_there_may_be_is_drawn() {
        let axis = Axis::over([(1_000_000_000_000, None)].into_iter()).expect("a number");
        assert_eq!(axis.height(1_000_000_000_000).0, 800);
    }
}
