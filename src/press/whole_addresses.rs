//! HTML for readers who see it outside of its page: every address in it is made whole.
//! It does not know which addresses exist.

use std::borrow::Cow;

/// Attributes that hold one address.
const ADDRESSES: [&str; 7] = ["href", "src", "poster", "action", "data", "background", "cite"];

/// `html` with whole addresses in place of those that start from the page at `base`, which is a whole address itself.
pub fn with_whole_addresses(html: &str, base: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_tag {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let end = end_of_tag(rest);
        tag(&rest[..end], base, &mut out);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The place behind the `>` that ends the tag at the front. A `>` in quotes does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return at + 1,
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Writes a tag with the addresses in its quoted attributes made whole.
fn tag(tag: &str, base: &str, out: &mut String) {
    let mut rest = tag;
    while let Some(sign) = rest.find(['"', '\'']) {
        let quote = &rest[sign..=sign];
        let value = &rest[sign + 1..];
        let length = value.find(quote).unwrap_or(value.len());
        let before = rest[..sign].trim_end().trim_end_matches('=').trim_end();
        let name =
            before.rsplit(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'')).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        out.push_str(&rest[..=sign]);
        if ADDRESSES.contains(&name.as_str()) {
            out.push_str(&whole(&value[..length], base));
        } else if matches!(name.as_str(), "srcset" | "imagesrcset") {
            let sizes = value[..length].split(", ").map(|size| {
                let (address, width) = size.trim().split_once(' ').unwrap_or((size.trim(), ""));
                format!("{} {width}", whole(address, base)).trim_end().to_owned()
            });
            out.push_str(&sizes.collect::<Vec<_>>().join(", "));
        } else {
            out.push_str(&value[..length]);
        }
        rest = &value[length..];
        if let Some(after) = rest.strip_prefix(quote) {
            out.push_str(quote);
            rest = after;
        }
    }
    out.push_str(rest);
}

/// The whole address of what `address` means on the page at `base`.
fn whole<'a>(address: &'a str, base: &str) -> Cow<'a, str> {
    let page = base.split(['#', '?']).next().unwrap_or(base);
    let Some((scheme, after)) = page.split_once("://") else { return address.into() };
    let host_ends = after.find('/').unwrap_or(after.len());
    let origin = &page[..scheme.len() + 3 + host_ends];
    if address.trim().is_empty() || has_scheme(address) {
        return address.into();
    }
    if address.starts_with(['#', '?']) {
        return format!("{page}{address}").into();
    }
    if address.starts_with("//") {
        return format!("{scheme}:{address}").into();
    }
    if address.starts_with('/') {
        return format!("{origin}{address}").into();
    }
    let mut folders: Vec<&str> = after[host_ends..].split('/').skip(1).collect();
    folders.pop();
    let (path, suffix) = address.split_at(address.find(['#', '?']).unwrap_or(address.len()));
    let mut steps: Vec<&str> = path.split('/').collect();
    let last = steps.pop().unwrap_or_default();
    for step in steps {
        match step {
            "." | "" => {}
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    let last = match last {
        "." => "",
        ".." => {
            folders.pop();
            ""
        }
        last => last,
    };
    let folders: String = folders.iter().map(|folder| format!("{folder}/")).collect();
    format!("{origin}/{folders}{last}{suffix}").into()
}

/// Whether an address begins with a scheme, such as `https:` or `mailto:`.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::with_whole_addresses;

    #[track_caller]
    fn check(html: &str, whole: &str) {
        assert_eq!(with_whole_addresses(html, "https://a.example/site/dispatches/x/"), whole);
    }

    #[test]
    fn addresses_that_start_from_the_page_are_made_whole() {
        check(
            "<a href=\"#fn:1\" role=\"x\">1</a>",
            "<a href=\"https://a.example/site/dispatches/x/#fn:1\" role=\"x\">1</a>",
        );
        check(
            "<img src='b.jpg' alt=\"a > b\">",
            "<img src='https://a.example/site/dispatches/x/b.jpg' alt=\"a > b\">",
        );
        check("<a href=\"/about/\">", "<a href=\"https://a.example/about/\">");
        check("<a href=\"../y/?q=1\">", "<a href=\"https://a.example/site/dispatches/y/?q=1\">");
        check("<a href=\"..\">", "<a href=\"https://a.example/site/dispatches/\">");
        check(
            "<img srcset=\"a.webp 480w, /b.webp 960w\">",
            "<img srcset=\"https://a.example/site/dispatches/x/a.webp 480w, https://a.example/b.webp 960w\">",
        );
    }

    #[test]
    fn whole_addresses_and_words_stay_as_they_are() {
        for html in [
            "<a href=\"https://b.example/x\">href=\"y\"</a>",
            "<a href=\"mailto:desk@a.example\" title=\"src\">1 < 2</a>",
            "<p class=\"href\">",
            "a < b and \"c\"",
            "<a href=\"",
        ] {
            check(html, html);
        }
    }
}
