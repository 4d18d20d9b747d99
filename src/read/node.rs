//! Front matter and settings as a tree of nodes. Each node has its place in the file and its text as written.
//! It does not know YAML or TOML (`yaml` and `toml` do), nor which keys there are.

use crate::field::dispatch::Extra;
use crate::read::comment::Comment;
use crate::text::span::{Span, Spanned};

/// A value in the front matter.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it is in the whole file. A missing value (`key:`) has the place of its key.
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

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In quotes.
    Quoted,
    /// After `>` or `|`, on lines of its own.
    Block,
}

/// A single value as written.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// Its text, without the quotes around it.
    pub text: String,
    /// How it is written.
    pub style: Style,
    /// The comment that cuts it off, if it is without quotes and a comment stands beside it.
    pub comment: Option<Box<Comment>>,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

/// A node and the key that it is read for. Messages name the key.
#[derive(Clone, Copy, Debug)]
pub struct Keyed<'n> {
    /// The key; an item of a list has the key of the list.
    pub key: &'n str,
    /// The node.
    pub node: &'n Node,
}

impl Node {
    /// Whether it is a list with anything but numbers in it.
    pub fn is_list_of_words(&self) -> bool {
        let Value::List(items) = &self.value else { return false };
        let is_number = |text: &str| !text.contains(char::is_alphabetic);
        !items.iter().all(|item| matches!(&item.value, Value::Scalar(it) if is_number(&it.text)))
    }

    /// Whether it is a list without items.
    pub fn is_empty_list(&self) -> bool {
        matches!(&self.value, Value::List(items) if items.is_empty())
    }

    /// The node as a value for the theme.
    pub fn to_extra(&self) -> Extra {
        match &self.value {
            Value::Scalar(scalar) => Extra::Text(scalar.text.clone()),
            Value::List(items) => Extra::List(items.iter().map(Node::to_extra).collect()),
            Value::Map(entries) => {
                let entry = |it: &Entry| (it.key.value.clone(), it.value.to_extra());
                Extra::Map(entries.iter().map(entry).collect())
            }
        }
    }
}

impl Scalar {
    /// Whether nothing is written: `key:`.
    pub fn is_blank(&self) -> bool {
        self.style == Style::Plain && self.text.is_empty()
    }

    /// Whether it is one of YAML's words for "no value".
    pub fn is_null(&self) -> bool {
        self.style == Style::Plain && matches!(self.text.as_str(), "~" | "null" | "Null" | "NULL")
    }
}

impl<'n> Keyed<'n> {
    /// An `item` of this list.
    pub fn item(self, item: &'n Node) -> Keyed<'n> {
        Keyed { node: item, ..self }
    }
}
