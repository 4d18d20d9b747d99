//! Turns one source file into one value. Reading never fails: every fault is reported, and the rest is still read.
//! It does not know any other file.

pub mod body;
pub mod borders;
pub mod casualties;
pub mod city;
pub mod claim;
pub mod comment;
pub mod consistency;
pub mod content_file;
pub mod dispatch;
pub mod fields;
pub mod front_matter;
pub mod incident;
pub mod incident_report;
pub mod introduction;
pub mod leak;
mod live_figures;
pub mod misplaced;
pub mod node;
pub mod opened_file;
mod other_keys;
mod outer_keys;
pub mod page;
pub mod place;
pub mod reader;
pub mod related;
mod shape;
pub mod slips;
pub mod toml;
mod unindented;
pub mod victims;
pub mod yaml;
