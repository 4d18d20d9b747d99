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
    /// `None` for a stream of events, whose length is unknown.
    body: Option<Body>,
}

impl Response {
    /// A response that the browser does not store, unless it gets an entity tag.
    pub(super) fn new(status: Status, media_type: &str, body: Body) -> Response {
        Response { status, headers: Vec::new(), body: Some(body) }.with("Content-Type", media_type)
    }

    /// A sentence in plain text.
    pub(super) fn text(status: Status, sentence: impl AsRef<[u8]> + 'static) -> Response {
        Response::new(status, "text/plain; charset=utf-8", Body::from_bytes(sentence))
    }

    /// The start of a stream of server-sent events. Its length is unknown: the events follow until the connection ends.
    pub(super) fn event_stream() -> Response {
        Response { status: Status::OK, headers: Vec::new(), body: None }
            .with("Content-Type", "text/event-stream; charset=utf-8")
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
        let mut head = format!("HTTP/1.1 {}\r\n{COMMON_HEADERS}", self.status.0);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        // What has a tag may be stored, but the browser has to ask each time whether it is still the same.
        let has_tag = self.headers.iter().any(|(name, _)| *name == "ETag");
        head += if has_tag { "Cache-Control: no-cache\r\n" } else { "Cache-Control: no-store\r\n" };
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
