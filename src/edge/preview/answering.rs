//! Turns one clean request into one answer: the preview's page, or something of the server's own.
//! Knows nothing of sockets, hosts and limits; the guard has seen to those.

use std::io::{self, Write};
use std::sync::Arc;

use tiny_http::{Header, Method, Request, Response, StatusCode};

use crate::edge::editor::Spot;
use crate::edge::preview::backend::FROM_HERE;
use crate::edge::preview::body::Body;
use crate::edge::preview::content::{OpenInEditor, PageInfo, PreviewContent, Resource};
use crate::edge::preview::door::unguessable;
use crate::edge::preview::events::{Events, Tab};
use crate::edge::preview::inject::{Script, with_script};
use crate::edge::preview::mark::{Mark, page_key};
use crate::edge::preview::range::{Part, part};
use crate::edge::preview::report::Report;
use crate::edge::preview::report_page::report_page;
use crate::edge::preview::script::{SCRIPT, SCRIPT_PATH};
use crate::edge::preview::target::{decode, encode};

/// What the server keeps for itself; no page of a site can have such an address.
const OWN_PATHS: &str = "/.dateline/";
const EVENTS_PATH: &str = "/.dateline/events/";
const OPEN_PATH: &str = "/.dateline/open/";

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

const MISSING: &[u8] = b"<!doctype html><html lang=en><meta charset=utf-8><title>Not found</title>\
    <link rel=icon href=\"data:,\">\
    <body><h1>Not found</h1><p>The site has no page here.</p></body></html>";

/// On every answer: no other site may read a draft, and no browser guess what it is.
const ALWAYS: [(&str, &str); 2] =
    [("Cross-Origin-Resource-Policy", "same-origin"), ("X-Content-Type-Options", "nosniff")];

/// Where requests are answered.
pub(super) struct Answering {
    preview: Arc<dyn PreviewContent>,
    events: Arc<Events>,
    opening: Option<OpenInEditor>,
    token: String,
}

impl Answering {
    /// A desk that answers with the pages of `preview`, streams `events`, and opens files by `opening`.
    pub(super) fn new(
        preview: Arc<dyn PreviewContent>,
        events: Arc<Events>,
        opening: Option<OpenInEditor>,
    ) -> Answering {
        Answering { preview, events, opening, token: unguessable() }
    }

    /// Answers a request, to the end of its answer. Faults are the browser's going away.
    pub(super) fn answer(&self, request: Request) {
        let Ok(path) = decode(request.url()) else {
            // The guard lets no such address through.
            let _ = send(request, plain(400, "not an address of a page"));
            return;
        };
        let _ = match path.strip_prefix(EVENTS_PATH) {
            Some(tab) if *request.method() == Method::Get => self.stream(request, tab),
            _ if path.starts_with(OPEN_PATH) => self.open_file(request, &path),
            _ if path == SCRIPT_PATH => send(request, whole(200, JAVASCRIPT, SCRIPT)),
            _ if path.starts_with(OWN_PATHS) => send(request, plain(404, "nothing here")),
            _ => self.page(request, &path),
        };
    }

    fn page(&self, request: Request, path: &str) -> io::Result<()> {
        let answer = self.preview.page(path);
        let said = Said { page: page_key(&answer), report: None, info: PageInfo::default() };
        let reply = match answer {
            Resource::Found { bytes, media_type, info, .. }
                if media_type.starts_with("text/html") =>
            {
                self.html(&request, 200, &bytes, &Said { info, ..said })
            }
            Resource::Found { bytes, media_type, key, .. } => {
                file(&request, Body::shared(bytes), media_type, key)
            }
            Resource::OnDisk { file: path, media_type, .. } => match Body::on_disk(&path) {
                // Its own key: what was saved since the site was last looked at must not pass for what was there then.
                Ok((body, key)) => file(&request, body, media_type, key),
                Err(_) => plain(500, "this file cannot be read any more: save it again"),
            },
            Resource::Moved(to) => moved(&to),
            Resource::Missing(page) if page.is_empty() => self.html(&request, 404, MISSING, &said),
            Resource::Missing(page) => self.html(&request, 404, &page, &said),
            Resource::Faulty(report) => {
                let page = report_page(&report);
                self.html(&request, 500, page.as_bytes(), &Said { report: Some(report), ..said })
            }
        };
        send(request, reply)
    }

    fn html(&self, request: &Request, status: u16, page: &[u8], said: &Said) -> Reply {
        let nonce = unguessable();
        let script = Script {
            nonce: &nonce,
            mark: Mark { page: said.page, files: self.events.files_key(&self.preview.files()) },
            info: &said.info,
            report: said.report.as_deref(),
            token: self.token_for(request),
        };
        whole(status, HTML, with_script(page, &script))
    }

    /// The word that opens files, for a page that is shown on this machine, if there is a program for that.
    fn token_for(&self, request: &Request) -> Option<&str> {
        let may_open = self.opening.is_some() && header(request, FROM_HERE).is_some();
        may_open.then_some(self.token.as_str())
    }

    /// Opens the file at `/.dateline/open/<line>/<column>/<path>`.
    fn open_file(&self, request: Request, path: &str) -> io::Result<()> {
        let is_allowed = self
            .token_for(&request)
            .is_some_and(|token| header(&request, "Dateline-Token").as_deref() == Some(token));
        let site = header(&request, "Sec-Fetch-Site");
        let is_same_site = matches!(site.as_deref(), None | Some("same-origin"));
        let (true, true, Some(opening)) = (is_allowed, is_same_site, &self.opening) else {
            return send(
                request,
                plain(403, "only a page of this preview opens files, on this machine"),
            );
        };
        let reply = match self.spot(path) {
            None => {
                plain(404, "this is no file of the project; it may have been renamed or deleted")
            }
            // Whoever wants the head alone wants nothing done.
            Some(_) if *request.method() == Method::Head => plain(200, "it can be opened"),
            Some(spot) => match opening(&spot) {
                Ok(()) => plain(200, "opened"),
                Err(fault) => plain(502, &fault),
            },
        };
        send(request, reply)
    }

    fn spot(&self, path: &str) -> Option<Spot> {
        let (line, rest) = path.strip_prefix(OPEN_PATH)?.split_once('/')?;
        let (column, source) = rest.split_once('/')?;
        let file = self.preview.source(source)?;
        Some(Spot { file, line: line.parse().ok()?, column: column.parse().ok()? })
    }

    /// `tab` is what the tab shows and the path of its page: `<mark>/cities/mosul/`.
    fn stream(&self, request: Request, tab: &str) -> io::Result<()> {
        let (mark, path) = tab.split_once('/').unwrap_or((tab, ""));
        // A browser that lost the stream says what it heard last, which is later than the page.
        let heard = header(&request, "Last-Event-ID").unwrap_or_else(|| mark.to_owned());
        let tab = Tab { path: format!("/{path}"), shown: heard.parse().ok() };
        let mut out = request.into_writer();
        let always = ALWAYS.map(|(name, value)| format!("{name}: {value}\r\n")).concat();
        write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\
             Cache-Control: no-store\r\n{always}\r\n"
        )?;
        self.events.follow(tab, &*self.preview, out)
    }
}

/// What the script's tag on a page says of it.
struct Said {
    page: u128,
    report: Option<Arc<Report>>,
    info: PageInfo,
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
