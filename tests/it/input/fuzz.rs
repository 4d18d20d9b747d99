//! Random and mutilated files: whatever is in them, they are read to the end and every fault has a place in the file.
//! `DATELINE_FUZZ=100000 cargo test --release --test it fuzz` tries for longer.

use proptest::prelude::*;
use proptest::test_runner::Config;

use super::read_bytes;
use dateline::text::report::{self, ReportStyle};
use dateline::text::source::SourcePath;

/// Pieces of front matter, sound and unsound, to be put together at random.
const PIECES: [&str; 72] = [
    "---\n",
    "---",
    "\n",
    "\r\n",
    " ",
    "  ",
    "\t",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "#",
    " # ",
    "&a ",
    "*a",
    "!!int ",
    "|\n",
    ">\n",
    ">5\n",
    ">-\n  x\n",
    "? ",
    "...",
    "%YAML 1.2",
    "@",
    "`",
    "\\",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{7}",
    "الموصل",
    "é",
    "💥",
    "title: ",
    "date: ",
    "city: ",
    "cities: ",
    "casualties: ",
    "killed: ",
    "civilian: ",
    "min: ",
    "max: ",
    "text: ",
    "claims:\n",
    "  - by: x\n",
    "incidents:\n",
    "event: ",
    "location: ",
    "lat: ",
    "draft: ",
    "aliases: ",
    "slug: ",
    "sources: ",
    "media: ",
    "extra: ",
    "kind: toll\n",
    "2017-06-01",
    "2017-02-30",
    "2017-06-01T18:00+03:00",
    "more than 120",
    "80-115",
    "1,200",
    "١٢٠",
    "true",
    "~",
    "Text [link](x.md).\n",
];

/// A dispatch that uses much of the format, to be mutilated.
const SOUND: &str = include_str!("sound.md");

fn cases() -> u32 {
    let asked = std::env::var("DATELINE_FUZZ").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(256)
}

/// Reads the file and draws a report on it. Neither may panic.
fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    let faults = read_bytes(bytes).faults;
    let text = String::from_utf8_lossy(bytes).into_owned();
    for fault in &faults {
        let span = fault.span.unwrap_or_default();
        prop_assert!(span.start <= span.end && span.end as usize <= text.len(), "{fault:?}");
        prop_assert!(fault.help.is_some(), "{fault:?}");
    }
    let text_of = |_: &SourcePath| Some(text.clone());
    report::human(&faults, &text_of, ReportStyle::Plain);
    report::json(&faults, &text_of);
    Ok(())
}

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)
        .prop_map(|pieces| format!("---\n{}", pieces.concat()))
}

proptest! {
    #![proptest_config(Config { cases: cases(), ..Config::default() })]

    #[test]
    fn any_bytes_are_read_to_the_end(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survives(&bytes)?;
        survives(&[b"---\n", &bytes[..], b"\n---\nText.\n"].concat())?;
    }

    #[test]
    fn any_pieces_of_front_matter_are_read_to_the_end(text in pieces()) {
        survives(text.as_bytes())?;
    }

    #[test]
    fn a_mutilated_dispatch_is_read_to_the_end(
        cuts in prop::collection::vec((0..SOUND.len(), 0..40_usize, prop::sample::select(&PIECES[..])), 1..6)
    ) {
        let mut bytes = SOUND.as_bytes().to_vec();
        for (at, length, piece) in cuts {
            let at = at.min(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, piece.bytes());
        }
        survives(&bytes)?;
    }
}
