//! What is published beside pages: feeds, data, files, and what hosts and search engines read.
//! Nothing here writes XML or JSON; the press does.

pub(crate) mod data;
pub(crate) mod feed;
pub(crate) mod files;
pub(crate) mod headers;
pub(crate) mod sitemap;
pub(crate) mod unfit;
