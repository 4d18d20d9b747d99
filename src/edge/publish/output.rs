//! The folder a site is published into, and whether dateline may replace it.
//! It does not know what will be in it; it only ever looks, and writes nothing.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::edge::publish::fault::{Reason, Refusal};
use crate::edge::publish::manifest::Manifest;

/// The folders of a project that no site is published into.
const OWN: [&str; 8] =
    ["content", "themes", "templates", "strings", "assets", "static", ".dateline", ".git"];

/// A folder that is not in anybody's way.
#[derive(Debug)]
pub(super) struct Output {
    folder: PathBuf,
    ground: PathBuf,
    project: PathBuf,
}

impl Output {
    /// The folder `asked`, unless the project at `site`, the user's `home` or the whole disk would
    /// be lost with it. A relative path counts from the working folder.
    pub(super) fn choose(
        site: &Path,
        asked: &Path,
        home: Option<&Path>,
    ) -> Result<Output, Refusal> {
        let refuse = |reason| Refusal { output: asked.to_path_buf(), reason };
        let closed = |error| refuse(Reason::Closed(error));
        let project = fs::canonicalize(site).map_err(closed)?;
        let (ground, rest) = settle(asked).map_err(closed)?;
        if rest.components().any(|part| !matches!(part, Component::Normal(_))) {
            return Err(refuse(Reason::Climbs));
        }
        let folder = if rest.as_os_str().is_empty() { ground.clone() } else { ground.join(rest) };
        if folder.parent().is_none() {
            return Err(refuse(Reason::Top));
        }
        let home = home.and_then(|home| fs::canonicalize(home).ok());
        if home.is_some_and(|home| home.starts_with(&folder)) {
            return Err(refuse(Reason::Home));
        }
        if project.starts_with(&folder) {
            return Err(refuse(Reason::Project));
        }
        let inside = OWN.into_iter().find(|own| folder.starts_with(project.join(own)));
        if let Some(own) = inside {
            return Err(refuse(Reason::Inside(own)));
        }
        Ok(Output { folder, ground, project })
    }

    /// The folder, without links above it.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The nearest folder above it that was there when it was chosen.
    pub(super) fn ground(&self) -> &Path {
        &self.ground
    }

    /// Whether folders can be renamed from `own`, a folder of the project, to here.
    pub(super) fn shares_disk_with(&self, own: &Path) -> bool {
        // The same disk can be mounted twice, and then they cannot. Beyond the project that is
        // likely enough to stay away.
        let near = self.ground.starts_with(&self.project);
        near && device(own).is_some_and(|own| device(&self.ground) == Some(own))
    }

    /// The list of the site that is there now, if there is one. Refuses the folder if deleting it
    /// would delete anything else.
    pub(super) fn survey(&self) -> Result<Option<Manifest>, Refusal> {
        self.look().map_err(|reason| self.refused(reason))
    }

    /// The fault that this folder is refused for `reason`.
    pub(super) fn refused(&self, reason: Reason) -> Refusal {
        Refusal { output: self.folder.clone(), reason }
    }

    fn look(&self) -> Result<Option<Manifest>, Reason> {
        let found = match fs::symlink_metadata(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            found => found.map_err(Reason::Closed)?,
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
        let Some(manifest) = Manifest::read(&self.folder).map_err(Reason::Closed)? else {
            let empty = fs::read_dir(&self.folder).map_err(Reason::Closed)?.next().is_none();
            return if empty { Ok(None) } else { Err(Reason::Unmarked) };
        };
        let foreign = manifest.foreign(&self.folder).map_err(Reason::Closed)?;
        if foreign.is_empty() { Ok(Some(manifest)) } else { Err(Reason::Foreign(foreign)) }
    }
}

/// The nearest folder above `asked` that exists, without links, and what follows it. A link at the
/// end is not followed: it is to be seen.
fn settle(asked: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let whole = std::path::absolute(asked)?;
    let mut parts: Vec<Component<'_>> = whole.components().collect();
    let mut rest = Vec::new();
    // `..` at the end, or nothing but a root, is no name of its own.
    if let Some(Component::Normal(name)) = parts.last() {
        rest.push(*name);
        parts.pop();
    }
    loop {
        match fs::canonicalize(parts.iter().collect::<PathBuf>()) {
            Ok(ground) => return Ok((ground, rest.into_iter().rev().collect())),
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
    // Both lie in the project, where drives are not mixed.
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
