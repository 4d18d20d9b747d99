//! Finds signs that Markdown takes for markup although their author meant them, and blocks of code that do not end.
//! It does not look at signs that Markdown leaves in the text; the other files do.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::super::events::Spanned;
use super::super::parsed::ParsedBody;
use super::kind::{SignSlip, Slip, SlipKind};

pub(super) fn find(body: &ParsedBody<'_>) -> Vec<Slip> {
    let found = body.events.iter().filter_map(|(event, span)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => open_fence(body.markdown, span),
        Event::Start(Tag::Heading { .. }) => heading_by_dashes(body.markdown, span),
        Event::Start(Tag::BlockQuote(_)) => quotation(body.markdown, span),
        Event::Start(Tag::Emphasis) => product(body.markdown, span),
        _ => None,
    });
    found.chain(conflict(body)).collect()
}

fn slip(span: Range<usize>, sign: SignSlip) -> Slip {
    Slip { span, kind: SlipKind::Sign(sign) }
}

/// A sign before a number that Markdown takes for the sign of a quotation: `>120 people`.
fn quotation(markdown: &str, span: &Range<usize>) -> Option<Slip> {
    let sign = markdown[span.clone()].trim_start().strip_prefix('>')?;
    let is_number = sign.trim_start_matches('=').starts_with(char::is_numeric);
    is_number.then(|| slip(span.start..span.start + 1, SignSlip::Quotation))
}

/// A sentence with a line of dashes right below it, which was meant to part what is above from what is below.
fn heading_by_dashes(markdown: &str, span: &Range<usize>) -> Option<Slip> {
    let (text, dashes) = markdown[span.clone()].trim_end().rsplit_once('\n')?;
    let is_sentence =
        text.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।']);
    let at = span.start + text.len() + 1;
    let is_heading = is_sentence && dashes.contains('-');
    is_heading.then(|| slip(at..at + dashes.len(), SignSlip::HeadingByDashes))
}

/// Stars between digits that Markdown takes for the signs of emphasis: `2*4 and 5*6`.
fn product(markdown: &str, span: &Range<usize>) -> Option<Slip> {
    let before = markdown[..span.start].chars().next_back()?;
    let after = markdown[span.end..].chars().next()?;
    let inside = &markdown[span.clone()];
    let is_product = inside.starts_with('*') && before.is_numeric() && after.is_numeric();
    is_product.then(|| slip(span.clone(), SignSlip::Product))
}

/// The signs that begin and end a line of a conflict of `git`.
const CONFLICT: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

fn conflict(body: &ParsedBody<'_>) -> Option<Slip> {
    let start = |sign: &str| match body.markdown.starts_with(sign) {
        true => Some(0),
        false => body.markdown.find(&format!("\n{sign}")).map(|at| at + 1),
    };
    let at = CONFLICT.into_iter().find_map(start)?;
    let is_code = |(event, span): &Spanned<'_>| {
        matches!(event, Event::Start(Tag::CodeBlock(_))) && span.contains(&at)
    };
    let is_text = !body.events.iter().any(is_code);
    is_text.then(|| slip(at..at + CONFLICT[0].len() - 1, SignSlip::Conflict))
}

fn open_fence(markdown: &str, span: &Range<usize>) -> Option<Slip> {
    let written = markdown.get(span.clone())?;
    let sign = written.trim_start().chars().next()?;
    let first = written.lines().next()?;
    let last = written.lines().last()?.trim_start_matches(['>', ' ', '\t']).trim_end();
    let length = first.trim_start().chars().take_while(|c| *c == sign).count();
    let closes = last.chars().count() >= length && last.chars().all(|c| c == sign);
    if closes && written.trim_end().lines().count() > 1 {
        return None;
    }
    let end = span.start + first.trim_end().len();
    Some(slip(span.start..end, SignSlip::OpenFence))
}
