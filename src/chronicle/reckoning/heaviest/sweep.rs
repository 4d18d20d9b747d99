//! The heaviest set where facts clash by their days alone: one sweep over the days. It knows nothing of places.
//!
//! The tolls in the set follow each other, and between two of them stand the incidents that lie wholly in the gap. So
//! for each day on which the last toll may have ended, the sweep keeps the best that was reached so far; an incident
//! adds its weight to every such day before it began.

use crate::chronicle::reckoning::heaviest::Group;
use crate::chronicle::reckoning::heaviest::best::{Best, Worth};
use crate::field::day::Day;

/// The tolls in the heaviest set of `group`.
pub(super) fn heaviest(group: &Group<'_>) -> Vec<usize> {
    let days = group.choice.days;
    let mut ends: Vec<Day> = group.tolls.iter().map(|it| days[it.toll].to()).collect();
    ends.sort_unstable();
    ends.dedup();
    // The first place stands for "no toll yet"; then one for each day on which tolls end.
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

/// What the sweep meets. On one day tolls begin before incidents are over, and end after them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    day: Day,
    what: What,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// A toll, by its place in the group.
    Begins(usize),
    /// An incident.
    IsOver(usize),
    /// A toll, by its place in the group.
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
