//! One browser's connection: how long it may take to ask, to take its answer and to leave.
//! Knows no hosts, seats or pages: it moves bytes, and looks at the clock.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use crate::edge::preview::door::Connection;
use crate::edge::preview::head::{Draft, Head, Method};
use crate::edge::preview::refusal::{Refusal, Status};

/// How long a head may take to arrive, all of it.
const HEAD_DEADLINE: Duration = Duration::from_secs(10);
/// How long a browser may take to accept the next piece of an answer.
const WRITE_DEADLINE: Duration = Duration::from_secs(30);
/// How often a silent answer is looked at, to see whether anybody still waits for it.
const STILL_THERE: Duration = Duration::from_secs(1);
/// How long, and for how many bytes, a browser that talks on after its answer is listened to.
const LINGER: Duration = Duration::from_secs(1);
const LINGER_BYTES: usize = 1024 * 1024;

/// Reads a request's head. `None` when the browser leaves without having asked, as it does with spare connections.
pub(super) fn read_head(
    mut connection: &TcpStream,
    draft: &mut Draft,
) -> Result<Option<Head>, Refusal> {
    let deadline = Instant::now() + HEAD_DEADLINE;
    let mut piece = [0; 4096];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let read = if left.is_zero() {
            Err(ErrorKind::TimedOut.into())
        } else {
            connection.set_read_timeout(Some(left)).and_then(|()| connection.read(&mut piece))
        };
        match read {
            Ok(0) if draft.is_empty() => return Ok(None),
            Ok(0) => return Err(Refusal::malformed("the request ends before its empty line")),
            Ok(length) => {
                if let Some(head) = draft.add(&piece[..length])? {
                    return Ok(Some(head));
                }
            }
            Err(fault) if fault.kind() == ErrorKind::Interrupted => {}
            Err(fault) if is_silence(&fault) && !draft.is_empty() => {
                let why = "the request did not arrive within ten seconds";
                return Err(Refusal { status: Status::Timeout, why });
            }
            Err(_) => return Ok(None),
        }
    }
}

/// Says no. A browser that does not want to hear it is gone, and nobody is left to tell.
pub(super) fn refuse(mut connection: &TcpStream, refusal: &Refusal, asked: Option<Method>) {
    let body = match asked {
        Some(Method::Head) => String::new(),
        Some(Method::Get) | None => refusal.body(),
    };
    let _ = connection.set_write_timeout(Some(WRITE_DEADLINE));
    let _ = connection.write_all((refusal.head() + &body).as_bytes());
}

/// How much of an answer there was.
pub(super) enum Passed {
    /// Not even its status line.
    Nothing,
    /// All, or as much as the browser took.
    Something,
}

/// Copies an answer out, with the one line that the web server leaves to us: that the connection
/// closes after it.
///
/// `give` writes a piece to the connection, however long that takes.
pub(super) fn pass_on(
    answer: &mut Connection,
    connection: &TcpStream,
    mut give: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<Passed> {
    connection.set_nodelay(true)?;
    connection.set_write_timeout(Some(WRITE_DEADLINE))?;
    answer.set_read_timeout(Some(STILL_THERE))?;
    let mut piece = vec![0; 64 * 1024];
    let mut status_line = Some(Vec::new());
    loop {
        let length = match answer.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => length,
            Err(fault) if fault.kind() == ErrorKind::Interrupted => continue,
            Err(fault) if is_silence(&fault) => {
                // Before the first byte the page is being made, which goes on even when nobody waits for it any more: the turn
                // is kept, or whoever asks and leaves could have any number of pages made at once.
                if status_line.is_none() && has_left(connection) {
                    break;
                }
                continue;
            }
            Err(fault) => return Err(fault),
        };
        let Some(line) = &mut status_line else {
            give(&piece[..length])?;
            continue;
        };
        line.extend_from_slice(&piece[..length]);
        if let Some(end) = line.windows(2).position(|pair| pair == b"\r\n") {
            let rest = line.split_off(end);
            line.extend_from_slice(b"\r\nConnection: close");
            line.extend_from_slice(&rest);
            give(line)?;
            status_line = None;
        }
    }
    Ok(if status_line.is_some() { Passed::Nothing } else { Passed::Something })
}

fn has_left(connection: &TcpStream) -> bool {
    let briefly = connection.set_read_timeout(Some(Duration::from_millis(1)));
    match briefly.and_then(|()| connection.peek(&mut [0])) {
        Ok(length) => length == 0,
        Err(fault) => !is_silence(&fault),
    }
}

/// Lets a browser that is still sending finish: a socket closed with unread bytes in it resets the
/// connection, and the answer is lost with it.
pub(super) fn linger(mut connection: &TcpStream) {
    let deadline = Instant::now() + LINGER;
    let mut left_to_read = LINGER_BYTES;
    let mut piece = [0; 4096];
    if connection.shutdown(Shutdown::Write).is_err() {
        return;
    }
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || connection.set_read_timeout(Some(left)).is_err() {
            return;
        }
        match connection.read(&mut piece) {
            Ok(length) if length > 0 && length <= left_to_read => left_to_read -= length,
            _ => return,
        }
    }
}

fn is_silence(fault: &io::Error) -> bool {
    matches!(fault.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
