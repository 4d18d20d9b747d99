//! Every party with what is attributed to it, collected once because many pages need it.
//! It does not know pages, and it ranks nobody: parties are in the order of their ids.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::incident::Incident;
use crate::chronicle::reckoning::Reckoning;
use crate::chronicle::reckoning::parties::{Family, Standing};
use crate::config::Config;
use crate::field::claim::Position;
use crate::field::party::Party;
use crate::field::slug::Slug;
use crate::plan::cache::Cached;
use crate::plan::index::by_time::IncidentsByTime;

/// What is known about one party.
pub(crate) struct PartyEntry<'a> {
    /// Its part of the address.
    pub slug: Slug,
    /// What the settings say about it.
    pub party: &'a Party,
    /// The party with its members.
    pub family: Family,
    /// Its rows that have incidents.
    pub rows: BTreeMap<Standing, PartyRow<'a>>,
    /// The answers of the party and its members, by the day of the incident.
    pub positions: Vec<(&'a Incident, &'a Position)>,
}

/// The incidents of one row of a party.
pub(crate) struct PartyRow<'a> {
    /// The incidents and tolls.
    pub incidents: IncidentsByTime<'a>,
    /// The cached toll of the row.
    pub toll: Cached<Reckoning>,
}

/// The parties of the settings to whom something is attributed or who answered, by id. The others have no page: a party that only
/// speaks is not accused, and one that only a hidden dispatch names must not be seen yet.
pub(crate) type Parties<'a> = BTreeMap<Arc<str>, PartyEntry<'a>>;

/// What one party has while incidents are sorted.
#[derive(Default)]
struct Sorted<'a> {
    rows: BTreeMap<Standing, Vec<&'a Incident>>,
    positions: Vec<(&'a Incident, &'a Position)>,
}

/// Sorts `incidents`, which are in the order of their days, by party. It looks only at the parties that an incident names.
pub(crate) fn parties<'a>(
    config: &'a Config,
    incidents: impl Iterator<Item = &'a Incident>,
) -> Parties<'a> {
    if config.parties.is_empty() {
        return Parties::new();
    }
    let families: BTreeMap<&str, Family> =
        config.parties.keys().map(|id| (id.as_str(), Family::of(id, &config.parties))).collect();
    let mut wholes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, family) in &families {
        family.ids().for_each(|member| wholes.entry(member).or_default().push(id));
    }
    let mut sorted: BTreeMap<&str, Sorted<'a>> = BTreeMap::new();
    for incident in incidents {
        let held = incident.attribution.iter().map(|it| &it.to);
        let named = held.chain(incident.positions.iter().map(|it| &it.party));
        let ids = named.filter_map(|it| wholes.get(it.value.as_str())).flatten();
        for id in ids.copied().collect::<BTreeSet<&str>>() {
            let family = &families[id];
            let of = sorted.entry(id).or_default();
            if let Some(standing) = family.standing(incident) {
                of.rows.entry(standing).or_default().push(incident);
            }
            let own = incident.positions.iter().filter(|it| family.has(&it.party.value));
            of.positions.extend(own.map(|position| (incident, position)));
        }
    }
    let entry = |(id, family): (&str, Family)| {
        let Sorted { rows, positions } = sorted.remove(id)?;
        let (key, party) = config.parties.get_key_value(id)?;
        let row = |(standing, incidents)| {
            let incidents = IncidentsByTime::new(incidents);
            (standing, PartyRow { incidents, toll: Cached::default() })
        };
        let rows = rows.into_iter().map(row).collect();
        let slug = Slug::make(key);
        Some((Arc::from(key.as_str()), PartyEntry { slug, party, family, rows, positions }))
    };
    families.into_iter().filter_map(entry).collect()
}
