//! Turns one clean request into one answer: the preview's page, or something of the server's own.
//! Knows nothing of sockets, hosts and limits; the guard has seen to those.

use std::io::{self, Write};
use std::sync::Arc;

use tiny_http::{Header, Method, Request, Response, StatusCode};

use crate::edge::preview::body::Body;
use crate::edge::preview::door::unguessable;
use crate::edge::preview::events::Events;
use crate::edge::preview::inject::{Reload, SCRIPT_PATH, Script, with_script};
use crate::edge::preview::range::{Part, part};
use crate::edge::preview::target::{decode, encode};
use crate::edge::preview::{Answer, Preview};

/// What the server keeps for itself; no page of a site can have such an address.
const OWN_PATHS: &str = "/.dateline/";
const EVENTS_PATH: &str = "/.dateline/events/";
const SCRIPT: &[u8] = include_bytes!("reload.js");

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

const MISSING: &[u8] = b"<!doctype html><html lang=en><meta charset=utf-8><title>Not found</title>\
    <body><h1>Not found</h1><p>The site has no page here.</p></body></html>";

/// On every answer: no other site may read a draft, and no browser guess what it is.
const ALWAYS: [(&str, &str); 2] =
    [("Cross-Origin-Resource-Policy", "same-origin"), ("X-Content-Type-Options", "nosniff")];

/// Where requests are answered.
pub(super) struct Answering {
    preview: Arc<dyn Preview>,
    events: Arc<Events>,
}

impl Answering {
    /// A desk that answers with the pages of `preview`, and streams `events`.
    pub(super) fn new(preview: Arc<dyn Preview>, events: Arc<Events>) -> Answering {
        Answering { preview, events }
    }

    /// Answers a request, to the end of its answer. Faults are the browser's going away.
    pub(super) fn answer(&self, request: Request) {
        let Ok(path) = decode(request.url()) else {
            // The guard lets no such address through.
            let _ = send(request, plain(400, "not an address of a page"));
            return;
        };
        let _ = match path.strip_prefix(EVENTS_PATH) {
            Some(since) if *request.method() == Method::Get => self.stream(request, since),
            _ if path == SCRIPT_PATH => send(request, whole(200, JAVASCRIPT, SCRIPT)),
            _ if path.starts_with(OWN_PATHS) => send(request, plain(404, "nothing here")),
            _ => self.page(request, &path),
        };
    }

    fn page(&self, request: Request, path: &str) -> io::Result<()> {
        // Before the page is printed: of a change in between, the page is told once too often
        // rather than never.
        let mark = self.events.mark();
        let html = |status: u16, page: &[u8], reload: Reload| {
            let nonce = unguessable();
            let script = Script { nonce: &nonce, mark: &mark, reload };
            whole(status, HTML, with_script(page, &script))
        };
        let reply = match self.preview.page(path) {
            Answer::Found { bytes, media_type, .. } if media_type.starts_with("text/html") => {
                html(200, &bytes, Reload::ForThisPage)
            }
            Answer::Found { bytes, media_type, key } => {
                file(&request, Body::shared(bytes), media_type, key)
            }
            Answer::OnDisk { file: path, media_type, key } => match Body::on_disk(&path) {
                Ok(body) => file(&request, body, media_type, key),
                Err(_) => plain(500, "this file cannot be read any more: save it again"),
            },
            Answer::Moved(to) => moved(&to),
            Answer::Missing(page) if page.is_empty() => html(404, MISSING, Reload::ForAnyChange),
            Answer::Missing(page) => html(404, &page, Reload::ForAnyChange),
            Answer::Faulty(report) => {
                html(500, report_page(&report).as_bytes(), Reload::ForAnyChange)
            }
        };
        send(request, reply)
    }

