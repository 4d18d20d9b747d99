//! Builds beside a program that writes: a dispatch in pieces, with pauses, or by moving another file into its place.
//! They are whole in every page that is published.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{build_command, is_long, write_site};
use crate::support::{said, say};

/// The longest pause of the program inside a file, in milliseconds. It rests for longer between two files.
const PAUSE: u64 = 50;
const REST: Duration = Duration::from_millis(250);

/// A pause that was longer than this proves nothing: the machine was busy, and the file looked complete.
const TOO_LONG: Duration = Duration::from_millis(90);

/// Pauses for some time, which depends on `turn`. Gives whether it came back in time.
fn pause(turn: usize) -> bool {
    let begun = Instant::now();
    thread::sleep(Duration::from_millis(10 + turn as u64 * 17 % (PAUSE - 10)));
    begun.elapsed() < TOO_LONG
}

/// Writes `text` over the file at `path` in four pieces.
fn write_in_pieces(path: &Path, text: &str, turn: usize) -> bool {
    let mut file = File::create(path).expect("a file");
    let pieces = text.as_bytes().chunks(text.len().div_ceil(4));
    pieces.enumerate().all(|(n, piece)| {
        let is_in_time = pause(turn + n);
        file.write_all(piece).expect("written");
        is_in_time
    })
}

/// Moves the file at `path` away, and another into its place.
fn replace(path: &Path, text: &str, turn: usize) -> bool {
    let (new, old) = (path.with_extension("new~"), path.with_extension("old~"));
    fs::write(&new, text).expect("written");
    fs::rename(path, old).expect("moved away");
    let is_in_time = pause(turn);
    fs::rename(new, path).expect("moved into its place");
    is_in_time
}

#[test]
fn a_build_beside_a_program_that_writes_publishes_only_what_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    write_site(&root, "one");
    let dispatch = root.join("content/dispatches/a.md");
    let text = fs::read_to_string(&dispatch).expect("written") + "\nThe last line.\n";
    fs::write(&dispatch, &text).expect("written");
    let (done, late) = (AtomicBool::new(false), AtomicUsize::new(0));
    let builds = if is_long() { 500 } else { 6 };
    let mut proved = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            for turn in 0.. {
                if done.load(Ordering::Relaxed) {
                    return;
                }
                let way: fn(&Path, &str, usize) -> bool =
                    if turn % 2 == 0 { write_in_pieces } else { replace };
                if !way(&dispatch, &text, turn) {
                    late.fetch_add(1, Ordering::Relaxed);
                    fs::write(&dispatch, &text).expect("written");
                }
                thread::sleep(REST);
            }
        });
        for n in 0..builds {
            let before = late.load(Ordering::Relaxed);
            let output = build_command(&root).output().expect("the program starts");
            if late.load(Ordering::Relaxed) != before {
                continue;
            }
            let page = fs::read_to_string(root.join("public/dispatches/a/index.html"));
            let is_whole = page.is_ok_and(|page| page.contains("The last line."));
            // The scope waits for the writer.
            if !is_whole || output.status.code() != Some(0) {
                done.store(true, Ordering::Relaxed);
            }
            assert_eq!(output.status.code(), Some(0), "build {n}: {}", said(&output));
            assert!(is_whole, "build {n} published a dispatch that was cut off, or none");
            proved += 1;
        }
        done.store(true, Ordering::Relaxed);
    });
    say(&format!(
        "{proved} of {builds} builds beside a program that writes in time, no page cut off"
    ));
}
