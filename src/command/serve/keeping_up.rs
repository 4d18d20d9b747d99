//! What happens at a save: the project is looked at, and what it came to is shown.
//! It does not know how saves are noticed, nor how browsers are told.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use dateline::compose::Kept;
use dateline::edge::clock::Stopwatch;
use dateline::edge::disk::{self, Shelf};
use dateline::edge::preview::server::Server;
use dateline::edge::terminal::Terminal;
use dateline::edge::watch::{Method, Seen, Wake, watch};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::Ink;
use dateline::text::source::{Snapshot, SourcePath};

use crate::command::build::left_out;
use crate::command::failure::Failure;
use crate::command::project::{Look, Project};
use crate::command::serve::emptied::Emptied;
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
    method: Method,
    shelf: Shelf,
    emptied: Emptied,
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
        (tabs, method): (Tabs, Method),
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
            method,
            shelf: Shelf::default(),
            emptied: Emptied::default(),
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
    pub(crate) fn begin(mut self) -> Result<impl Drop + use<>, Failure> {
        let root = self.project.root.clone();
        watch(&root, self.method, disk::is_no_source, move |wake| {
            if let Wake::Deaf(reason) = &wake {
                self.terminal.say(&format!("warning: {reason}"));
            }
            // A mistake of ours ends one look, and not the preview.
            let looked = catch_unwind(AssertUnwindSafe(|| self.look_again(&wake)));
            looked.unwrap_or_else(|_| self.confess())
        })
        .map_err(Failure::world)
    }

    /// Says that dateline itself failed, and forgets what may have been left half done.
    fn confess(&mut self) -> Seen {
        (self.shelf, self.kept, self.latest) = (Shelf::default(), Kept::default(), Latest::Nothing);
        let message = "dateline made a mistake of its own, told in the terminal: please report it; \
                       the preview goes on with the next save";
        if self.shown.is_unreachable(message) {
            self.server.refresh();
            self.terminal.say(&format!("error: {message}"));
        }
        Seen::Whole
    }

    /// Looks at the whole project; with nothing changed and no embargo ended this is all there is to do.
    /// What is broken may be a save caught half way, and is shown once it has been quiet.
    fn look_again(&mut self, wake: &Wake) -> Seen {
        let may_be_half = *wake != Wake::Quiet;
        let started = Stopwatch::start();
        let mut snapshot = match self.read() {
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
        let seen = match self.latest.shown() {
            Some(before) => self.emptied.hold_back(&mut snapshot, &before.snapshot),
            None => Seen::Whole,
        };
        if self.shown.is_of(&snapshot) {
            if let Latest::Doubtful(_, before) = &mut self.latest {
                // What was caught half way is as it was, and the rest of it goes on being printed.
                self.latest = before.take().map_or(Latest::Nothing, Latest::Shown);
                self.shown.good().into_iter().for_each(|good| self.proof.of(good));
            }
            return seen;
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
        seen
    }

    fn read(&mut self) -> Result<Snapshot, Failure> {
        match self.method {
            Method::Notification => self.project.read_again(&mut self.shelf),
            // Where a system reports no changes, what it says of a file without opening it may be old too.
            Method::Polling(_) => self.project.read(),
        }
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
        // What keeps the save from being shown comes first, and of that what was just written.
        let just_written = |path: &SourcePath| {
            before.is_some_and(|before| {
                before.snapshot.sources.get(path) != look.snapshot.sources.get(path)
            })
        };
        faults.sort_by_key(|fault| (!fault.is_error(), !just_written(&fault.path)));
        let has_good = self.shown.report(look, &faults);
        self.server.refresh();
        self.say_what_is_new(look, before, &faults);
        self.terminal.say(match has_good {
            true => "the last good site stays until this is mended",
            false => "there is nothing to show until this is mended",
        });
    }

    /// What is wrong, and what is left out, as far as it is not what it was before.
    fn say_what_is_new(&self, look: &Look, before: Option<&Look>, faults: &[Diagnostic]) {
        let lines = |look: &Look| {
            let ends = look.composition.next_embargo;
            let ends =
                ends.map(|ends| format!("the next embargo ends {ends}; it shows by itself then"));
            left_out(&look.composition).into_iter().chain(ends).collect::<Vec<_>>()
        };
        let now = lines(look);
        if before.is_none_or(|before| lines(before) != now) {
            now.iter().for_each(|line| self.terminal.say(line));
        }
        let known = |fault: &&Diagnostic| {
            !fault.is_error() && before.is_some_and(|it| it.composition.faults.contains(fault))
        };
        let (old, new): (Vec<&Diagnostic>, Vec<&Diagnostic>) = faults.iter().partition(known);
        if !new.is_empty() {
            let new: Vec<Diagnostic> = new.into_iter().cloned().collect();
            self.terminal.say(&look.report(&new, Ink::Colour));
        }
        match old.len() {
            0 => {}
            1 => self.terminal.say("1 warning as before"),
            many => self.terminal.say(&format!("{many} warnings as before")),
        }
    }
}

impl Latest {
    /// What was shown last.
    fn shown(&self) -> Option<&Look> {
        match self {
            Latest::Shown(look) | Latest::Doubtful(_, Some(look)) => Some(look),
            Latest::Doubtful(_, None) | Latest::Nothing => None,
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
