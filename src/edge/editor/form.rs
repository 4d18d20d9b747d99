//! How the programs that people write in take a file, a line and a column.
//! Knows their names only; it starts none of them.

use std::path::Path;

/// How a program takes a place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `-g file:line:column`
    GoTo,
    /// `file:line:column`
    Colons,
    /// `+line file`
    PlusLine,
    /// `+line:column file`
    PlusColon,
    /// `+line,column file`
    PlusComma,
    /// `--line line --column column file`
    Flags,
    /// `file`
    FileAlone,
}

impl Form {
    /// The form of a program that is known by name.
    pub(super) fn of(word: &str) -> Option<Form> {
        let name = Path::new(word).file_name()?.to_str()?.to_ascii_lowercase();
        let name =
            [".exe", ".cmd", ".bat"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        Some(match name {
            "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => Form::GoTo,
            "subl" | "sublime_text" | "zed" | "zeditor" | "hx" | "helix" => Form::Colons,
            "vi" | "vim" | "gvim" | "mvim" | "nvim" | "bbedit" => Form::PlusLine,
            "emacs" | "emacsclient" | "gedit" | "micro" => Form::PlusColon,
            "nano" => Form::PlusComma,
            "kate" | "kwrite" | "idea" | "idea64" | "pycharm" | "webstorm" | "phpstorm"
            | "rustrover" => Form::Flags,
            _ => return None,
        })
    }

    /// The words that name the place.
    pub(super) fn place(self, file: &str, line: &str, column: &str) -> Vec<String> {
        let file = file.to_owned();
        match self {
            Form::GoTo => vec!["-g".to_owned(), format!("{file}:{line}:{column}")],
            Form::Colons => vec![format!("{file}:{line}:{column}")],
            Form::PlusLine => vec![format!("+{line}"), file],
            Form::PlusColon => vec![format!("+{line}:{column}"), file],
            Form::PlusComma => vec![format!("+{line},{column}"), file],
            Form::Flags => {
                let flags = ["--line", line, "--column", column].map(str::to_owned);
                flags.into_iter().chain([file]).collect()
            }
            Form::FileAlone => vec![file],
        }
    }
}
