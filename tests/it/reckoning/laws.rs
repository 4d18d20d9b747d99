//! What holds of every site, sound or not: order, names, repeats, withdrawals, sums.

use std::collections::{BTreeMap, BTreeSet};

use dateline::chronicle::incident::{Incident, IncidentId};
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::question::Membership;
use dateline::chronicle::reckoning::{Reckoning, Selection};
use dateline::field::count::Bounds;
use dateline::field::slug::Slug;
use proptest::prelude::*;

use super::worlds::told::WITHDRAWN;
use super::worlds::{World, periods, questions, world};
use super::{Asked, Site, cases, file_of, site_of};

/// All answers of a site, in words.
fn answers(site: &Site) -> Vec<String> {
    questions(&[]).iter().map(|question| format!("{question}\n{}", site.answer(question))).collect()
}

fn site(world: &World) -> Site {
    site_of(&world.files())
}

/// The most, with open above every number.
fn most(bounds: Bounds) -> u64 {
    bounds.max.unwrap_or(u64::MAX)
}

fn bounds(reckoning: &Reckoning, measure: Measure) -> Bounds {
    let row = reckoning.rows.get(&measure);
    row.and_then(|row| row.bounds).unwrap_or(Bounds::exactly(0))
}

/// What is near a question, of those incidents and tolls that `picks`.
fn sort_some<'s>(site: &'s Site, question: &str, picks: impl Fn(usize) -> bool) -> Selection<'s> {
    let incidents = site.chronicle.incidents.values().enumerate();
    let picked = incidents.filter(|(n, _)| picks(*n)).map(|(_, incident)| incident);
    Selection::new(picked, &Asked::of(question).question(), &site.chronicle.places)
}

/// Those that stand with a number in a row. Of a series that is one member of each phase: with more of them in sight
/// another stands, which knows other figures and declares other things. Then the series has moved on.
fn standing_in(sorted: &Selection<'_>, measure: Measure) -> BTreeSet<IncidentId> {
    let facts = &sorted.counted;
    let stating = facts.sum(measure).stating;
    stating.into_iter().map(|at| facts.list[at].incident.number).collect()
}

