//! Opens a file in the editor's own program, at a line and a column.
//! Knows no pages and no browsers, and never runs a shell: words go to the program as they are.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How long a program is watched after its start: one that fails so soon has shown nothing. Vim without a terminal
/// takes two seconds for it.
const FIRST_MOMENT: Duration = Duration::from_secs(3);

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file on the disk.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The character in it, from 1.
    pub column: usize,
}

/// The command that an editor's program is started by: its name, and words before the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    program: String,
    words: Vec<String>,
}

impl Editor {
    /// The command that was asked for, else the one of `$VISUAL`, if there is either.
    ///
    /// # Errors
    /// When the command that was asked for is no command.
    pub fn asked_or_usual(asked: Option<&str>) -> Result<Option<Editor>, EditorFault> {
        match asked {
            Some(command) => Editor::parse(command).map(Some),
            // What was not asked for here is no reason not to show the site.
            None => Ok(std::env::var("VISUAL").ok().and_then(|it| Editor::parse(&it).ok())),
        }
    }

    /// A command as it would be written in a shell. `{file}`, `{line}` and `{column}` in it are filled in;
    /// without them the place comes last, as the program is known to take it.
    ///
    /// # Errors
    /// When it is empty, or a quote in it is not closed.
    pub fn parse(command: &str) -> Result<Editor, EditorFault> {
        let words = shlex::split(command).unwrap_or_default();
        let mut words = words.into_iter();
        let program = words.next().ok_or_else(|| EditorFault::NoCommand(command.to_owned()))?;
        Ok(Editor { program, words: words.collect() })
    }

    /// Starts the program at `spot`, and lets it go its own way.
    ///
    /// # Errors
    /// When it cannot be started, or ends at once with a fault.
    pub fn open(&self, spot: &Spot) -> Result<(), EditorFault> {
        let mut command = Command::new(&self.program);
        command.args(self.arguments(spot));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Ctrl-C ends the preview, not the program that somebody writes in.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let not_started = |cause| EditorFault::NotStarted { program: self.program.clone(), cause };
        let mut child = command.spawn().map_err(not_started)?;
        let (ended, end) = channel();
        // Whoever starts a program has to take note of its end, whenever that comes.
        let watch = move || drop(child.wait().map(|status| ended.send(status)));
        thread::Builder::new().name("editor".to_owned()).spawn(watch).map_err(not_started)?;
        match end.recv_timeout(FIRST_MOMENT) {
            Ok(status) if !status.success() => {
                Err(EditorFault::EndedAtOnce { program: self.program.clone(), status })
            }
            _ => Ok(()),
        }
    }

    fn arguments(&self, spot: &Spot) -> Vec<String> {
        // An absolute path is no flag, and means the same wherever the program was started.
        let file = std::path::absolute(&spot.file).unwrap_or_else(|_| spot.file.clone());
        let file = file.to_string_lossy().into_owned();
        let (line, column) = (spot.line.to_string(), spot.column.to_string());
        if self.words.iter().any(|word| word.contains("{file}")) {
            // The file last: its name may hold braces of its own.
            let filled = |word: &String| {
                word.replace("{line}", &line).replace("{column}", &column).replace("{file}", &file)
            };
            return self.words.iter().map(filled).collect();
        }
        let place = self.form().place(&file, &line, &column);
        self.words.iter().cloned().chain(place).collect()
    }

    /// How the program takes a place. It may be started by another, as in `xterm -e vim`.
    fn form(&self) -> Form {
        let words = std::iter::once(&self.program).chain(&self.words);
        words.rev().find_map(|word| Form::of(word)).unwrap_or(Form::FileAlone)
    }
}

/// How a program takes a place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
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
    fn of(word: &str) -> Option<Form> {
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

    fn place(self, file: &str, line: &str, column: &str) -> Vec<String> {
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

/// Why a file was not opened.
#[derive(Debug)]
pub enum EditorFault {
    /// The command is empty, or a quote in it is not closed.
    NoCommand(String),
    /// There is no such program, or it may not be run.
    NotStarted {
        /// The program.
        program: String,
        /// What the system says.
        cause: io::Error,
    },
    /// The program was started and ended with a fault before anybody can have seen it.
    EndedAtOnce {
        /// The program.
        program: String,
        /// What it ended with.
        status: ExitStatus,
    },
}

impl fmt::Display for EditorFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditorFault::NoCommand(command) => write!(
                f,
                "`--editor {command}` is not a command; write one, as in --editor \"code -g {{file}}:{{line}}:{{column}}\""
            ),
            EditorFault::NotStarted { program, cause } => write!(
                f,
                "the editor `{program}` cannot be started: {cause}; name another with --editor, or set VISUAL"
            ),
            EditorFault::EndedAtOnce { program, status } => write!(
                f,
                "the editor `{program}` ended at once ({status}); if it needs a terminal, name one too, \
                 as in --editor \"xterm -e {program}\""
            ),
        }
    }
}

impl Error for EditorFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(command: &str, started: &[&str]) {
        let editor = Editor::parse(command).expect("a command");
        let spot = Spot { file: "/site/content/a b.md".into(), line: 3, column: 7 };
        assert_eq!(editor.arguments(&spot), started, "{command}");
    }

    #[test]
    fn an_editor_known_by_name_gets_the_place_as_it_takes_it() {
        check("code", &["-g", "/site/content/a b.md:3:7"]);
        check("/opt/bin/Codium.exe --wait", &["--wait", "-g", "/site/content/a b.md:3:7"]);
        check("zed", &["/site/content/a b.md:3:7"]);
        check("gvim", &["+3", "/site/content/a b.md"]);
        check("xterm -e vim", &["-e", "vim", "+3", "/site/content/a b.md"]);
        check("emacsclient -n", &["-n", "+3:7", "/site/content/a b.md"]);
        check("nano", &["+3,7", "/site/content/a b.md"]);
        check("kate", &["--line", "3", "--column", "7", "/site/content/a b.md"]);
        check("pluma", &["/site/content/a b.md"]);
    }

    #[test]
    fn a_command_with_places_for_them_gets_file_line_and_column_there() {
        check(
            "my-editor '{file}' \"at {line}\" {column} -x",
            &["/site/content/a b.md", "at 3", "7", "-x"],
        );
        check(
            "sh -c 'echo $0; rm -r x' {file}",
            &["-c", "echo $0; rm -r x", "/site/content/a b.md"],
        );
    }

    #[test]
    fn what_is_no_command_is_a_fault() {
        for command in ["", "  ", "code 'a"] {
            let fault = Editor::parse(command).expect_err("no command").to_string();
            assert!(fault.contains("is not a command; write one"), "{fault}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_or_fails_at_once_is_a_fault_with_its_name() {
        let spot = Spot { file: "/nothing".into(), line: 1, column: 1 };
        let open = |command: &str| Editor::parse(command).expect("a command").open(&spot);
        let fault = open("no-such-editor-at-all").expect_err("not there").to_string();
        assert!(
            fault.starts_with("the editor `no-such-editor-at-all` cannot be started: "),
            "{fault}"
        );
        if cfg!(unix) {
            let fault = open("false").expect_err("it fails").to_string();
            assert!(
                fault.starts_with("the editor `false` ended at once (exit status: 1); "),
                "{fault}"
            );
            open("true").expect("it does not fail");
        }
    }
}
