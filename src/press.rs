//! One page becomes bytes. A pure function of the page and the theme: no clock, no disk, no look at the rest of the site.

pub mod csv;
pub mod dates;
pub mod fallback;
pub mod filters;
pub mod json;
pub mod json_feed;
pub mod locale;
pub mod picture;
pub mod strings;
pub mod telling;
pub mod theme;
pub mod voice;
pub mod xml;

use tera::{Context, Value};

use crate::plan::edition::{Page, Picture, Prose, Sheet};
use crate::plan::view::View;
use crate::plan::view::document::Document;
use crate::press::theme::Theme;
use crate::prose::html;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::SourcePath;

/// What a page came to.
pub enum Printed {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// This file of the project, as it is.
    Copy(SourcePath),
    /// What [`picture::made`] makes of this file of the project.
    Picture(Picture),
}

/// Prints `page` in `theme`.
pub fn print(theme: &Theme, page: &Page) -> Result<Printed, Box<Diagnostic>> {
    match page {
        Page::Made(recipe) => sheet(theme, &recipe.make()).map(Printed::Bytes),
        Page::Copy { source, .. } => Ok(Printed::Copy(source.clone())),
        Page::Picture(picture) => Ok(Printed::Picture(picture.clone())),
        Page::Asset { bytes, .. } => Ok(Printed::Bytes(bytes.to_vec())),
    }
}

/// The bytes of a sheet.
pub fn sheet(theme: &Theme, sheet: &Sheet) -> Result<Vec<u8>, Box<Diagnostic>> {
    match sheet {
        Sheet::Template { view, prose } => template(theme, view, prose.as_ref()),
        Sheet::Document(document) => Ok(match document {
            Document::Atom(feed) => xml::atom(feed, theme),
            Document::JsonFeed(feed) => json_feed::json_feed(feed, theme),
            Document::Sitemap(addresses) => xml::sitemap(addresses),
            Document::Text(text) => text.clone().into_bytes(),
            Document::Csv(table) => csv::plain(table),
            Document::TaggedCsv(table) => csv::tagged(table),
            Document::Records(table) => json::records(table),
            Document::Record(record) => json::record(&record.table, record.row),
            Document::Features(table) => json::features(table),
            Document::Package(package) => json::package(package),
        }),
    }
}

fn template(theme: &Theme, view: &View, prose: Option<&Prose>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let voice = theme.voice(&view.page().lang);
    let mut context = Context::from_serialize(view).expect("a view is a struct of plain data");
    context.insert_value("kind", Value::from(view.kind().name()));
    context.insert_value("t", voice.words.clone());
    let body = prose.map(body).unwrap_or_default();
    context.insert_value("content", Value::safe_string(&body));
    let mut bytes = Vec::with_capacity(16 * 1024);
    voice
        .tera
        .render_to(theme.template(view.kind()), &context, &mut bytes)
        .map_err(|error| Box::new(theme.not_printed(view, &error)))?;
    if voice.falls_back() {
        let page = String::from_utf8(bytes).expect("templates are made of text");
        bytes = fallback::with_elements(&page).into_bytes();
    }
    Ok(bytes)
}

/// The HTML of a body.
pub fn body(prose: &Prose) -> String {
    let resolve = |destination: &str| prose.links.get(destination).cloned();
    html::html(prose.markdown(), prose.raw_html, &resolve)
}
