//! The web server behind the guard: where tiny_http runs, one thread for each answer.
//! Knows no pages, and trusts no question that does not carry the guard's pass.

use std::fmt;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tiny_http::{Request, Server, StatusCode};

use crate::edge::preview::door::{Connection, Door, unguessable};
use crate::edge::preview::head::{Head, Method};
use crate::edge::preview::target::encode;

/// The header in which the guard shows its pass.
const PASS: &str = "Dateline-Pass";
/// The header that stands in a question from this machine.
pub(super) const FROM_HERE: &str = "Dateline-From-Here";
/// How long the web server may take to read a question that is already complete.
const ASK_DEADLINE: Duration = Duration::from_secs(5);

/// Where a question comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// A program on this machine.
    Here,
    /// The network.
    Elsewhere,
}

impl Asker {
    /// Who asks from this address.
    pub(super) fn at(address: SocketAddr) -> Asker {
        if address.ip().to_canonical().is_loopback() { Asker::Here } else { Asker::Elsewhere }
    }
}

/// The web server, behind a door that it opens anew should tiny_http have closed it.
///
/// tiny_http gives up for good at the first connection that it cannot accept, as when the process
/// has run out of open files. Whoever finds the door shut starts another.
pub(super) struct Backend {
    answers: Arc<Answers>,
    // None once the preview has stopped.
    running: Mutex<Option<Running>>,
}

struct Answers {
    pass: String,
    answer: Box<dyn Fn(Request) + Send + Sync>,
}

struct Running {
    // Goes before the door does, whose last knock wakes its listening thread.
    server: Arc<Server>,
    door: Arc<Door>,
    thread: Option<JoinHandle<()>>,
}

impl Backend {
    /// Starts the web server; `answer` is called on a thread of its own for every request.
    ///
    /// # Errors
    /// When there is no place for a private socket, or no thread.
    pub(super) fn open(
        answer: impl Fn(Request) + Send + Sync + 'static,
    ) -> io::Result<Arc<Backend>> {
        let answers = Arc::new(Answers { pass: unguessable(), answer: Box::new(answer) });
        let running = Mutex::new(Some(Running::start(&answers)?));
        Ok(Arc::new(Backend { answers, running }))
    }

    /// Asks a question; the answer is read from the connection, to its end.
    ///
    /// # Errors
    /// When the web server cannot be reached and cannot be started again.
    pub(super) fn ask(&self, head: &Head, asker: Asker) -> io::Result<Connection> {
        let mut connection = self.connect()?;
        connection.set_write_timeout(Some(ASK_DEADLINE))?;
        connection.write_all(self.question(head, asker).as_bytes())?;
        Ok(connection)
    }

    /// Takes the web server down and removes its private door; nothing can be asked any more.
    pub(super) fn close(&self) {
        let running = self.slot().take();
        drop(running);
    }

    fn connect(&self) -> io::Result<Connection> {
        let stopped = || io::Error::from(io::ErrorKind::NotConnected);
        let door =
            self.slot().as_ref().map(|running| Arc::clone(&running.door)).ok_or_else(stopped)?;
        door.connect().or_else(|_| {
            let mut slot = self.slot();
            let running = slot.as_mut().ok_or_else(stopped)?;
            if Arc::ptr_eq(&running.door, &door) {
                *running = Running::start(&self.answers)?;
            }
            running.door.connect()
        })
    }

    /// Written anew from what was understood: not a byte of the browser's own head comes through.
    fn question(&self, head: &Head, asker: Asker) -> String {
        let method = match head.method {
            Method::Get => "GET",
            Method::Head => "HEAD",
        };
        let path = encode(&head.path);
        let pass = &self.answers.pass;
        let mut question = format!(
            "{method} {path} HTTP/1.1\r\nHost: dateline\r\nConnection: close\r\n{PASS}: {pass}\r\n"
        );
        let passed_on = [
            ("If-None-Match", &head.known_tag),
            ("Last-Event-ID", &head.last_event),
            ("Dateline-Token", &head.token),
            ("Sec-Fetch-Site", &head.fetch_site),
            ("Range", &head.range),
            ("If-Range", &head.range_of),
        ];
        for (name, value) in passed_on {
            if let Some(value) = value {
                question += &format!("{name}: {value}\r\n");
            }
        }
        match asker {
            Asker::Here => question + FROM_HERE + ": yes\r\n\r\n",
            Asker::Elsewhere => question + "\r\n",
        }
    }

    fn slot(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Backend").finish_non_exhaustive()
    }
}

impl Running {
    fn start(answers: &Arc<Answers>) -> io::Result<Running> {
        let (door, listener) = Door::open()?;
        let server = Arc::new(Server::from_listener(listener, None).map_err(io::Error::other)?);
        let (answers, source) = (Arc::clone(answers), Arc::clone(&server));
        let thread = thread::Builder::new()
            .name("preview answers".to_owned())
            .spawn(move || answers.give(&source))?;
        Ok(Running { door: Arc::new(door), server, thread: Some(thread) })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

impl Answers {
    /// Gives every request a thread: a slow browser or a slow page holds up nobody else. The guard
    /// bounds how many there are.
    fn give(self: Arc<Answers>, server: &Server) {
        while let Ok(request) = server.recv() {
            if !self.has_pass(&request) {
                let _ = request.respond(tiny_http::Response::empty(StatusCode(403)));
                continue;
            }
            let answers = Arc::clone(&self);
            // Without a thread the request is dropped, which tiny_http answers with a 500.
            let _ = thread::Builder::new()
                .name("preview answer".to_owned())
                .spawn(move || (answers.answer)(request));
        }
    }

    fn has_pass(&self, request: &Request) -> bool {
        request
            .headers()
            .iter()
            .any(|header| header.field.equiv(PASS) && header.value.as_str() == self.pass)
    }
}
