//! What an edition is made from, held together for as long as a page of it may be asked for.
//! It makes no pages itself; it lends the desk to whoever does.

use std::sync::Arc;

use self_cell::self_cell;

use crate::chronicle::Chronicle;
use crate::config::Config;
use crate::plan::borders::Borders;
use crate::plan::desk::Desk;
use crate::text::diagnostic::Diagnostic;
use crate::text::snapshot::Snapshot;

/// What was read and reconciled.
pub struct Record {
    /// The account.
    pub chronicle: Chronicle,
    /// The settings.
    pub config: Config,
    /// The borders of the site's own file, if it has one.
    pub borders: Option<Borders>,
    /// The files.
    pub snapshot: Arc<Snapshot>,
}

self_cell!(
    struct Held {
        owner: Record,

        #[covariant]
        dependent: Desk,
    }
);

/// A record and the desk that is set out over it.
pub struct Account(Held);

impl Account {
    /// Sets out the desk; what is wrong between the files is reported.
    pub fn new(record: Record, faults: &mut Vec<Diagnostic>) -> Account {
        Account(Held::new(record, |record| Desk::new(record, faults)))
    }

    /// What pages are made from.
    pub fn desk(&self) -> &Desk<'_> {
        self.0.borrow_dependent()
    }
}
