//! Footnotes, taken out of the body's flow and set at its end.
//!
//! It does not know what the notes hold, nor in which language they are read: the roles of the
//! digital publishing vocabulary (`doc-noteref`, `doc-backlink`, `doc-endnotes`) say what each part
//! is, and a reader's software says it in the reader's own words.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The events of a body without its notes, which are kept for the end.
pub(super) struct Footnotes<'a, I> {
    body: I,
    marks: Marks,
    /// What each note says.
    notes: BTreeMap<Label, Vec<Event<'a>>>,
    /// The labels of the notes in the order written.
    written: Vec<Label>,
    /// The notes that the present event stands in, innermost last.
    open: Vec<Label>,
}

/// A note's label; labels that differ only by case are one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Label(String);

impl Label {
    fn of(written: &str) -> Label {
        // Up after down brings together what down alone leaves apart, as the two small sigmas.
        Label(written.to_lowercase().to_uppercase())
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Footnotes<'a, I> {
    pub(super) fn apart_from(body: I) -> Footnotes<'a, I> {
        Footnotes {
            body,
            marks: Marks::default(),
            notes: BTreeMap::new(),
            written: Vec::new(),
            open: Vec::new(),
        }
    }

    /// The list of notes, once the body has been read to its end.
    pub(super) fn into_notes(mut self) -> Vec<Event<'a>> {
        let mut notes = Vec::new();
        let mut written = self.written.into_iter();
        loop {
            // References inside a note are numbered after those before it, so the list may grow
            // while it is gone through.
            while let Some(label) = self.marks.labels.get(notes.len()).cloned() {
                let note = self.notes.remove(&label).unwrap_or_default();
                notes.push(note.into_iter().map(|e| self.marks.mark(e)).collect::<Vec<_>>());
            }
            // Nobody refers to the next one, and still its author wrote it to be read.
            match written.find(|label| self.notes.contains_key(label)) {
                Some(label) => self.marks.number(label),
                None => break,
            };
        }
        list(notes, self.marks.uses)
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Footnotes<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            match (self.body.next()?, self.open.last()) {
                (Event::Start(Tag::FootnoteDefinition(label)), _) => {
                    let label = Label::of(&label);
                    self.notes.entry(label.clone()).or_default();
                    self.written.push(label.clone());
                    self.open.push(label);
                }
                (Event::End(TagEnd::FootnoteDefinition), _) => {
                    self.open.pop();
                }
                (event, Some(label)) => self.notes.entry(label.clone()).or_default().push(event),
                (event, None) => return Some(self.marks.mark(event)),
            }
        }
    }
}

/// The references seen so far.
#[derive(Default)]
struct Marks {
    /// By number, less one.
    labels: Vec<Label>,
    numbers: BTreeMap<Label, usize>,
    /// How often each note is referred to, by its number less one.
    uses: Vec<usize>,
}

impl Marks {
    /// The note's number, which is the next one if it has none yet.
    fn number(&mut self, label: Label) -> usize {
        *self.numbers.entry(label).or_insert_with_key(|label| {
            self.labels.push(label.clone());
            self.uses.push(0);
            self.labels.len()
        })
    }

    /// The event itself, or the mark in place of a reference. No reference stands inside a link:
    /// the parser takes the brackets around one for text.
    fn mark<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        let Event::FootnoteReference(label) = event else {
            return event;
        };
        let number = self.number(Label::of(&label));
        self.uses[number - 1] += 1;
        let id = reference_id(number, self.uses[number - 1]);
        let link = format!("<a href=\"#fn:{number}\" role=\"doc-noteref\">{number}</a>");
        Event::InlineHtml(
            format!("<sup class=\"footnote-reference\" id=\"{id}\">{link}</sup>").into(),
        )
    }
}

fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref:{number}") } else { format!("fnref:{number}:{nth}") }
}

fn list(notes: Vec<Vec<Event<'_>>>, uses: Vec<usize>) -> Vec<Event<'_>> {
    if notes.is_empty() {
        return Vec::new();
    }
    let opening = "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n";
    let mut list = vec![Event::Html(opening.into())];
    for (index, (note, uses)) in notes.into_iter().zip(uses).enumerate() {
        list.extend(item(index + 1, note, uses));
    }
    list.push(Event::Html("</ol>\n</div>\n".into()));
    list
}

fn item(number: usize, mut note: Vec<Event<'_>>, uses: usize) -> Vec<Event<'_>> {
    // The way back stands at the end of the note's last line.
    let closing = note.pop_if(|last| matches!(last, Event::End(TagEnd::Paragraph)));
    let mut item = vec![Event::Html(format!("<li id=\"fn:{number}\">").into())];
    item.append(&mut note);
    item.extend((1..=uses).map(|nth| backlink(number, nth)));
    item.extend(closing);
    item.push(Event::Html("</li>\n".into()));
    item
}

/// An arrow up points the same way in every script, as the usual one to the left does not.
fn backlink<'a>(number: usize, nth: usize) -> Event<'a> {
    let id = reference_id(number, nth);
    let which = if nth == 1 { String::new() } else { format!("<sup>{nth}</sup>") };
    let arrow = format!("<a href=\"#{id}\" role=\"doc-backlink\">\u{2191}{which}</a>");
    Event::InlineHtml(format!("\u{A0}{arrow}").into())
}
