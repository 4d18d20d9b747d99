//! Front matter as a tree of nodes that know where they stand and what was really written.
//! It does not know which keys there are. This is the only file that speaks to the YAML library.
//!
//! YAML reads `NO` as false, `0o12` as ten and `+3` as three wherever a type accepts anything. So the library is asked
//! only for the shape; every scalar is sliced from the source text, and the reader of each key decides what it means.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{
    DuplicateKeyPolicy, Location, MergeKeyPolicy, NonFiniteFloatPolicy, Spanned as At,
};

use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};

/// A value in the front matter.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands in the whole file.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Value {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order written.
    Map(Vec<Entry>),
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bare.
    Plain,
    /// In quotes.
    Quoted,
    /// After `>` or `|`, on lines of its own.
    Block,
}

/// A single value as written.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// Its text: what stands in the file, or between the quotes.
    pub text: String,
    /// How it was written.
    pub style: Style,
}

impl Scalar {
    /// Nothing was written: `key:`.
    pub fn is_blank(&self) -> bool {
        self.style == Style::Plain && self.text.is_empty()
    }

    /// Written as YAML's word for nothing.
    pub fn is_null(&self) -> bool {
        self.style == Style::Plain && matches!(self.text.as_str(), "~" | "null" | "Null" | "NULL")
    }
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

/// Reads the YAML that stands at `span` of `text`.
pub fn parse(path: &SourcePath, text: &str, span: Span) -> Result<Node, Diagnostic> {
    let yaml = text.get(span.range()).unwrap_or_default();
    let options = serde_yaml::options! {
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        budget: serde_yaml::budget! { max_aliases: 64, max_depth: 32 },
    };
    let tree: At<Shape> = serde_yaml::from_str_with_options(yaml, options)
        .map_err(|error| fault(path, yaml, span, &error))?;
    Place {
        path,
        yaml,
        offset: span.start as usize,
    }
    .node(tree)
}

fn fault(path: &SourcePath, yaml: &str, span: Span, error: &serde_yaml::Error) -> Diagnostic {
    let at = error
        .location()
        .map_or(0, |location| byte_at(yaml, location));
    let here = Span::of(at..next_boundary(yaml, at)).shifted(span.start as usize);
    let said = error.without_snippet().to_string();
    let said = said.split(" at line ").next().unwrap_or(&said).to_owned();
    if said.contains("alias") || said.contains("anchor") {
        return reference(path, here);
    }
    if matches!(
        error.without_snippet(),
        serde_yaml::Error::MultipleDocuments { .. }
    ) {
        return rule::BAD_YAML
            .at(path, here, "the front matter holds a second document")
            .label("a new document begins here")
            .help("keep one list of keys between the two `---` lines");
    }
    let (message, help) = explain(yaml, at, &said);
    rule::BAD_YAML
        .at(path, here, message)
        .label(said)
        .help(help)
}

/// The usual slips and their remedies.
fn explain(yaml: &str, at: usize, said: &str) -> (&'static str, &'static str) {
    let line = yaml[..at].rsplit('\n').next().unwrap_or_default();
    let next = yaml[at..].chars().next();
    if said.contains("depth") || said.contains("nest") || said.contains("recursion") {
        (
            "the front matter is nested too deeply",
            "no key needs more than a few levels; look for a stray `[` or `{`",
        )
    } else if line.trim_start().is_empty() && line.contains('\t') || next == Some('\t') {
        ("a tab stands where YAML wants spaces", "indent with spaces")
    } else if matches!(next, Some('@' | '`' | '%')) {
        (
            "this character cannot begin a value",
            "put the value in quotes",
        )
    } else if said.contains("mapping values") {
        (
            "a second colon stands on this line",
            "put the value in quotes: `title: \"Mosul: what is known\"`",
        )
    } else {
        (
            "the front matter is not valid YAML",
            "check the quotes, brackets and indentation here",
        )
    }
}

fn reference(path: &SourcePath, span: Span) -> Diagnostic {
    rule::YAML_REFERENCE
        .at(
            path,
            span,
            "anchors, aliases and tags are not used in front matter",
        )
        .label("YAML would put something else here")
        .help("write the value itself; put it in quotes if it begins with `&`, `*` or `!`")
}

/// The byte at a line and column of the YAML library, both counted from one and the column in characters.
fn byte_at(yaml: &str, location: Location) -> usize {
    if let Some(byte) = location.span().byte_offset() {
        return floor_boundary(yaml, usize::try_from(byte).unwrap_or(yaml.len()));
    }
    let line = usize::try_from(location.line())
        .unwrap_or(1)
        .saturating_sub(1);
    let column = usize::try_from(location.column())
        .unwrap_or(1)
        .saturating_sub(1);
    let start = match line {
        0 => 0,
        line => yaml
            .match_indices('\n')
            .nth(line - 1)
            .map_or(yaml.len(), |(at, _)| at + 1),
    };
    yaml[start..]
        .char_indices()
        .nth(column)
        .map_or(yaml.len(), |(at, _)| start + at)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn next_boundary(text: &str, at: usize) -> usize {
    text[at..]
        .chars()
        .next()
        .map_or(at, |character| at + character.len_utf8())
}

/// Turns the library's tree into ours, slicing every scalar from the source.
struct Place<'a> {
    path: &'a SourcePath,
    yaml: &'a str,
    offset: usize,
}

impl Place<'_> {
    fn node(&self, at: At<Shape>) -> Result<Node, Diagnostic> {
        let range = self.range(at.referenced);
        let span = Span::of(range.clone()).shifted(self.offset);
        if at.referenced != at.defined || self.lead(range.start).starts_with(['&', '!', '*']) {
            return Err(reference(self.path, span));
        }
        let value = match at.value {
            Shape::Scalar(decoded) => Value::Scalar(self.scalar(range, decoded)),
            Shape::List(items) => Value::List(
                items
                    .into_iter()
                    .map(|item| self.node(item))
                    .collect::<Result<_, _>>()?,
            ),
            Shape::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        Ok(Entry {
                            key: self.key(key),
                            value: self.node(value)?,
                        })
                    })
                    .collect::<Result<_, _>>()?,
            ),
        };
        Ok(Node { span, value })
    }

    fn key(&self, key: At<String>) -> Spanned<String> {
        let span = Span::of(self.range(key.referenced)).shifted(self.offset);
        Spanned::new(key.value, span)
    }

    fn scalar(&self, range: std::ops::Range<usize>, decoded: Option<String>) -> Scalar {
        let raw = &self.yaml[range.clone()];
        if self.lead(range.start).starts_with(['>', '|']) {
            return Scalar {
                text: decoded.unwrap_or_default(),
                style: Style::Block,
            };
        }
        match (raw.chars().next(), decoded) {
            (Some('"' | '\''), decoded) => Scalar {
                text: decoded.unwrap_or_default(),
                style: Style::Quoted,
            },
            // A plain scalar over several lines is folded by YAML; on one line it is what is written.
            (_, Some(folded)) if raw.contains('\n') => Scalar {
                text: folded,
                style: Style::Plain,
            },
            _ => Scalar {
                text: raw.trim().to_owned(),
                style: Style::Plain,
            },
        }
    }

    fn range(&self, location: Location) -> std::ops::Range<usize> {
        let start = byte_at(self.yaml, location);
        let length = location
            .span()
            .byte_len()
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0);
        start..floor_boundary(self.yaml, start + length)
    }

    /// What stands right before a value: the header of a block scalar, a tag, an anchor, or nothing of note.
    fn lead(&self, start: usize) -> &str {
        let before = &self.yaml[..start];
        let line = match before.trim_end_matches([' ', '\t']) {
            header if header.ends_with('\n') => {
                let header = header.trim_end().rsplit('\n').next().unwrap_or_default();
                header.split(" #").next().unwrap_or_default()
            }
            same_line => same_line.rsplit('\n').next().unwrap_or_default(),
        };
        line.trim_end()
            .rsplit([' ', '\t'])
            .next()
            .unwrap_or_default()
    }
}

/// The shape alone; a scalar carries its text only if the library took it for text.
enum Shape {
    Scalar(Option<String>),
    List(Vec<At<Shape>>),
    Map(Vec<(At<String>, At<Shape>)>),
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shape, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Scalar(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Scalar(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Scalar(None))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Shape, E> {
        Ok(Shape::Scalar(None))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Shape, E> {
        Ok(Shape::Scalar(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Scalar(None))
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Scalar(None))
    }

    fn visit_none<E>(self) -> Result<Shape, E> {
        Ok(Shape::Scalar(None))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        Shape::deserialize(deserializer)
    }

    fn visit_str<E>(self, text: &str) -> Result<Shape, E> {
        Ok(Shape::Scalar(Some(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Shape::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Shape, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Shape::Map(map))
    }
}
