//! Each way an editor saves a file, as it was seen in a trace of its system calls.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime};

use super::{DISPATCH, Desk, TRIES, dispatch};

fn beside(desk: &Desk, name: &str) -> std::path::PathBuf {
    desk.file().with_file_name(name)
}

fn truncate(desk: &Desk) -> File {
    let mut options = OpenOptions::new();
    options.write(true).truncate(true).open(desk.file()).expect("it is here")
}

#[test]
fn vim_renames_the_file_away_and_writes_it_anew() {
    let desk = Desk::new();
    desk.in_time("vim", |desk, headline| {
        let swap = beside(desk, ".a.md.swp");
        fs::write(&swap, "b0VIM").expect("writable");
        let probe = beside(desk, "4913");
        fs::write(&probe, "").expect("writable");
        fs::remove_file(&probe).expect("it is here");
        fs::rename(desk.file(), beside(desk, "a.md~")).expect("it is here");
        fs::write(desk.file(), dispatch(headline)).expect("writable");
        fs::set_permissions(desk.file(), Permissions::from_mode(0o644)).expect("it is ours");
        fs::remove_file(beside(desk, "a.md~")).expect("it is here");
        fs::remove_file(swap).expect("it is here");
    });
    assert_eq!(desk.reports(), 0, "{:?}", desk.preview.said());
}

#[test]
fn vim_with_backupcopy_copies_the_file_and_writes_over_it() {
    let desk = Desk::new();
    desk.in_time("vim, backupcopy=yes", |desk, headline| {
        fs::copy(desk.file(), beside(desk, "a.md~")).expect("it is here");
        let mut file = truncate(desk);
        file.write_all(dispatch(headline).as_bytes()).expect("writable");
        file.sync_all().expect("it is on a disk");
        drop(file);
        fs::remove_file(beside(desk, "a.md~")).expect("it is here");
    });
}

#[test]
fn vs_code_truncates_and_writes_in_place() {
    let desk = Desk::new();
    desk.in_time("VS Code", |desk, headline| {
        let mut file = truncate(desk);
        file.write_all(dispatch(headline).as_bytes()).expect("writable");
    });
}

#[test]
fn a_file_written_aside_is_renamed_into_place() {
    let desk = Desk::new();
    desk.in_time("an atomic save", |desk, headline| {
        let aside = beside(desk, ".a.md.tmp-1234");
        fs::write(&aside, dispatch(headline)).expect("writable");
        fs::rename(aside, desk.file()).expect("both are here");
    });
    assert_eq!(desk.reports(), 0, "{:?}", desk.preview.said());
}

#[test]
fn jetbrains_swaps_three_names() {
    let desk = Desk::new();
    desk.in_time("JetBrains", |desk, headline| {
        let new = beside(desk, "a.md___jb_tmp___");
        let old = beside(desk, "a.md___jb_old___");
        fs::write(&new, dispatch(headline)).expect("writable");
        fs::rename(desk.file(), &old).expect("it is here");
        fs::rename(new, desk.file()).expect("it is here");
        fs::remove_file(old).expect("it is here");
    });
    assert_eq!(desk.reports(), 0, "{:?}", desk.preview.said());
}

#[test]
fn emacs_leaves_a_link_to_nowhere_and_a_copy_while_it_edits() {
    let desk = Desk::new();
    desk.save("static/note.txt", "a note");
    for folder in ["content/dispatches", "static"] {
        let folder = desk.site.join(folder);
        symlink("editor@desk.4242:1700000000", folder.join(".#a.md")).expect("writable");
        fs::write(folder.join("#a.md#"), "---\nhalf").expect("writable");
    }
    desk.in_time("Emacs", |desk, headline| {
        fs::rename(desk.file(), beside(desk, "a.md~")).expect("it is here");
        fs::write(desk.file(), dispatch(headline)).expect("writable");
    });
    assert_eq!(desk.reports(), 0, "{:?}", desk.preview.said());
}

#[test]
fn sed_writes_a_name_of_its_own_and_renames_it() {
    let desk = Desk::new();
    desk.in_time("sed -i", |desk, headline| {
        let change = format!("s/^title: .*/title: {headline}/");
        let sed = Command::new("sed").arg("-i").arg(change).arg(desk.file()).status();
        assert!(sed.expect("there is a sed").success());
    });
}

#[test]
fn a_file_that_is_truncated_and_written_twice_is_not_reported() {
    // On a busy machine the second write may come so late that the first is one of its own.
    let never_reported = (0..TRIES).any(|_| {
        let desk = Desk::new();
        desk.in_time("two writes", |desk, headline| {
            truncate(desk).write_all(b"---\ntitle: [half").expect("writable");
            // As long as a slow tool takes between the two; the first may well be looked at.
            thread::sleep(Duration::from_millis(5));
            truncate(desk).write_all(dispatch(headline).as_bytes()).expect("writable");
        });
        desk.reports() == 0
    });
    assert!(never_reported, "each of {TRIES} tries reported the half");
}

#[test]
fn a_save_that_is_broken_is_reported_once_and_mended_at_once() {
    let desk = Desk::new();
    desk.save(DISPATCH, "---\ntitle: [half");
    desk.preview.wait_to_hear("the last version without errors");
    desk.in_time("mended", |desk, headline| desk.save(DISPATCH, &dispatch(headline)));
    assert_eq!(desk.reports(), 1, "{:?}", desk.preview.said());
}

#[test]
fn an_older_file_put_in_place_of_a_newer_one_shows() {
    let desk = Desk::new();
    let older = |seconds| SystemTime::now() - Duration::from_secs(seconds);
    desk.in_time("a clock set back", |desk, headline| {
        desk.save(DISPATCH, &dispatch(headline));
        let file = File::options().write(true).open(desk.file()).expect("it is here");
        file.set_modified(older(86_400)).expect("it is ours");
    });
    desk.in_time("cp -p of an older file", |desk, headline| {
        let copy = desk.site.join("older.md");
        fs::write(&copy, dispatch(headline)).expect("writable");
        let file = File::options().write(true).open(&copy).expect("it is here");
        file.set_modified(older(2 * 86_400)).expect("it is ours");
        let cp = Command::new("cp").arg("-p").arg(&copy).arg(desk.file()).status();
        assert!(cp.expect("there is a cp").success());
    });
    desk.in_time("the same time and length", |desk, headline| {
        let before = fs::metadata(desk.file()).expect("it is here");
        let length = usize::try_from(before.len()).expect("it is small");
        // Longer than any headline here, so that each text can be filled up to the same length.
        let text = dispatch(headline);
        let filled = format!("{text}{}", " ".repeat(length.saturating_sub(text.len())));
        desk.save(DISPATCH, &filled);
        let file = File::options().write(true).open(desk.file()).expect("it is here");
        file.set_modified(before.modified().expect("a time")).expect("it is ours");
    });
}
