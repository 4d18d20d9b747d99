//! SVG: whether a drawing only draws. Everything in it has to be on the lists of what draws.
//! It does not change a drawing; if there is more in it, its author has to save it again.
//!
//! The crate `svg-hush` has such a list too, against scripts. It leaves in what tells more than it shows, such as `desc` and `data-`.

mod names;
mod style;
mod value;

use std::fmt;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::picture::svg::names::{Allowed, allowed, is_element};

/// Something in a drawing that does not draw, or may do more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The line where it is, from 1.
    pub line: usize,
    /// What it is.
    pub what: Found,
}

/// What was found in a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A comment.
    Comment,
    /// An instruction for a program: `<?...?>`. The first line of a file may be one that says that it is XML.
    Instruction,
    /// A document type, which may define what the rest means.
    DocumentType,
    /// An element that does not draw.
    Element(String),
    /// An attribute that does not draw.
    Attribute(String),
    /// A value that is none, or that refers to something outside of the drawing.
    Value(String),
    /// Rules of style that are none, or that refer to something outside of the drawing.
    Style,
    /// Text that is not shown.
    Text,
    /// Not an SVG: it cannot be read, or is another kind of XML.
    NotSvg,
}

/// What was found, to be read after "there is".
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::Comment => f.write_str("a comment"),
            Found::Instruction => f.write_str("an instruction for a program (`<?`)"),
            Found::DocumentType => f.write_str("a document type (`<!DOCTYPE`)"),
            Found::Element(name) => write!(f, "an element `{name}`, which does not draw"),
            Found::Attribute(name) => write!(f, "an attribute `{name}`, which does not draw"),
            Found::Value(name) => write!(f, "a value of `{name}` that dateline does not know"),
            Found::Style => f.write_str("a style that dateline does not know"),
            Found::Text => f.write_str("text that is not shown"),
            Found::NotSvg => f.write_str("something that is not SVG"),
        }
    }
}

/// Checks that the drawing in `text` does nothing but draw: no script, no comment, no notes of the program that made it, no
/// picture, nothing hidden and no address outside of it.
///
/// # Errors
/// The first thing in it that is not known to draw.
pub fn check(text: &str) -> Result<(), Finding> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let read = reader.read_event();
        let found = match read {
            Ok(Event::Eof) => match walk.is_whole() {
                true => return Ok(()),
                false => Err(Found::NotSvg),
            },
            Ok(event) => walk.step(event, at == 0),
            Err(_) => Err(Found::NotSvg),
        };
        if let Err(what) = found {
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            return Err(Finding { line, what });
        }
    }
}

/// Where in a drawing the check is.
#[derive(Default)]
struct Walk {
    /// The names of the elements that are open.
    open: Vec<String>,
    has_root: bool,
}

impl Walk {
    fn is_whole(&self) -> bool {
        self.has_root && self.open.is_empty()
    }

    fn step(&mut self, event: Event<'_>, is_first: bool) -> Result<(), Found> {
        match event {
            Event::Start(element) => {
                self.element(&element)?;
                self.open.push(element.name().as_ref().to_owned());
            }
            Event::Empty(element) => self.element(&element)?,
            Event::End(_) => drop(self.open.pop()),
            Event::Text(words) => self.text(&words)?,
            Event::CData(words) => self.text(&words)?,
            // The five names that XML knows, or the number of a character.
            Event::GeneralRef(name) => {
                let is_named = matches!(&*name, "amp" | "lt" | "gt" | "quot" | "apos");
                let is_number = || matches!(name.resolve_char_ref(), Ok(Some(it)) if it != '\0');
                if !self.shows_text() || !(is_named || is_number()) {
                    return Err(Found::Text);
                }
            }
            Event::Decl(declaration) if is_first && is_plain(&declaration) => {}
            Event::Decl(_) | Event::PI(_) => return Err(Found::Instruction),
            Event::Comment(_) => return Err(Found::Comment),
            Event::DocType(_) => return Err(Found::DocumentType),
            Event::Eof => {}
        }
        Ok(())
    }

    fn element(&mut self, element: &BytesStart<'_>) -> Result<(), Found> {
        let name = element.name();
        let name = name.as_ref();
        let is_root = self.open.is_empty();
        if is_root && (name != "svg" || self.has_root) {
            return Err(Found::NotSvg);
        }
        // What is defined is not seen until it is used.
        let is_unseen = name == "text" && self.open.iter().any(|open| open == "defs");
        if !is_element(name) || is_unseen {
            return Err(Found::Element(name.to_owned()));
        }
        self.has_root = true;
        let mut is_svg = false;
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|_| Found::NotSvg)?;
            let key = attribute.key.as_ref();
            let allowed = allowed(key).ok_or_else(|| Found::Attribute(key.to_owned()))?;
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            let value = value.map_err(|_| Found::Value(key.to_owned()))?;
            let fits = match allowed {
                Allowed::Style => style::declarations_draw(&value),
                other => value::fits(other, key, &value),
            };
            if !fits {
                return Err(Found::Value(key.to_owned()));
            }
            is_svg |= key == "xmlns" && allowed == Allowed::Namespace;
        }
        if is_root && !is_svg { Err(Found::NotSvg) } else { Ok(()) }
    }

    /// Words between two tags. What is not shown as text is only space.
    fn text(&self, words: &str) -> Result<(), Found> {
        let is_style = self.open.last().is_some_and(|name| name == "style");
        match is_style {
            true if style::draws(words) => Ok(()),
            true => Err(Found::Style),
            false if self.shows_text() || words.trim_ascii().is_empty() => Ok(()),
            false => Err(Found::Text),
        }
    }

    fn shows_text(&self) -> bool {
        let shows = |name: &String| matches!(name.as_str(), "text" | "tspan" | "textPath");
        self.open.last().is_some_and(shows)
    }
}

/// Whether a declaration says that the file is XML, in UTF-8, and nothing else.
fn is_plain(declaration: &str) -> bool {
    let declaration = declaration.to_ascii_lowercase().replace('\'', "\"");
    let mut words = declaration.split_ascii_whitespace();
    words.next() == Some("xml")
        && words.all(|word| {
            matches!(
                word,
                "version=\"1.0\""
                    | "encoding=\"utf-8\""
                    | "standalone=\"no\""
                    | "standalone=\"yes\""
            )
        })
}

#[cfg(test)]
mod tests;
