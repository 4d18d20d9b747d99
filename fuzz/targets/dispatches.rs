//! Any bytes as a dispatch are a site or a report: no panic, no hang, and every fault has a file.
#![no_main]

use std::cell::RefCell;
use std::sync::Arc;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeCache, ComposeOptions, compose};
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;

thread_local! {
    /// Keeps the theme, which takes longer to read than any dispatch.
    static CACHE: RefCell<ComposeCache> = RefCell::default();
}

fuzz_target!(|bytes: &[u8]| {
    let files: [(&str, &[u8]); 2] = [
        ("site.toml", b"title = 'x'\nbase_url = 'https://x.example/'\n"),
        ("content/dispatches/a.md", bytes),
    ];
    let source = |(path, bytes): (&str, &[u8])| {
        let path = SourcePath::new(path);
        let source = match std::str::from_utf8(bytes) {
            Ok(text) => Source::text(&path, text),
            Err(_) => Source::new(&path, bytes.to_vec()),
        };
        (path, source)
    };
    let now = Timestamp::UNIX_EPOCH;
    let sources = files.into_iter().map(source).collect();
    let snapshot = Snapshot { sources, unreadable: Vec::new(), ignored: Vec::new(), now, clock: now };
    let options = ComposeOptions { drafts: Drafts::Shown, base_url: None };
    let snapshot = Arc::new(snapshot);
    let composition = CACHE.with_borrow_mut(|cache| compose(&snapshot, &options, cache));
    assert!(composition.faults.iter().all(|fault| !fault.path.as_str().is_empty()));
});
