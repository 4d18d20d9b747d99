//! Days, moments, months and ranges as text: one ISO form each.
//! It does not know how a language writes dates.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Day, DayRange, Moment, Month};

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year(), self.month())
    }
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl From<Day> for Moment {
    fn from(day: Day) -> Moment {
        Moment { day, instant: None, written: day.iso() }
    }
}

macro_rules! serialized_as_printed {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+};
}

serialized_as_printed!(Day, Moment, Month, DayRange);

macro_rules! read_as_printed {
    ($($name:ident: $parse:expr),+) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let printed = <&str>::deserialize(deserializer)?;
                let parse: fn(&str) -> Option<$name> = $parse;
                parse(printed).ok_or_else(|| D::Error::custom(concat!("no ", stringify!($name))))
            }
        }
    )+};
}

read_as_printed!(
    Day: |printed| Day::parse(printed).ok(),
    Moment: |printed| Moment::parse(printed).ok(),
    DayRange: |printed| {
        let (from, to) = printed.split_once('/')?;
        DayRange::new(Day::parse(from).ok()?, Day::parse(to).ok()?)
    }
);
