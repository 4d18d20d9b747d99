//! What a project was composed to, and the reports on it.
//! It does not know how it was read, nor what a command does with it.

use std::sync::Arc;

use dateline::compose::{Composition, ThemedEdition};
use dateline::config;
use dateline::edge::disk::texts::TextsOnDisk;
use dateline::edge::preview::report::{Fault, Place, Report, Scope};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::alike::alike;
use dateline::text::report::{self, ReportStyle};
use dateline::text::rule;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::SourcePath;

/// Maximum number of places that the browser lists below a fault of which there are many.
const MOST_PLACES: usize = 50;

/// A project as it was at one moment, and what it was composed to.
pub(super) struct ComposedProject {
    /// Its files.
    pub(super) snapshot: Arc<Snapshot>,
    /// What they were composed to.
    pub(super) composition: Composition,
    /// Those of the texts that were not read at once.
    texts: Arc<TextsOnDisk>,
}

impl ComposedProject {
    /// What `snapshot` was composed to, with those of its texts that were not read at once.
    pub(super) fn new(
        snapshot: Arc<Snapshot>,
        composition: Composition,
        texts: Arc<TextsOnDisk>,
    ) -> ComposedProject {
        ComposedProject { snapshot, composition, texts }
    }

    /// The address of the site in the settings that were read, which says whose site it is, and that of the staging site. They are not
    /// read again: by now the file may have changed, or the disk may fail.
    pub(super) fn addresses(&self) -> (String, Option<String>) {
        let settings = self.snapshot.text(&SourcePath::new(config::FILE));
        let config = settings.and_then(|text| config::read(text).ok());
        config.map(|config| (config.base_url, config.staging)).unwrap_or_default()
    }

    /// The fault of a file that has changed since it was looked at, if there is one. Then nothing that was made of the project is right.
    pub(super) fn changed_meanwhile(&self) -> Option<Diagnostic> {
        let path = self.texts.changed()?;
        let fault = rule::UNREADABLE.in_file(path, "this file changed while it was being read");
        Some(fault.help("run the command again"))
    }

    /// Its site, if there are no errors.
    pub(super) fn printable(&self) -> Option<&ThemedEdition> {
        self.composition.site.as_ref().filter(|_| !self.composition.has_errors())
    }

    /// Its site as the preview shows it: what changed or is gone and is not explained yet stops only a build.
    pub(super) fn previewable(&self) -> Option<&ThemedEdition> {
        let mut errors = self.composition.faults.iter().filter(|fault| fault.is_error());
        let stops = errors.any(|fault| !rule::UNEXPLAINED.contains(&fault.rule));
        self.composition.site.as_ref().filter(|_| !stops)
    }

    /// The report on what changed or is gone and is not explained yet, if there is anything.
    pub(super) fn unexplained(&self) -> Option<Report> {
        let faults =
            self.composition.faults.iter().filter(|fault| rule::UNEXPLAINED.contains(&fault.rule));
        let faults: Vec<Diagnostic> = faults.cloned().collect();
        (!faults.is_empty()).then(|| self.browser_report(&faults).for_publication())
    }

    /// Its faults without the warnings.
    pub(super) fn errors(&self) -> Vec<Diagnostic> {
        self.composition.faults.iter().filter(|fault| fault.is_error()).cloned().collect()
    }

    /// The text of a file, for reports. It is a file of the project or of a built-in theme.
    pub(super) fn text_of(&self, path: &SourcePath) -> Option<String> {
        if let Some(text) = self.snapshot.text(path) {
            return Some(text.to_string());
        }
        let site = self.composition.site.as_ref()?;
        site.theme.text(path).map(str::to_owned)
    }

    /// The report on `faults` for the terminal.
    pub(super) fn report(&self, faults: &[Diagnostic]) -> String {
        report::human(faults, &|path| self.text_of(path), ReportStyle::Colour)
    }

    /// The report on `faults` for the browser.
    pub(super) fn browser_report(&self, faults: &[Diagnostic]) -> Report {
        let text_of = |path: &SourcePath| self.text_of(path);
        let place = |fault: &Diagnostic| {
            let (line, column) = report::line_and_column(fault, &text_of)?;
            Some(Place { path: fault.path.to_string(), line, column })
        };
        let faults = alike(faults).into_iter().map(|group| Fault {
            is_error: group.shown.is_error(),
            message: group.shown.message.clone(),
            place: place(group.shown),
            text: report::one(group.shown, &text_of),
            others: group.others.len(),
            other_places: group
                .others
                .iter()
                .take(MOST_PLACES)
                .filter_map(|it| place(it))
                .collect(),
        });
        Report { scope: Scope::Save, faults: faults.collect() }
    }
}
