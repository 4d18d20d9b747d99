//! Files that are written to take time and memory. Each is answered soon, in little memory, by a report.
//! How much that is depends on the machine, so it is compared with a site that is right.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::write_site;
use crate::support::{DATELINE, say};

/// Maximum time that a bad file may add to a check. Each adds some hundredths of a second; without bounds it would be minutes.
const TIME: Duration = Duration::from_secs(3);

/// Maximum memory that a bad file may add to a check, in KiB.
const MEMORY: u64 = 64 * 1024;

/// Runs a program, and prints its exit code, the seconds it took and the most memory it used, in KiB.
const MEASURED: &str = "import resource, subprocess, sys, time\n\
    begun = time.time()\n\
    code = subprocess.run(sys.argv[1:], capture_output=True).returncode\n\
    print(code, time.time() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";

/// What a check of the site in `folder` ends with, how long it takes, and the most memory it uses, in KiB.
fn check(folder: &Path) -> Option<(i32, Duration, u64)> {
    let mut command = Command::new("python3");
    command.args(["-c", MEASURED, DATELINE, "check"]).current_dir(folder);
    let output = command.env_remove("SOURCE_DATE_EPOCH").output().ok()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let mut words = printed.split_whitespace();
    let code = words.next()?.parse().ok()?;
    let seconds = words.next()?.parse().ok()?;
    let memory = words.next()?.parse().ok()?;
    Some((code, Duration::from_secs_f64(seconds), memory))
}

#[test]
fn a_file_written_to_take_time_and_memory_is_answered_soon_in_little_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path(), "one");
    let Some((code, usual, memory)) = check(folder.path()) else {
        return say("NOT TESTED: time and memory of bad files, because python3 is missing");
    };
    assert_eq!(code, 0);
    let keys = "title: A\ndate: 2024-02-01\ncity: Rivertown\n";
    let with = |more: String| format!("---\n{keys}{more}\n---\nText.\n");
    let laughs: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1)).collect();
    for (name, text) in [
        ("a text of 50 MB", with(format!("summary: {}", "x".repeat(50_000_000)))),
        ("sequences in sequences", with(format!("topics: {}", "[".repeat(60_000)))),
        ("mappings in mappings", with(format!("topics: {}", "{a: ".repeat(15_000)))),
        ("lists in lists", with(format!("topics:\n  {}a", "- ".repeat(30_000)))),
        ("a billion laughs", with(format!("a0: &a0 x\n{laughs}"))),
        ("thirty thousand keys", with((0..9_000).map(|n| format!("k{n}: 1\n")).collect())),
        ("thousands of mistakes", with("casualties: {killed: x}\n".repeat(2_500))),
        ("a number of thousands of digits", with(format!("casualties: {}", "9".repeat(60_000)))),
        ("front matter without an end", format!("---\n{}", keys.repeat(150_000))),
    ] {
        fs::write(folder.path().join("content/dispatches/bad.md"), text).expect("written");
        let (code, took, most) = check(folder.path()).expect("python3 is here");
        assert_eq!(code, 1, "{name}");
        assert!(took < usual + TIME, "{name} took {took:?}, and a check {usual:?}");
        assert!(most < memory + MEMORY, "{name} took {most} KiB, and a check {memory} KiB");
    }
}
