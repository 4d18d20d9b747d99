//! The list of all files of a published site. It is a file in the site and marks the site as dateline's.
//! It does not know where the site is or what is in the files. It has no date, so that equal sites have equal lists.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::edge::file_tree::{self, Entry, Kind};
use crate::edge::publish::fault::Reason;
use crate::plan::route::{LIST, Route};

/// The name of its file.
pub(super) const NAME: &str = LIST;

/// How the file begins. The first line marks the folder; the second is for people.
const HEAD: &str = "dateline 1\n\
    dateline made this folder and replaces all of it; keep nothing of your own here\n\n";

/// Files that systems make in every folder that somebody opens. Nobody misses them.
const SYSTEM_FILES: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The files of a site, as paths from its folder with `/` between their parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeSet<String>,
}

impl Manifest {
    /// The list of the files at `routes`.
    ///
    /// # Panics
    /// When a route leads out of the site. No such route is ever made.
    pub(super) fn new<'a>(routes: impl Iterator<Item = &'a Route>) -> Result<Manifest, Reason> {
        let mut files = BTreeSet::new();
        for route in routes {
            let file = route.as_file();
            let leads_out = file.split('/').any(|part| matches!(part, "" | "." | ".."));
            assert!(!leads_out, "a route is a path inside the site, and `{file}` is not");
            // `compose` has reported these names. This guards the folder of the site against a mistake of ours.
            if route.refusal().is_some() {
                return Err(Reason::FileName(file.escape_debug().to_string()));
            }
            files.insert(file.to_owned());
        }
        Ok(Manifest { files })
    }

    /// Reads the list in `folder`; `None` if dateline did not make the folder.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Manifest>> {
        let path = folder.join(NAME);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::InvalidData => return Ok(None),
            text => text?,
        };
        let listed = text.strip_prefix(HEAD);
        Ok(listed.map(|listed| Manifest { files: listed.lines().map(str::to_owned).collect() }))
    }

    /// The text of its file.
    pub(super) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for file in &self.files {
            text.push_str(file);
            text.push('\n');
        }
        text
    }

    /// The folders of the files, each after the one above it.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::new();
        for file in &self.files {
            let mut path = file.as_str();
            while let Some((folder, _)) = path.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                path = folder;
            }
        }
        folders
    }

    /// How many of these files are not in `other`.
    pub(super) fn count_missing_from(&self, other: &Manifest) -> usize {
        self.files.difference(&other.files).count()
    }

    /// What somebody else has put into `folder`, sorted.
    pub(super) fn foreign(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut foreign = self.unlisted(folder)?;
        foreign.retain(|path| !SYSTEM_FILES.contains(&path.rsplit('/').next().unwrap_or(path)));
        Ok(foreign)
    }

    /// What is in `folder` and not on this list, sorted.
    pub(super) fn unlisted(&self, folder: &Path) -> io::Result<Vec<String>> {
        let folders = self.folders();
        // A folder that is not on the list is enough; its content is not listed.
        let wanted = |path: &str| path.rsplit_once('/').is_none_or(|(f, _)| folders.contains(f));
        let tree = file_tree::list(folder, wanted);
        if let Some((_, error)) = tree.unreadable.into_iter().next() {
            return Err(error);
        }
        let is_unlisted = |entry: &Entry| match entry.kind {
            Kind::Folder => !folders.contains(entry.path.as_str()),
            Kind::File => entry.path != NAME && !self.files.contains(&entry.path),
            _ => true,
        };
        let unlisted = tree.entries.into_iter().filter(is_unlisted);
        let mut unlisted: Vec<String> = unlisted.map(|entry| entry.path).collect();
        unlisted.sort();
        Ok(unlisted)
    }
}
