//! Any table is imported whole or refused: no panic, and never some of its rows with an error.
#![no_main]

use dateline::import::map::Map;
use dateline::import::{import, shipped};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::SourcePath;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (path, text) = shipped::named("ucdp-ged").expect("it is built in");
    let map = Map::read(&path, text).expect("it is right");
    let imported = import(&SourcePath::new("rows.csv"), bytes, &map);
    let has_errors = imported.faults.iter().any(Diagnostic::is_error);
    assert!(!has_errors || imported.files.is_empty());
});
