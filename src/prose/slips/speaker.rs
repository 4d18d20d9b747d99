//! Finds lines that look like the speaker of a quotation and are not taken as one: in a list, below a heading, or outside the quotation.
//! It does not know how a speaker is recognised; `quotation` does.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::events::Spanned;
use super::super::parsed::ParsedBody;
use super::super::quotation::{is_dashed, is_name, parts, without_dash, words};
use super::kind::{Slip, SlipKind, SpeakerSlip};

/// Maximum length of a line that may name a speaker, in bytes.
const LONGEST_NAME: usize = 240;

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
                    found.extend(by_heading(body.markdown, inside));
                    found.extend(outside(&body.events[at + 1..], inside, span));
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
    let list = &inside[start..];
    let items = list.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::Item))).count();
    let name = words(list);
    let is_hyphen = markdown[inside[start].1.clone()].starts_with('-');
    let is_one = ends_quote && is_hyphen && items == 1 && start > 0 && could_name(&name);
    let slips = || slip(inside[start].1.clone(), SpeakerSlip::InList(name.trim().to_owned()));
    is_one.then(slips)
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
    let has_dialogue =
        inside.iter().any(|(event, _)| matches!(event, Event::Text(text) if is_dashed(text)));
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
        && !line.ends_with(['.', '!', '?', '؟', ':', ';'])
}
