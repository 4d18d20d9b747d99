//! `datapackage.json`: what every file of data holds, field by field, as the Data Package standard describes it.
//! It does not know what the tables tell of; it repeats what they say of themselves.

use serde::Serialize;

use crate::plan::address;
use crate::plan::data::{Download, Form};
use crate::plan::desk::Desk;
use crate::plan::table::Table;
use crate::plan::table::field::{Constraints, Field, Kind};

/// The file's name.
pub const FILE: &str = "datapackage.json";

/// Everything there is to fetch.
#[derive(Clone, Debug, Serialize)]
pub struct Package {
    profile: &'static str,
    name: &'static str,
    title: String,
    description: String,
    homepage: String,
    resources: Vec<Resource>,
}

/// One file.
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

/// Which lines of a file are no rows.
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
    /// The description of `downloads`.
    pub fn of(desk: &Desk<'_>, downloads: &[Download]) -> Package {
        let title = &desk.config.title;
        Package {
            profile: "data-package",
            name: "dateline",
            title: title.clone(),
            description: about(desk),
            homepage: desk.linker.absolute(&address::data()),
            resources: downloads.iter().map(Resource::of).collect(),
        }
    }
}

/// What the data are, in a sentence or two.
pub fn about(desk: &Desk<'_>) -> String {
    let about = desk.config.description.as_deref().unwrap_or_default();
    let undercount = "The figures cover only what was reported and counted here. The true numbers are likely higher.";
    format!("{about} {undercount}").trim_start().to_owned()
}

impl Resource {
    fn of(download: &Download) -> Resource {
        let Download { file, name, form, table } = download;
        let format = match form {
            Form::Csv | Form::TaggedCsv => "csv",
            Form::Records => "json",
            Form::Features => "geojson",
        };
        let difference = match form {
            Form::Csv | Form::Records => "",
            Form::TaggedCsv => " The second line has humanitarian (HXL) tags.",
            Form::Features => {
                " There is one feature for each row of incidents.csv. Its properties are the cells that are not empty. The \
                 geometry is null if no point may be shown."
            }
        };
        let tabular = *form != Form::Features;
        Resource {
            profile: if tabular { "tabular-data-resource" } else { "data-resource" },
            name,
            path: file,
            title: table.title,
            description: format!("{}{difference}", table.description),
            format,
            mediatype: form.media_type(),
            encoding: "utf-8",
            dialect: (*form == Form::TaggedCsv)
                .then_some(Dialect { header_rows: [1], comment_rows: [2] }),
            schema: tabular.then(|| Schema::of(table, *form)),
        }
    }
}

impl Schema {
    fn of(table: &Table, form: Form) -> Schema {
        let key = table.fields.iter().find(|field| field.constraints.unique);
        Schema {
            fields: table.fields.iter().map(|field| Descriptor::of(field, form)).collect(),
            missing_values: [""],
            primary_key: key.map(|field| field.name.clone()),
        }
    }
}

impl Descriptor {
    fn of(field: &Field, form: Form) -> Descriptor {
        let kind = match field.kind {
            // In CSV a list is one text with marks between its entries.
            Kind::List if form == Form::Records => "array",
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
