//! The earth as maps draw it: land, lakes and rivers, cut to a frame, projected and written as SVG paths.
//! It does not know what happened anywhere, nor what a page is.

pub mod area;
pub mod basemap;
pub mod clip;
pub mod earth;
pub mod frame;
pub mod gazetteer;
pub mod label;
pub mod outline;
pub mod projection;
pub mod scale;
pub mod shape;
