//! How a preview ends. It leaves nothing behind.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::thread;
use std::time::{Duration, Instant};

use super::{Newsroom, PATIENCE, SOON, Serving};

impl Serving {
    #[cfg(unix)]
    fn signal(&self, signal: rustix::process::Signal) {
        let process = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(process, signal).expect("it runs");
    }

    fn wait(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return status;
            }
            assert!(Instant::now() < deadline, "it did not end within {PATIENCE:?}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Open tabs that listen for news, each of which has heard a first word.
    fn tabs(&self, count: usize) -> Vec<TcpStream> {
        let question = self.question_at(&format!("/.dateline/events/0-0{}", self.front), "");
        let open = |_| {
            let mut stream = self.connect();
            stream.write_all(question.as_bytes()).expect("it listens");
            stream.read_exact(&mut [0; 12]).expect("it answers");
            stream
        };
        (0..count).map(open).collect()
    }

    #[track_caller]
    fn wait_until_page(&self, path: &str, what: &str, holds: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds(&self.get(path)) {
            assert!(Instant::now() < deadline, "not yet {what}: {}", self.get(path));
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Every file below a folder, with its bytes; folders have none.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in Newsroom::names(&folder) {
            if path.is_dir() {
                folders.push(path.clone());
                found.push((path, Vec::new()));
            } else {
                let bytes = fs::read(&path).expect("it can be read");
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}

/// Starts a preview, lets `go_on` begin something, ends it by `signal` and holds the end to be clean; says how long it took.
#[cfg(unix)]
#[track_caller]
fn check_ends_cleanly(
    newsroom: &Newsroom,
    signal: rustix::process::Signal,
    go_on: impl Fn(&Serving),
) -> Duration {
    let mut serving = newsroom.serve();
    let tabs = serving.tabs(30);
    go_on(&serving);
    let begun = Instant::now();
    serving.signal(signal);
    let status = serving.wait();
    let time = begun.elapsed();
    assert_eq!(status.code(), Some(0), "{signal:?} ended it with {status}");
    assert!(Newsroom::names(&newsroom.temporary()).is_empty(), "a folder was left behind");
    for mut tab in tabs {
        // However the connection ends, it has ended.
        let _ = tab.read_to_end(&mut Vec::new());
    }
    TcpListener::bind(&serving.address).expect("the port is free again");
    time
}

/// The machine is shared with other tests: one slow end of three proves nothing.
#[cfg(unix)]
#[track_caller]
fn check_ends_soon(what: &str, end: impl Fn() -> Duration) {
    let mut times = Vec::new();
    while times.len() < 3 {
        times.push(end());
        if times.last().is_some_and(|time| *time < SOON) {
            return;
        }
    }
    panic!("{what}: it took {times:?} to end");
}

#[cfg(unix)]
#[test]
fn ctrl_c_and_a_request_to_terminate_end_a_preview_cleanly_and_soon() {
    let newsroom = Newsroom::new();
    for signal in [rustix::process::Signal::INT, rustix::process::Signal::TERM] {
        check_ends_soon("with tabs open", || check_ends_cleanly(&newsroom, signal, |_| {}));
    }
}

#[cfg(unix)]
#[test]
fn a_preview_ends_soon_while_it_looks_at_a_thousand_new_dispatches() {
    let newsroom = Newsroom::new();
    let folder = newsroom.site.join("content/dispatches");
    let text = fs::read_to_string(folder.join("a-first-dispatch.md")).expect("the dispatch");
    let many = |_: &Serving| {
        for number in 0..1000 {
            fs::write(folder.join(format!("a-copy-{number}.md")), &text).expect("writable");
        }
        // Long enough to be at it, whether it is at it or not: the end has to be clean either way.
        thread::sleep(Duration::from_millis(300));
    };
    let term = rustix::process::Signal::TERM;
    check_ends_soon("while composing", || {
        let time = check_ends_cleanly(&newsroom, term, many);
        (0..1000).for_each(|number| {
            fs::remove_file(folder.join(format!("a-copy-{number}.md"))).expect("it is there");
        });
        time
    });
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_does_not_wait_for_the_first() {
    let newsroom = Newsroom::new();
    check_ends_soon("asked twice", || {
        let mut serving = newsroom.serve();
        let _tabs = serving.tabs(10);
        let begun = Instant::now();
        serving.signal(rustix::process::Signal::INT);
        serving.signal(rustix::process::Signal::INT);
        let status = serving.wait();
        assert!(matches!(status.code(), Some(0 | 1)), "it ended with {status}");
        begun.elapsed()
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_preview_that_is_killed_leaves_nothing_behind() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let _tabs = serving.tabs(3);
    serving.child.kill().expect("it runs");
    serving.wait();
    let left = Newsroom::names(&newsroom.temporary());
    assert!(left.is_empty(), "{left:?} stayed");
    newsroom.serve().check_unharmed("another that was killed");
}

#[test]
fn two_previews_of_one_site_live_beside_each_other_and_both_show_a_save() {
    let newsroom = Newsroom::new();
    let one = Serving::start(&mut newsroom.command(&[]));
    let other = Serving::start(&mut newsroom.command(&[]));
    assert_ne!(one.address, other.address);
    let file = newsroom.site.join("content/dispatches/a-first-dispatch.md");
    let text = fs::read_to_string(&file).expect("the dispatch");
    fs::write(&file, text.replace("What a dispatch looks like", "Seen by both")).expect("saved");
    for serving in [&one, &other] {
        serving.wait_until_page("dispatches/a-first-dispatch/", "the new headline", |page| {
            page.contains("Seen by both")
        });
    }
}

#[cfg(unix)]
#[test]
fn a_preview_writes_nothing_whatever_is_saved_and_asked() {
    let newsroom = Newsroom::new();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(&newsroom.site)
        .arg("build")
        .output();
    assert!(output.expect("the program starts").status.success());
    let before = tree(&newsroom.site);
    let mut serving = newsroom.serve();
    let file = newsroom.site.join("content/dispatches/a-first-dispatch.md");
    let text = fs::read_to_string(&file).expect("the dispatch");
    let page = "dispatches/a-first-dispatch/";
    for path in ["", page, "film.mp4", "nowhere/", "data/", "feed.xml", "../site.toml"] {
        assert!(serving.get(path).starts_with("HTTP/1.1 "), "{path}");
    }
    fs::write(&file, text.replace("What a dispatch looks like", "Saved anew")).expect("saved");
    serving.wait_until_page(page, "the new headline", |page| page.contains("Saved anew"));
    fs::write(&file, text.replace("at least 2", "lots")).expect("saved");
    serving.wait_for("not-a-count");
    assert!(serving.get(page).contains("Saved anew"), "the last good page stays");
    fs::write(&file, &text).expect("saved");
    serving.wait_until_page(page, "the old headline", |page| {
        page.contains("What a dispatch looks like")
    });
    serving.signal(rustix::process::Signal::TERM);
    serving.wait();
    assert!(tree(&newsroom.site) == before, "the project is not what it was");
    assert!(Newsroom::names(&newsroom.temporary()).is_empty(), "something was left behind");
}
