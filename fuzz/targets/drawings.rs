//! Any drawing is accepted or refused, and none with a script is accepted.
#![no_main]

use dateline::picture::svg;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if svg::check(text).is_ok() {
        assert!(!text.to_ascii_lowercase().contains("<script"));
    }
});
