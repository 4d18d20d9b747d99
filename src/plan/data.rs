//! The data tables: what the pages say, as rows for calculation.
//! It does not write CSV or JSON, and it finds out nothing that the pages do not show.

pub(crate) mod bounds;
pub(crate) mod dispatches;
pub(crate) mod downloads;
pub(crate) mod incidents;
pub(crate) mod of_place;
pub(crate) mod parties;
pub(crate) mod people;
pub(crate) mod records;
pub(crate) mod regions;
pub(crate) mod tolls;

use std::sync::Arc;

use crate::plan::cache::Cached;
use crate::plan::index::Index;
use crate::plan::table::Table;

/// The data tables, each built on first use because several files contain it.
#[derive(Default)]
pub(crate) struct Tables {
    dispatches: Cached<Arc<Table>>,
    incidents: Cached<Arc<Table>>,
    tolls: Cached<Arc<Table>>,
    regions: Cached<Arc<Table>>,
    people: Cached<Arc<Table>>,
    parties: Cached<Arc<Table>>,
    /// The row number of each incident in its table, by the number of the incident.
    incident_rows: Cached<Vec<usize>>,
}

/// The name of a table.
#[derive(Clone, Copy)]
pub(crate) enum TableOf {
    /// All dispatches.
    Dispatches,
    /// All incidents, and tolls that cover a period.
    Incidents,
    /// All tolls that pages show.
    Tolls,
    /// The tolls of countries and regions.
    Regions,
    /// Everybody who is listed.
    People,
    /// What is attributed to parties.
    Parties,
}

impl Tables {
    /// The table `of`, built on first use.
    pub(crate) fn get(&self, index: &Index<'_>, of: TableOf) -> Arc<Table> {
        let table = match of {
            TableOf::Dispatches => self.dispatches.get(|| dispatches::table(index).into()),
            TableOf::Incidents => self.incidents.get(|| incidents::table(index).into()),
            TableOf::Tolls => self.tolls.get(|| tolls::table(index).into()),
            TableOf::Regions => self.regions.get(|| regions::table(index).into()),
            TableOf::People => self.people.get(|| people::table(index).into()),
            TableOf::Parties => self.parties.get(|| parties::table(index).into()),
        };
        Arc::clone(table)
    }

    /// The row number of each incident in its table, by the number of the incident.
    pub(crate) fn incident_rows(&self, index: &Index<'_>) -> &[usize] {
        self.incident_rows.get(|| incidents::rows(index))
    }
}
