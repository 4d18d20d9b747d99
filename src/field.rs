//! The values of the trade, each with its grammar: counts, days, places, claims, dispatches.
//! Nothing here knows YAML or the disk. A value that exists is valid.

pub mod area;
pub mod border;
pub mod casualties;
pub mod city;
pub mod claim;
pub mod correction;
pub mod count;
pub mod country;
pub mod dateline;
pub mod day;
pub mod dispatch;
pub mod excerpt;
pub mod incident;
pub mod introduction;
pub mod live_figure;
pub mod page;
pub mod parse_error;
pub mod party;
pub mod person;
pub mod place_name;
pub mod related;
pub mod slug;
pub mod word;
pub mod written_date;
