//! The data: what the pages say, as files that others can reckon with, and the page that explains them.
//! It does not write CSV or JSON, and it finds nothing out that the pages do not show.

pub mod bounds;
pub mod dispatches;
pub mod excerpts;
pub mod incidents;
pub mod package;
pub mod records;
pub mod tolls;

use std::sync::Arc;

use crate::field::day::Day;
use crate::plan::data::package::Package;
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::shared::Once;
use crate::plan::table::Table;
use crate::plan::table::field::Field;
use crate::plan::view::data::{DataFieldView, DataPage, DataTableView};
use crate::plan::view::document::Document;
use crate::plan::view::values::LinkView;
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, address, figures, linked_data};

/// A table in one of the forms it can be fetched in.
#[derive(Clone, Debug)]
pub struct Download {
    /// The file's name.
    pub file: &'static str,
    /// What it is called among the others.
    pub name: &'static str,
    /// How it is written.
    pub form: Form,
    /// What it holds.
    pub table: Arc<Table>,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// CSV.
    Csv,
    /// CSV with a second line of humanitarian (HXL) tags.
    TaggedCsv,
    /// JSON, an object for each row.
    Records,
    /// GeoJSON, a feature for each row.
    Features,
}

/// The tables, each made when it is first asked for; several files show it.
#[derive(Default)]
pub struct Tables {
    dispatches: Once<Arc<Table>>,
    incidents: Once<Arc<Table>>,
    tolls: Once<Arc<Table>>,
    /// The row of each incident in its table, by the incident's number.
    places: Once<Vec<usize>>,
}

/// Which table a file shows.
#[derive(Clone, Copy)]
enum Shows {
    Dispatches,
    Incidents,
    Tolls,
}

/// Every file of data: what it is called, what it shows, and how.
const FILES: [(&str, &str, Shows, Form); 6] = [
    ("incidents.csv", "incidents", Shows::Incidents, Form::Csv),
    ("incidents.hxl.csv", "incidents-hxl", Shows::Incidents, Form::TaggedCsv),
    ("incidents.geojson", "incidents-geojson", Shows::Incidents, Form::Features),
    ("tolls.csv", "tolls", Shows::Tolls, Form::Csv),
    ("tolls.hxl.csv", "tolls-hxl", Shows::Tolls, Form::TaggedCsv),
    ("dispatches.json", "dispatches", Shows::Dispatches, Form::Records),
];

/// Every file of data, the description of them all, and their page.
pub fn pages() -> Vec<Planned> {
    let page = Planned::page(Kind::Data, address::data(), sheet);
    let package = Planned::document(address::data_file(package::FILE), |desk| {
        Document::Package(Package::of(desk, &downloads(desk)))
    });
    let files = FILES.map(|(file, _, shows, form)| {
        Planned::document(address::data_file(file), move |desk| form.document(shows.table(desk)))
    });
    [page, package].into_iter().chain(files).collect()
}

impl Shows {
    fn table(self, desk: &Desk<'_>) -> Arc<Table> {
        let Tables { dispatches, incidents, tolls, .. } = &desk.tables;
        let table = match self {
            Shows::Dispatches => dispatches.get(|| dispatches::table(desk).into()),
            Shows::Incidents => incidents.get(|| incidents::table(desk).into()),
            Shows::Tolls => tolls.get(|| tolls::table(desk).into()),
        };
        Arc::clone(table)
    }
}

impl Form {
    /// The media type of a file written so.
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Csv | Form::TaggedCsv => "text/csv",
            Form::Records => "application/json",
            Form::Features => "application/geo+json",
        }
    }

    fn document(self, table: Arc<Table>) -> Document {
        match self {
            Form::Csv => Document::Csv(table),
            Form::TaggedCsv => Document::TaggedCsv(table),
            Form::Records => Document::Records(table),
            Form::Features => Document::Features(table),
        }
    }
}

fn downloads(desk: &Desk<'_>) -> Vec<Download> {
    let download = |(file, name, shows, form): (_, _, Shows, _)| Download {
        file,
        name,
        form,
        table: shows.table(desk),
    };
    FILES.map(download).into()
}

fn sheet(desk: &Desk<'_>, here: &Route) -> Sheet {
    let downloads = downloads(desk);
    let changed = changed(desk).map(figures::day);
    let of_one_table = downloads.chunk_by(|one, next| Arc::ptr_eq(&one.table, &next.table));
    Sheet::of(View::Data(DataPage {
        site: desk.site(here),
        page: desk.head(here, "", None),
        tables: of_one_table.map(|downloads| table(desk, here, downloads)).collect(),
        package: link(desk, here, package::FILE),
        linked_data: linked_data::dataset(desk, package::about(desk), changed.as_ref(), &downloads),
        changed,
    }))
}

/// The files of one table.
fn table(desk: &Desk<'_>, here: &Route, downloads: &[Download]) -> DataTableView {
    let table = &downloads[0].table;
    DataTableView {
        name: table.name,
        title: table.title,
        description: table.description,
        rows: table.rows.len(),
        files: downloads.iter().map(|download| link(desk, here, download.file)).collect(),
        fields: table.fields.iter().map(field).collect(),
    }
}

fn field(field: &Field) -> DataFieldView {
    DataFieldView {
        name: field.name.clone(),
        kind: field.kind.name(),
        description: field.description.clone(),
        allowed_values: field.constraints.one_of.clone(),
        required: field.constraints.required,
        tag: field.tag.clone(),
    }
}

fn link(desk: &Desk<'_>, here: &Route, file: &str) -> LinkView {
    LinkView {
        title: file.to_owned(),
        href: desk.linker.link(here, &address::data_file(file)),
        lang: None,
    }
}

/// The last day on which anything was published, changed, corrected or withdrawn: the edition of the data.
fn changed(desk: &Desk<'_>) -> Option<Day> {
    let days = desk.chronicle.dispatches.iter().flat_map(|dispatch| {
        let corrected = dispatch.corrections.iter().map(|correction| &correction.on);
        let withdrawn = dispatch.withdrawn.iter().map(|withdrawal| &withdrawal.on);
        let published = [&dispatch.date.value].into_iter().chain(&dispatch.updated);
        published.chain(corrected).chain(withdrawn).map(|moment| moment.day())
    });
    days.max()
}
