//! Footnotes, taken out of the body and listed at its end.
//! It does not know what the notes say, nor the language of the page: roles (`doc-noteref`, `doc-backlink`, `doc-endnotes`) say what each
//! part is, and a screen reader says it in the reader's language.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The events of a body without its notes, which are kept for the end.
pub(super) struct Footnotes<'a, I> {
    body: I,
    references: References,
    /// The events of each note.
    notes: BTreeMap<Label, Vec<Event<'a>>>,
    /// The labels of the notes in the order written.
    written: Vec<Label>,
    /// The notes around the present event, innermost last.
    open: Vec<Label>,
}

/// A note's label; labels that differ only by case are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label(String);

impl Label {
    pub(super) fn new(written: &str) -> Label {
        // Upper case after lower case, because lower case alone keeps the two small sigmas apart.
        Label(written.to_lowercase().to_uppercase())
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Footnotes<'a, I> {
    pub(super) fn new(body: I) -> Footnotes<'a, I> {
        Footnotes {
            body,
            references: References::default(),
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
            // References inside a note are numbered after those before it, so the list may grow during this loop.
            while let Some(label) = self.references.labels.get(notes.len()).cloned() {
                let note = self.notes.remove(&label).unwrap_or_default();
                notes.push(note.into_iter().map(|it| self.references.mark(it)).collect::<Vec<_>>());
            }
            // A note without a reference comes last: its author wrote it to be read.
            match written.find(|label| self.notes.contains_key(label)) {
                Some(label) => self.references.number(label),
                None => break,
            };
        }
        list(notes, self.references.uses)
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Footnotes<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            match (self.body.next()?, self.open.last()) {
                (Event::Start(Tag::FootnoteDefinition(label)), _) => {
                    let label = Label::new(&label);
                    self.notes.entry(label.clone()).or_default();
                    self.written.push(label.clone());
                    self.open.push(label);
                }
                (Event::End(TagEnd::FootnoteDefinition), _) => {
                    self.open.pop();
                }
                (event, Some(label)) => self.notes.entry(label.clone()).or_default().push(event),
                (event, None) => return Some(self.references.mark(event)),
            }
        }
    }
}

/// The references seen so far.
#[derive(Default)]
struct References {
    /// By number, minus one.
    labels: Vec<Label>,
    numbers: BTreeMap<Label, usize>,
    /// How many references each note has, by its number minus one.
    uses: Vec<usize>,
}

impl References {
    /// The note's number, which is the next one if it has none yet.
    fn number(&mut self, label: Label) -> usize {
        *self.numbers.entry(label).or_insert_with_key(|label| {
            self.labels.push(label.clone());
            self.uses.push(0);
            self.labels.len()
        })
    }

    /// The event itself, or the mark in place of a reference. A reference is never inside a link: there the parser reads its
    /// brackets as text.
    fn mark<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        let Event::FootnoteReference(label) = event else {
            return event;
        };
        let number = self.number(Label::new(&label));
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
    for (number, (mut note, uses)) in (1..).zip(notes.into_iter().zip(uses)) {
        // The links back belong to the last line of the note.
        let closing = note.pop_if(|last| matches!(last, Event::End(TagEnd::Paragraph)));
        list.push(Event::Html(format!("<li id=\"fn:{number}\">").into()));
        list.append(&mut note);
        list.extend((1..=uses).map(|nth| backlink(number, nth)));
        list.extend(closing);
        list.push(Event::Html("</li>\n".into()));
    }
    list.push(Event::Html("</ol>\n</div>\n".into()));
    list
}

/// A link back to a reference. The arrow points up, which is right in every script; an arrow to the left is not.
fn backlink<'a>(number: usize, nth: usize) -> Event<'a> {
    let id = reference_id(number, nth);
    let which = if nth == 1 { String::new() } else { format!("<sup>{nth}</sup>") };
    let arrow = format!("<a href=\"#{id}\" role=\"doc-backlink\">\u{2191}{which}</a>");
    Event::InlineHtml(format!("\u{A0}{arrow}").into())
}
