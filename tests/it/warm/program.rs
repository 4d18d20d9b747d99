//! Tests of what one run of the program leaves to the next: a build after any edits gives the files of a build that knows nothing.
//!
//! `DATELINE_WARM=200 cargo test --test it -- warm::program` tries as many sequences of edits.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::thread::sleep;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use crate::support::{dateline, said};

/// One thing that somebody does between two builds.
#[derive(Clone, Debug)]
enum Step {
    /// A file of the project gets this text, or is deleted.
    File(&'static str, Option<String>),
    /// Nobody touches a file for so long that its time proves that it has not changed.
    Rest,
    /// The clock goes on to this day.
    Day(&'static str),
    /// A byte of everything that earlier builds have kept is changed.
    DamageMemory,
    /// All of it is deleted.
    ForgetAll,
    /// A page of the published site is changed, deleted or closed to readers.
    Page(Harm),
}

#[derive(Clone, Copy, Debug)]
enum Harm {
    Change,
    Delete,
    Close,
    Add,
}

const DISPATCHES: [&str; 3] =
    ["content/dispatches/a.md", "content/dispatches/b.md", "content/dispatches/c.md"];

fn dispatch() -> impl Strategy<Value = String> {
    let city = prop_oneof![Just("Rivertown"), Just("Hilltown"), Just("River Town")];
    let extra = prop_oneof![
        Just(""),
        Just("incident: market\n"),
        Just("draft: true\n"),
        Just("embargo: 2024-06-01T00:00:00Z\n"),
        Just("topics: [floods]\n"),
        Just("lang: ar\n"),
    ];
    ("2024-0[1-3]-1[0-9]", city, 0..9_u8, extra, "[a-z]{1,8}").prop_map(
        |(date, city, killed, extra, word)| {
            format!(
                "---\ntitle: About {word}\ndate: {date}\ncity: {city}\ncasualties: {{killed: {killed}}}\n{extra}---\nText of {word}.\n"
            )
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let some = |path: &'static str, texts: &'static [&'static str]| {
        let file = move |text: &&str| Step::File(path, Some((*text).to_owned()));
        prop_oneof![
            4 => prop::sample::select(texts).prop_map(move |text| file(&text)),
            1 => Just(Step::File(path, None)),
        ]
    };
    let which = prop::sample::select(&DISPATCHES[..]);
    let harm = prop::sample::select(&[Harm::Change, Harm::Delete, Harm::Close, Harm::Add][..]);
    prop_oneof![
        8 => (which.clone(), dispatch()).prop_map(|(path, text)| Step::File(path, Some(text))),
        1 => which.prop_map(|path| Step::File(path, None)),
        2 => some("content/cities/rivertown.md", &[
            "---\nname: Rivertown\ncountry: IQ\n---\nA town.\n",
            "---\nname: Rivertown\ncountry: IQ\naliases: [River Town]\nlat: 36.3\nlon: 43.1\n---\n",
        ]),
        2 => some("content/topics/floods.md", &[
            "So far <toll:all>.\n",
            "See [a town](/cities/rivertown/).\n",
        ]),
        1 => some("content/about.md", &["---\ntitle: About\n---\nUs.\n"]),
        1 => some("templates/404.html", &["gone from {{ site.title }}", "gone"]),
        1 => some("strings/en.toml", &["skip = \"Go to the text\"\n"]),
        1 => some("assets/wire.css", &["body { color: #111 }", "body { color: #222 }"]),
        1 => some("static/list.txt", &["one", "two"]),
        1 => prop::sample::select(&["One", "Two"][..])
            .prop_map(|title| Step::File("site.toml", Some(settings(title)))),
        1 => prop::sample::select(&["2024-05-01", "2024-07-01"][..]).prop_map(Step::Day),
        2 => Just(Step::Rest),
        1 => Just(Step::DamageMemory),
        1 => Just(Step::ForgetAll),
        2 => harm.prop_map(Step::Page),
    ]
}

fn settings(title: &str) -> String {
    format!("title = \"{title}\"\nbase_url = \"https://record.example/\"\n")
}

/// A project with a published site.
struct Newsroom {
    folder: TempDir,
    now: String,
}

impl Newsroom {
    fn new() -> Newsroom {
        let newsroom = Newsroom {
            folder: tempfile::tempdir().expect("a folder"),
            now: midnight("2024-05-01"),
        };
        newsroom.put("site.toml", Some(&settings("One")));
        let text = "---\ntitle: T\ndate: 2024-01-10\ncity: Rivertown\ncasualties: {killed: 3}\n---\nText.\n";
        newsroom.put(DISPATCHES[0], Some(text));
        newsroom
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, path: &str, text: Option<&str>) {
        let path = self.root().join(path);
        match text {
            Some(text) => {
                fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
                fs::write(path, text).expect("written");
            }
            None => drop(fs::remove_file(path)),
        }
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::File(path, text) => self.put(path, text.as_deref()),
            Step::Rest => sleep(SETTLED),
            Step::Day(day) => self.now = midnight(day),
            Step::ForgetAll => drop(fs::remove_dir_all(self.root().join(".dateline"))),
            Step::DamageMemory => {
                for folder in ["published", "readings", "runs"] {
                    let folder = self.root().join(".dateline").join(folder);
                    for (path, mut bytes) in files(&folder) {
                        if let Some(byte) = bytes.last_mut() {
                            *byte ^= 1;
                        }
                        fs::write(folder.join(path), bytes).expect("written");
                    }
                }
            }
            Step::Page(harm) => self.harm(*harm),
        }
    }

    fn harm(&self, harm: Harm) {
        let page = self.root().join("public/cities/index.html");
        if !page.exists() {
            return;
        }
        match harm {
            Harm::Change => fs::write(page, "").expect("written"),
            Harm::Delete => fs::remove_file(page).expect("deleted"),
            Harm::Close => close(&page),
            Harm::Add => fs::write(page.with_file_name(".DS_Store"), "").expect("written"),
        }
    }

    fn build(&self, root: &Path) -> Output {
        dateline(root, &["build", "--no-sync", "--now", &self.now])
    }

    /// What a program that knows nothing makes of the same project: the files, or the report.
    fn cold(&self) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, bytes) in files(self.root()) {
            if path.starts_with("public") || path.starts_with(".dateline") {
                continue;
            }
            let copy = folder.path().join(path);
            fs::create_dir_all(copy.parent().expect("a folder")).expect("folders");
            fs::write(copy, bytes).expect("written");
        }
        result(folder.path(), &self.build(folder.path()))
    }
}

fn midnight(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

#[cfg(unix)]
fn close(page: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(page, fs::Permissions::from_mode(0o600)).expect("closed");
}

#[cfg(not(unix))]
fn close(_: &Path) {}

/// The files that a build has left at `root`, or its report.
fn result(root: &Path, output: &Output) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    match output.status.code() {
        Some(0) => Ok(files(&root.join("public"))),
        _ => Err(said(output)),
    }
}

fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below it").to_path_buf();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

#[test]
fn after_any_steps_a_build_gives_what_a_program_gives_that_knows_nothing() {
    let asked = std::env::var("DATELINE_WARM").ok().and_then(|number| number.parse().ok());
    let config = ProptestConfig { cases: asked.unwrap_or(8), ..ProptestConfig::default() };
    let steps = prop::collection::vec(prop::collection::vec(step(), 1..3), 1..7);
    let tried = TestRunner::new(config).run(&steps, |steps| {
        let mut newsroom = Newsroom::new();
        for between in &steps {
            for step in between {
                newsroom.take(step);
            }
            let output = newsroom.build(newsroom.root());
            let warm = result(newsroom.root(), &output);
            prop_assert_eq!(warm, newsroom.cold(), "after {:?}", between);
        }
        Ok(())
    });
    tried.unwrap_or_else(|fault| panic!("{fault}"));
}

/// How long a file must not have changed before its time proves that it has not.
const SETTLED: Duration = Duration::from_millis(2100);

#[test]
fn a_build_and_a_check_without_a_change_say_the_same_and_read_nothing() {
    let mut newsroom = Newsroom::new();
    newsroom.put(DISPATCHES[1], Some("---\ntitle: T\ndate: 2024-01-11\ncity: Rivertwn\n---\nT.\n"));
    newsroom.put(
        DISPATCHES[2],
        Some("---\ntitle: Later\ndate: 2024-01-12\ncity: Rivertown\nembargo: 2024-06-01T00:00:00Z\n---\nT.\n"),
    );
    sleep(SETTLED);
    let first = said(&newsroom.build(newsroom.root()));
    let second = said(&newsroom.build(newsroom.root()));
    assert!(second.contains("nothing has changed since the last build"), "{second}");
    let remarks = |said: &str| {
        let lines = said.lines().filter(|line| !line.contains(" s: ") && !line.contains(" s"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    for line in remarks(&second) {
        assert!(first.contains(&line), "{line}");
    }
    assert!(second.contains("its embargo ends"), "{second}");
    let check = || dateline(newsroom.root(), &["check", "--now", &newsroom.now]);
    assert_eq!(said(&check()), said(&check()));

    // A page that somebody deleted is there again, and a page whose embargo has ended appears.
    newsroom.harm(Harm::Delete);
    let mended = said(&newsroom.build(newsroom.root()));
    assert!(!mended.contains("nothing has changed"), "{mended}");
    assert!(newsroom.root().join("public/cities/index.html").exists());
    newsroom.now = midnight("2024-07-01");
    let later = said(&newsroom.build(newsroom.root()));
    assert!(!later.contains("nothing has changed"), "{later}");
    assert!(newsroom.root().join("public/dispatches/c/index.html").exists());
}

#[test]
fn texts_that_are_read_only_when_they_are_printed_give_the_same_pages() {
    let newsroom = Newsroom::new();
    newsroom.put(
        DISPATCHES[1],
        Some("---\ntitle: Other\ndate: 2024-01-11\ncity: Hilltown\n---\nAnother text.\n"),
    );
    sleep(SETTLED);
    newsroom.build(newsroom.root());
    // The title of the site is on every page, and no dispatch has changed.
    newsroom.put("site.toml", Some(&settings("Two")));
    let output = newsroom.build(newsroom.root());
    assert_eq!(result(newsroom.root(), &output), newsroom.cold());
}

#[test]
fn a_build_takes_out_what_another_build_into_the_same_folder_has_shown() {
    let newsroom = Newsroom::new();
    let root = newsroom.root();
    let text =
        |key: &str| format!("---\ntitle: T\ndate: 2024-01-11\ncity: Rivertown\n{key}\n---\nT.\n");
    newsroom.put(DISPATCHES[1], Some(&text("draft: true")));
    newsroom.put(DISPATCHES[2], Some(&text("embargo: 2024-06-01T00:00:00Z")));
    sleep(SETTLED);
    let build = |arguments: &[&str]| {
        let output = dateline(root, &[&["build"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    };
    let public = || files(&root.join("public"));
    let now = ["--now", "2024-02-01T00:00:00Z"];
    build(&now);
    let clean = public();
    let others: [&[&str]; 3] = [
        &["--drafts", "--now", "2024-02-01T00:00:00Z"],
        &["--now", "2024-07-01T00:00:00Z"],
        &["--base-url", "https://elsewhere.example/", "--now", "2024-02-01T00:00:00Z"],
    ];
    for other in others {
        build(other);
        assert_ne!(public(), clean, "{other:?} shows more");
        build(&now);
        assert_eq!(public(), clean, "after {other:?}");
    }
}

#[test]
fn after_an_edit_only_pages_that_it_changes_are_made_again() {
    let newsroom = Newsroom::new();
    newsroom.put(DISPATCHES[1], Some("---\ntitle: T\ndate: 2024-01-11\ncity: Hilltown\n---\nT.\n"));
    newsroom.build(newsroom.root());
    newsroom
        .put(DISPATCHES[1], Some("---\ntitle: T\ndate: 2024-01-11\ncity: Hilltown\n---\nNew.\n"));
    let second = said(&newsroom.build(newsroom.root()));
    let line = second.lines().find(|line| line.contains("did not have to be made again"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    assert!(number.is_some_and(|number| number > 20), "{second}");
}
