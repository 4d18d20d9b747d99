//! Publishes an edition: prints every page into a new folder, then puts that folder in the place of the old one in one step.
//! It does not know how a page is printed; the caller's closure does that.

mod attributes;
pub mod audience;
mod checksum;
pub mod fault;
mod known;
mod known_folders;
mod lock;
mod manifest;
mod new_site;
mod output;
pub mod owner;
pub mod pack;
pub mod printed;
mod staging;
pub mod standing;
mod swap;
mod sync;
#[cfg(test)]
mod tests;
pub mod verify;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::edge::io_fault::IoFault;
use crate::edge::publish::audience::Audience;
use crate::edge::publish::fault::{PublishFault, Refusal};
use crate::edge::publish::known::KnownFile;
use crate::edge::publish::lock::Locks;
use crate::edge::publish::manifest::Manifest;
use crate::edge::publish::new_site::{Filled, NewSite};
use crate::edge::publish::output::Output;
use crate::edge::publish::owner::{Adoption, PastOutputs};
use crate::edge::publish::printed::{IsKnown, PrintedPage};
use crate::edge::publish::staging::StagingFolder;
use crate::edge::publish::standing::{Kept, Standing};
use crate::edge::publish::swap::swap;
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::Hash;

/// A published site.
#[derive(Debug)]
pub struct Published {
    /// The number of its files.
    pub written: usize,
    /// How many of them were known to be what they had to be, and were not printed.
    pub known: usize,
    /// Their length in bytes.
    pub bytes: u64,
    /// How many files of the old site are not in this one.
    pub removed: usize,
    /// Its folder.
    pub output: PathBuf,
    /// The hash of the list of its files, by which `standing` knows it again.
    pub list: Hash,
    /// Why the old site was not certainly the same site, if so.
    pub adoption: Option<Adoption>,
    /// What failed after the site was published: it could not be written to the disk for certain, or the old site could not be
    /// put away. The next build does it.
    pub late_fault: Option<IoFault>,
}

/// Where and how a site is published.
#[derive(Clone, Copy, Debug)]
pub struct Target<'t> {
    /// What stands there now.
    pub standing: &'t Standing,
    /// The address of the site in its settings, which says whose site it is.
    pub address: &'t str,
    /// The address of the project's other site: the staging site, or when that is built, the site itself. One never replaces the other.
    pub other: Option<&'t str>,
    /// For whom the site is built.
    pub audience: Audience,
    /// Whether the site of somebody else is replaced.
    pub take_over: bool,
    /// Whether the site is surely on the disk before it is shown, so that a power cut leaves the old site or the new.
    pub sync: bool,
}

/// Publishes `edition` at `target`. Files to be copied are in the project. `print` makes a page, unless its file is known to be
/// printed from the same, which it may ask, and `done` is called after each with its length; both are called from several threads.
///
/// Readers see the old site until it is replaced in one step. The old site is kept in the project: the next build updates
/// it page by page. Outside the project it is deleted. If a build is killed, the old site stays, and the next build repairs
/// what is left. A file with the same bytes as before is the same file, with the same time.
///
/// # Errors
/// With any fault the old site is unchanged. If the folder is not dateline's to replace, nothing at all is written. Faults of
/// `print` are returned together, in the order of their routes.
pub fn publish<F: Send>(
    target: Target<'_>,
    edition: &Edition,
    print: impl Fn(&Route, &Page, IsKnown<'_>) -> Result<PrintedPage, F> + Sync,
    done: impl Fn(&Route, u64) + Sync,
) -> Result<Published, PublishFault<F>> {
    let Target { standing, address, audience, .. } = target;
    let Standing { project, output, staging, .. } = standing;
    let routes = edition.pages.keys();
    let manifest =
        Manifest::new(address, audience, routes).map_err(|reason| output.refused(reason))?;
    let past = PastOutputs::read(project);
    let Kept { known, before } = standing.kept();
    // Either may have made what is in a site whose list is damaged.
    let lists: Vec<&Manifest> = [&manifest].into_iter().chain(before).collect();
    let check = || {
        let current = output.current_site(&lists, &known.folders)?;
        let adoption =
            current.as_ref().map_or(Ok(None), |current| past.check(output, current, &target));
        Ok((current, adoption.map_err(|reason| output.refused(reason))?))
    };
    check()?;

    // Held until the end: dropping them lets the next build begin.
    let _locks = Locks::take(project, output)?;
    staging.delete_others(project)?;
    let live = (output.folder(), known);
    let fill =
        |folder| NewSite::begin(project, folder, live, &manifest)?.fill(edition, print, done);
    match replace(output, staging, &manifest, target.sync, fill, check) {
        Ok((published, now_known)) => {
            known.replace(edition, now_known);
            let late_fault = published.late_fault.or(staging.finish().err());
            let late_fault = late_fault.or(past.keep(output, address).err());
            Ok(Published { late_fault, ..published })
        }
        Err(fault) => {
            // The fault matters more. What cannot be deleted, the next build uses.
            let _ = staging.clear();
            Err(fault)
        }
    }
}

fn replace<F>(
    output: &Output,
    staging: &StagingFolder,
    manifest: &Manifest,
    sync: bool,
    fill: impl FnOnce(PathBuf) -> Result<Filled, PublishFault<F>>,
    check: impl Fn() -> Result<(Option<Manifest>, Option<Adoption>), Refusal>,
) -> Result<(Published, BTreeMap<String, KnownFile>), PublishFault<F>> {
    let filled = fill(staging.begin()?)?;
    let next = staging.next_site();
    if sync {
        sync::site(&next, &filled.changed)?;
    }
    // Somebody may have put a file there while the pages were printed.
    let (old, adoption) = check()?;
    swap(&next, output.folder(), &staging.old_site())?;
    let synced = if sync { sync::exchange(&next, output.folder()) } else { Ok(()) };
    let published = Published {
        written: filled.pages,
        known: filled.reused,
        bytes: filled.bytes,
        removed: old.map_or(0, |old| old.count_missing_from(manifest)),
        output: output.folder().to_path_buf(),
        list: filled.list,
        adoption,
        late_fault: synced.err(),
    };
    Ok((published, filled.known))
}
