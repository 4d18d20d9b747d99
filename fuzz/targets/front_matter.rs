//! Any text as a file of content or as the settings is something or a report at its place: every fault lies inside the text.
#![no_main]

use dateline::config;
use dateline::read::content_file;
use dateline::text::span::Span;
use dateline::text::source::{Source, SourcePath};
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 5] = [
    "content/dispatches/a.md",
    "content/cities/a.md",
    "content/regions/a.md",
    "content/incidents/a.md",
    "content/a.md",
];

fuzz_target!(|text: &str| {
    let mut faults = config::read(text).err().unwrap_or_default();
    for path in FILES.map(SourcePath::new) {
        faults.extend(content_file::read(&path, &Source::text(&path, text)).faults);
    }
    for fault in faults {
        let lies_inside = |span: Span| text.get(span.start as usize..span.end as usize).is_some();
        assert!(fault.span.is_none_or(lies_inside), "{fault:?}");
    }
});
