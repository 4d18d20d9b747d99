//! One source file becomes one value. Reading never fails: what is wrong is reported, all of it.
//! Nothing here knows about other files.

pub mod body;
pub mod borders;
pub mod casualties;
pub mod city;
pub mod claim;
pub mod consistency;
pub mod content_file;
pub mod dispatch;
pub mod fields;
pub mod front_matter;
pub mod incident;
pub mod incident_report;
pub mod node;
pub mod page;
pub mod place;
pub mod reader;
pub mod toml;
pub mod yaml;
