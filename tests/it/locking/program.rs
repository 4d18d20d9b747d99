//! The record as an editor keeps it: `dateline figures accept`, what it says and what it writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A project on the disk.
pub(super) struct Folder {
    root: TempDir,
}

impl Folder {
    /// A project with one dispatch, of which nothing is on record.
    pub(super) fn new() -> Folder {
        let folder = Folder { root: tempfile::tempdir().expect("a folder") };
        folder.write("site.toml", "title = \"x\"\nbase_url = \"https://x.example/\"\n");
        folder.dispatch("mosul", "casualties: {killed: 70}");
        folder
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("folders");
        fs::write(path, text).expect("it is written");
    }

    pub(super) fn dispatch(&self, name: &str, keys: &str) {
        let text =
            format!("---\ntitle: Reported\ndate: 2017-06-01\ncity: Mosul\n{keys}\n---\nText.\n");
        self.write(&format!("content/dispatches/{name}.md"), &text);
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    pub(super) fn lock(&self) -> String {
        self.read("figures.lock")
    }

    /// The exit code of the program and all it said.
    pub(super) fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.root.path()).args(arguments).env_remove("SOURCE_DATE_EPOCH");
        let output = command.output().expect("the program starts");
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    }

    /// Holds the program to its exit code and to words among what it says.
    #[track_caller]
    pub(super) fn check(&self, arguments: &[&str], code: i32, words: &str) {
        let (exit, said) = self.run(arguments);
        assert_eq!(exit, Some(code), "{said}");
        assert!(said.contains(words), "`{words}` is not in: {said}");
    }
}

pub(super) const ACCEPT: [&str; 2] = ["figures", "accept"];

#[test]
fn a_figure_is_recorded_changed_corrected_and_recorded_again() {
    let folder = Folder::new();
    folder.check(&["check"], 0, "no-figures-lock");
    folder.check(&ACCEPT, 0, "figures.lock: 1 dispatch new");
    folder.check(&["check"], 0, "nothing is wrong");
    folder.check(&ACCEPT, 0, "nothing to record");
    let before = folder.lock();

    folder.dispatch("mosul", "casualties: {killed: more than 120}");
    folder.check(&["check"], 1, "field: casualties.killed, was: 70, now: more than 120");
    folder.check(&["build"], 1, "Nothing was written");
    folder.check(&ACCEPT, 1, "nothing was recorded");
    assert_eq!(folder.lock(), before);

    let entry = "{on: 2017-06-02, kind: corrected, field: casualties.killed, was: 70, now: more than 120, note: Three houses}";
    folder.dispatch(
        "mosul",
        &format!("casualties: {{killed: more than 120}}\ncorrections: [{entry}]"),
    );
    folder.check(&["check"], 0, "figures-not-recorded");
    folder.check(&ACCEPT, 0, "figures.lock: 1 change (mosul: killed 70 -> at least 120)");
    folder.check(&["build"], 0, "the site to copy to your web server");
    assert!(!folder.path("public/figures.lock").exists());
    let changed: Vec<String> =
        folder.lock().lines().filter(|line| !before.contains(line)).map(str::to_owned).collect();
    let figure = "mosul  casualties.killed  >=120";
    let totals = ["everything", "2017", "cities/mosul", "cities/mosul/2017"];
    let totals = totals.map(|of| format!("totals/{of}  killed  >=120"));
    assert_eq!(changed, [&[figure.to_owned()], &totals[..]].concat(), "one line, and its totals");
}

#[test]
fn a_dispatch_that_has_to_go_is_named() {
    let folder = Folder::new();
    folder.dispatch("tikrit", "casualties: 3");
    folder.check(&ACCEPT, 0, "2 dispatches new");
    let deleted = |slug| ["figures", "accept", "--deleted", slug];
    folder.check(&deleted("tikrt"), 2, "did you mean `tikrit`?");
    folder.check(&deleted(""), 2, "figures.lock has no dispatch ``");
    folder.check(&deleted("tikrit"), 2, "it is still published");
    fs::remove_file(folder.path("content/dispatches/tikrit.md")).expect("removed");
    folder.check(&ACCEPT, 1, "`tikrit` was published, but its file is missing");
    folder.check(&deleted("tikrit"), 0, "figures.lock: 1 deleted (tikrit)");
    folder.check(&["check"], 0, "nothing is wrong");
    assert!(!folder.lock().contains("tikrit"));
}

#[test]
fn a_build_ends_with_what_is_still_to_record() {
    let folder = Folder::new();
    let last = |arguments: &[&str]| {
        let (_, said) = folder.run(arguments);
        said.lines().last().unwrap_or_default().to_owned()
    };
    let to_record =
        "when it is published, run `dateline figures accept` to record: 1 dispatch new (mosul)";
    assert_eq!(last(&["build"]), to_record);
    assert_eq!(last(&["build"]), to_record, "also when nothing has changed since");
    assert!(last(&["build", "--drafts", "--output", "drafts"]).contains("the site with drafts"));
    folder.check(&ACCEPT, 0, "figures.lock: 1 dispatch new (mosul)");
    assert!(last(&["build"]).starts_with("the site to copy to your web server"));
}

#[test]
fn a_deletion_records_nothing_else() {
    let folder = Folder::new();
    folder.dispatch("tikrit", "casualties: 3");
    folder.check(&ACCEPT, 0, "2 dispatches new (mosul, tikrit)");
    fs::remove_file(folder.path("content/dispatches/tikrit.md")).expect("removed");
    folder.dispatch("hit", "casualties: 5");
    let deleted = ["figures", "accept", "--deleted", "tikrit"];
    folder.check(&deleted, 0, "figures.lock: 1 deleted (tikrit)\nnothing else was recorded");
    assert!(!folder.lock().contains("tikrit") && !folder.lock().contains("hit  "));
    folder.check(&ACCEPT, 0, "figures.lock: 1 dispatch new (hit)");
}

#[test]
fn drafts_are_not_recorded_even_when_asked_to_be_shown() {
    let folder = Folder::new();
    folder.dispatch("draft", "casualties: 3\ndraft: true");
    folder.check(&["figures", "accept", "--drafts"], 0, "1 dispatch new");
    assert!(!folder.lock().contains("draft"));
}

#[test]
fn a_new_site_is_on_record_and_its_example_can_go() {
    let folder = Folder::new();
    let (_, said) = folder.run(&["init", "new"]);
    assert!(said.contains("dateline figures accept"), "{said}");
    let root = ["--root", "new"];
    folder.check(&[&ACCEPT, &root[..]].concat(), 0, "nothing to record");
    fs::remove_file(folder.path("new/content/dispatches/a-first-dispatch.md")).expect("removed");
    fs::remove_file(folder.path("new/content/cities/sample-town.md")).expect("removed");
    let gone = ["--deleted", "a-first-dispatch"];
    folder.check(&[&ACCEPT, &root[..], &gone[..]].concat(), 0, "1 deleted");
    folder.check(&[&["check"], &root[..]].concat(), 0, "nothing is wrong");
}

#[test]
fn without_a_verb_the_help_is_shown() {
    Folder::new().check(&["figures"], 2, "Record in figures.lock what is newly published");
}
