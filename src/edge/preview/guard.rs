//! The guard at the public socket: it lets clean requests through and turns everything else away.
//! Knows nothing of the site; what it lets through is answered by the web server behind.

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::edge::preview::backend::{Asker, Backend};
use crate::edge::preview::head::{Draft, Head};
use crate::edge::preview::hosts::Hosts;
use crate::edge::preview::listen::{Listening, reachable};
use crate::edge::preview::refusal::{Refusal, Status};
use crate::edge::preview::relay::{Passed, linger, pass_on, read_head, refuse};
use crate::edge::preview::seats::{Seat, Seats};

/// Pauses after a connection could not be accepted: the first, and the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

/// A guard on duty, until it is told to stop.
#[derive(Debug)]
pub(super) struct Guard {
    // Shared with the thread that accepts, and with nobody who may outlive it.
    listener: Arc<TcpListener>,
    post: Arc<Post>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Post {
    asked_host: String,
    seats: Arc<Seats>,
    backend: Arc<Backend>,
    is_stopping: AtomicBool,
}

impl Guard {
    /// Puts a guard at a public socket; what it lets through is asked of `backend`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        listening: Listening,
        seats: Arc<Seats>,
        backend: Arc<Backend>,
    ) -> io::Result<Guard> {
        let listener = Arc::new(listening.listener);
        let is_stopping = AtomicBool::new(false);
        let asked_host = listening.asked_host;
        let post = Arc::new(Post { asked_host, seats, backend, is_stopping });
        let (public, standing) = (Arc::clone(&listener), Arc::clone(&post));
        let accepting = thread::Builder::new()
            .name("preview guard".to_owned())
            .spawn(move || standing.accept_all(&public))?;
        Ok(Guard { listener, post, accepting: Some(accepting) })
    }

    /// Hangs up on everybody and accepts nobody any more; the port is free once this is dropped.
    pub(super) fn stop(&mut self) {
        let Some(accepting) = self.accepting.take() else {
            return;
        };
        self.post.is_stopping.store(true, Ordering::SeqCst);
        self.post.seats.close();
        wake(&self.listener);
        // The thread that accepts never panics over a guest: guests have threads of their own.
        let _ended = accepting.join();
    }
}

/// Ends a wait for the next connection: on Linux by shutting the socket, elsewhere by being one.
fn wake(listener: &TcpListener) {
    #[cfg(target_os = "linux")]
    let _ = rustix::net::shutdown(listener, rustix::net::Shutdown::Both);
    if let Ok(address) = listener.local_addr() {
        let _ = TcpStream::connect_timeout(&reachable(address), Duration::from_secs(1));
    }
}

impl Post {
    fn accept_all(self: &Arc<Post>, listener: &TcpListener) {
        let mut pause = FIRST_PAUSE;
        loop {
            let arrival = listener.accept();
            if self.is_stopping.load(Ordering::SeqCst) {
                return;
            }
            match arrival {
                Ok((connection, _)) => {
                    pause = FIRST_PAUSE;
                    self.seat(connection);
                }
                Err(_) => {
                    // Out of open files, most likely: an idle connection gives up its own, and the
                    // pause keeps a lasting shortage from eating a whole core.
                    self.seats.make_room();
                    thread::sleep(pause);
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    fn seat(self: &Arc<Post>, connection: TcpStream) {
        let seat = match self.seats.take(connection) {
            Ok(seat) => seat,
            Err(connection) => {
                let why = "too many connections: try again";
                let busy = Refusal { status: Status::Busy, why };
                // A fresh socket's buffer takes these few bytes without waiting.
                let _ = connection.set_nonblocking(true);
                return refuse(&connection, &busy, None);
            }
        };
        let post = Arc::clone(self);
        // Without a thread there is no answer either: the connection closes as it is dropped.
        let _ = thread::Builder::new()
            .name("preview connection".to_owned())
            .stack_size(256 * 1024)
            .spawn(move || post.attend(&seat));
    }

    /// From the first byte of a request to the last of its answer. Faults of the connection end it
    /// without a word, as there is nobody left to tell.
    fn attend(&self, seat: &Seat) {
        let connection = seat.connection();
        let (Ok(came_in_by), Ok(peer)) = (connection.local_addr(), connection.peer_addr()) else {
            return;
        };
        let hosts = Hosts::new(&self.asked_host, came_in_by);
        let mut draft = Draft::new(&hosts);
        let answered = match read_head(connection, &mut draft) {
            Ok(None) => return,
            Ok(Some(head)) => self.answer(seat, &head, Asker::at(peer)),
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = answered {
            refuse(connection, &refusal, draft.method());
        }
        seat.give_turn_on();
        linger(connection);
    }

    fn answer(&self, seat: &Seat, head: &Head, asker: Asker) -> Result<(), Refusal> {
        if !seat.wait_for_turn() {
            return Err(Refusal { status: Status::Busy, why: "too many requests: try again" });
        }
        let stumbled =
            Refusal { status: Status::Stumbled, why: "the page's answer broke off: try again" };
        let mut answer = self.backend.ask(head, asker).map_err(|_| stumbled)?;
        let connection = seat.connection();
        let give = |piece: &[u8]| {
            let mut to = connection;
            seat.while_held_out(|| to.write_all(piece))
        };
        match pass_on(&mut answer, connection, give) {
            Ok(Passed::Nothing) => Err(stumbled),
            Ok(Passed::Something) | Err(_) => Ok(()),
        }
    }
}
