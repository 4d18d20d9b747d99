//! Reads the points of a line: longitude first, and on the earth.
//! It does not know which geometry the line belongs to.

use serde_json::value::RawValue;

use crate::field::border::Line;
use crate::field::dateline::Coordinates;
use crate::field::excerpt::excerpt;
use crate::read::borders::json::Json;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// A line: two points or more.
pub(super) fn line<'t>(json: Json<'t>, raw: &'t RawValue) -> Result<Line, Diagnostic> {
    let line = points(json, raw)?;
    if line.len() < 2 {
        return Err(rule::BAD_BORDERS
            .at(json.path, json.span(raw), "a line needs at least two points")
            .label("fewer than two")
            .help("add its other end, or delete the line"));
    }
    Ok(line)
}

/// The edge of an area: three corners or more, with the first one again at the end.
pub(super) fn ring<'t>(json: Json<'t>, raw: &'t RawValue) -> Result<Line, Diagnostic> {
    let ring = points(json, raw)?;
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err(rule::BAD_BORDERS
            .at(json.path, json.start(raw), "the edge of an area does not return to its start")
            .label("this ring is open")
            .help("repeat its first point at the end; if it is a line and not an area, make it a `LineString`"));
    }
    Ok(ring)
}

fn points<'t>(json: Json<'t>, raw: &'t RawValue) -> Result<Line, Diagnostic> {
    let raw: Vec<&RawValue> = json.array(raw)?;
    raw.into_iter().map(|raw| point(json, raw)).collect()
}

/// A point. A height after its two numbers is ignored.
fn point<'t>(json: Json<'t>, raw: &'t RawValue) -> Result<Coordinates, Diagnostic> {
    let numbers: Vec<f64> = json.parsed(raw)?;
    let [lon, lat, ..] = numbers[..] else {
        return Err(rule::BAD_BORDERS
            .at(json.path, json.span(raw), "a point needs two numbers")
            .label("fewer than two")
            .help("write longitude and latitude, as in `[43.12, 36.34]`"));
    };
    if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
        let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
        return Ok(Coordinates { lat: millionths(lat), lon: millionths(lon) });
    }
    let are_swapped = lon.abs() <= 90.0 && lat.abs() <= 180.0;
    let are_degrees = lon.abs() <= 360.0 && lat.abs() <= 360.0;
    let (label, help) = if are_swapped {
        (
            "is the latitude first?",
            "GeoJSON writes the longitude first, as in `[43.12, 36.34]` for Mosul",
        )
    } else if are_degrees {
        (
            "outside 180 or 90 degrees",
            "write longitudes from -180 to 180 and latitudes from -90 to 90",
        )
    } else {
        (
            "these are not degrees",
            "export the file again in degrees; programs call this WGS 84 or EPSG:4326",
        )
    };
    let message = format!("a point is not on the earth: {}", excerpt(raw.get()));
    Err(rule::OFF_THE_EARTH.at(json.path, json.span(raw), message).label(label).help(help))
}
