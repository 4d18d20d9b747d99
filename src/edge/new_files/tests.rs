//! Deliveries that arrive, and those that leave nothing behind.
//! They do not know what is in the files.

use std::fs;
use std::path::Path;

use super::{NewFilesFault, write};

const FILES: [(&str, &str); 3] = [("2017/a.md", "a"), ("2017/b.md", "b"), ("c.md", "c")];

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_folder_appears_with_all_its_files() {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("deep/in");
    write(&dir, FILES.into_iter()).expect("it is delivered");
    assert_eq!(names(&dir), ["2017", "c.md"]);
    assert_eq!(fs::read_to_string(dir.join("2017/b.md")).expect("a file"), "b");
    assert_eq!(names(&home.path().join("deep")), ["in"], "nothing is left aside");
}

#[test]
fn a_file_that_is_there_keeps_everything_out() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("c.md"), "mine").expect("a file");
    let fault = write(home.path(), FILES.into_iter()).expect_err("it is refused");
    assert!(matches!(fault, NewFilesFault::Exists(_)), "{fault}");
    assert_eq!(names(home.path()), ["c.md"]);
    assert_eq!(fs::read_to_string(home.path().join("c.md")).expect("a file"), "mine");
}

#[test]
fn what_fails_midway_leaves_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("own.md"), "mine").expect("a file");
    // A name that no disk takes comes last.
    let long = format!("{}.md", "x".repeat(300));
    let files = FILES.into_iter().chain([(long.as_str(), "d")]);
    for dir in [home.path().to_owned(), home.path().join("new/one")] {
        let fault = write(&dir, files.clone()).expect_err("it cannot be written");
        assert!(matches!(fault, NewFilesFault::Io(_)), "{fault}");
        assert_eq!(names(home.path()), ["own.md"]);
    }
}

#[test]
fn a_file_twice_in_one_delivery_is_refused_whole() {
    let home = tempfile::tempdir().expect("a folder");
    let files = FILES.into_iter().chain(FILES);
    write(home.path(), files).expect_err("the second is there already");
    assert!(names(home.path()).is_empty());
}

#[test]
#[cfg(unix)]
fn a_link_inside_the_folder_is_not_followed() {
    let home = tempfile::tempdir().expect("a folder");
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), home.path().join("2017")).expect("a link");
    let fault = write(home.path(), FILES.into_iter()).expect_err("it is refused");
    assert!(matches!(fault, NewFilesFault::NotAFolder(_)), "{fault}");
    assert!(names(elsewhere.path()).is_empty());
}

#[test]
fn what_a_killed_import_left_is_named() {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir(home.path().join(".in.arriving")).expect("a folder");
    let fault = write(&home.path().join("in"), FILES.into_iter()).expect_err("refused");
    assert!(fault.to_string().contains(".in.arriving"), "{fault}");
    assert_eq!(names(home.path()), [".in.arriving"], "it is not ours to delete");
}
