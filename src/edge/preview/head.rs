//! The head of one request, read line by line into a question that is safe to pass on.
//! Knows no sockets and no pages: bytes in, a clean question or a refusal out.

use crate::edge::preview::hosts::Hosts;
use crate::edge::preview::refusal::{Refusal, Status};
use crate::edge::preview::target::decode;

/// Most bytes that a head may have, its empty line included.
const HEAD_CAP: usize = 16 * 1024;
/// Most bytes that the address in it may have.
const TARGET_CAP: usize = 8 * 1024;
/// Most header lines.
const MOST_FIELDS: usize = 100;
/// Longest entity tag or event number that is worth passing on.
const TAG_CAP: usize = 256;

/// All that is kept of a request: the rest is dropped, so that nothing hostile can travel on in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// What to answer with.
    pub(super) method: Method,
    /// The page asked for, decoded: `/cities/mosul/`.
    pub(super) path: String,
    /// `If-None-Match`, in printable ASCII.
    pub(super) known_tag: Option<String>,
    /// `Last-Event-ID`, in printable ASCII.
    pub(super) last_event: Option<String>,
    /// `Dateline-Token`, in printable ASCII.
    pub(super) token: Option<String>,
    /// `Sec-Fetch-Site`, in printable ASCII: who asks, in the browser's own word.
    pub(super) fetch_site: Option<String>,
    /// `Range`, in printable ASCII.
    pub(super) range: Option<String>,
    /// `If-Range`, in printable ASCII.
    pub(super) range_of: Option<String>,
}

/// Whether the body is wanted too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Head and body.
    Get,
    /// The head alone.
    Head,
}

/// A head in the making. It is refused as soon as its first wrong line is complete.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    hosts: &'a Hosts,
    bytes: Vec<u8>,
    line_start: usize,
    question: Option<(Method, String)>,
    fields: Fields,
}

impl<'a> Draft<'a> {
    /// An empty head, addressed to one of `hosts`.
    pub(super) fn new(hosts: &'a Hosts) -> Draft<'a> {
        let fields = Fields::default();
        Draft { hosts, bytes: Vec::new(), line_start: 0, question: None, fields }
    }

    /// Whether not a byte has come yet.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How was asked, as soon as the request line has come.
    pub(super) fn method(&self) -> Option<Method> {
        self.question.as_ref().map(|(method, _)| *method)
    }

    /// Takes what has arrived: `Some` once the empty line has come, `None` while more is needed.
    pub(super) fn add(&mut self, more: &[u8]) -> Result<Option<Head>, Refusal> {
        // A browser that was told https:// waits for an answer as long as it is let: its first byte is 0x16.
        if self.bytes.is_empty() && more.first().is_some_and(|first| !first.is_ascii_alphabetic()) {
            return Err(Refusal::malformed(
                "a request begins like GET / HTTP/1.1; this is http, not https",
            ));
        }
        let mut search_from = self.bytes.len();
        self.bytes.extend_from_slice(more);
        while let Some(length) = self.bytes[search_from..].iter().position(|&b| b == b'\n') {
            let end = search_from + length;
            let Some(line) = self.bytes[self.line_start..end].strip_suffix(b"\r") else {
                return Err(Refusal::malformed("a line of a request ends in CR LF"));
            };
            let line = line.to_vec();
            search_from = end + 1;
            self.line_start = search_from;
            if search_from > HEAD_CAP {
                return Err(self.too_long());
            }
            match &self.question {
                None => self.question = Some(read_request_line(&line)?),
                Some(_) if line.is_empty() => return self.finish().map(Some),
                Some(_) => self.fields.take(&line)?,
            }
        }
        let hopeless = self.question.is_none() && self.bytes.len() > TARGET_CAP + 64;
        if hopeless || self.bytes.len() > HEAD_CAP { Err(self.too_long()) } else { Ok(None) }
    }

    fn too_long(&self) -> Refusal {
        match self.question {
            None => {
                Refusal { status: Status::TargetTooLong, why: "no page has so long an address" }
            }
            Some(_) => Refusal {
                status: Status::HeadTooLarge,
                why: "the request's headers are over 16 KiB; old cookies for this host may be why",
            },
        }
    }

    fn finish(&mut self) -> Result<Head, Refusal> {
        let (method, path) = self
            .question
            .clone()
            .ok_or(Refusal::malformed("a request begins with its request line"))?;
        let fields = std::mem::take(&mut self.fields);
        let Some(host) = &fields.host else {
            return Err(Refusal::malformed("a request names its Host"));
        };
        if !self.hosts.include(host) {
            return Err(Refusal::forbidden(
                "this preview answers only to the address that it was started with",
            ));
        }
        if !fields.came_from_here() && !fields.is_top_level_navigation() {
            return Err(Refusal::forbidden("another site may link to a preview, not load from it"));
        }
        let Fields { known_tag, last_event, token, fetch_site, range, range_of, .. } = fields;
        // A part is sent only under the condition that came with it, so without the one the other is not passed on.
        let range = range.filter(|_| range_of.as_deref().is_none_or(is_plain));
        let [known_tag, last_event, token, fetch_site, range, range_of] =
            [known_tag, last_event, token, fetch_site, range, range_of]
                .map(|value| value.filter(|value| is_plain(value)));
        Ok(Head { method, path, known_tag, last_event, token, fetch_site, range, range_of })
    }
}

fn read_request_line(line: &[u8]) -> Result<(Method, String), Refusal> {
    const SHAPE: Refusal = Refusal::malformed("a request begins like GET / HTTP/1.1");
    let line = std::str::from_utf8(line).map_err(|_| SHAPE)?;
    let mut parts = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(SHAPE);
    };
    let is_known_version = matches!(version, "HTTP/1.1" | "HTTP/1.0");
    let is_printable = target.bytes().all(|b| b.is_ascii_graphic());
    if !is_known_version || !is_printable || !is_token(method.as_bytes()) {
        return Err(SHAPE);
    }
    if target.len() > TARGET_CAP {
        return Err(Refusal {
            status: Status::TargetTooLong,
            why: "no page has so long an address",
        });
    }
    let method = match method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        _ => {
            return Err(Refusal {
                status: Status::MethodNotAllowed,
                why: "a preview is only read: ask with GET or HEAD",
            });
        }
    };
    Ok((method, decode(target)?))
}

