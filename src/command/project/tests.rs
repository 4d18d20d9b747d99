//! Tests of what happens when a project changes while a command works on it.

use std::cell::Cell;
use std::fs;
use std::thread::sleep;
use std::time::Duration;

use dateline::chronicle::visible::Drafts;
use dateline::compose::ComposeOptions;
use dateline::text::source::SourcePath;

use super::Project;

/// How long a file must not have changed before its time proves that it has not.
const SETTLED: Duration = Duration::from_millis(2100);

#[test]
fn a_file_that_changes_before_its_text_is_read_makes_the_command_begin_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("written");
    };
    let about =
        |text: &str| write("content/about.md", &format!("---\ntitle: About\n---\n{text}\n"));
    write("site.toml", "title = \"x\"\nbase_url = \"https://record.example/\"\n");
    about("One");
    sleep(SETTLED);
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    let project = Project { root: folder.path().to_path_buf(), options, now: None };
    let attempts = Cell::new(0);
    let read = |change: &dyn Fn()| {
        project.read_and_compose(|composed| {
            attempts.set(attempts.get() + 1);
            change();
            let text = composed.snapshot.text(&SourcePath::new("content/about.md"));
            Ok(text.map(|text| text.lines().last().unwrap_or_default().to_owned()))
        })
    };
    let text = |read: Result<Option<String>, _>| read.ok().flatten().expect("it is read");
    assert_eq!(text(read(&|| about("Too late"))), "One", "the text was read at once");
    about("Two");
    sleep(SETTLED);
    assert_eq!(text(read(&|| ())), "Two");
    attempts.set(0);
    assert_eq!(text(read(&|| about("Three"))), "Three");
    assert_eq!(attempts.get(), 2);
}
