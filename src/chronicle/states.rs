//! Who was missing, displaced or trapped, as of when. Rule 9 of the counting policy: states are not flows.
//! It does not add them: neither over time, nor between areas, nor to the dead.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::chronicle::effective::Effective;
use crate::chronicle::incidents::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::places::CityName;
use crate::chronicle::references::DispatchId;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::field::slug::Slug;

/// A state as of a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Which state.
    pub harm: Harm,
    /// How many, if a number is known.
    pub bounds: Option<Bounds>,
    /// As reported.
    pub wording: String,
    /// As of when.
    pub as_of: Timestamp,
    /// In which dispatch.
    pub number: DispatchId,
}

/// What two reports of a state must share for the later to take the place of the earlier.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'i> {
    /// A series, whose members tell it over again.
    Series(&'i Slug),
    /// An incident that somebody named.
    Incident(&'i Slug),
    /// A place and an area, for reports that name no incident.
    Place(&'i [CityName], Option<&'i str>, Option<&'i str>, Option<&'i str>),
}

/// The latest states that `incidents` report: by series or incident where one is named, else by place
/// and area.
///
/// Two of one moment are both told.
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
            let state = State::of(harm, effective);
            let known = latest.entry((harm, subject(incident))).or_default();
            known.retain(|other| other.as_of >= state.as_of);
            if known.iter().all(|other| other.as_of == state.as_of) {
                known.push(state);
            }
        }
    }
    latest.into_values().flatten().collect()
}

impl State {
    fn of(harm: Harm, effective: &Effective) -> State {
        State {
            harm,
            bounds: effective.figure.bounds,
            wording: effective.figure.wording.clone(),
            as_of: effective.as_of,
            number: effective.number,
        }
    }
}

fn subject(incident: &Incident) -> Subject<'_> {
    if let Some(phase) = &incident.series {
        return Subject::Series(&phase.series);
    }
    if incident.named {
        return Subject::Incident(&incident.id);
    }
    let place = &incident.place;
    Subject::Place(
        &place.cities,
        place.region.as_deref(),
        place.country.as_deref(),
        place.area.as_deref(),
    )
}
