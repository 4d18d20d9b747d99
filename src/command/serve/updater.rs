//! What happens at a save: the project is read and composed, and the result is shown.
//! It does not know how saves are noticed or how browsers are told.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use dateline::compose::ComposeCache;
use dateline::edge::clock::Stopwatch;
use dateline::edge::disk;
use dateline::edge::disk::source_cache::SourceCache;
use dateline::edge::preview::report::Report;
use dateline::edge::preview::server::Server;
use dateline::edge::terminal::Terminal;
use dateline::edge::watch::{Method, Outcome, Trigger, Watcher, watch};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::SourcePath;

use crate::cli::ServeArgs;
use crate::command::composed_project::ComposedProject;
use crate::command::failure::Failure;
use crate::command::kept_readings::KeptReadingsOf;
use crate::command::left_out::left_out;
use crate::command::plural::count;
use crate::command::project::Project;
use crate::command::serve::background_check::BackgroundCheck;
use crate::command::serve::emptied::EmptiedFiles;
use crate::command::serve::preview::SitePreview;
use crate::command::serve::site::ServableSite;
use crate::command::serve::state::Event;

/// Keeps a preview up to date with its project.
pub(super) struct Updater {
    project: Project,
    method: Method,
    /// Whether open tabs go to the page that was saved.
    tabs_follow: bool,
    sources: SourceCache,
    cache: ComposeCache,
    /// What earlier runs have read. None once this one has added to it.
    kept: Option<KeptReadingsOf>,
    emptied: EmptiedFiles,
    /// The latest project, if it has errors that may come from a save that is only half done. They are not shown yet.
    unconfirmed: Option<Arc<ComposedProject>>,
    preview: Arc<SitePreview>,
    server: Arc<Server>,
    check: BackgroundCheck,
    terminal: Terminal,
}

impl Updater {
    /// An updater that has not read the project yet.
    pub(super) fn new(
        project: Project,
        preview: &Arc<SitePreview>,
        server: &Arc<Server>,
        args: &ServeArgs,
        terminal: Terminal,
    ) -> Result<Updater, Failure> {
        let (checked_preview, checked_server) = (Arc::clone(preview), Arc::clone(server));
        let on_checked = move |site: Arc<ServableSite>, faults: Vec<Diagnostic>| {
            let report = (!faults.is_empty())
                .then(|| Arc::new(site.project.browser_report(&faults).for_pages()));
            let has_faults = report.is_some();
            let transition = checked_preview.apply(Event::Checked(Arc::clone(&site), report));
            if has_faults && transition.after.shows(&site) {
                checked_server.refresh();
                terminal.say(&site.project.report(&faults));
                terminal.say("These pages do not change until you correct the errors.");
            }
        };
        let kept = KeptReadingsOf::project(&project.root);
        Ok(Updater {
            project,
            method: args.poll.map_or(Method::Notification, Method::Polling),
            tabs_follow: args.follow,
            sources: SourceCache::default(),
            cache: kept.cache(),
            kept: Some(kept),
            emptied: EmptiedFiles::default(),
            unconfirmed: None,
            preview: Arc::clone(preview),
            server: Arc::clone(server),
            check: BackgroundCheck::start(Box::new(on_checked)).map_err(Failure::world)?,
            terminal,
        })
    }

    /// Updates the preview now and after every save, until the watcher is dropped.
    pub(super) fn watch(mut self) -> Result<Watcher, Failure> {
        let root = self.project.root.clone();
        let watcher = watch(&root, self.method, disk::is_no_source, move |trigger| {
            if let Trigger::WatchLost(reason) = &trigger {
                self.terminal.say(&format!("warning: {reason}"));
            }
            // A panic ends one update, and not the preview.
            let updated = catch_unwind(AssertUnwindSafe(|| self.update(&trigger)));
            updated.unwrap_or_else(|_| self.recover())
        });
        Ok(watcher?)
    }

    /// Reports a panic, and drops what it may have left half done.
    fn recover(&mut self) -> Outcome {
        (self.sources, self.cache) = (SourceCache::default(), ComposeCache::default());
        self.unconfirmed = None;
        self.show_unreadable(
            "dateline itself has failed, and the terminal says where: please report it; the preview goes on with the next save",
        );
        Outcome::Complete
    }

    /// Shows why the project cannot be read or composed, unless that is shown already.
    fn show_unreadable(&self, message: &str) {
        let report = Arc::new(Report::error(message));
        let transition = self.preview.apply(Event::Unreadable(Arc::clone(&report)));
        if transition.before.save_report() != Some(&report) {
            self.server.refresh();
            self.terminal.say(&format!("error: {message}"));
        }
    }

    /// Reads the whole project, and composes and shows it if anything has changed. If it has errors, perhaps a save is only
    /// half done: they are shown when it is quiet.
    fn update(&mut self, trigger: &Trigger) -> Outcome {
        let may_be_half_done = *trigger != Trigger::Quiet;
        let started = Stopwatch::start();
        let mut snapshot = match self.read() {
            Ok(snapshot) => snapshot,
            Err(_) if may_be_half_done => return Outcome::Doubtful,
            // The folder may be missing for a moment, for instance when git changes the branch. The last good site stays.
            Err(failure) => {
                self.show_unreadable(&failure.message);
                return Outcome::Complete;
            }
        };
        let state = self.preview.state();
        let outcome = match state.latest() {
            Some(latest) => self.emptied.hold_back(&mut snapshot, &latest.snapshot),
            None => Outcome::Complete,
        };
        if state.is_up_to_date(&snapshot) {
            if self.unconfirmed.take().is_some() {
                // The save was undone, so the check that it interrupted goes on.
                state.site().into_iter().for_each(|site| self.check.check(Arc::clone(site)));
            }
            return outcome;
        }
        let project = self.compose(snapshot);
        match ServableSite::new(&project, state.site().map(|site| &**site)) {
            Ok(site) => {
                self.show(Arc::new(site), started);
                if let Some(kept) = self.kept.take() {
                    kept.keep(&self.cache, &self.sources);
                }
            }
            Err(_) if may_be_half_done => {
                self.unconfirmed = Some(project);
                return Outcome::Doubtful;
            }
            Err(errors) => self.reject(&project, errors),
        }
        outcome
    }

