//! Kills before every system call that changes files, and faults of the disk in every one.
//! It does not know what a build does; strace does.

use std::process::Command;

use super::{Newsroom, build_command, is_long, write_site};
use crate::support::{said, say};

/// The system calls that change files, and how many of each are tried in a short run.
const CHANGES: [(&str, usize); 16] = [
    ("mkdir", 2),
    ("openat", 6),
    ("write", 4),
    ("linkat", 3),
    ("unlink", 3),
    ("unlinkat", 3),
    ("rename", 2),
    ("renameat2", 1),
    ("rmdir", 2),
    ("fchmod", 2),
    ("chmod", 2),
    ("utimensat", 2),
    ("fsync", 3),
    ("syncfs", 1),
    ("copy_file_range", 2),
    ("flock", 1),
];

/// Whether strace can be used; says so if not.
fn has_strace() -> bool {
    let runs =
        Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success());
    if !runs {
        say(
            "NOT TESTED: kills and faults of the disk, because strace is missing (Debian: apt-get install strace)",
        );
    }
    runs
}

/// How often a build makes each call, from a run that is not disturbed.
fn calls(newsroom: &Newsroom) -> Vec<(&'static str, usize)> {
    let folder = tempfile::tempdir().expect("a folder");
    let root = newsroom.copy(folder.path());
    let log = folder.path().join("calls");
    let names: Vec<&str> = CHANGES.iter().map(|(name, _)| *name).collect();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(&log).args(["-e", &format!("trace={}", names.join(","))]);
    let output = run(command, &root);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = std::fs::read_to_string(&log).expect("a log");
    let made = |name: &str| {
        let call = format!(" {name}(");
        log.lines().filter(|line| line.contains(&call)).count()
    };
    CHANGES.iter().map(|(name, _)| (*name, made(name))).collect()
}

fn run(mut strace: Command, root: &std::path::Path) -> std::process::Output {
    let build = build_command(root);
    strace.arg(build.get_program()).args(build.get_args());
    strace.current_dir(root).env_remove("SOURCE_DATE_EPOCH").output().expect("strace runs")
}

/// The calls to disturb: all in a long run, and some of each kind in a short one, the first and the last among them.
fn chosen(made: usize, few: usize) -> Vec<usize> {
    if is_long() || made <= few {
        return (1..=made).collect();
    }
    let mut chosen: Vec<usize> =
        (0..few).map(|n| 1 + n * (made - 1) / few.max(2).saturating_sub(1)).collect();
    chosen.dedup();
    chosen
}

/// Disturbs builds by `injections`, and checks what is left each time. Gives how often.
fn disturb(injections: &[&str], ends: impl Fn(Option<i32>, &str, &str)) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let newsroom = Newsroom::new(folder.path());
    let mut tried = 0;
    for ((name, made), (_, few)) in calls(&newsroom).into_iter().zip(CHANGES) {
        for (turn, number) in chosen(made, few).into_iter().enumerate() {
            let injection = injections[turn % injections.len()];
            let all = if is_long() { injections } else { &[injection][..] };
            for injection in all {
                let root = newsroom.copy(folder.path());
                let mut command = Command::new("strace");
                command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={name}")]);
                command.args(["-e", &format!("inject={name}:{injection}:when={number}")]);
                let accident = format!("{injection} in {name} number {number}");
                let output = run(command, &root);
                ends(output.status.code(), &accident, &said(&output));
                newsroom.check(&root, &accident);
                tried += 1;
            }
        }
    }
    tried
}

#[test]
fn a_build_starts_no_other_program_and_opens_no_socket() {
    if !has_strace() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path(), "one");
    let log = folder.path().join("calls");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "trace=execve,execveat,socket,connect", "-o"]).arg(&log);
    let output = run(command, folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = std::fs::read_to_string(&log).expect("a log");
    let calls: Vec<&str> = log.lines().filter(|line| line.contains('(')).collect();
    assert!(matches!(calls[..], [only] if only.contains("execve(")), "{calls:#?}");
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_site_or_the_new_one() {
    if !has_strace() {
        return;
    }
    let tried = disturb(&["signal=KILL"], |_, _, _| {});
    say(&format!("{tried} kills, no mixture"));
    assert!(tried > 10);
}

#[test]
fn a_fault_of_the_disk_anywhere_leaves_the_old_site_or_the_new_one_and_ends_with_3() {
    if !has_strace() {
        return;
    }
    let faults = ["error=ENOSPC", "error=EIO", "error=EROFS", "error=EDQUOT", "error=EACCES"];
    let tried = disturb(&faults, |code, accident, said| {
        assert!(matches!(code, Some(0 | 3)), "{accident} ended with {code:?}: {said}");
        assert!(!said.contains("panicked"), "{accident}: {said}");
    });
    say(&format!("{tried} faults, no mixture"));
    assert!(tried > 10);
}
