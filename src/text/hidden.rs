//! Characters that readers cannot see and that change what they read, or that no text may hold.
//! It does not know where a text is printed.
//!
//! Some invisible characters belong to the spelling of a language and stay: the marks of direction U+200E, U+200F and U+061C, the
//! joiners U+200C and U+200D, and the zero-width space in scripts that are written without spaces.

use std::ops::Range;

use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// Why a character may not be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenKind {
    /// It turns round the order of the text after it: `12` reads as `21`.
    Turns,
    /// It begins a piece of text in another direction that does not end.
    LeftOpen,
    /// It ends a piece of text that did not begin.
    ClosesNothing,
    /// It cannot be seen, or is a control, or stands for no character.
    Unseen,
}

/// A character that may not be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenCharacter {
    /// Where it is in the text, in bytes.
    pub at: Range<usize>,
    /// The character.
    pub character: char,
    /// Why it may not be printed.
    pub kind: HiddenKind,
}

impl HiddenCharacter {
    /// The fault of this character at `span` of the file `path`, in what messages call `what`: "`title`".
    pub fn fault(&self, path: &SourcePath, span: Span, what: &str) -> Diagnostic {
        let code = code_point(self.character);
        let (message, help) = match self.kind {
            HiddenKind::Turns => (
                format!("{what} contains a character that turns round the order of what follows"),
                format!(
                    "delete {code}; if a word in another direction is in the wrong place, write U+2068 before it and U+2069 after it, or U+200E or U+200F beside it"
                ),
            ),
            HiddenKind::LeftOpen => (
                format!("{what} begins a piece in another direction and does not end it"),
                format!(
                    "write U+2069 where the piece ends, in the same paragraph, or delete {code}"
                ),
            ),
            HiddenKind::ClosesNothing => (
                format!("{what} ends a piece in another direction that it does not begin"),
                format!(
                    "delete {code}, or write U+2068 where the piece begins, in the same paragraph"
                ),
            ),
            HiddenKind::Unseen => (
                format!("{what} contains an invisible character"),
                "delete it; such characters often come with pasted text".to_owned(),
            ),
        };
        rule::UNPRINTABLE.at(path, span, message).label(format!("{code} is in here")).help(help)
    }
}

/// The code point of a character, which editors can look up: `U+200F`.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The first character of `text` that may not be printed. A piece of text in another direction must end in the same `text`.
pub fn first_hidden(text: &str) -> Option<HiddenCharacter> {
    // Open isolates: where each begins.
    let mut open: Vec<(usize, char)> = Vec::new();
    let hidden = |at: usize, character: char, kind| {
        Some(HiddenCharacter { at: at..at + character.len_utf8(), character, kind })
    };
    for (at, c) in text.char_indices() {
        match c {
            ' '..='~' | '\n' | '\t' | '\r' => {}
            '\u{202A}'..='\u{202E}' => return hidden(at, c, HiddenKind::Turns),
            '\u{2066}'..='\u{2068}' => open.push((at, c)),
            '\u{2069}' if open.pop().is_none() => return hidden(at, c, HiddenKind::ClosesNothing),
            '\u{200B}' if is_between_words_without_spaces(text, at) => {}
            '\u{E0020}'..='\u{E007F}' if is_in_flag(&text[..at]) => {}
            _ if is_unseen(c) => return hidden(at, c, HiddenKind::Unseen),
            _ => {}
        }
    }
    let (at, c) = open.pop()?;
    hidden(at, c, HiddenKind::LeftOpen)
}

/// Whether a character is a control, stands for no character, or shows nothing where readers expect a letter or a digit.
fn is_unseen(c: char) -> bool {
    let is_noncharacter = matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
    let shows_nothing = matches!(c,
        // Fillers that look like a blank and are letters.
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{17B4}' | '\u{17B5}'
        // A space without width, and a byte order mark inside the text.
        | '\u{200B}' | '\u{FEFF}'
        // Signs of formulas that are not shown, and old controls that change the shape of digits.
        | '\u{2061}'..='\u{2065}' | '\u{206A}'..='\u{206F}'
        // Marks around notes that programs hide; musical beams; tags.
        | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}');
    c.is_control() || is_noncharacter || shows_nothing
}

/// Whether the zero-width space at a place has a letter beside it of a script that is written without spaces, where it marks the end of
/// a word.
fn is_between_words_without_spaces(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().nth(1);
    before.into_iter().chain(after).any(is_written_without_spaces)
}

/// Whether a letter belongs to a script that is written without spaces between words.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c,
        // Thai, Lao, Tibetan, Myanmar, Khmer.
        '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        // Tai scripts, Khmer symbols, Balinese, Javanese, Cham and Myanmar extensions.
        | '\u{1950}'..='\u{1AAF}' | '\u{1B00}'..='\u{1B7F}' | '\u{A980}'..='\u{AADF}'
        // Chinese and Japanese.
        | '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a tag that follows `before` belongs to a flag, such as that of Scotland: a black flag and then only tags.
fn is_in_flag(before: &str) -> bool {
    before.trim_end_matches(|c| matches!(c, '\u{E0020}'..='\u{E007F}')).ends_with('\u{1F3F4}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(usize, HiddenKind)>) {
        let found = first_hidden(text).map(|it| (it.at.start, it.kind));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_turns_the_text_round_is_found() {
        check("At least \u{202E}12 killed", Some((9, HiddenKind::Turns)));
        for c in ['\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}'] {
            check(&format!("a{c}b"), Some((1, HiddenKind::Turns)));
        }
    }

    #[test]
    fn an_isolate_ends_in_the_same_text() {
        check("in \u{2067}نينوى\u{2069} today", None);
        check("in \u{2067}نينوى today", Some((3, HiddenKind::LeftOpen)));
        check("\u{2068}a \u{2066}b\u{2069}", Some((0, HiddenKind::LeftOpen)));
        check("a\u{2069}", Some((1, HiddenKind::ClosesNothing)));
    }

    #[test]
    fn what_shows_nothing_is_found() {
        for c in [
            '\u{FDD0}',
            '\u{FDEF}',
            '\u{FFFE}',
            '\u{1FFFF}',
            '\u{10FFFF}',
            '\u{0}',
            '\u{7}',
            '\u{9F}',
            '\u{FEFF}',
            '\u{200B}',
            '\u{3164}',
            '\u{115F}',
            '\u{2062}',
            '\u{206F}',
            '\u{FFF9}',
            '\u{E0041}',
            '\u{1D173}',
        ] {
            check(&format!("1{c}2"), Some((1, HiddenKind::Unseen)));
        }
    }

    #[test]
    fn what_a_language_needs_stays() {
        for text in [
            "\u{200F}نينوى\u{200E}, \u{61C}12",
            "نه\u{200C}خیر और क\u{94D}\u{200D}ष",
            "ຕາຍ\u{200B}12\u{200B}ຄົນ",
            "កម្ពុជា\u{200B}ថ្ងៃ",
            "空爆\u{200B}で",
            "Donau\u{AD}dampf",
            "\u{26A0}\u{FE0F} \u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
            "line\r\n\tline",
        ] {
            check(text, None);
        }
    }
}
