//! Which incidents are attributed to a party, in which of five ways, and for how much of the harm. Rule 5 of the counting policy.
//! It does not add numbers, and it knows no name of a party.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::incident::Incident;
use crate::chronicle::reckoning::fact::Share;
use crate::field::claim::{Attributed, Attribution, Position, Scope, Stance};
use crate::field::party::Party;
use crate::field::word::words;

words! {
    /// How an incident is attributed to a party. Each incident has one: the first that fits. They are never one sum.
    Standing, "row of a party" {
        /// The party says that it did it, or acknowledges it.
        Claimed = "claimed",
        /// Others hold it responsible, and the party denies or rejects it.
        Disputed = "disputed",
        /// Others hold it responsible, and it is established.
        Found = "found",
        /// Others hold it responsible.
        Alleged = "alleged",
        /// Those who report it say that the party denies it.
        Denied = "denied",
    }
}

/// A party and everybody who is part of it. A party without members is alone in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family(BTreeSet<String>);

/// One of the five rows of a party.
#[derive(Clone, Copy, Debug)]
pub struct OfParty<'a> {
    /// The party, with its members.
    pub family: &'a Family,
    /// The row.
    pub standing: Standing,
}

impl Family {
    /// The party `id` with its members among `parties`, and theirs.
    pub fn of(id: &str, parties: &BTreeMap<String, Party>) -> Family {
        let mut ids = BTreeSet::from([id.to_owned()]);
        loop {
            let is_new = |(member, party): &(&String, &Party)| {
                !ids.contains(*member) && party.part_of.iter().any(|of| ids.contains(&of.value))
            };
            let new: Vec<String> =
                parties.iter().filter(is_new).map(|(member, _)| member.clone()).collect();
            if new.is_empty() {
                return Family(ids);
            }
            ids.extend(new);
        }
    }

    /// Whether the party with this id is in it.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// The ids of its parties.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// How `incident` is attributed to it. None if it is not.
    pub fn standing(&self, incident: &Incident) -> Option<Standing> {
        if incident.attribution.is_empty() && incident.positions.is_empty() {
            return None;
        }
        let answers = self.answers(&incident.positions);
        let says = |stance: Stance| answers.values().any(|answer| answer.position == stance);
        let is = |how: Attribution| self.attributed(incident).any(|it| it.how == how);
        let is_held = is(Attribution::Alleged) || is(Attribution::Confirmed);
        if is(Attribution::Claimed) || says(Stance::Acknowledged) {
            Some(Standing::Claimed)
        } else if is_held && (says(Stance::Denied) || says(Stance::Rejected)) {
            Some(Standing::Disputed)
        } else if is(Attribution::Confirmed) {
            Some(Standing::Found)
        } else if is(Attribution::Alleged) {
            Some(Standing::Alleged)
        } else if is(Attribution::Denied) {
            Some(Standing::Denied)
        } else {
            None
        }
    }

    fn attributed<'i>(&self, incident: &'i Incident) -> impl Iterator<Item = &'i Attributed> {
        incident.attribution.iter().filter(|it| self.has(&it.to.value))
    }

    /// The answer of each party that stands: its latest that says yes or no. An inquiry or silence takes nothing back. Of two answers
    /// of which one has no day, the one that is written later stands.
    fn answers<'i>(&self, positions: &'i [Position]) -> BTreeMap<&'i str, &'i Position> {
        let mut answers: BTreeMap<&str, &Position> = BTreeMap::new();
        for position in positions.iter().filter(|it| self.has(&it.party.value)) {
            let party = position.party.value.as_str();
            let is_earlier =
                |known: &&Position| position.on.zip(known.on).is_some_and(|(on, known)| on < known);
            if position.position.is_answer() && !answers.get(party).is_some_and(is_earlier) {
                answers.insert(party, position);
            }
        }
        answers
    }
}

impl OfParty<'_> {
    /// How much of `incident` belongs to the row. None if it is in another row or in none.
    ///
    /// All of it does if nobody else is held responsible and the attributions that put it here are for all of it.
    pub fn share(self, incident: &Incident) -> Option<Share> {
        if self.family.standing(incident) != Some(self.standing) {
            return None;
        }
        let is_alone = incident.attribution.iter().all(|it| self.family.has(&it.to.value));
        let is_whole = |it: &&Attributed| it.scope == Some(Scope::All);
        match is_alone && self.grounds(incident).iter().any(is_whole) {
            true => Some(Share::Whole),
            false => Some(Share::Perhaps),
        }
    }

    /// The attributions that put an incident of the row there.
    fn grounds<'i>(self, incident: &'i Incident) -> Vec<&'i Attributed> {
        let those = |hows: &[Attribution]| -> Vec<&'i Attributed> {
            self.family.attributed(incident).filter(|it| hows.contains(&it.how)).collect()
        };
        const BY_OTHERS: &[Attribution] = &[Attribution::Alleged, Attribution::Confirmed];
        match self.standing {
            Standing::Claimed => match those(&[Attribution::Claimed]) {
                // It acknowledges what others hold it responsible for.
                claimed if claimed.is_empty() => those(BY_OTHERS),
                claimed => claimed,
            },
            Standing::Disputed => those(BY_OTHERS),
            Standing::Found => those(&[Attribution::Confirmed]),
            Standing::Alleged => those(&[Attribution::Alleged]),
            Standing::Denied => those(&[Attribution::Denied]),
        }
    }
}
