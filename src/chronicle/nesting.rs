//! The incidents and tolls that lie inside or outside of each toll, directly or through another, as dispatches declare it.
//! Rule 6 of the counting policy. It does not know days or places: what is declared beats geometry.

use std::collections::BTreeMap;
use std::sync::Arc;

use litemap::LiteMap;

use crate::chronicle::incident::{Declared, Incident, IncidentId, Phase};
use crate::field::dispatch::{Dispatch, Kind};
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::{Span, Spanned};

/// Maximum number of incidents and tolls that lie inside tolls, each counted for every toll it lies in.
pub const MAX_NESTED: usize = 1_000_000;

/// How far the search has come with one toll.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    NotYet,
    Open,
    Done,
}

/// Sets for every incident and toll what lies inside and outside of it. `known` leads from every id in use to the
/// incident it stands for. Tolls that include each other in a circle are reported.
pub fn nest(
    incidents: &mut LiteMap<Slug, Incident>,
    known: &BTreeMap<Slug, Slug>,
    dispatches: &[Arc<Dispatch>],
    faults: &mut Vec<Diagnostic>,
) {
    let numbers: BTreeMap<&Slug, IncidentId> = incidents.keys().zip(0..).collect();
    let find = |id: &Spanned<Slug>| numbers.get(known.get(&id.value)?).copied();
    let declared: Vec<&Declared> = incidents.values().map(|incident| &incident.declared).collect();
    let listed =
        |ids: &[Spanned<Slug>]| -> Vec<IncidentId> { ids.iter().filter_map(find).collect() };
    let includes: Vec<Vec<IncidentId>> = declared.iter().map(|it| listed(&it.includes)).collect();
    let includes = pass_on(incidents, includes, &|ids| listed(ids));
    let (inside, cycles) = transitive(&includes);
    let outside: Vec<Vec<IncidentId>> = declared
        .iter()
        .map(|it| {
            let excluded = listed(&it.excludes);
            // What lies inside something that is outside is outside as well.
            let below = excluded.iter().flat_map(|number| &inside[*number as usize]);
            in_order(excluded.iter().chain(below).copied().collect())
        })
        .collect();
    faults
        .extend(cycles.iter().filter_map(|cycle| include_each_other(incidents, cycle, dispatches)));
    let nested = inside.into_iter().zip(outside).zip(0..);
    for ((_, incident), ((inside, outside), number)) in incidents.iter_mut().zip(nested) {
        (incident.number, incident.inside, incident.outside) = (number, inside, outside);
    }
}

/// Passes incidents on within a series: what an earlier member includes lies inside the later ones too, unless one
/// excludes it. Tolls are not passed on: the later member may lie inside the toll, so its dispatch has to say.
fn pass_on(
    incidents: &LiteMap<Slug, Incident>,
    mut includes: Vec<Vec<IncidentId>>,
    listed: &dyn Fn(&[Spanned<Slug>]) -> Vec<IncidentId>,
) -> Vec<Vec<IncidentId>> {
    let is_incident: Vec<bool> = incidents.values().map(|it| it.kind == Kind::Incident).collect();
    let mut phases: BTreeMap<&Phase, Vec<(usize, &Incident)>> = BTreeMap::new();
    for (at, incident) in incidents.values().enumerate() {
        if let Some(phase) = &incident.series {
            phases.entry(phase).or_default().push((at, incident));
        }
    }
    for mut members in phases.into_values() {
        members.sort_by_key(|(_, member)| (member.days.to(), member.dispatches.last().copied()));
        let mut passed: Vec<IncidentId> = Vec::new();
        for (at, member) in members {
            let excluded = listed(&member.declared.excludes);
            passed.retain(|number| !excluded.contains(number));
            let own = includes[at].iter().filter(|number| is_incident[**number as usize]);
            let next = in_order(passed.iter().chain(own).copied().collect());
            includes[at].append(&mut passed);
            passed = next;
        }
    }
    includes
}

