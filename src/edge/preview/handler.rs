//! Answers a request: with a page or a file of the content, or with something of the server's own under `/.dateline/`.
//! Knows nothing of connections, hosts and limits; those were checked before.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use crate::edge::editor::FileLocation;
use crate::edge::preview::body::Body;
use crate::edge::preview::content::{OpenInEditor, PageInfo, PreviewContent, Resource};
use crate::edge::preview::events::{Events, Tab};
use crate::edge::preview::inject::{Script, with_script};
use crate::edge::preview::range::part;
use crate::edge::preview::report::Report;
use crate::edge::preview::report_page::report_page;
use crate::edge::preview::request::{Client, Method, Request};
use crate::edge::preview::response::Response;
use crate::edge::preview::script::{SCRIPT, SCRIPT_PATH};
use crate::edge::preview::shared::SharedContent;
use crate::edge::preview::status::Status;
use crate::edge::preview::target::encode;
use crate::edge::preview::version::{Version, page_key};

/// The addresses that the server keeps for itself; no page of a site can have one.
const OWN_PATHS: &str = "/.dateline/";
const EVENTS_PATH: &str = "/.dateline/events/";
const OPEN_PATH: &str = "/.dateline/open/";

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The page for a missing address on a site that has no such page of its own.
const NOT_FOUND_PAGE: &[u8] =
    b"<!doctype html><html lang=en><meta charset=utf-8><title>Not found</title>\
    <link rel=icon href=\"data:,\">\
    <body><h1>Not found</h1><p>The site has no page at this address.</p></body></html>";

/// Answers requests.
pub(super) struct Handler {
    /// The streams of events to the open tabs.
    pub(super) events: Events,
    content: SharedContent,
    open: Option<OpenInEditor>,
    /// Permission to open files in the editor. Only pages of this preview that are shown on this machine have it.
    token: String,
}

impl Handler {
    /// Answers with pages of `content`, and opens files by `open`.
    pub(super) fn new(
        content: Arc<dyn PreviewContent>,
        events: Events,
        open: Option<OpenInEditor>,
    ) -> Handler {
        Handler { events, content: SharedContent::new(content), open, token: random_token() }
    }

    /// Writes the whole response to `request`.
    ///
    /// # Errors
    /// When the client is gone.
    pub(super) fn serve(&self, request: &Request, out: &mut impl Write) -> io::Result<()> {
        match (request.method, request.path.strip_prefix(EVENTS_PATH)) {
            (Method::Get, Some(tab)) => {
                Response::event_stream().write(request.method, out)?;
                let tab = Tab::new(tab, request.last_event_id.as_deref());
                self.events.stream(tab, &self.content, out)
            }
            _ => {
                // A bug in one page does not end the preview.
                let response = catch_unwind(AssertUnwindSafe(|| self.respond(request)));
                let failed = |_| {
                    let sentence = "dateline could not make this page because of a bug in dateline; \
                                    the terminal has the details";
                    Response::text(Status::INTERNAL_SERVER_ERROR, sentence)
                };
                response.unwrap_or_else(failed).write(request.method, out)
            }
        }
    }

    fn respond(&self, request: &Request) -> Response {
        match request.path.as_str() {
            path if path.starts_with(OPEN_PATH) => self.open_file(request),
            SCRIPT_PATH => Response::new(Status::OK, JAVASCRIPT, Body::from_bytes(SCRIPT)),
            path if path.starts_with(OWN_PATHS) => {
                Response::text(Status::NOT_FOUND, "there is nothing at this address")
            }
            _ => self.page(request),
        }
    }

    fn page(&self, request: &Request) -> Response {
        let resource = self.content.page(&request.path);
        let html = |status, page: &[u8], info: &PageInfo, report: Option<&Report>| {
            let nonce = random_token();
            let version = Version { page: page_key(&resource), files: self.content.files().key };
            let token = self.token_for(request);
            let script = Script { nonce: &nonce, version, info, report, token };
            Response::new(status, HTML, Body::from_bytes(with_script(page, &script)))
        };
        let no_info = PageInfo::default();
        match &resource {
            Resource::Found { bytes, media_type, info, .. }
                if media_type.starts_with("text/html") =>
            {
                html(Status::OK, bytes, info, None)
            }
            Resource::Found { bytes, media_type, key, .. } => {
                file(request, Body::from_bytes(Arc::clone(bytes)), media_type, *key)
            }
            Resource::OnDisk { file: path, media_type, .. } => match Body::from_file(path) {
                // The key of the file as it is now: it may have been saved since the content looked at it.
                Ok((body, key)) => file(request, body, media_type, key),
                Err(_) => Response::text(
                    Status::INTERNAL_SERVER_ERROR,
                    "this file cannot be read any more: save it again",
                ),
            },
            Resource::Moved(to) => moved(to),
            Resource::Missing(page) => {
                let page = if page.is_empty() { NOT_FOUND_PAGE } else { page };
                html(Status::NOT_FOUND, page, &no_info, None)
            }
            Resource::Faulty(report) => {
                let page = report_page(report);
                html(Status::INTERNAL_SERVER_ERROR, page.as_bytes(), &no_info, Some(report))
            }
        }
    }

