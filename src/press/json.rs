//! Tables as JSON and GeoJSON, one line per row, and the description of the data.
//! It does not know what a table is about.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::plan::table::Table;
use crate::plan::table::field::{Field, Kind};
use crate::plan::table::package::Package;
use crate::plan::table::rows::BETWEEN;

/// An object for each row, with the names of the fields.
pub fn records(table: &Table) -> Vec<u8> {
    let names: usize = table.fields.iter().map(|field| field.name.len() + r#""":"",""#.len()).sum();
    let mut out = Vec::with_capacity(table.rows.letters() + table.rows.len() * names);
    out.extend_from_slice(b"[");
    lines(&mut out, table.rows.iter().map(|row| Record::new(table, row)));
    out.extend_from_slice(b"\n]\n");
    out
}

/// A feature for each row (RFC 7946). Its properties are the cells other than the coordinates, without the empty ones.
pub fn features(table: &Table) -> Vec<u8> {
    let mut out = br#"{"type":"FeatureCollection","features":["#.to_vec();
    lines(&mut out, table.rows.iter().map(|row| Feature::new(table, row)));
    out.extend_from_slice(b"\n]}\n");
    out
}

/// The description of the data.
pub fn package(package: &Package) -> Vec<u8> {
    let mut out = serde_json::to_vec_pretty(package).expect(PLAIN);
    out.push(b'\n');
    out
}

const PLAIN: &str = "a table is plain data, and a vector takes every write";

/// Writes values, each on its own line, so that versions can be compared line by line.
fn lines(out: &mut Vec<u8>, values: impl Iterator<Item = impl Serialize>) {
    for (nth, value) in values.enumerate() {
        out.extend_from_slice(if nth == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut *out, &value).expect(PLAIN);
    }
}

/// A row as an object.
struct Record<'t> {
    table: &'t Table,
    row: Vec<&'t str>,
    /// Which cells are part of the object, by the kind of their field and their text.
    has: fn(Kind, &str) -> bool,
}

impl<'t> Record<'t> {
    /// A row with all its cells.
    fn new(table: &'t Table, row: Vec<&'t str>) -> Record<'t> {
        Record { table, row, has: |_, _| true }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (field, text) in self.table.fields.iter().zip(&self.row) {
            if (self.has)(field.kind, text) {
                object.serialize_entry(&field.name, &Cell { field, text })?;
            }
        }
        object.end()
    }
}

/// A row as a feature.
#[derive(Serialize)]
#[serde(tag = "type")]
struct Feature<'t> {
    geometry: Option<Geometry<'t>>,
    properties: Record<'t>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "Point")]
struct Geometry<'t> {
    /// East, then north, in the digits of the table.
    coordinates: [&'t RawValue; 2],
}

impl<'t> Feature<'t> {
    fn new(table: &'t Table, row: Vec<&'t str>) -> Feature<'t> {
        let degrees = |kind| -> Option<&'t RawValue> {
            let nth = table.fields.iter().position(|field| field.kind == kind)?;
            serde_json::from_str(row[nth]).ok()
        };
        let point = degrees(Kind::Longitude).zip(degrees(Kind::Latitude));
        let geometry = point.map(|(lon, lat)| Geometry { coordinates: [lon, lat] });
        let is_property = |kind, text: &str| {
            !text.is_empty() && !matches!(kind, Kind::Latitude | Kind::Longitude)
        };
        Feature { geometry, properties: Record { table, row, has: is_property } }
    }
}

/// A cell as a value of its field's kind. An empty cell is null, but an empty list is a list.
struct Cell<'t> {
    field: &'t Field,
    text: &'t str,
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.text;
        match self.field.kind {
            Kind::List => {
                let mut list = serializer.serialize_seq(None)?;
                let entries = text.split(BETWEEN).filter(|entry| !entry.is_empty());
                entries.into_iter().try_for_each(|entry| list.serialize_element(entry))?;
                list.end()
            }
            _ if text.is_empty() => serializer.serialize_none(),
            Kind::Text | Kind::Address | Kind::Day => serializer.serialize_str(text),
            // The table has these as JSON already.
            Kind::Number
            | Kind::Switch
            | Kind::Latitude
            | Kind::Longitude
            | Kind::Object
            | Kind::Objects => {
                let value: &RawValue =
                    serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
                value.serialize(serializer)
            }
        }
    }
}
