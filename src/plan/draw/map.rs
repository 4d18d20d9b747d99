//! Maps: a small one of where a city lies, and one of all cities with dispatches.
//! It does not know the shape of the earth; the atlas does. Coordinates come from `point` alone.

use std::cmp::Reverse;

use crate::atlas::basemap::Basemap;
use crate::atlas::clip::Bounds;
use crate::atlas::frame::Frame;
use crate::atlas::label::{Anchor, Dot, Label, labels};
use crate::atlas::projection::{LonLat, Projection};
use crate::atlas::scale;
use crate::chronicle::places::CityName;
use crate::plan::index::Index;
use crate::plan::point::Point;
use crate::plan::view::map::{MapLabelView, MapPlaceView, MapView, ScaleView};

/// How wide and high a locator is, in units: as it is shown on a wide screen, in pixels.
const LOCATOR: [u32; 2] = [320, 230];

/// How many kilometres across a locator tries to show, the closest first: the first that shows another place is taken.
const ACROSS: [f64; 3] = [700.0, 1_000.0, 1_500.0];

/// How many other places a locator may name.
const OTHERS: usize = 6;

/// The size of the type on a locator.
const LOCATOR_TYPE: f64 = 13.0;

/// How wide the map of all places is, and between which heights.
const SITE: (u32, [u32; 2]) = (720, [400, 640]);

/// The size of the type on the map of all places as a phone shows it. Screens with more room show it smaller, so that nothing that keeps clear here can collide there.
const SITE_TYPE: f64 = 22.0;

/// How many bytes the ground of a locator may take, and its borders.
const LOCATOR_BYTES: [usize; 2] = [2_600, 1_600];

/// The same for the map of all places. What the ground does not need the borders may take. Digits pack to less than half.
const SITE_BYTES: [usize; 2] = [9_000, 2_500];

/// The radius of the largest dot, and of the smallest.
const DOTS: [f64; 2] = [14.0, 4.0];

/// Whether there is anything to show on a map.
pub(crate) fn is_there(index: &Index<'_>) -> bool {
    placed(index, &index.config.language).next().is_some()
}

/// A place that may be drawn.
struct Place<'d> {
    name: &'d str,
    /// What it is called in the language of the map.
    title: &'d str,
    spot: LonLat,
    dispatches: usize,
}

/// The cities with dispatches whose file says where they lie, by name.
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

/// The map of all places; none if no file says where any lies.
pub(crate) fn of_all(index: &Index<'_>) -> Option<MapView> {
    let mut places: Vec<Place<'_>> = placed(index, &index.config.language).collect();
    places.sort_by_key(|place| Reverse(place.dispatches));
    let spots: Vec<LonLat> = places.iter().map(|place| place.spot).collect();
    let frame = Frame::containing(&spots, SITE.0, SITE.1)?;
    let most = places.iter().map(|place| place.dispatches).max()?;
    // The area of a dot grows with the number: twice as many, twice as large.
    let radius = |place: &Place<'_>| {
        (DOTS[0] * libm::sqrt(place.dispatches as f64 / most as f64)).max(DOTS[1])
    };
    let dots = places.iter().map(|place| dot(&frame, place, radius(place))).collect();
    Some(drawn(index, &frame, dots, SITE_TYPE, Whose::Everybody))
}

/// The map of where a city lies; none if its file does not say.
///
/// It does not depend on how many dispatches there are: a new one elsewhere leaves the page as it is.
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

/// How far apart two spots are, in kilometres, or near enough to say which of several is nearer.
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

fn dot<'n>(frame: &Frame, place: &Place<'n>, radius: f64) -> Dot<'n> {
    Dot { at: frame.to_units(place.spot), radius, name: place.title }
}

/// Whose map it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// That of the first place; others without room for their names are left out.
    TheFirst,
    /// That of all places.
    Everybody,
}

fn drawn(index: &Index<'_>, frame: &Frame, dots: Vec<Dot<'_>>, size: f64, whose: Whose) -> MapView {
    // The bar of kilometres stands there.
    let corner = Bounds {
        min: [0.0, f64::from(frame.height) - 20.0],
        max: [f64::from(frame.width) / 2.0, f64::from(frame.height)],
    };
    let names = labels(&dots, size, &edges(frame), &[corner]);
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
    MapView { width, height, land, water, rivers, borders, places, scale }
}

/// Whole units: no place can be told from a map more closely than a pixel.
fn units(at: f64) -> i32 {
    libm::round(at) as i32
}
