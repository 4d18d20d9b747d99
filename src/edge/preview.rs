//! The preview server: a site that is held in memory, shown to the browsers on this machine.
//! Knows neither editions nor files: every page is asked of the caller at the moment it is wanted.

mod answering;
mod backend;
mod body;
mod door;
pub mod events;
mod guard;
mod head;
mod hosts;
mod inject;
pub mod listen;
mod making;
pub mod media_type;
mod range;
mod refusal;
mod relay;
mod seats;
mod target;

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::edge::preview::answering::Answering;
use crate::edge::preview::backend::Backend;
use crate::edge::preview::events::{Change, Events};
use crate::edge::preview::guard::Guard;
use crate::edge::preview::listen::{Exposed, Listen, ServeFault};
use crate::edge::preview::making::Making;
use crate::edge::preview::seats::{Limits, Seats};

/// The site that a preview shows. It is asked from several threads at once.
pub trait Preview: Send + Sync + 'static {
    /// What stands at an absolute, decoded path (`/cities/mosul/`), printed now.
    fn page(&self, path: &str) -> Answer;

    /// The report to lay over every page while the last save does not compose, as plain text.
    fn report(&self) -> Option<String>;
}

/// What a preview has at a path.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A page or a file.
    Found {
        /// Exactly what a build would publish.
        bytes: Arc<[u8]>,
        /// As in `text/html; charset=utf-8`; HTML is answered with the reload script in it.
        media_type: &'static str,
        /// Equal for equal bytes, so that a browser fetches a photo only once.
        key: u128,
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
    /// A page that failed to print, and the report of why, as plain text.
    Faulty(String),
}

/// A running preview server; it stops when dropped.
pub struct Server {
    // None once stopped.
    guard: Mutex<Option<Guard>>,
    backend: Arc<Backend>,
    events: Arc<Events>,
    address: SocketAddr,
}

impl Server {
    /// Starts to serve `preview`. The port is taken, and pages are answered, when this returns.
    ///
    /// # Errors
    /// When the port is taken or the host is not an address of this machine, or when the system
    /// refuses a private socket or a thread.
    pub fn start(listen: &Listen, preview: Arc<dyn Preview>) -> Result<Server, ServeFault> {
        let listening = listen.bind()?;
        let limits = Limits::here();
        let events = Arc::new(Events::new(limits.streams));
        let answering = Answering::new(Making::new(preview), Arc::clone(&events));
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

    /// Says to every open tab what has changed. Call it *after* the preview has begun to answer
    /// with the new pages: a tab that reloads too early would show the old ones.
    pub fn tell(&self, change: &Change) {
        self.events.tell(change);
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
