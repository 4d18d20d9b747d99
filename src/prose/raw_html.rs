//! What raw HTML in a body points at, loads and runs. It matters only where raw HTML becomes part of the page.
//! It does not know which addresses exist, nor the address of the page.

use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Spanned, Tokenizer};
use pulldown_cmark::{Event, TagEnd};

use super::parsed::ParsedBody;

/// One use that raw HTML makes of something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HtmlUse {
    /// The bytes of the body with the tag.
    pub span: Range<usize>,
    /// What it uses.
    pub what: Used,
}

/// What raw HTML uses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Used {
    /// The address of a link.
    Link(String),
    /// The address of something that the browser loads to show it.
    Loaded(String),
    /// The address of something whose element is forbidden in any case.
    Embedded(String),
    /// Something that the security policy of a page forbids wherever it comes from, in words: "a script".
    Forbidden(String),
}

/// What the raw HTML of a body uses, in the order written.
pub fn uses(body: &ParsedBody<'_>) -> Vec<HtmlUse> {
    let mut pieces = Pieces::default();
    for (event, at) in &body.events {
        match event {
            Event::Html(piece) => pieces.push(piece, at),
            Event::InlineHtml(tag) => {
                pieces.push(tag, at);
                pieces.end();
            }
            Event::End(TagEnd::HtmlBlock) => pieces.end(),
            _ => {}
        }
    }
    pieces.into_uses()
}

/// The bytes of the first raw HTML of a body.
pub fn first(body: &ParsedBody<'_>) -> Option<Range<usize>> {
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    body.events.iter().find(|(event, _)| is_html(event)).map(|(_, at)| at.clone())
}

/// Raw HTML, collected from the events of a body.
#[derive(Default)]
struct Pieces {
    text: String,
    /// Where each piece begins in the text and in the body.
    pieces: Vec<(usize, usize)>,
    uses: Vec<HtmlUse>,
}

impl Pieces {
    /// Adds a piece that is written at `at` in the body.
    fn push(&mut self, piece: &str, at: &Range<usize>) {
        self.pieces.push((self.text.len(), at.start));
        self.text.push_str(piece);
    }

    /// Ends a block or an inline tag: what comes next does not continue it.
    fn end(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let tokens = Tokenizer::new_with_emitter(self.text.as_str(), emitter);
        let mut found = Vec::new();
        for Ok(token) in tokens {
            if let Token::StartTag(tag) = token {
                let range = self.in_body(tag.span.start)..self.in_body(tag.span.end);
                uses_of(&tag, |what| found.push(HtmlUse { span: range.clone(), what }));
            }
        }
        self.uses.append(&mut found);
        self.text.clear();
        self.pieces.clear();
    }

    /// Every use, in the order written.
    fn into_uses(mut self) -> Vec<HtmlUse> {
        self.end();
        self.uses
    }

    fn in_body(&self, at: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|(begin, _)| *begin <= at);
        piece.map_or(0, |(begin, body)| body + (at - begin))
    }
}

/// Tells the uses of one tag.
fn uses_of(tag: &StartTag<usize>, mut tell: impl FnMut(Used)) {
    let name = text(&tag.name);
    let get = |key: &str| value(tag, key);
    let mut forbidden = |what: &str| tell(Used::Forbidden(what.to_owned()));
    match name.as_str() {
        // A script of another type is data, which no browser runs.
        "script" if get("type").is_none_or(|kind| runs(&kind)) => forbidden("a script"),
        "style" => forbidden("a `style` element"),
        "iframe" | "frame" | "object" | "embed" => forbidden(&format!("an `{name}` element")),
        "form" => forbidden("a form"),
        "base" => forbidden("a `base` element"),
        _ => {}
    }
    for (key, value) in &tag.attributes {
        let (key, value) = (text(key), text(&value.value));
        let address = value.trim().to_owned();
        let is_script = scheme(&address) == "javascript";
        match (name.as_str(), key.as_str()) {
            (_, "style") => tell(Used::Forbidden("a `style` attribute".to_owned())),
            (_, key) if key.starts_with("on") && key.len() > 2 => {
                tell(Used::Forbidden(format!("the script in `{key}`")));
            }
            (_, "href" | "xlink:href" | "src" | "action" | "formaction") if is_script => {
                tell(Used::Forbidden(format!("the script in `{key}`")));
            }
            ("a" | "area", "href" | "xlink:href") => tell(Used::Link(address)),
            ("link", "href") if get("rel").is_some_and(|rel| is_loaded(&rel)) => {
                tell(Used::Loaded(address));
            }
            ("image" | "use", "href" | "xlink:href")
            | ("img" | "video" | "audio" | "source" | "track" | "input", "src")
            | ("video", "poster")
            | ("body" | "table" | "td", "background") => tell(Used::Loaded(address)),
            ("script" | "iframe" | "frame" | "embed", "src") | ("object", "data") => {
                tell(Used::Embedded(address));
            }
            ("img" | "source", "srcset") => {
                let each = value.split(", ").filter_map(|it| it.split_whitespace().next());
                each.for_each(|it| tell(Used::Loaded(it.trim_matches(',').to_owned())));
            }
            _ => {}
        }
    }
}

/// Whether a script of this type is run.
fn runs(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind == "importmap" || kind.contains("javascript")
}

/// Whether a browser loads a link with this relation.
fn is_loaded(rel: &str) -> bool {
    let loaded = ["stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"];
    rel.split_whitespace().any(|word| loaded.contains(&word.to_ascii_lowercase().as_str()))
}

fn value(tag: &StartTag<usize>, key: &str) -> Option<String> {
    let found: &Spanned<HtmlString, usize> = tag.attributes.get(key.as_bytes())?;
    Some(text(&found.value))
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The scheme of an address in small letters. Browsers ignore blanks and line ends in it.
fn scheme(address: &str) -> String {
    let scheme = address.split(':').next().unwrap_or_default();
    scheme
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .to_lowercase()
}