/// Whether a part in a row is as open as a whole that a later member tells of alone.
fn is_outgrown(sorted: &Selection<'_>, measure: Measure) -> bool {
    let facts = &sorted.counted;
    let stating = facts.sum(measure).stating;
    stating.into_iter().any(|at| facts.phases.outgrown(&facts.list, at, measure).is_some())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_order_of_files_is_irrelevant((world, seed) in (world(), any::<u64>())) {
        let files = world.files();
        let mut shuffled = files.clone();
        shuffled.sort_by_key(|(path, _)| {
            let mixed = path.bytes().fold(seed, |sum, byte| sum.rotate_left(7) ^ u64::from(byte));
            mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        let (one, other) = (site_of(&files), site_of(&shuffled));
        prop_assert_eq!(answers(&one), answers(&other));
        prop_assert_eq!(one.broken(), other.broken());
    }

    #[test]
    fn renaming_a_file_changes_no_toll((world, seed) in (world(), 1..9_usize)) {
        let files = world.files();
        let renamed: Vec<(String, String)> = files
            .iter()
            .enumerate()
            .map(|(n, (path, text))| match path.strip_prefix("content/dispatches/") {
                None => (path.clone(), text.clone()),
                Some(name) => {
                    let slug = format!("title: Reported\nslug: {}", name.trim_end_matches(".md"));
                    let path = format!("content/dispatches/{}-{n}.md", n * seed % 7);
                    (path, text.replacen("title: Reported", &slug, 1))
                }
            })
            .collect();
        prop_assert_eq!(answers(&site_of(&files)), answers(&site_of(&renamed)));
    }

    #[test]
    fn repeating_a_named_incident_changes_nothing((world, which) in (world(), any::<prop::sample::Index>())) {
        let mut files = world.files();
        let before = site_of(&files);
        let said: Vec<(String, String)> = files
            .iter()
            .filter(|(_, text)| text.contains("incident: ") && !text.contains("supersedes: "))
            .filter(|(path, _)| !path.contains("lie-"))
            .cloned()
            .collect();
        prop_assume!(!said.is_empty());
        let (path, text) = &said[which.index(said.len())];
        files.push((path.replace(".md", "-again.md"), text.clone()));
        prop_assert_eq!(answers(&before), answers(&site_of(&files)));
    }

    #[test]
    fn a_withdrawn_dispatch_leaves_no_trace((world, number) in (world(), 0..90_000_u64)) {
        let files = world.files();
        let before = site_of(&files);
        let toll = "kind: toll\nseries: war-0\nincludes: [i-0]\n";
        for incident in ["incident: i-0\n", "incident: of-its-own\n", "incident: t-0\nkind: toll\n", toll, ""] {
            let keys = format!("date: 2018-03-01\n{incident}casualties: {number}\n{WITHDRAWN}");
            let mut files = files.clone();
            files.push(file_of("gone", &keys));
            prop_assert_eq!(answers(&before), answers(&site_of(&files)));
        }
    }

    #[test]
    fn the_least_is_not_above_the_most_and_everything_near_is_listed((world, periods) in (world(), periods())) {
        let site = site(&world);
        for question in questions(&periods) {
            let reckoning = site.reckon(&question);
            let beside = [&reckoning.place_unclear.rows, &reckoning.spans.rows];
            for row in [&reckoning.rows].into_iter().chain(beside).flat_map(BTreeMap::values) {
                let bounds = row.bounds.unwrap_or(Bounds::exactly(0));
                prop_assert!(bounds.min <= most(bounds));
            }
            prop_assert_eq!(listed(&reckoning), near(&site, &question));
        }
    }

    #[test]
    fn an_unrelated_incident_lowers_nothing((world, number) in (world(), 0..90_u64)) {
        let mut files = world.files();
        let before = site_of(&files);
        files.push(file_of("far", &format!("date: 2019-03-01\ncity: Basra\ncasualties: {{killed: {number}}}")));
        nothing_is_lower(&before, &site_of(&files))?;
    }

    #[test]
    fn another_world_lowers_nothing((one, other) in (world(), world())) {
        let mut files = one.files();
        let before = site_of(&files);
        files.extend(other.dispatches(100));
        nothing_is_lower(&before, &site_of(&files))?;
    }

    #[test]
    fn a_union_comes_to_at_most_the_sum((world, sets) in (world(), any::<[u8; 2]>())) {
        let site = site(&world);
        let picks = |set: u8, n: usize| set >> (n % 8) & 1 == 1;
        for question in questions(&[]) {
            let union = sort_some(&site, &question, |n| picks(sets[0] | sets[1], n));
            let parts = sets.map(|set| sort_some(&site, &question, |n| picks(set, n)));
            let [one, other] = parts.each_ref().map(Selection::reckon);
            let together = union.reckon();
            for measure in together.rows.keys() {
                let all = bounds(&together, *measure);
                let sum = bounds(&one, *measure).plus(bounds(&other, *measure));
                prop_assert!(all.min <= sum.min, "{all} of {sum}");
                let stand = standing_in(&union, *measure);
                let moved_on = is_outgrown(&union, *measure)
                    || parts.iter().any(|part| !standing_in(part, *measure).is_subset(&stand));
                prop_assert!(moved_on || most(all) <= most(sum), "{all} of {sum}");
            }
        }
    }

    #[test]
    fn months_and_spans_bound_the_year(world in world()) {
        let site = site(&world);
        for year in ["2016", "2017"] {
            let sorted = sort_some(&site, year, |_| true);
            let whole = sorted.reckon();
            let months: Vec<Selection<'_>> =
                (1..=12).map(|month| sort_some(&site, &format!("{year}-{month:02}"), |_| true)).collect();
            let answers: Vec<Reckoning> = months.iter().map(Selection::reckon).collect();
            for measure in whole.rows.keys() {
                let sum = answers.iter().map(|month| bounds(month, *measure)).reduce(Bounds::plus);
                let sum = sum.unwrap_or(Bounds::exactly(0));
                let year = bounds(&whole, *measure);
                let stand = standing_in(&sorted, *measure);
                let moved_on = is_outgrown(&sorted, *measure)
                    || months.iter().any(|month| !standing_in(month, *measure).is_subset(&stand));
                prop_assert!(moved_on || holds_across_months(&site) || sum.min <= year.min);
                let spans = spanning(&site, &answers).filter_map(|it| it.bounds(*measure));
                let bound = spans.fold(sum, Bounds::plus);
                prop_assert!(moved_on || most(year) <= most(bound), "{year} of {bound}");
            }
        }
    }
}

/// Whether a toll holds what is reported of days that are not all its own.
fn holds_across_months(site: &Site) -> bool {
    let incidents: Vec<&Incident> = site.chronicle.incidents.values().collect();
    let reaches_out = |toll: &&Incident| {
        let mut inside = toll.inside.iter().map(|number| incidents[*number as usize]);
        inside.any(|part| !part.days.lies_within(toll.days))
    };
    incidents.iter().any(reaches_out)
}

/// No row of any answer is lower, nor is the most that it supports.
fn nothing_is_lower(before: &Site, after: &Site) -> Result<(), TestCaseError> {
    for question in questions(&[]) {
        let (before, after) = (before.reckon(&question), after.reckon(&question));
        for measure in before.rows.keys() {
            let (was, now) = (bounds(&before, *measure), bounds(&after, *measure));
            prop_assert!(was.min <= now.min && most(was) <= most(now), "{was} then {now}");
        }
    }
    Ok(())
}

/// Every incident that an answer lists, once for each list.
fn listed(reckoning: &Reckoning) -> Vec<&Slug> {
    let lists = [
        &reckoning.counted,
        &reckoning.place_unclear.incidents,
        &reckoning.spans.incidents,
        &reckoning.graded_out,
        &reckoning.tolls,
        &reckoning.overtaken,
    ];
    let mut listed: Vec<&Slug> = lists.into_iter().flatten().collect();
    listed.sort();
    listed
}

/// Every incident that is not outside a question.
fn near<'s>(site: &'s Site, question: &str) -> Vec<&'s Slug> {
    let asked = Asked::of(question);
    let places = &site.chronicle.places;
    let is_near = |it: &&Incident| asked.question().membership(it, places) != Membership::Outside;
    site.chronicle.incidents.values().filter(is_near).map(|it| &it.id).collect()
}

/// The incidents that lie across an end of one of the months, each once.
fn spanning<'s>(site: &'s Site, months: &[Reckoning]) -> impl Iterator<Item = &'s Incident> {
    let mut ids: Vec<&Slug> = months.iter().flat_map(|month| &month.spans.incidents).collect();
    ids.sort();
    ids.dedup();
    let incidents = &site.chronicle.incidents;
    let found: Vec<&Incident> = ids.into_iter().map(|id| &incidents[id]).collect();
    found.into_iter()
}
