//! A theme's templates, put into Tera, with everything that is wrong with them. The only set-up of Tera.
//! It does not know what they print.

use std::sync::Arc;

use tera::{ErrorKind, Tera};

use crate::press::dates::Ranges;
use crate::press::filters::{self, Speaking};
use crate::press::locale::Locale;
use crate::press::strings::FALLBACK;
use crate::press::theme::files::{Files, as_text, inside};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Span;

fn new_tera() -> Tera {
    let mut tera = Tera::default();
    // Every output is escaped, whatever the template's file is called.
    tera.autoescape_on([""]);
    filters::register(
        &mut tera,
        &Arc::new(Speaking::new(FALLBACK, FALLBACK, Locale::of(FALLBACK), Ranges::default())),
    );
    tera
}

/// The templates of a theme; their filters speak English until a voice gives them others.
pub(super) fn templates(files: &Files, faults: &mut Vec<Diagnostic>) -> Tera {
    let mut sources: Vec<(&str, &str)> = Vec::new();
    for (inside, piece) in files.under("templates") {
        let Some(text) = as_text(piece, faults) else {
            continue;
        };
        sources.push((inside, text));
    }
    // One template at a time first, so that every slip is reported and not only the first.
    let before = faults.len();
    let empty = new_tera();
    for (name, text) in &sources {
        if let Err(error) = empty.clone().add_raw_template(name, text)
            && let ErrorKind::SyntaxError(report) = error.kind()
            && !report.message().starts_with("Unknown ")
        {
            faults.push(bad_template(
                files,
                name,
                Span::of(report.span().range.clone()),
                report.message(),
            ));
        }
    }
    let mut tera = empty;
    if faults.len() == before
        && let Err(error) = tera.add_raw_templates(sources)
    {
        faults.extend(together(files, &error));
    }
    tera
}

/// What is wrong between templates: each says where, in words that the template engine made.
fn together(files: &Files, error: &tera::Error) -> Vec<Diagnostic> {
    if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = error.kind() {
        let span = Span::of(report.span().range.clone());
        return vec![bad_template(files, report.filename(), span, report.message())];
    }
    let whole = error.to_string();
    whole
        .split("\n\nerror: ")
        .map(|said| {
            let said = said.strip_prefix("error: ").unwrap_or(said);
            let message = said.lines().next().unwrap_or_default();
            let place = said.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
            let (name, span) = place
                .and_then(|place| locate(files, place))
                .unwrap_or_else(|| (named(files, message).to_owned(), Span::default()));
            bad_template(files, &name, span, message)
        })
        .collect()
}

/// The template that a message without a place names in quotes: circles, missing parents, components that are there twice.
fn named<'m>(files: &Files, message: &'m str) -> &'m str {
    let is_template = |word: &&str| files.pieces.contains_key(&inside(word));
    message.split(['\'', '`']).rfind(is_template).unwrap_or_default()
}

/// The template and the place of `name:line:column`.
fn locate(files: &Files, place: &str) -> Option<(String, Span)> {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let piece = files.pieces.get(&inside(name))?;
    let text = std::str::from_utf8(&piece.bytes).ok()?;
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    Some((name.to_owned(), Span::of(start + within..start + within + 1)))
}

fn bad_template(files: &Files, name: &str, span: Span, said: &str) -> Diagnostic {
    rule::BAD_TEMPLATE
        .at(&files.path_of(name), span, format!("the template `{name}` is broken: {said}"))
        .label("here")
        .help("mend the template; docs/theme.md says what it may use")
}
