//! Escapes the text of a cell for a body, so that nothing in it is read as Markdown.
//! It does not know the body.

/// Characters that have a meaning anywhere in a line.
const SIGNS: [char; 11] = ['\\', '`', '*', '_', '[', ']', '<', '>', '&', '~', '|'];

/// `cell` with Markdown escaped. Blank lines still separate paragraphs.
pub(super) fn escape(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for (n, line) in cell.split(['\n', '\r']).enumerate() {
        if n > 0 {
            text.push('\n');
        }
        push_line(&mut text, line.trim());
    }
    text
}

fn push_line(text: &mut String, line: &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        // These begin a heading, a list, a rule or a table, but only at the start of a line.
        let opens = (at == 0 && matches!(c, '#' | '+' | '-' | '=' | ':' | '$'))
            || (digits > 0 && at == digits && matches!(c, '.' | ')'));
        if opens || SIGNS.contains(&c) {
            text.push('\\');
        }
        text.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markdown_in_a_cell_is_escaped() {
        assert_eq!(escape("*4* killed_[x](y) <b>"), r"\*4\* killed\_\[x\](y) \<b\>");
        assert_eq!(escape("# a\r- b\n\n2014. c"), "\\# a\n\\- b\n\n2014\\. c");
        assert_eq!(escape("=SUM(A1:A9), 3.5 - 4"), r"\=SUM(A1:A9), 3.5 - 4");
    }
}
