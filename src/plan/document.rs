//! What is published beside pages: feeds, data, files, and what hosts and search engines read.
//! Nothing here writes XML or JSON; the press does.

pub mod data;
pub mod feed;
pub mod files;
pub mod headers;
pub mod sitemap;
pub mod unfit;
