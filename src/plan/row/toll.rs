//! A toll, as pages show it.
//! It does not add numbers; the chronicle does.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::extent::Extent;
use crate::chronicle::reckoning::{Reckoning, Toll, Uncertain};
use crate::field::casualties::{Group, Harm};
use crate::field::claim::Grade;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::route::Route;
use crate::plan::row::killed::{Killed, is_drawn, killed};
use crate::plan::row::{cited, figures};
use crate::plan::view::toll::{GradeCountView, TollRowView, TollView, UncountedView};
use crate::plan::view::values::FigureView;

/// The calculated toll of `scope`, as the page `here` shows it.
pub(crate) fn view(
    index: &Index<'_>,
    here: &Route,
    reckoning: &Reckoning,
    scope: &Scope,
) -> TollView {
    let killed = killed(index, reckoning);
    let mut states = reckoning.states.clone();
    states.sort_by_key(|state| (state.harm, Reverse(state.as_of), state.dispatch));
    TollView {
        rows: shown(reckoning).filter_map(|(of, toll)| row(&killed, of, toll)).collect(),
        incidents: reckoning.counted.len(),
        partly: reckoning.partly.len(),
        by_party: scope.party.is_some(),
        place_unclear: uncounted(index, &reckoning.place_unclear),
        spans: UncountedView { in_cities: false, ..uncounted(index, &reckoning.spans) },
        excluded_by_grade: reckoning.graded_out.len() + reckoning.graded_out_unclear.len(),
        excluded_figures: excluded_figures(index, reckoning),
        excluded_by_grade_unclear: reckoning.graded_out_unclear.len(),
        by_grade: by_grade(index, reckoning),
        others_unsaid: leaves_others(reckoning),
        tolls: in_order(index, &reckoning.tolls)
            .into_iter()
            .filter_map(|toll| index.to_incident(here, &toll.id, &index.config.language))
            .collect(),
        states: states.iter().map(|state| figures::state(index, state)).collect(),
        explained: Some(scope.link(index, here)),
        cited: cited::toll(index, reckoning, scope),
    }
}

/// A row of a toll. None for all killed if the number of civilians is the only one.
fn row(killed: &Killed, measure: Measure, toll: &Toll) -> Option<TollRowView> {
    let is_drawn = is_drawn(killed, measure);
    let is_killed = measure == Measure::Whole(Harm::Killed);
    let is_silent = is_killed && killed.is_all_there_is;
    (!is_silent).then(|| TollRowView {
        measure,
        part: measure.is_part() && !(is_drawn && killed.is_all_there_is),
        drawn: is_drawn,
        count: figures::sum(toll.bounds),
        unknown: toll.unknown,
    })
}

/// The incidents with these ids, as lists show them.
fn in_order<'d>(index: &'d Index<'_>, ids: &[Slug]) -> Vec<&'d Incident> {
    let mut incidents: Vec<_> = ids.iter().filter_map(|id| index.chronicle.incident(id)).collect();
    incidents.sort_by_key(|incident| incident.order());
    incidents
}

/// Incidents that may or may not belong to a toll.
fn uncounted(index: &Index<'_>, uncertain: &Uncertain) -> UncountedView {
    let all = || uncertain.incidents.iter().filter_map(|id| index.chronicle.incident(id));
    let shared = |of: fn(&Incident) -> Option<&String>| {
        let first = all().next().and_then(of)?;
        all().all(|incident| of(incident) == Some(first)).then(|| first.clone())
    };
    UncountedView {
        incidents: uncertain.incidents.len(),
        killed: uncertain.most(Measure::Whole(Harm::Killed)),
        region: shared(|incident| incident.place.region.as_ref()),
        country: shared(|incident| incident.place.country.as_ref()),
        in_cities: all().any(|incident| matches!(Extent::of(&incident.place), Extent::Cities(_))),
    }
}

/// The figures of the incident that is left out for its grade, if a place or a period has no other. Its page then opens with them.
fn excluded_figures(index: &Index<'_>, reckoning: &Reckoning) -> Vec<FigureView> {
    let is_only = reckoning.counted.is_empty() && reckoning.tolls.is_empty();
    let [only] = reckoning.graded_out.as_slice() else { return Vec::new() };
    let incident = index.chronicle.incident(only).filter(|_| is_only);
    incident.map(|incident| figures::effective(index, incident)).unwrap_or_default()
}

/// Whether the rows of killed by status leave out people, because not every report says who was killed.
fn leaves_others(reckoning: &Reckoning) -> bool {
    let status = |group: &Group| reckoning.rows.get(&Measure::Part(Harm::Killed, *group));
    let statuses: Vec<&Toll> =
        Group::ALL.iter().filter(|group| group.is_status()).filter_map(status).collect();
    let Some(killed) = reckoning.killed().and_then(|toll| toll.bounds) else { return false };
    let least = statuses.iter().filter_map(|toll| toll.bounds).map(|of| of.min);
    !statuses.is_empty() && least.fold(0, u64::saturating_add) < killed.min
}

/// How many of the incidents that count have which grade.
fn by_grade(index: &Index<'_>, reckoning: &Reckoning) -> Vec<GradeCountView> {
    let mut incidents: BTreeMap<Grade, usize> = BTreeMap::new();
    for incident in reckoning.counted.iter().filter_map(|id| index.chronicle.incident(id)) {
        *incidents.entry(incident.grade).or_default() += 1;
    }
    let view =
        |(grade, incidents): (Grade, usize)| GradeCountView { grade: grade.word(), incidents };
    incidents.into_iter().map(view).collect()
}

/// The rows to show. Casualties only repeat killed and injured, unless a report gives one number for both.
pub(crate) fn shown(reckoning: &Reckoning) -> impl Iterator<Item = (Measure, &Toll)> {
    let is_shown =
        |measure: &Measure| *measure != Measure::Casualties || reckoning.bare_numbers > 0;
    let rows = reckoning.rows.iter().map(|(measure, toll)| (*measure, toll));
    rows.filter(move |(measure, _)| is_shown(measure))
}
