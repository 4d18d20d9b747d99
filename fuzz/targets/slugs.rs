//! Any text makes a slug that is safe in an address and in the name of a file, and is its own slug.
#![no_main]

use dateline::field::slug::Slug;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let slug = Slug::make(text);
    assert!(slug.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
    assert_eq!(Slug::make(slug.as_str()), slug);
});
