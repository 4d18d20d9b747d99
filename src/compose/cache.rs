//! What is kept from one composition to the next, and to the next run.
//! It does not know how anything in it is made.

use std::sync::Arc;

use crate::chronicle::figures_lock::LockCache;
use crate::compose::borders::BordersCache;
use crate::compose::protected_names::FoundCache;
use crate::compose::readings::{KeptReadings, Readings};
use crate::plan::index::languages::Languages;
use crate::press::theme::Theme;
use crate::press::theme::parsed::ParsedTheme;

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

    /// The theme that is here, as it was parsed.
    pub(super) fn parsed_theme(&self) -> Option<Arc<ParsedTheme>> {
        self.theme.as_ref().map(|theme| Arc::clone(&theme.parsed))
    }

    /// The theme `parsed` in these languages: made, or the one that is here.
    pub(super) fn theme(&mut self, parsed: Arc<ParsedTheme>, languages: Languages) -> Arc<Theme> {
        let is_that = |theme: &&Arc<Theme>| {
            Arc::ptr_eq(&theme.parsed, &parsed) && theme.languages == languages
        };
        let theme = match self.theme.as_ref().filter(is_that) {
            Some(theme) => Arc::clone(theme),
            None => Arc::new(Theme::new(parsed, languages)),
        };
        self.theme = Some(Arc::clone(&theme));
        theme
    }
}
