//! A body as HTML: pulldown-cmark's own renderer, over events that are made fit to print.
//! It does not know where anything lies (`resolve` does) nor the language of the page. It adds no word, no style and no script of its
//! own, so it fits every theme and every strict content security policy.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::html::push_html;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use serde::Serialize;

use super::dialect::{self, Events};
use super::footnotes::Footnotes;
use super::heading::{Anchors, printed_level};
use super::linking::{Linking, escaped};
use super::live::{is_block, is_number};
use super::plain::{one_line, printable, words_of};
use super::quotation::{self, Parts};
use super::resolved::{Label, Resolve};
use super::table::{self, Table};

/// What is done with HTML written inside Markdown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub enum RawHtml {
    /// Readers see it as it was typed; a block of it is shown as code.
    Shown,
    /// It becomes part of the page, scripts included: for authors who may do anything.
    Trusted,
}

/// A body as HTML that may be put anywhere text may.
///
/// `resolve` looks up a destination inside the site ([`Target::Internal`]), given as
/// [`Link::destination`] has it: the address to print and, for a picture, how it is shown.
/// Where it answers `None` the destination is printed as written.
///
/// - Headings have the ids that [`headings`] lists; level 1 is printed as level 2.
/// - A link to a refused destination is printed as its text. A picture on another host is a link to it, with
///   its description as the text.
/// - A picture that is a paragraph by itself is a `<figure>` if it has a title or a credit. A picture that may only be
///   [linked](super::resolved::Display) is a link to it, like one on another host.
/// - A number of the [record](super::live) is a link with the number as its text. A chart, a map or a list of people is a
///   `<figure class="embedded">` with its words as the caption.
/// - `> [!NOTE]` is `<div class="alert alert-note" role="note">`, and begins with the word that `label` has for `note`.
/// - A block quote whose last line says who speaks is `<figure class="quotation">` with the line as its caption.
/// - A table is inside `<div class="table" role="group" tabindex="0">`, labelled by its own header
///   row, so that a wide one can scroll. A cell has the class `align-start`, `align-center` or
///   `align-end` if the author aligned it. Cells in excess of the header follow as typed in the
///   last cell of their row. A table of more than 64 columns is shown as typed, as code.
/// - Footnotes are at the end in `<div class="footnotes" role="doc-endnotes">`, numbered in the order of
///   their first references. Notes without a reference come last.
/// - Ids other than those of headings have a colon: `fn:1`, `fnref:1`, `fnref:1:2`, `table:1`.
/// - Characters that HTML may not hold (NUL, controls) become U+FFFD.
/// - A body that is nested so deeply that reading it would take long is shown as typed, as code.
///
/// [`Target::Internal`]: super::links::Target::Internal
/// [`Link::destination`]: super::links::Link::destination
/// [`headings`]: super::heading::headings
pub fn html(markdown: &str, raw: RawHtml, resolve: &Resolve, label: &Label) -> String {
    let mut body = Footnotes::new(Body {
        markdown,
        events: dialect::parse(markdown),
        ahead: Inside::new(),
        raw,
        linking: Linking::new(resolve),
        label,
        anchors: Anchors::default(),
        table: Table::default(),
        quotes: Vec::new(),
    });
    let mut page = String::with_capacity(markdown.len() + markdown.len() / 2);
    push_html(&mut page, &mut body);
    push_html(&mut page, body.into_notes().into_iter());
    printable(page)
}

/// The block of code around what is shown as it was typed.
const AS_TYPED: Tag<'static> = Tag::CodeBlock(CodeBlockKind::Indented);

/// Some events, each with the range of bytes it was written at.
type Inside<'a> = VecDeque<(Event<'a>, Range<usize>)>;

/// The events of a body, made fit to print one by one.
struct Body<'a> {
    markdown: &'a str,
    events: Events<'a>,
    /// Events that were read early and are still to come.
    ahead: Inside<'a>,
    raw: RawHtml,
    linking: Linking<'a>,
    label: &'a Label<'a>,
    anchors: Anchors,
    table: Table,
    /// Whether each open block quote has a speaker, innermost last.
    quotes: Vec<bool>,
}

