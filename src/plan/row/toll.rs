//! A toll, as pages show it.
//! It does not add numbers; the chronicle does.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::{Reckoning, Toll};
use crate::field::casualties::Harm;
use crate::field::claim::Grade;
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::row::killed::{Killed, is_drawn, killed};
use crate::plan::view::toll::{GradeCountView, TollRowView, TollView};

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
        place_unclear: figures::elsewhere(&reckoning.place_unclear),
        spans: figures::elsewhere(&reckoning.spans),
        excluded_by_grade: reckoning.graded_out.len() + reckoning.graded_out_unclear.len(),
        excluded_by_grade_unclear: reckoning.graded_out_unclear.len(),
        by_grade: by_grade(index, reckoning),
        tolls: reckoning
            .tolls
            .iter()
            .filter_map(|id| index.to_incident(here, id, &index.config.language))
            .collect(),
        states: states.iter().map(|state| figures::state(index, state)).collect(),
        explained: Some(scope.link(index, here)),
    }
}

/// A row of a toll. None for all killed if the number of civilians is the only one.
fn row(killed: &Killed, measure: Measure, toll: &Toll) -> Option<TollRowView> {
    let is_drawn = is_drawn(killed, measure);
    let is_killed = measure == Measure::Whole(Harm::Killed);
    let is_silent = is_killed && toll.bounds.is_none() && killed.measure.is_part();
    (!is_silent).then(|| TollRowView {
        measure,
        part: measure.is_part() && !(is_drawn && killed.is_all_there_is),
        drawn: is_drawn,
        count: figures::sum(toll.bounds),
        unknown: toll.unknown,
    })
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
