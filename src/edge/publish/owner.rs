//! Whether the site in a folder is the one that is published there, or that of somebody else.
//! It does not know what is in either.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::edge::io_fault::IoFault;
use crate::edge::project_layout::OWN;
use crate::edge::publish::Target;
use crate::edge::publish::fault::{ADDRESS_OF_NEW_SITES, Reason};
use crate::edge::publish::manifest::{self, Manifest};
use crate::edge::publish::output::Output;
use crate::edge::replace::replace;

/// Why a site that is replaced was not certainly the same site, and is replaced all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adoption {
    /// Its list does not say whose it is, because the first version of dateline made it.
    Unmarked,
    /// Its list was damaged.
    Damaged,
    /// It was the site of this address, and the command said to take it over.
    TakenOver(String),
}

/// What this project has published before: for each output, by its key, the address of the site and the stamp of its list. Every
/// build that publishes there makes a list with a stamp of its own.
#[derive(Debug)]
pub(super) struct PastOutputs {
    path: PathBuf,
    sites: BTreeMap<String, (String, String)>,
}

impl PastOutputs {
    /// Reads what the project at `site` keeps of it. If that is lost, more has to be asked.
    pub(super) fn read(site: &Path) -> PastOutputs {
        let path = site.join(OWN).join("outputs");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let known = |line: &str| {
            let (key, rest) = line.split_once(' ')?;
            let (site, stamp) = rest.split_once(' ')?;
            Some((key.to_owned(), (site.to_owned(), stamp.to_owned())))
        };
        let sites = text.lines().filter_map(known).collect();
        PastOutputs { path, sites }
    }

    /// Whether the site `current`, at `output`, may be replaced by that of `target`, and why if that is not certain.
    pub(super) fn check(
        &self,
        output: &Output,
        current: &Manifest,
        target: &Target<'_>,
    ) -> Result<Option<Adoption>, Reason> {
        let Some(found) = current.site() else {
            let adoption =
                if current.is_damaged() { Adoption::Damaged } else { Adoption::Unmarked };
            return Ok(Some(adoption));
        };
        let is_other = target.other == Some(found);
        let is_new = found == ADDRESS_OF_NEW_SITES;
        let is_known = self.sites.get(&output.key()).is_some_and(|(known, stamp)| {
            known == found && Some(stamp) == stamp_of_list(output).as_ref()
        });
        let is_same =
            found == target.address && !is_new || is_new && output.is_in_project() || is_known;
        match (is_same && !is_other, target.take_over) {
            (true, _) => Ok(None),
            (false, true) => Ok(Some(Adoption::TakenOver(found.to_owned()))),
            (false, false) => Err(Reason::OtherSite(found.to_owned())),
        }
    }

    /// Keeps that the site of `address` was published at `output`.
    pub(super) fn keep(mut self, output: &Output, address: &str) -> Result<(), IoFault> {
        let Some(stamp) = stamp_of_list(output) else {
            return Ok(());
        };
        let known = (address.to_owned(), stamp);
        if self.sites.insert(output.key(), known.clone()) == Some(known) {
            return Ok(());
        }
        let lines = self.sites.iter().map(|(key, (site, stamp))| format!("{key} {site} {stamp}\n"));
        replace(&self.path, &lines.collect::<String>())
    }
}

/// What tells the list at `output` from that of any other build: the file, and when it was made.
fn stamp_of_list(output: &Output) -> Option<String> {
    let found = fs::symlink_metadata(output.folder().join(manifest::NAME)).ok()?;
    #[cfg(unix)]
    let stamp = {
        use std::os::unix::fs::MetadataExt;
        format!("{}.{}.{}", found.ino(), found.ctime(), found.ctime_nsec())
    };
    #[cfg(not(unix))]
    let stamp = {
        let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
        format!("{:?}", found.created().ok().and_then(since))
    };
    Some(stamp)
}
