//! A count is read or refused, and what is read has bounds in order and its wording is read again as the same.
#![no_main]

use dateline::field::count::Count;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(count) = Count::parse(text) else { return };
    let Some(bounds) = count.bounds() else { return };
    assert!(bounds.max.is_none_or(|max| bounds.min <= max));
    let again = Count::parse(count.wording()).expect("it was read before");
    assert_eq!(again.bounds().map(|it| (it.min, it.max)), Some((bounds.min, bounds.max)));
});
