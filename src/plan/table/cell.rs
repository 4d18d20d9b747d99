//! The types that a cell can contain, and what each guarantees about its column.
//! It does not know which column a value is for.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use crate::field::day::Day;
use crate::field::word::Word;
use crate::plan::point::Degrees;
use crate::plan::table::field::{Constraints, Kind};
use crate::plan::table::rows::Rows;

/// A type whose values can be written into a cell.
pub trait Cell: Sized {
    /// The kind of these values in the schema.
    const KIND: Kind;

    /// The constraints that every value meets.
    fn constraints() -> Constraints {
        Constraints::default()
    }

    /// Adds the value as a cell.
    fn push(self, rows: &mut Rows);
}

/// A full web address.
pub(crate) struct Address(pub String);

/// Degrees north.
pub(crate) struct Latitude(pub Degrees);

/// Degrees east.
pub(crate) struct Longitude(pub Degrees);

/// A value with named parts.
pub(crate) struct Object<T>(pub T);

/// Several values with named parts.
pub(crate) struct Objects<T>(pub Vec<T>);

/// Types whose `Display` form is the text of the cell.
macro_rules! printed {
    ($($cell:ty: $kind:ident $(, $minimum:literal..=$maximum:expr)?, |$value:ident| $text:expr;)*) => {
        $(impl Cell for $cell {
            const KIND: Kind = Kind::$kind;
            $(fn constraints() -> Constraints {
                Constraints { minimum: Some($minimum), maximum: $maximum, ..Constraints::default() }
            })?
            fn push(self, rows: &mut Rows) {
                let $value = self;
                rows.push($text);
            }
        })*
    };
}

printed! {
    &str: Text, |text| text;
    String: Text, |text| text;
    Arc<str>: Text, |text| text;
    Cow<'_, str>: Text, |text| text;
    Address: Address, |address| address.0;
    u64: Number, 0..=None, |number| number;
    bool: Switch, |switch| switch;
    Day: Day, |day| day;
    Latitude: Latitude, -90..=Some(90), |degrees| degrees.0;
    Longitude: Longitude, -180..=Some(180), |degrees| degrees.0;
}

impl<W: Word> Cell for W {
    const KIND: Kind = Kind::Text;

    fn constraints() -> Constraints {
        let one_of = W::ALL.iter().map(|word| word.word()).collect();
        Constraints { one_of, ..Constraints::default() }
    }

    fn push(self, rows: &mut Rows) {
        rows.push(self.word());
    }
}

impl Cell for Vec<String> {
    const KIND: Kind = Kind::List;

    fn push(self, rows: &mut Rows) {
        rows.push_list(self);
    }
}

impl<T: Serialize> Cell for Object<T> {
    const KIND: Kind = Kind::Object;

    fn push(self, rows: &mut Rows) {
        rows.push(json(&self.0));
    }
}

impl<T: Serialize> Cell for Objects<T> {
    const KIND: Kind = Kind::Objects;

    fn push(self, rows: &mut Rows) {
        rows.push(json(&self.0));
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("records are plain data")
}
