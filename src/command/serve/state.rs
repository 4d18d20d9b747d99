//! What the preview shows, as one value, and how each event changes it.
//! It does not know who asks for pages or what causes the events: it has no thread, lock or clock.

use std::sync::Arc;

use dateline::compose::Composition;
use dateline::edge::preview::report::Report;
use dateline::text::snapshot::Snapshot;

use crate::command::project::ComposedProject;
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
    /// The last project without errors. Pages are printed from it.
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

    /// Whether composing `snapshot` would give what is shown already: no file changed, no embargo has ended since, and no date
    /// that was refused has come.
    pub(super) fn is_up_to_date(&self, snapshot: &Snapshot) -> bool {
        self.running().is_some_and(|running| {
            let was_read = !matches!(running.save, Save::Unreadable(_));
            let is_same = |latest: &Arc<ComposedProject>| {
                let Composition { next_embargo: ends, next_date: comes, .. } = &latest.composition;
                ends.is_none_or(|ends| snapshot.now < ends)
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

    fn shows(&self, site: &Arc<ServableSite>) -> bool {
        self.site.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, site))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use dateline::chronicle::visible::Drafts;
    use dateline::compose::{ComposeCache, ComposeOptions, compose};
    use dateline::text::source::{Source, SourcePath};
    use jiff::Timestamp;

    use super::*;

    /// A project whose only file is a `site.toml` of this title.
    fn project(title: &str) -> Arc<ComposedProject> {
        let path = SourcePath::new("site.toml");
        let text = format!("title = \"{title}\"\nbase_url = \"https://record.example/\"\n");
        let sources: BTreeMap<_, _> = [(path.clone(), Source::text(&path, &text))].into();
        let now = Timestamp::UNIX_EPOCH;
        let (unreadable, ignored) = (Vec::new(), Vec::new());
        let snapshot = Arc::new(Snapshot { sources, unreadable, ignored, now, clock: now });
        let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
        let composition = compose(&snapshot, &options, &mut ComposeCache::default());
        Arc::new(ComposedProject { snapshot, composition })
    }

    /// A snapshot of a site with a dispatch of 3 January 1970, read at this hour of 1 January.
    fn with_a_date_to_come(hour: i64) -> Snapshot {
        let files = [
            ("site.toml", "title = \"x\"\nbase_url = \"https://record.example/\"\n"),
            (
                "content/dispatches/raid.md",
                "---\ntitle: Raid\ndate: 1970-01-03\ncity: Rivertown\n---\nA raid.\n",
            ),
        ];
        let source = |(path, text): (&str, &str)| {
            let path = SourcePath::new(path);
            (path.clone(), Source::text(&path, text))
        };
        let clock = Timestamp::from_second(hour * 3600).expect("a moment");
        let sources = files.map(source).into();
        Snapshot { sources, unreadable: Vec::new(), ignored: Vec::new(), now: clock, clock }
    }

    #[test]
    fn a_date_that_was_refused_is_read_again_when_it_is_no_longer_in_the_future() {
        let snapshot = Arc::new(with_a_date_to_come(0));
        let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
        let composition = compose(&snapshot, &options, &mut ComposeCache::default());
        assert!(composition.has_errors(), "it is two days ahead");
        let rejected = Arc::new(ComposedProject { snapshot, composition });
        let shown = Event::Composed(site("x"));
        let state = after(vec![shown, Event::Rejected(rejected, report("wrong"))]);
        assert!(state.is_up_to_date(&with_a_date_to_come(23)));
        assert!(!state.is_up_to_date(&with_a_date_to_come(24)), "tomorrow may have begun");
    }

    fn site(title: &str) -> Arc<ServableSite> {
        Arc::new(ServableSite::new(&project(title), None).expect("nothing is wrong with it"))
    }

    fn report(message: &str) -> Arc<Report> {
        Arc::new(Report::error(message))
    }

    fn after(events: Vec<Event>) -> PreviewState {
        events.into_iter().fold(PreviewState::Starting, |state, event| state.step(event))
    }

    fn fallback(state: &PreviewState) -> Option<&Arc<ServableSite>> {
        state.running()?.fallback.as_ref()
    }

    fn is(found: Option<&Arc<ServableSite>>, expected: &Arc<ServableSite>) -> bool {
        found.is_some_and(|found| Arc::ptr_eq(found, expected))
    }

    #[test]
    fn a_save_with_errors_leaves_the_last_good_site() {
        let good = site("good");
        let bad = Event::Rejected(project("bad"), report("bad"));
        let state = after(vec![Event::Composed(Arc::clone(&good)), bad]);
        assert!(state.shows(&good));
        assert_eq!(state.save_report(), Some(&report("bad")));
        let state = state.step(Event::Composed(site("mended")));
        assert!(!state.shows(&good));
        assert_eq!(state.save_report(), None);
    }

    #[test]
    fn the_fallback_is_the_last_site_whose_pages_all_print() {
        let [first, second, third] = [site("1"), site("2"), site("3")];
        let state = after(vec![
            Event::Composed(Arc::clone(&first)),
            Event::Checked(Arc::clone(&first), None),
            Event::Composed(Arc::clone(&second)),
        ]);
        assert!(is(fallback(&state), &first));
        let state = state.step(Event::Composed(Arc::clone(&third)));
        assert!(is(fallback(&state), &first), "the second was not checked");
        let state = state.step(Event::Checked(second, None));
        assert!(is(fallback(&state), &first), "a check of another site proves nothing");
        let state = state.step(Event::Checked(Arc::clone(&third), Some(report("a page"))));
        assert!(is(fallback(&state), &first), "a page does not print");
        let state = state.step(Event::Checked(third, None));
        assert!(fallback(&state).is_none());
    }

    #[test]
    fn a_page_that_fails_does_not_replace_the_report_on_all_pages() {
        let shown = site("shown");
        let state = after(vec![
            Event::Composed(Arc::clone(&shown)),
            Event::PageFailed(Arc::clone(&shown), report("one")),
            Event::Checked(Arc::clone(&shown), Some(report("all"))),
            Event::PageFailed(Arc::clone(&shown), report("one")),
        ]);
        let found = state.running().and_then(|running| running.page_report.clone());
        assert_eq!(found, Some(report("all")));
    }

    #[test]
    fn a_project_that_could_not_be_read_is_composed_again() {
        let shown = site("shown");
        let state = after(vec![Event::Composed(Arc::clone(&shown))]);
        assert!(state.is_up_to_date(&shown.project.snapshot));
        assert!(!state.is_up_to_date(&project("other").snapshot));
        let state = state.step(Event::Unreadable(report("gone")));
        assert!(!state.is_up_to_date(&shown.project.snapshot));
        assert!(state.shows(&shown));
    }

    #[test]
    fn a_preview_that_has_ended_stays_so() {
        let state =
            after(vec![Event::Composed(site("1")), Event::Closed, Event::Composed(site("2"))]);
        assert!(state.site().is_none() && state.running().is_none());
    }
}
