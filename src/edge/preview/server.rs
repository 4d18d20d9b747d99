//! The preview server: it shows content that is held in memory to the browsers on this machine.
//! Knows neither editions nor files: it asks for every page at the moment when a browser wants it.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::edge::preview::connection;
use crate::edge::preview::content::{OpenInEditor, PreviewContent};
use crate::edge::preview::events::Events;
use crate::edge::preview::handler::Handler;
use crate::edge::preview::listen::{self, Exposed, Listen, ServeFault, reachable};
use crate::edge::preview::pool::{ConnectionPool, Limits, max_open_files};
use crate::edge::preview::request::Method;
use crate::edge::preview::status::{Refusal, Status};

/// The pause after a connection could not be accepted. It keeps a long shortage of files from using a whole core.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);
/// How long the connection may take that wakes the thread that accepts.
const WAKE_TIMEOUT: Duration = Duration::from_secs(1);

/// A running preview server; it stops when dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    /// The listening socket, and the thread that accepts connections from it; `None` once stopped.
    accepting: Mutex<Option<(Arc<TcpListener>, JoinHandle<()>)>>,
}

/// What all connections have in common.
struct Shared {
    asked_host: String,
    pool: Arc<ConnectionPool>,
    handler: Handler,
}

impl Server {
    /// Starts to serve `content`. When this returns, the port is open and pages are answered. `open` opens project files
    /// in an editor; only this machine can ask for that.
    ///
    /// # Errors
    /// When the port is in use, when the host is not an address of this machine, or when the system refuses a thread.
    pub fn start(
        listen: &Listen,
        content: Arc<dyn PreviewContent>,
        open: Option<OpenInEditor>,
    ) -> Result<Server, ServeFault> {
        let listening = listen.bind()?;
        let limits = Limits::for_open_files(max_open_files());
        let shared = Arc::new(Shared {
            asked_host: listening.asked_host,
            pool: ConnectionPool::new(limits),
            handler: Handler::new(content, Events::new(limits.streams), open),
        });
        let listener = Arc::new(listening.listener);
        let (accepted, serving) = (Arc::clone(&listener), Arc::clone(&shared));
        let thread = thread::Builder::new()
            .name("preview listener".to_owned())
            .spawn(move || serving.accept_all(&accepted))
            .map_err(|cause| ServeFault::System { cause })?;
        let accepting = Mutex::new(Some((listener, thread)));
        Ok(Server { address: listening.address, shared, accepting })
    }

    /// The address to open in a browser on this machine: `http://127.0.0.1:4000/`.
    pub fn url(&self) -> String {
        listen::url(self.address)
    }

    /// The warning to print when other machines can reach the preview.
    pub fn exposed(&self) -> Option<Exposed> {
        Exposed::at(self.address)
    }

    /// Makes every open tab compare what it shows with the content. Call it *after* the content has changed.
    pub fn refresh(&self) {
        self.shared.handler.events.refresh();
    }

    /// Makes every visible tab open the page at an absolute, decoded path.
    pub fn go_to(&self, path: &str) {
        self.shared.handler.events.go_to(path);
    }

    /// Closes the port and every connection. It waits only briefly for pages that are being made.
    pub fn stop(&self) {
        let accepting = self.accepting.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((listener, thread)) = accepting {
            self.shared.handler.events.close();
            self.shared.pool.close();
            // The thread that accepts is woken: on Linux by shutting the socket down, elsewhere by a connection.
            #[cfg(target_os = "linux")]
            let _ = rustix::net::shutdown(&listener, rustix::net::Shutdown::Both);
            let _ = TcpStream::connect_timeout(&reachable(self.address), WAKE_TIMEOUT);
            // The thread ends without a panic: connections have threads of their own.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn accept_all(self: &Arc<Shared>, listener: &TcpListener) {
        loop {
            let accepted = listener.accept();
            if self.pool.is_closed() {
                return;
            }
            match accepted {
                Ok((stream, _)) => self.serve(stream),
                Err(_) => {
                    // Most likely the process has too many open files.
                    self.pool.drop_idle();
                    thread::sleep(ACCEPT_PAUSE);
                }
            }
        }
    }

    fn serve(self: &Arc<Shared>, stream: TcpStream) {
        let connection = match self.pool.add(stream) {
            Ok(connection) => connection,
            Err(stream) => {
                // These few bytes fit into the buffer of a new socket, so nothing waits here.
                let _ = stream.set_nonblocking(true);
                let refusal =
                    Refusal::new(Status::SERVICE_UNAVAILABLE, "too many connections: try again");
                return connection::refuse(&stream, refusal, Method::Get);
            }
        };
        let shared = Arc::clone(self);
        // If there is no thread, the connection closes as it is dropped.
        let _ = thread::Builder::new()
            .name("preview connection".to_owned())
            .spawn(move || connection::serve(&connection, &shared.asked_host, &shared.handler));
    }
}
