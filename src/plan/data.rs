//! The data: what the pages say, as files that others can reckon with.
//! It does not write CSV or JSON, and it finds nothing out that the pages do not show.

pub mod bounds;
pub mod incidents;
