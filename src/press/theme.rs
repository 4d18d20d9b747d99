//! A theme: its templates, its words and its files, with what a site puts in their place, in every language of the site.
//! It does not know pages; it is the same for all of them.

pub mod files;
mod renamed;
mod templates;
mod unused;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::ErrorKind;

use crate::plan::address;
use crate::plan::edition::{Page, Route};
use crate::plan::translations::Languages;
use crate::plan::view::{Kind, View};
use crate::press::theme::files::{Files, inside};
use crate::press::theme::words::Findings;
use crate::press::voice::Voice;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// The template that prints the kinds of pages for which a theme has no template of its own.
const ANY: &str = "any.html";

/// A theme ready to print.
pub struct Theme {
    /// Changes whenever any page might.
    pub fingerprint: Hash,
    /// The languages it prints in.
    pub languages: Languages,
    /// What is amiss with it and keeps no page from being printed.
    pub warnings: Vec<Diagnostic>,
    voices: BTreeMap<String, Voice>,
    files: Files,
}

impl Theme {
    /// Makes a theme of its files, or says everything that is wrong with them.
    pub fn new(files: Files, languages: Languages) -> Result<Theme, Vec<Diagnostic>> {
        let mut findings = Findings::default();
        let strings = words::strings(&files, &mut findings);
        let Findings { mut faults, mut warnings } = findings;
        let tera = templates::templates(&files, &mut faults);
        faults.extend(missing_templates(&files));
        let renamed = renamed::names(&files);
        if !faults.is_empty() {
            faults.extend(renamed);
            return Err(faults);
        }
        let voice =
            |lang: &String| (lang.clone(), Voice::new(&tera, &strings, lang, &languages.own));
        let voices: BTreeMap<String, Voice> = languages.all.keys().map(voice).collect();
        warnings.extend(words::warnings(&files, &strings, &languages, &voices));
        warnings.extend(unused::templates(&files));
        warnings.extend(renamed);
        Ok(Theme { fingerprint: files.fingerprint(), languages, warnings, voices, files })
    }

    /// The theme in the language `lang`, which is one of the site's.
    pub(crate) fn voice(&self, lang: &str) -> &Voice {
        self.voices.get(lang).expect("a theme is made with every language of its site")
    }

    /// The template that prints a kind of page: its own, else the one for any.
    pub(crate) fn template(&self, kind: Kind) -> &'static str {
        let own = kind.template();
        if self.files.pieces.contains_key(&inside(own)) { own } else { ANY }
    }

    /// The theme's files that readers fetch.
    pub fn assets(&self) -> impl Iterator<Item = (Route, Page)> {
        self.files.pieces.iter().filter_map(|(inside, piece)| {
            let below = inside.strip_prefix("assets/")?;
            let bytes: Arc<[u8]> = piece.bytes.as_ref().into();
            let hash = Hash::of(&[&bytes]);
            Some((address::asset(below), Page::Asset { bytes, hash }))
        })
    }

    /// The text of a theme's file, for reports.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let words = self.files.words.iter().map(|(_, piece)| piece);
        let mut pieces = self.files.pieces.values().chain(words);
        pieces.find(|piece| piece.path == *path)?.text()
    }

    /// The fault of a page that a template failed on.
    pub(crate) fn not_printed(&self, view: &View, error: &tera::Error) -> Diagnostic {
        let page = &view.page().permalink;
        let (name, span, said) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => (
                report.filename().to_owned(),
                Span::of(report.span().range.clone()),
                report.message().to_owned(),
            ),
            other => (self.template(view.kind()).to_owned(), Span::default(), other.to_string()),
        };
        rule::PAGE_NOT_PRINTED
            .at(&self.files.path_of(&name), span, format!("{page} cannot be printed"))
            .label(said)
            .help("docs/theme.md lists what each template sees; ask for what may be missing with `{% if .. %}`")
    }
}

fn missing_templates(files: &Files) -> Option<Diagnostic> {
    let has = |name: &str| files.pieces.contains_key(&inside(name));
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
