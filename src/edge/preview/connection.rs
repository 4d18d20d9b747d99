//! The life of one connection: it reads a request, writes the response, and waits until the client closes.
//! Knows neither pages nor other connections; it keeps the time limits.

use std::io::{self, ErrorKind, Read};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use crate::edge::preview::handler::Handler;
use crate::edge::preview::hosts::AllowedHosts;
use crate::edge::preview::pool::Connection;
use crate::edge::preview::request::{Client, Method, Request};
use crate::edge::preview::response::Response;
use crate::edge::preview::status::{Refusal, Status};

/// How long the whole head of a request may take to arrive.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a client may take to accept the next piece of a response.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// How long the preview reads on after a response, if the client is still sending.
const LINGER_TIMEOUT: Duration = Duration::from_secs(1);
/// Maximum number of bytes that are read after a response.
const LINGER_BYTES: usize = 1024 * 1024;

/// Serves one connection to its end. Errors of the connection end it in silence: nobody is left to tell.
pub(super) fn serve(connection: &Connection, asked_host: &str, handler: &Handler) {
    let stream = connection.stream();
    let (Ok(local), Ok(peer)) = (stream.local_addr(), stream.peer_addr()) else {
        return;
    };
    let (hosts, client) = (AllowedHosts::new(asked_host, local), Client::at(peer));
    let mut received = Vec::new();
    let parse = |received: &[u8]| Request::parse(received, &hosts, client);
    let refused = match read_request(stream, &mut received, parse) {
        Ok(None) => return,
        Ok(Some(request)) if connection.wait_for_slot() => {
            let _ = stream.set_nodelay(true);
            let _ = stream.set_write_timeout(Some(WRITE_TIMEOUT));
            let _ = handler.serve(&request, &mut { connection });
            None
        }
        Ok(Some(_)) => {
            Some(Refusal::new(Status::SERVICE_UNAVAILABLE, "too many requests: try again"))
        }
        Err(refusal) => Some(refusal),
    };
    if let Some(refusal) = refused {
        let is_head = received.starts_with(b"HEAD ");
        refuse(stream, refusal, if is_head { Method::Head } else { Method::Get });
    }
    connection.release_slot();
    linger(stream);
}

/// Writes a refusal to a client that asked with `method`.
pub(super) fn refuse(mut stream: &TcpStream, refusal: Refusal, method: Method) {
    let _ = stream.set_write_timeout(Some(WRITE_TIMEOUT));
    let _ = Response::from(refusal).write(method, &mut stream);
}

/// Reads until `parse` finds a request; `None` when the client closes without one, as browsers do with spare connections.
fn read_request(
    mut stream: &TcpStream,
    received: &mut Vec<u8>,
    parse: impl Fn(&[u8]) -> Result<Option<Request>, Refusal>,
) -> Result<Option<Request>, Refusal> {
    let deadline = Instant::now() + HEAD_TIMEOUT;
    let mut piece = [0; 4096];
    loop {
        match read_until(deadline, &mut stream, &mut piece) {
            Ok(0) if received.is_empty() => return Ok(None),
            Ok(0) => return Err(Refusal::malformed("the request is incomplete")),
            Ok(length) => {
                received.extend_from_slice(&piece[..length]);
                if let Some(request) = parse(received)? {
                    return Ok(Some(request));
                }
            }
            Err(fault) => match fault.kind() {
                ErrorKind::Interrupted => {}
                ErrorKind::WouldBlock | ErrorKind::TimedOut if !received.is_empty() => {
                    let reason = "the request did not arrive within ten seconds";
                    return Err(Refusal::new(Status::REQUEST_TIMEOUT, reason));
                }
                _ => return Ok(None),
            },
        }
    }
}

/// Lets a client that is still sending finish. A socket that is closed with unread bytes resets the connection, and the
/// client loses the response.
fn linger(mut stream: &TcpStream) {
    let deadline = Instant::now() + LINGER_TIMEOUT;
    let mut left = LINGER_BYTES;
    let mut piece = [0; 4096];
    if stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    while let Ok(length) = read_until(deadline, &mut stream, &mut piece)
        && (1..=left).contains(&length)
    {
        left -= length;
    }
}

fn read_until(deadline: Instant, stream: &mut &TcpStream, piece: &mut [u8]) -> io::Result<usize> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(ErrorKind::TimedOut.into());
    }
    stream.set_read_timeout(Some(left))?;
    stream.read(piece)
}
