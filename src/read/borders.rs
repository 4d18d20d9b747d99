//! Reads a file of borders: the lines and areas of a GeoJSON file, each settled or disputed.
//! It does not know where they are drawn. Of the properties of a feature it reads only `disputed`.

mod json;
mod position;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::field::border::{Borders, Line, Status};
use crate::field::excerpt::excerpt;
use crate::read::borders::json::{Json, written};
use crate::read::content_file::MOST_FAULTS;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;
use crate::text::spelling::did_you_mean;

/// The result of reading a file of borders.
#[derive(Clone, Debug)]
pub struct ParsedBorders {
    /// The lines that can be drawn.
    pub borders: Borders,
    /// What is wrong with the file.
    pub faults: Vec<Diagnostic>,
}

/// The lines of one feature, or the first thing that is wrong with it.
type Drawn = Result<Vec<(Status, Line)>, Diagnostic>;

/// The members of any GeoJSON object, as written.
#[derive(Deserialize)]
#[serde(expecting = "an object of GeoJSON")]
struct Object<'t> {
    #[serde(borrow, default, rename = "type", deserialize_with = "written")]
    kind: Option<&'t RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    features: Option<&'t RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    geometry: Option<&'t RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    geometries: Option<&'t RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    coordinates: Option<&'t RawValue>,
    #[serde(borrow, default)]
    properties: Option<Properties<'t>>,
    #[serde(borrow, default, deserialize_with = "written")]
    disputed: Option<&'t RawValue>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Properties<'t> {
    #[serde(borrow, default, deserialize_with = "written")]
    disputed: Option<&'t RawValue>,
}

/// An object whose type is known.
struct Typed<'t> {
    kind: String,
    /// Where the type is written.
    at: Span,
    members: Object<'t>,
}

/// Reads the GeoJSON file `text` at `path`. A feature with a fault is left out; the others are read.
pub fn read(path: &SourcePath, text: &str) -> ParsedBorders {
    let features = features(Json { path, text });
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for feature in features {
        match feature {
            Ok(drawn) => lines.extend(drawn),
            Err(fault) => faults.push(fault),
        }
    }
    faults.sort();
    keep_first(&mut faults, MOST_FAULTS, "faults of this file are not shown");
    ParsedBorders { borders: Borders::from_lines(lines), faults }
}

/// Every feature of a file. A file is a collection of features, one feature, or one geometry.
fn features(json: Json<'_>) -> Vec<Drawn> {
    let whole = || {
        let raw = json.whole()?;
        let object = typed(json, raw)?;
        Ok(match object.kind.as_str() {
            "FeatureCollection" => {
                let features = member(json, &object, object.members.features, "features")?;
                json.array(features)?.into_iter().map(|raw| feature(json, raw)).collect()
            }
            "Feature" => vec![feature(json, raw)],
            _ => vec![geometry(json, raw).map(|lines| all(Status::Settled, lines))],
        })
    };
    whole().unwrap_or_else(|fault| vec![Err(fault)])
}

fn feature<'t>(json: Json<'t>, raw: &'t RawValue) -> Drawn {
    let object = typed(json, raw)?;
    if object.kind != "Feature" {
        let message = format!("a `{}` is where a feature should be", excerpt(&object.kind));
        return Err(rule::BAD_BORDERS
            .at(json.path, object.at, message)
            .label("not `Feature`")
            .help("put it into a feature, as its `geometry`"));
    }
    let status = status(json, &object.members)?;
    let geometry_of_it = member(json, &object, object.members.geometry, "geometry")?;
    if geometry_of_it.get() == "null" {
        return Err(rule::BAD_BORDERS
            .at(json.path, json.span(geometry_of_it), "a feature has no geometry")
            .label("there is nothing to draw")
            .help("add its line, or delete the feature"));
    }
    Ok(all(status, geometry(json, geometry_of_it)?))
}

fn all(status: Status, lines: Vec<Line>) -> Vec<(Status, Line)> {
    lines.into_iter().map(|line| (status, line)).collect()
}