    fn read(&mut self) -> Result<Snapshot, Failure> {
        match self.method {
            Method::Notification => self.project.read_cached(&mut self.sources),
            // A system that reports no changes may also have old metadata of a file, so every file is opened.
            Method::Polling(_) => self.project.read(),
        }
    }

    /// Composes `snapshot`, unless that was done just before.
    fn compose(&mut self, snapshot: Snapshot) -> Arc<ComposedProject> {
        let composed = self.unconfirmed.take();
        let is_same =
            |it: &Arc<ComposedProject>| it.snapshot.fingerprint() == snapshot.fingerprint();
        composed.filter(is_same).unwrap_or_else(|| {
            self.check.interrupt();
            Arc::new(self.project.compose(snapshot, &mut self.cache))
        })
    }

    fn show(&mut self, site: Arc<ServableSite>, started: Stopwatch) {
        let transition = self.preview.apply(Event::Composed(Arc::clone(&site)));
        let before = transition.before.latest();
        self.server.refresh();
        if self.tabs_follow
            && let Some(before) = before
            && let Some(path) = saved_file(before, &site.project).and_then(|it| site.page_of(it))
        {
            self.server.go_to(&path);
        }
        let milliseconds = started.elapsed().as_millis();
        self.say_what_is_new(&site.project, before, &site.project.composition.faults);
        self.terminal.say(&match before {
            Some(_) => format!("updated in {milliseconds} ms"),
            None => format!("site ready in {milliseconds} ms"),
        });
        if site.unexplained.is_some() {
            self.terminal.say(
                "The browser shows the changed figures, marked as not explained yet. `dateline build` refuses them until the entries above are added.",
            );
        }
        drop(transition);
        self.check.check(site);
    }

    fn reject(&self, project: &Arc<ComposedProject>, errors: Vec<Diagnostic>) {
        let mut faults = project.composition.faults.clone();
        faults.extend(errors.into_iter().filter(|it| !project.composition.faults.contains(it)));
        // Errors come first, and of these the errors in files that were just saved.
        let state = self.preview.state();
        let is_saved = |path: &SourcePath| {
            state.latest().is_some_and(|before| {
                before.snapshot.sources.get(path) != project.snapshot.sources.get(path)
            })
        };
        faults.sort_by_key(|fault| (!fault.is_error(), !is_saved(&fault.path)));
        let report = Arc::new(project.browser_report(&faults));
        let transition = self.preview.apply(Event::Rejected(Arc::clone(project), report));
        self.server.refresh();
        self.say_what_is_new(project, transition.before.latest(), &faults);
        self.terminal.say(match transition.after.site() {
            Some(_) => "The browser shows the last version without errors. Correct the file to see your changes.",
            None => "Correct the errors above to see the site.",
        });
    }

    /// Reports faults and what is left out, as far as they are new.
    fn say_what_is_new(
        &self,
        project: &ComposedProject,
        before: Option<&Arc<ComposedProject>>,
        faults: &[Diagnostic],
    ) {
        let lines = |project: &ComposedProject| {
            let ends = project.composition.timetable.next_embargo;
            let ends =
                ends.map(|ends| format!("the next embargo ends {ends}; it shows by itself then"));
            let overdue = project.composition.timetable.next_overdue.map(|moment| {
                format!(
                    "the next promise of a party is overdue from {moment}; it shows by itself then"
                )
            });
            left_out(&project.composition)
                .into_iter()
                .chain(ends)
                .chain(overdue)
                .collect::<Vec<_>>()
        };
        let (old, lines) = (before.map(|before| lines(before)), lines(project));
        if old.is_none_or(|old| old != lines) {
            lines.iter().for_each(|line| self.terminal.say(line));
        }
        let is_known = |fault: &Diagnostic| {
            !fault.is_error() && before.is_some_and(|it| it.composition.faults.contains(fault))
        };
        let (known, new): (Vec<_>, Vec<_>) = faults.iter().cloned().partition(is_known);
        if !new.is_empty() {
            self.terminal.say(&project.report(&new));
        }
        if !known.is_empty() {
            let warnings = count(known.len(), ["warning", "warnings"]);
            self.terminal.say(&format!("the same {warnings} as before"));
        }
    }
}

/// The one content file that is new or has changed; none if there are several, as after a checkout.
fn saved_file<'p>(before: &ComposedProject, now: &'p ComposedProject) -> Option<&'p SourcePath> {
    let (before, now) = (&before.snapshot.sources, &now.snapshot.sources);
    let mut changed = now.iter().filter(|(path, source)| {
        path.extension().as_deref() == Some("md") && before.get(*path) != Some(*source)
    });
    let (path, _) = changed.next()?;
    changed.next().is_none().then_some(path)
}
