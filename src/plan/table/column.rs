//! A column: what its field is called and means, and what fills its cells. The kind of a field follows from
//! what fills it, so that a schema cannot promise numbers where text stands.
//! It does not know which table it is in.

use std::borrow::Cow;

use serde::Serialize;

use crate::field::day::Day;
use crate::field::word::Word;
use crate::plan::point::Degrees;
use crate::plan::table::field::{Constraints, Field, Kind};
use crate::plan::table::rows::Rows;

type Fill<'c, L> = Box<dyn Fn(&L, &mut Rows) + 'c>;

/// A field and what makes its cell of a line `L`.
pub struct Column<'c, L> {
    /// What it says.
    pub field: Field,
    fill: Fill<'c, L>,
}

impl<'c, L: 'c> Column<'c, L> {
    /// Adds the cell of `line`.
    pub fn fill(&self, line: &L, rows: &mut Rows) {
        (self.fill)(line, rows);
    }

    /// Text of any words.
    pub fn text(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<Cow<'_, str>> + 'c,
    ) -> Column<'c, L> {
        Column::of(name, Kind::Text, description, move |line, rows| push(rows, cell(line)))
    }

    /// A whole address.
    pub fn address(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<Cow<'_, str>> + 'c,
    ) -> Column<'c, L> {
        Column::of(name, Kind::Address, description, move |line, rows| push(rows, cell(line)))
    }

    /// One of some words.
    pub fn one_of(
        name: &str,
        words: Vec<&'static str>,
        description: &str,
        cell: impl Fn(&L) -> Option<&'static str> + 'c,
    ) -> Column<'c, L> {
        let column =
            Column::of(name, Kind::Text, description, move |line, rows| push(rows, cell(line)));
        column.constrained(Constraints { one_of: words, ..Constraints::default() })
    }

    /// A word from a closed list.
    pub fn word<W: Word>(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<W> + 'c,
    ) -> Column<'c, L> {
        let words = W::ALL.iter().map(|word| word.word()).collect();
        Column::one_of(name, words, description, move |line| cell(line).map(W::word))
    }

    /// Several short texts.
    pub fn list(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Vec<String> + 'c,
    ) -> Column<'c, L> {
        Column::of(name, Kind::List, description, move |line, rows| rows.push_list(cell(line)))
    }

    /// A whole number that is not negative.
    pub fn number(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<u64> + 'c,
    ) -> Column<'c, L> {
        let column =
            Column::of(name, Kind::Number, description, move |line, rows| push(rows, cell(line)));
        column.constrained(Constraints { minimum: Some(0), ..Constraints::default() })
    }

    /// True or false.
    pub fn switch(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<bool> + 'c,
    ) -> Column<'c, L> {
        Column::of(name, Kind::Switch, description, move |line, rows| push(rows, cell(line)))
    }

    /// A day.
    pub fn day(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<Day> + 'c,
    ) -> Column<'c, L> {
        Column::of(name, Kind::Day, description, move |line, rows| push(rows, cell(line)))
    }

    /// Degrees north.
    pub fn latitude(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<Degrees> + 'c,
    ) -> Column<'c, L> {
        Column::degrees(name, Kind::Latitude, 90, description, cell)
    }

    /// Degrees east.
    pub fn longitude(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<Degrees> + 'c,
    ) -> Column<'c, L> {
        Column::degrees(name, Kind::Longitude, 180, description, cell)
    }

    /// A value of named parts.
    pub fn object<T: Serialize + 'c>(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<T> + 'c,
    ) -> Column<'c, L> {
        let fill =
            move |line: &L, rows: &mut Rows| push(rows, cell(line).map(|value| json(&value)));
        Column::of(name, Kind::Object, description, fill)
    }

    /// Several values of named parts.
    pub fn objects<T: Serialize + 'c>(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<Vec<T>> + 'c,
    ) -> Column<'c, L> {
        let fill =
            move |line: &L, rows: &mut Rows| push(rows, cell(line).map(|value| json(&value)));
        Column::of(name, Kind::Objects, description, fill)
    }

    /// The same column with an HXL tag.
    #[must_use]
    pub fn tagged(mut self, tag: &str) -> Column<'c, L> {
        self.field.tag = Some(tag.to_owned());
        self
    }

    /// The same column, which is never empty.
    #[must_use]
    pub fn required(mut self) -> Column<'c, L> {
        self.field.constraints.required = true;
        self
    }

    /// The same column, which is never empty and never the same twice.
    #[must_use]
    pub fn unique(mut self) -> Column<'c, L> {
        self.field.constraints.unique = true;
        self.required()
    }

    fn degrees(
        name: &str,
        kind: Kind,
        most: i64,
        description: &str,
        cell: impl Fn(&L) -> Option<Degrees> + 'c,
    ) -> Column<'c, L> {
        let column = Column::of(name, kind, description, move |line, rows| push(rows, cell(line)));
        column.constrained(Constraints {
            minimum: Some(-most),
            maximum: Some(most),
            ..Constraints::default()
        })
    }

    fn constrained(mut self, constraints: Constraints) -> Column<'c, L> {
        self.field.constraints = constraints;
        self
    }

    fn of(
        name: &str,
        kind: Kind,
        description: &str,
        fill: impl Fn(&L, &mut Rows) + 'c,
    ) -> Column<'c, L> {
        let field = Field {
            name: name.to_owned(),
            kind,
            description: description.to_owned(),
            constraints: Constraints::default(),
            tag: None,
        };
        Column { field, fill: Box::new(fill) }
    }
}

fn push(rows: &mut Rows, value: Option<impl std::fmt::Display>) {
    match value {
        Some(value) => rows.push(value),
        None => rows.push_nothing(),
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("records are plain data")
}
