//! Short quotations of an author's text for messages: on one line, with nothing hidden.
//! It does not know what is wrong with the text.

use crate::text::hidden::code_point;

/// Maximum number of characters that a message quotes.
const LONGEST: usize = 40;

/// The text on one line, cut after 40 characters. Invisible characters are written as `U+200F`.
pub fn excerpt(text: &str) -> String {
    let mut shown = String::new();
    for (length, c) in text.trim().chars().enumerate() {
        if length == LONGEST {
            shown.push('…');
            break;
        }
        match c {
            _ if c.is_whitespace() => shown.push(' '),
            _ if is_invisible(c) => shown.push_str(&code_point(c)),
            _ => shown.push(c),
        }
    }
    shown
}

/// Whether a character cannot be seen, or only changes the order of others.
pub fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    let format = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    );
    control || format
}
