//! Finds the heaviest set when facts clash only by shared days, in one pass over the days.
//! It does not know places.
//!
//! The tolls in the set follow each other. Between two tolls are the incidents that lie completely in the gap. For each
//! day on which the last toll may have ended, the pass keeps the best worth so far. An incident adds its weight to every
//! such day before the incident began.

use crate::chronicle::reckoning::heaviest::Group;
use crate::chronicle::reckoning::heaviest::best::{Best, Worth};
use crate::field::day::Day;

/// The tolls in the heaviest set of `group`.
pub(super) fn heaviest(group: &Group<'_>) -> Vec<usize> {
    let days = group.choice.days;
    let mut ends: Vec<Day> = group.tolls.iter().map(|it| days[it.toll].to()).collect();
    ends.sort_unstable();
    ends.dedup();
    // The first position means "no toll yet". Then there is one for each day on which a toll ends.
    let place_before = |day: Day| ends.partition_point(|end| *end < day);
    let mut best = Best::new(ends.len() + 1);
    let mut reached: Vec<Option<(Worth, usize)>> = vec![None; group.tolls.len()];
    let mut last_toll: Vec<Option<usize>> = vec![None; ends.len() + 1];
    for event in events(group) {
        match event.what {
            What::Begins(place) => {
                let toll = group.tolls[place].toll;
                let (worth, from) = best.up_to(place_before(event.day));
                reached[place] = Some((worth.with_a_toll(group.choice.weight(toll)), from));
            }
            What::IsOver(incident) => {
                best.add(place_before(days[incident].from()), group.choice.weight(incident));
            }
            What::Ends(place) => {
                let end = place_before(event.day) + 1;
                if let Some((worth, _)) = reached[place]
                    && best.raise(end, worth)
                {
                    last_toll[end] = Some(place);
                }
            }
        }
    }
    let (_, mut at) = best.up_to(ends.len());
    let mut taken = Vec::new();
    while let Some(place) = last_toll[at] {
        taken.push(group.tolls[place].toll);
        at = reached[place].map_or(0, |(_, from)| from);
    }
    taken
}

/// Events in the order of the pass. On the same day, tolls begin first, then incidents end, then tolls end.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    day: Day,
    what: What,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// The toll at this position in the group begins.
    Begins(usize),
    /// The incident at this position in the lists of facts ends.
    IsOver(usize),
    /// The toll at this position in the group ends.
    Ends(usize),
}

fn events(group: &Group<'_>) -> Vec<Event> {
    let days = group.choice.days;
    let tolls = group.tolls.iter().enumerate().flat_map(|(place, clashing)| {
        let of_toll = days[clashing.toll];
        [
            Event { day: of_toll.from(), what: What::Begins(place) },
            Event { day: of_toll.to(), what: What::Ends(place) },
        ]
    });
    let over = |at: &usize| Event { day: days[*at].to(), what: What::IsOver(*at) };
    let mut events: Vec<Event> = tolls.chain(group.incidents.iter().map(over)).collect();
    events.sort_unstable();
    events
}
