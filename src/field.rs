//! The words of the trade as values, each with its grammar.
//! Nothing here knows YAML or the disk; a value that exists is a value that makes sense.

pub mod border;
pub mod casualties;
pub mod city;
pub mod claim;
pub mod correction;
pub mod count;
pub mod dateline;
pub mod day;
pub mod dispatch;
pub mod excerpt;
pub mod incident;
pub mod page;
pub mod parse_error;
pub mod slug;
pub mod word;
