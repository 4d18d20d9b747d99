//! The description of a column: its name, type and meaning.
//! It does not know what fills the column.

use serde::Serialize;

/// The type of the values in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// Free text.
    Text,
    /// A full web address.
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
    /// An object with named parts, as JSON.
    Object,
    /// A list of objects.
    Objects,
}

/// The description of one column.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// The name in the column's header.
    pub name: String,
    /// The type of its values.
    pub kind: Kind,
    /// What it means, and what an empty cell means.
    pub description: String,
    /// Which values are allowed.
    pub constraints: Constraints,
    /// Its humanitarian (HXL) tag, such as `#affected+killed+min`. None in tables that are never published with tags.
    pub tag: Option<String>,
}

/// Which values a column allows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Constraints {
    /// Whether the cell is never empty.
    pub required: bool,
    /// Whether no two rows have the same value.
    pub unique: bool,
    /// The smallest number allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    /// The largest number allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
    /// The only values allowed. Empty means that every value is.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<&'static str>,
}

impl Kind {
    /// The name of this type in pages.
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
