//! dateline is a static site generator for people who report on armed conflict.
//! This library does not know the command line; the program does.
//!
//! The modules are in the order of the pipeline. Read `ARCHITECTURE.md` for a guide.

pub mod picture;
pub mod text;

pub mod atlas;

pub mod config;
pub mod field;
pub mod prose;

pub mod read;

pub mod import;

pub mod chronicle;

pub mod plan;

pub mod press;

pub mod compose;

#[allow(clippy::disallowed_methods, reason = "edge is where the world is touched")]
pub mod edge;
