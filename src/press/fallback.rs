//! Words that a page says in another language than its own, because its own has none: they are marked where they are found,
//! and the marks become elements with that language once the page is written. It does not know which words there are.

use crate::press::strings::FALLBACK;

/// The marks around such words: noncharacters, which Unicode keeps for what a program says to itself.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// Elements whose content is text and nothing else, or drawn.
const WITHOUT_MARKUP: [&str; 6] = ["title", "script", "style", "textarea", "option", "svg"];

/// `text`, marked.
pub fn marked(text: &str) -> String {
    format!("{OPEN}{text}{CLOSE}")
}

/// `text` as it stands inside a marked text without being marked.
pub fn between_marks(text: &str) -> String {
    format!("{CLOSE}{text}{OPEN}")
}

/// Whether `text` is marked.
pub fn is_marked(text: &str) -> bool {
    text.starts_with(OPEN)
}

/// `text` without marks.
pub fn unmarked(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// A page whose marks are elements. In an attribute, a title or a drawing there can be none: there the mark goes.
pub fn with_elements(page: &str) -> String {
    let opened = format!("<span lang=\"{FALLBACK}\" dir=\"ltr\">");
    let mut written = String::with_capacity(page.len() + 1024);
    let mut rest = page;
    let mut open: usize = 0;
    while let Some(at) = rest.find(['<', OPEN, CLOSE]) {
        let (before, from) = rest.split_at(at);
        written.push_str(before);
        if let Some(after) = from.strip_prefix(OPEN) {
            rest = after;
            let to = after.find(['<', OPEN, CLOSE]).unwrap_or(after.len());
            let (words, then) = after.split_at(to);
            match then.strip_prefix(CLOSE) {
                // What has no letters is of no language.
                Some(then) if !words.chars().any(char::is_alphabetic) => {
                    written.push_str(words);
                    rest = then;
                }
                _ => {
                    written.push_str(&opened);
                    open += 1;
                }
            }
        } else if let Some(after) = from.strip_prefix(CLOSE) {
            if open > 0 {
                written.push_str("</span>");
                open -= 1;
            }
            rest = after;
        } else {
            let (element, after) = from.split_at(without_markup(from));
            written.push_str(&unmarked(element));
            rest = after;
        }
    }
    written.push_str(rest);
    written
}

/// How far the tag at the start of `html` goes, or the whole element if it holds no markup of ours.
fn without_markup(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |at| at + "-->".len());
    }
    let tag = end_of_tag(html);
    let is_name = |c: char| c.is_ascii_alphanumeric();
    let name = html[1..tag].split(|c| !is_name(c)).next().unwrap_or_default();
    if !WITHOUT_MARKUP.contains(&name) {
        return tag;
    }
    let end = format!("</{name}");
    html[tag..].find(&end).map_or(html.len(), |at| tag + at)
}

/// Where the tag at the start of `html` ends; a `>` in quotes does not end it.
fn end_of_tag(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::{marked, with_elements};

    fn check(page: &str, expected: &str) {
        let page = page.replace('[', "\u{fdd0}").replace(']', "\u{fdd1}");
        assert_eq!(with_elements(&page), expected);
    }

    #[test]
    fn words_in_text_get_an_element_with_their_language() {
        check("<p>[Sources]: ٣</p>", "<p><span lang=\"en\" dir=\"ltr\">Sources</span>: ٣</p>");
        check(
            "[a [b] <i>c</i>]",
            "<span lang=\"en\" dir=\"ltr\">a <span lang=\"en\" dir=\"ltr\">b</span> <i>c</i></span>",
        );
        assert_eq!(with_elements(&marked("x")), "<span lang=\"en\" dir=\"ltr\">x</span>");
    }

    #[test]
    fn where_no_element_can_stand_there_is_none() {
        check("<a title=\"[Go > on]\" x='[\"]'>y</a>", "<a title=\"Go > on\" x='\"'>y</a>");
        check(
            "<title>[Data]</title><p>[x",
            "<title>Data</title><p><span lang=\"en\" dir=\"ltr\">x",
        );
        check(
            "<svg><title>[A]</title><text>[b]</text></svg>c",
            "<svg><title>A</title><text>b</text></svg>c",
        );
    }

    #[test]
    fn what_has_no_letters_and_what_stands_in_a_comment_gets_no_element() {
        check("<b>a[, ]b[]c</b>", "<b>a, bc</b>");
        check(
            "<!-- don't [x] --><p>[y]",
            "<!-- don't x --><p><span lang=\"en\" dir=\"ltr\">y</span>",
        );
    }

    #[test]
    fn a_mark_that_closes_nothing_is_taken_out() {
        check("a]b<", "ab<");
        check("<p", "<p");
    }
}
