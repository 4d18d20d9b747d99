//! The text of a cell put into a body: plain words, whatever signs stand in it.
//! It does not know the body it goes into.

/// Signs that mean something wherever they stand.
const SIGNS: [char; 11] = ['\\', '`', '*', '_', '[', ']', '<', '>', '&', '~', '|'];

/// `cell` with the signs of markdown made plain. Blank lines in it still part paragraphs.
pub(super) fn plain(cell: &str) -> String {
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
        // What opens a heading, a list, a rule or a table does so at the beginning of a line only.
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
    use super::plain;

    #[test]
    fn signs_in_a_cell_are_signs() {
        assert_eq!(plain("*4* killed_[x](y) <b>"), r"\*4\* killed\_\[x\](y) \<b\>");
        assert_eq!(plain("# a\r- b\n\n2014. c"), "\\# a\n\\- b\n\n2014\\. c");
        assert_eq!(plain("=SUM(A1:A9), 3.5 - 4"), r"\=SUM(A1:A9), 3.5 - 4");
    }
}
