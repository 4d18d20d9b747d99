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

/// How the file begins: this marks the folder.
const MARK: &str = "dateline 2\n";

/// How the file began in the first version, which did not say whose site it is.
const MARK_OF_ANYBODY: &str = "dateline 1\n";

/// The line for people.
const WARNING: &str =
    "dateline made this folder and replaces all of it; keep nothing of your own here\n\n";

/// Files that systems make in every folder that somebody opens. Nobody misses them.
const SYSTEM_FILES: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The files of a site, as paths from its folder with `/` between their parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The address of the site; none if it was made by the first version of dateline, or nobody knows.
    site: Option<String>,
    files: BTreeSet<String>,
    is_damaged: bool,
}

/// What a folder says of itself.
#[derive(Debug)]
pub(super) enum Marker {
    /// It is a site.
    List(Manifest),
    /// It is a site, and its list was cut off or is empty, as a power cut leaves it.
    Damaged,
    /// It is no site.
    Missing,
}

impl Manifest {
    /// The list of the files at `routes`, of the site with the address `site`.
    ///
    /// # Panics
    /// When a route leads out of the site. No such route is ever made.
    pub(super) fn new<'a>(
        site: &str,
        routes: impl Iterator<Item = &'a Route>,
    ) -> Result<Manifest, Reason> {
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
        Ok(Manifest { site: Some(site.to_owned()), files, is_damaged: false })
    }

    /// The list of a site whose own list is damaged: all files of `known`.
    pub(super) fn damaged(known: &[&Manifest]) -> Manifest {
        let files = known.iter().flat_map(|known| &known.files).cloned().collect();
        Manifest { site: None, files, is_damaged: true }
    }

    /// Whether the list itself could not be read.
    pub(super) fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// The address of the site, if it is known.
    pub(super) fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// Reads the list in `folder`.
    pub(super) fn read(folder: &Path) -> io::Result<Marker> {
        let path = folder.join(NAME);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Ok(Marker::Missing),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Marker::Missing),
            Err(error) => return Err(error),
        }
        let bytes = fs::read(&path)?;
        // Nobody else calls a file so.
        let begins = bytes.starts_with(b"dateline ") || MARK.as_bytes().starts_with(&bytes);
        let is_ours = begins || bytes.iter().all(|byte| *byte == 0);
        let unread = if is_ours { Marker::Damaged } else { Marker::Missing };
        let manifest = String::from_utf8(bytes).ok().and_then(|text| Manifest::parse(&text));
        Ok(manifest.map_or(unread, Marker::List))
    }

    /// Reads the text of a file that is whole.
    fn parse(text: &str) -> Option<Manifest> {
        let list = |files: &str| files.lines().map(str::to_owned).collect();
        if let Some(rest) = text.strip_prefix(MARK_OF_ANYBODY) {
            let files = list(rest.strip_prefix(WARNING)?);
            return Some(Manifest { site: None, files, is_damaged: false });
        }
        let (site, rest) = text.strip_prefix(MARK)?.split_once('\n')?;
        let (number, rest) = rest.split_once('\n')?;
        let files: BTreeSet<String> = list(rest.strip_prefix(WARNING)?);
        let is_whole = text.ends_with('\n') && number.parse() == Ok(files.len());
        is_whole.then(|| Manifest { site: Some(site.to_owned()), files, is_damaged: false })
    }

    /// The text of its file.
    pub(super) fn text(&self) -> String {
        let (site, number) = (self.site.as_deref().unwrap_or_default(), self.files.len());
        let mut text = format!("{MARK}{site}\n{number}\n{WARNING}");
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

    /// Its files.
    pub(super) fn files(&self) -> &BTreeSet<String> {
        &self.files
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
