//! Finds notes that no mark in the text leads to.
//! It does not know where notes are printed.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag};

use super::super::footnotes::Label;
use super::super::parsed::ParsedBody;
use super::kind::{NoteSlip, Slip, SlipKind};

pub(super) fn without_marks(body: &ParsedBody<'_>, found: &mut Vec<Slip>) {
    let marks = body.events.iter().filter_map(|(event, _)| match event {
        Event::FootnoteReference(label) => Some(Label::new(label)),
        _ => None,
    });
    let marks: BTreeSet<Label> = marks.collect();
    for (event, span) in &body.events {
        let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
        if !marks.contains(&Label::new(label)) {
            // From `[^` to `]:`.
            let end = span.start + label.len() + "[^]:".len();
            let kind = SlipKind::Note(NoteSlip::NoMark(label.to_string()));
            found.push(Slip { span: span.start..end.min(span.end), kind });
        }
    }
}
