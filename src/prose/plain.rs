//! The words of inline Markdown, without its marks.
//! It does not know whether they become a heading's anchor, a picture's description or a summary.

use pulldown_cmark::Event;

/// The words that one event adds. Raw HTML and references to footnotes have none.
pub(super) fn words_of<'e>(event: &'e Event<'_>) -> &'e str {
    match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    }
}

/// One line: every run of white space becomes a single space, with none at either end.
pub(super) fn one_line(text: &str) -> String {
    printable(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same text, with U+FFFD for every character that neither HTML nor XML may hold: NUL, the
/// controls other than tab, line feed, form feed and carriage return, and the noncharacters.
/// Characters that set the direction of writing stay.
pub(super) fn printable(text: String) -> String {
    if text.contains(is_forbidden) {
        return text.replace(is_forbidden, "\u{FFFD}");
    }
    text
}

fn is_forbidden(c: char) -> bool {
    let space = matches!(c, '\t' | '\n' | '\u{C}' | '\r');
    let noncharacter = matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
    (c.is_control() && !space) || noncharacter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_becomes_the_replacement_character() {
        assert_eq!(
            printable("12\0 killed\u{7}\u{FFFE}".into()),
            "12\u{FFFD} killed\u{FFFD}\u{FFFD}"
        );
    }

    #[test]
    fn marks_of_direction_and_line_ends_stay() {
        let text = "\u{2067}نينوى\u{2069}\u{200F}\r\n\tMosul";
        assert_eq!(printable(text.into()), text);
    }

    #[test]
    fn one_line_has_single_spaces() {
        assert_eq!(one_line("  west \n\t Mosul "), "west Mosul");
    }
}
