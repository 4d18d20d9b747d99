//! Helpers that run the program in tests: commands that end, a preview that keeps running, and a cache to compose with.
//! It does not know what any test is about.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeCache, ComposeOptions, compose};
use dateline::press::theme::Theme;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};
use jiff::Timestamp;
use tempfile::TempDir;

/// Maximum time for any step, on the slowest machine that runs the tests.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The command that runs the program.
pub(crate) const DATELINE: &str = env!("CARGO_BIN_EXE_dateline");

pub(crate) fn dateline(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(DATELINE);
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH");
    command.output().expect("the program starts")
}

pub(crate) fn said(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&both).into_owned()
}

/// Prints a note that is shown if the test fails, or with `--nocapture`.
#[expect(clippy::print_stderr, reason = "only what is printed so is kept back when a test passes")]
pub(crate) fn note(line: &str) {
    eprintln!("{line}");
}

/// Prints a note that is always shown, even if the test passes.
pub(crate) fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("the standard error is open");
}

/// A cache that holds nothing but the default theme, which takes longer to read than a small site.
pub(crate) fn cache() -> ComposeCache {
    static THEME: OnceLock<Arc<Theme>> = OnceLock::new();
    let theme = THEME.get_or_init(|| {
        let path = SourcePath::new("site.toml");
        let settings = Source::text(&path, "title = \"x\"\nbase_url = \"https://x.example/\"\n");
        let now = Timestamp::UNIX_EPOCH;
        let snapshot = Snapshot {
            sources: [(path, settings)].into(),
            unreadable: Vec::new(),
            ignored: Vec::new(),
            now,
            clock: now,
        };
        let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
        let composition = compose(&snapshot.into(), &options, &mut ComposeCache::default());
        composition.site.expect("a site without dispatches is a site").theme
    });
    ComposeCache::with_theme(Arc::clone(theme))
}

/// A new site, made by `init`.
pub(crate) fn new_site() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = dateline(folder.path(), &["init", "site"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let site = folder.path().join("site");
    (folder, site)
}

/// A running preview. Dropping it stops the program.
pub(crate) struct Preview {
    pub(crate) child: Child,
    pub(crate) address: String,
    root: String,
    said: Arc<Mutex<Vec<String>>>,
}

impl Preview {
    /// The preview of `site`, at any free port.
    pub(crate) fn start(site: &Path) -> Preview {
        let mut command = Command::new(DATELINE);
        command.current_dir(site).args(["serve", "--port", "0"]);
        Preview::run(command)
    }

    /// The preview that `command` starts.
    pub(crate) fn run(mut command: Command) -> Preview {
        let mut child = command
            .env_remove("SOURCE_DATE_EPOCH")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = Arc::new(Mutex::new(Vec::new()));
        let (lines, stderr) = (Arc::clone(&said), child.stderr.take().expect("it is piped"));
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
        let mut url = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut url).expect("it says its address");
        let rest = url.trim().strip_prefix("http://");
        let rest = rest.unwrap_or_else(|| panic!("no address but `{url}`")).to_owned();
        let (address, root) = rest.split_once('/').expect("a path");
        Preview { child, address: address.to_owned(), root: format!("/{root}"), said }
    }

    /// The lines of standard error so far.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The status and the text of the page at `path`.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        let path = format!("{}{}", self.root, path.trim_start_matches('/'));
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let text = String::from_utf8_lossy(&answer).into_owned();
        let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (status, text)
    }

    /// Listens for messages to the browser, as the page at `path` does, until one contains `words`.
    pub(crate) fn hear(&self, path: &str, words: &str) {
        let (_, page) = self.get(path);
        let version = page.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next());
        let version = version.expect("a page says its version");
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        let head =
            format!("GET /.dateline/events/{version} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(head.as_bytes()).expect("it reads");
        let mut heard = Vec::new();
        let mut chunk = [0; 4096];
        while !String::from_utf8_lossy(&heard).contains(words) {
            let length = stream.read(&mut chunk).expect("it goes on telling");
            assert_ne!(length, 0, "it stopped at {}", String::from_utf8_lossy(&heard));
            heard.extend_from_slice(&chunk[..length]);
        }
    }

    /// Requests the page at `path` until it `holds`, and returns how long that took.
    #[track_caller]
    pub(crate) fn wait_until(
        &self,
        path: &str,
        what: &str,
        holds: impl Fn(u16, &str) -> bool,
    ) -> Duration {
        let begun = Instant::now();
        loop {
            let (status, text) = self.get(path);
            if holds(status, &text) {
                return begun.elapsed();
            }
            let said = || self.said().join("\n");
            assert!(begun.elapsed() < PATIENCE, "not yet {what}: {status} {text}\n{}", said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until standard error contains `sought`.
    #[track_caller]
    pub(crate) fn wait_to_hear(&self, sought: &str) {
        let begun = Instant::now();
        while !self.said().iter().any(|line| line.contains(sought)) {
            assert!(begun.elapsed() < PATIENCE, "no word of `{sought}`: {:?}", self.said());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // The program may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a file of a site, and creates its folders.
pub(crate) fn save(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("writable");
    fs::write(file, text).expect("writable");
}

/// The text of the main part of a page, or of a piece of one, without its markup.
pub(crate) fn text_of(html: &str) -> String {
    in_one_line(&texts(html).collect::<String>())
}

/// The same, with a space in the place of each tag.
pub(crate) fn texts_of(html: &str) -> String {
    in_one_line(&texts(html).collect::<Vec<_>>().join(" "))
}

fn texts(html: &str) -> impl Iterator<Item = &str> {
    let main = html.split_once("<main").map_or(html, |(_, main)| main);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    main.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that `text` contains all of these, in this order.
#[track_caller]
pub(crate) fn in_order(text: &str, expected: &[&str]) {
    let mut at = 0;
    for words in expected {
        let found = text[at..].find(words);
        at += found.unwrap_or_else(|| panic!("`{words}` is not where it should be in {text}"));
    }
}
