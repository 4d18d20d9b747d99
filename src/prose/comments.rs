//! Takes HTML comments out of a body, and what browsers treat like comments: `<!DOCTYPE ..>`, `<? .. ?>`, `<![CDATA[ .. ]]>`.
//! It does not know whether the rest of the HTML is trusted.
//!
//! An author writes notes in comments because readers do not see them on the page. They would see them in its source.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Spanned;

/// The mark at the start of a comment.
pub(super) const OPENING: &str = "<!--";

/// Stands for every byte of a comment that has text behind it. No text may hold it.
const FILLER: char = '\u{1}';

/// Events without comments.
pub(super) struct WithoutComments<'a, I> {
    events: I,
    /// Events that were read early and are still to come.
    ahead: VecDeque<Spanned<'a>>,
}

impl<'a, I: Iterator<Item = Spanned<'a>>> WithoutComments<'a, I> {
    pub(super) fn new(events: I) -> Self {
        WithoutComments { events, ahead: VecDeque::new() }
    }

    /// Reads the block of HTML that has just begun at `span`.
    fn block(&mut self, span: Range<usize>) {
        let mut cut = Cutter::default();
        let mut lines: Vec<Spanned<'a>> = Vec::new();
        for (event, at) in self.events.by_ref() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(typed) if cut.may_change(&typed) => {
                    lines.push((Event::Html(cut.without_comments(&typed).into()), at));
                }
                event => lines.push((event, at)),
            }
        }
        let is_blank = |(event, _): &Spanned<'a>| match event {
            Event::Html(text) | Event::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        if lines.iter().all(is_blank) {
            return;
        }
        self.ahead.push_back((Event::Start(Tag::HtmlBlock), span.clone()));
        self.ahead.extend(lines);
        self.ahead.push_back((Event::End(TagEnd::HtmlBlock), span));
    }
}

impl<'a, I: Iterator<Item = Spanned<'a>>> Iterator for WithoutComments<'a, I> {
    type Item = Spanned<'a>;

    fn next(&mut self) -> Option<Spanned<'a>> {
        loop {
            if let Some(event) = self.ahead.pop_front() {
                return Some(event);
            }
            match self.events.next()? {
                (Event::Start(Tag::HtmlBlock), span) => self.block(span),
                (Event::InlineHtml(typed), _)
                    if typed.starts_with("<!") || typed.starts_with("<?") => {}
                event => return Some(event),
            }
        }
    }
}

/// The body with fillers in place of comments that begin a line with text behind them. None if there are none.
///
/// Markdown takes such a line for HTML. For its author the rest of the line is text, and may go on in the next one.
pub(super) fn filled<'a>(
    markdown: &str,
    events: impl Iterator<Item = Spanned<'a>>,
) -> Option<String> {
    let blocks = events.filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
    let comments = blocks.filter_map(|(_, block)| {
        let length = comments_before_text(&markdown[block.clone()])?;
        Some(block.start..block.start + length)
    });
    let mut filled = String::new();
    let mut done = 0;
    for comment in comments {
        filled.push_str(&markdown[done..comment.start]);
        filled.extend(comment.clone().map(|_| FILLER));
        done = comment.end;
    }
    (done > 0).then(|| filled + &markdown[done..])
}

/// An event of a filled body, without the fillers.
pub(super) fn unfilled((event, at): Spanned<'_>) -> Spanned<'static> {
    match event {
        Event::Text(text) if text.starts_with(FILLER) => {
            let words = text.trim_start_matches(FILLER);
            let start = at.start + text.len() - words.len();
            (Event::Text(words.to_owned().into()), start..at.end)
        }
        event => (event.into_static(), at),
    }
}

/// The length of the comments that `block` begins with and of the blanks behind them, if text follows that is not HTML.
fn comments_before_text(block: &str) -> Option<usize> {
    let mut rest = block;
    while let Some(comment) = rest.trim_start().strip_prefix(OPENING) {
        rest = &comment[comment.find("-->")? + "-->".len()..];
    }
    let text = rest.trim_start();
    let is_text = text.len() < block.len() && !text.is_empty() && !text.starts_with('<');
    is_text.then_some(block.len() - text.len())
}

/// Elements whose content is text for a browser: a comment inside is none.
const TEXT_ONLY: [&str; 4] = ["script", "style", "textarea", "title"];

/// Takes comments out of HTML that comes line by line.
#[derive(Default)]
struct Cutter {
    inside: Inside,
}

/// What the present place is inside of.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Html,
    /// What looks like a comment, up to this mark.
    Comment(&'static str),
    /// An element whose content is text.
    Text(&'static str),
}

impl Cutter {
    /// Whether a line may hold the start or the end of something that matters here.
    fn may_change(&self, line: &str) -> bool {
        self.inside != Inside::Html || line.contains('<')
    }

    fn without_comments(&mut self, line: &str) -> String {
        let mut kept = String::with_capacity(line.len());
        let mut rest = line;
        while !rest.is_empty() {
            rest = match self.inside {
                Inside::Comment(end) => match rest.find(end) {
                    Some(at) => {
                        self.inside = Inside::Html;
                        &rest[at + end.len()..]
                    }
                    None => "",
                },
                Inside::Text(element) => {
                    let end = end_tag(rest, element);
                    if end < rest.len() {
                        self.inside = Inside::Html;
                    }
                    kept.push_str(&rest[..end]);
                    &rest[end..]
                }
                Inside::Html => {
                    let at = rest.find('<').unwrap_or(rest.len());
                    kept.push_str(&rest[..at]);
                    self.tag(&rest[at..], &mut kept)
                }
            };
        }
        kept
    }

    /// Reads what begins with `<`, and returns what follows its first characters.
    fn tag<'t>(&mut self, from: &'t str, kept: &mut String) -> &'t str {
        for (start, end) in [(OPENING, "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")] {
            if let Some(after) = from.strip_prefix(start) {
                self.inside = Inside::Comment(end);
                return after;
            }
        }
        let name = from.trim_start_matches('<');
        let is_tag = |element: &&str| {
            name.get(..element.len()).is_some_and(|start| start.eq_ignore_ascii_case(element))
                && !name[element.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
        };
        if let Some(element) = TEXT_ONLY.into_iter().find(|element| is_tag(element)) {
            self.inside = Inside::Text(element);
        }
        let first = from.chars().next().map_or(0, char::len_utf8);
        kept.push_str(&from[..first]);
        &from[first..]
    }
}

/// Where the end tag of `element` begins; the length of the text, if it has none.
fn end_tag(text: &str, element: &str) -> usize {
    let tags = text.match_indices("</").map(|(at, _)| at);
    let mut ends = tags.filter(|at| {
        let name = &text[at + 2..];
        name.get(..element.len()).is_some_and(|start| start.eq_ignore_ascii_case(element))
    });
    ends.next().unwrap_or(text.len())
}

/// The comments that do not end in the block of HTML where they begin.
pub(super) fn left_open<'a>(
    markdown: &str,
    events: impl Iterator<Item = Spanned<'a>>,
) -> Vec<Range<usize>> {
    let blocks = events.filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
    let open = blocks.filter_map(|(_, block)| {
        let written = &markdown[block.clone()];
        let mut cut = Cutter::default();
        cut.without_comments(written);
        let is_open = cut.inside == Inside::Comment("-->");
        let at = block.start + is_open.then(|| written.rfind(OPENING)).flatten()?;
        Some(at..at + OPENING.len())
    });
    open.collect()
}
