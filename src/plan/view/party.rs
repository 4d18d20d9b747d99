//! Views of parties that are held responsible. They are in alphabetical order, and their rows are never one sum.
//! They do not count.

use std::sync::Arc;

use serde::Serialize;

use crate::chronicle::measure::Measure;
use crate::plan::view::dispatch::PositionView;
use crate::plan::view::lists::IncidentRowView;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::{CountView, DayView, DaysView, LinkView, NameView};
use crate::plan::view::{PageView, SiteView};

/// The list of parties.
#[derive(Clone, Debug, Serialize)]
pub struct PartiesPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The parties, sorted by name.
    pub parties: Vec<PartyLineView>,
}

/// A party in the list.
#[derive(Clone, Debug, Serialize)]
pub struct PartyLineView {
    /// The link to its page.
    pub party: LinkView,
    /// What it is, as `site.toml` says: `state`, `armed group` or other words.
    pub kind: Option<String>,
    /// The coalitions that it is part of.
    pub part_of: Vec<LinkView>,
    /// Its rows that have incidents.
    pub sums: Vec<PartySumView>,
}

/// The people killed in one row of a party.
#[derive(Clone, Debug, Serialize)]
pub struct PartySumView {
    /// The row: `claimed`, `disputed`, `found`, `alleged` or `denied`.
    pub row: &'static str,
    /// The number of incidents counted.
    pub incidents: usize,
    /// How many people were killed in them.
    pub killed: CountView,
    /// What `killed` counts: `killed`, or `killed_civilian` if the reports count only civilians.
    pub measure: Measure,
    /// The civilians killed, if only their number has a maximum.
    pub civilians: Option<CountView>,
    /// How many of the incidents have no number.
    pub unknown: usize,
    /// The link to the page that explains the row.
    pub explained: String,
}

/// A party.
#[derive(Clone, Debug, Serialize)]
pub struct PartyView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its names in other languages.
    pub names: Vec<NameView>,
    /// What it is, as `site.toml` says: `state`, `armed group` or other words.
    pub kind: Option<String>,
    /// The coalitions that it is part of.
    pub part_of: Vec<LinkView>,
    /// Its members, if it is a coalition. Their incidents are among its own.
    pub members: Vec<LinkView>,
}

/// One row of a party: the incidents that are attributed to it in one way.
#[derive(Clone, Debug, Serialize)]
pub struct PartyRowView {
    /// The row: `claimed`, `disputed`, `found`, `alleged` or `denied`.
    pub row: &'static str,
    /// The toll of the row. It is never added to that of another row.
    pub toll: TollView,
    /// The latest incidents and totals, latest first.
    pub incidents: Vec<Arc<IncidentRowView>>,
    /// How many more there are.
    pub more: usize,
}

/// What a party says about one incident.
#[derive(Clone, Debug, Serialize)]
pub struct PartyPositionView {
    /// What it says.
    pub position: PositionView,
    /// The incident.
    pub incident: LinkView,
    /// When that happened.
    pub days: DaysView,
}

/// The page of a party.
#[derive(Clone, Debug, Serialize)]
pub struct PartyPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The party.
    pub party: PartyView,
    /// Its rows that have incidents. They are never one sum.
    pub rows: Vec<PartyRowView>,
    /// What the party and its members say, by the day of the incident, latest first.
    pub positions: Vec<PartyPositionView>,
    /// The last day on which a report on one of the incidents was published, changed or withdrawn.
    pub as_of: Option<DayView>,
}
