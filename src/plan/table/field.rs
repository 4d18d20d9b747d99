//! A field of a table: what a column is called, what it holds and what it means.
//! It does not know what fills the column.

use serde::Serialize;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// Somebody's words.
    Text,
    /// A whole address.
    Address,
    /// Several short texts.
    List,
    /// A whole number that is not negative.
    Number,
    /// True or false.
    Switch,
    /// A day, as `2017-05-31`.
    Day,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// A value of named parts, as JSON.
    Object,
    /// Several such.
    Objects,
}

/// What a column says.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// Its name, which heads the column.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
    /// What it says, and how to read it when it is empty.
    pub description: String,
    /// What may stand in it.
    pub constraints: Constraints,
    /// Its humanitarian (HXL) tag, such as `#affected+killed+min`; none where no file has a row of tags.
    pub tag: Option<String>,
}

/// What may stand in a cell.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Constraints {
    /// Whether it is never empty.
    pub required: bool,
    /// Whether no two rows have the same.
    pub unique: bool,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    /// The greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
    /// The only words.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<&'static str>,
}

impl Kind {
    /// What pages call it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Address => "address",
            Kind::List => "list",
            Kind::Number => "number",
            Kind::Switch => "boolean",
            Kind::Day => "day",
            Kind::Latitude | Kind::Longitude => "degrees",
            Kind::Object => "object",
            Kind::Objects => "objects",
        }
    }
}
