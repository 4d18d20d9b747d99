//! Where chains of "this one leads to that one" end, and which go round in a circle.
//! It does not know what leads where, nor why.

/// What became of following every chain.
pub struct Ways {
    /// For every place the last one its chain leads to; `None` when it leads into a circle.
    pub ends: Vec<Option<usize>>,
    /// The circles, each from its first place on.
    pub circles: Vec<Vec<usize>>,
}

/// Follows `next` from every place. Takes time in proportion to the number of places, however long the chains are.
pub fn follow(next: &[Option<usize>]) -> Ways {
    let mut ends = vec![None; next.len()];
    let mut circles = Vec::new();
    let mut seen = vec![false; next.len()];
    for start in 0..next.len() {
        let mut way: Vec<usize> = Vec::new();
        let mut at = start;
        let end = loop {
            if seen[at] {
                // Seen on an earlier way, or on this one: then it closes a circle.
                if let Some(closes) = way.iter().position(|place| *place == at) {
                    circles.push(from_its_first(&way[closes..]));
                }
                break ends[at];
            }
            seen[at] = true;
            way.push(at);
            match next[at] {
                Some(further) => at = further,
                None => break Some(at),
            }
        };
        for place in way {
            ends[place] = end;
        }
    }
    Ways { ends, circles }
}

fn from_its_first(circle: &[usize]) -> Vec<usize> {
    let mut circle = circle.to_vec();
    let first = (0..circle.len()).min_by_key(|n| circle[*n]).unwrap_or(0);
    circle.rotate_left(first);
    circle
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn a_chain_ends_where_nothing_leads_further() {
        let ways = follow(&[Some(1), Some(2), None]);
        assert_eq!(ways.ends, [Some(2); 3]);
        assert!(ways.circles.is_empty());
    }

    #[test]
    fn what_goes_round_or_leads_into_a_circle_has_no_end() {
        let ways = follow(&[Some(2), Some(2), Some(1), None, Some(4)]);
        assert_eq!(ways.ends, [None, None, None, Some(3), None]);
        assert_eq!(ways.circles, [vec![1, 2], vec![4]]);
    }
}
