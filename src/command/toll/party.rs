//! The party that `toll --party` asks for: found by its id or by a name of it.
//! It does not count.

use dateline::chronicle::reckoning::parties::{Family, OfParty, Standing};
use dateline::compose::Reconciled;
use dateline::config::Config;
use dateline::text::spelling::did_you_mean;

use crate::command::failure::Failure;

/// A party that was asked for.
pub(super) struct AskedParty {
    /// Its id, or its name where dispatches use that.
    pub(super) id: String,
    /// What it is called.
    pub(super) name: String,
    family: Family,
}

impl AskedParty {
    /// The party of `reconciled` with this id or name. A site without `[parties]` has those that its dispatches name.
    pub(super) fn find(written: &str, reconciled: &Reconciled) -> Result<AskedParty, Failure> {
        let config = &reconciled.config;
        let id = match config.parties.contains_key(written) || is_used(written, reconciled) {
            true => written.to_owned(),
            false => by_name(written, config)?,
        };
        Ok(AskedParty {
            name: config.parties.get(&id).map_or_else(|| id.clone(), |party| party.name.clone()),
            family: Family::of(&id, &config.parties),
            id,
        })
    }

    /// One of its rows.
    pub(super) fn in_row(&self, standing: Standing) -> OfParty<'_> {
        OfParty { family: &self.family, standing }
    }
}

/// Whether an incident names a party in this way.
fn is_used(written: &str, reconciled: &Reconciled) -> bool {
    reconciled.chronicle.incidents.values().any(|incident| {
        let held = incident.attribution.iter().map(|it| &it.to);
        held.chain(incident.positions.iter().map(|it| &it.party)).any(|it| it.value == written)
    })
}

/// The id of the party with this name, in any language.
fn by_name(written: &str, config: &Config) -> Result<String, Failure> {
    let folded = written.to_lowercase();
    let is_it = |name: &String| name.to_lowercase() == folded;
    let is_called = |id: &String| {
        let party = &config.parties[id];
        let elsewhere = config.languages.values().filter_map(|names| names.parties.get(id));
        is_it(id) || is_it(&party.name) || party.names.values().chain(elsewhere).any(is_it)
    };
    let ids: Vec<&String> = config.parties.keys().filter(|id| is_called(id)).collect();
    match ids.as_slice() {
        [id] => Ok((*id).clone()),
        [] => {
            let known = config.parties.iter();
            let known = known.flat_map(|(id, party)| [id.as_str(), party.name.as_str()]);
            let otherwise = "write an id that is under `[parties]` in site.toml";
            let hint = did_you_mean(written, known, otherwise);
            Err(Failure::usage(format!("there is no party `{written}`; {hint}")))
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
            let ids = ids.join(", ");
            Err(Failure::usage(format!(
                "`{written}` is the name of several parties; write one of the ids {ids}"
            )))
        }
    }
}
