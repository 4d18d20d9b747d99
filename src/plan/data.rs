//! The data: what the pages say, as files that others can reckon with, and the page that explains them.
//! It does not write CSV or JSON, and it finds nothing out that the pages do not show.

pub mod bounds;
pub mod dispatches;
pub mod incidents;
pub mod package;
pub mod records;
pub mod tolls;

use std::sync::Arc;

use crate::field::day::Day;
use crate::plan::data::package::Package;
use crate::plan::desk::Desk;
use crate::plan::edition::{Page, Route};
use crate::plan::table::Table;
use crate::plan::table::field::Field;
use crate::plan::view::View;
use crate::plan::view::data::{DataFieldView, DataPage, DataTableView};
use crate::plan::view::document::Document;
use crate::plan::view::values::LinkView;
use crate::plan::{Planned, address, figures};

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

/// Every file of data, the description of them all, and their page.
pub fn pages(desk: &Desk<'_>) -> Vec<Planned> {
    let (dispatches, (incidents, tolls)) = rayon::join(
        || Arc::new(dispatches::table(desk)),
        || rayon::join(|| Arc::new(incidents::table(desk)), || Arc::new(tolls::table(desk))),
    );
    let download = |file, name, form, table: &Arc<Table>| Download {
        file,
        name,
        form,
        table: Arc::clone(table),
    };
    let downloads = vec![
        download("incidents.csv", "incidents", Form::Csv, &incidents),
        download("incidents.hxl.csv", "incidents-hxl", Form::TaggedCsv, &incidents),
        download("incidents.geojson", "incidents-geojson", Form::Features, &incidents),
        download("tolls.csv", "tolls", Form::Csv, &tolls),
        download("tolls.hxl.csv", "tolls-hxl", Form::TaggedCsv, &tolls),
        download("dispatches.json", "dispatches", Form::Records, &dispatches),
    ];
    let file = |name: &str, document: Document| {
        Planned::of_many(address::data_file(name), Page::Document(document.into()))
    };
    let package = file(package::FILE, Document::Package(Package::of(desk, &downloads)));
    let mut pages = vec![page(desk, &downloads), package];
    pages.extend(downloads.into_iter().map(|download| file(download.file, download.document())));
    pages
}

impl Download {
    fn document(self) -> Document {
        match self.form {
            Form::Csv => Document::Csv(self.table),
            Form::TaggedCsv => Document::TaggedCsv(self.table),
            Form::Records => Document::Records(self.table),
            Form::Features => Document::Features(self.table),
        }
    }
}

fn page(desk: &Desk<'_>, downloads: &[Download]) -> Planned {
    let here = address::data();
    let of_one_table = downloads.chunk_by(|one, next| Arc::ptr_eq(&one.table, &next.table));
    let view = View::Data(DataPage {
        site: desk.site(&here),
        page: desk.head(&here, "", None),
        tables: of_one_table.map(|downloads| table(desk, &here, downloads)).collect(),
        package: link(desk, &here, package::FILE),
        changed: changed(desk).map(figures::day),
    });
    Planned::of_many(here, Page::Template { view: view.into(), prose: None })
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
        words: field.constraints.one_of.clone(),
        required: field.constraints.required,
        tag: field.tag.clone(),
    }
}

fn link(desk: &Desk<'_>, here: &Route, file: &str) -> LinkView {
    LinkView { title: file.to_owned(), href: desk.linker.link(here, &address::data_file(file)) }
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
