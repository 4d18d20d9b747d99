//! Feeds and sitemaps as XML. A library writes them, so nothing is escaped by hand.
//! It does not know which dispatches a feed has.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::plan::view::document::{EntryView, FeedView, MappedView};
use crate::press::feed_entry::EntryText;
use crate::press::theme::Theme;

type Xml = Writer<Vec<u8>>;

/// An Atom feed; changes are described in the theme's words.
pub fn atom(feed: &FeedView, theme: &Theme) -> Vec<u8> {
    document(|xml| {
        let root = xml.create_element("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", feed.lang.as_str()),
        ]);
        let content = root.write_inner_content(|xml| {
            text(xml, "title", &feed.title)?;
            feed.subtitle.iter().try_for_each(|subtitle| text(xml, "subtitle", subtitle))?;
            text(xml, "id", &feed.home)?;
            link(xml, "alternate", &feed.home)?;
            link(xml, "self", &feed.address)?;
            text(xml, "updated", &feed.updated)?;
            // Atom requires an author for every entry; for entries without one it is the newsroom.
            author(xml, &feed.newsroom)?;
            feed.entries.iter().try_for_each(|it| entry(xml, it, EntryText::new(it, feed, theme)))
        });
        content.map(drop)
    })
}

fn entry(xml: &mut Xml, entry: &EntryView, words: EntryText) -> io::Result<()> {
    let EntryText { title, summary, html } = words;
    let lang = entry.lang.iter().map(|lang| ("xml:lang", lang.as_str()));
    let element = xml.create_element("entry").with_attributes(lang);
    let content = element.write_inner_content(|xml| {
        text(xml, "title", &title)?;
        text(xml, "id", &entry.address)?;
        link(xml, "alternate", &entry.address)?;
        text(xml, "published", &entry.published)?;
        text(xml, "updated", &entry.updated)?;
        entry.authors.iter().try_for_each(|name| author(xml, name))?;
        for category in &entry.categories {
            let term = printable(category);
            xml.create_element("category").with_attribute(("term", term.as_str())).write_empty()?;
        }
        text(xml, "summary", &summary)?;
        html.iter().try_for_each(|html| {
            let element = xml.create_element("content");
            let attributes = [("type", "html"), ("xml:base", entry.address.as_str())];
            let content = printable(html);
            let element = element.with_attributes(attributes);
            element.write_text_content(BytesText::new(&content)).map(drop)
        })
    });
    content.map(drop)
}

/// A sitemap: addresses, the days they last changed and their translations.
pub fn sitemap(pages: &[MappedView]) -> Vec<u8> {
    document(|xml| {
        let root = xml.create_element("urlset").with_attributes([
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ]);
        let content = root.write_inner_content(|xml| {
            pages.iter().try_for_each(|page| {
                xml.create_element("url").write_inner_content(|xml| mapped(xml, page)).map(drop)
            })
        });
        content.map(drop)
    })
}

/// A list of sitemaps by their addresses.
pub fn sitemap_index(addresses: &[String]) -> Vec<u8> {
    document(|xml| {
        let root = xml.create_element("sitemapindex");
        let root = root.with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        let content = root.write_inner_content(|xml| {
            addresses.iter().try_for_each(|address| {
                let part = xml.create_element("sitemap");
                part.write_inner_content(|xml| text(xml, "loc", address)).map(drop)
            })
        });
        content.map(drop)
    })
}

fn mapped(xml: &mut Xml, page: &MappedView) -> io::Result<()> {
    text(xml, "loc", &page.address)?;
    page.changed.iter().try_for_each(|day| text(xml, "lastmod", day))?;
    page.languages.iter().try_for_each(|(lang, address)| {
        let link = xml.create_element("xhtml:link").with_attribute(("rel", "alternate"));
        let link = link.with_attribute(("hreflang", lang.as_str()));
        link.with_attribute(("href", address.as_str())).write_empty().map(drop)
    })
}

fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
    let mut xml = Writer::new(Vec::new());
    let declared = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    declared.and_then(|()| write(&mut xml)).expect("a vector takes every write");
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&printable(value))).map(drop)
}

fn link(xml: &mut Xml, rel: &str, href: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attributes([("rel", rel), ("href", href)])
        .write_empty()
        .map(drop)
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name)).map(drop)
}

/// The text without the control characters that XML 1.0 cannot represent, not even escaped.
fn printable(text: &str) -> String {
    let allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r')
            || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(allowed).collect()
}
