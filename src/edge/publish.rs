//! Publishes an edition: prints every page into a new folder, then puts that folder in the place of the old one in one step.
//! It does not know how a page is printed; the caller's closure does that.

pub mod fault;
mod lock;
mod manifest;
mod new_site;
mod output;
pub mod printed;
mod staging;
mod swap;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::edge::io_fault::IoFault;
use crate::edge::publish::fault::PublishFault;
use crate::edge::publish::lock::Lock;
use crate::edge::publish::manifest::Manifest;
use crate::edge::publish::new_site::{Filled, NewSite};
use crate::edge::publish::output::Output;
use crate::edge::publish::printed::PrintedPage;
use crate::edge::publish::staging::StagingFolder;
use crate::edge::publish::swap::swap;
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;

/// A published site.
#[derive(Debug)]
pub struct Published {
    /// The number of its files.
    pub written: usize,
    /// Their length in bytes.
    pub bytes: u64,
    /// How many files of the old site are not in this one.
    pub removed: usize,
    /// Its folder.
    pub output: PathBuf,
    /// Why the old site could not be put away, if so. The next build does it.
    pub cleanup_fault: Option<IoFault>,
}

/// Publishes `edition` as the folder `output`. Files to be copied are in the project at `site`. `print` makes a page, and
/// `progress` is called after each; both are called from several threads.
///
/// Readers see the old site until it is replaced in one step. The old site is kept in the project: the next build updates
/// it page by page. Outside the project it is deleted. If a build is killed, the old site stays, and the next build repairs
/// what is left.
///
/// # Errors
/// With any fault the old site is unchanged. If the folder is not dateline's to replace, nothing at all is written. Faults of
/// `print` are returned together, in the order of their routes.
pub fn publish<F: Send>(
    site: &Path,
    output: &Path,
    edition: &Edition,
    print: impl Fn(&Route, &Page) -> Result<PrintedPage, F> + Sync,
    progress: impl Fn() + Sync,
) -> Result<Published, PublishFault<F>> {
    let home = std::env::home_dir();
    let output = Output::choose(site, output, home.as_deref())?;
    let routes = edition.pages.keys();
    let manifest = Manifest::new(routes).map_err(|reason| output.refused(reason))?;
    output.current_site()?;

    // Held until the end: dropping it lets the next build begin.
    let _lock = Lock::take(site)?;
    let staging = StagingFolder::new(site, &output);
    staging.delete_others(site)?;
    let fill = |folder| NewSite::begin(site, folder, &manifest)?.fill(edition, print, progress);
    match replace(&output, &staging, &manifest, fill) {
        Ok(published) => Ok(Published { cleanup_fault: staging.finish().err(), ..published }),
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
    fill: impl FnOnce(PathBuf) -> Result<Filled, PublishFault<F>>,
) -> Result<Published, PublishFault<F>> {
    let filled = fill(staging.begin()?)?;
    // Somebody may have put a file there while the pages were printed.
    let old = output.current_site()?;
    swap(&staging.next_site(), output.folder(), &staging.old_site())?;
    Ok(Published {
        written: filled.pages,
        bytes: filled.bytes,
        removed: old.map_or(0, |old| old.count_missing_from(manifest)),
        output: output.folder().to_path_buf(),
        cleanup_fault: None,
    })
}
