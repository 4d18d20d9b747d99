//! Tests that harmful requests and many clients do not harm a preview. They go to the real program over raw sockets.
//! It does not use the library; it knows only the program.
//!
//! After each test the program still runs, answers within a second, and uses less than 64 MiB more memory than at its start.

mod corpus;
mod crowds;
mod ending;
mod network;
mod noise;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Maximum time for any step, on the slowest machine that runs the tests.
const PATIENCE: Duration = Duration::from_secs(30);
/// Maximum time to answer a page under any load.
const SOON: Duration = Duration::from_secs(1);
/// Maximum memory that a preview may use above its memory at the start, in KiB.
const ROOM: u64 = 64 * 1024;
/// A text on every page of the site that no refusal contains.
const TITLE: &str = "A newsroom under attack";
/// Size of the film in bytes. Three copies of it in memory would break the limit on memory.
const FILM: usize = 24 * 1024 * 1024;

/// A small site with a film, as `init` makes it. Dropping it deletes the folder.
struct Newsroom {
    folder: TempDir,
    site: PathBuf,
}

impl Newsroom {
    fn new() -> Newsroom {
        let folder = tempfile::tempdir().expect("a folder for temporary files");
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let output = command.current_dir(folder.path()).args(["init", "site"]).output();
        assert!(output.expect("the program starts").status.success());
        let site = folder.path().join("site");
        let settings = fs::read_to_string(site.join("site.toml")).expect("the settings");
        let titled = settings.lines().map(|line| match line.starts_with("title") {
            true => format!("title = \"{TITLE}\"\nuncleaned = [\"mp4\"]\n"),
            false => format!("{line}\n"),
        });
        fs::write(site.join("site.toml"), titled.collect::<String>()).expect("writable");
        fs::create_dir_all(site.join("static")).expect("writable");
        fs::write(site.join("static/film.mp4"), vec![0xfe; FILM]).expect("writable");
        fs::create_dir(folder.path().join("tmp")).expect("writable");
        Newsroom { folder, site }
    }

    /// The folder for the temporary files of this preview only.
    fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// `dateline serve`, not yet started.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        self.set_out(&mut command, arguments);
        command
    }

    fn set_out(&self, command: &mut Command, arguments: &[&str]) {
        command.current_dir(&self.site).env("TMPDIR", self.temporary());
        command.arg("serve").args(arguments);
        command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    }

    fn serve(&self) -> Serving {
        Serving::start(&mut self.command(&["--port", "0"]))
    }

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("it is there");
        entries.map(|entry| entry.expect("it can be listed").path()).collect()
    }
}

/// A running `dateline serve`. Dropping it stops the program.
struct Serving {
    child: Child,
    /// Its address, such as `127.0.0.1:4000`.
    address: String,
    /// The path of the front page.
    front: String,
    /// The lines of standard error, as they arrive.
    said: Receiver<String>,
    memory_at_start: Option<u64>,
}

impl Serving {
    fn start(command: &mut Command) -> Serving {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = child.spawn().expect("the program starts");
        let errors = BufReader::new(child.stderr.take().expect("it is piped"));
        let (say, said) = channel();
        thread::spawn(move || {
            errors.lines().map_while(Result::ok).try_for_each(|line| say.send(line))
        });
        let mut url = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut url).expect("it can be read");
        let address = url.trim().strip_prefix("http://").map(str::to_owned);
        let Some((address, front)) = address.as_deref().and_then(|rest| rest.split_once('/'))
        else {
            panic!("no address but {url:?} and {:?}", said.iter().collect::<Vec<_>>());
        };
        let (address, front) = (address.to_owned(), format!("/{front}"));
        let mut serving = Serving { child, address, front, said, memory_at_start: None };
        serving.wait_until_it_shows();
        serving.memory_at_start = memory(serving.child.id(), "VmRSS:");
        serving
    }

    /// Waits until the site is ready, because the port opens earlier.
    fn wait_until_it_shows(&self) {
        let deadline = Instant::now() + PATIENCE;
        while !self.get("").contains(TITLE) {
            assert!(Instant::now() < deadline, "no front page within {PATIENCE:?}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("above zero");
        stream.set_write_timeout(Some(PATIENCE)).expect("above zero");
        stream
    }

    /// A complete request head for a path below the front page, with more header lines (`A: b\r\n`).
    fn question(&self, path: &str, more: &str) -> String {
        self.question_at(&format!("{}{path}", self.front), more)
    }

    /// A complete request head for an address, exactly as written.
    fn question_at(&self, target: &str, more: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", self.address)
    }

    /// Sends these bytes and returns everything that comes back, however the connection ends.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that refuses early closes the connection before everything is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.send(self.question(path, "").as_bytes())
    }

    /// Checks what must stay true after any request or load.
    #[track_caller]
    fn check_unharmed(&mut self, after: &str) {
        let ended = self.child.try_wait().expect("it is our child");
        assert_eq!(ended, None, "the preview ended after {after}");
        // Other programs may slow down the machine, so only three slow answers in a row count as a failure.
        let times: Vec<Duration> = (0..3).map(|_| self.time_of_front_page(after)).collect();
        let best = times.iter().min().copied().unwrap_or_default();
        assert!(best < SOON, "after {after} the front page took {times:?}");
        let Some((start, now)) = self.memory_at_start.zip(memory(self.child.id(), "VmHWM:")) else {
            skipped("this system does not tell how much memory a process holds");
            return;
        };
        assert!(
            now < start + ROOM,
            "after {after} it had held {now} KiB, at its start {start} KiB"
        );
    }

    #[track_caller]
    fn time_of_front_page(&self, after: &str) -> Duration {
        let begun = Instant::now();
        let answer = self.get("");
        assert!(answer.starts_with("HTTP/1.1 200 "), "after {after} the front page is {answer:?}");
        assert!(answer.contains(TITLE), "after {after} the front page is {answer:?}");
        begun.elapsed()
    }

    /// Waits for a line of standard error that contains `words`.
    #[track_caller]
    fn wait_for(&self, words: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.said.recv_timeout(left) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => heard.push(line),
                Err(_) => panic!("it never said {words:?}, but {heard:#?}"),
            }
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // The program may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Prints what a test cannot check on this machine. `eprintln` would be hidden, because the test passes.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// The current (`VmRSS:`) or highest (`VmHWM:`) memory of a process in KiB, on systems that report it.
fn memory(process: u32, which: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(which))?;
    line.split_whitespace().next()?.parse().ok()
}
