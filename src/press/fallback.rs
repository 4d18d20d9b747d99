//! English words on a page in another language that lacks them: they are marked when they are looked up, and once the page is printed the
//! marks become elements with the language.
//! It does not know which words there are.

/// The language whose words every theme has.
pub const LANGUAGE: &str = "en";

/// The marks around such words: noncharacters, which Unicode reserves for use inside a program.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// Elements that may hold no `span`: their content is text alone, or a drawing.
const WITHOUT_MARKUP: [&str; 6] = ["title", "script", "style", "textarea", "option", "svg"];

/// `text`, marked.
pub fn marked(text: &str) -> String {
    format!("{OPEN}{text}{CLOSE}")
}

/// `text` as an unmarked part of a marked text.
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

/// The page with elements in place of marks. In an attribute, a title or a drawing there can be no element, so the marks are removed.
pub fn with_elements(page: &str) -> String {
    let opened = format!("<span lang=\"{LANGUAGE}\" dir=\"ltr\">");
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
                // Without letters, it is the same in every language.
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

/// The length of the tag at the start of `html`, or of the whole element if it may hold no `span`.
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
    fn where_no_element_is_allowed_the_marks_are_removed() {
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
    fn text_without_letters_and_text_in_a_comment_get_no_element() {
        check("<b>a[, ]b[]c</b>", "<b>a, bc</b>");
        check(
            "<!-- don't [x] --><p>[y]",
            "<!-- don't x --><p><span lang=\"en\" dir=\"ltr\">y</span>",
        );
    }

    #[test]
    fn a_mark_that_closes_nothing_is_removed() {
        check("a]b<", "ab<");
        check("<p", "<p");
    }
}
