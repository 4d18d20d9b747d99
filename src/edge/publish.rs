//! Publishes an edition: prints every page into a folder built aside, then puts that folder in the
//! place of the old one in a single step.
//! It does not know how a page is printed; it is handed that, and only ever sees bytes.

mod aside;
mod exchange;
pub mod fault;
mod lock;
mod manifest;
mod new_site;
mod output;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::edge::publish::aside::Aside;
use crate::edge::publish::fault::{PublishFault, WriteFault};
use crate::edge::publish::lock::Lock;
use crate::edge::publish::manifest::Manifest;
use crate::edge::publish::new_site::{Filled, NewSite};
use crate::edge::publish::output::Output;
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::SourcePath;

/// The folder at the root of a project where dateline keeps what is its own.
pub(super) const OWN: &str = ".dateline";

/// What a page was made into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// The bytes that this file of the project has on the disk.
    Copy(SourcePath),
}

/// A site that is out.
#[derive(Debug)]
pub struct Published {
    /// How many pages it has.
    pub written: usize,
    /// How long they are together, in bytes.
    pub bytes: u64,
    /// How many files of the site before are not in this one.
    pub removed: usize,
    /// The folder it lies in.
    pub output: PathBuf,
    /// Why what is left of the build could not be put in order, if it could not. The next build
    /// does it.
    pub left_behind: Option<WriteFault>,
}

/// Publishes `edition`, whose copied files lie in the project at `site`, as the folder `output`.
/// `print` makes a page, `progress` is called after each; both are called from many threads.
///
/// Readers of the folder find the old site up to the one step in which it becomes the new one. The
/// old site is kept in the project as the spare that the next one is made of, page by page where
/// they differ; outside the project it is deleted. A build that was killed leaves the old site in
/// place, and the next build puts in order what it has left.
///
/// # Errors
/// Whatever the fault, the site that was there is untouched. The folder is refused when it is not
/// dateline's to replace; then nothing at all was written. Faults of `print` come all together, in
/// the order of their routes.
pub fn publish<F: Send>(
    site: &Path,
    output: &Path,
    edition: &Edition,
    print: impl Fn(&Route, &Page) -> Result<Made, F> + Sync,
    progress: impl Fn() + Sync,
) -> Result<Published, PublishFault<F>> {
    let home = std::env::home_dir();
    let output = Output::choose(site, output, home.as_deref())?;
    let routes = edition.pages.keys();
    let manifest = Manifest::of(routes).map_err(|reason| output.refused(reason))?;
    output.survey()?;

    // Held to the end: dropping it lets the next build begin.
    let _lock = Lock::take(site)?;
    let aside = Aside::of(site, &output);
    aside.sweep(site)?;
    let fill = |folder| NewSite::begin(site, folder, &manifest)?.fill(edition, print, progress);
    match replace(&output, &aside, &manifest, fill) {
        Ok(published) => Ok(Published { left_behind: aside.end().err(), ..published }),
        Err(fault) => {
            // What was built in vain is best deleted, but the fault is what matters; where it
            // cannot be, the next build makes use of it.
            let _ = aside.clear();
            Err(fault)
        }
    }
}

fn replace<F>(
    output: &Output,
    aside: &Aside,
    manifest: &Manifest,
    fill: impl FnOnce(PathBuf) -> Result<Filled, PublishFault<F>>,
) -> Result<Published, PublishFault<F>> {
    let filled = fill(aside.begin()?)?;
    // Somebody may have put a file there while the pages were printed.
    let previous = output.survey()?;
    exchange::exchange(&aside.spare(), output.folder(), &aside.old_site())?;
    Ok(Published {
        written: filled.pages,
        bytes: filled.bytes,
        removed: previous.map_or(0, |previous| previous.missing_from(manifest)),
        output: output.folder().to_path_buf(),
        left_behind: None,
    })
}
