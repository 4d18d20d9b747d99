//! Turns one page into bytes, as a pure function of the page and the theme.
//! It does not know the clock, the disk or the rest of the site.

pub mod anchors;
pub mod body;
pub mod count_words;
pub mod counts;
pub mod csv;
pub mod dates;
pub mod fallback;
pub mod feed_entry;
pub mod filters;
pub mod json;
pub mod json_feed;
pub mod locale;
pub mod localized;
pub mod page_language;
pub mod picture;
pub mod placeholders;
pub mod strings;
pub mod theme;
pub mod whole_addresses;
pub mod xml;

use tera::{Context, Value};

use crate::plan::edition::{Page, Picture, Sheet};
use crate::plan::table::format::Format;
use crate::plan::view::View;
use crate::plan::view::document::Document;
use crate::plan::view::prose::Prose;
use crate::press::body::body;
use crate::press::theme::Theme;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::{Hash, SourcePath};

/// What a page was printed as.
pub enum Printed {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// This file of the project, unchanged.
    Copy(SourcePath),
    /// What [`picture::make`] makes of this file of the project.
    Picture(Picture),
}

/// A page that was printed, and what from.
pub struct Outcome {
    /// A hash of everything that decides its bytes, but for the program. Pages with equal keys have equal bytes.
    pub key: Hash,
    /// The files whose bodies it prints, by their hashes.
    pub bodies: Vec<Hash>,
    /// What it was printed as. None if it was known.
    pub printed: Option<Printed>,
}

/// Prints `page` in `theme`.
///
/// # Errors
/// The fault of a template that failed.
pub fn print(theme: &Theme, page: &Page) -> Result<Printed, Box<Diagnostic>> {
    let outcome = print_unless_known(theme, page, |_| false)?;
    Ok(outcome.printed.expect("no page is known"))
}

/// Prints `page` in `theme`, unless a page with its key `is_known`.
///
/// # Errors
/// The fault of a template that failed.
pub fn print_unless_known(
    theme: &Theme,
    page: &Page,
    is_known: impl Fn(Hash) -> bool,
) -> Result<Outcome, Box<Diagnostic>> {
    let unless_known = |key, print: &dyn Fn() -> Result<Printed, Box<Diagnostic>>| {
        let printed = if is_known(key) { None } else { Some(print()?) };
        Ok(Outcome { key, bodies: Vec::new(), printed })
    };
    match page {
        Page::Made(recipe) => {
            let sheet = recipe.make();
            let outcome = unless_known(key(theme, &sheet), &|| {
                print_sheet(theme, &sheet).map(Printed::Bytes)
            });
            Ok(Outcome { bodies: sheet.bodies(), ..outcome? })
        }
        Page::Copy { source, hash } => unless_known(*hash, &|| Ok(Printed::Copy(source.clone()))),
        Page::Picture(picture) => {
            unless_known(picture.key(), &|| Ok(Printed::Picture(picture.clone())))
        }
        Page::Asset { bytes, hash } => unless_known(*hash, &|| Ok(Printed::Bytes(bytes.to_vec()))),
    }
}

/// A hash of everything that decides the bytes of a sheet: the theme with its languages, and the sheet.
pub fn key(theme: &Theme, sheet: &Sheet) -> Hash {
    theme.key.with(sheet.key())
}

/// Prints a sheet.
///
/// # Errors
/// The fault of a template that failed.
pub fn print_sheet(theme: &Theme, sheet: &Sheet) -> Result<Vec<u8>, Box<Diagnostic>> {
    match sheet {
        Sheet::Template { view, prose } => print_view(theme, view, prose.as_ref()),
        Sheet::Document(document) => Ok(match document {
            Document::Atom(feed) => xml::atom(feed, theme),
            Document::JsonFeed(feed) => json_feed::json_feed(feed, theme),
            Document::Sitemap(addresses) => xml::sitemap(addresses),
            Document::SitemapIndex(addresses) => xml::sitemap_index(addresses),
            Document::Text(text) => text.clone().into_bytes(),
            Document::Table(Format::Csv, table) => csv::plain(table),
            Document::Table(Format::TaggedCsv, table) => csv::tagged(table),
            Document::Table(Format::Json, table) => json::records(table),
            Document::Table(Format::GeoJson, table) => json::features(table),
            Document::Package(package) => json::package(package),
        }),
    }
}

fn print_view(
    theme: &Theme,
    view: &View,
    prose: Option<&Prose>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let localized = theme.in_language(&view.page().lang);
    let mut context = Context::from_serialize(view).expect("a view is a struct of plain data");
    context.insert_value("kind", Value::from(view.kind().name()));
    context.insert_value("t", localized.words.clone());
    let body = prose.map(|prose| body(prose, localized, &context)).unwrap_or_default();
    context.insert_value("content", Value::safe_string(&body));
    let mut bytes = Vec::with_capacity(16 * 1024);
    localized
        .tera
        .render_to(theme.template(view.kind()), &context, &mut bytes)
        .map_err(|error| Box::new(theme.not_printed(view, &error)))?;
    if localized.missing.is_empty() {
        return Ok(bytes);
    }
    let page = String::from_utf8(bytes).expect("templates are made of text");
    Ok(fallback::with_elements(&page).into_bytes())
}
