//! The list of all files of a published site. It lies in the site and marks it as dateline's.
//! It does not know where the site is or what the files hold, and carries no time.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::edge::publish::fault::Reason;
use crate::edge::walk::{Entry, Kind, walk};
use crate::plan::route::Route;

/// The name of the file that holds the list.
pub(super) const NAME: &str = ".dateline";

/// What the file opens with. The first line marks the folder; the second is for whoever looks.
const HEAD: &str = "dateline 1\n\
    dateline made this folder and replaces all of it; keep nothing of your own here\n\n";

/// Files that systems leave in every folder somebody looks into. They are nobody's work.
const DROPPINGS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The files of a site: paths from its folder, with `/` between their parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeSet<String>,
}

impl Manifest {
    /// The list of the files that `routes` lead to.
    ///
    /// # Panics
    /// When a route climbs out of the site, which is never made.
    pub(super) fn of<'a>(routes: impl Iterator<Item = &'a Route>) -> Result<Manifest, Reason> {
        let mut files = BTreeSet::new();
        for route in routes {
            let file = route.as_file();
            let climbs = file.split('/').any(|part| matches!(part, "" | "." | ".."));
            assert!(!climbs, "a route is a path inside the site, and `{file}` is not");
            // The list has a line for each file. A name of dateline's own, or a repository, would
            // stop the next build.
            let top = file.split('/').next().unwrap_or(file);
            if top == NAME || top == ".git" || file.contains(char::is_control) {
                return Err(Reason::Name(file.escape_debug().to_string()));
            }
            files.insert(file.to_owned());
        }
        Ok(Manifest { files })
    }

    /// Reads the list of the site in `folder`; `None` if dateline did not make it.
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

    /// The list as the text of its file.
    pub(super) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for file in &self.files {
            text.push_str(file);
            text.push('\n');
        }
        text
    }

    /// The folders that hold the files, each after the one above it.
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

    /// How many of these files `other` does not have.
    pub(super) fn missing_from(&self, other: &Manifest) -> usize {
        self.files.difference(&other.files).count()
    }

    /// What lies in `folder` and is somebody else's, sorted.
    pub(super) fn foreign(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut foreign = self.strays(folder)?;
        foreign.retain(|path| !DROPPINGS.contains(&path.rsplit('/').next().unwrap_or(path)));
        Ok(foreign)
    }

    /// What lies in `folder` that is not on this list, sorted.
    pub(super) fn strays(&self, folder: &Path) -> io::Result<Vec<String>> {
        let folders = self.folders();
        // Nothing is looked for inside a folder that is a stray itself.
        let wanted = |path: &str| path.rsplit_once('/').is_none_or(|(f, _)| folders.contains(f));
        let walked = walk(folder, wanted);
        if let Some((_, error)) = walked.closed.into_iter().next() {
            return Err(error);
        }
        let is_stray = |entry: &Entry| match entry.kind {
            Kind::Folder => !folders.contains(entry.path.as_str()),
            Kind::File => entry.path != NAME && !self.files.contains(&entry.path),
            _ => true,
        };
        let strays = walked.entries.into_iter().filter(is_stray);
        let mut strays: Vec<String> = strays.map(|entry| entry.path).collect();
        strays.sort();
        Ok(strays)
    }
}
