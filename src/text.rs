//! The lowest floor of the program: text, places in it, faults that are found in it, and the list of rules.
//! It does not know what any text means. The list names every rule of the program; the rooms above check them.

pub mod byte_set;
pub mod copy_name;
pub mod diagnostic;
pub mod hidden;
pub mod kind;
pub mod language;
pub mod likeness;
pub mod listing;
pub mod private;
pub mod report;
pub mod rule;
pub mod snapshot;
pub mod source;
pub mod span;
pub mod spelling;
