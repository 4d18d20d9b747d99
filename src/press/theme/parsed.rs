//! A theme whose files were parsed. It depends on nothing but these files, so it is made while the content is put together.
//! It does not know in which languages the site is.

use tera::Tera;

use crate::press::strings::Strings;
use crate::press::theme::files::ThemeFiles;
use crate::press::theme::{renamed, templates, unused, words};
use crate::text::diagnostic::Diagnostic;
use crate::text::source::Hash;

/// A theme whose files were parsed.
pub struct ParsedTheme {
    /// Changes whenever any of its files does.
    pub fingerprint: Hash,
    pub(super) files: ThemeFiles,
    pub(super) strings: Strings,
    pub(super) tera: Tera,
    /// What is wrong with its files, but does not keep pages from being printed.
    pub(super) warnings: Vec<Diagnostic>,
}

impl ParsedTheme {
    /// Parses the files of a theme.
    ///
    /// # Errors
    /// Everything that keeps pages from being printed.
    pub fn new(files: ThemeFiles) -> Result<ParsedTheme, Vec<Diagnostic>> {
        let mut found = Vec::new();
        let strings = words::read(&files, &mut found);
        let tera = templates::load(&files, &mut found);
        if found.iter().any(Diagnostic::is_error) {
            found.retain(Diagnostic::is_error);
            renamed::check(&files, &mut found);
            return Err(found);
        }
        unused::check(&files, &mut found);
        renamed::check(&files, &mut found);
        let fingerprint = files.fingerprint();
        Ok(ParsedTheme { fingerprint, files, strings, tera, warnings: found })
    }
}
