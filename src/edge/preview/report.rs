//! What is wrong with a save, as the browser shows it: each fault with its place and its whole report.
//! Knows no rules and no sources; somebody else has found the faults and drawn them.

use serde::Serialize;

/// Everything that keeps the latest save, or some pages of it, from being shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How much is not shown.
    pub scope: Scope,
    /// The faults, in the order in which they are read.
    pub faults: Vec<Fault>,
}

/// What a report keeps from being shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The latest save, with all that is in it.
    #[default]
    Save,
    /// Some pages of a save that is shown otherwise.
    Pages,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Whether it keeps the save from being shown; a warning does not.
    pub is_error: bool,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// The whole report on it in plain text, with its lines, its caret and its remedy.
    pub text: String,
}

/// A place in a file of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file, from the project's folder: `content/dispatches/a.md`.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in it, from 1.
    pub column: usize,
}

impl Report {
    /// A report of one error that has no place in a file.
    pub fn error(message: &str) -> Report {
        let (message, text) = (message.to_owned(), format!("error: {message}"));
        let faults = vec![Fault { is_error: true, message, place: None, text }];
        Report { scope: Scope::Save, faults }
    }

    /// The same faults, which keep no more than some pages from being shown.
    #[must_use]
    pub fn for_pages(self) -> Report {
        Report { scope: Scope::Pages, ..self }
    }

    /// As the script reads it: one line.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("a report is plain data")
    }
}

impl Fault {
    /// The text in three: the sentence that says what is wrong, the lines of the file, and the notes on them.
    pub(super) fn parts(&self) -> [&str; 3] {
        let text = self.text.trim_end();
        let (message, rest) = text.split_once('\n').unwrap_or((text, ""));
        let is_note = |line: &&str| line.starts_with(' ') && line.trim_start().starts_with("= ");
        let lines = rest.split_inclusive('\n');
        let end = lines.take_while(|line| !is_note(line)).map(str::len).sum();
        let (lines, notes) = rest.split_at(end);
        [message, lines.trim_end(), notes]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, parts: [&str; 3]) {
        let fault =
            Fault { is_error: true, message: String::new(), place: None, text: text.to_owned() };
        assert_eq!(fault.parts(), parts);
    }

    #[test]
    fn a_text_falls_into_its_sentence_its_lines_and_its_notes() {
        check("error: a\n", ["error: a", "", ""]);
        check(
            "error: a\n --> b.md:3:1\n  |\n3 | = c\n  | ^^^\n  = help: d\n  = help: e\n",
            ["error: a", " --> b.md:3:1\n  |\n3 | = c\n  | ^^^", "  = help: d\n  = help: e"],
        );
        check("error: a\n  = help: b", ["error: a", "", "  = help: b"]);
        check("", ["", "", ""]);
    }
}
