//! HTML as pieces that can be compared: two pages that a browser shows alike are the same pieces.
//! They know nothing of Markdown.

use std::collections::BTreeMap;

use html5gum::Tokenizer;
use html5gum::emitters::default::Token;

/// A tag or some text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// `<a href="x">`.
    Open(String, BTreeMap<String, String>),
    /// `</a>`.
    Close(String),
    /// Text, decoded; outside `pre` without the white space that browsers do not show.
    Text(String),
    /// A comment, or what browsers take for one.
    Comment(String),
}

/// Tags beside which browsers show no white space.
const BLOCKS: [&str; 32] = [
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "ul",
];

impl Piece {
    /// Whether this is the start tag of an element of this name.
    pub(super) fn opens(&self, name: &str) -> bool {
        matches!(self, Piece::Open(it, _) if it == name)
    }

    fn is_block(&self) -> bool {
        match self {
            Piece::Open(name, _) | Piece::Close(name) => {
                BLOCKS.contains(&name.as_str()) || matches!(name.as_str(), "thead" | "tr")
            }
            Piece::Text(_) | Piece::Comment(_) => false,
        }
    }
}

/// The pieces of a page.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    without_blanks(tokens(html))
}

/// The same with all white space.
pub(super) fn tokens(html: &str) -> Vec<Piece> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut pieces: Vec<Piece> = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        pieces.push(match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (text(name), text(value)));
                Piece::Open(text(&tag.name), attributes.collect())
            }
            Token::EndTag(tag) => Piece::Close(text(&tag.name)),
            Token::String(words) => Piece::Text(text(&words)),
            Token::Comment(comment) => Piece::Comment(text(&comment)),
            Token::Doctype(doctype) => Piece::Comment(text(&doctype.name)),
            Token::Error(_) => continue,
        });
    }
    joined(pieces)
}

/// The same with neighbouring texts as one.
pub(super) fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(after)) => before.push_str(&after),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

/// The same without the white space that browsers do not show.
pub(super) fn without_blanks(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut pre: usize = 0;
    let mut kept: Vec<Piece> = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        match &piece {
            Piece::Open(name, _) if name == "pre" => pre += 1,
            Piece::Close(name) if name == "pre" => pre = pre.saturating_sub(1),
            _ => {}
        }
        let Piece::Text(text) = &piece else {
            kept.push(piece);
            continue;
        };
        if pre > 0 {
            kept.push(piece);
            continue;
        }
        let mut shown =
            text.split([' ', '\t', '\n']).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        if shown.is_empty() {
            shown.push(' ');
        } else {
            let blank = [' ', '\t', '\n'];
            if text.starts_with(blank) {
                shown.insert(0, ' ');
            }
            if text.ends_with(blank) {
                shown.push(' ');
            }
        }
        let mut shown = shown.as_str();
        if kept.last().is_none_or(Piece::is_block) {
            shown = shown.trim_start_matches(' ');
        }
        if rest.peek().is_none_or(Piece::is_block) {
            shown = shown.trim_end_matches(' ');
        }
        if !shown.is_empty() {
            kept.push(Piece::Text(shown.to_owned()));
        }
    }
    kept
}
