//! The scale bar: how long a round number of kilometres is drawn.
//! It does not put the number into words.

/// The largest round number of kilometres whose bar is at most `longest` units long, and the length of that bar.
pub fn bar(kilometres_per_unit: f64, longest: u32) -> (u32, u32) {
    let round = (0..5).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u32.pow(power)));
    let length = |round: u32| libm::round(f64::from(round) / kilometres_per_unit) as u32;
    let kilometres = round.take_while(|round| length(*round) <= longest).last().unwrap_or(1);
    (kilometres, length(kilometres))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_a_round_number_long() {
        assert_eq!(bar(2.8, 80), (200, 71));
        assert_eq!(bar(0.5, 80), (20, 40));
    }
}
