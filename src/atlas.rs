//! The earth as maps draw it: land, lakes and rivers, cut out, laid flat and written as outlines.
//! It does not know what happened anywhere, nor what a page is.

pub mod clip;
pub mod earth;
pub mod frame;
pub mod ground;
pub mod label;
pub mod outline;
pub mod projection;
pub mod scale;
pub mod shape;
