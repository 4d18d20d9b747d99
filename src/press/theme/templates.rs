//! Loads the templates of a theme into Tera, and reports everything that is wrong with them.
//! It does not know what they print.

use std::sync::Arc;

use tera::{ErrorKind, Tera, Value};

use crate::plan::view::Kind;
use crate::press::fallback;
use crate::press::filters;
use crate::press::locale::Locale;
use crate::press::page_language::PageLanguage;
use crate::press::theme::files::ThemeFiles;
use crate::press::theme::foreign;
use crate::press::theme::located::Located;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::SourcePath;
use crate::text::span::Span;
use crate::text::{listing, rule};

/// The template for the kinds of pages that have no template of their own.
pub(super) const ANY: &str = "any.html";

/// Maximum number of missing templates that are named.
const NAMED: usize = 3;

/// The templates of a theme. Their filters are for English until a localized theme replaces them.
pub(super) fn load(files: &ThemeFiles, found: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::default();
    // Every output is escaped, whatever the name of the template.
    tera.autoescape_on([""]);
    let (lang, locale) = (fallback::LANGUAGE, Locale::new(fallback::LANGUAGE));
    let english = PageLanguage::new(lang, lang, locale, &Value::undefined());
    filters::register(&mut tera, &Arc::new(english));
    let texts =
        files.templates().filter_map(|(name, file)| Some((name, file.checked_text(found)?)));
    let texts: Vec<(&str, &str)> = texts.collect();
    let empty = tera.clone();
    if let Err(error) = tera.add_raw_templates(texts.iter().copied()) {
        let alone = alone(&empty, &texts);
        let faults = if alone.is_empty() { together(files, &error) } else { alone };
        found.extend(foreign::report(files, faults));
    }
    found.extend(missing(files));
    tera
}

/// What is wrong with each template by itself. Of all templates together Tera reports only the first mistake.
fn alone(tera: &Tera, texts: &[(&str, &str)]) -> Vec<Located> {
    let fault = |(name, text): &(&str, &str)| {
        let error = tera.clone().add_raw_template(name, text).err()?;
        let ErrorKind::SyntaxError(report) = error.kind() else { return None };
        // What one template refers to may be in another.
        let is_in_another = report.message().starts_with("Unknown ");
        (!is_in_another).then(|| Located::new(&error)).flatten()
    };
    texts.iter().filter_map(fault).collect()
}

/// What is wrong between templates. Tera reports several errors as one text.
fn together(files: &ThemeFiles, error: &tera::Error) -> Vec<Located> {
    if let Some(located) = Located::new(error) {
        return vec![located];
    }
    let whole = error.to_string();
    let located = whole.split("\n\nerror: ").map(|part| {
        let part = part.strip_prefix("error: ").unwrap_or(part);
        let message = part.lines().next().unwrap_or_default();
        let place = part.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
        let (template, span) = place
            .and_then(|place| parse_place(files, place))
            .unwrap_or_else(|| (named(files, message).to_owned(), Span::default()));
        Located { template, span, message: message.to_owned() }
    });
    located.collect()
}

/// The template that a message without a place names in quotes: for circles, missing parents and duplicate components.
fn named<'m>(files: &ThemeFiles, message: &'m str) -> &'m str {
    let is_template = |word: &&str| files.template(word).is_some();
    message.split(['\'', '`']).rfind(is_template).unwrap_or_default()
}

/// The template and the place of `name:line:column`.
fn parse_place(files: &ThemeFiles, place: &str) -> Option<(String, Span)> {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let text = files.template(name)?.text()?;
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    Some((name.to_owned(), Span::of(start + within..start + within + 1)))
}

fn missing(files: &ThemeFiles) -> Option<Diagnostic> {
    let has = |name: &str| files.template(name).is_some();
    // A redirect that is printed like any other page would lead nowhere, and nobody would notice.
    let is_for_any = |kind: &Kind| has(ANY) && *kind != Kind::Redirect;
    let is_missing = |kind: &Kind| !has(kind.template()) && !is_for_any(kind);
    let missing: Vec<&str> = Kind::ALL.into_iter().filter(is_missing).map(Kind::template).collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!("the theme has no template {}", listing::first_few(&missing, NAMED));
    let help = "copy what is missing from a built-in theme and change it as you like; or add `any.html`, which prints every kind of \
                page that has no template of its own, except `redirect.html`. To change only a few templates of a built-in theme, \
                put those into the folder templates/";
    Some(rule::BAD_TEMPLATE.in_file(&SourcePath::new("site.toml"), message).help(help))
}
