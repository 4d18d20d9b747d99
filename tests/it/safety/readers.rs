//! A reader beside builds that are killed at any moment: every page is there, whole, and never older than one read before.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::{build, build_command, is_long, write_site};
use crate::support::say;

/// The pages that are read, in this order.
const PAGES: [&str; 3] = ["index.html", "dispatches/a/index.html", "cities/rivertown/index.html"];

/// The number of the edition that a page is of.
fn edition_of(page: &Path) -> usize {
    let text = fs::read_to_string(page).expect("the page is always there");
    assert!(text.trim_end().ends_with("</html>"), "{} is cut off", page.display());
    let (_, rest) = text.split_once("Edition ").expect("every page names its edition");
    rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().expect("a number")
}

#[test]
fn a_reader_beside_builds_that_are_killed_never_misses_a_page_nor_goes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    write_site(&root, "1000");
    build(&root);
    let (done, read) = (AtomicBool::new(false), AtomicUsize::new(0));
    let kills = if is_long() { 1000 } else { 12 };
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut newest = 0;
            while !done.load(Ordering::Relaxed) {
                for page in PAGES {
                    let edition = edition_of(&root.join("public").join(page));
                    assert!(edition >= newest, "{page} of {edition} after {newest}");
                    newest = edition;
                    read.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        for n in 0..kills {
            write_site(&root, &(1001 + n).to_string());
            let mut running = build_command(&root).spawn().expect("the program starts");
            // Spread over the time that a build takes, from before it reads to after it is done.
            thread::sleep(Duration::from_millis((n as u64 * 37) % 900));
            let _ = running.kill();
            running.wait().expect("it has ended");
        }
        done.store(true, Ordering::Relaxed);
    });
    build(&root);
    assert_eq!(edition_of(&root.join("public/index.html")), 1000 + kills);
    say(&format!("{kills} kills beside a reader of {} pages", read.into_inner()));
}
