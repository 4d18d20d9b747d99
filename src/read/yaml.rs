//! Reads YAML into a tree of nodes. Only this file and those below `yaml/` use the YAML library.
//! It does not know which keys there are, nor what any value means.
//!
//! YAML reads `NO` as false, `0o12` as ten and `+3` as three. So the library is only asked for its events, which hold
//! every scalar as written. The code that reads a key decides what its value means.

mod brackets;
mod comments;
mod misplaced;
mod place;
mod syntax_error;
mod unclosed;

use std::ops::Range;

use serde_yaml::granit_parser::{self, Event, Parser, ScalarStyle, StrInput};

use crate::read::node::{Entry, Node, Scalar, Style, Value};
use crate::read::yaml::comments::Context;
use crate::read::yaml::place::File;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};

/// Maximum depth of nesting. No key needs more; a deeper one is a mistake or an attack.
const DEEPEST: usize = 32;

/// Reads the YAML at `span` of `text`; `None` if it has nothing but comments.
pub fn parse(path: &SourcePath, text: &str, span: Span) -> Result<Option<Node>, Diagnostic> {
    let yaml = text.get(span.range()).unwrap_or_default();
    let options = granit_parser::options! {
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
        disallow_directives: true,
    };
    let events = Parser::new_from_str_with_options(yaml, options);
    let file = File { path, yaml, offset: span.start as usize };
    TreeBuilder { file, events, seen: 0..0, open: Vec::new() }.document()
}

/// Builds the tree from the events of the library.
struct TreeBuilder<'a> {
    file: File<'a>,
    events: Parser<'a, StrInput<'a>>,
    /// The place of the last value that was read. A syntax error is explained by what comes before it.
    seen: Range<usize>,
    /// The places of brackets that are not closed yet.
    open: Vec<usize>,
}

