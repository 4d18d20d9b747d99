//! Front matter and settings as a tree of nodes that know where they stand and what was really written.
//! It does not know the languages they are written in, `yaml` and `toml`, nor which keys there are.

use crate::text::span::{Span, Spanned};

/// A value in the front matter.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands in the whole file. A value that is missing (`key:`) stands where its key does.
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
