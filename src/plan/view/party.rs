//! Views of parties that are held responsible. They are in alphabetical order, and their rows are never one sum.
//! They do not count.

use std::sync::Arc;

use serde::Serialize;

use crate::chronicle::measure::Measure;
use crate::plan::view::city::FeedsView;
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
    /// The year, if the page is of one.
    pub year: Option<i16>,
    /// The parties, sorted by name. On the page of a year, those with incidents in it.
    pub parties: Vec<PartyLineView>,
    /// The same by place, sorted by name. Empty on the page of all time.
    pub places: Vec<PartyPlaceView>,
    /// The years that have pages, oldest first.
    pub years: Vec<PartyYearView>,
    /// The link to the page of all time. None on that page.
    pub all: Option<String>,
}

/// A year of the list of parties.
#[derive(Clone, Debug, Serialize)]
pub struct PartyYearView {
    /// The year.
    pub year: i16,
    /// The link to its page.
    pub href: String,
    /// True if this is the page.
    pub current: bool,
}

/// What is attributed to parties in one place.
#[derive(Clone, Debug, Serialize)]
pub struct PartyPlaceView {
    /// The city. None for what is not known to be in a city.
    pub place: Option<LinkView>,
    /// The rows of each party, sorted by name. They are never one sum.
    pub parties: Vec<PartyPlaceLineView>,
}

/// One row of a party in one place.
#[derive(Clone, Debug, Serialize)]
pub struct PartyPlaceLineView {
    /// The party.
    pub party: LinkView,
    /// The row.
    pub sum: PartySumView,
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
    /// Its feed.
    pub feeds: FeedsView,
    /// The data files of all parties, by file name.
    pub data: Vec<LinkView>,
    /// The last day on which a report on one of the incidents was published, changed or withdrawn.
    pub as_of: Option<DayView>,
}
