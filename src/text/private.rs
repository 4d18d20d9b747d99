//! The lines of a content file that list people. Reports point to them and print nothing of them, because a name may be
//! withheld. It works on plain text, so that it also works where the YAML cannot be read. It does not know who is withheld.

use std::ops::Range;

use crate::text::diagnostic::Diagnostic;
use crate::text::spelling::nearest;

/// The opening of every message about a list of people that prints nothing of it.
pub const OPENING: &str = "in `victims`: ";

/// The keys of a person in a list, in the order in which messages list them. A line with one of them in a wrong column still belongs to the list above it.
pub const KEYS_OF_A_PERSON: [&str; 11] =
    ["name", "names", "age", "sex", "group", "harm", "role", "source", "died", "note", "withheld"];

/// Front matter is refused long before it is this long, in bytes; so no report points to what comes later.
const MOST: usize = 128 * 1024;

/// The key of the lists.
const KEY: &str = "victims";

/// Other keys that hold names: those of lists that are called otherwise, and one that a list has only beside a name.
const OTHERS: [&str; 3] = ["people", "persons", "withheld"];

/// The lines of `text` that list people, as ranges of bytes, in order. A key that is nearly `victims` counts too, and one that means it.
pub fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Block> = None;
    let mut at = 0;
    let mut fences = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if range.start > MOST {
            break;
        }
        if line.trim_end() == "---" {
            fences += 1;
            if fences == 2 {
                break;
            }
            continue;
        }
        let goes_on = open.as_mut().is_some_and(|block| block.goes_on(line));
        if !goes_on {
            open = key(line).map(|column| Block::new(column, line));
        }
        if open.is_some() {
            match found.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => found.push(range),
            }
        }
    }
    found
}

/// Takes all that is written in a list of people out of the faults that point to it. Those that print nothing stay as they are.
pub fn silence(text: &str, faults: &mut [Diagnostic]) {
    if faults.is_empty() {
        return;
    }
    let lines = lines(text);
    let is_private = |at: usize| lines.iter().any(|line| line.contains(&at));
    for fault in faults {
        let Some(span) = fault.span else { continue };
        if fault.message.starts_with(OPENING) || !is_private(span.range().start) {
            continue;
        }
        // The key itself is no secret.
        let is_key = text.get(span.range()).is_some_and(|it| key(&format!("{it}:")).is_some());
        if is_key {
            continue;
        }
        let help = "correct this line; it is not shown here, because a name in it may be withheld";
        say_only_the_rule(fault, OPENING, help);
    }
}

/// Takes all that is written in a text out of a fault that points to, or names, a person whose name is withheld.
pub fn silence_beside_name(fault: &mut Diagnostic) {
    let help = "take the name out of what readers can see; then the whole message is shown here";
    say_only_the_rule(fault, "beside a name that is withheld: ", help);
}

fn say_only_the_rule(fault: &mut Diagnostic, opening: &str, help: &str) {
    fault.message = format!("{opening}a line breaks this rule: {}", fault.rule.summary);
    fault.label = None;
    fault.related.clear();
    fault.help = Some(help.to_owned());
    fault.paste = None;
    fault.is_private = true;
}

/// Lines that belong to one key.
struct Block {
    /// The column of the key.
    column: usize,
    /// How many brackets are open.
    depth: i64,
}

impl Block {
    fn new(column: usize, line: &str) -> Block {
        Block { column, depth: depth(line.get(column..).unwrap_or(line)) }
    }

    fn goes_on(&mut self, line: &str) -> bool {
        let written = line.trim_start();
        let indent = line.len() - written.len();
        let is_inside = self.depth > 0
            || indent > self.column
            || (indent == self.column && written.starts_with("- "))
            || !begins_another_key(written);
        if is_inside {
            self.depth += depth(line);
        }
        is_inside
    }
}

/// Whether a line that is not indented like the list begins with a key that does not belong to a person: only such a key ends the
/// list. With a slip in its first column, a person would be shown.
fn begins_another_key(written: &str) -> bool {
    let entry = match written.strip_prefix("- ").map(str::trim_start) {
        Some(item) => item.strip_prefix('{').unwrap_or(item),
        None => written,
    };
    let Some((key, _)) = entry.split_once(':') else { return false };
    let word = key.trim().trim_matches(['"', '\'']);
    let is_word = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    is_word && word.starts_with(char::is_alphabetic) && !KEYS_OF_A_PERSON.contains(&word)
}

/// How many more brackets a line opens than it closes.
fn depth(line: &str) -> i64 {
    line.bytes().fold(0, |depth, byte| match byte {
        b'{' | b'[' => depth + 1,
        b'}' | b']' => depth - 1,
        _ => depth,
    })
}

/// The column of a key `victims`, of one that is nearly written so, or of another that holds names.
fn key(line: &str) -> Option<usize> {
    let mut start = 0;
    for (at, c) in line.char_indices() {
        if c == ':' {
            let word = line[start..at].trim_matches(['"', '\'']);
            let is_near = || word.len() > 4 && nearest(&word.to_lowercase(), [KEY]).is_some();
            if word.to_lowercase().starts_with("victim") || is_near() || OTHERS.contains(&word) {
                return Some(start);
            }
        }
        if !c.is_alphanumeric() && !matches!(c, '_' | '-' | '"' | '\'')
            || c == '-' && line[start..at].trim().is_empty()
        {
            start = at + c.len_utf8();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[track_caller]
    fn check(text: &str, hidden: &[&str]) {
        let found: Vec<&str> = lines(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, hidden);
    }

    #[test]
    fn the_lines_of_a_list_end_where_the_next_key_begins() {
        check(
            "---\ntitle: A\nvictims:\n  - {name: B}\n  - name: C\n    age: 3\ndate: D\n---\nvictims: E\n",
            &["victims:\n  - {name: B}\n  - name: C\n    age: 3\n"],
        );
        check(
            "---\nvictims:\n- name: B\n- name: C\ncity: D\n---\n",
            &["victims:\n- name: B\n- name: C\n"],
        );
        check(
            "---\nvictims: [{name: B},\n{name: C}]\ncity: D\n---\n",
            &["victims: [{name: B},\n{name: C}]\n"],
        );
    }

    #[test]
    fn a_list_in_an_entry_and_a_list_with_a_slip_in_its_key_are_found() {
        check(
            "---\nincidents:\n  - incident: a\n    victims:\n      - {name: B}\n    grade: fair\n---\n",
            &["    victims:\n      - {name: B}\n"],
        );
        check(
            "---\nincidents:\n  - {incident: a, victims: [{name: B}]}\n  - {incident: b}\n---\n",
            &["  - {incident: a, victims: [{name: B}]}\n"],
        );
        check("---\nVicitms:\n  - {name: B}\n---\n", &["Vicitms:\n  - {name: B}\n"]);
        check("---\nvictims: [{name: B\ncity: C\n---\n", &["victims: [{name: B\ncity: C\n"]);
    }

    #[test]
    fn a_sign_before_a_person_does_not_end_the_list() {
        for sign in ["{", "}", "\"", "- ", "@", "-:"] {
            let list = format!("victims:\n{sign} - {{name: B}}\n");
            check(&format!("---\n{list}---\n"), &[&list]);
        }
        check("---\n#victims:\n- name: B\n---\n", &["#victims:\n- name: B\n"]);
    }
}
