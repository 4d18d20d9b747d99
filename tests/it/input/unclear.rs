//! A file that may or may not be meant for readers yet: what is unclear is never published, whatever the errors say.
//! It prints the edition all the same, to see that nothing of the file is in it.

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeOptions, Composition, compose};
use dateline::press::{self, Printed};
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};
use jiff::Timestamp;

use super::{PATH, with};
use crate::support;

fn composed(files: &[(&str, &str)]) -> Composition {
    let site = [("site.toml", "title = \"x\"\nbase_url = \"https://x.example/\"\n")];
    let source = |(path, text): &(&str, &str)| {
        let path = SourcePath::new(path);
        let source = Source::text(&path, text);
        (path, source)
    };
    let files = files.iter().chain(&site);
    let snapshot = Snapshot {
        sources: files.map(source).collect(),
        unreadable: Vec::new(),
        ignored: Vec::new(),
        now: Timestamp::UNIX_EPOCH,
        clock: Timestamp::constant(1_767_225_600, 0),
    };
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    compose(&snapshot.into(), &options, &mut support::cache())
}

/// Every page as it would be published, if there were no errors.
fn pages(composition: &Composition) -> Vec<(String, Vec<u8>)> {
    let site = composition.site.as_ref().expect("the settings are sound");
    let printed = site.edition.pages.iter().map(|(route, page)| {
        let bytes = match press::print(&site.theme, page).expect("it prints") {
            Printed::Bytes(bytes) => bytes,
            Printed::Picture(picture) => picture.source.as_str().into(),
            Printed::Copy(path) => path.as_str().into(),
        };
        (route.to_string(), bytes)
    });
    printed.collect()
}

#[test]
fn what_may_be_a_draft_is_not_published() {
    let public = ("content/dispatches/public.md", &*with("").replace("Zanjili", "Shifa"));
    let without = pages(&composed(&[public]));
    for unclear in [
        "draft: maybe",
        "draft: yes",
        "draft: [true]",
        "draft: \"\"",
        "embargo: soon",
        "embargo: 2017-06-01T06:00",
        "withdrawn: yes",
    ] {
        let composition = composed(&[public, (PATH, &with(unclear))]);
        assert!(composition.has_errors(), "{unclear}");
        assert_eq!(pages(&composition), without, "{unclear}");
    }
}
