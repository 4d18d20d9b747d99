//! What stands at an output, and what earlier builds of the project know of it.
//! It writes nothing, and does not know what will stand there next.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::edge::publish::fault::Refusal;
use crate::edge::publish::known::KnownFiles;
use crate::edge::publish::known_folders::Differences;
use crate::edge::publish::manifest::{Manifest, Marker};
use crate::edge::publish::output::Output;
use crate::edge::publish::staging::StagingFolder;
use crate::text::source::Hash;

/// What stands at an output. Most of it is read when it is first asked for, or ahead of that.
#[derive(Debug)]
pub struct Standing {
    pub(super) project: PathBuf,
    pub(super) output: Output,
    pub(super) staging: StagingFolder,
    kept: OnceLock<Kept>,
}

/// What earlier builds have left.
#[derive(Debug)]
pub(super) struct Kept {
    /// What is known of the files of the site.
    pub(super) known: KnownFiles,
    /// The list of the site before it.
    pub(super) before: Option<Manifest>,
}

impl Standing {
    /// Finds the folder that is replaced when the project at `project` is built to `output`.
    ///
    /// # Errors
    /// If to replace it would delete the project, the user's home or the whole disk.
    pub fn find(project: &Path, output: &Path) -> Result<Standing, Refusal> {
        let home = std::env::home_dir();
        let output = Output::choose(project, output, home.as_deref())?;
        let staging = StagingFolder::new(project, &output);
        Ok(Standing { project: project.to_owned(), output, staging, kept: OnceLock::new() })
    }

    /// Reads now what a build needs later.
    pub fn read_ahead(&self) {
        self.kept();
    }

    pub(super) fn kept(&self) -> &Kept {
        // One thread does it: others may wait for it, and some of them may be those that would have to help.
        self.kept.get_or_init(|| Kept {
            known: KnownFiles::read(&self.project, &self.output),
            before: match Manifest::read(&self.staging.next_site()) {
                Ok(Marker::List(before)) => Some(before),
                _ => None,
            },
        })
    }

    /// The hash of the list of the site that stands there, if its files look exactly as the project left them when it last published
    /// there. Their bytes are not read. Which build that was, only the hash says: it may have shown drafts.
    pub fn untouched(&self) -> Option<Hash> {
        let (folder, Kept { known, .. }) = (self.output.folder(), self.kept());
        let Ok(Marker::List(list)) = Manifest::read(folder) else { return None };
        let differs = || known.folders.differences(&list, folder);
        let is_untouched = known.are(&list)
            && differs().is_ok_and(|found| found == Differences::default())
            && known.all_stand_in(folder);
        if is_untouched {
            known.keep_folders();
        }
        is_untouched.then(|| list.hash())
    }
}
