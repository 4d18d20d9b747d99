//! Tests that a site is published whole, whatever happens to the program, the disk or the machine.
//! `docs/safety.md` has a table of them. They know only the program.
//!
//! Each runs as often as a test may. `DATELINE_SAFETY=long` makes them run until nothing is left to try.

#[cfg(target_os = "linux")]
mod bounds;
#[cfg(unix)]
mod checkouts;
#[cfg(target_os = "linux")]
mod power;
#[cfg(target_os = "linux")]
mod readers;
#[cfg(target_os = "linux")]
mod small_disks;
#[cfg(target_os = "linux")]
mod system_calls;
#[cfg(unix)]
mod writers;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{DATELINE, said};

/// Every file of a folder by its path, and every subfolder.
type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// Whether the tests run until nothing is left to try.
fn is_long() -> bool {
    std::env::var("DATELINE_SAFETY").is_ok_and(|how| how == "long")
}

/// A small site in `folder`, whose pages all say `edition`.
fn write_site(folder: &Path, edition: &str) {
    let settings =
        format!("title = \"Edition {edition}\"\nbase_url = \"https://record.example/\"\n");
    let dispatch = format!(
        "---\ntitle: Edition {edition}\ndate: 2024-02-01\ncity: Rivertown\ncasualties: {{killed: 3}}\n---\nText of {edition}.\n"
    );
    fs::create_dir_all(folder.join("content/dispatches")).expect("folders");
    fs::write(folder.join("site.toml"), settings).expect("written");
    fs::write(folder.join("content/dispatches/a.md"), dispatch).expect("written");
    // A page that only one edition has.
    for entry in fs::read_dir(folder.join("content")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::remove_file(path).expect("it is removed");
        }
    }
    let page = format!("---\ntitle: Page\n---\nOf {edition}.\n");
    fs::write(folder.join(format!("content/only-{edition}.md")), page).expect("written");
}

/// A command that builds the site in `folder`.
fn build_command(folder: &Path) -> Command {
    let mut command = Command::new(DATELINE);
    command.current_dir(folder).arg("build").env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Builds the site in `folder`, which must work.
#[track_caller]
fn build(folder: &Path) -> Output {
    let output = build_command(folder).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    output
}

/// What is in `folder`; empty if there is no such folder.
fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder.join(&below)) else { continue };
        for entry in entries {
            let name = below.join(entry.expect("an entry").file_name());
            let path = folder.join(&name);
            if path.is_dir() {
                tree.insert(name.clone(), None);
                folders.push(name);
            } else {
                tree.insert(name, Some(fs::read(&path).expect("a file")));
            }
        }
    }
    tree
}

/// A project with a published site of edition `one`, a site before it in store, and edition `two` ready to be built.
struct Newsroom {
    root: PathBuf,
    old: Tree,
    new: Tree,
}

impl Newsroom {
    /// Made in `folder`.
    fn new(folder: &Path) -> Newsroom {
        let root = folder.join("newsroom");
        write_site(&root, "two");
        build(&root);
        let new = tree(&root.join("public"));
        write_site(&root, "one");
        build(&root);
        build(&root);
        let old = tree(&root.join("public"));
        write_site(&root, "two");
        assert_ne!(old, new);
        Newsroom { root, old, new }
    }

    /// A copy in `folder`, in which something may go wrong.
    fn copy(&self, folder: &Path) -> PathBuf {
        let copy = folder.join("copy");
        let _ = fs::remove_dir_all(&copy);
        // With its times and its linked files.
        let copied = Command::new("cp").arg("-a").args([&self.root, &copy]).status();
        assert!(copied.expect("cp runs").success());
        copy
    }

    /// Holds the site in the copy at `root` to what it may be after an accident, and to be right after the next build.
    #[track_caller]
    fn check(&self, root: &Path, accident: &str) {
        let found = tree(&root.join("public"));
        let is_whole = found == self.old || found == self.new;
        assert!(is_whole, "{accident} left a mixture: {}", self.difference(&found));
        build(root);
        let healed = tree(&root.join("public"));
        assert!(healed == self.new, "after {accident} the next build is wrong");
    }

    fn difference(&self, found: &Tree) -> String {
        let of = |whole: &Tree| {
            let wrong = whole
                .keys()
                .chain(found.keys())
                .filter(|path| whole.get(*path) != found.get(*path));
            wrong.map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
        };
        format!(
            "differs from the old site in {}, and from the new one in {}",
            of(&self.old),
            of(&self.new)
        )
    }
}
