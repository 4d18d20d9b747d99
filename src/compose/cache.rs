//! What is kept from one composition to the next, and to the next run.
//! It does not know how anything in it is made.

use std::sync::Arc;

use crate::chronicle::figures_lock::LockCache;
use crate::compose::borders::BordersCache;
use crate::compose::protected_names::FoundCache;
use crate::compose::readings::{KeptReadings, Readings};
use crate::plan::index::languages::Languages;
use crate::press::theme::Theme;
use crate::press::theme::files::ThemeFiles;
use crate::text::diagnostic::Diagnostic;

/// What is kept from one composition to the next: parsed files, what agreed with `figures.lock`, the theme, the borders, and
/// where names stand that must not.
/// It only saves time; an empty cache gives the same result.
#[derive(Default)]
pub struct ComposeCache {
    pub(super) readings: Readings,
    pub(super) lock: LockCache,
    theme: Option<Arc<Theme>>,
    pub(super) borders: BordersCache,
    pub(super) names_in_content: FoundCache,
    pub(super) names_in_other_files: FoundCache,
}

impl ComposeCache {
    /// A cache that holds nothing but `theme`, the theme of an earlier composition.
    pub fn with_theme(theme: Arc<Theme>) -> ComposeCache {
        ComposeCache { theme: Some(theme), ..ComposeCache::default() }
    }

    /// A cache that holds the readings of an earlier run of this program.
    pub fn with_readings(kept: KeptReadings) -> ComposeCache {
        ComposeCache { readings: Readings::of_earlier(kept), ..ComposeCache::default() }
    }

    /// The readings as bytes, to be kept for a later run of this program. None if nothing has changed since the run before.
    pub fn readings_to_keep(&self) -> Option<Vec<u8>> {
        self.readings.keep()
    }

    /// The theme of `files`: made, or the one that is here, if its files and languages did not change.
    pub(super) fn theme(
        &mut self,
        files: ThemeFiles,
        languages: Languages,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Arc<Theme>> {
        let fingerprint = files.fingerprint();
        let is_that =
            |theme: &&Arc<Theme>| theme.fingerprint == fingerprint && theme.languages == languages;
        let theme = match self.theme.as_ref().filter(is_that) {
            Some(theme) => Arc::clone(theme),
            None => match Theme::new(files, languages) {
                Ok(theme) => Arc::new(theme),
                Err(found) => {
                    faults.extend(found);
                    return None;
                }
            },
        };
        faults.extend(theme.warnings.iter().cloned());
        self.theme = Some(Arc::clone(&theme));
        Some(theme)
    }
}
