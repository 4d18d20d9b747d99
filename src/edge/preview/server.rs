//! The preview server: it shows content that is held in memory to the browsers on this machine.
//! Knows neither editions nor files: it asks for every page at the moment when a browser wants it.

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::edge::preview::connection;
use crate::edge::preview::content::{OpenInEditor, PreviewContent};
use crate::edge::preview::events::Events;
use crate::edge::preview::handler::Handler;
use crate::edge::preview::listen::{self, Exposed, Listen, ServeFault, reachable};
use crate::edge::preview::pool::{ConnectionPool, Limits};
use crate::edge::preview::request::Method;
use crate::edge::preview::status::Refusal;

/// The first pause after a connection could not be accepted. Each further pause is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(5);
/// The longest of these pauses.
const LONGEST_PAUSE: Duration = Duration::from_millis(200);
/// How long stopping tries to wake the thread that accepts.
const WAKE_TIMEOUT: Duration = Duration::from_secs(1);

/// A running preview server; it stops when dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    // None once stopped.
    accepting: Mutex<Option<Accepting>>,
}

/// What all connections have in common.
struct Shared {
    asked_host: String,
    pool: Arc<ConnectionPool>,
    handler: Handler,
}

/// The listening socket, and the thread that accepts connections from it.
struct Accepting {
    listener: Arc<TcpListener>,
    thread: JoinHandle<()>,
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
        let limits = Limits::of_this_process();
        let shared = Arc::new(Shared {
            asked_host: listening.asked_host,
            pool: ConnectionPool::new(limits),
            handler: Handler::new(content, Events::new(limits.streams), open),
        });
        let accepting = Accepting::start(listening.listener, Arc::clone(&shared))
            .map_err(|cause| ServeFault::System { cause })?;
        let accepting = Mutex::new(Some(accepting));
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
        if let Some(Accepting { listener, thread }) = accepting {
            self.shared.handler.events.close();
            self.shared.pool.close();
            wake(&listener);
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

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Accepting {
    fn start(listener: TcpListener, shared: Arc<Shared>) -> io::Result<Accepting> {
        let listener = Arc::new(listener);
        let accepted = Arc::clone(&listener);
        let thread = thread::Builder::new()
            .name("preview listener".to_owned())
            .spawn(move || shared.accept_all(&accepted))?;
        Ok(Accepting { listener, thread })
    }
}

/// Ends a wait for the next connection: on Linux by closing the socket for all, elsewhere by a connection.
fn wake(listener: &TcpListener) {
    #[cfg(target_os = "linux")]
    let _ = rustix::net::shutdown(listener, rustix::net::Shutdown::Both);
    if let Ok(address) = listener.local_addr() {
        let _ = TcpStream::connect_timeout(&reachable(address), WAKE_TIMEOUT);
    }
}

impl Shared {
    fn accept_all(self: &Arc<Shared>, listener: &TcpListener) {
        let mut pause = FIRST_PAUSE;
        loop {
            let accepted = listener.accept();
            if self.pool.is_closed() {
                return;
            }
            match accepted {
                Ok((stream, _)) => {
                    pause = FIRST_PAUSE;
                    self.serve(stream);
                }
                Err(_) => {
                    // Most likely the process has too many open files. The pause keeps a long shortage from using a whole core.
                    self.pool.drop_idle();
                    thread::sleep(pause);
                    pause = (pause * 2).min(LONGEST_PAUSE);
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
                let refusal = Refusal::busy("too many connections: try again");
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