    fn stream(&self, request: Request, since: &str) -> io::Result<()> {
        // A browser that lost the stream says what it heard last, which is later than the page.
        let heard = header(&request, "Last-Event-ID").unwrap_or_else(|| since.to_owned());
        let mut out = request.into_writer();
        let always = ALWAYS.map(|(name, value)| format!("{name}: {value}\r\n")).concat();
        write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\
             Cache-Control: no-store\r\n{always}\r\n"
        )?;
        self.events.follow(&heard, || self.preview.report(), out)
    }
}

struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

/// An answer that a browser keeps no copy of.
fn whole(status: u16, media_type: &'static str, body: impl Into<Vec<u8>>) -> Reply {
    let headers =
        vec![("Content-Type", media_type.to_owned()), ("Cache-Control", "no-store".to_owned())];
    Reply { status, headers, body: Body::own(body.into()) }
}

fn plain(status: u16, sentence: &str) -> Reply {
    whole(status, "text/plain; charset=utf-8", sentence)
}

/// An answer that a browser keeps, and asks about each time: a photo is sent only once.
fn file(request: &Request, body: Body, media_type: &'static str, key: u128) -> Reply {
    let tag = format!("\"{key:032x}\"");
    let is_known = header(request, "If-None-Match")
        .is_some_and(|known| known.split(',').any(|k| k.trim().trim_start_matches("W/") == tag));
    let headers = vec![
        ("Content-Type", media_type.to_owned()),
        ("Cache-Control", "no-cache".to_owned()),
        ("ETag", tag.clone()),
    ];
    let reply = Reply { status: if is_known { 304 } else { 200 }, headers, body };
    let is_recording = media_type.starts_with("audio/") || media_type.starts_with("video/");
    if is_recording && !is_known { recording(request, reply, &tag) } else { reply }
}

/// A player asks for a recording piece by piece: without pieces some play nothing, and none can seek.
fn recording(request: &Request, mut reply: Reply, tag: &str) -> Reply {
    reply.headers.push(("Accept-Ranges", "bytes".to_owned()));
    let length = reply.body.length();
    let is_of_this = header(request, "If-Range").is_none_or(|of| of == tag);
    let asked = header(request, "Range").filter(|_| is_of_this && *request.method() == Method::Get);
    match asked.map_or(Part::Whole, |range| part(&range, length)) {
        Part::Whole => reply,
        Part::Bytes(range) => {
            let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            reply.headers.push(("Content-Range", place));
            Reply { status: 206, body: reply.body.cut(range), ..reply }
        }
        Part::Nothing => {
            let mut refused = plain(416, "the recording is shorter than that");
            refused.headers.push(("Content-Range", format!("bytes */{length}")));
            refused
        }
    }
}

/// Not for good: the next edition may have a page here.
fn moved(to: &str) -> Reply {
    let mut reply = plain(302, "the page has moved");
    // A second slash at the start would make it the name of another host.
    reply.headers.push(("Location", format!("/{}", encode(to.trim_start_matches('/')))));
    reply
}

fn report_page(report: &str) -> String {
    let escaped = report.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>This page does not print</title>\
         <meta name=color-scheme content=\"light dark\">\
         <body><h1>This page does not print</h1><pre dir=ltr>{escaped}</pre></body></html>"
    )
}

fn header(request: &Request, name: &'static str) -> Option<String> {
    let found = request.headers().iter().find(|header| header.field.equiv(name))?;
    Some(found.value.to_string())
}

fn send(request: Request, reply: Reply) -> io::Result<()> {
    let length = usize::try_from(reply.body.length()).map_err(io::Error::other)?;
    let always = ALWAYS.map(|(name, value)| (name, value.to_owned()));
    let headers = reply.headers.into_iter().chain(always).filter_map(|(name, value)| {
        // Every value is ASCII by its making; one that is not would be left out.
        Header::from_bytes(name, value).ok()
    });
    let response = Response::new(
        StatusCode(reply.status),
        headers.collect(),
        reply.body.read()?,
        Some(length),
        None,
    );
    // Chunked answers lose their length, and HEAD with them.
    request.respond(response.with_chunked_threshold(usize::MAX))
}
