//! Lists what is published besides pages: feeds, data, files, and what hosts and search engines read.
//! It does not know how XML or JSON is written; the press does that.

pub(crate) mod data;
pub(crate) mod feed;
pub(crate) mod files;
pub(crate) mod headers;
pub(crate) mod sitemap;
pub(crate) mod unfit;
