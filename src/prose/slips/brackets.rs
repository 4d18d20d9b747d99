//! Finds links and pictures that are not taken as such, and marks of notes without a note.
//! It does not know whether anything is at an address.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag};

use super::super::footnotes::Label;
use super::super::parsed::ParsedBody;
use super::kind::{LinkSlip, NoteSlip, Slip, SlipKind};
use super::{Found, ahead, behind, places};

/// What is written by mistake between the text of a link and its address: a blank, a mark of direction, a wide bracket.
const BETWEEN: [&str; 5] = ["] (", "]\u{a0}(", "]\u{200e}(", "]\u{200f}(", "]（"];

pub(super) fn find(found: &mut Found<'_>) {
    let text = found.block.literal.as_str();
    if !text.contains('[') {
        return;
    }
    marks_of_notes(found, text);
    for at in places(text, "](") {
        link(found, text, at);
    }
    for at in places(text, "][") {
        reference(found, text, at);
    }
    for between in BETWEEN {
        for at in places(text, between) {
            link_with_blank(found, text, at, between.len());
        }
    }
    for at in places(text, ")[") {
        swapped(found, text, at);
    }
}

/// `[^label]` that is still text has no note.
fn marks_of_notes(found: &mut Found<'_>, text: &str) {
    for at in places(text, "[^") {
        let Some(length) = ahead(text, at).find(']') else { continue };
        let label = &text[at + 2..at + length];
        if !label.is_empty() && !label.contains(char::is_whitespace) {
            found.add(at..at + length + 1, SlipKind::Note(NoteSlip::NoNote(label.to_owned())));
        }
    }
}

/// Where the text of a link begins that ends at `end`, with the `!` of a picture.
fn opening(text: &str, end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let before = behind(text, end);
    let mut brackets = before.char_indices().rev().filter(|(_, c)| matches!(c, '[' | ']'));
    let (at, _) = brackets.find(|(_, c)| match c {
        ']' => {
            depth += 1;
            false
        }
        _ if depth > 0 => {
            depth -= 1;
            false
        }
        _ => true,
    })?;
    let at = end - before.len() + at;
    Some(if text[..at].ends_with('!') { at - 1 } else { at })
}

/// `[text](address)`, with the middle `](` at a place.
fn link(found: &mut Found<'_>, text: &str, middle: usize) {
    let Some(start) = opening(text, middle) else { return };
    let source = found.block.source;
    let after = ahead(source, middle + 2);
    let Some(length) = after.find(')').filter(|length| !after[..*length].contains("\n\n")) else {
        found.add(start..middle + 2, SlipKind::Link(LinkSlip::Broken));
        return;
    };
    let end = middle + 2 + length + 1;
    let inside = after[..length].trim();
    // A title follows the address in quotation marks.
    let (address, title) = match inside.find(" \"").or_else(|| inside.find(" '")) {
        Some(at) => (inside[..at].trim(), &inside[at..]),
        None => (inside, ""),
    };
    let has_blank = address.contains(char::is_whitespace) && !address.contains(['<', '>', '\n']);
    found.add(
        start..end,
        match has_blank {
            true => SlipKind::Link(LinkSlip::BlankInAddress(format!(
                "{}](<{address}>{title})",
                &source[start..middle]
            ))),
            false => SlipKind::Link(LinkSlip::Broken),
        },
    );
}

/// `[text] (https://..)`, with the middle `] (` of this length at a place.
fn link_with_blank(found: &mut Found<'_>, text: &str, middle: usize, between: usize) {
    let Some(start) = opening(text, middle) else { return };
    let source = found.block.source;
    let after = ahead(source, middle + between);
    let Some(length) = after.find([')', '）']) else { return };
    let address = &after[..length];
    let is_address = ["http://", "https://", "../", "./", "/", "mailto:"]
        .into_iter()
        .any(|it| address.starts_with(it) && address.len() > it.len());
    if is_address && !address.contains(char::is_whitespace) {
        let right = format!("{}]({address})", &source[start..middle]);
        let closing = after[length..].chars().next().map_or(0, char::len_utf8);
        found.add(
            start..middle + between + length + closing,
            SlipKind::Link(LinkSlip::BlankBeforeAddress(right)),
        );
    }
}

/// `(text)[https://..]`, with the middle `)[` at a place.
fn swapped(found: &mut Found<'_>, text: &str, middle: usize) {
    let before = behind(text, middle);
    let Some(start) = before.rfind('(').map(|at| middle - before.len() + at) else { return };
    let after = ahead(text, middle + 2);
    let Some(length) = after.find(']') else { return };
    let address = &after[..length];
    if address.starts_with("http://") || address.starts_with("https://") {
        let right = format!("[{}]({address})", &found.block.source[start + 1..middle]);
        found.add(start..middle + 2 + length + 1, SlipKind::Link(LinkSlip::SwappedBrackets(right)));
    }
}

/// `[text][key]` or `[text][]`, with the middle `][` at a place.
fn reference(found: &mut Found<'_>, text: &str, middle: usize) {
    let Some(start) = opening(text, middle) else { return };
    let after = ahead(text, middle + 2);
    let Some(length) = after.find(']').filter(|length| !after[..*length].contains('[')) else {
        return;
    };
    let key = match &after[..length] {
        "" => text[start..middle].trim_start_matches(['!', '[']),
        key => key,
    };
    let kind = SlipKind::Link(LinkSlip::NoDefinition(key.replace('\n', " ")));
    found.add(start..middle + 2 + length + 1, kind);
}

/// The lines `[key]: address` that nothing uses. A definition of `#` is a customary way to write a comment.
pub(super) fn unused_definitions(body: &ParsedBody<'_>) -> Vec<Slip> {
    if body.definitions.is_empty() {
        return Vec::new();
    }
    let used = body.events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(Label::new(id)),
        _ => None,
    });
    let used: BTreeSet<Label> = used.collect();
    let is_used = |key: &str| used.contains(&Label::new(key));
    let unused = body.definitions.iter().filter(|it| it.address != "#" && !is_used(&it.key));
    unused
        .map(|it| Slip {
            span: it.span.clone(),
            kind: SlipKind::Link(LinkSlip::UnusedDefinition(it.key.clone())),
        })
        .collect()
}
