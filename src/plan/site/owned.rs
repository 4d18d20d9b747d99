//! Holds a site together with the sources it borrows from, for as long as pages may be made.
//! It does not know how pages are made.

use self_cell::self_cell;

use crate::plan::index::Sources;
use crate::plan::site::Site;
use crate::text::diagnostic::Diagnostic;

self_cell!(
    struct Cell {
        owner: Sources,

        #[covariant]
        dependent: Site,
    }
);

/// A site that owns its sources.
pub(crate) struct OwnedSite(Cell);

impl OwnedSite {
    /// Builds the site from `sources`. Reports faults that involve several files.
    pub(crate) fn new(sources: Sources, faults: &mut Vec<Diagnostic>) -> OwnedSite {
        OwnedSite(Cell::new(sources, |sources| Site::new(sources, faults)))
    }

    /// The site, for making pages.
    pub(crate) fn site(&self) -> &Site<'_> {
        self.0.borrow_dependent()
    }
}
