//! A theme: its templates, its words and its files, with what a site puts in their place, in every language of the site.
//! It does not know pages; it is the same for all of them.

pub mod built_in;
mod file;
pub mod files;
mod foreign;
mod located;
pub mod parsed;
mod renamed;
mod template_names;
mod templates;
mod unused;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;
use tera::value::Key;

use crate::plan::index::languages::Languages;
use crate::plan::view::{Kind, View};
use crate::press::fallback;
use crate::press::localized::LocalizedTheme;
use crate::press::theme::located::Located;
use crate::press::theme::parsed::ParsedTheme;
use crate::press::theme::templates::ANY;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// A theme that is ready to print.
pub struct Theme {
    /// Its files, and what they say in every language.
    pub parsed: Arc<ParsedTheme>,
    /// Changes whenever the bytes of any page might: with its files, and with the languages of the site.
    pub key: Hash,
    /// The languages it prints in.
    pub languages: Languages,
    /// What is wrong with it, but does not keep pages from being printed.
    pub warnings: Vec<Diagnostic>,
    localized: BTreeMap<String, LocalizedTheme>,
}

impl Theme {
    /// Prepares a theme for these languages.
    pub fn new(parsed: Arc<ParsedTheme>, languages: Languages) -> Theme {
        let ParsedTheme { tera, strings, .. } = &*parsed;
        let localize = |lang: &String| {
            (lang.clone(), LocalizedTheme::new(tera, strings, lang, &languages.own))
        };
        let localized = languages.all.keys().map(localize).collect();
        let mut warnings = parsed.warnings.clone();
        words::check_languages(&parsed.files, strings, &languages, &localized, &mut warnings);
        let names = languages.all.keys().map(String::as_bytes);
        let names: Vec<&[u8]> = std::iter::once(languages.own.as_bytes()).chain(names).collect();
        let key = parsed.fingerprint.with(Hash::of(&names));
        Theme { parsed, key, languages, warnings, localized }
    }

    /// The theme in the language `lang`, which is one of the site's.
    pub(crate) fn in_language(&self, lang: &str) -> &LocalizedTheme {
        self.localized.get(lang).expect("a theme is made with every language of its site")
    }

    /// The template that prints a kind of page: its own, else the one for any.
    pub(crate) fn template(&self, kind: Kind) -> &'static str {
        let own = kind.template();
        if self.parsed.files.template(own).is_some() { own } else { ANY }
    }

    /// The names of countries in the language of the site, by their codes.
    pub fn country_names(&self) -> BTreeMap<String, String> {
        let words = &self.in_language(&self.languages.own).words;
        let names = words.as_map().and_then(|words| words.get(&Key::from("countries"))?.as_map());
        let name = |(code, name): (&Key<'_>, &Value)| {
            Some((code.as_str()?.to_owned(), fallback::unmarked(name.as_str()?)))
        };
        names.into_iter().flatten().filter_map(name).collect()
    }

    /// The text of a theme's file, for reports.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let words = self.parsed.files.words.iter().map(|(_, file)| file);
        let mut files = self.parsed.files.files.values().chain(words);
        files.find(|file| file.path == *path)?.text()
    }

    /// The fault of a page whose template failed with `error`.
    pub(crate) fn not_printed(&self, view: &View, error: &tera::Error) -> Diagnostic {
        let page = &view.page().permalink;
        let Located { template, span, message } = Located::new(error).unwrap_or_else(|| Located {
            template: self.template(view.kind()).to_owned(),
            span: Span::default(),
            message: error.to_string(),
        });
        let path = self.parsed.files.path_of(&template);
        rule::PAGE_NOT_PRINTED.at(&path, span, format!("{page} cannot be printed")).label(message).help(
            "docs/theme.md lists what each template can use; put `{% if .. %}` around what may be missing",
        )
    }
}
