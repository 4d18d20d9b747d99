//! Follows chains in which each place leads to at most one other: where each chain ends, and which chains are cycles.
//! It does not know what the places stand for.

/// Where the chains lead.
pub struct Chains {
    /// For every place the last one that its chain leads to; `None` if it leads into a cycle.
    pub ends: Vec<Option<usize>>,
    /// The cycles, each beginning with its lowest place.
    pub cycles: Vec<Vec<usize>>,
}

/// Follows `next` from every place. The time grows with the number of places, however long the chains are.
pub fn follow(next: &[Option<usize>]) -> Chains {
    let mut ends = vec![None; next.len()];
    let mut cycles = Vec::new();
    let mut seen = vec![false; next.len()];
    for start in 0..next.len() {
        let mut chain: Vec<usize> = Vec::new();
        let mut at = start;
        let end = loop {
            if seen[at] {
                // Seen on an earlier chain, or on this one: then it closes a cycle.
                if let Some(closes) = chain.iter().position(|place| *place == at) {
                    cycles.push(from_lowest(&chain[closes..]));
                }
                break ends[at];
            }
            seen[at] = true;
            chain.push(at);
            match next[at] {
                Some(further) => at = further,
                None => break Some(at),
            }
        };
        for place in chain {
            ends[place] = end;
        }
    }
    Chains { ends, cycles }
}

fn from_lowest(cycle: &[usize]) -> Vec<usize> {
    let mut cycle = cycle.to_vec();
    let first = (0..cycle.len()).min_by_key(|n| cycle[*n]).unwrap_or(0);
    cycle.rotate_left(first);
    cycle
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn a_chain_ends_where_nothing_leads_further() {
        let chains = follow(&[Some(1), Some(2), None]);
        assert_eq!(chains.ends, [Some(2); 3]);
        assert!(chains.cycles.is_empty());
    }

    #[test]
    fn what_goes_round_or_leads_into_a_circle_has_no_end() {
        let chains = follow(&[Some(2), Some(2), Some(1), None, Some(4)]);
        assert_eq!(chains.ends, [None, None, None, Some(3), None]);
        assert_eq!(chains.cycles, [vec![1, 2], vec![4]]);
    }
}
