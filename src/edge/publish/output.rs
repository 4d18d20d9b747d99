//! The folder into which a site is published, and whether dateline may replace it.
//! It does not know what will be in it, and writes nothing.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::edge::project_layout::{FIGURES, FOLDERS, OWN, SETTINGS};
use crate::edge::publish::fault::{Reason, Refusal};
use crate::edge::publish::known_folders::KnownFolders;
use crate::edge::publish::manifest::{Manifest, Marker};
use crate::text::source::Hash;

/// A folder that dateline may replace, as far as its path tells.
#[derive(Debug)]
pub(super) struct Output {
    folder: PathBuf,
    existing: PathBuf,
    project: PathBuf,
}

impl Output {
    /// The folder `asked`, unless to replace it would delete the project at `site`, the user's `home` or the whole disk. A
    /// relative path is from the working folder.
    pub(super) fn choose(
        site: &Path,
        asked: &Path,
        home: Option<&Path>,
    ) -> Result<Output, Refusal> {
        let refuse = |reason| Refusal { output: asked.to_path_buf(), reason };
        let unreadable = |error| refuse(Reason::Unreadable(error));
        let project = fs::canonicalize(site).map_err(unreadable)?;
        let (existing, rest) = resolve(asked).map_err(unreadable)?;
        if rest.components().any(|part| !matches!(part, Component::Normal(_))) {
            return Err(refuse(Reason::ParentOfMissing));
        }
        let folder =
            if rest.as_os_str().is_empty() { existing.clone() } else { existing.join(rest) };
        if folder.parent().is_none() {
            return Err(refuse(Reason::FileSystemRoot));
        }
        let home = home.and_then(|home| fs::canonicalize(home).ok());
        if home.is_some_and(|home| home.starts_with(&folder)) {
            return Err(refuse(Reason::Home));
        }
        if project.starts_with(&folder) {
            return Err(refuse(Reason::Project));
        }
        let files = [SETTINGS, FIGURES];
        if let Some(file) = files.into_iter().find(|file| folder == project.join(file)) {
            return Err(refuse(Reason::OwnFile(file)));
        }
        let own = FOLDERS.into_iter().chain([OWN, ".git", "src"]);
        let inside = own.into_iter().find(|own| folder.starts_with(project.join(own)));
        if let Some(own) = inside {
            return Err(refuse(Reason::Inside(own)));
        }
        Ok(Output { folder, existing, project })
    }

    /// Its path, without links above it.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What names it in the files that dateline keeps about it.
    pub(super) fn key(&self) -> String {
        let key = Hash::of(&[self.folder.as_os_str().as_encoded_bytes()]).number() >> 64;
        format!("{key:016x}")
    }

    /// The path of a hidden file or folder beside it, where nothing but builds looks.
    pub(super) fn beside(&self, ending: &str) -> PathBuf {
        self.existing.join(format!(".dateline-aside-{}{ending}", self.key()))
    }

    /// The project whose folder it is in, which need not be the one that is built.
    pub(super) fn project(&self) -> Option<&Path> {
        self.existing.ancestors().find(|folder| folder.join(SETTINGS).is_file())
    }

    /// Whether it is in the folder of the project that is built.
    pub(super) fn is_in_project(&self) -> bool {
        self.existing.starts_with(&self.project)
    }

    /// Whether folders can be renamed from `own`, a folder of the project, to here.
    pub(super) fn shares_disk_with(&self, own: &Path) -> bool {
        // They cannot if the same disk is mounted twice, which is likely enough outside the project.
        self.is_in_project() && device(own).is_some_and(|own| device(&self.existing) == Some(own))
    }

    /// The list of the site that is there now, if there is one. Refuses the folder if anything else is in it. If its list is
    /// damaged, the files in `known` are taken for it.
    pub(super) fn current_site(
        &self,
        known: &[&Manifest],
        folders: &KnownFolders,
    ) -> Result<Option<Manifest>, Refusal> {
        self.read_site(known, folders).map_err(|reason| self.refused(reason))
    }

    /// Refuses this folder.
    pub(super) fn refused(&self, reason: Reason) -> Refusal {
        Refusal { output: self.folder.clone(), reason }
    }

    fn read_site(
        &self,
        known: &[&Manifest],
        folders: &KnownFolders,
    ) -> Result<Option<Manifest>, Reason> {
        let found = match fs::symlink_metadata(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            found => found.map_err(Reason::Unreadable)?,
        };
        if found.is_symlink() {
            return Err(Reason::Link);
        }
        if !found.is_dir() {
            return Err(Reason::File);
        }
        if is_mount(&self.folder, &found) {
            return Err(Reason::Mount);
        }
        if fs::symlink_metadata(self.folder.join(".git")).is_ok() {
            return Err(Reason::Repository);
        }
        let manifest = match Manifest::read(&self.folder).map_err(Reason::Unreadable)? {
            Marker::List(manifest) => manifest,
            Marker::Damaged => Manifest::damaged(known),
            Marker::Missing => {
                let mut entries = fs::read_dir(&self.folder).map_err(Reason::Unreadable)?;
                return if entries.next().is_none() { Ok(None) } else { Err(Reason::NotOurs) };
            }
        };
        let foreign = folders.foreign(&manifest, &self.folder).map_err(Reason::Unreadable)?;
        if foreign.is_empty() { Ok(Some(manifest)) } else { Err(Reason::ForeignFiles(foreign)) }
    }
}

/// The nearest folder above `asked` that exists, without links, and the rest of the path. A link at the end is not followed:
/// it is refused later.
fn resolve(asked: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let whole = std::path::absolute(asked)?;
    let mut parts: Vec<Component<'_>> = whole.components().collect();
    let mut rest = Vec::new();
    // A path that ends with `..`, or is only a root, has no last name.
    if let Some(Component::Normal(name)) = parts.last() {
        rest.push(*name);
        parts.pop();
    }
    loop {
        match fs::canonicalize(parts.iter().collect::<PathBuf>()) {
            Ok(existing) => return Ok((existing, rest.into_iter().rev().collect())),
            Err(error) if error.kind() == ErrorKind::NotFound => match parts.pop() {
                Some(part) => rest.push(part.as_os_str()),
                None => return Err(error),
            },
            Err(error) => return Err(error),
        }
    }
}

#[cfg(unix)]
fn device(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|found| found.dev())
}

#[cfg(not(unix))]
fn device(path: &Path) -> Option<u64> {
    // Both are in the project, which is on one drive.
    path.exists().then_some(0)
}

#[cfg(unix)]
fn is_mount(folder: &Path, found: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    folder.parent().and_then(device).is_some_and(|above| above != found.dev())
}

#[cfg(not(unix))]
fn is_mount(_: &Path, _: &Metadata) -> bool {
    false
}
