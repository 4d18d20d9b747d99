//! Views of a city and of the list of cities.
//! They hold only the location that may be published, as text.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::chart::ChartView;
use crate::plan::view::lists::{
    CityRowView, DispatchMonthView, IncidentsView, PageNumberView, PagerView, PeriodRowView,
};
use crate::plan::view::map::MapView;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::{LinkView, NameView};
use crate::plan::view::{PageView, SiteView};

/// The list of cities.
#[derive(Clone, Debug, Serialize)]
pub struct CitiesPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The letter of this part of the list, if it is one by letters.
    pub letter: Option<String>,
    /// The country of this part of the list, as two capital letters, if it is one by country.
    pub country: Option<String>,
    /// The region of this part of the list, if it is one by region.
    pub region: Option<String>,
    /// True if this is a part by country of places whose country nobody told.
    pub country_unknown: bool,
    /// The cities on this page, sorted by name. Empty on the first page if the list is in parts.
    pub cities: Vec<CityRowView>,
    /// Names in other languages that belong to this part of the list.
    pub other_names: Vec<OtherNameView>,
    /// The parts of the list by letters. Empty if one page has room for all cities.
    pub letters: Vec<PlacePartView>,
    /// The parts of the list by country and region. Empty if one page has room for all cities.
    pub areas: Vec<PlacePartView>,
    /// The link to the first page, if this is a part.
    pub all: Option<String>,
    /// The countries with their regions, by name. On the first page only.
    pub countries: Vec<CountryView>,
}

/// The list of regions, or that of countries.
#[derive(Clone, Debug, Serialize)]
pub struct TerritoriesPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// What it lists: `regions` or `countries`.
    pub of: &'static str,
    /// The regions or countries on this page, sorted by name.
    pub territories: Vec<CityRowView>,
    /// Links to all pages of the list. Empty if one page has room for it.
    pub numbers: Vec<PageNumberView>,
}

/// A country with its regions, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CountryView {
    /// The link to the page of the country, with its name. None for regions whose country nobody told.
    pub country: Option<LinkView>,
    /// The two-letter code of the country.
    pub code: Option<String>,
    /// Links to its regions, sorted by name.
    pub regions: Vec<LinkView>,
}

/// A part of the list of cities.
#[derive(Clone, Debug, Serialize)]
pub struct PlacePartView {
    /// The letter, of a part by letters.
    pub letter: Option<String>,
    /// The two-letter code of the country, of a part by country.
    pub country: Option<String>,
    /// The region, of a part by region.
    pub region: Option<String>,
    /// The first and the last name, if the letter, country or region has several parts.
    pub ends: Option<[String; 2]>,
    /// The link to it.
    pub href: String,
    /// How many cities it lists.
    pub cities: usize,
    /// True if this is the page.
    pub current: bool,
}

/// A name of a city in another language, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct OtherNameView {
    /// The name.
    pub name: NameView,
    /// The city.
    pub city: LinkView,
}

/// A place whose name is similar to that of another.
#[derive(Clone, Debug, Serialize)]
pub struct SimilarPlaceView {
    /// The link to it.
    pub city: LinkView,
    /// Its region.
    pub region: Option<String>,
    /// The two-letter code of its country.
    pub country: Option<String>,
    /// The number of dispatches.
    pub dispatches: usize,
}

/// A city, a region or a country.
#[derive(Clone, Debug, Serialize)]
pub struct CityView {
    /// Its name.
    pub name: String,
    /// What it is: `city`, `region` or `country`.
    pub kind: &'static str,
    /// Its names in other languages.
    pub names: Vec<NameView>,
    /// The two-letter code of its country, or its own code if it is a country.
    pub country: Option<String>,
    /// The link to the page of its country. None if it is a country.
    pub country_href: Option<String>,
    /// Its region. Of a region, the wider one that it lies within.
    pub region: Option<String>,
    /// The link to the page of that region.
    pub region_href: Option<String>,
    /// Its latitude in degrees, as text.
    pub lat: Option<String>,
    /// Its longitude in degrees, as text.
    pub lon: Option<String>,
}

/// A feed in both of its formats.
#[derive(Clone, Debug, Serialize)]
pub struct FeedsView {
    /// The link to the Atom feed.
    pub atom: String,
    /// The link to the JSON Feed.
    pub json: String,
}

/// The toll of a city in a year and in its months.
#[derive(Clone, Debug, Serialize)]
pub struct YearOfTotalsView {
    /// The year.
    pub year: PeriodRowView,
    /// Its months with incidents.
    pub months: Vec<PeriodRowView>,
}

/// The places in a region or country.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlacesView {
    /// The regions and then the cities that are directly in it, sorted by name. Empty if they are too many for the page.
    pub rows: Vec<CityRowView>,
    /// How many there are.
    pub count: usize,
    /// The link to the list of all of them, if they are too many for the page.
    pub all: Option<String>,
    /// True if the page is one of that list, and shows nothing else.
    pub list_only: bool,
    /// The link to the main page of the region or country, on the pages of that list.
    pub home: Option<String>,
    /// Links to the pages of that list.
    pub numbers: Vec<PageNumberView>,
}

/// The page of a city, a region or a country. On the first page of a city or region, `content` is the text of its own
/// file. Its numbered pages only list dispatches.
#[derive(Clone, Debug, Serialize)]
pub struct CityPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The city, region or country.
    pub city: CityView,
    /// The places in it, if it is a region or country.
    pub places: PlacesView,
    /// Incidents of which only this region, or only this country, is known. Empty on numbered pages.
    pub only_here: IncidentsView,
    /// Places with similar names. Empty on numbered pages.
    pub similar: Vec<SimilarPlaceView>,
    /// A map of where it is. None on numbered pages, or if the city has no location.
    pub map: Option<Arc<MapView>>,
    /// Its toll. None on numbered pages.
    pub toll: Option<TollView>,
    /// Incidents in this place that several dispatches cover, but for those in `only_here`. Empty on numbered pages.
    pub incidents: IncidentsView,
    /// Its feed.
    pub feeds: FeedsView,
    /// Its data files, by file name.
    pub data: Vec<LinkView>,
    /// People killed by month, or by year if there are too many months. None with fewer than two
    /// numbers, and on numbered pages.
    pub chart: Option<ChartView>,
    /// Its months with reports, oldest first. Empty on numbered pages.
    pub months: Vec<PeriodRowView>,
    /// Its toll in each year with incidents, and in the months of that year, oldest first. Empty on numbered pages.
    pub totals: Vec<YearOfTotalsView>,
    /// The dispatches on this page, grouped by month of publication, newest first.
    pub dispatches: Vec<DispatchMonthView>,
    /// Links to the other pages of the list.
    pub pager: PagerView,
}
