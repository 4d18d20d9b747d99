//! A theme: its templates, its words and its files, with what a site puts in their place. The only set-up of Tera.
//! It does not know pages; it is the same for all of them.

pub mod files;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use crate::plan::address;
use crate::plan::edition::{Page, Route};
use crate::plan::view::{Kind, View};
use crate::press::filters;
use crate::press::strings::Strings;
use crate::press::theme::files::{Files, Piece};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// The template that prints the kinds of pages for which a theme has no template of its own.
const ANY: &str = "any.html";

/// A theme ready to print.
pub struct Theme {
    /// The templates.
    pub(crate) tera: Tera,
    /// The words.
    pub(crate) strings: Strings,
    /// Changes whenever any page might.
    pub fingerprint: Hash,
    files: BTreeMap<String, Piece>,
}

impl Theme {
    /// Makes a theme of its files, or says everything that is wrong with them.
    pub fn new(files: Files) -> Result<Theme, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let strings = strings(&files, &mut faults);
        let tera = templates(&files, &mut faults);
        faults.extend(missing_templates(&files));
        if !faults.is_empty() {
            return Err(faults);
        }
        let fingerprint = files.fingerprint();
        Ok(Theme { tera, strings, fingerprint, files: files.0 })
    }

    /// The template that prints a kind of page: its own, else the one for any.
    pub(crate) fn template(&self, kind: Kind) -> &'static str {
        let own = kind.template();
        if self.files.contains_key(&inside(own)) { own } else { ANY }
    }

    /// The theme's files that readers fetch.
    pub fn assets(&self) -> impl Iterator<Item = (Route, Page)> {
        self.files.iter().filter_map(|(inside, piece)| {
            let below = inside.strip_prefix("assets/")?;
            let bytes: Arc<[u8]> = piece.bytes.as_ref().into();
            let hash = Hash::of(&[&bytes]);
            Some((address::asset(below), Page::Asset { bytes, hash }))
        })
    }

    /// The text of a theme's file, for reports.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let piece = self.files.values().find(|piece| piece.path == *path)?;
        std::str::from_utf8(&piece.bytes).ok()
    }

    /// The fault of a page that a template failed on.
    pub(crate) fn not_printed(&self, view: &View, error: &tera::Error) -> Diagnostic {
        let page = &view.head().address;
        let (name, span, said) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => (
                report.filename().to_owned(),
                Span::of(report.span().range.clone()),
                report.message().to_owned(),
            ),
            other => (self.template(view.kind()).to_owned(), Span::default(), other.to_string()),
        };
        rule::PAGE_NOT_PRINTED
            .at(&self.path_of(&name), span, format!("{page} cannot be printed"))
            .label(said)
            .help("docs/theme.md lists what each template sees; ask for what may be missing with `{% if .. %}`")
    }

    fn path_of(&self, template: &str) -> SourcePath {
        path_of(&self.files, template)
    }
}

/// Where a template lies in a theme.
fn inside(template: &str) -> String {
    format!("templates/{template}")
}

fn path_of(files: &BTreeMap<String, Piece>, template: &str) -> SourcePath {
    let inside = inside(template);
    files.get(&inside).map_or_else(|| SourcePath::new(&inside), |piece| piece.path.clone())
}

fn missing_templates(files: &Files) -> Option<Diagnostic> {
    let has = |name: &str| files.0.contains_key(&inside(name));
    // What shows a page that leads on like any other leads nowhere, and nobody is told.
    let is_for_any = |kind: &Kind| has(ANY) && *kind != Kind::Redirect;
    let is_missing = |kind: &Kind| !has(kind.template()) && !is_for_any(kind);
    let missing: Vec<&str> = Kind::ALL.into_iter().filter(is_missing).map(Kind::template).collect();
    let named: Vec<String> = missing.iter().take(3).map(|name| format!("`{name}`")).collect();
    let message = match missing.len() {
        0 => return None,
        1 => format!("the theme has no template {}", named.join("")),
        n @ 2..=3 => format!("the theme lacks {n} templates: {}", named.join(", ")),
        n => format!("the theme lacks {n} templates: {} and {} more", named.join(", "), n - 3),
    };
    let help = "copy what is missing from a theme that is built in and change it to taste, or add `any.html`, which prints \
                whatever has no template of its own but `redirect.html`; to change a few templates only, put those into the folder templates/";
    Some(rule::BAD_TEMPLATE.in_file(&SourcePath::new("site.toml"), message).help(help))
}

fn strings(files: &Files, faults: &mut Vec<Diagnostic>) -> Strings {
    let mut tables = BTreeMap::new();
    for (inside, piece) in files.under("strings") {
        let Some(lang) = inside.strip_suffix(".toml") else {
            continue;
        };
        let Some(text) = as_text(piece, faults) else {
            continue;
        };
        match text.parse::<toml::Table>() {
            Ok(table) => drop(tables.insert(lang.to_owned(), table)),
            Err(error) => faults.push(
                rule::BAD_TEMPLATE
                    .at(
                        &piece.path,
                        error.span().map(Span::of).unwrap_or_default(),
                        "the words cannot be read",
                    )
                    .label(error.message().to_owned())
                    .help("write `key = \"text\"`; text stands in quotes"),
            ),
        }
    }
    Strings::new(&tables)
}

fn new_tera() -> Tera {
    let mut tera = Tera::default();
    // Every output is escaped, whatever the template's file is called.
    tera.autoescape_on([""]);
    filters::register(&mut tera);
    tera
}

fn templates(files: &Files, faults: &mut Vec<Diagnostic>) -> Tera {
    let mut sources: Vec<(&str, &str)> = Vec::new();
    for (inside, piece) in files.under("templates") {
        let Some(text) = as_text(piece, faults) else {
            continue;
        };
        sources.push((inside, text));
    }
    // One template at a time first, so that every slip is reported and not only the first.
    let before = faults.len();
    for (name, text) in &sources {
        if let Err(error) = new_tera().add_raw_template(name, text)
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
    let mut tera = new_tera();
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
    let is_template = |word: &&str| files.0.contains_key(&inside(word));
    message.split(['\'', '`']).rfind(is_template).unwrap_or_default()
}

/// The template and the place of `name:line:column`.
fn locate(files: &Files, place: &str) -> Option<(String, Span)> {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let piece = files.0.get(&inside(name))?;
    let text = std::str::from_utf8(&piece.bytes).ok()?;
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    Some((name.to_owned(), Span::of(start + within..start + within + 1)))
}

fn bad_template(files: &Files, name: &str, span: Span, said: &str) -> Diagnostic {
    rule::BAD_TEMPLATE
        .at(&path_of(&files.0, name), span, format!("the template `{name}` is broken: {said}"))
        .label("here")
        .help("mend the template; docs/theme.md says what it may use")
}

fn as_text<'p>(piece: &'p Piece, faults: &mut Vec<Diagnostic>) -> Option<&'p str> {
    match std::str::from_utf8(&piece.bytes) {
        Ok(text) => Some(text),
        Err(_) => {
            faults.push(
                rule::NOT_UTF8
                    .in_file(&piece.path, "the file is not UTF-8 text")
                    .help("save it as UTF-8"),
            );
            None
        }
    }
}