/// Maximum number of quotations inside each other that are looked at for a speaker. Each level is read once more.
const MOST_LEVELS: usize = 4;

/// The end of the caption of a quotation. Events have none, and no body has this one: lists of definitions are not read.
const END_OF_CAPTION: TagEnd = TagEnd::DefinitionListTitle;

impl<'a> Iterator for Body<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let (event, span) = self.take()?;
            let printed = match event {
                Event::Start(tag) => self.start(tag, span),
                Event::End(tag) => self.end(tag, span),
                // The renderer would write `<br />` and `<hr />`; HTML needs no slash.
                Event::HardBreak => Some(Event::InlineHtml("<br>\n".into())),
                Event::Rule => Some(Event::Html("<hr>\n".into())),
                Event::Html(typed) | Event::InlineHtml(typed) if self.raw == RawHtml::Shown => {
                    Some(Event::Text(typed))
                }
                event => Some(event),
            };
            if printed.is_some() {
                return printed;
            }
        }
    }
}

impl<'a> Body<'a> {
    fn take(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        self.ahead.pop_front().or_else(|| self.events.next())
    }

    fn peek(&mut self) -> Option<&Event<'a>> {
        if self.ahead.is_empty() {
            self.ahead.extend(self.events.next());
        }
        self.ahead.front().map(|(event, _)| event)
    }

    fn start(&mut self, tag: Tag<'a>, span: Range<usize>) -> Option<Event<'a>> {
        Some(match tag {
            Tag::Heading { level, .. } => self.heading(level),
            Tag::Link { link_type, dest_url, .. } if is_number(link_type, &dest_url) => {
                let typed = words(&self.rest_of_element());
                self.linking.number(&dest_url, typed)
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                return self.linking.open(link_type, &dest_url, title);
            }
            Tag::Image { dest_url, title, .. } => {
                let description = words(&self.rest_of_element());
                self.linking.picture(&dest_url, title, description)
            }
            Tag::Paragraph => self.paragraph(),
            Tag::BlockQuote(None) => self.quotation(),
            Tag::BlockQuote(Some(kind)) => Event::Html(alert(kind, self.label).into()),
            Tag::Table(columns) if columns.len() > table::MAX_COLUMNS => self.oversized_table(span),
            Tag::Table(columns) => self.table.open(columns),
            Tag::TableHead => self.table.open_head(),
            Tag::TableRow => self.table.open_row(span),
            Tag::TableCell => {
                let is_empty = matches!(self.peek(), Some(Event::End(TagEnd::TableCell)));
                self.table.open_cell(is_empty)
            }
            Tag::HtmlBlock if self.raw == RawHtml::Shown => Event::Start(AS_TYPED),
            tag => Event::Start(tag),
        })
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) -> Option<Event<'a>> {
        Some(match tag {
            TagEnd::Link => return self.linking.close(),
            TagEnd::BlockQuote(None) if self.quotes.pop() == Some(true) => {
                Event::Html("</blockquote>\n<figcaption>— ".into())
            }
            END_OF_CAPTION => Event::Html("</figcaption>\n</figure>\n".into()),
            TagEnd::BlockQuote(Some(_)) => Event::Html("</div>\n".into()),
            TagEnd::Table => self.table.close(),
            TagEnd::TableCell => match self.table.excess(self.markdown, &span) {
                Some((excess, rest)) => {
                    self.ahead.push_front((Event::End(TagEnd::TableCell), rest));
                    Event::Text(excess.into())
                }
                None => self.table.close_cell(),
            },
            TagEnd::HtmlBlock if self.raw == RawHtml::Shown => Event::End(TagEnd::CodeBlock),
            tag => Event::End(tag),
        })
    }

    /// The start of a heading with its anchor. A heading without words becomes a paragraph: a screen reader would announce a
    /// heading and then say nothing.
    fn heading(&mut self, level: HeadingLevel) -> Event<'a> {
        let inside = self.rest_of_element();
        let text = words(&inside);
        let tag = if text.is_empty() {
            Tag::Paragraph
        } else {
            let (level, id) = (printed_level(level), Some(self.anchors.id(&text).into()));
            Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }
        };
        self.put_back(inside, tag.to_end());
        Event::Start(tag)
    }

    /// The start of a paragraph, or a whole figure if the paragraph is a picture with a title or a credit.
    fn paragraph(&mut self) -> Event<'a> {
        let start = Event::Start(Tag::Paragraph);
        let Some(Event::Start(Tag::Image { dest_url, title, .. })) = self.peek() else {
            return start;
        };
        let (destination, title) = (dest_url.clone(), title.clone());
        let picture = self.take();
        let mut inside = self.rest_of_element();
        let is_alone = matches!(self.peek(), Some(Event::End(TagEnd::Paragraph)));
        if is_alone && is_block(&destination) {
            self.take();
            return self.linking.block(&destination, words(&inside));
        }
        if let Some(Event::End(TagEnd::Paragraph)) = self.peek()
            && let Some(figure) = self.linking.figure(&destination, &title, words(&inside))
        {
            self.take();
            return figure;
        }
        inside.extend(picture);
        inside.rotate_right(1);
        self.put_back(inside, TagEnd::Image);
        start
    }

    /// The start of a block quote. If its last line says who speaks, that becomes the caption.
    fn quotation(&mut self) -> Event<'a> {
        if self.quotes.len() >= MOST_LEVELS {
            self.quotes.push(false);
            return Event::Start(Tag::BlockQuote(None));
        }
        let mut inside = self.rest_of_element();
        let Some(parts) = quotation::parts(inside.make_contiguous()) else {
            self.quotes.push(false);
            self.put_back(inside, TagEnd::BlockQuote(None));
            return Event::Start(Tag::BlockQuote(None));
        };
        let Parts { quote_end, in_paragraph, speaker, speaker_end } = parts;
        inside.truncate(speaker_end);
        let mut caption = inside.split_off(speaker);
        inside.truncate(quote_end);
        if in_paragraph {
            inside.push_back((Event::End(TagEnd::Paragraph), 0..0));
        }
        inside.push_back((Event::End(TagEnd::BlockQuote(None)), 0..0));
        // A dash that is typed as hyphens is a text of its own.
        while let Some((Event::Text(text), _)) = caption.front_mut() {
            let rest = quotation::without_dash(text).to_owned();
            if !rest.is_empty() {
                *text = rest.into();
                break;
            }
            caption.pop_front();
        }
        inside.append(&mut caption);
        self.quotes.push(true);
        self.put_back(inside, END_OF_CAPTION);
        Event::Html("<figure class=\"quotation\">\n<blockquote>\n".into())
    }

    fn oversized_table(&mut self, span: Range<usize>) -> Event<'a> {
        self.rest_of_element();
        let as_typed = Event::Text(self.markdown[span].into());
        self.put_back(Inside::from([(as_typed, 0..0)]), TagEnd::CodeBlock);
        Event::Start(AS_TYPED)
    }

    /// The events up to the end of the element that has just begun, and without that end.
    fn rest_of_element(&mut self) -> Inside<'a> {
        let mut inside = Inside::new();
        let mut depth = 0_usize;
        while let Some((event, span)) = self.take() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            inside.push_back((event, span));
        }
        inside
    }

    /// Makes what was inside an element the next events again, and then its end.
    fn put_back(&mut self, mut inside: Inside<'a>, end: TagEnd) {
        inside.push_back((Event::End(end), 0..0));
        // What is ahead may be much more than what is put back.
        inside.into_iter().rev().for_each(|event| self.ahead.push_front(event));
    }
}

/// The words of some events, on one line.
fn words(inside: &Inside<'_>) -> String {
    one_line(&inside.iter().map(|(event, _)| words_of(event)).collect::<String>())
}

fn alert(kind: BlockQuoteKind, label: &Label) -> String {
    let name = match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    };
    let label = label(name).map(|word| format!("<p class=\"alert-label\">{}</p>\n", escaped(word)));
    let label = label.unwrap_or_default();
    format!("<div class=\"alert alert-{name}\" role=\"note\">\n{label}")
}
