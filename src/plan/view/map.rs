//! Views of maps: land and water as paths, and the places on them.
//! They hold no HTML; a component of the theme draws them.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::lists::CityRowView;
use crate::plan::view::{PageView, SiteView};

/// The map of all cities with dispatches that have a location. The page is missing if there are
/// none.
#[derive(Clone, Debug, Serialize)]
pub struct MapPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The map.
    pub map: MapView,
    /// All cities with dispatches, sorted by name. Those without a location are in the list too.
    pub cities: Vec<CityRowView>,
}

/// A map. Positions are in units from the top left corner.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The path of the land. Fill it with `fill-rule="evenodd"`.
    pub land: String,
    /// The path of the lakes.
    pub water: String,
    /// The path of the rivers. Do not fill it.
    pub rivers: String,
    /// The borders, from the site's own file. None if the site has no borders in this area.
    pub borders: Option<BordersView>,
    /// The seas and countries whose names have room. There are no borders in them, and none whose name is disputed.
    pub areas: Vec<MapAreaView>,
    /// The places. The most important is last, so that it is drawn on top.
    pub places: Vec<MapPlaceView>,
    /// The scale bar. None on a map of the world.
    pub scale: Option<ScaleView>,
}

/// Borders. A theme that draws them prints `viewpoint` below the map, because every border is
/// somebody's view.
#[derive(Clone, Debug, Serialize)]
pub struct BordersView {
    /// The path of the undisputed borders. May be empty. Do not fill it.
    pub settled: String,
    /// The path of the disputed borders, to be dashed. May be empty.
    pub disputed: String,
    /// Whose view the borders show, without a full stop.
    pub viewpoint: String,
}

/// A sea or a country on a map.
#[derive(Clone, Debug, Serialize)]
pub struct MapAreaView {
    /// The key of its name: of a sea in `[seas]`, of a country in `[countries]`.
    pub key: &'static str,
    /// True if it is a sea.
    pub sea: bool,
    /// The horizontal position of the middle of its name.
    pub x: i32,
    /// The vertical position of the baseline.
    pub y: i32,
}

/// A place on a map.
#[derive(Clone, Debug, Serialize)]
pub struct MapPlaceView {
    /// Its name.
    pub name: String,
    /// The horizontal position of its dot.
    pub x: i32,
    /// The vertical position of its dot.
    pub y: i32,
    /// The radius of its dot. On the map of all cities, the area of a dot grows with the number of
    /// dispatches.
    pub r: u32,
    /// True if this is the place that the map is of.
    pub here: bool,
    /// Where to write the name. None if there is no room.
    pub label: Option<MapLabelView>,
}

/// Where the name of a place is written.
#[derive(Clone, Debug, Serialize)]
pub struct MapLabelView {
    /// The horizontal position.
    pub x: i32,
    /// The vertical position of the baseline.
    pub y: i32,
    /// Which part of the name is at `x`, from the left: `start`, `middle` or `end`. A map is never
    /// mirrored.
    pub anchor: &'static str,
}

/// The scale bar of a map.
#[derive(Clone, Debug, Serialize)]
pub struct ScaleView {
    /// The number of kilometres.
    pub kilometres: u32,
    /// The length of the bar, in units of the map.
    pub length: u32,
}
