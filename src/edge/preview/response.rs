//! One HTTP response: its status, headers and body, and how they are written.
//! Knows nothing of the site and of connections.

use std::io::{self, Write};

use crate::edge::preview::body::Body;
use crate::edge::preview::request::Method;
use crate::edge::preview::status::{Refusal, Status};

/// Headers of every response. No other site may read a draft, no browser may guess media types, and each connection
/// carries one response.
const COMMON_HEADERS: &str = "Connection: close\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    X-Content-Type-Options: nosniff\r\n";

/// One response.
pub(super) struct Response {
    status: Status,
    headers: Vec<(&'static str, String)>,
    body: Option<Body>,
}

impl Response {
    /// A response that the browser may store, but has to revalidate each time.
    pub(super) fn revalidated(status: Status, media_type: &str, body: Body) -> Response {
        Response { status, headers: Vec::new(), body: Some(body) }
            .with("Content-Type", media_type)
            .with("Cache-Control", "no-cache")
    }

    /// A response that the browser does not store.
    pub(super) fn uncached(
        status: Status,
        media_type: &str,
        body: impl AsRef<[u8]> + 'static,
    ) -> Response {
        let body = Some(Body::from_bytes(body));
        Response { status, headers: Vec::new(), body }
            .with("Content-Type", media_type)
            .with("Cache-Control", "no-store")
    }

    /// A sentence in plain text.
    pub(super) fn text(status: Status, sentence: impl AsRef<[u8]> + 'static) -> Response {
        Response::uncached(status, "text/plain; charset=utf-8", sentence)
    }

    /// The start of a stream of server-sent events. Its length is unknown: the events follow until the connection ends.
    pub(super) fn event_stream() -> Response {
        let start = Response::uncached(Status::OK, "text/event-stream; charset=utf-8", "");
        Response { body: None, ..start }
    }

    /// Adds a header. `value` must be printable ASCII.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Response {
        self.headers.push((name, value.into()));
        self
    }

    /// Writes the response to a request that was made with `method`.
    ///
    /// # Errors
    /// When the browser closed the connection, or when the file in the body cannot be read.
    pub(super) fn write(self, method: Method, out: &mut impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\n{COMMON_HEADERS}", self.status.line());
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if let Some(body) = &self.body {
            head += &format!("Content-Length: {}\r\n", body.length());
        }
        out.write_all((head + "\r\n").as_bytes())?;
        match self.body {
            Some(body) if method == Method::Get && self.status != Status::NOT_MODIFIED => {
                body.write(out)
            }
            _ => Ok(()),
        }
    }
}

impl From<Refusal> for Response {
    fn from(Refusal { status, reason }: Refusal) -> Response {
        let response = Response::text(status, reason);
        match status {
            Status::METHOD_NOT_ALLOWED => response.with("Allow", "GET, HEAD"),
            Status::SERVICE_UNAVAILABLE => response.with("Retry-After", "1"),
            _ => response,
        }
    }
}
