//! Which of a report's claims have a voice. Rule 3 of the counting policy.
//! It does not know what they add up to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::field::claim::{Attributed, Claim, Grade};
use crate::field::dispatch::IncidentReport;

/// What a figure rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The newsroom's own figure.
    Newsroom,
    /// The claim that the dispatch adopts.
    Adopted,
    /// What several or all claims support together.
    Claims,
    /// Only what the accused themselves say.
    AccusedOnly,
}

/// What has to be known beside a report to weigh its claims.
#[derive(Clone, Copy, Debug)]
pub struct Weighing<'a> {
    /// How well the incident is established.
    pub grade: Grade,
    /// Who is held responsible for it.
    pub attribution: &'a [Attributed],
    /// The report's state of knowledge: a claim without one of its own shares it.
    pub as_of: Timestamp,
    /// Where a bare date begins.
    pub zone: &'a TimeZone,
}

impl Weighing<'_> {
    /// The state of knowledge of one claim.
    pub fn as_of(&self, claim: &Claim) -> Timestamp {
        let own = claim.as_of.as_ref();
        own.map_or(self.as_of, |moment| moment.instant(self.zone))
    }

    /// Whether the speaker is held responsible for what happened.
    pub fn is_accused(&self, claim: &Claim) -> bool {
        let party = claim.party.as_deref();
        self.attribution.iter().any(|accused| Some(accused.to.as_str()) == party)
    }
}

/// The claims that speak of a matter, and what a figure made of them rests on.
///
/// A claim is silent on what it does not state, and has no voice there.
pub fn speaking<'a>(
    report: &'a IncidentReport,
    weighing: &Weighing<'_>,
    states: impl Fn(&Claim) -> bool,
) -> (Vec<&'a Claim>, Voice) {
    let stating = report.claims.iter().filter(|claim| states(claim));
    if let Some(adopt) = &report.adopt {
        let adopted = |claim: &&Claim| claim.id.as_ref().is_some_and(|id| id.value == adopt.value);
        return (stating.filter(adopted).collect(), Voice::Adopted);
    }
    let latest = latest_of_each(stating.filter(|claim| claim.counted), weighing);
    let (accused, others): (Vec<&Claim>, Vec<&Claim>) =
        latest.into_iter().partition(|claim| weighing.is_accused(claim));
    // The accused move neither bound, unless the incident is confirmed or nobody else speaks.
    match weighing.grade {
        _ if others.is_empty() => (accused, Voice::AccusedOnly),
        Grade::Confirmed => ([others, accused].concat(), Voice::Claims),
        _ => (others, Voice::Claims),
    }
}

/// A ministry revises its own figure; only its latest word counts. Two words of one moment both do.
fn latest_of_each<'a>(
    claims: impl Iterator<Item = &'a Claim>,
    weighing: &Weighing<'_>,
) -> Vec<&'a Claim> {
    let mut latest: BTreeMap<&str, (Timestamp, Vec<&Claim>)> = BTreeMap::new();
    for claim in claims {
        let speaker = claim.party.as_deref().unwrap_or(&claim.by.value);
        let as_of = weighing.as_of(claim);
        let (so_far, words) = latest.entry(speaker).or_insert((as_of, Vec::new()));
        if as_of > *so_far {
            (*so_far, *words) = (as_of, Vec::new());
        }
        if as_of == *so_far {
            words.push(claim);
        }
    }
    latest.into_values().flat_map(|(_, words)| words).collect()
}
