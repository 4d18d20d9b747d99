//! Tests of the preview server as a browser sees it, over raw sockets with a small site in memory.
//! It does not compose a site or watch files.

mod editor;
mod events;

mod pages;
mod recordings;
mod refusals;

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use dateline::edge::editor::FileLocation;
use dateline::edge::preview::content::{OpenInEditor, PageInfo, PreviewContent, Resource};
use dateline::edge::preview::listen::Listen;
use dateline::edge::preview::report::{Fault, Place, Report, Scope};
use dateline::edge::preview::server::Server;

/// Maximum time for an answer, on the slowest machine that runs the tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// A text that only the front page contains.
const SECRET: &str = "<p>Under embargo until noon";

/// Content that a test can change.
#[derive(Default)]
struct Site {
    pages: Mutex<BTreeMap<String, Resource>>,
    report: Mutex<Option<Arc<Report>>>,
    files: Mutex<Arc<BTreeMap<String, u128>>>,
    sources: Mutex<BTreeMap<String, PathBuf>>,
}

impl Site {
    fn put(&self, path: &str, answer: Resource) {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), answer);
    }

    fn set_report(&self, report: Option<Report>) {
        *self.report.lock().unwrap_or_else(PoisonError::into_inner) = report.map(Arc::new);
    }

    fn set_files(&self, files: &[(&str, u128)]) {
        let files = files.iter().map(|(path, key)| ((*path).to_owned(), *key)).collect();
        *self.files.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(files);
    }

    fn put_source(&self, path: &str, file: &str) {
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        sources.insert(path.to_owned(), file.into());
    }
}

impl PreviewContent for Site {
    fn page(&self, path: &str) -> Resource {
        assert_ne!(path, "/panics/", "a page that panics, as asked for");
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(path).cloned().unwrap_or_else(|| Resource::Missing(bytes("<p>no such page")))
    }

    fn report(&self) -> Option<Arc<Report>> {
        self.report.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn files(&self) -> Arc<BTreeMap<String, u128>> {
        Arc::clone(&self.files.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn source(&self, path: &str) -> Option<PathBuf> {
        self.sources.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

fn bytes(text: &str) -> Arc<[u8]> {
    text.as_bytes().into()
}

fn html(page: &str) -> Resource {
    html_about(page, PageInfo::default())
}

/// A page whose key is computed from its text.
fn html_about(page: &str, info: PageInfo) -> Resource {
    let key =
        page.bytes().fold(7, |key: u128, byte| key.wrapping_mul(31).wrapping_add(byte.into()));
    Resource::Found { bytes: bytes(page), media_type: "text/html; charset=utf-8", key, info }
}

/// A report of one error at `content/a.md:3:7`.
fn report(message: &str) -> Report {
    let place = Some(Place { path: "content/a.md".to_owned(), line: 3, column: 7 });
    let text = format!("error: {message}\n --> content/a.md:3:7");
    let (others, other_places) = Default::default();
    let message = message.to_owned();
    let faults = vec![Fault { is_error: true, message, place, text, others, other_places }];
    Report { scope: Scope::Save, faults }
}

/// A preview of a site with a front page, and a way to talk to it.
struct Browser {
    site: Arc<Site>,
    server: Server,
}

impl Browser {
    fn start() -> Browser {
        Browser::start_at("127.0.0.1", None)
    }

    /// A preview that opens files in an editor, and the files it has opened.
    fn start_with_editor(host: &str) -> (Browser, Receiver<FileLocation>) {
        let (opened, openings) = channel();
        let opened = Mutex::new(opened);
        let opening: OpenInEditor = Box::new(move |location| {
            if location.line == 13 {
                return Err("the editor `gone` cannot be started".to_owned());
            }
            let sending =
                opened.lock().unwrap_or_else(PoisonError::into_inner).send(location.clone());
            sending.map_err(|fault| fault.to_string())
        });
        (Browser::start_at(host, Some(opening)), openings)
    }

    fn start_at(host: &str, opening: Option<OpenInEditor>) -> Browser {
        let site = Arc::new(Site::default());
        site.put("/", html(&format!("<title>Front</title><body>{SECRET}</body>")));
        let anywhere = Listen::exactly(host, 0);
        let server =
            Server::start(&anywhere, Arc::clone(&site) as Arc<dyn PreviewContent>, opening)
                .expect("this machine has a free port");
        Browser { site, server }
    }

    /// Its address, such as `127.0.0.1:4000`.
    fn host(&self) -> String {
        let url = self.server.url();
        url.trim_start_matches("http://").trim_end_matches('/').to_owned()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).expect("the preview takes connections");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout above zero");
        stream
    }

    /// A complete request head for `GET path`, with more header lines (`A: b\r\n`).
    fn question(&self, path: &str, more: &str) -> String {
        format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", self.host())
    }

    /// Sends these bytes and returns the whole answer.
    fn send(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that refuses early may close before it has read all of it.
        let _ = stream.write_all(request);
        read_to_end(&mut stream)
    }

    fn get(&self, path: &str) -> String {
        self.send(self.question(path, "").as_bytes())
    }

    #[track_caller]
    fn check_alive(&self) {
        let answer = self.get("/");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "the front page answers: {answer}");
        assert!(answer.contains(SECRET));
    }
}

fn read_to_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    if let Err(fault) = stream.read_to_end(&mut answer) {
        let is_silence = matches!(fault.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        assert!(!is_silence, "no end within {PATIENCE:?}: {}", String::from_utf8_lossy(&answer));
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// Reads until `wanted` arrives, and returns everything up to then.
#[track_caller]
fn read_until(stream: &mut TcpStream, wanted: &str) -> String {
    let deadline = Instant::now() + PATIENCE;
    let mut heard = Vec::new();
    let mut piece = [0; 1024];
    loop {
        let text = String::from_utf8_lossy(&heard).into_owned();
        if text.contains(wanted) {
            return text;
        }
        assert!(Instant::now() < deadline, "waited for {wanted:?}, heard {text:?}");
        match stream.read(&mut piece) {
            Ok(0) => panic!("the stream ended before {wanted:?}: {text:?}"),
            Ok(length) => heard.extend_from_slice(&piece[..length]),
            Err(fault) => panic!("waited for {wanted:?}, heard {text:?}: {fault}"),
        }
    }
}

/// The attribute `name` of the script element on a page, as written there.
fn said(answer: &str, name: &str) -> Option<String> {
    let (_, tag) = answer.split_once("<script src=\"/.dateline/")?;
    let (tag, _) = tag.split_once("></script>")?;
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next().map(str::to_owned)
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}
