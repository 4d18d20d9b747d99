//! One HTTP request: its head is parsed and checked, and everything else is refused.
//! Knows neither connections nor pages: bytes in, a safe request or a refusal out.

use std::net::SocketAddr;

use crate::edge::preview::hosts::AllowedHosts;
use crate::edge::preview::status::{Refusal, Status};
use crate::edge::preview::target::decode;

/// Maximum length of a head in bytes, its empty line included.
const MAX_HEAD: usize = 16 * 1024;
/// Maximum length of the target (`/cities/?x`) in bytes.
const MAX_TARGET: usize = 8 * 1024;
/// Maximum number of headers.
const MAX_HEADERS: usize = 100;

const NOT_HTTP: Refusal =
    Refusal::malformed("this is not a request of HTTP/1.1; open the address with http://");
const TARGET_TOO_LONG: Refusal =
    Refusal::new(Status::URI_TOO_LONG, "no page has such a long address");
const HEAD_TOO_LARGE: Refusal = Refusal::new(
    Status::HEADERS_TOO_LARGE,
    "the request has over 100 headers or 16 KiB; delete old cookies for this host",
);

/// A request that may be answered. It holds only the headers that the preview uses.
#[derive(Debug)]
pub(super) struct Request {
    /// The method.
    pub(super) method: Method,
    /// The decoded path: `/cities/mosul/`.
    pub(super) path: String,
    /// Who asks.
    pub(super) client: Client,
    /// `If-None-Match`: the versions of a file that the browser has.
    pub(super) if_none_match: Option<String>,
    /// `Range`: the part of a file that is wanted.
    pub(super) range: Option<String>,
    /// `If-Range`: the version that `Range` refers to.
    pub(super) if_range: Option<String>,
    /// `Last-Event-ID`: the last event that an interrupted stream received.
    pub(super) last_event_id: Option<String>,
    /// `Dateline-Token`: permission to open files.
    pub(super) token: Option<String>,
    /// `Sec-Fetch-Site`: where the page that asks comes from, as the browser says.
    pub(super) fetch_site: Option<String>,
}

/// The methods of requests that are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Asks for head and body.
    Get,
    /// Asks for the head alone.
    Head,
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Client {
    /// A program on this machine.
    Local,
    /// The network.
    Remote,
}

impl Client {
    /// The client at the other end of a connection.
    pub(super) fn at(address: SocketAddr) -> Client {
        if address.ip().to_canonical().is_loopback() { Client::Local } else { Client::Remote }
    }
}

impl Request {
    /// Parses the bytes that have arrived so far; `None` while the head is incomplete.
    ///
    /// # Errors
    /// As soon as it is certain that the request will not be answered.
    pub(super) fn parse(
        received: &[u8],
        hosts: &AllowedHosts,
        client: Client,
    ) -> Result<Option<Request>, Refusal> {
        // httparse skips empty lines at the start and accepts lines that end in LF alone.
        let starts_with_method = received.first().is_none_or(u8::is_ascii_alphabetic);
        let has_bare_lf = received.windows(2).any(|pair| pair[1] == b'\n' && pair[0] != b'\r');
        if !starts_with_method || has_bare_lf {
            return Err(NOT_HTTP);
        }
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut head = httparse::Request::new(&mut headers);
        let status = head.parse(received).map_err(|fault| match fault {
            httparse::Error::TooManyHeaders => HEAD_TOO_LARGE,
            _ => NOT_HTTP,
        })?;
        // A wrong first line is refused before the headers arrive.
        let first_line = match (head.method, head.path) {
            (_, Some(target)) if target.len() > MAX_TARGET => return Err(TARGET_TOO_LONG),
            (Some(method), Some(target)) => Some((parse_method(method)?, decode(target)?)),
            _ => None,
        };
        match (status, first_line) {
            (httparse::Status::Complete(length), Some((method, path))) if length <= MAX_HEAD => {
                let headers = Headers(head.headers);
                headers.check(hosts)?;
                Ok(Some(Request {
                    method,
                    path,
                    client,
                    if_none_match: headers.get("If-None-Match")?,
                    range: headers.get("Range")?,
                    if_range: headers.get("If-Range")?,
                    last_event_id: headers.get("Last-Event-ID")?,
                    token: headers.get("Dateline-Token")?,
                    fetch_site: headers.get("Sec-Fetch-Site")?,
                }))
            }
            (_, None) if received.len() > MAX_HEAD => Err(TARGET_TOO_LONG),
            _ if received.len() > MAX_HEAD => Err(HEAD_TOO_LARGE),
            _ => Ok(None),
        }
    }
}

