//! Which claims of a report count. Rule 3 of the counting policy.
//! It does not know what they add up to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::figure::Origin;
use crate::field::claim::{Attributed, Claim, Grade};
use crate::field::dispatch::IncidentReport;

/// What decides, beside a report itself, which of its claims count.
#[derive(Clone, Copy, Debug)]
pub struct ClaimContext<'a> {
    /// How well the incident is established.
    pub grade: Grade,
    /// Who is held responsible for it.
    pub attribution: &'a [Attributed],
    /// The report's state of knowledge, which is also that of a claim without `as_of`.
    pub as_of: Timestamp,
    /// The time zone in which a bare date begins.
    pub zone: &'a TimeZone,
}

impl ClaimContext<'_> {
    /// The state of knowledge of one claim.
    pub fn as_of(&self, claim: &Claim) -> Timestamp {
        let own = claim.as_of.as_ref();
        own.map_or(self.as_of, |moment| moment.instant(self.zone))
    }

    fn is_by_accused(&self, claim: &Claim) -> bool {
        let party = claim.party.as_ref().map(|party| party.value.as_str());
        self.attribution.iter().any(|accused| Some(accused.to.value.as_str()) == party)
    }
}

/// The claims that count among those which state a matter, and the origin of a figure made from them.
///
/// `states` says whether a claim states the matter. A claim that does not has no say in it.
pub fn counting<'a>(
    report: &'a IncidentReport,
    context: &ClaimContext<'_>,
    states: impl Fn(&Claim) -> bool,
) -> (Vec<&'a Claim>, Origin) {
    let stating = report.claims.iter().filter(|claim| states(claim));
    if let Some(adopt) = &report.adopt {
        let adopted = |claim: &&Claim| claim.id.as_ref().is_some_and(|id| id.value == adopt.value);
        return (stating.filter(adopted).collect(), Origin::Adopted);
    }
    let latest = latest_of_each(stating.filter(|claim| claim.counted), context);
    let (accused, others): (Vec<&Claim>, Vec<&Claim>) =
        latest.into_iter().partition(|claim| context.is_by_accused(claim));
    // The accused move neither bound, unless the incident is confirmed or nobody else says anything.
    match context.grade {
        _ if others.is_empty() => (accused, Origin::AccusedOnly),
        Grade::Confirmed => ([others, accused].concat(), Origin::Claims),
        _ => (others, Origin::Claims),
    }
}

/// The latest claims of each speaker. A ministry revises its own figure, so its earlier claims no longer count; two
/// claims of the same moment both do.
fn latest_of_each<'a>(
    claims: impl Iterator<Item = &'a Claim>,
    context: &ClaimContext<'_>,
) -> Vec<&'a Claim> {
    let mut latest: BTreeMap<&str, (Timestamp, Vec<&Claim>)> = BTreeMap::new();
    for claim in claims {
        let as_of = context.as_of(claim);
        let (so_far, claims) = latest.entry(claim.speaker()).or_insert((as_of, Vec::new()));
        if as_of > *so_far {
            (*so_far, *claims) = (as_of, Vec::new());
        }
        if as_of == *so_far {
            claims.push(claim);
        }
    }
    latest.into_values().flat_map(|(_, claims)| claims).collect()
}
