//! Any body is printed without a script and without a comment.
#![no_main]

use dateline::prose::html::{RawHtml, html};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let page = html(text, RawHtml::Shown, &|_| None, &|_| None);
    assert!(!page.contains("<script") && !page.contains("<!--"));
});
