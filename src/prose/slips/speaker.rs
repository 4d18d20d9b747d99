//! Finds what looks like the speaker of a quotation and is not taken as one: in a list, below a heading, outside the quotation, without
//! a dash, or in one line with the words that are quoted.
//! It does not know how a speaker is recognised; `quotation` does.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::events::Spanned;
use super::super::parsed::ParsedBody;
use super::super::quotation::{has_dashed_line, is_dashed, is_name, parts, without_dash, words};
use super::kind::{Slip, SlipKind, SpeakerSlip};

/// Maximum length of a line that may name a speaker, in bytes.
const LONGEST_NAME: usize = 240;

/// Maximum number of words of a speaker who stands in a line without a dash.
const MOST_WORDS: usize = 10;

/// What ends a sentence.
const ENDS: [char; 6] = ['.', '!', '?', '…', '؟', '۔'];

/// What ends quoted words.
const CLOSING: [char; 5] = ['”', '“', '"', '»', '«'];

/// The near misses of a body.
pub(super) fn find(body: &ParsedBody<'_>) -> Vec<Slip> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    for (at, (event, span)) in body.events.iter().enumerate() {
        match event {
            Event::Start(Tag::BlockQuote(None)) => open.push(at),
            Event::End(TagEnd::BlockQuote(None)) => {
                let Some(start) = open.pop() else { continue };
                let inside = &body.events[start + 1..at];
                // What is said of a quotation inside another is said once, of the inner one.
                if open.is_empty() && parts(inside).is_none() {
                    found.extend(in_list(body.markdown, inside));
                    let heading = by_heading(body.markdown, inside);
                    found.extend(outside(&body.events[at + 1..], inside, span));
                    found.extend(list_below(body.markdown, &body.events[at + 1..]));
                    // A heading is the whole slip: its words come before the line of the speaker.
                    found.extend(heading.or_else(|| in_last_line(body.markdown, inside)));
                }
            }
            _ => {}
        }
    }
    found
}

fn slip(span: Range<usize>, speaker: SpeakerSlip) -> Slip {
    Slip { span, kind: SlipKind::Speaker(speaker) }
}

/// `> - Name`: a hyphen at the end of a quotation begins a list.
fn in_list(markdown: &str, inside: &[Spanned<'_>]) -> Option<Slip> {
    let is_list = |event: &Event<'_>| matches!(event, Event::Start(Tag::List(None)));
    let starts: Vec<usize> = (0..inside.len()).filter(|at| is_list(&inside[*at].0)).collect();
    let [start] = starts[..] else { return None };
    let ends_quote = matches!(inside.last(), Some((Event::End(TagEnd::List(false)), _)));
    let name = only_item(markdown, &inside[start..]).filter(|_| ends_quote && start > 0)?;
    Some(slip(inside[start].1.clone(), SpeakerSlip::InList(name)))
}

/// `- Name` below a quotation: the hyphen ends the quotation and begins a list.
fn list_below(markdown: &str, after: &[Spanned<'_>]) -> Option<Slip> {
    let (Event::Start(Tag::List(None)), span) = after.first()? else { return None };
    let end = after.iter().position(|(event, _)| *event == Event::End(TagEnd::List(false)))?;
    let name = only_item(markdown, &after[..=end]).filter(|name| is_short(name))?;
    Some(slip(span.clone(), SpeakerSlip::ListBelow(name)))
}

/// The words of a list that has one item with a hyphen, if they could name a speaker.
fn only_item(markdown: &str, list: &[Spanned<'_>]) -> Option<String> {
    let items = list.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::Item))).count();
    let name = words(list);
    let is_hyphen = markdown[list.first()?.1.clone()].starts_with('-');
    (is_hyphen && items == 1 && could_name(&name)).then(|| name.trim().to_owned())
}

/// The last line of a quotation, or the end of it, if the quoted words have ended before and it is no sentence.
fn in_last_line(markdown: &str, inside: &[Spanned<'_>]) -> Option<Slip> {
    let (last, rest) = inside.split_last()?;
    let is_start =
        |(event, _): &Spanned<'_>| matches!(event, Event::Start(Tag::Paragraph)) || is_break(event);
    let start = rest.iter().rposition(is_start)?;
    if last.0 != Event::End(TagEnd::Paragraph) || has_dashed_line(inside) {
        return None;
    }
    let line = words(&rest[start + 1..]);
    let span = rest.get(start + 1)?.1.start..rest.last()?.1.end;
    let names = |name: &str| could_name(name) && is_short(name) && is_name(name);
    if has_ended(&words(&rest[..start])) && names(&line) {
        return Some(slip(span, SpeakerSlip::NoDash(line.trim().to_owned())));
    }
    let (said, _) = line.rsplit_once(['—', '–', '―'])?;
    let name = line[said.len()..].trim_start_matches(['—', '–', '―']).trim();
    let written = &markdown[span.clone()];
    let dash = written.rfind(['—', '–', '―']).or_else(|| written.rfind("--"))?;
    let at = span.start + dash..span.end;
    (has_ended(said) && names(name)).then(|| slip(at, SpeakerSlip::AtEnd(name.to_owned())))
}

/// Whether quoted words end here: with the end of a sentence, or a quotation mark.
fn has_ended(words: &str) -> bool {
    let words = words.trim_end();
    words.ends_with(ENDS) || words.ends_with(CLOSING)
}

/// Whether a line is as short as the name and the office of somebody, and begins as a name does.
fn is_short(line: &str) -> bool {
    let is_first = |c: char| c.is_alphabetic() && !c.is_lowercase();
    line.trim().starts_with(is_first) && line.split_whitespace().count() <= MOST_WORDS
}

/// `> ---`: a line of hyphens makes a heading of the line above it.
fn by_heading(markdown: &str, inside: &[Spanned<'_>]) -> Option<Slip> {
    let headings =
        inside.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })));
    let below = headings.filter_map(|(_, span)| {
        let heading = markdown[span.clone()].trim_end();
        let (_, line) = heading.rsplit_once('\n')?;
        let dashes = line.trim_start_matches(['>', ' ', '\t']);
        let end = span.start + heading.len();
        dashes.starts_with('-').then(|| end - dashes.len()..end)
    });
    below.map(|span| slip(span, SpeakerSlip::Heading)).next()
}

/// A line with a dash right below a quotation, but outside it.
fn outside(after: &[Spanned<'_>], inside: &[Spanned<'_>], quote: &Range<usize>) -> Option<Slip> {
    let [(Event::Start(Tag::Paragraph), span), rest @ ..] = after else { return None };
    let end = rest.iter().position(|(event, _)| *event == Event::End(TagEnd::Paragraph))?;
    let line = words(&rest[..end]);
    let is_line = !rest[..end].iter().any(|(event, _)| is_break(event));
    let has_dialogue = has_dashed_line(inside);
    let names =
        is_line && !has_dialogue && is_dashed(&line) && is_name(&line) && quote.end <= span.start;
    let name = without_dash(&line).trim().to_owned();
    (names && could_name(&name)).then(|| slip(span.clone(), SpeakerSlip::Outside(name)))
}

fn is_break(event: &Event<'_>) -> bool {
    matches!(event, Event::SoftBreak | Event::HardBreak)
}

/// Whether a line is short, and no sentence.
fn could_name(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty()
        && line.len() <= LONGEST_NAME
        && !line.ends_with(ENDS)
        && !line.ends_with([':', ';'])
}
