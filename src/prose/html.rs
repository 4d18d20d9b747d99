//! A body as HTML: pulldown-cmark's own renderer over events that are fit to print.
//!
//! It does not know where anything lies (`resolve` does) nor which language the page speaks: it
//! adds no word of its own, no style and no script, so any theme and any strict policy will do.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::html::push_html;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use serde::Serialize;

use super::dialect::{self, Events};
use super::footnotes::Footnotes;
use super::heading::{Anchors, printed_level};
use super::linking::Linking;
use super::plain::{one_line, printable, words_of};
use super::resolved::Resolved;
use super::table::{self, Table};

/// What becomes of HTML written inside markdown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub enum RawHtml {
    /// Readers see it as it was typed; a block of it stands as code.
    Shown,
    /// It goes into the page as it is, scripts and all: for authors who may do anything.
    Trusted,
}

/// A body as HTML that may stand anywhere text may.
///
/// `resolve` turns a destination inside the site ([`Target::Internal`]), given as
/// [`Link::destination`] has it, into the address to print and, for a picture, how it is shown;
/// where it answers `None` the destination is printed as written.
///
/// - Headings carry the ids that [`headings`] lists; level 1 is printed as level 2.
/// - A refused destination is printed as its text. A picture on another host is a link to it, with
///   its description as the text.
/// - A picture that is a paragraph by itself is a `<figure>` if it has a title or a credit. One that is seen
///   [apart](super::resolved::Seen) is a link to it, like one on another host.
/// - `> [!NOTE]` is `<div class="alert alert-note" role="note">`; its label is the theme's to give.
/// - A table stands in `<div class="table" role="group" tabindex="0">`, named by its own header
///   row, so that a wide one can scroll. A cell has the class `align-start`, `align-center` or
///   `align-end` if the author aligned it. What a row has in excess of its header follows in its
///   last cell, and a table of more than 64 columns is code, both as they were typed.
/// - Footnotes stand at the end in `<div class="footnotes" role="doc-endnotes">`, numbered as they
///   are first referred to; one that nobody refers to comes last.
/// - Ids other than those of headings hold a colon: `fn:1`, `fnref:1`, `fnref:1:2`, `table:1`.
/// - What HTML may not hold (NUL, controls) is U+FFFD.
/// - A body nested so deep that reading it would take long is code as it was typed.
///
/// [`Target::Internal`]: super::links::Target::Internal
/// [`Link::destination`]: super::links::Link::destination
/// [`headings`]: super::heading::headings
pub fn html(markdown: &str, raw: RawHtml, resolve: &Resolve) -> String {
    let mut body = Footnotes::apart_from(Body {
        markdown,
        events: dialect::parse(markdown),
        ahead: VecDeque::new(),
        raw,
        linking: Linking::new(resolve),
        anchors: Anchors::default(),
        table: Table::default(),
    });
    let mut page = String::with_capacity(markdown.len() + markdown.len() / 2);
    push_html(&mut page, &mut body);
    push_html(&mut page, body.into_notes().into_iter());
    printable(page)
}

/// Looks a destination up.
pub type Resolve<'r> = dyn Fn(&str) -> Option<Resolved> + 'r;

/// The events of a body, made fit to print one by one.
struct Body<'a> {
    markdown: &'a str,
    events: Events<'a>,
    /// Events that were looked at early and are still to come.
    ahead: VecDeque<(Event<'a>, Range<usize>)>,
    raw: RawHtml,
    linking: Linking<'a>,
    anchors: Anchors,
    table: Table,
}

