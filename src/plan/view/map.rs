//! Maps: the ground as paths, and the places on it, in units of the drawing from its top left corner.
//! They hold no HTML; one component of the theme draws them.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::lists::CityRowView;
use crate::plan::view::{PageView, SiteView};

/// The map of all places.
#[derive(Clone, Debug, Serialize)]
pub struct MapPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The map.
    pub map: MapView,
    /// The same as a list: every city with dispatches, by name, whether it is on the map or not.
    pub cities: Vec<CityRowView>,
}

/// A map.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// The path of the land, filled by the rule `evenodd`.
    pub land: String,
    /// The path of the lakes.
    pub water: String,
    /// The path of the rivers.
    pub rivers: String,
    /// The borders that the site brings; none if it brings none that are to be seen here.
    pub borders: Option<BordersView>,
    /// The places, the most important last, so that it lies on top.
    pub places: Vec<MapPlaceView>,
    /// The bar of kilometres; none on a map of the world, where it would be true in one place only.
    pub scale: Option<ScaleView>,
}

/// The borders on a map.
#[derive(Clone, Debug, Serialize)]
pub struct BordersView {
    /// The path of those that are settled.
    pub settled: String,
    /// The path of those that are disputed.
    pub disputed: String,
    /// Whose view they are, without a full stop.
    pub viewpoint: String,
}

/// A place on a map.
#[derive(Clone, Debug, Serialize)]
pub struct MapPlaceView {
    /// What it is called.
    pub name: String,
    /// How far to the right its dot lies.
    pub x: i32,
    /// How far down.
    pub y: i32,
    /// The radius of its dot.
    pub r: u32,
    /// Whether it is the one that the map is of.
    pub here: bool,
    /// Where its name stands; none if there is no room.
    pub label: Option<MapLabelView>,
}

/// Where a name stands on a map.
#[derive(Clone, Debug, Serialize)]
pub struct MapLabelView {
    /// How far to the right.
    pub x: i32,
    /// How far down its baseline is.
    pub y: i32,
    /// Which part of it is there: `start`, `middle` or `end`, from the left.
    pub anchor: &'static str,
}

/// A bar of kilometres.
#[derive(Clone, Debug, Serialize)]
pub struct ScaleView {
    /// How many.
    pub kilometres: u32,
    /// How long it is drawn.
    pub length: u32,
}