    /// The token, for a page that is shown on this machine, if there is an editor to open.
    fn token_for(&self, request: &Request) -> Option<&str> {
        let may_open = self.open.is_some() && request.client == Client::Local;
        may_open.then_some(self.token.as_str())
    }

    /// Opens the file at `/.dateline/open/<line>/<column>/<path>`.
    fn open_file(&self, request: &Request) -> Response {
        let token = self.token_for(request);
        let has_token = token.is_some() && request.token.as_deref() == token;
        let is_own_page = matches!(request.fetch_site.as_deref(), None | Some("same-origin"));
        let (true, Some(open)) = (has_token && is_own_page, &self.open) else {
            let sentence = "only pages of this preview on this machine can open files";
            return Response::text(Status::FORBIDDEN, sentence);
        };
        match self.location(&request.path) {
            None => Response::text(
                Status::NOT_FOUND,
                "the project has no such file; it may have been renamed or deleted",
            ),
            Some(_) if request.method == Method::Head => {
                Response::text(Status::OK, "the file can be opened")
            }
            Some(location) => match open(&location) {
                Ok(()) => Response::text(Status::OK, "opened"),
                Err(reason) => Response::text(Status::BAD_GATEWAY, reason),
            },
        }
    }

    fn location(&self, path: &str) -> Option<FileLocation> {
        let (line, rest) = path.strip_prefix(OPEN_PATH)?.split_once('/')?;
        let (column, source) = rest.split_once('/')?;
        let file = self.content.source(source)?;
        Some(FileLocation { file, line: line.parse().ok()?, column: column.parse().ok()? })
    }
}

/// A file, which the browser stores: a photo is sent only once.
///
/// A recording is sent in the parts that a player asks for. Without parts some players play nothing, and none can seek.
fn file(request: &Request, body: Body, media_type: &str, key: u128) -> Response {
    let (tag, length) = (format!("\"{key:032x}\""), body.length());
    let has_tag = |known: &str| known.trim().trim_start_matches("W/") == tag;
    let is_known =
        request.if_none_match.as_deref().is_some_and(|tags| tags.split(',').any(has_tag));
    let is_recording = media_type.starts_with("audio/") || media_type.starts_with("video/");
    let is_same_version = request.if_range.as_ref().is_none_or(|version| *version == tag);
    let may_cut = is_recording && is_same_version && !is_known && request.method == Method::Get;
    let range = request.range.as_deref().filter(|_| may_cut);
    let response = match range.and_then(|range| part(range, length)) {
        None if is_known => Response::new(Status::NOT_MODIFIED, media_type, body),
        None => Response::new(Status::OK, media_type, body),
        Some(part) if part.is_empty() => {
            let sentence = "the recording is shorter than that";
            return Response::text(Status::RANGE_NOT_SATISFIABLE, sentence)
                .with("Content-Range", format!("bytes */{length}"));
        }
        Some(part) => {
            let content_range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            Response::new(Status::PARTIAL_CONTENT, media_type, body.cut(&part))
                .with("Content-Range", content_range)
        }
    };
    let response = response.with("ETag", tag);
    if is_recording { response.with("Accept-Ranges", "bytes") } else { response }
}

/// A redirect that is not permanent: after the next save there may be a page here.
fn moved(to: &str) -> Response {
    // A path that starts with two slashes would lead to another host.
    let location = format!("/{}", encode(to.trim_start_matches('/')));
    Response::text(Status::FOUND, "the page has moved").with("Location", location)
}

/// 32 hexadecimal digits that nobody outside this process can guess.
fn random_token() -> String {
    // Each state has random keys from the system, and a hash does not reveal them.
    let half = || RandomState::new().hash_one(Instant::now());
    format!("{:016x}{:016x}", half(), half())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tokens_are_the_same() {
        assert_ne!(random_token(), random_token());
        assert_eq!(random_token().len(), 32);
    }
}
