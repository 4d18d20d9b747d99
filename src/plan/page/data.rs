//! Plans the page that explains the data and links to its files.
//! It does not know how the files are written; the press does that.

use std::sync::Arc;

use crate::config::licence::Licence;
use crate::field::day::Day;
use crate::plan::address;
use crate::plan::data::downloads::{PACKAGE, about, downloads};
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::page::linked_data;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::site::Site;
use crate::plan::table::field::Field;
use crate::plan::table::format::Download;
use crate::plan::view::data::{DataFieldView, DataPage, DataTableView, LicenceView};
use crate::plan::view::values::LinkView;
use crate::plan::view::{Kind, View};

/// The data page.
pub(crate) fn pages(_: &Index<'_>) -> Vec<Planned> {
    vec![Planned::page(Kind::Data, address::data(), sheet)]
}

fn sheet(site: &Site<'_>, here: &Route) -> Sheet {
    let index = &site.index;
    let downloads = downloads(index, &site.tables);
    let changed = changed(index).map(figures::day);
    let of_one_table = downloads.chunk_by(|one, next| Arc::ptr_eq(&one.table, &next.table));
    Sheet::of(View::Data(DataPage {
        site: site.frame(here),
        page: site.head(here, "", None),
        tables: of_one_table.map(|downloads| table(index, here, downloads)).collect(),
        package: link(index, here, PACKAGE),
        licence: index.config.licence.as_ref().map(licence),
        linked_data: linked_data::dataset(index, about(index), changed.as_ref(), &downloads),
        changed,
    }))
}

/// One table with links to its files.
fn table(index: &Index<'_>, here: &Route, downloads: &[Download]) -> DataTableView {
    let table = &downloads[0].table;
    DataTableView {
        name: table.name,
        title: table.title,
        description: table.description,
        rows: table.rows.len(),
        files: downloads.iter().map(|download| link(index, here, download.file)).collect(),
        fields: table.fields.iter().map(field).collect(),
    }
}

fn licence(licence: &Licence) -> LicenceView {
    LicenceView { name: licence.name.clone(), url: licence.url.clone() }
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

fn link(index: &Index<'_>, here: &Route, file: &str) -> LinkView {
    LinkView {
        title: file.to_owned(),
        href: index.linker.link(here, &address::data_file(file)),
        lang: None,
        leads_to: None,
    }
}

/// The last day on which a dispatch was published, updated, corrected or withdrawn. It dates the data set.
fn changed(index: &Index<'_>) -> Option<Day> {
    let days = index.chronicle.dispatches.iter().flat_map(|dispatch| {
        let corrected = dispatch.corrections.iter().map(|correction| &correction.on);
        let withdrawn = dispatch.withdrawn.iter().map(|withdrawal| &withdrawal.on);
        let published = [&dispatch.date.value].into_iter().chain(&dispatch.updated);
        published.chain(corrected).chain(withdrawn).map(|moment| moment.day())
    });
    days.max()
}
