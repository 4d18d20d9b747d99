//! The preview server: it shows content that is held in memory to the browsers on this machine.
//! Knows neither editions nor files: it asks for every page at the moment when a browser wants it.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::edge::preview::answering::Answering;
use crate::edge::preview::backend::Backend;
use crate::edge::preview::content::{OpenInEditor, PreviewContent};
use crate::edge::preview::events::Events;
use crate::edge::preview::guard::Guard;
use crate::edge::preview::listen::{self, Exposed, Listen, ServeFault};
use crate::edge::preview::making::Making;
use crate::edge::preview::seats::{Limits, Seats};

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
        preview: Arc<dyn PreviewContent>,
        opening: Option<OpenInEditor>,
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
