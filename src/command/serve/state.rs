//! What the preview shows, as one value, and how each event changes it.
//! It does not know who asks for pages or what causes the events: it has no thread, lock or clock.

use std::sync::Arc;

use dateline::edge::preview::report::Report;
use dateline::text::snapshot::Snapshot;

use crate::command::composed_project::ComposedProject;
use crate::command::serve::site::ServableSite;

/// What the preview shows at one moment.
#[derive(Clone)]
pub(super) enum PreviewState {
    /// Nothing was composed yet. Browsers wait.
    Starting,
    /// Browsers get answers.
    Running(Running),
    /// The preview has ended.
    Closed,
}

/// What is shown while the preview runs.
#[derive(Clone, Default)]
pub(super) struct Running {
    /// The last project whose pages are right. Pages are printed from it.
    pub(super) site: Option<Arc<ServableSite>>,
    /// An earlier site. It stands in for pages of `site` that cannot be printed, until all are known to print.
    pub(super) fallback: Option<Arc<ServableSite>>,
    /// The pages of `site` that cannot be printed.
    pub(super) page_report: Option<Arc<Report>>,
    /// What became of the latest save.
    pub(super) save: Save,
    /// The latest project that could be read, with or without errors.
    pub(super) latest: Option<Arc<ComposedProject>>,
}

/// What became of the latest save.
#[derive(Clone, Default)]
pub(super) enum Save {
    /// It is shown.
    #[default]
    Shown,
    /// It has errors.
    Rejected(Arc<Report>),
    /// The project could not be read at all.
    Unreadable(Arc<Report>),
}

/// Something that changes what is shown.
pub(super) enum Event {
    /// A save without errors was composed.
    Composed(Arc<ServableSite>),
    /// A save with errors was composed.
    Rejected(Arc<ComposedProject>, Arc<Report>),
    /// The project could not be read.
    Unreadable(Arc<Report>),
    /// A browser asked for a page of this site, and it could not be printed.
    PageFailed(Arc<ServableSite>, Arc<Report>),
    /// Every page of this site was tried, and the report names those that cannot be printed.
    Checked(Arc<ServableSite>, Option<Arc<Report>>),
    /// The preview ends.
    Closed,
}

impl PreviewState {
    /// The state after `event`.
    pub(super) fn step(&self, event: Event) -> PreviewState {
        match (self, event) {
            (PreviewState::Closed, _) | (_, Event::Closed) => PreviewState::Closed,
            (PreviewState::Starting, event) => {
                PreviewState::Running(Running::default().step(event))
            }
            (PreviewState::Running(running), event) => {
                PreviewState::Running(running.clone().step(event))
            }
        }
    }

    /// What is shown, if the preview runs.
    pub(super) fn running(&self) -> Option<&Running> {
        match self {
            PreviewState::Running(running) => Some(running),
            PreviewState::Starting | PreviewState::Closed => None,
        }
    }

    /// The last project without errors.
    pub(super) fn site(&self) -> Option<&Arc<ServableSite>> {
        self.running()?.site.as_ref()
    }

    /// The latest project that could be read.
    pub(super) fn latest(&self) -> Option<&Arc<ComposedProject>> {
        self.running()?.latest.as_ref()
    }

    /// Why the latest save is not shown.
    pub(super) fn save_report(&self) -> Option<&Arc<Report>> {
        self.running()?.save_report()
    }

    /// Whether `site` is what is shown.
    pub(super) fn shows(&self, site: &Arc<ServableSite>) -> bool {
        self.running().is_some_and(|running| running.shows(site))
    }

    /// Whether composing `snapshot` would give what is shown already: no file changed, no embargo has ended since, no promise
    /// is overdue, and no date that was refused has come.
    pub(super) fn is_up_to_date(&self, snapshot: &Snapshot) -> bool {
        self.running().is_some_and(|running| {
            let was_read = !matches!(running.save, Save::Unreadable(_));
            let is_same = |latest: &Arc<ComposedProject>| {
                let (changes, comes) = (
                    latest.composition.timetable.next_change(),
                    latest.composition.timetable.next_date,
                );
                changes.is_none_or(|moment| snapshot.now < moment)
                    && comes.is_none_or(|comes| snapshot.clock < comes)
                    && latest.snapshot.fingerprint() == snapshot.fingerprint()
            };
            was_read && running.latest.as_ref().is_some_and(is_same)
        })
    }
}

impl Running {
    fn step(self, event: Event) -> Running {
        match event {
            Event::Composed(site) => Running {
                // A site whose pages were not all tried is a poor fallback if there is a better one.
                fallback: self.fallback.or(self.site),
                latest: Some(Arc::clone(&site.project)),
                site: Some(site),
                page_report: None,
                save: Save::Shown,
            },
            Event::Rejected(project, report) => {
                Running { latest: Some(project), save: Save::Rejected(report), ..self }
            }
            Event::Unreadable(report) => Running { save: Save::Unreadable(report), ..self },
            Event::PageFailed(site, report) if self.shows(&site) => {
                // The report of the check names every page, so it is not replaced.
                Running { page_report: self.page_report.or(Some(report)), ..self }
            }
            Event::Checked(site, None) if self.shows(&site) => Running { fallback: None, ..self },
            Event::Checked(site, report) if self.shows(&site) => {
                Running { page_report: report, ..self }
            }
            Event::PageFailed(..) | Event::Checked(..) | Event::Closed => self,
        }
    }

    /// Why the latest save is not shown.
    pub(super) fn save_report(&self) -> Option<&Arc<Report>> {
        match &self.save {
            Save::Shown => None,
            Save::Rejected(report) | Save::Unreadable(report) => Some(report),
        }
    }

    /// What the browser is told: why the latest save is not shown, else which pages cannot be printed, else which figures
    /// are not explained yet.
    pub(super) fn report(&self) -> Option<&Arc<Report>> {
        let unexplained = || self.site.as_ref()?.unexplained.as_ref();
        self.save_report().or(self.page_report.as_ref()).or_else(unexplained)
    }

    fn shows(&self, site: &Arc<ServableSite>) -> bool {
        self.site.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, site))
    }
}

#[cfg(test)]
mod tests;