/// The decoded path of the request that begins with `received`, if a preview at port 4000 of this machine answers it. For trying
/// hostile requests without a connection.
pub fn path_of(received: &[u8]) -> Option<String> {
    let here = SocketAddr::from(([127, 0, 0, 1], 4000));
    let hosts = AllowedHosts::new("localhost", here);
    Request::parse(received, &hosts, Client::Local).ok().flatten().map(|it| it.path)
}

fn parse_method(method: &str) -> Result<Method, Refusal> {
    match method {
        "GET" => Ok(Method::Get),
        "HEAD" => Ok(Method::Head),
        _ => Err(Refusal::new(
            Status::METHOD_NOT_ALLOWED,
            "the preview can only be read: use GET or HEAD",
        )),
    }
}

/// The headers of one request.
struct Headers<'h>(&'h [httparse::Header<'h>]);

impl Headers<'_> {
    /// The value of a header that may be given once. Bytes that are not UTF-8 are replaced: no header that the preview uses has them.
    fn get(&self, name: &str) -> Result<Option<String>, Refusal> {
        let mut found = self.0.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(Refusal::malformed("a header is given twice")),
            (value, None) => {
                Ok(value.map(|it| String::from_utf8_lossy(it.value).trim().to_owned()))
            }
        }
    }

    fn check(&self, hosts: &AllowedHosts) -> Result<(), Refusal> {
        let host = self.get("Host")?.ok_or(Refusal::malformed("the request has no Host"))?;
        if !hosts.contain(&host) {
            return Err(Refusal::new(
                Status::FORBIDDEN,
                "this preview answers only at the address that it was started with",
            ));
        }
        let is_own_page = self.is_one_of("Sec-Fetch-Site", &["same-origin", "none"])?;
        let is_link = self.get("Sec-Fetch-Mode")?.as_deref() == Some("navigate")
            && self.is_one_of("Sec-Fetch-Dest", &["document"])?;
        if !is_own_page && !is_link {
            return Err(Refusal::new(
                Status::FORBIDDEN,
                "another site may link to a preview, but not load anything from it",
            ));
        }
        self.check_body()
    }

    /// Whether a header has one of these values, or is missing. Only browsers send the headers `Sec-Fetch-..`. Other programs
    /// are no danger: no web page can make them ask.
    fn is_one_of(&self, name: &str, values: &[&str]) -> Result<bool, Refusal> {
        Ok(self.get(name)?.is_none_or(|value| values.contains(&value.as_str())))
    }

    fn check_body(&self) -> Result<(), Refusal> {
        const NO_BODY: &str = "the preview accepts no request body";
        if self.get("Expect")?.is_some() {
            return Err(Refusal::new(Status::EXPECTATION_FAILED, NO_BODY));
        }
        if self.get("Transfer-Encoding")?.is_some() {
            return Err(Refusal::malformed(NO_BODY));
        }
        match self.get("Content-Length")?.as_deref() {
            None => Ok(()),
            Some(length) if length.is_empty() || !length.bytes().all(|b| b.is_ascii_digit()) => {
                Err(Refusal::malformed("Content-Length is not a whole number"))
            }
            Some(length) if length.bytes().all(|b| b == b'0') => Ok(()),
            Some(_) => Err(Refusal::new(Status::CONTENT_TOO_LARGE, NO_BODY)),
        }
    }
}
