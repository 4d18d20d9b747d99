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
        root.write_inner_content(|xml| {
            text(xml, "title", &feed.title)?;
            if let Some(subtitle) = &feed.subtitle {
                text(xml, "subtitle", subtitle)?;
            }
            text(xml, "id", &feed.home)?;
            link(xml, "alternate", &feed.home)?;
            link(xml, "self", &feed.address)?;
            text(xml, "updated", &feed.updated)?;
            // Atom requires an author for every entry; for entries without one it is the newsroom.
            author(xml, &feed.newsroom)?;
            feed.entries.iter().try_for_each(|it| entry(xml, it, &EntryText::new(it, feed, theme)))
        })?;
        Ok(())
    })
}

fn entry(xml: &mut Xml, entry: &EntryView, text_of: &EntryText) -> io::Result<()> {
    let mut element = xml.create_element("entry");
    if let Some(lang) = &entry.lang {
        element = element.with_attribute(("xml:lang", lang.as_str()));
    }
    element.write_inner_content(|xml| {
        text(xml, "title", &text_of.title)?;
        text(xml, "id", &entry.address)?;
        link(xml, "alternate", &entry.address)?;
        text(xml, "published", &entry.published)?;
        text(xml, "updated", &entry.updated)?;
        entry.authors.iter().try_for_each(|name| author(xml, name))?;
        for category in &entry.categories {
            let term = printable(category);
            xml.create_element("category").with_attribute(("term", term.as_str())).write_empty()?;
        }
        text(xml, "summary", &text_of.summary)?;
        if let Some(html) = &text_of.html {
            xml.create_element("content")
                .with_attributes([("type", "html"), ("xml:base", entry.address.as_str())])
                .write_text_content(BytesText::new(&printable(html)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A sitemap: addresses, the days they last changed and their translations.
pub fn sitemap(pages: &[MappedView]) -> Vec<u8> {
    document(|xml| {
        let namespaces = [
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ];
        xml.create_element("urlset").with_attributes(namespaces).write_inner_content(|xml| {
            pages.iter().try_for_each(|page| {
                xml.create_element("url").write_inner_content(|xml| mapped(xml, page))?;
                Ok(())
            })
        })?;
        Ok(())
    })
}

fn mapped(xml: &mut Xml, page: &MappedView) -> io::Result<()> {
    text(xml, "loc", &page.address)?;
    page.changed.iter().try_for_each(|day| text(xml, "lastmod", day))?;
    page.languages.iter().try_for_each(|(lang, address)| {
        let link = xml.create_element("xhtml:link").with_attribute(("rel", "alternate"));
        let link = link.with_attribute(("hreflang", lang.as_str()));
        link.with_attribute(("href", address.as_str())).write_empty()?;
        Ok(())
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
    xml.create_element(name).write_text_content(BytesText::new(&printable(value)))?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, href: &str) -> io::Result<()> {
    xml.create_element("link").with_attributes([("rel", rel), ("href", href)]).write_empty()?;
    Ok(())
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

/// The text without the control characters that XML 1.0 cannot represent, not even escaped.
fn printable(text: &str) -> String {
    let allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r')
            || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(allowed).collect()
}