/// `disputed` of a feature's properties: `true` or `false`. Nothing else is guessed, because each makes a political claim.
fn status(json: Json<'_>, feature: &Object<'_>) -> Result<Status, Diagnostic> {
    if let Some(misplaced) = feature.disputed {
        return Err(rule::BAD_BORDERS
            .at(json.path, json.span(misplaced), "`disputed` is outside `properties`")
            .label("it is not read here")
            .help("write it as `\"properties\": {\"disputed\": true}`"));
    }
    let disputed = feature.properties.as_ref().and_then(|properties| properties.disputed);
    match disputed.map(|raw| (raw, raw.get())) {
        None | Some((_, "false")) => Ok(Status::Settled),
        Some((_, "true")) => Ok(Status::Disputed),
        Some((raw, other)) => {
            let message =
                format!("`disputed` is `{}`, which is neither `true` nor `false`", excerpt(other));
            Err(rule::NOT_A_SWITCH
                .at(json.path, json.span(raw), message)
                .label("is this border disputed?")
                .help("write `true` or `false`, without quotes, or leave `disputed` out"))
        }
    }
}

fn geometry<'t>(json: Json<'t>, raw: &'t RawValue) -> Result<Vec<Line>, Diagnostic> {
    let object = typed(json, raw)?;
    if object.kind != "GeometryCollection" {
        return lines(json, &object);
    }
    let geometries = member(json, &object, object.members.geometries, "geometries")?;
    let mut together = Vec::new();
    for raw in json.array(geometries)? {
        together.extend(lines(json, &typed(json, raw)?)?);
    }
    Ok(together)
}

/// The lines of one geometry. An area is drawn as its rings.
fn lines<'t>(json: Json<'t>, object: &Typed<'t>) -> Result<Vec<Line>, Diagnostic> {
    type ReadLine = for<'a> fn(Json<'a>, &'a RawValue) -> Result<Line, Diagnostic>;
    // How deep a line is nested in `coordinates`, and how it is read.
    let (depth, read): (u32, ReadLine) = match object.kind.as_str() {
        "LineString" => (0, position::line),
        "MultiLineString" => (1, position::line),
        "Polygon" => (1, position::ring),
        "MultiPolygon" => (2, position::ring),
        _ => return Err(not_drawn(json, object)),
    };
    let mut level = vec![member(json, object, object.members.coordinates, "coordinates")?];
    for _ in 0..depth {
        let deeper: Result<Vec<_>, _> = level.into_iter().map(|raw| json.array(raw)).collect();
        level = deeper?.concat();
    }
    level.into_iter().map(|raw| read(json, raw)).collect()
}

fn not_drawn(json: Json<'_>, object: &Typed<'_>) -> Diagnostic {
    const LINES: [&str; 4] = ["LineString", "MultiLineString", "Polygon", "MultiPolygon"];
    // A point is near to a line in spelling only.
    let known = LINES.into_iter().filter(|_| !object.kind.ends_with("Point"));
    rule::BAD_BORDERS
        .at(json.path, object.at, format!("a `{}` is not a border", excerpt(&object.kind)))
        .label(did_you_mean(&object.kind, known, "neither a line nor an area"))
        .help("only LineString, MultiLineString, Polygon and MultiPolygon can be drawn; delete the others")
}

fn typed<'t>(json: Json<'t>, raw: &'t RawValue) -> Result<Typed<'t>, Diagnostic> {
    let members: Object<'t> = json.parsed(raw)?;
    let Some(kind) = members.kind else {
        return Err(rule::BAD_BORDERS
            .at(json.path, json.start(raw), "an object has no `type`")
            .label("what is it?")
            .help("every GeoJSON object has one, as in `\"type\": \"FeatureCollection\"`"));
    };
    Ok(Typed { kind: json.parsed(kind)?, at: json.span(kind), members })
}

/// The member `name` of `object`, which is required.
fn member<'t>(
    json: Json<'_>,
    object: &Typed<'_>,
    member: Option<&'t RawValue>,
    name: &str,
) -> Result<&'t RawValue, Diagnostic> {
    member.ok_or_else(|| {
        let message = format!("a `{}` has no `{name}`", excerpt(&object.kind));
        rule::BAD_BORDERS
            .at(json.path, object.at, message)
            .label("there is nothing to draw")
            .help(format!("add `{name}`, or delete this object"))
    })
}
