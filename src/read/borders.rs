//! A file of borders: the lines and the areas of a GeoJSON file, each settled or disputed.
//! It does not know where they are drawn, and of what features say of themselves only whether they are disputed.

mod json;
mod position;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::field::border::{Borders, Line, Status};
use crate::field::excerpt::excerpt;
use crate::read::borders::json::{Json, written};
use crate::read::source_file::keep_the_first;
use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::nearest;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// What reading a file of borders gave.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What can be drawn.
    pub borders: Borders,
    /// What was wrong.
    pub faults: Vec<Diagnostic>,
}

/// What one feature draws, or the first thing that is wrong with it.
type Drawn = Result<Vec<(Status, Line)>, Diagnostic>;

/// The members of any object of GeoJSON, as they are written.
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

/// Reads the GeoJSON file `text` at `path`. A feature that is at fault is not drawn, and the rest is.
pub fn read(path: &SourcePath, text: &str) -> Reading {
    let features = features(Json { path, text });
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for feature in features {
        match feature {
            Ok(drawn) => lines.extend(drawn),
            Err(fault) => faults.push(fault),
        }
    }
    keep_the_first(&mut faults);
    Reading { borders: Borders::from_lines(lines), faults }
}

/// Every feature of a file, which is a collection of them, a feature or a geometry by itself.
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
        let message = format!("a `{}` stands where a feature should", excerpt(&object.kind));
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
            .label("nothing can be drawn of this")
            .help("give it its line, or take the feature out"));
    }
    Ok(all(status, geometry(json, geometry_of_it)?))
}

fn all(status: Status, lines: Vec<Line>) -> Vec<(Status, Line)> {
    lines.into_iter().map(|line| (status, line)).collect()
}

/// `disputed` of a feature's properties: `true` or `false` and nothing that looks like it, since the one makes a claim and the other takes it back.
fn status(json: Json<'_>, feature: &Object<'_>) -> Result<Status, Diagnostic> {
    if let Some(misplaced) = feature.disputed {
        return Err(rule::BAD_BORDERS
            .at(json.path, json.span(misplaced), "`disputed` stands outside of `properties`")
            .label("nobody looks for it here")
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
                .label("dashed or not?")
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

/// The lines of one geometry; an area is drawn by its rings.
fn lines<'t>(json: Json<'t>, object: &Typed<'t>) -> Result<Vec<Line>, Diagnostic> {
    type ReadLine = for<'a> fn(Json<'a>, &'a RawValue) -> Result<Line, Diagnostic>;
    // How deep in `coordinates` a line lies, and what is asked of it.
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
    let near = nearest(&object.kind, LINES).filter(|_| !object.kind.ends_with("Point"));
    rule::BAD_BORDERS
        .at(json.path, object.at, format!("a `{}` is no border", excerpt(&object.kind)))
        .label(near.map_or_else(
            || "neither a line nor an area".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ))
        .help("what can be drawn is LineString, MultiLineString, Polygon and MultiPolygon: take the rest out")
}

fn typed<'t>(json: Json<'t>, raw: &'t RawValue) -> Result<Typed<'t>, Diagnostic> {
    let members: Object<'t> = json.parsed(raw)?;
    let Some(kind) = members.kind else {
        return Err(rule::BAD_BORDERS
            .at(json.path, json.start(raw), "an object has no `type`")
            .label("what is it?")
            .help("GeoJSON says so of everything, as in `\"type\": \"FeatureCollection\"`"));
    };
    Ok(Typed { kind: json.parsed(kind)?, at: json.span(kind), members })
}

/// The member `name` of `object`, which cannot do without it.
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
            .label("nothing can be drawn of this")
            .help(format!("add `{name}`, or take it out"))
    })
}
