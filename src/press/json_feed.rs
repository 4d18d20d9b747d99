//! Feeds as JSON Feed 1.1, with the same text as in Atom.
//! It does not know which dispatches a feed has.

use serde::Serialize;

use crate::plan::view::document::{EntryView, FeedView};
use crate::press::feed_entry::EntryText;
use crate::press::theme::Theme;
use crate::press::whole_addresses::with_whole_addresses;

#[derive(Serialize)]
struct Feed<'f> {
    version: &'static str,
    title: &'f str,
    home_page_url: &'f str,
    feed_url: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'f str>,
    language: &'f str,
    authors: Vec<Author<'f>>,
    items: Vec<Item<'f>>,
}

#[derive(Serialize)]
struct Author<'f> {
    name: &'f str,
}

#[derive(Serialize)]
struct Item<'f> {
    id: &'f str,
    url: &'f str,
    title: String,
    #[serde(flatten)]
    content: Content,
    date_published: &'f str,
    date_modified: &'f str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'f>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'f [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'f str>,
}

/// An item has one or the other; a summary beside the same text would be a repetition.
#[derive(Serialize)]
#[serde(untagged)]
enum Content {
    Whole { summary: String, content_html: String },
    Short { content_text: String },
}

/// A JSON Feed; changes are described in the theme's words.
pub fn json_feed(feed: &FeedView, theme: &Theme) -> Vec<u8> {
    let item = |entry| item(entry, feed, theme);
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.home,
        feed_url: &feed.address,
        description: feed.subtitle.as_deref(),
        language: &feed.lang,
        authors: vec![Author { name: &feed.newsroom }],
        items: feed.entries.iter().map(item).collect(),
    };
    let mut out = serde_json::to_vec_pretty(&feed).expect("a feed is plain data");
    out.push(b'\n');
    out
}

fn item<'f>(entry: &'f EntryView, feed: &FeedView, theme: &Theme) -> Item<'f> {
    let EntryText { title, summary, html } = EntryText::new(entry, feed, theme);
    Item {
        id: &entry.address,
        url: &entry.address,
        title,
        content: match html {
            // JSON Feed has no base address, so a link to a footnote would lead nowhere.
            Some(html) => Content::Whole {
                summary,
                content_html: with_whole_addresses(&html, &entry.address),
            },
            None => Content::Short { content_text: summary },
        },
        date_published: &entry.published,
        date_modified: &entry.updated,
        authors: entry.authors.iter().map(|name| Author { name }).collect(),
        tags: &entry.categories,
        language: entry.lang.as_deref(),
    }
}
