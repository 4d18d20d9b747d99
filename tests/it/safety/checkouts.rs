//! Two checkouts that publish into one folder at once: one of them wins, and the site is that of one of them.

use std::fs;
use std::process::{Output, Stdio};
use std::thread;

use super::{build_command, is_long, tree, write_site};
use crate::support::{said, say};

#[test]
fn two_checkouts_that_publish_one_folder_at_once_never_leave_a_mixture() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let editions = ["one", "two"];
    let wholes = editions.map(|edition| {
        write_site(&path(edition), edition);
        super::build(&path(edition));
        tree(&path(edition).join("public"))
    });
    let host = path("host");
    let output = host.join("www").display().to_string();
    let mut won = [0, 0];
    let tries = if is_long() { 200 } else { 12 };
    for round in 0..tries {
        // Every other round begins without a site.
        if round % 2 == 0 {
            let _ = fs::remove_dir_all(&host);
        }
        let at_once: Vec<Output> = thread::scope(|scope| {
            let build = |edition: &str| {
                let mut command = build_command(&path(edition));
                command.args(["--output", &output]).stdout(Stdio::piped()).stderr(Stdio::piped());
                command.output().expect("the program starts")
            };
            let running = editions.map(|edition| scope.spawn(move || build(edition)));
            running.map(|it| it.join().expect("it ends")).into_iter().collect()
        });
        for (edition, output) in at_once.iter().enumerate() {
            match output.status.code() {
                Some(0) => won[edition] += 1,
                Some(3) => assert!(said(output).contains("another build"), "{}", said(output)),
                code => panic!("{code:?}: {}", said(output)),
            }
        }
        assert!(at_once.iter().any(|output| output.status.success()), "somebody wins");
        let site = tree(&host.join("www"));
        assert!(wholes.contains(&site), "round {round} left a mixture");
        let beside: Vec<_> = tree(&host).into_keys().filter(|it| !it.starts_with("www")).collect();
        assert!(beside.is_empty(), "{beside:?} is left beside the site");
    }
    assert!(won[0] + won[1] >= tries);
    say(&format!("{tries} times two builds at once, no mixture"));
}

#[test]
fn no_time_changes_for_equal_bytes_however_often_a_site_is_built() {
    use std::collections::BTreeMap;
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    let mut before = BTreeMap::new();
    let builds = if is_long() { 50 } else { 6 };
    for n in 0..builds {
        write_site(&root, if n % 3 == 0 { "one" } else { "two" });
        super::build(&root);
        let mut after = BTreeMap::new();
        for (path, bytes) in tree(&root.join("public")) {
            let Some(bytes) = bytes else { continue };
            let time = fs::metadata(root.join("public").join(&path)).and_then(|it| it.modified());
            after.insert(path, (bytes, time.expect("a time")));
        }
        for (path, (bytes, time)) in &after {
            let Some((was, then)) = before.get(path) else { continue };
            match was == bytes {
                true => assert_eq!(time, then, "{} is equal and has another time", path.display()),
                false => {
                    assert!(time > then, "{} is not newer than what it replaced", path.display())
                }
            }
        }
        before = after;
    }
    say(&format!("{builds} builds, no time changed for equal bytes"));
}
