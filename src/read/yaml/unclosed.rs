//! Finds a bracket or a quotation mark that is not closed, by the lines below it: no key and no item further to the left can be
//! inside it. It does not know the YAML library, which sees such a slip only much later.

use crate::read::yaml::place::File;

/// A bracket or a quotation mark that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// Where it is.
    pub(super) at: usize,
    /// The bracket or the mark.
    pub(super) sign: char,
    /// The bracket of another kind that closes it.
    pub(super) closed_by: Option<char>,
    /// The first column that can be inside it.
    column: usize,
}

impl Unclosed {
    pub(super) fn is_quote(self) -> bool {
        matches!(self.sign, '"' | '\'')
    }
}

/// The sign that closes a bracket or a quotation mark.
pub(super) fn closing(sign: char) -> char {
    match sign {
        '{' => '}',
        '[' => ']',
        mark => mark,
    }
}

/// The first sign of a file that is not closed; the innermost one if there are several.
pub(super) fn find(file: &File<'_>) -> Option<Unclosed> {
    let mut search = Search { open: Vec::new(), block: None, indent: 0, value_begins: true };
    let mut start = 0;
    for line in file.yaml.split_inclusive('\n') {
        if let Some(found) = search.line(line, start) {
            return Some(found);
        }
        start += line.len();
    }
    search.open.pop()
}

struct Search {
    /// The signs that are open.
    open: Vec<Unclosed>,
    /// The first column of the text below a `>` or `|`.
    block: Option<usize>,
    /// The indentation of the last line that begins a key or an item.
    indent: usize,
    /// Whether a value can begin here. In the middle of a text, brackets and quotation marks are text.
    value_begins: bool,
}

impl Search {
    /// Reads the next `line`, which begins at the byte `start`.
    fn line(&mut self, line: &str, start: usize) -> Option<Unclosed> {
        let written = line.trim_start();
        let indent = line.len() - written.len();
        if written.is_empty() || self.block.is_some_and(|column| indent >= column) {
            return None;
        }
        self.block = None;
        let entry = written.trim_start_matches("- ").trim_start();
        let is_item = entry.len() < written.len() || written.trim_end() == "-";
        let begins = is_item || begins_with_key(entry);
        if let Some(last) = self.open.last()
            && begins
            && (indent < last.column || is_item && !last.is_quote())
        {
            return Some(*last);
        }
        // A text goes on only on lines that are indented further.
        self.value_begins |= begins || indent <= self.indent;
        if begins {
            self.indent = indent;
        }
        let entry_column = line.len() - entry.len();
        // The values of an item can begin in any column behind its dash, those of a key in any behind the key.
        let inside = if is_item { indent + 1 } else { indent };
        let mut rest = line.char_indices().skip_while(|(at, _)| *at < entry_column).peekable();
        let mut before = ' ';
        while let Some((at, c)) = rest.next() {
            let next = rest.peek().map(|(_, next)| *next);
            let column = if at == entry_column { inside } else { entry_column + 1 };
            if let Some(quote) = self.open.last().filter(|last| last.is_quote()) {
                let is_escape = quote.sign == '"' && c == '\\';
                let is_doubled = c == '\'' && quote.sign == '\'' && next == Some('\'');
                if is_escape || is_doubled {
                    rest.next();
                } else if c == quote.sign {
                    self.open.pop();
                }
            } else if c == '#' && before.is_whitespace() {
                return None;
            } else if let Some(found) = self.character(c, (before, next), start + at, column) {
                return Some(found);
            }
            before = c;
        }
        None
    }

    /// Reads a character outside quotation marks, with those `before` and after it.
    fn character(
        &mut self,
        c: char,
        (before, next): (char, Option<char>),
        at: usize,
        column: usize,
    ) -> Option<Unclosed> {
        let in_brackets = self.open.first().copied();
        let column = in_brackets.map_or(column, |first| first.column);
        match c {
            '{' | '[' if self.value_begins || in_brackets.is_some() || "}]".contains(before) => {
                self.open.push(Unclosed { at, sign: c, closed_by: None, column });
                self.value_begins = true;
            }
            '"' | '\'' if self.value_begins => {
                self.open.push(Unclosed { at, sign: c, closed_by: None, column });
                self.value_begins = false;
            }
            '}' | ']' if in_brackets.is_some() => {
                let last = self.open.pop()?;
                self.value_begins = false;
                if closing(last.sign) != c {
                    return Some(Unclosed { closed_by: Some(c), ..last });
                }
            }
            '>' | '|' if self.value_begins && in_brackets.is_none() => self.block = Some(column),
            ',' if in_brackets.is_some() => self.value_begins = true,
            ':' if next.is_none_or(char::is_whitespace) || matches!(before, '"' | '\'') => {
                self.value_begins = true
            }
            c if !c.is_whitespace() => self.value_begins = false,
            _ => {}
        }
        None
    }
}

/// Whether a line begins with `key: ` or `key:`.
fn begins_with_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, rest)| {
        let is_word = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        !key.is_empty() && is_word && rest.chars().next().is_none_or(char::is_whitespace)
    })
}
