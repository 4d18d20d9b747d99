//! Maps: a small locator map of one city, and one map of all cities with dispatches.
//! It does not know the shape of the earth; the atlas does. Coordinates come only from `point`.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::atlas::area::{Area, areas};
use crate::atlas::basemap::Basemap;
use crate::atlas::clip::Bounds;
use crate::atlas::frame::Frame;
use crate::atlas::label::{Anchor, Dot, Label, labels};
use crate::atlas::projection::{LonLat, Projection};
use crate::atlas::scale;
use crate::chronicle::city_names::CityName;
use crate::plan::index::Index;
use crate::plan::point::Point;
use crate::plan::view::map::{MapAreaView, MapLabelView, MapPlaceView, MapView, ScaleView};

/// Width and height of a locator, in units. One unit is one pixel on a wide screen.
const LOCATOR: [u32; 2] = [320, 230];

/// Widths of the area on a locator, in kilometres. The first one that shows another place is used.
const ACROSS: [f64; 3] = [700.0, 1_000.0, 1_500.0];

/// Maximum number of other places on a locator.
const OTHERS: usize = 6;

/// Font size on a locator, in units.
const LOCATOR_TYPE: f64 = 13.0;

/// Width, then minimum and maximum height, of the map of all places, in units.
const SITE: (u32, [u32; 2]) = (720, [400, 640]);

/// Font size on the map of all places on a phone. Wider screens use a smaller size, so labels cannot collide there either.
const SITE_TYPE: f64 = 22.0;

/// Font size of the names of seas and countries, as a share of that of places.
const AREA_TYPE: f64 = 0.8;

/// Maximum size of the ground of a locator, then of its borders, in bytes.
const LOCATOR_BYTES: [usize; 2] = [2_600, 1_600];

/// The same for the map of all places. Borders may use what the ground leaves. Compressed, digits need less than half.
const SITE_BYTES: [usize; 2] = [9_000, 2_500];

/// Radius of the largest dot, then of the smallest, in units.
const DOTS: [f64; 2] = [14.0, 4.0];

/// Whether the site has any place to show on a map.
pub(crate) fn is_there(index: &Index<'_>) -> bool {
    placed(index, &index.config.language).next().is_some()
}

/// A place that can be drawn.
struct Place<'d> {
    name: &'d str,
    /// Its name in the language of the map.
    title: Cow<'d, str>,
    spot: LonLat,
    dispatches: usize,
}

/// Cities with dispatches whose file has coordinates, by name.
fn placed<'d>(index: &'d Index<'_>, lang: &'d str) -> impl Iterator<Item = Place<'d>> {
    let told_of = index.gazetteer.iter().filter(|(_, entry)| !entry.dispatches.is_empty());
    told_of.filter_map(|(name, entry)| {
        let spot = spot(index, name)?;
        let title = index.city_title(name, lang);
        Some(Place { name, title, spot, dispatches: entry.dispatches.len() })
    })
}

fn spot(index: &Index<'_>, name: &str) -> Option<LonLat> {
    index.chronicle.places.file(name)?.coordinates.map(|told| Point::of_city(told).spot())
}

/// The map of all places that are `wanted`. None if no such city has coordinates.
pub(crate) fn of_places(index: &Index<'_>, wanted: impl Fn(&str) -> bool) -> Option<MapView> {
    let placed = placed(index, &index.config.language);
    let mut places: Vec<Place<'_>> = placed.filter(|place| wanted(place.name)).collect();
    places.sort_by_key(|place| Reverse(place.dispatches));
    let spots: Vec<LonLat> = places.iter().map(|place| place.spot).collect();
    let frame = Frame::containing(&spots, SITE.0, SITE.1)?;
    let most = places.iter().map(|place| place.dispatches).max()?;
    // The area of a dot, not its radius, is proportional to the number of dispatches.
    let radius = |place: &Place<'_>| {
        (DOTS[0] * libm::sqrt(place.dispatches as f64 / most as f64)).max(DOTS[1])
    };
    let dots = places.iter().map(|place| dot(&frame, place, radius(place))).collect();
    Some(drawn(index, &frame, dots, SITE_TYPE, Whose::Everybody))
}

