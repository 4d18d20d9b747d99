//! Any bytes are cleaned or refused, and what was cleaned is clean.
#![no_main]

use dateline::picture::{Format, cleaned};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(format) = Format::from_signature(bytes) else { return };
    let Ok(clean) = cleaned(format, bytes) else { return };
    assert_eq!(cleaned(format, &clean).expect("it was clean"), clean);
});