/// The few header lines that mean something to the preview.
#[derive(Debug, Default)]
struct Fields {
    count: usize,
    host: Option<String>,
    content_length: Option<String>,
    fetch_site: Option<String>,
    fetch_mode: Option<String>,
    fetch_dest: Option<String>,
    known_tag: Option<String>,
    last_event: Option<String>,
    token: Option<String>,
    range: Option<String>,
    range_of: Option<String>,
}

impl Fields {
    fn take(&mut self, line: &[u8]) -> Result<(), Refusal> {
        self.count += 1;
        if self.count > MOST_FIELDS {
            let why = "a request has at most 100 header lines";
            return Err(Refusal { status: Status::HeadTooLarge, why });
        }
        let (name, value) = split_field(line)?;
        // A value that is not ASCII means nothing to us in any header that is looked at.
        let value = String::from_utf8_lossy(value).into_owned();
        match name.to_ascii_lowercase().as_slice() {
            b"host" => set_once(&mut self.host, value),
            b"content-length" => {
                refuse_body(&value)?;
                set_once(&mut self.content_length, value)
            }
            b"transfer-encoding" => Err(Refusal::malformed("a preview takes no bodies")),
            b"expect" => Err(Refusal {
                status: Status::ExpectationFailed,
                why: "a preview takes no bodies, so it gives no go-ahead",
            }),
            b"sec-fetch-site" => set_once(&mut self.fetch_site, value),
            b"sec-fetch-mode" => set_once(&mut self.fetch_mode, value),
            b"sec-fetch-dest" => set_once(&mut self.fetch_dest, value),
            b"if-none-match" => set_once(&mut self.known_tag, value),
            b"last-event-id" => set_once(&mut self.last_event, value),
            b"range" => set_once(&mut self.range, value),
            b"if-range" => set_once(&mut self.range_of, value),
            b"dateline-token" => set_once(&mut self.token, value),
            _ => Ok(()),
        }
    }

    /// Whether the browser says that our own page asks, or the reader by hand. Programs that are
    /// not browsers say nothing, and are no danger: they cannot be made to ask by a web page.
    fn came_from_here(&self) -> bool {
        matches!(self.fetch_site.as_deref(), None | Some("same-origin" | "none"))
    }

    /// Whether somebody follows a link, as from a chat, into a window of its own (not a frame).
    fn is_top_level_navigation(&self) -> bool {
        let is_document = matches!(self.fetch_dest.as_deref(), None | Some("document"));
        self.fetch_mode.as_deref() == Some("navigate") && is_document
    }
}

fn split_field(line: &[u8]) -> Result<(&[u8], &[u8]), Refusal> {
    let colon = line.iter().position(|&b| b == b':');
    let (name, value) = colon
        .map(|at| (&line[..at], line[at + 1..].trim_ascii()))
        .filter(|(name, _)| is_token(name))
        .ok_or(Refusal::malformed("a header line is a name, a colon and a value"))?;
    if value.iter().any(|&b| b.is_ascii_control() && b != b'\t') {
        return Err(Refusal::malformed("a header holds no control characters"));
    }
    Ok((name, value))
}

fn set_once(slot: &mut Option<String>, value: String) -> Result<(), Refusal> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Refusal::malformed("a header that counts is given only once")),
    }
}

fn refuse_body(length: &str) -> Result<(), Refusal> {
    if length.is_empty() || !length.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Refusal::malformed("a Content-Length is a whole number"));
    }
    if length.bytes().all(|b| b == b'0') {
        return Ok(());
    }
    Err(Refusal { status: Status::BodyTooLarge, why: "a preview takes no bodies" })
}

fn is_plain(tag: &str) -> bool {
    tag.len() <= TAG_CAP && tag.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
}

fn is_token(bytes: &[u8]) -> bool {
    let is_token_byte = |b: &u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(b);
    !bytes.is_empty() && bytes.iter().all(is_token_byte)
}
