//! A city as its pages show it, and the list of cities.
//! It holds no point but the one that may be published, as text.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::chart::ChartView;
use crate::plan::view::lists::{
    CityRowView, DispatchMonthView, IncidentsView, PagerView, PeriodRowView,
};
use crate::plan::view::map::MapView;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::LinkView;
use crate::plan::view::{PageView, SiteView};

/// The list of cities.
#[derive(Clone, Debug, Serialize)]
pub struct CitiesPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The cities by name.
    pub cities: Vec<CityRowView>,
}

/// A city.
#[derive(Clone, Debug, Serialize)]
pub struct CityView {
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    pub names: Vec<NameView>,
    /// The country's code.
    pub country: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// Latitude in degrees, as text.
    pub lat: Option<String>,
    /// Longitude in degrees, as text.
    pub lon: Option<String>,
}

/// A feed in both of its forms.
#[derive(Clone, Debug, Serialize)]
pub struct FeedsView {
    /// The link to it as Atom.
    pub atom: String,
    /// The link to it as JSON Feed.
    pub json: String,
}

/// A name in a language.
#[derive(Clone, Debug, Serialize)]
pub struct NameView {
    /// The language tag.
    pub lang: String,
    /// The name.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A city's page; `body` is the introduction from its file, on its first page.
#[derive(Clone, Debug, Serialize)]
pub struct CityPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The city.
    pub city: CityView,
    /// Where it lies; none on the numbered pages, or if its file does not say.
    pub map: Option<Arc<MapView>>,
    /// Its toll; missing on the numbered pages, which only list dispatches.
    pub toll: Option<TollView>,
    /// Incidents that happened there, or there among other places, and that several dispatches tell of; none on the numbered
    /// pages.
    pub incidents: IncidentsView,
    /// Its feed.
    pub feeds: FeedsView,
    /// Its files of data, by their names.
    pub data: Vec<LinkView>,
    /// How many were killed, month by month, or year by year if that is too long; none with fewer than two numbers, and
    /// none on the numbered pages.
    pub chart: Option<ChartView>,
    /// Its months with reports, oldest first; none on the numbered pages.
    pub months: Vec<PeriodRowView>,
    /// The dispatches on this page by the month they were published in, newest first.
    pub dispatches: Vec<DispatchMonthView>,
    /// Which page of the list this is.
    pub pager: PagerView,
}
