//! The watcher as an editor's saves wake it: real folders, real events.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use dateline::edge::watch::{Wake, Watcher, watch};
use tempfile::TempDir;

/// Within this a change must have been noticed, whatever the system reports.
const PATIENCE: Duration = Duration::from_secs(30);

/// A project folder under watch, gone when dropped.
struct Project {
    root: PathBuf,
    wakes: Receiver<Wake>,
    _watcher: Watcher,
    _folder: TempDir,
}

impl Project {
    /// Watches a new folder with `content/` in it, and waits until the watch stands.
    fn watched() -> Project {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        let root = folder.path().join("project");
        fs::create_dir_all(root.join("content")).expect("the temporary folder takes folders");
        fs::create_dir_all(root.join("public")).expect("the temporary folder takes folders");
        let (woken, wakes) = channel();
        let ignored = |path: &Path| path.starts_with("public") || path.starts_with(".git");
        let wake = move |wake| drop(woken.send(wake));
        let watcher = watch(&root, ignored, wake).expect("the folder is there");
        let project = Project { root, wakes, _watcher: watcher, _folder: folder };
        assert_eq!(project.next(), Wake::Tick, "the first wake says that the watch stands");
        project
    }

    fn next(&self) -> Wake {
        self.wakes.recv_timeout(PATIENCE).expect("a watch ticks")
    }

    /// Waits for a change to be heard, whatever ticks go by.
    #[track_caller]
    fn wait_for_change(&self) {
        let deadline = Instant::now() + PATIENCE;
        while self.next() != Wake::Changed {
            assert!(Instant::now() < deadline, "nothing was heard but ticks");
        }
    }

    fn save(&self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).expect("the folder is writable");
    }
}

#[test]
fn a_save_wakes_however_the_editor_writes_it() {
    let project = Project::watched();
    project.save("content/a.md", "one");
    project.wait_for_change();
    project.save("content/.a.md.swp", "two");
    let (swap, file) = (project.root.join("content/.a.md.swp"), project.root.join("content/a.md"));
    fs::rename(swap, &file).expect("both are here");
    project.wait_for_change();
    fs::remove_file(file).expect("it is here");
    project.wait_for_change();
    project.save("site.toml", "title = 'x'");
    project.wait_for_change();
}

#[test]
fn our_own_reading_and_our_own_output_wake_nobody() {
    let project = Project::watched();
    project.save("content/a.md", "one");
    project.wait_for_change();
    fs::read(project.root.join("content/a.md")).expect("it is here");
    fs::read_dir(project.root.join("content")).expect("it is here").for_each(drop);
    project.save("public/index.html", "<p>printed");
    assert_eq!(project.next(), Wake::Tick, "the next wake is the tick of a quiet folder");
}

#[test]
fn a_burst_of_2000_saves_wakes_fewer_than_40_times() {
    let project = Project::watched();
    for number in 0..2000 {
        project.save(&format!("content/{number}.md"), "checked out");
    }
    project.wait_for_change();
    let mut changes = 1;
    while project.next() != Wake::Tick {
        changes += 1;
    }
    assert!(changes < 40, "{changes} wakes for one burst");
}

#[test]
fn a_folder_that_is_new_or_that_was_replaced_is_watched_too() {
    let project = Project::watched();
    fs::create_dir_all(project.root.join("themes/wire/templates")).expect("writable");
    project.wait_for_change();
    project.save("themes/wire/templates/page.html", "<p>");
    project.wait_for_change();
    for round in 0..3 {
        fs::rename(project.root.join("content"), project.root.join(format!("old{round}")))
            .expect("it is here");
        fs::create_dir(project.root.join("content")).expect("writable");
        project.wait_for_change();
        project.save("content/b.md", "after the checkout");
        project.wait_for_change();
    }
}

#[test]
fn a_project_that_was_replaced_whole_is_watched_again() {
    let project = Project::watched();
    let aside = project.root.with_file_name("aside");
    fs::rename(&project.root, &aside).expect("it is here");
    fs::create_dir_all(project.root.join("content")).expect("writable");
    // By its own event or by the next tick, the new folder is found.
    project.next();
    project.next();
    project.save("content/a.md", "in the new folder");
    project.wait_for_change();
}

#[test]
fn a_folder_that_is_not_there_is_a_fault_with_its_name() {
    let fault = watch(Path::new("/no/such/project"), |_| false, drop).expect_err("it is not there");
    assert!(fault.to_string().starts_with("cannot watch /no/such/project: "), "{fault}");
}
