//! Any bytes as the head of a request are a safe request or a refusal.
#![no_main]

use dateline::edge::preview::request;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(path) = request::path_of(bytes) {
        assert!(path.starts_with('/') && !path.contains('\0'), "{path:?}");
    }
});
