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

/// The claims that are heard among those which speak of a matter, and the origin of a figure made from them.
///
/// `speaks` says whether a claim speaks of the matter. A claim that does not has no say in it.
pub fn heard<'a>(
    report: &'a IncidentReport,
    context: &ClaimContext<'_>,
    speaks: impl Fn(&Claim) -> bool,
) -> (Vec<&'a Claim>, Origin) {
    let speaking = report.claims.iter().filter(|claim| speaks(claim));
    if let Some(adopt) = &report.adopt {
        let adopted = |claim: &&Claim| claim.id.as_ref().is_some_and(|id| id.value == adopt.value);
        return (speaking.filter(adopted).collect(), Origin::Adopted);
    }
    let counted = speaking.filter(|claim| claim.counted);
    let (accused, others): (Vec<&Claim>, Vec<&Claim>) =
        counted.partition(|claim| context.is_by_accused(claim));
    // The accused move neither bound, unless the incident is confirmed or nobody else says anything.
    match context.grade {
        _ if others.is_empty() => (accused, Origin::AccusedOnly),
        Grade::Confirmed => ([others, accused].concat(), Origin::Claims),
        _ => (others, Origin::Claims),
    }
}

/// What each speaker said, and when: the claims of one moment together, the latest last.
pub fn by_speaker<'a>(
    claims: &[&'a Claim],
    context: &ClaimContext<'_>,
) -> Vec<BTreeMap<Timestamp, Vec<&'a Claim>>> {
    let mut speakers: BTreeMap<&str, BTreeMap<Timestamp, Vec<&Claim>>> = BTreeMap::new();
    for claim in claims {
        let moments = speakers.entry(claim.speaker()).or_default();
        moments.entry(context.as_of(claim)).or_default().push(claim);
    }
    speakers.into_values().collect()
}
