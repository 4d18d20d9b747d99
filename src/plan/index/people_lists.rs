//! The lists by which readers find a person: by the day of the incident, and by the letters of published names.
//! It does not know how a person is shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::Chronicle;
use crate::chronicle::incident::{Incident, IncidentId};
use crate::field::person::NameRule;
use crate::plan::index::place_lists::{in_address, letter};

/// A person: the incident, and the place among its people.
pub(crate) type PersonId = (IncidentId, usize);

/// All people, in the orders in which readers look for them.
#[derive(Debug, Default)]
pub(crate) struct PeopleLists {
    /// Everybody, by the first day of the incident.
    pub by_day: Vec<PersonId>,
    /// Those whose names are published, by the first letter of each of their names.
    pub letters: Vec<Letter>,
}

/// The people whose names begin with one letter.
#[derive(Debug)]
pub(crate) struct Letter {
    /// The letter, a capital where the script has them.
    pub letter: String,
    /// Its address below that of the list: `letter/a`.
    pub path: String,
    /// The people, by name.
    pub people: Vec<PersonId>,
}

impl PeopleLists {
    /// The lists of all people of `chronicle`. `rule` says whose names are withheld.
    pub(crate) fn new(chronicle: &Chronicle, rule: &NameRule) -> PeopleLists {
        let mut incidents: Vec<&Incident> =
            chronicle.incidents.values().filter(|it| !it.people.persons.is_empty()).collect();
        incidents.sort_by_key(|incident| incident.order());
        let mut by_day = Vec::new();
        let mut letters: BTreeMap<String, Vec<(&str, PersonId)>> = BTreeMap::new();
        for incident in incidents {
            for (at, person) in incident.people.persons.iter().enumerate() {
                let id = (incident.number, at);
                by_day.push(id);
                if person.is_withheld(rule) {
                    continue;
                }
                let entries = person.listed.iter().map(|(dispatch, report, at)| {
                    &chronicle.dispatches[*dispatch].reports[*report].people.list[*at]
                });
                for name in entries.flat_map(|entry| entry.all_names()) {
                    letters.entry(letter(name)).or_default().push((name, id));
                }
            }
        }
        let of_letter = |(letter, mut people): (String, Vec<(&str, PersonId)>)| {
            people.sort_unstable();
            let mut people: Vec<PersonId> = people.into_iter().map(|(_, id)| id).collect();
            // A person may have several names with this letter.
            let mut seen = BTreeSet::new();
            people.retain(|id| seen.insert(*id));
            Letter { path: format!("letter/{}", in_address(&letter)), letter, people }
        };
        PeopleLists { by_day, letters: letters.into_iter().map(of_letter).collect() }
    }
}
