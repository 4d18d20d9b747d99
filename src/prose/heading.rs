//! The headings of a body and their anchors.
//! It does not know which page the body is printed on, nor what else has an `id` there.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::dialect::{self, Events};
use super::plain::{one_line, words_of};

/// A heading as it is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// 2 to 6: level 1 is the title of the page.
    pub level: u8,
    /// Its anchor, which follows `#` in a link to it. No other heading of the body has the same.
    pub id: String,
    /// Its words on one line.
    pub text: String,
}

/// The headings of a body in the order written, as [`html`](super::html::html) prints the same
/// text. A heading without words is printed as a paragraph and is not among them.
pub fn headings(markdown: &str) -> Vec<Heading> {
    let mut anchors = Anchors::default();
    let mut found = Vec::new();
    let mut events = dialect::parse(markdown);
    while let Some((event, _)) = events.next() {
        let Event::Start(Tag::Heading { level, .. }) = event else {
            continue;
        };
        let text = rest_of_heading(&mut events);
        if !text.is_empty() {
            let id = anchors.id(&text);
            found.push(Heading { level: printed_level(level) as u8, id, text });
        }
    }
    found
}

/// The level-1 heading that opens the body: its words on one line, and the byte at which the rest starts.
///
/// Only blank lines may precede it, so nothing is lost when the rest alone is printed.
pub fn opening_title(markdown: &str) -> Option<(String, usize)> {
    let mut events = dialect::parse(markdown);
    let (Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), span) = events.next()? else {
        return None;
    };
    if !markdown[..span.start].trim().is_empty() {
        return None;
    }
    let title = rest_of_heading(&mut events);
    (!title.is_empty()).then_some((title, span.end))
}

/// The words up to the end of the heading that has just begun, on one line.
fn rest_of_heading(events: &mut Events<'_>) -> String {
    let inside = events
        .map(|(event, _)| event)
        .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    one_line(&inside.map(|event| words_of(&event).to_owned()).collect::<String>())
}

/// Level 1 is the title of the page, so a level-1 heading in the body is printed as level 2.
pub(super) fn printed_level(level: HeadingLevel) -> HeadingLevel {
    level.max(HeadingLevel::H2)
}

/// The anchors in use so far.
#[derive(Default)]
pub(super) struct Anchors {
    taken: BTreeSet<String>,
    /// The number to try next, for each slug that is used more than once.
    next: BTreeMap<String, usize>,
}

impl Anchors {
    /// An anchor for a heading with these words: its slug, with a number from `-1` if the slug is taken.
    pub(super) fn id(&mut self, text: &str) -> String {
        let slug = slug(text);
        if self.taken.insert(slug.clone()) {
            return slug;
        }
        // The number never goes back, so that a thousand equal headings cost a thousand steps.
        let next = self.next.entry(slug.clone()).or_insert(1);
        loop {
            let id = format!("{slug}-{next}");
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Letters, marks and digits of any script in lower case, with one hyphen for each run of spaces
/// and dashes. Other punctuation is dropped (`1,200` becomes `1200`), and so are invisible characters.
///
/// A slug never has a colon. Anchors that are not headings have one, so the two cannot collide.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.to_lowercase().nfc() {
        if c.is_alphanumeric() || c == '_' || is_combining_mark(c) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else {
            gap |= c.is_whitespace() || is_dash(c);
        }
    }
    if slug.is_empty() { "section".to_owned() } else { slug }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{058A}' | '\u{05BE}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_ids(markdown: &str, expected: &[&str]) {
        let ids: Vec<String> = headings(markdown).into_iter().map(|heading| heading.id).collect();
        assert_eq!(ids, expected);
    }

    #[test]
    fn an_anchor_keeps_the_letters_of_any_script() {
        check_ids(
            "## Що сталося в Ізюмі\n## ماذا حدث؟\n## क्या हुआ\n## Café *du* Port\n## 空爆",
            &["що-сталося-в-ізюмі", "ماذا-حدث", "क्या-हुआ", "café-du-port", "空爆"],
        );
    }

    #[test]
    fn an_anchor_drops_punctuation_and_joins_with_hyphens() {
        check_ids(
            "## 80--115 killed\n## 1,200 people\n## What's known -- and not\n## U.S.-led `raid_2`",
            &["80-115-killed", "1200-people", "whats-known-and-not", "us-led-raid_2"],
        );
    }

    #[test]
    fn an_anchor_holds_nothing_that_cannot_be_seen() {
        check_ids("## نه\u{200C}خیر\u{202E}x\u{0}", &["نهخیرx"]);
    }

    #[test]
    fn equal_headings_have_different_anchors() {
        check_ids(
            "## A\n## A 1\n## A\n## A\n## ?!\n## !",
            &["a", "a-1", "a-2", "a-3", "section", "section-1"],
        );
    }

    #[test]
    fn two_spellings_of_a_letter_make_one_anchor() {
        check_ids("## Cafe\u{301}", &["caf\u{e9}"]);
    }

    #[test]
    fn a_level_one_heading_is_listed_below_the_title() {
        let found = headings("# Account\n\n### Names\n\nTotals\n---\n\n#\n");
        let outline: Vec<(u8, &str)> =
            found.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
        assert_eq!(outline, [(2, "Account"), (3, "Names"), (2, "Totals")]);
    }

    #[test]
    fn a_body_may_open_with_its_title() {
        let body = "\n# Strike on *Zanjili*[^1]\n\nText.\n\n[^1]: x\n";
        let (title, rest) = opening_title(body).expect("the body opens with a heading");
        assert_eq!(title, "Strike on Zanjili");
        assert_eq!(&body[rest..], "\nText.\n\n[^1]: x\n");
        assert_eq!(opening_title("Strike\n===\nText"), Some(("Strike".into(), 11)));
    }

    #[test]
    fn a_later_or_lower_or_wordless_heading_is_no_title() {
        for body in ["Text\n\n# Late", "## Low", "#\n\nText", "> # Quoted", "[a]: b\n\n# Late", ""]
        {
            assert_eq!(opening_title(body), None, "{body:?}");
        }
    }
}
