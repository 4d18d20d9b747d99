//! A toll, as pages show it.
//! It does not add numbers; the chronicle does.

use std::cmp::Reverse;

use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::{Reckoning, Toll};
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::route::Route;
use crate::plan::row::{cited, figures};
use crate::plan::view::toll::TollView;

/// The calculated toll of `scope`, as the page `here` shows it.
pub(crate) fn view(
    index: &Index<'_>,
    here: &Route,
    reckoning: &Reckoning,
    scope: &Scope,
) -> TollView {
    let mut states = reckoning.states.clone();
    states.sort_by_key(|state| (state.harm, Reverse(state.as_of), state.dispatch));
    TollView {
        rows: shown(reckoning).map(|(measure, toll)| figures::row(measure, toll)).collect(),
        incidents: reckoning.counted.len(),
        partly: reckoning.partly.len(),
        place_unclear: figures::elsewhere(&reckoning.place_unclear),
        spans: figures::elsewhere(&reckoning.spans),
        excluded_by_grade: reckoning.graded_out.len() + reckoning.graded_out_unclear.len(),
        excluded_by_grade_unclear: reckoning.graded_out_unclear.len(),
        grades: index.config.headline_grades.iter().map(|grade| grade.word()).collect(),
        tolls: reckoning
            .tolls
            .iter()
            .filter_map(|id| index.to_incident(here, id, &index.config.language))
            .collect(),
        states: states.iter().map(|state| figures::state(index, state)).collect(),
        explained: Some(scope.link(index, here)),
        cited: cited::toll(index, reckoning, scope),
    }
}

/// The rows to show. Casualties only repeat killed and injured, unless a report gives one number for both.
pub(crate) fn shown(reckoning: &Reckoning) -> impl Iterator<Item = (Measure, &Toll)> {
    let is_shown =
        |measure: &Measure| *measure != Measure::Casualties || reckoning.bare_numbers > 0;
    let rows = reckoning.rows.iter().map(|(measure, toll)| (*measure, toll));
    rows.filter(move |(measure, _)| is_shown(measure))
}
