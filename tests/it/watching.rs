//! Tests of the watcher: it reacts to the saves of real editors, with real folders and real events.
//! It does not compose sites or show pages.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use dateline::edge::disk;
use dateline::edge::watch::{Method, Outcome, Trigger, Watcher, watch};
use tempfile::TempDir;

/// Maximum time until a change is noticed, whatever events the system sends.
const PATIENCE: Duration = Duration::from_secs(30);

/// Maximum wait for the end of a few changes that follow closely.
const MAX_WAIT: Duration = Duration::from_millis(200);

/// Maximum number of attempts of a timing test, because other programs may slow down the machine.
const TRIES: usize = 12;

/// A watched project folder. Dropping it deletes the folder.
struct Project {
    root: PathBuf,
    triggers: Receiver<Trigger>,
    // Outcomes that answer the next triggers. If there is none, the answer is "complete".
    answers: Sender<Outcome>,
    _watcher: Watcher,
    _folder: TempDir,
}

impl Project {
    /// Watches a new folder with `content/` in it, and waits until watching works.
    fn watched() -> Project {
        Project::watched_by(Method::Notification)
    }

    fn watched_by(method: Method) -> Project {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        let root = folder.path().join("project");
        fs::create_dir_all(root.join("content")).expect("the temporary folder takes folders");
        fs::create_dir_all(root.join("public")).expect("the temporary folder takes folders");
        let (sender, triggers) = channel();
        let (answers, asked) = channel();
        let on_trigger = move |trigger| {
            // The test may have ended already.
            let _ = sender.send(trigger);
            asked.try_recv().unwrap_or(Outcome::Complete)
        };
        let watcher =
            watch(&root, method, disk::is_no_source, on_trigger).expect("the folder exists");
        let project = Project { root, triggers, answers, _watcher: watcher, _folder: folder };
        assert_eq!(project.next(), Trigger::Timer, "the first trigger says that the watch works");
        project
    }

    fn next(&self) -> Trigger {
        self.triggers.recv_timeout(PATIENCE).expect("the timer goes on")
    }

    /// Waits for a trigger other than the timer.
    #[track_caller]
    fn wait_for_change(&self) -> Trigger {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let trigger = self.next();
            if trigger != Trigger::Timer {
                return trigger;
            }
            assert!(Instant::now() < deadline, "nothing came but the timer");
        }
    }

    /// The triggers up to the timer, which comes after two seconds without events.
    fn triggers_until_it_is_quiet(&self) -> Vec<Trigger> {
        let deadline = Instant::now() + PATIENCE;
        let mut triggers = Vec::new();
        while Instant::now() < deadline {
            match self.next() {
                Trigger::Timer => return triggers,
                trigger => triggers.push(trigger),
            }
        }
        panic!("it never gets quiet: {} triggers", triggers.len());
    }

    fn save(&self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).expect("the folder is writable");
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.root.join(from), self.root.join(to)).expect("both are here");
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).expect("it is here");
    }
}

/// The first of a few attempts that succeeded, or the last one.
fn in_a_few_tries<T>(holds: impl Fn(&T) -> bool, attempt: impl Fn() -> T) -> T {
    let mut outcome = attempt();
    for _ in 1..TRIES {
        if holds(&outcome) {
            break;
        }
        outcome = attempt();
    }
    outcome
}

#[test]
fn a_save_wakes_however_the_editor_writes_it() {
    let project = Project::watched();
    project.save("content/a.md", "one");
    project.wait_for_change();
    project.save("content/.a.md.swp", "two");
    project.rename("content/.a.md.swp", "content/a.md");
    project.wait_for_change();
    project.remove("content/a.md");
    project.wait_for_change();
    project.save("site.toml", "title = 'x'");
    project.wait_for_change();
}