/// The locator map of a city. None if its file has no coordinates.
///
/// It does not show the number of dispatches, so a new dispatch elsewhere leaves the page unchanged.
pub(crate) fn around(index: &Index<'_>, name: &CityName, lang: &str) -> Option<MapView> {
    let title = index.city_title(name, lang);
    let here = Place { name, title, spot: spot(index, name)?, dispatches: 0 };
    let mut others: Vec<(f64, Place<'_>)> = placed(index, lang)
        .filter(|place| *place.name != **name)
        .map(|place| (distance(here.spot, place.spot), place))
        .collect();
    others.sort_by(|one, next| one.0.total_cmp(&next.0));
    let frame = |across: f64| Frame::around(here.spot, across, LOCATOR);
    let [closest, .., widest] = ACROSS;
    let nearest = others.first().map(|(_, place)| place.spot);
    let shows = |across: &f64| nearest.is_some_and(|spot| seen(&frame(*across), spot));
    let frame = frame(ACROSS.into_iter().find(shows).unwrap_or((closest + widest) / 2.0));
    let inside = others.iter().map(|(_, place)| place).filter(|place| seen(&frame, place.spot));
    let all = [&here].into_iter().chain(inside.take(OTHERS));
    let dots = all.map(|place| dot(&frame, place, if *place.name == **name { 5.0 } else { 3.0 }));
    Some(drawn(index, &frame, dots.collect(), LOCATOR_TYPE, Whose::TheFirst))
}

/// The distance between two points in kilometres. Exact enough to sort places by distance.
fn distance(from: LonLat, to: LonLat) -> f64 {
    let [x, y] = Projection::Azimuthal(from).project(to);
    libm::hypot(x, y)
}

fn seen(frame: &Frame, spot: LonLat) -> bool {
    edges(frame).contains(frame.to_units(spot))
}

fn edges(frame: &Frame) -> Bounds {
    Bounds { min: [0.0, 0.0], max: [f64::from(frame.width), f64::from(frame.height)] }
}

fn dot<'n>(frame: &Frame, place: &'n Place<'_>, radius: f64) -> Dot<'n> {
    Dot { at: frame.to_units(place.spot), radius, name: &place.title }
}

/// The subject of a map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The first place. Other places without room for their names are left out.
    TheFirst,
    /// All places.
    Everybody,
}

fn drawn(index: &Index<'_>, frame: &Frame, dots: Vec<Dot<'_>>, size: f64, whose: Whose) -> MapView {
    // The scale bar is in this corner, so labels must avoid it.
    let corner = Bounds {
        min: [0.0, f64::from(frame.height) - 20.0],
        max: [f64::from(frame.width) / 2.0, f64::from(frame.height)],
    };
    let names = labels(&dots, size, &edges(frame), &[corner]);
    let around = |dot: &Dot<'_>| Bounds {
        min: dot.at.map(|it| it - dot.radius),
        max: dot.at.map(|it| it + dot.radius),
    };
    let written = names.iter().flatten().map(|label| label.bounds);
    let taken: Vec<Bounds> = dots.iter().map(around).chain(written).chain([corner]).collect();
    let area = |(area, at): (Area, [f64; 2])| MapAreaView {
        key: area.key,
        sea: area.is_sea,
        x: units(at[0]),
        y: units(at[1]),
    };
    let areas = areas(frame, size * AREA_TYPE, &edges(frame), &taken).into_iter().map(area);
    let areas = areas.collect();
    let place = |(number, (dot, label)): (usize, (&Dot<'_>, Option<Label>))| MapPlaceView {
        name: dot.name.to_owned(),
        x: units(dot.at[0]),
        y: units(dot.at[1]),
        r: libm::round(dot.radius) as u32,
        here: number == 0 && whose == Whose::TheFirst,
        label: label.map(|label| MapLabelView {
            x: units(label.at[0]),
            y: units(label.at[1]),
            anchor: match label.anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            },
        }),
    };
    let places = dots.iter().zip(names).enumerate().map(place);
    let places = places.filter(|it| whose == Whose::Everybody || it.here || it.label.is_some());
    let mut places: Vec<MapPlaceView> = places.collect();
    places.reverse();
    let [for_ground, for_borders] = match whose {
        Whose::TheFirst => LOCATOR_BYTES,
        Whose::Everybody => SITE_BYTES,
    };
    let Basemap { land, water, rivers } = Basemap::new(frame, for_ground);
    let scale = matches!(frame.projection, Projection::Azimuthal(_)).then(|| {
        let (kilometres, length) = scale::bar(frame.kilometres_per_unit, frame.width / 4);
        ScaleView { kilometres, length }
    });
    let for_borders = for_ground + for_borders - land.len() - water.len() - rivers.len();
    let borders = index.borders.and_then(|borders| borders.drawn(frame, for_borders));
    let Frame { width, height, .. } = *frame;
    MapView { width, height, land, water, rivers, borders, areas, places, scale }
}

/// Whole units, because a reader cannot see less than a pixel.
fn units(at: f64) -> i32 {
    libm::round(at) as i32
}
