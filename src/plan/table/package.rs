//! `datapackage.json`: describes every data file and its fields, in the form of the Data Package standard.
//! It does not know the subject of the tables; it repeats their own descriptions.

use serde::Serialize;

use crate::config::licence::Licence;
use crate::plan::table::Table;
use crate::plan::table::field::{Constraints, Field, Kind};
use crate::plan::table::format::{Download, Format};

/// The description of all data files.
#[derive(Clone, Debug, Serialize)]
pub struct Package {
    profile: &'static str,
    name: &'static str,
    title: String,
    description: String,
    homepage: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<Terms>,
    resources: Vec<Resource>,
}

/// A licence, in the words of the standard.
#[derive(Clone, Debug, Serialize)]
struct Terms {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    title: String,
    path: String,
}

/// The description of one file.
#[derive(Clone, Debug, Serialize)]
struct Resource {
    profile: &'static str,
    name: &'static str,
    path: &'static str,
    title: &'static str,
    description: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<Dialect>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

/// How a CSV file is laid out: which lines are headers or tags, not rows.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    header_rows: [u32; 1],
    comment_rows: [u32; 1],
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Descriptor>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    primary_key: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Descriptor {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    description: String,
    constraints: Constraints,
    #[serde(skip_serializing_if = "Option::is_none")]
    hxl: Option<String>,
}

impl Package {
    /// Describes the files `downloads`. The page `homepage` explains them.
    pub fn new(
        title: &str,
        description: String,
        homepage: String,
        licence: Option<&Licence>,
        downloads: &[Download],
    ) -> Package {
        let terms =
            |it: &Licence| Terms { name: it.id, title: it.name.clone(), path: it.url.clone() };
        Package {
            profile: "data-package",
            name: "dateline",
            title: title.to_owned(),
            description,
            homepage,
            licenses: licence.map(terms).into_iter().collect(),
            resources: downloads.iter().map(Resource::of).collect(),
        }
    }
}

impl Resource {
    fn of(download: &Download) -> Resource {
        let Download { file, name, format, table } = download;
        let extension = match format {
            Format::Csv | Format::TaggedCsv => "csv",
            Format::Json => "json",
            Format::GeoJson => "geojson",
        };
        let difference = match format {
            Format::Csv | Format::Json => "",
            Format::TaggedCsv => " The second line holds humanitarian (HXL) tags.",
            Format::GeoJson => {
                " One feature for each row of incidents.csv. The cells of the row are its properties; empty cells are left \
                 out. The geometry is null if no point is published."
            }
        };
        let tabular = *format != Format::GeoJson;
        Resource {
            profile: if tabular { "tabular-data-resource" } else { "data-resource" },
            name,
            path: file,
            title: table.title,
            description: format!("{}{difference}", table.description),
            format: extension,
            mediatype: format.media_type(),
            encoding: "utf-8",
            dialect: (*format == Format::TaggedCsv)
                .then_some(Dialect { header_rows: [1], comment_rows: [2] }),
            schema: tabular.then(|| Schema::of(table, *format)),
        }
    }
}

impl Schema {
    fn of(table: &Table, format: Format) -> Schema {
        let key = table.fields.iter().find(|field| field.constraints.unique);
        Schema {
            fields: table.fields.iter().map(|field| Descriptor::of(field, format)).collect(),
            missing_values: [""],
            primary_key: key.map(|field| field.name.clone()),
        }
    }
}

impl Descriptor {
    fn of(field: &Field, format: Format) -> Descriptor {
        let kind = match field.kind {
            // In CSV a list is one text, with separators between its entries.
            Kind::List if format == Format::Json => "array",
            Kind::Text | Kind::Address | Kind::List => "string",
            Kind::Number => "integer",
            Kind::Switch => "boolean",
            Kind::Day => "date",
            Kind::Latitude | Kind::Longitude => "number",
            Kind::Object => "object",
            Kind::Objects => "array",
        };
        Descriptor {
            name: field.name.clone(),
            kind,
            format: (field.kind == Kind::Address).then_some("uri"),
            description: field.description.clone(),
            constraints: field.constraints.clone(),
            hxl: field.tag.clone(),
        }
    }
}
