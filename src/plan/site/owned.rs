//! A site together with what it is made from, held for as long as a page of it may be asked for.
//! It makes no pages itself; it lends the site to whoever does.

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
    /// The site of these sources. Faults between files are reported.
    pub(crate) fn new(sources: Sources, faults: &mut Vec<Diagnostic>) -> OwnedSite {
        OwnedSite(Cell::new(sources, |sources| Site::new(sources, faults)))
    }

    /// What pages are made from.
    pub(crate) fn site(&self) -> &Site<'_> {
        self.0.borrow_dependent()
    }
}
