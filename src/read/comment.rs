//! A YAML comment that cuts off an unquoted text, and the line that keeps the text.
//! It does not find the comment (`yaml` does), nor know which values are free text (`reader` does).

use crate::field::excerpt::{excerpt, is_invisible};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// Maximum length of a line that a message asks an editor to write, in characters.
const LONGEST_LINE: usize = 300;

/// A comment that ends an unquoted value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it is in the whole file, from its `#` to the end of its line.
    pub span: Span,
    /// The comment as written, with its `#`.
    pub text: String,
    /// The line to write if the comment is part of the text.
    pub quoted_line: String,
}

impl Comment {
    /// The fault that this comment takes text away from the value of `key`; None if nobody knows the key.
    pub fn fault(&self, path: &SourcePath, key: Option<&str>) -> Diagnostic {
        let lost = excerpt(&self.text);
        let message = match key {
            Some(key) => format!("`{key}` loses the text `{lost}`"),
            None => format!("the text `{lost}` is lost"),
        };
        let is_hidden = |c: char| is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}');
        let line = &self.quoted_line;
        let help = match line.chars().count() > LONGEST_LINE || line.chars().any(is_hidden) {
            true => "put the whole text in quotes".to_owned(),
            false => format!("put the whole text in quotes: `{line}`"),
        };
        rule::COMMENT_IN_TEXT
            .at(path, self.span, message)
            .label("without quotes, ` #` begins a comment in YAML")
            .help(format!("{help}; if this is a comment, move it to a line of its own"))
    }
}

/// A text in quotes, as YAML: in double ones, or in single ones if the text has a double quote or a backslash.
pub fn quoted(text: &str) -> String {
    match text.contains(['"', '\\']) {
        true => format!("'{}'", text.replace('\'', "''")),
        false => format!("\"{text}\""),
    }
}

/// The rest of a line inside `[..]` or `{..}`, with quotes around every value that a `#` would cut off.
pub fn quoted_items(rest: &str) -> String {
    let mut line = String::new();
    for piece in rest.split_inclusive([',', '[', ']', '{', '}']) {
        let (item, sign) = match piece.char_indices().next_back() {
            Some((at, sign)) if ",[]{}".contains(sign) => piece.split_at(at),
            _ => (piece, ""),
        };
        let value = item.find(": ").map_or(0, |colon| colon + 2);
        let value = value + (item[value..].len() - item[value..].trim_start().len());
        let written = item[value..].trim_end();
        line.push_str(&item[..value]);
        if written.starts_with('#') || written.contains(" #") {
            line.push_str(&quoted(written));
        } else {
            line.push_str(written);
        }
        line.push_str(&item[value + written.len()..]);
        line.push_str(sign);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{quoted, quoted_items};

    #[test]
    fn a_text_with_double_quotes_is_put_in_single_ones() {
        assert_eq!(quoted("Video of #Mosul"), "\"Video of #Mosul\"");
        assert_eq!(quoted("the mayor's \"lists\" #2"), "'the mayor''s \"lists\" #2'");
        assert_eq!(quoted(r"C:\a #2"), r"'C:\a #2'");
    }

    #[test]
    fn only_items_with_a_number_sign_get_quotes() {
        assert_eq!(quoted_items("Ana #1, Ben]"), "\"Ana #1\", Ben]");
        assert_eq!(quoted_items("#Mosul, #Raqqa]"), "\"#Mosul\", \"#Raqqa\"]");
        assert_eq!(
            quoted_items("name: Ana #1, note: about 12 # killed}]"),
            "name: \"Ana #1\", note: \"about 12 # killed\"}]"
        );
    }
}