/// For each place all that its list leads to, directly or through others, in order; and the cycles on the path.
fn transitive(lists: &[Vec<IncidentId>]) -> (Vec<Vec<IncidentId>>, Vec<Vec<IncidentId>>) {
    let mut inside: Vec<Vec<IncidentId>> = vec![Vec::new(); lists.len()];
    let mut visits = vec![Visit::NotYet; lists.len()];
    let mut cycles = Vec::new();
    let mut nested = 0;
    for start in (0..lists.len()).filter(|start| !lists[*start].is_empty()) {
        // The path down, and for each place on it how much of its list was visited. Not recursive: tolls may nest deeply.
        let mut path: Vec<(usize, usize)> = Vec::new();
        if visits[start] == Visit::NotYet {
            visits[start] = Visit::Open;
            path.push((start, 0));
        }
        while let Some((at, seen)) = path.last_mut() {
            let Some(next) = lists[*at].get(*seen).map(|next| *next as usize) else {
                let (at, _) = path.pop().expect("the loop runs while something is under path");
                // More than that is refused; it only has to end.
                let below = lists[at].iter().filter(|_| nested <= MAX_NESTED);
                let below = below.flat_map(|next| &inside[*next as usize]);
                inside[at] = in_order(lists[at].iter().chain(below).copied().collect());
                nested += inside[at].len();
                visits[at] = Visit::Done;
                continue;
            };
            *seen += 1;
            match visits[next] {
                Visit::Done => {}
                Visit::NotYet => {
                    visits[next] = Visit::Open;
                    path.push((next, 0));
                }
                Visit::Open => {
                    let from = path.iter().position(|(at, _)| *at == next).unwrap_or(0);
                    cycles.push(path[from..].iter().map(|(at, _)| *at as IncidentId).collect());
                }
            }
        }
    }
    (inside, cycles)
}

fn in_order(mut numbers: Vec<IncidentId>) -> Vec<IncidentId> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn include_each_other(
    incidents: &LiteMap<Slug, Incident>,
    cycle: &[IncidentId],
    dispatches: &[Arc<Dispatch>],
) -> Option<Diagnostic> {
    let toll = |number: &IncidentId| incidents.get_indexed(*number as usize);
    let ids = cycle.iter().chain(&cycle[..1]).filter_map(|number| Some(toll(number)?.0.as_str()));
    let declared = &toll(cycle.first()?)?.1.declared;
    let span = declared.includes.first().map_or(Span::default(), |id| id.span);
    let found = rule::INCLUDES_CYCLE
        .at(&dispatches[declared.by?].path, span, "these tolls include each other in a circle")
        .label(ids.collect::<Vec<_>>().join(" includes "))
        .help("a part cannot include its whole: take one of them out of the other's `includes`");
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::{MAX_NESTED, transitive};

    #[test]
    fn what_is_inside_a_part_is_inside_the_whole() {
        let (inside, cycles) = transitive(&[vec![1, 3], vec![2], vec![], vec![]]);
        assert_eq!(inside, [vec![1, 2, 3], vec![2], vec![], vec![]]);
        assert!(cycles.is_empty());
    }

    #[test]
    fn a_cycle_is_reported_once_and_ends_the_search() {
        let (_, cycles) = transitive(&[vec![1], vec![2], vec![0], vec![0]]);
        assert_eq!(cycles, [vec![0, 1, 2]]);
    }

    #[test]
    fn ten_thousand_nested_tolls_need_no_stack_and_end_soon_after_the_maximum() {
        let chain = |length: u32| (1..length).map(|next| vec![next]).chain([vec![]]).collect();
        let inside = |chain: Vec<Vec<u32>>| transitive(&chain).0;
        assert_eq!(inside(chain(1_000))[0].len(), 999);
        let nested: usize = inside(chain(10_000)).iter().map(Vec::len).sum();
        assert!((MAX_NESTED..MAX_NESTED + 20_000).contains(&nested), "{nested}");
    }
}
