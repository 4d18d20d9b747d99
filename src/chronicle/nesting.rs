//! What lies inside what: the incidents and tolls that a toll is known to include or to exclude, directly or through
//! another. Rule 6 of the counting policy. It does not know days, places or views: what is declared beats geometry.

use std::collections::BTreeMap;
use std::sync::Arc;

use litemap::LiteMap;

use crate::chronicle::incident::{Declared, Incident, IncidentId, Phase};
use crate::field::dispatch::{Dispatch, Kind};
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::{Span, Spanned};

/// How far the walk through the tolls has come with one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walked {
    NotYet,
    Under,
    Done,
}

/// Works out for every incident and toll what lies inside and outside of it. `known` leads from every id in use to
/// the incident it stands for. Tolls that include each other in a circle are reported.
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
    let includes = handed_on(incidents, includes, &|ids| listed(ids));
    let (inside, circles) = closed(&includes);
    let outside: Vec<Vec<IncidentId>> = declared
        .iter()
        .map(|it| {
            let excluded = listed(&it.excludes);
            // Whatever lies inside something that is outside is outside as well.
            let below = excluded.iter().flat_map(|number| &inside[*number as usize]);
            in_order(excluded.iter().chain(below).copied().collect())
        })
        .collect();
    for circle in circles {
        let ids: Vec<&Slug> =
            circle.iter().filter_map(|n| incidents.keys().nth(*n as usize)).collect();
        faults.extend(round(incidents, &ids, dispatches));
    }
    let nested = inside.into_iter().zip(outside).zip(0..);
    for ((_, incident), ((inside, outside), number)) in incidents.iter_mut().zip(nested) {
        (incident.number, incident.inside, incident.outside) = (number, inside, outside);
    }
}

/// An incident that an earlier member of a series includes is inside the later ones, which only grew, unless one excludes
/// it. Tolls are not handed on: a later one may lie inside the other, so its dispatch has to say.
fn handed_on(
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
        let mut handed: Vec<IncidentId> = Vec::new();
        for (at, member) in members {
            let excluded = listed(&member.declared.excludes);
            handed.retain(|number| !excluded.contains(number));
            let own = includes[at].iter().filter(|number| is_incident[**number as usize]);
            let handed_now = in_order(handed.iter().chain(own).copied().collect());
            includes[at].append(&mut handed);
            handed = handed_now;
        }
    }
    includes
}

/// For each place all that its list leads to, directly or through others, in order; and the circles on the way.
fn closed(lists: &[Vec<IncidentId>]) -> (Vec<Vec<IncidentId>>, Vec<Vec<IncidentId>>) {
    let mut inside: Vec<Vec<IncidentId>> = vec![Vec::new(); lists.len()];
    let mut walked = vec![Walked::NotYet; lists.len()];
    let mut circles = Vec::new();
    for start in (0..lists.len()).filter(|start| !lists[*start].is_empty()) {
        // The way down, each with how many of its list were looked at: no recursion, however deep tolls are nested.
        let mut way: Vec<(usize, usize)> = Vec::new();
        if walked[start] == Walked::NotYet {
            walked[start] = Walked::Under;
            way.push((start, 0));
        }
        while let Some((at, seen)) = way.last_mut() {
            let Some(next) = lists[*at].get(*seen).map(|next| *next as usize) else {
                let (at, _) = way.pop().expect("the loop runs while something is under way");
                let below = lists[at].iter().flat_map(|next| &inside[*next as usize]);
                inside[at] = in_order(lists[at].iter().chain(below).copied().collect());
                walked[at] = Walked::Done;
                continue;
            };
            *seen += 1;
            match walked[next] {
                Walked::Done => {}
                Walked::NotYet => {
                    walked[next] = Walked::Under;
                    way.push((next, 0));
                }
                Walked::Under => {
                    let from = way.iter().position(|(at, _)| *at == next).unwrap_or(0);
                    circles.push(way[from..].iter().map(|(at, _)| *at as IncidentId).collect());
                }
            }
        }
    }
    (inside, circles)
}

fn in_order(mut numbers: Vec<IncidentId>) -> Vec<IncidentId> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn round(
    incidents: &LiteMap<Slug, Incident>,
    circle: &[&Slug],
    dispatches: &[Arc<Dispatch>],
) -> Option<Diagnostic> {
    let declared = &incidents.get(*circle.first()?)?.declared;
    let names: Vec<&str> = circle.iter().chain(&circle[..1]).map(|id| id.as_str()).collect();
    let span = declared.includes.first().map_or(Span::default(), |id| id.span);
    let found = rule::INCLUDES_CYCLE
        .at(&dispatches[declared.by?].path, span, "these tolls include each other in a circle")
        .label(names.join(" includes "))
        .help("a part cannot hold its whole: take one of them out of the other's `includes`");
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn what_is_inside_a_part_is_inside_the_whole() {
        let (inside, circles) = closed(&[vec![1, 3], vec![2], vec![], vec![]]);
        assert_eq!(inside, [vec![1, 2, 3], vec![2], vec![], vec![]]);
        assert!(circles.is_empty());
    }

    #[test]
    fn a_circle_is_told_once_and_ends_the_walk() {
        let (_, circles) = closed(&[vec![1], vec![2], vec![0], vec![0]]);
        assert_eq!(circles, [vec![0, 1, 2]]);
    }

    #[test]
    fn ten_thousand_nested_tolls_need_no_stack() {
        let chain: Vec<Vec<u32>> = (1..10_000).map(|next| vec![next]).chain([vec![]]).collect();
        let (inside, _) = closed(&chain);
        assert_eq!(inside[0].len(), 9_999);
    }
}
