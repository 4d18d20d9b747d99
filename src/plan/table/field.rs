//! A field of a table: what a column is called, what it holds and what it means, as a data package describes it.
//! It does not know what fills the column.

use serde::Serialize;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What a column says, as a data package describes it.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// Its name, which heads the column.
    pub name: String,
    /// What its cells hold.
    #[serde(flatten)]
    pub kind: Kind,
    /// What it says, and how to read it when it is empty.
    pub description: String,
    /// What may stand in it.
    pub constraints: Constraints,
    /// Its humanitarian (HXL) tag, such as `#affected+killed+min`; none where no file has a row of tags.
    #[serde(rename = "hxl", skip_serializing_if = "Option::is_none")]
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
    /// The word for it in a table schema.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Text | Kind::Address | Kind::List => "string",
            Kind::Number => "integer",
            Kind::Switch => "boolean",
            Kind::Day => "date",
            Kind::Latitude | Kind::Longitude => "number",
            Kind::Object => "object",
            Kind::Objects => "array",
        }
    }
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let format = (*self == Kind::Address).then_some("uri");
        let parts = [("type", Some(self.word())), ("format", format)];
        serializer.collect_map(parts.into_iter().filter_map(|(key, word)| Some((key, word?))))
    }
}
