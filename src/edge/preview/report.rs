//! The report that the browser shows on a save: each fault with its place and its text.
//! Knows no rules and no sources: the faults were found and described elsewhere.

use serde::Serialize;

/// Why the latest save, or some of its pages, cannot be shown or published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What cannot be shown.
    pub scope: Scope,
    /// The faults, in the order in which they are shown.
    pub faults: Vec<Fault>,
}

/// What cannot be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The whole latest save.
    #[default]
    Save,
    /// Some pages of a save. The rest of it is shown.
    Pages,
    /// Nothing: the whole save is shown, but a build refuses it.
    Publication,
}

/// One error or warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Whether it is an error. A save with errors is not shown or cannot be published; warnings have no such effect.
    pub is_error: bool,
    /// A sentence that says what is wrong.
    pub message: String,
    /// Where the fault is, if it has a place.
    pub place: Option<Place>,
    /// The whole text of the fault: the message, the lines of the file with carets, and the help.
    pub text: String,
    /// How many other faults of this kind there are.
    pub others: usize,
    /// Where they are; of very many, the first.
    pub other_places: Vec<Place>,
}

/// A place in a file of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The path in the project: `content/dispatches/a.md`.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Report {
    /// A report with one error that has no place in a file.
    pub fn error(message: &str) -> Report {
        let (message, text) = (message.to_owned(), format!("error: {message}"));
        let (place, others, other_places) = Default::default();
        let faults = vec![Fault { is_error: true, message, place, text, others, other_places }];
        Report { scope: Scope::Save, faults }
    }

    /// The same report for a save of which only some pages cannot be shown.
    #[must_use]
    pub fn for_pages(self) -> Report {
        Report { scope: Scope::Pages, ..self }
    }

    /// The same report for a save that is shown and cannot be published.
    #[must_use]
    pub fn for_publication(self) -> Report {
        Report { scope: Scope::Publication, ..self }
    }

    /// The report as the script reads it, in one line.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("plain data can be written as JSON")
    }
}

impl Fault {
    /// What is said of the others of its kind; empty if there are none.
    pub(super) fn others(&self) -> String {
        match self.others - self.other_places.len() {
            _ if self.others == 0 => String::new(),
            0 => format!("{} more of this kind:", self.others),
            _ => format!("{} more of this kind, the first of them:", self.others),
        }
    }

    /// The three parts of the text: the message, the lines of the file, and the notes.
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
        let (message, place, others, other_places) = Default::default();
        let text = text.to_owned();
        let fault = Fault { is_error: true, message, place, text, others, other_places };
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
