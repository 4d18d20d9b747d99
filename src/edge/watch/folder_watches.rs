//! The system's watches on the folders of a project. What the system reports becomes a few kinds of signals.
//! It does not know which files matter (its caller says), nor what is done about a change.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RemoveKind, RenameMode};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::edge::file_id::FileId;
use crate::edge::os;
use crate::edge::watch::batch::{Signal, TimedSignal};

/// What is watched.
#[derive(Clone)]
pub(super) struct Project {
    /// The project's folder, without links.
    pub(super) root: PathBuf,
    /// Whether changes at a path, relative to the root, do not matter.
    pub(super) ignored: Arc<dyn Fn(&Path) -> bool + Send + Sync>,
}

impl Project {
    /// A path outside the root is not ignored: it can only be the root under another name.
    fn is_ignored(&self, path: &Path) -> bool {
        path.strip_prefix(&self.root).is_ok_and(|relative| (self.ignored)(relative))
    }

    /// The root and the folders in it that matter.
    fn folders(&self) -> BTreeMap<PathBuf, FileId> {
        let mut folders = BTreeMap::new();
        if let Ok(root) = fs::metadata(&self.root) {
            folders.insert(self.root.clone(), FileId::new(&root));
        }
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| !self.is_ignored(&entry.path())) {
            if let Ok(metadata) = entry.metadata().as_ref()
                && metadata.is_dir()
            {
                folders.insert(entry.path(), FileId::new(metadata));
            }
        }
        folders
    }

    /// Called on the system's thread for each event. Sends what matters.
    fn on_event(&self, event: notify::Result<Event>, signals: &Sender<TimedSignal>) {
        // It fails only while the watcher is being dropped.
        let send = |signal| drop(signals.send(TimedSignal::now(signal)));
        let event = match event {
            Ok(event) => event,
            Err(fault) => return send(Signal::WatchLost(reason(&fault))),
        };
        let Some(signal) = signal_for(event.kind) else {
            return;
        };
        if event.need_rescan() {
            // Events were lost, perhaps of new folders: all watches are set again.
            send(Signal::FolderGone(self.root.clone()));
        }
        let matters = event.paths.is_empty() || event.paths.iter().any(|p| !self.is_ignored(p));
        if !matters {
            return;
        }
        if may_be_folder_gone(event.kind) {
            event.paths.into_iter().for_each(|path| send(Signal::FolderGone(path)));
        }
        send(signal);
    }
}

/// The signal for an event; none if somebody (most often dateline) was reading, or if another event says the same.
fn signal_for(kind: EventKind) -> Option<Signal> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Some(Signal::Saved),
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => None,
        // A folder is removed file by file, most often by a tool that goes on.
        EventKind::Remove(RemoveKind::Folder) => Some(Signal::Changed),
        EventKind::Remove(_) => Some(Signal::Saved),
        // A file that is renamed to a backup is most often written again. Most systems do not report that a file was closed.
        _ => Some(Signal::Changed),
    }
}

/// Whether the path of an event may be a folder that has lost its watch.
fn may_be_folder_gone(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Remove(RemoveKind::Folder | RemoveKind::Any | RemoveKind::Other)
            | EventKind::Modify(ModifyKind::Name(_))
    )
}

/// The watches that are set. The root and each folder in it have their own, because a recursive watch on the root would also
/// watch an output with 100,000 folders, and systems limit the number of watches.
pub(super) struct FolderWatches {
    project: Project,
    signals: Sender<TimedSignal>,
    watcher: Option<RecommendedWatcher>,
    watched: BTreeMap<PathBuf, FileId>,
}

impl FolderWatches {
    /// Sets no watch yet. Changes will be sent to `signals`.
    pub(super) fn new(project: Project, signals: Sender<TimedSignal>) -> FolderWatches {
        FolderWatches { project, signals, watcher: None, watched: BTreeMap::new() }
    }

    /// Sets and removes watches so that they match the folders that exist now.
    ///
    /// # Errors
    /// The reason, in a sentence, if the system sets no more watches. Then none is left.
    pub(super) fn update(&mut self) -> Result<(), String> {
        let folders = self.project.folders();
        if self.watched.get(&self.project.root) != folders.get(&self.project.root) {
            // If the root was replaced, all watches below it are lost.
            self.clear();
        }
        self.watch_all(folders).and_then(|()| self.wait_for_system()).map_err(|fault| {
            self.clear();
            reason(&fault)
        })
    }

    /// Whether nothing is watched, because the project's folder does not exist.
    pub(super) fn is_empty(&self) -> bool {
        self.watched.is_empty()
    }

    /// Waits until new folders inside the watched ones are watched too. The thread that handles events also answers here,
    /// and handles one thing after the other.
    fn wait_for_system(&mut self) -> notify::Result<()> {
        match &mut self.watcher {
            Some(watcher) => watcher.configure(config()).map(drop),
            None => Ok(()),
        }
    }

    /// Removes the watch on a folder that does not exist any more, or was replaced.
    pub(super) fn remove(&mut self, path: &Path) {
        if path == self.project.root {
            self.clear();
        } else if self.watched.remove(path).is_some()
            && let Some(watcher) = &mut self.watcher
        {
            // Most often the system has removed it already.
            let _ = watcher.unwatch(path);
        }
    }

    /// Removes all watches.
    pub(super) fn clear(&mut self) {
        self.watcher = None;
        self.watched.clear();
    }

    fn watch_all(&mut self, folders: BTreeMap<PathBuf, FileId>) -> notify::Result<()> {
        let stale = self.watched.iter().filter(|(path, id)| folders.get(*path) != Some(*id));
        let stale: Vec<PathBuf> = stale.map(|(path, _)| path.clone()).collect();
        stale.iter().for_each(|path| self.remove(path));
        let watcher = match &mut self.watcher {
            Some(watcher) => watcher,
            none => {
                let (project, signals) = (self.project.clone(), self.signals.clone());
                let on_event = move |event| project.on_event(event, &signals);
                none.insert(RecommendedWatcher::new(on_event, config())?)
            }
        };
        for (path, id) in folders {
            if self.watched.contains_key(&path) {
                continue;
            }
            let is_root = path == self.project.root;
            let mode = if is_root { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
            match watcher.watch(&path, mode) {
                Ok(()) => drop(self.watched.insert(path, id)),
                // It was removed meanwhile. The system reports that, or the timer finds it.
                Err(fault) if is_missing(&fault) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }
}

fn config() -> Config {
    Config::default().with_follow_symlinks(false)
}

/// Why the system reports no more changes, and what to do about it.
fn reason(fault: &notify::Error) -> String {
    const INSTEAD: &str = "so the project is read every second instead";
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
    format!(
        "the system cannot report changes{folder}: {cause}, {INSTEAD}; correct that and start again"
    )
}

fn is_missing(fault: &notify::Error) -> bool {
    match &fault.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(cause) => cause.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}