impl<'a> TreeBuilder<'a> {
    fn document(mut self) -> Result<Option<Node>, Diagnostic> {
        let mut node = None;
        loop {
            let (event, at) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(node),
                Event::DocumentStart(..) if node.is_some() => {
                    return Err(syntax_error::second_document(&self.file, at));
                }
                event if event.is_node() => node = Some(self.node(event, at)?),
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), Diagnostic> {
        let end = self.file.yaml.len();
        match self.events.next() {
            None => Ok((Event::StreamEnd, end..end)),
            Some(Ok((event, span))) => {
                let at = span.byte_range().unwrap_or(end..end);
                Ok((event, at))
            }
            Some(Err(error)) => {
                Err(syntax_error::explained(&self.file, &error, &self.seen, &self.open))
            }
        }
    }

    /// The node that begins with `event`. The depth of the recursion is bounded by the library's limits.
    fn node(&mut self, event: Event<'a>, at: Range<usize>) -> Result<Node, Diagnostic> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_reference(anchor != 0 || tag.is_some(), &at)?;
                Ok(self.scalar(&text, style, at))
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_reference(anchor != 0 || tag.is_some(), &at)?;
                self.list(at)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_reference(anchor != 0 || tag.is_some(), &at)?;
                self.map(at)
            }
            _ => Err(syntax_error::reference(&self.file, at)),
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, at: Range<usize>) -> Node {
        let (style, at) = match style {
            ScalarStyle::Plain => (Style::Plain, at),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (Style::Quoted, at),
            // The library gives the place of the text of a block. For an author the block begins with its `>` or `|`.
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let before = self.seen.end.min(at.end);
                let sign = self.file.yaml[before..at.end].find(['>', '|']);
                let start = sign.map_or(at.start, |sign| before + sign);
                (Style::Block, start..at.end.max(start))
            }
        };
        // The library writes a missing value as `~`.
        let text = if at.is_empty() { "" } else { text };
        self.seen = at.clone();
        let comment = match style {
            Style::Plain if !at.is_empty() => comments::behind(&self.file, &at, self.context()),
            _ => None,
        };
        let comment = comment.map(Box::new);
        Node {
            span: self.file.span(at),
            value: Value::Scalar(Scalar { text: text.to_owned(), style, comment }),
        }
    }

    /// Adds to an unquoted value that begins `at` a place the comment between it and its `sign`, the colon or dash before it.
    fn add_comment_before(&self, node: &mut Node, sign: usize, at: &Range<usize>) {
        let Value::Scalar(scalar) = &mut node.value else { return };
        if scalar.style == Style::Plain && scalar.comment.is_none() {
            let comment = comments::before(&self.file, sign, at, self.context());
            scalar.comment = comment.map(Box::new);
        }
    }

    fn context(&self) -> Context {
        if self.open.is_empty() { Context::Block } else { Context::Flow }
    }

    fn list(&mut self, at: Range<usize>) -> Result<Node, Diagnostic> {
        let is_flow = self.opens(&at);
        let mut items = Vec::new();
        loop {
            let (event, item) = self.next()?;
            if event == Event::SequenceEnd {
                let end = self.closes(is_flow, item);
                let span = self.file.span(at.start..end);
                let value = Value::List(items);
                return Ok(Node { span, value });
            }
            let before = self.seen.end.min(item.start);
            let mut node = self.node(event, item.clone())?;
            let sign = comments::sign_of_item(&self.file, before..item.start);
            self.add_comment_before(&mut node, sign + 1, &item);
            if is_missing(&node) {
                node.span = self.file.span(sign..sign + 1);
            }
            items.push(node);
        }
    }

    fn map(&mut self, at: Range<usize>) -> Result<Node, Diagnostic> {
        let is_flow = self.opens(&at);
        let mut entries = Vec::new();
        loop {
            let (event, key) = self.next()?;
            if event == Event::MappingEnd {
                let end = self.closes(is_flow, key);
                let span = self.file.span(at.start..end);
                let value = Value::Map(entries);
                return Ok(Node { span, value });
            }
            let key = self.key(event, key)?;
            let (event, at) = self.next()?;
            let mut value = self.node(event, at.clone())?;
            if is_flow && is_missing(&value) {
                self.refuse_text_without_space(key.span)?;
            }
            let colon = self.file.after_colon(key.span.end as usize - self.file.offset);
            self.add_comment_before(&mut value, colon, &at);
            if is_missing(&value) {
                value.span = key.span;
            }
            entries.push(Entry { key, value });
        }
    }

    /// `{killed:12}` is one text for YAML, a key without a value.
    fn refuse_text_without_space(&self, key: Span) -> Result<(), Diagnostic> {
        let start = key.start as usize - self.file.offset;
        let end = key.end as usize - self.file.offset;
        misplaced::no_space(&self.file, start..end).map_or(Ok(()), Err)
    }

    fn key(&mut self, event: Event<'a>, at: Range<usize>) -> Result<Spanned<String>, Diagnostic> {
        let Node { span, value } = self.node(event, at.clone())?;
        match value {
            Value::Scalar(key) if !key.text.is_empty() && key.style != Style::Block => {
                Ok(Spanned::new(key.text, span))
            }
            _ => Err(syntax_error::not_a_key(&self.file, at)),
        }
    }

    /// Notes an opening bracket, if there is one: a list or mapping on lines of its own has none.
    fn opens(&mut self, at: &Range<usize>) -> bool {
        self.seen = at.clone();
        if !at.is_empty() {
            self.open.push(at.start);
        }
        !at.is_empty()
    }

    /// Where a list or mapping ends whose end event is `at` a place.
    fn closes(&mut self, is_flow: bool, at: Range<usize>) -> usize {
        if is_flow {
            self.open.pop();
            self.seen = at.clone();
            at.end
        } else {
            self.seen.end
        }
    }

    fn refuse_reference(&self, is_one: bool, at: &Range<usize>) -> Result<(), Diagnostic> {
        if !is_one {
            return Ok(());
        }
        // The mark is between the last value and this one.
        let before = self.seen.end.min(at.start);
        let mark = self.file.yaml[before..at.start].find(['&', '!']);
        let start = mark.map_or(at.start, |mark| before + mark);
        Err(syntax_error::reference(&self.file, self.file.word_at(start)))
    }
}

/// Whether nothing is written where the node should be.
fn is_missing(node: &Node) -> bool {
    node.span.start == node.span.end
}
