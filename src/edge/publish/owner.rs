//! Whether the site in a folder is the one that is published there, or that of somebody else.
//! It does not know what is in either.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::edge::io_fault::IoFault;
use crate::edge::project_layout::OWN;
use crate::edge::publish::fault::{ADDRESS_OF_NEW_SITES, Reason};
use crate::edge::publish::manifest::Manifest;
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

/// What this project has published before: the address of the site by the key of its output.
#[derive(Debug)]
pub(super) struct PastOutputs {
    path: PathBuf,
    sites: BTreeMap<String, String>,
}

impl PastOutputs {
    /// Reads what the project at `site` keeps of it. If that is lost, more has to be asked.
    pub(super) fn read(site: &Path) -> PastOutputs {
        let path = site.join(OWN).join("outputs");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        let sites = lines.map(|(key, site)| (key.to_owned(), site.to_owned())).collect();
        PastOutputs { path, sites }
    }

    /// Whether the site `current`, at `output`, may be replaced by that of `address`, and why if that is not certain.
    pub(super) fn check(
        &self,
        output: &Output,
        current: &Manifest,
        address: &str,
        take_over: bool,
    ) -> Result<Option<Adoption>, Reason> {
        let Some(found) = current.site() else {
            let adoption =
                if current.is_damaged() { Adoption::Damaged } else { Adoption::Unmarked };
            return Ok(Some(adoption));
        };
        let is_new = found == ADDRESS_OF_NEW_SITES;
        let is_known = self.sites.get(&output.key()).is_some_and(|known| known == found);
        let is_same = found == address && !is_new || is_new && output.is_in_project() || is_known;
        match (is_same, take_over) {
            (true, _) => Ok(None),
            (false, true) => Ok(Some(Adoption::TakenOver(found.to_owned()))),
            (false, false) => Err(Reason::OtherSite(found.to_owned())),
        }
    }

    /// Keeps that the site of `address` was published at `output`.
    pub(super) fn keep(mut self, output: &Output, address: &str) -> Result<(), IoFault> {
        let known = self.sites.insert(output.key(), address.to_owned());
        if known.as_deref() == Some(address) {
            return Ok(());
        }
        let lines = self.sites.iter().map(|(key, site)| format!("{key} {site}\n"));
        replace(&self.path, &lines.collect::<String>())
    }
}
