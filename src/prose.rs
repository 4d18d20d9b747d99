//! Markdown: what a body links to, its headings, and the body as HTML.
//! It does not know sites, addresses or front matter. Its callers pass a function that says where a destination leads.

pub mod excerpt;
pub mod heading;
pub mod html;
pub mod links;
pub mod live;
pub mod parsed;
pub mod raw_html;
pub mod resolved;
pub mod slips;
pub mod unseen;

mod comments;
mod dialect;
mod events;
mod footnotes;
mod linking;
mod plain;
mod quotation;
mod table;

#[cfg(test)]
mod tests;
