//! The preview server: a site that is held in memory, shown to the browsers on this machine.
//! Knows neither editions nor files: every page is asked of the caller at the moment it is wanted.

mod answering;
mod backend;
mod body;
mod door;
mod events;
mod guard;
mod head;
mod hosts;
mod inject;
pub mod listen;
mod making;
mod mark;
pub mod media_type;
mod range;
mod refusal;
mod relay;
pub mod report;
mod report_page;
mod script;
mod seats;
mod target;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::edge::editor::FileLocation;
use crate::edge::preview::answering::Answering;
use crate::edge::preview::backend::Backend;
use crate::edge::preview::events::Events;
use crate::edge::preview::guard::Guard;
use crate::edge::preview::listen::{Exposed, Listen, ServeFault};
use crate::edge::preview::making::Making;
use crate::edge::preview::report::Report;
use crate::edge::preview::seats::{Limits, Seats};

/// The site that a preview shows. It is asked from several threads at once.
pub trait Preview: Send + Sync + 'static {
    /// What stands at an absolute, decoded path (`/cities/mosul/`), printed now.
    fn page(&self, path: &str) -> Answer;

    /// What is wrong with the latest save; nothing while the latest save is what is shown.
    fn report(&self) -> Option<Arc<Report>>;

    /// The files that pages load beside their own bytes (style sheets, pictures, scripts, fonts), by
    /// absolute, decoded path, each with a key that is equal for equal bytes.
    fn files(&self) -> Arc<BTreeMap<String, u128>>;

    /// Where a file of the project lies on the disk, if `path` (`content/dispatches/a.md`) is one. It is
    /// only ever looked up: no path on the disk is made of what a browser says.
    fn source(&self, path: &str) -> Option<PathBuf>;
}

/// What a preview has at a path.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A page or a file.
    Found {
        /// Exactly what a build would publish.
        bytes: Arc<[u8]>,
        /// As in `text/html; charset=utf-8`; HTML is answered with the preview's script in it.
        media_type: &'static str,
        /// Equal for equal bytes, so that a browser fetches a photo only once and a page again only when it
        /// has changed.
        key: u128,
        /// What the badge on a page says; a file has none.
        about: About,
    },
    /// A file of the project that is too large to be held in memory.
    OnDisk {
        /// Where it lies.
        file: PathBuf,
        /// As in `video/mp4`.
        media_type: &'static str,
        /// Equal for equal bytes.
        key: u128,
    },
    /// Nothing; the page stands at this absolute, decoded path of the same site.
    Moved(String),
    /// Nothing: the site's own page for that, as HTML; empty when the site has none.
    Missing(Arc<[u8]>),
    /// A page that failed to print, and why.
    Faulty(Arc<Report>),
}

/// What a page is made of, for the editor's eyes only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The file that the page is written in (`content/dispatches/a.md`), if it is one file.
    pub source: Option<String>,
    /// Whether readers see the page.
    pub standing: Standing,
}

/// Whether readers see a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// They do, or will with the next build.
    #[default]
    Published,
    /// They do not, for as long as the source says so.
    Draft,
    /// They do not yet.
    Embargoed {
        /// Until when, as an editor reads it.
        until: String,
    },
}

/// Opens a file in the editor's own program, or says in a sentence why it cannot.
pub type Opening = Box<dyn Fn(&FileLocation) -> Result<(), String> + Send + Sync>;

/// A running preview server; it stops when dropped.
pub struct Server {
    // None once stopped.
    guard: Mutex<Option<Guard>>,
    backend: Arc<Backend>,
    events: Arc<Events>,
    address: SocketAddr,
}

impl Server {
    /// Starts to serve `preview`. The port is taken, and pages are answered, when this returns. Files of the project
    /// are opened by `opening`, if there is a program for that; it is asked only from this machine.
    ///
    /// # Errors
    /// When the port is taken or the host is not an address of this machine, or when the system
    /// refuses a private socket or a thread.
    pub fn start(
        listen: &Listen,
        preview: Arc<dyn Preview>,
        opening: Option<Opening>,
    ) -> Result<Server, ServeFault> {
        let listening = listen.bind()?;
        let limits = Limits::here();
        let events = Arc::new(Events::new(limits.streams));
        let answering = Answering::new(Making::new(preview), Arc::clone(&events), opening);
        let system = |cause| ServeFault::System { cause };
        let backend = Backend::open(move |request| answering.answer(request)).map_err(system)?;
        let seats = Seats::new(limits);
        let address = listening.address;
        let guard = Guard::start(listening, seats, Arc::clone(&backend)).map_err(system)?;
        Ok(Server { guard: Mutex::new(Some(guard)), backend, events, address })
    }

    /// The address to open in a browser on this machine: `http://127.0.0.1:4000/`.
    pub fn url(&self) -> String {
        listen::url(self.address)
    }

    /// The warning to print when more than this machine can reach the preview.
    pub fn exposed(&self) -> Option<Exposed> {
        Exposed::at(self.address)
    }

    /// Has every open tab compare what it shows with what the preview has. Call it *after* the preview has begun
    /// to answer with the new pages or the new report.
    pub fn refresh(&self) {
        self.events.refresh();
    }

    /// Has every tab that is being looked at open the page at an absolute, decoded path.
    pub fn go_to(&self, path: &str) {
        self.events.go_to(path);
    }

    /// Closes the port, hangs up on every browser and removes the private socket. Pages that are being made at this moment are
    /// waited for only briefly.
    pub fn stop(&self) {
        self.events.close();
        let guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut guard) = guard {
            guard.stop();
        }
        self.backend.close();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}
