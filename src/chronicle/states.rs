//! How many were missing, displaced, trapped or held, and as of when. Rule 9 of the counting policy.
//! It never adds states up: neither over time, nor between areas, nor to the dead.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::references::DispatchId;
use crate::field::area::Area;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::field::slug::Slug;

/// A state as of a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Which state.
    pub harm: Harm,
    /// How many people, if a number is known.
    pub bounds: Option<Bounds>,
    /// The number in the words of its source.
    pub wording: String,
    /// The area in which it holds, if the source gives one.
    pub area: Option<Area>,
    /// The state of knowledge.
    pub as_of: Timestamp,
    /// The dispatch that reports it.
    pub dispatch: DispatchId,
}

/// What a state is a state of. A later report replaces an earlier one of the same subject.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'i> {
    /// A series.
    Series(&'i Slug),
    /// An incident that is named.
    Incident(&'i Slug),
    /// The cities, region, country and area of a report that names no incident.
    Place(&'i [CityName], [Option<&'i str>; 3]),
}

/// The latest states that `incidents` report, by series or named incident, else by place and area.
///
/// Of two of the same moment, both are reported.
pub fn states(incidents: &[&Incident]) -> Vec<State> {
    let mut latest: BTreeMap<(Harm, Subject<'_>), Vec<State>> = BTreeMap::new();
    for &incident in incidents {
        for (measure, effective) in &incident.figures {
            let Measure::Whole(harm) = *measure else {
                continue;
            };
            if !harm.is_state() {
                continue;
            }
            let state = State {
                harm,
                bounds: effective.figure.bounds,
                wording: effective.figure.wording.clone(),
                area: effective.figure.area,
                as_of: effective.as_of,
                dispatch: effective.dispatch,
            };
            let known = latest.entry((harm, subject(incident))).or_default();
            known.retain(|other| other.as_of >= state.as_of);
            if known.iter().all(|other| other.as_of == state.as_of) {
                known.push(state);
            }
        }
    }
    latest.into_values().flatten().collect()
}

fn subject(incident: &Incident) -> Subject<'_> {
    let place = &incident.place;
    match &incident.series {
        Some(phase) => Subject::Series(&phase.series),
        None if incident.named => Subject::Incident(&incident.id),
        None => {
            let around = [&place.region, &place.country, &place.area];
            Subject::Place(&place.cities, around.map(Option::as_deref))
        }
    }
}
