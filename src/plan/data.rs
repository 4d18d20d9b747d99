//! The tables of data: what the pages say, as rows that others can calculate with.
//! It does not write CSV or JSON, and it finds nothing out that the pages do not show.

pub(crate) mod bounds;
pub(crate) mod dispatches;
pub(crate) mod downloads;
pub(crate) mod incidents;
pub(crate) mod of_city;
pub(crate) mod records;
pub(crate) mod tolls;

use std::sync::Arc;

use crate::plan::cache::Cached;
use crate::plan::index::Index;
use crate::plan::table::Table;

/// The tables, each made when it is first asked for; several files show it.
#[derive(Default)]
pub(crate) struct Tables {
    dispatches: Cached<Arc<Table>>,
    incidents: Cached<Arc<Table>>,
    tolls: Cached<Arc<Table>>,
    /// The row of each incident in its table, by the number of the incident.
    incident_rows: Cached<Vec<usize>>,
}

/// One of the tables.
#[derive(Clone, Copy)]
pub(crate) enum TableOf {
    /// Every dispatch.
    Dispatches,
    /// Every incident and toll over a period.
    Incidents,
    /// Every toll that pages show.
    Tolls,
}

impl Tables {
    /// One of the tables.
    pub(crate) fn get(&self, index: &Index<'_>, of: TableOf) -> Arc<Table> {
        let table = match of {
            TableOf::Dispatches => self.dispatches.get(|| dispatches::table(index).into()),
            TableOf::Incidents => self.incidents.get(|| incidents::table(index).into()),
            TableOf::Tolls => self.tolls.get(|| tolls::table(index).into()),
        };
        Arc::clone(table)
    }

    /// The row of each incident in its table, by the number of the incident.
    pub(crate) fn incident_rows(&self, index: &Index<'_>) -> &[usize] {
        self.incident_rows.get(|| incidents::rows(index))
    }
}
