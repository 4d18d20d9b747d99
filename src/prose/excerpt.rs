//! The opening of a body in plain words.
//! It does not know where an excerpt is printed, nor how fast anyone reads.

use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_normalization::char::is_combining_mark;

use super::live;
use super::parsed::ParsedBody;
use super::plain::{one_line, words_of};

/// The plain text of the first paragraph that has words, on one line.
///
/// A text of more than `limit` characters is cut between words and ends with an ellipsis, which counts as one character. Headings,
/// lists, quotations, alerts, tables and pictures are skipped, and paragraphs with live figures. Empty when the body has no such paragraph.
pub fn excerpt(body: &ParsedBody<'_>, limit: usize) -> String {
    let mut paragraph = String::new();
    let (mut depth, mut pictures) = (0_usize, 0_usize);
    let mut is_live = false;
    let mut in_paragraph = false;
    for (event, _) in &body.events {
        match event {
            Event::Start(tag) => {
                in_paragraph |= depth == 0 && matches!(tag, Tag::Paragraph);
                pictures += usize::from(matches!(tag, Tag::Image { .. }));
                is_live |= matches!(tag, Tag::Link { link_type, dest_url, .. } if live::is_number(*link_type, dest_url));
                depth += 1;
            }
            Event::End(tag) => {
                depth -= 1;
                pictures -= usize::from(matches!(tag, TagEnd::Image));
                if in_paragraph && depth == 0 {
                    in_paragraph = false;
                    let text = one_line(&paragraph);
                    if !text.is_empty() && !is_live {
                        return cut(text, limit);
                    }
                    paragraph.clear();
                    is_live = false;
                }
            }
            words if in_paragraph && pictures == 0 => paragraph.push_str(words_of(words)),
            _ => {}
        }
    }
    String::new()
}

fn cut(text: String, limit: usize) -> String {
    let Some(room) = limit.checked_sub(1) else {
        return String::new();
    };
    if text.chars().nth(limit).is_none() {
        return text;
    }
    let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
    let (head, tail) = text.split_at(end);
    let whole_words = match head.rfind(' ') {
        _ if tail.starts_with(' ') => head,
        Some(space) if space >= end / 2 => &head[..space],
        _ => between_letters(head, tail),
    };
    let is_loose = |c: char| c.is_whitespace() || ",;:،؛-–—(".contains(c);
    format!("{}…", whole_words.trim_end_matches(is_loose))
}

/// Many scripts are written without spaces. There the cut is between letters, but never between a letter and its marks.
fn between_letters<'t>(head: &'t str, tail: &str) -> &'t str {
    if !tail.starts_with(is_combining_mark) {
        return head;
    }
    let bare = head.trim_end_matches(is_combining_mark);
    let letter = bare.chars().next_back().map_or(0, char::len_utf8);
    &bare[..bare.len() - letter]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(markdown: &str, limit: usize) -> String {
        super::excerpt(&ParsedBody::new(markdown), limit)
    }

    #[test]
    fn an_excerpt_is_the_first_paragraph_without_its_marks() {
        let body = "# Strike\n\n> [!WARNING]\n> graphic\n\n![smoke](a.jpg)\n\n\
                    More than **120** [people](x.md)\nwere killed.[^1]\n\nLater.\n\n[^1]: Police.\n";
        assert_eq!(excerpt(body, 200), "More than 120 people were killed.");
    }

    #[test]
    fn a_long_excerpt_is_cut_at_a_word() {
        assert_eq!(excerpt("Shells fell, on the market", 14), "Shells fell…");
        assert_eq!(excerpt("Shells fell on the market", 15), "Shells fell on…");
        assert_eq!(excerpt("Shells fell", 11), "Shells fell");
    }

    #[test]
    fn an_excerpt_never_exceeds_its_limit() {
        let text = "صاروخ أصاب السوق في غرب الموصل";
        for limit in 0..40 {
            assert!(excerpt(text, limit).chars().count() <= limit, "at {limit}");
        }
    }

    #[test]
    fn a_script_without_spaces_is_cut_between_letters() {
        assert_eq!(excerpt("空爆で百二十人が死亡した", 6), "空爆で百二…");
        assert_eq!(excerpt("cafe\u{301}teria", 5), "caf…");
    }

    #[test]
    fn a_body_without_a_paragraph_has_no_excerpt() {
        assert_eq!(excerpt("# Only\n\n- a list\n", 80), "");
    }
}
