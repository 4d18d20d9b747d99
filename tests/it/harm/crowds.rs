//! Many connections at once. Most of them are hostile, or do nothing.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::net::sockopt::set_socket_linger;

use super::{Newsroom, PATIENCE, Serving, skipped};

fn connections(serving: &Serving, count: usize, say: &str) -> Vec<TcpStream> {
    let mut made = Vec::new();
    for _ in 0..count {
        let mut stream = serving.connect();
        // Writing fails if the server has dropped the connection meanwhile.
        let _ = stream.write_all(say.as_bytes());
        made.push(stream);
    }
    made
}

#[test]
fn four_hundred_idle_connections_keep_no_page_waiting() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let silent = connections(&serving, 200, "");
    let halted = connections(&serving, 200, "GET / HTTP/1.1\r\nHost: ");
    serving.check_unharmed("400 idle connections");
    drop((silent, halted));
    serving.check_unharmed("400 idle connections that left");
}

#[test]
fn three_hundred_heads_that_come_byte_by_byte_keep_no_page_waiting() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let mut slow = connections(&serving, 300, "GET / HTTP/1.1\r\n");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                slow.iter_mut().for_each(|stream| drop(stream.write_all(b"a")));
                thread::sleep(Duration::from_millis(50));
            }
        });
        let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            serving.check_unharmed("300 heads that come byte by byte");
        }));
        is_over.store(true, Ordering::Relaxed);
        checked.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
}

#[test]
fn a_hundred_who_ask_for_a_film_and_never_look_keep_nobody_waiting() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let question = serving.question("film.mp4", "");
    let blind = connections(&serving, 100, &question);
    serving.check_unharmed("a hundred films that nobody takes");
    drop(blind);
    serving.check_unharmed("a hundred films that nobody took");
}

#[cfg(unix)]
#[test]
fn connections_that_are_reset_in_the_middle_take_nothing_down() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let film = serving.question("film.mp4", "");
    let front = serving.question("", "");
    for question in [film.as_str(), &front, &front[..20], ""] {
        for mut stream in connections(&serving, 50, question) {
            if question == film {
                stream.read_exact(&mut [0; 1000]).expect("the film has begun");
            }
            // A connection that is closed with this setting is reset.
            set_socket_linger(&stream, Some(Duration::ZERO)).expect("the system knows how");
        }
        serving.check_unharmed("connections that were reset");
    }
}

#[test]
fn pages_are_answered_beside_the_streams_of_a_hundred_tabs() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let stream = serving.question_at(&format!("/.dateline/events/0-0{}", serving.front), "");
    let tabs = connections(&serving, 100, &stream);
    serving.check_unharmed("the streams of a hundred tabs");
    drop(tabs);
    serving.check_unharmed("a hundred tabs that were closed");
}

#[test]
fn everything_at_once_leaves_no_open_file_behind() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let Some(before) = open_files(&serving) else {
        skipped("this system does not tell which files a process has open");
        return;
    };
    let stream = serving.question_at(&format!("/.dateline/events/0-0{}", serving.front), "");
    let kinds = [serving.question("film.mp4", ""), stream, serving.question("", ""), String::new()];
    let crowd: Vec<_> = kinds.iter().map(|kind| connections(&serving, 60, kind)).collect();
    serving.check_unharmed("a crowd of all kinds");
    drop(crowd);
    let deadline = Instant::now() + PATIENCE;
    while open_files(&serving).is_some_and(|now| now > before + 2) {
        assert!(
            Instant::now() < deadline,
            "{before} files before, {:?} after",
            open_files(&serving)
        );
        thread::sleep(Duration::from_millis(50));
    }
}

fn open_files(serving: &Serving) -> Option<usize> {
    Some(std::fs::read_dir(format!("/proc/{}/fd", serving.child.id())).ok()?.count())
}

#[cfg(unix)]
#[test]
fn a_preview_that_may_open_only_64_files_lives_through_a_crowd() {
    let newsroom = Newsroom::new();
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -n 64; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_dateline")]);
    newsroom.set_out(&mut command, &["--port", "0"]);
    let mut serving = Serving::start(&mut command);
    let idle = connections(&serving, 200, "");
    serving.check_unharmed("200 connections with 64 open files");
    drop(idle);
    let films = connections(&serving, 40, &serving.question("film.mp4", ""));
    serving.check_unharmed("40 films with 64 open files");
    drop(films);
    let stream = serving.question_at(&format!("/.dateline/events/0-0{}", serving.front), "");
    let tabs = connections(&serving, 40, &stream);
    serving.check_unharmed("40 tabs with 64 open files");
    drop(tabs);
    serving.check_unharmed("all of them gone");
    let file = newsroom.site.join("content/dispatches/a-first-dispatch.md");
    let text = std::fs::read_to_string(&file).expect("the dispatch");
    std::fs::write(&file, text.replace("What a dispatch looks like", "A save after the crowd"))
        .expect("saved");
    let deadline = Instant::now() + PATIENCE;
    while !serving.get("dispatches/a-first-dispatch/").contains("A save after the crowd") {
        assert!(Instant::now() < deadline, "a save no longer shows");
        thread::sleep(Duration::from_millis(50));
    }
}
