//! What happens at a save: the project is looked at, and what it came to is shown.
//! It does not know how saves are noticed, nor how browsers are told.

use std::mem;
use std::sync::Arc;

use dateline::compose::Kept;
use dateline::edge::clock::Stopwatch;
use dateline::edge::disk::{self, Shelf};
use dateline::edge::preview::Server;
use dateline::edge::terminal::Terminal;
use dateline::edge::watch::{Method, Seen, Wake, watch};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::Ink;
use dateline::text::source::{Snapshot, SourcePath};

use crate::command::build::left_out;
use crate::command::failure::Failure;
use crate::command::project::{Look, Project};
use crate::command::shown::{Good, Proof, Shown};

/// What open tabs do at a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tabs {
    /// Each stays at its page.
    Stay,
    /// All go to the page of what was saved.
    Follow,
}

/// A preview that keeps up with its project.
pub(crate) struct KeepingUp {
    project: Project,
    shelf: Shelf,
    kept: Kept,
    shown: Arc<Shown>,
    server: Arc<Server>,
    proof: Proof,
    tabs: Tabs,
    terminal: Terminal,
    latest: Latest,
}

/// What was looked at last.
enum Latest {
    /// Nothing yet.
    Nothing,
    /// A look that was shown, or the report on it.
    Shown(Arc<Look>),
    /// A look with errors in it that nobody has been shown yet, and the one before it.
    Doubtful(Arc<Look>, Option<Arc<Look>>),
}

impl KeepingUp {
    /// Shows nothing yet.
    pub(crate) fn new(
        project: Project,
        shown: &Arc<Shown>,
        server: &Arc<Server>,
        tabs: Tabs,
        terminal: Terminal,
    ) -> Result<KeepingUp, Failure> {
        let (showing, telling) = (Arc::clone(shown), Arc::clone(server));
        let found = move |good: Arc<Good>, faults: Vec<Diagnostic>| {
            if showing.proved(&good, &faults) && !faults.is_empty() {
                telling.refresh();
                terminal.say(&good.look.report(&faults, Ink::Colour));
                terminal.say("these pages stay as they were until this is mended");
            }
        };
        let proof = Proof::begin(Box::new(found)).map_err(Failure::world)?;
        Ok(KeepingUp {
            project,
            shelf: Shelf::default(),
            kept: Kept::default(),
            shown: Arc::clone(shown),
            server: Arc::clone(server),
            proof,
            tabs,
            terminal,
            latest: Latest::Nothing,
        })
    }

    /// Looks at the project now and after every save, until what this gives is dropped.
    pub(crate) fn begin(mut self, method: Method) -> Result<impl Drop + use<>, Failure> {
        let root = self.project.root.clone();
        watch(&root, method, disk::is_no_source, move |wake| {
            if let Wake::Deaf(reason) = &wake {
                self.terminal.say(&format!("warning: {reason}"));
            }
            self.look_again(&wake)
        })
        .map_err(Failure::world)
    }

    /// Looks at the whole project; with nothing changed and no embargo ended this is all there is to do.
    /// What is broken may be a save caught half way, and is shown once it has been quiet.
    fn look_again(&mut self, wake: &Wake) -> Seen {
        let may_be_half = *wake != Wake::Quiet;
        let started = Stopwatch::start();
        let snapshot = match self.project.read_again(&mut self.shelf) {
            Ok(snapshot) => snapshot,
            Err(_) if may_be_half => return Seen::Doubtful,
            // The folder may be gone for a moment, as when a branch is changed; the last good site stays.
            Err(failure) => {
                if self.shown.is_unreachable(&failure.message) {
                    self.server.refresh();
                    self.terminal.say(&format!("error: {}", failure.message));
                }
                return Seen::Whole;
            }
        };
        if *wake != Wake::Tick && self.latest.was_emptied(&snapshot) {
            return Seen::Doubtful;
        }
        if self.shown.is_of(&snapshot) {
            self.latest = mem::replace(&mut self.latest, Latest::Nothing).settled();
            return Seen::Whole;
        }
        let (look, before) = self.look_at(snapshot);
        match Good::of(&look, self.shown.good().as_deref()) {
            Ok(good) => self.show(&Arc::new(good), before.as_deref(), started),
            Err(_) if may_be_half => {
                self.latest = Latest::Doubtful(look, before);
                return Seen::Doubtful;
            }
            Err(faults) => self.report(&look, before.as_deref(), faults),
        }
        self.latest = Latest::Shown(look);
        Seen::Whole
    }