/// Only Linux reports when a file is closed. On other systems a save ends when there are no more events.
#[test]
#[cfg(target_os = "linux")]
fn a_single_save_wakes_once_and_without_delay() {
    let expected = [Trigger::Changed];
    let triggers = in_a_few_tries(
        |triggers| *triggers == expected,
        || {
            let project = Project::watched();
            project.save("content/a.md", "one");
            project.triggers_until_it_is_quiet()
        },
    );
    assert_eq!(triggers, expected, "it does not wait for silence");
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_renamed_into_place_or_removed_wakes_without_delay() {
    let expected = [Trigger::Changed, Trigger::Changed];
    let triggers = in_a_few_tries(
        |triggers: &[Trigger; 2]| *triggers == expected,
        || {
            let project = Project::watched();
            project.save("public/a.md", "one");
            project.rename("public/a.md", "content/a.md");
            let renamed = project.wait_for_change();
            project.triggers_until_it_is_quiet();
            project.remove("content/a.md");
            [renamed, project.wait_for_change()]
        },
    );
    assert_eq!(triggers, expected);
}

#[test]
#[cfg(target_os = "linux")]
fn a_write_that_goes_on_waits_for_the_close_or_for_silence() {
    let expected = [Trigger::Quiet, Trigger::Changed];
    let triggers = in_a_few_tries(
        |triggers: &[Trigger; 2]| *triggers == expected,
        || {
            let project = Project::watched();
            let mut file = File::create(project.root.join("content/a.md")).expect("writable");
            file.write_all(b"half").expect("writable");
            let written = project.wait_for_change();
            project.triggers_until_it_is_quiet();
            drop(file);
            [written, project.wait_for_change()]
        },
    );
    assert_eq!(triggers, expected, "nobody closes it; then it is closed");
}

#[test]
#[cfg(target_os = "linux")]
fn two_saves_a_tenth_of_a_second_apart_both_wake_without_delay() {
    let expected = [Trigger::Changed, Trigger::Changed];
    let triggers = in_a_few_tries(
        |triggers| *triggers == expected,
        || {
            let project = Project::watched();
            project.save("content/a.md", "one");
            // This tests the pause, so a longer one does no harm.
            std::thread::sleep(Duration::from_millis(100));
            project.save("content/a.md", "two");
            project.triggers_until_it_is_quiet()
        },
    );
    assert_eq!(triggers, expected);
}

#[test]
fn a_burst_of_saves_wakes_at_once_and_then_when_it_is_over() {
    for saves in [5, 50, 2000] {
        let (triggers, most) = in_a_few_tries(
            |(triggers, most): &(Vec<Trigger>, usize)| triggers.len() <= *most,
            || {
                let project = Project::watched();
                let begun = Instant::now();
                for number in 0..saves {
                    project.save(&format!("content/{number}.md"), "checked out");
                }
                // A burst that takes long on a slow disk is read now and then before it is over.
                let waits = begun.elapsed().as_millis() / MAX_WAIT.as_millis();
                let most = 2 + usize::try_from(waits).expect("the test ends");
                (project.triggers_until_it_is_quiet(), most)
            },
        );
        assert!(!triggers.is_empty(), "{saves} saves woke nobody");
        assert!(triggers.len() <= most, "{saves} saves, at most {most}: {triggers:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_look_that_is_doubtful_is_looked_at_again_once_it_is_quiet() {
    let expected = [Trigger::Changed, Trigger::Quiet];
    let triggers = in_a_few_tries(
        |triggers| *triggers == expected,
        || {
            let project = Project::watched();
            project.answers.send(Outcome::Doubtful).expect("the watch runs");
            project.save("content/a.md", "");
            project.triggers_until_it_is_quiet()
        },
    );
    assert_eq!(triggers, expected, "once is enough");
}

#[test]
fn what_is_doubtful_after_all_is_left_to_the_next_save() {
    let project = Project::watched();
    for _ in 0..2 {
        project.answers.send(Outcome::Doubtful).expect("the watch runs");
    }
    project.save("content/a.md", "");
    let triggers = project.triggers_until_it_is_quiet();
    assert!(triggers.len() <= 2, "{triggers:?}");
}

#[test]
fn our_own_reading_and_our_own_output_wake_nobody() {
    let project = Project::watched();
    project.save("content/a.md", "one");
    project.triggers_until_it_is_quiet();
    fs::read(project.root.join("content/a.md")).expect("it is here");
    fs::read_dir(project.root.join("content")).expect("it is here").for_each(drop);
    for folder in [".dateline/spare", ".git/refs", "public/cities"] {
        fs::create_dir_all(project.root.join(folder)).expect("writable");
        project.save(&format!("{folder}/index.html"), "<p>printed");
    }
    assert_eq!(project.next(), Trigger::Timer, "the next trigger is the timer of a quiet folder");
}

#[test]
fn what_editors_leave_beside_a_file_wakes_nobody() {
    let project = Project::watched();
    for name in [".a.md.swp", "4913", "a.md~", "#a.md#", "a.md___jb_tmp___", "a.md___jb_old___"] {
        project.save(&format!("content/{name}"), "not a dispatch");
        project.remove(&format!("content/{name}"));
    }
    assert_eq!(project.next(), Trigger::Timer);
}

#[test]
fn a_folder_that_is_new_or_that_was_replaced_is_watched_too() {
    let project = Project::watched();
    fs::create_dir_all(project.root.join("themes/wire/templates")).expect("writable");
    project.wait_for_change();
    project.save("themes/wire/templates/page.html", "<p>");
    project.wait_for_change();
    for round in 0..3 {
        project.rename("content", &format!("old{round}"));
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
    // The new folder is found through its own event or at the next timer.
    project.next();
    project.next();
    project.save("content/a.md", "in the new folder");
    project.wait_for_change();
}

#[test]
fn a_project_that_is_polled_is_looked_at_every_so_often_and_hears_nothing() {
    let often = Duration::from_millis(100);
    let project = Project::watched_by(Method::Polling(often));
    let begun = Instant::now();
    project.save("content/a.md", "one");
    for _ in 0..5 {
        assert_eq!(project.next(), Trigger::Timer);
    }
    assert!(begun.elapsed() >= often * 4, "{:?}", begun.elapsed());
}

#[test]
fn a_look_of_a_poll_that_is_doubtful_is_looked_at_again_too() {
    let project = Project::watched_by(Method::Polling(Duration::from_millis(100)));
    project.answers.send(Outcome::Doubtful).expect("the watch runs");
    // The answer may belong to this trigger or to the next one.
    assert_eq!(project.wait_for_change(), Trigger::Quiet, "the second look");
    assert_eq!(project.next(), Trigger::Timer);
}

#[test]
fn a_folder_that_is_not_there_is_a_fault_with_its_name() {
    let nowhere = Path::new("/no/such/project");
    let fault = watch(nowhere, Method::Notification, |_| false, |_| Outcome::Complete);
    let fault = fault.expect_err("it is not there");
    assert!(fault.to_string().starts_with("cannot watch /no/such/project: "), "{fault}");
}