impl<'a> Iterator for Body<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let (event, span) = self.take()?;
            let printed = match event {
                Event::Start(tag) => self.start(tag, span),
                Event::End(tag) => self.end(tag, span),
                // HTML has no use for the slash that the renderer writes into void elements.
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
        match tag {
            Tag::Heading { level, .. } => Some(self.heading(level)),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.linking.open(link_type, &dest_url, title)
            }
            Tag::Image { dest_url, title, .. } => {
                let description = self.description();
                Some(self.linking.picture(&dest_url, title, description))
            }
            Tag::Paragraph => Some(self.paragraph()),
            Tag::BlockQuote(Some(kind)) => Some(Event::Html(alert(kind).into())),
            Tag::Table(columns) if columns.len() > table::MAX_COLUMNS => {
                Some(self.oversized_table(span))
            }
            Tag::Table(columns) => Some(self.table.open(columns)),
            Tag::TableHead => Some(self.table.open_head()),
            Tag::TableRow => Some(self.table.open_row(span)),
            Tag::TableCell => {
                let is_empty = matches!(self.peek(), Some(Event::End(TagEnd::TableCell)));
                Some(self.table.open_cell(is_empty))
            }
            Tag::HtmlBlock if self.raw == RawHtml::Shown => {
                Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)))
            }
            tag => Some(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) -> Option<Event<'a>> {
        match tag {
            TagEnd::Link => self.linking.close(),
            TagEnd::BlockQuote(Some(_)) => Some(Event::Html("</div>\n".into())),
            TagEnd::Table => Some(self.table.close()),
            TagEnd::TableCell => match self.table.excess(self.markdown, &span) {
                Some((excess, rest)) => {
                    self.ahead.push_front((Event::End(TagEnd::TableCell), rest));
                    Some(Event::Text(excess.into()))
                }
                None => Some(self.table.close_cell()),
            },
            TagEnd::HtmlBlock if self.raw == RawHtml::Shown => Some(Event::End(TagEnd::CodeBlock)),
            tag => Some(Event::End(tag)),
        }
    }

    /// The start of a heading with its anchor. One without words would be announced to those who
    /// listen to a page, and say nothing: it becomes a paragraph.
    fn heading(&mut self, level: HeadingLevel) -> Event<'a> {
        let mut inside = self.rest_of_element();
        let text: String = inside.iter().map(|(event, _)| words_of(event)).collect();
        let text = one_line(&text);
        let tag = if text.is_empty() {
            Tag::Paragraph
        } else {
            let (level, id) = (printed_level(level), Some(self.anchors.id(&text).into()));
            Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }
        };
        inside.push_back((Event::End(tag.to_end()), 0..0));
        inside.append(&mut self.ahead);
        self.ahead = inside;
        Event::Start(tag)
    }

    /// What the picture that has just begun is said to show, up to its end.
    fn description(&mut self) -> String {
        let inside = self.rest_of_element();
        let description: String = inside.iter().map(|(event, _)| words_of(event)).collect();
        one_line(&description)
    }

    /// The start of a paragraph, or the whole of it if it is a picture with words of its own.
    fn paragraph(&mut self) -> Event<'a> {
        let start = Event::Start(Tag::Paragraph);
        let Some(Event::Start(Tag::Image { .. })) = self.peek() else { return start };
        let mut inside = self.rest_of_element();
        let mut depth = 0_usize;
        let is_alone = inside.iter().enumerate().all(|(at, (event, _))| {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            depth > 0 || at + 1 == inside.len()
        });
        if let Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) = inside.front()
            && is_alone
        {
            let description: String = inside.iter().map(|(event, _)| words_of(event)).collect();
            let figure = self.linking.figure(dest_url, title, one_line(&description));
            if let Some(figure) = figure {
                return figure;
            }
        }
        inside.push_back((Event::End(TagEnd::Paragraph), 0..0));
        inside.append(&mut self.ahead);
        self.ahead = inside;
        start
    }

    fn oversized_table(&mut self, span: Range<usize>) -> Event<'a> {
        self.rest_of_element();
        let as_typed = Event::Text(self.markdown[span].into());
        self.ahead.push_front((Event::End(TagEnd::CodeBlock), 0..0));
        self.ahead.push_front((as_typed, 0..0));
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
    }

    /// The events up to the end of the element that has just begun, and without that end.
    fn rest_of_element(&mut self) -> VecDeque<(Event<'a>, Range<usize>)> {
        let mut inside = VecDeque::new();
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
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "<div class=\"alert alert-note\" role=\"note\">\n",
        BlockQuoteKind::Tip => "<div class=\"alert alert-tip\" role=\"note\">\n",
        BlockQuoteKind::Important => "<div class=\"alert alert-important\" role=\"note\">\n",
        BlockQuoteKind::Warning => "<div class=\"alert alert-warning\" role=\"note\">\n",
        BlockQuoteKind::Caution => "<div class=\"alert alert-caution\" role=\"note\">\n",
    }
}