    /// Composes `snapshot`, unless that was done just before; and what was shown before it.
    fn look_at(&mut self, snapshot: Snapshot) -> (Arc<Look>, Option<Arc<Look>>) {
        let before = match mem::replace(&mut self.latest, Latest::Nothing) {
            Latest::Doubtful(look, before)
                if look.snapshot.fingerprint() == snapshot.fingerprint() =>
            {
                return (look, before);
            }
            Latest::Shown(look) | Latest::Doubtful(_, Some(look)) => Some(look),
            Latest::Doubtful(_, None) | Latest::Nothing => None,
        };
        self.proof.leave_off();
        (Arc::new(self.project.compose(snapshot, &mut self.kept)), before)
    }

    fn show(&mut self, good: &Arc<Good>, before: Option<&Look>, started: Stopwatch) {
        let past = self.shown.show(good);
        self.server.refresh();
        if let (Tabs::Follow, Some(before)) = (self.tabs, before)
            && let Some(path) = saved(before, &good.look).and_then(|saved| good.page_of(saved))
        {
            self.server.go_to(&path);
        }
        let milliseconds = started.elapsed().as_millis();
        self.say_what_is_new(&good.look, before, &good.look.composition.faults);
        self.terminal.say(&match before {
            Some(_) => format!("shown anew in {milliseconds} ms"),
            None => format!("composed in {milliseconds} ms"),
        });
        drop(past);
        self.proof.of(Arc::clone(good));
    }

    fn report(&self, look: &Arc<Look>, before: Option<&Look>, errors: Vec<Diagnostic>) {
        let mut faults = look.composition.faults.clone();
        faults.extend(errors.into_iter().filter(|error| !look.composition.faults.contains(error)));
        self.shown.report(look, &faults);
        self.server.refresh();
        self.say_what_is_new(look, before, &faults);
        self.terminal.say("the last good site stays until this is mended");
    }

    /// What is wrong; and what is left out, when that is not what it was before.
    fn say_what_is_new(&self, look: &Look, before: Option<&Look>, faults: &[Diagnostic]) {
        let lines = left_out(&look.composition);
        if before.is_none_or(|before| left_out(&before.composition) != lines) {
            lines.iter().for_each(|line| self.terminal.say(line));
        }
        if !faults.is_empty() {
            self.terminal.say(&look.report(faults, Ink::Colour));
        }
    }
}

impl Latest {
    /// Whether a file that said something is empty in `now`. Most programs empty a file before they write it, and an empty
    /// template or style sheet is no fault: only the time that goes by shows that it was meant.
    fn was_emptied(&self, now: &Snapshot) -> bool {
        let (Latest::Shown(before) | Latest::Doubtful(_, Some(before))) = self else {
            return false;
        };
        let sources = &before.snapshot.sources;
        let empty = now.sources.iter().filter(|(_, source)| source.is_empty());
        empty.into_iter().any(|(path, _)| sources.get(path).is_some_and(|it| !it.is_empty()))
    }

    /// What was shown last, without what was doubtful since.
    fn settled(self) -> Latest {
        match self {
            Latest::Doubtful(_, Some(look)) => Latest::Shown(look),
            Latest::Doubtful(_, None) => Latest::Nothing,
            shown => shown,
        }
    }
}

/// The one content file that is new or other than `before`; none if there are several, as after a checkout.
fn saved<'l>(before: &Look, look: &'l Look) -> Option<&'l SourcePath> {
    let (before, now) = (&before.snapshot.sources, &look.snapshot.sources);
    let mut changed = now.iter().filter(|(path, source)| {
        path.extension().as_deref() == Some("md") && before.get(*path) != Some(*source)
    });
    let (path, _) = changed.next()?;
    changed.next().is_none().then_some(path)
}
