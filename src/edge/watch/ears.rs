//! What the system reports of a project's folders, brought down to a few signals.
//! Knows no files: which of them count, and what a change means, others say.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RemoveKind, RenameMode};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::edge::os;
use crate::edge::watch::burst::{Heard, Signal};

/// What is watched.
#[derive(Clone)]
pub(super) struct Project {
    /// The project's folder, links resolved.
    pub(super) root: PathBuf,
    /// Whether nothing counts at a path that is relative to the root.
    pub(super) ignored: Arc<dyn Fn(&Path) -> bool + Send + Sync>,
}

impl Project {
    /// What is outside the root counts: it can only be the root itself under another name.
    fn is_ignored(&self, path: &Path) -> bool {
        path.strip_prefix(&self.root).is_ok_and(|relative| (self.ignored)(relative))
    }

    /// The root and the folders in it that count.
    fn folders(&self) -> BTreeMap<PathBuf, Identity> {
        let mut folders = BTreeMap::new();
        if let Ok(root) = fs::metadata(&self.root) {
            folders.insert(self.root.clone(), Identity::of(&root));
        }
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| !self.is_ignored(&entry.path())) {
            if let Ok(metadata) = entry.metadata().as_ref()
                && metadata.is_dir()
            {
                folders.insert(entry.path(), Identity::of(metadata));
            }
        }
        folders
    }

    /// Called by the system's thread for each thing that happens: what means nothing ends here.
    fn hear(&self, event: notify::Result<Event>, signals: &Sender<Heard>) {
        // The receiver is gone only while the watch is being taken down.
        let send = |signal| drop(signals.send(Heard { at: Instant::now(), signal }));
        let event = match event {
            Ok(event) => event,
            Err(fault) => return send(Signal::Deaf(reason(&fault))),
        };
        let Some(change) = Change::of(event.kind) else {
            return;
        };
        if event.need_rescan() {
            // Events were lost, of new folders too: every watch is set anew.
            send(Signal::Gone(self.root.clone()));
        }
        let counts = event.paths.is_empty() || event.paths.iter().any(|p| !self.is_ignored(p));
        if !counts {
            return;
        }
        if may_be_gone(event.kind) {
            event.paths.into_iter().for_each(|path| send(Signal::Gone(path)));
        }
        send(match change {
            Change::Complete => Signal::Saved,
            Change::Ongoing => Signal::Stirred,
        });
    }
}

/// How far a change has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// A file is closed after it was written, renamed into place, or removed: the save is over.
    Complete,
    /// More may follow. Most systems never say when a file is closed.
    Ongoing,
}

impl Change {
    /// What `kind` means; nothing when it is somebody's reading, our own most of all, or has been
    /// said already.
    fn of(kind: EventKind) -> Option<Change> {
        match kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Some(Change::Complete),
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => None,
            // A folder is removed file by file, and mostly by a tool that goes on.
            EventKind::Remove(RemoveKind::Folder) => Some(Change::Ongoing),
            EventKind::Remove(_) => Some(Change::Complete),
            // What is renamed away, as a backup is, is mostly written anew.
            _ => Some(Change::Ongoing),
        }
    }
}

/// Whether the path of an event may have been a folder whose watch went with it.
fn may_be_gone(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Remove(RemoveKind::Folder | RemoveKind::Any | RemoveKind::Other)
            | EventKind::Modify(ModifyKind::Name(_))
    )
}

/// The watches that are set. The root and each folder in it have one of their own, because a
/// recursive watch of the root would spend the system's watches on an output of 100,000 folders.
pub(super) struct Ears {
    project: Project,
    signals: Sender<Heard>,
    watcher: Option<RecommendedWatcher>,
    watched: BTreeMap<PathBuf, Identity>,
}

impl Ears {
    /// No watch yet; what is heard later goes to `signals`.
    pub(super) fn new(project: Project, signals: Sender<Heard>) -> Ears {
        Ears { project, signals, watcher: None, watched: BTreeMap::new() }
    }

