//! The theme that the settings name: its files, and what they are parsed to.
//! It does not know the content of the site.

use std::sync::Arc;

use crate::config::Config;
use crate::plan::index::ThemeAsset;
use crate::press::theme::files::ThemeFiles;
use crate::press::theme::parsed::ParsedTheme;
use crate::text::diagnostic::Diagnostic;
use crate::text::snapshot::Snapshot;

/// A theme whose files were found.
pub(super) struct FoundTheme {
    /// The files that browsers load.
    pub(super) assets: Vec<ThemeAsset>,
    /// Whether its templates put dateline's own security policy into pages.
    pub(super) has_own_policy: bool,
    files: ThemeFiles,
}

impl FoundTheme {
    /// The theme that `config` names. None if there is no such theme, which is reported.
    pub(super) fn find(
        snapshot: &Snapshot,
        config: &Config,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<FoundTheme> {
        let files = ThemeFiles::gather(snapshot, &config.theme);
        let files = files.map_err(|fault| faults.push(fault)).ok()?;
        let assets = files.assets().collect();
        Some(FoundTheme { assets, has_own_policy: files.has_own_policy(), files })
    }

    /// What its files are parsed to: something new, or what is `known` of the same files. Otherwise everything that keeps pages from
    /// being printed.
    pub(super) fn parsed(
        &self,
        known: Option<Arc<ParsedTheme>>,
    ) -> Result<Arc<ParsedTheme>, Vec<Diagnostic>> {
        let fingerprint = self.files.fingerprint();
        match known.filter(|known| known.fingerprint == fingerprint) {
            Some(known) => Ok(known),
            None => ParsedTheme::new(self.files.clone()).map(Arc::new),
        }
    }
}
