//! The ground floor: text and where it stands, and what can be wrong with it.
//! It knows no journalism; nothing here has heard of a dispatch.

pub mod diagnostic;
pub mod language;
pub mod listing;
pub mod nearest;
pub mod report;
pub mod rule;
pub mod source;
pub mod span;