    /// Brings the watches in line with the folders that are there now.
    ///
    /// # Errors
    /// The reason, in a sentence, when the system sets no more watches. None is left then.
    pub(super) fn listen(&mut self) -> Result<(), String> {
        let folders = self.project.folders();
        if self.watched.get(&self.project.root) != folders.get(&self.project.root) {
            // A root that was replaced takes all watches below it with it.
            self.close();
        }
        self.watch_all(folders).and_then(|()| self.catch_up()).map_err(|fault| {
            self.close();
            reason(&fault)
        })
    }

    /// Whether there is no folder to listen to.
    pub(super) fn are_idle(&self) -> bool {
        self.watched.is_empty()
    }

    /// Waits until the folders inside of which the system has told are watched too. The one thread
    /// that hears of them also answers here, and one thing after the other.
    fn catch_up(&mut self) -> notify::Result<()> {
        match &mut self.watcher {
            Some(watcher) => watcher.configure(config()).map(drop),
            None => Ok(()),
        }
    }

    /// Lets go of the watch of a folder that is not there any more, or not the same.
    pub(super) fn forget(&mut self, path: &Path) {
        if path == self.project.root {
            self.close();
        } else if self.watched.remove(path).is_some()
            && let Some(watcher) = &mut self.watcher
        {
            // The system has mostly done so itself.
            let _ = watcher.unwatch(path);
        }
    }

    /// Lets go of every watch.
    pub(super) fn close(&mut self) {
        self.watcher = None;
        self.watched.clear();
    }

    fn watch_all(&mut self, folders: BTreeMap<PathBuf, Identity>) -> notify::Result<()> {
        let stale = self.watched.iter().filter(|(path, was)| folders.get(*path) != Some(*was));
        let stale: Vec<PathBuf> = stale.map(|(path, _)| path.clone()).collect();
        stale.iter().for_each(|path| self.forget(path));
        let watcher = match &mut self.watcher {
            Some(watcher) => watcher,
            none => {
                let (project, signals) = (self.project.clone(), self.signals.clone());
                none.insert(RecommendedWatcher::new(move |e| project.hear(e, &signals), config())?)
            }
        };
        for (path, identity) in folders {
            if self.watched.contains_key(&path) {
                continue;
            }
            let is_root = path == self.project.root;
            let mode = if is_root { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
            match watcher.watch(&path, mode) {
                Ok(()) => drop(self.watched.insert(path, identity)),
                // Gone again already, which will be heard, or looked for at the next tick.
                Err(fault) if is_absence(&fault) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }
}

fn config() -> Config {
    Config::default().with_follow_symlinks(false)
}

/// Tells a folder from another that has taken its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    inode: (u64, u64),
    #[cfg(not(unix))]
    created: Option<std::time::SystemTime>,
}

impl Identity {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Identity {
        use std::os::unix::fs::MetadataExt;
        Identity { inode: (metadata.dev(), metadata.ino()) }
    }

    #[cfg(not(unix))]
    fn of(metadata: &Metadata) -> Identity {
        Identity { created: metadata.created().ok() }
    }
}

/// Why only ticks come from now on, and what to do about it.
fn reason(fault: &notify::Error) -> String {
    const INSTEAD: &str = "so the site is looked at every second instead";
    let cause = match &fault.kind {
        ErrorKind::MaxFilesWatch => {
            return format!(
                "the system's limit of watched folders is reached, {INSTEAD}; raise \
                 fs.inotify.max_user_watches to see every save at once"
            );
        }
        ErrorKind::Io(cause) => os::reason(cause),
        _ => fault.to_string(),
    };
    let folder = fault.paths.first().map(|path| format!(" in {}", path.display()));
    let folder = folder.unwrap_or_default();
    format!("the system cannot report changes{folder}: {cause}, {INSTEAD}; mend it and start again")
}

fn is_absence(fault: &notify::Error) -> bool {
    match &fault.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(cause) => cause.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}
