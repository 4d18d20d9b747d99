//! Markdown: what a body links to, its headings, and the body as HTML.
//! It does not know sites, addresses or front matter. Its callers pass a function that says where a destination leads.

pub mod excerpt;
pub mod heading;
pub mod html;
pub mod links;
pub mod raw_html;
pub mod resolved;

mod dialect;
mod footnotes;
mod linking;
mod plain;
mod table;

#[cfg(test)]
mod tests;
