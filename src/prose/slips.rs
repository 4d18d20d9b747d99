//! Markup that Markdown does not take: readers would see its signs, or nothing at all.
//! It does not know how a slip is reported, nor which file the body is from.
//!
//! An author who means the signs themselves writes a backslash before them, or puts them in a span of code.

pub mod kind;

mod brackets;
mod comments;
mod emphasis;
mod footnotes;
mod foreign;
mod signs;
mod speaker;
mod tables;
mod text_block;

use std::ops::Range;

use super::dialect::{self, Excess};
use super::parsed::ParsedBody;
use kind::{SignSlip, Slip, SlipKind};
use text_block::{TextBlock, text_blocks};

/// Every slip of a body, in the order written.
pub fn slips(body: &ParsedBody<'_>) -> Vec<Slip> {
    if let Some(excess) = dialect::excess(body.markdown) {
        let slip = match excess {
            Excess::Levels => SignSlip::TooDeep,
            Excess::Signs => SignSlip::TooManySigns,
        };
        return vec![Slip { span: 0..body.markdown.len(), kind: SlipKind::Sign(slip) }];
    }
    let mut found = Vec::new();
    for block in text_blocks(body) {
        found.extend(slips_of(&block));
    }
    footnotes::without_marks(body, &mut found);
    found.extend(brackets::unused_definitions(body));
    found.extend(comments::outside_text(body));
    found.extend(signs::find(body));
    found.extend(speaker::find(body));
    found.sort_by_key(|slip| slip.span.start);
    found.truncate(MOST_OF_BODY);
    found.dedup_by(|slip, before| slip.span.start < before.span.end);
    found
}

fn slips_of(block: &TextBlock<'_>) -> Vec<Slip> {
    let mut found = Found { block, slips: Vec::new() };
    comments::find(&mut found);
    foreign::find(&mut found);
    tables::find(&mut found);
    brackets::find(&mut found);
    emphasis::find(&mut found);
    found.slips
}

/// Maximum number of slips that are reported per block and per body, and of places that are looked at for each kind of slip. No text has
/// as many; an attack has.
const MOST_SLIPS: usize = 50;
const MOST_OF_BODY: usize = 1_000;
const MOST_PLACES: usize = 5_000;

/// Maximum length of a piece of markup, in bytes.
const LONGEST: usize = 2_000;

/// The places in `text` where `sign` is.
fn places<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(sign).map(|(at, _)| at).take(MOST_PLACES)
}

/// The text from a place on, as far as a piece of markup may go.
fn ahead(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at.saturating_add(LONGEST))]
}

/// The text before a place, as far as a piece of markup may go.
fn behind(text: &str, at: usize) -> &str {
    &text[text.ceil_char_boundary(at.saturating_sub(LONGEST))..at]
}

/// The slips of one block. Of two at one place, only the first is kept.
struct Found<'f> {
    block: &'f TextBlock<'f>,
    slips: Vec<Slip>,
}

impl Found<'_> {
    /// Adds a slip at a range of the block.
    fn add(&mut self, at: Range<usize>, kind: SlipKind) {
        let start = self.block.span.start;
        let span = at.start + start..at.end + start;
        let is_new = |slip: &Slip| slip.span.end <= span.start || span.end <= slip.span.start;
        if self.slips.len() < MOST_SLIPS && self.slips.iter().all(is_new) {
            self.slips.push(Slip { span, kind });
        }
    }
}
