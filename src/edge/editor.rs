//! Opens a file in a text editor, at a line and a column.
//! It knows no pages and no browsers. It never runs a shell: the words of the command go to the program as they are.

pub mod fault;
mod position_syntax;
mod startup;

use std::env::{consts::EXE_SUFFIX, split_paths, var, var_os};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::edge::editor::fault::EditorFault;
use crate::edge::editor::position_syntax::arguments_of;
use crate::edge::editor::startup::{Startup, watch_startup};

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLocation {
    /// The file on the disk.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The character in it, from 1.
    pub column: usize,
}

/// The command that starts a text editor: the program, and the words before the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    program: String,
    words: Vec<String>,
}

impl Editor {
    /// The editor of the command `asked` for, else that of `$VISUAL`, if there is either.
    ///
    /// # Errors
    /// When the command asked for cannot be parsed, or its program is not installed.
    pub fn find(asked: Option<&str>) -> Result<Option<Editor>, EditorFault> {
        match asked {
            Some(command) => Editor::parse(command)?.if_installed().map(Some),
            // The site is shown even if `$VISUAL` is wrong: nobody asked for it here.
            None => Ok(var("VISUAL").ok().and_then(|it| Editor::parse(&it).ok())),
        }
    }

    /// Parses a command as it would be written in a shell. `{file}`, `{line}` and `{column}` in it are filled in. Without them
    /// the place comes last, in the syntax of the program.
    ///
    /// # Errors
    /// When it is empty, a quote is not closed, an unknown name is in braces, or a shell would run the name of a file.
    fn parse(command: &str) -> Result<Editor, EditorFault> {
        let words = shlex::split(command).unwrap_or_default();
        let mut words = words.into_iter();
        let program = words.next().ok_or_else(|| EditorFault::NoCommand(command.to_owned()))?;
        let editor = Editor { program, words: words.collect() };
        if let Some(placeholder) = editor.words.iter().find_map(|word| unknown_placeholder(word)) {
            return Err(EditorFault::UnknownPlaceholder(placeholder.to_owned()));
        }
        match editor.word_for_shell() {
            Some(word) => Err(EditorFault::InShell(word.to_owned())),
            None => Ok(editor),
        }
    }

    /// The word with the name of a file in it that a shell would run.
    fn word_for_shell(&self) -> Option<&str> {
        let at = self.words.iter().position(|word| is_command_flag(word.as_str()))?;
        let mut after = self.words[at + 1..].iter();
        let names_shell =
            || std::iter::once(&self.program).chain(&self.words[..at]).any(|word| is_shell(word));
        // A `{file}` that is a word of its own is an argument, unless it is where the command belongs.
        let is_command = after.clone().next().is_some_and(|word| word == "{file}") && names_shell();
        let is_part = |word: &&String| word.contains("{file}") && *word != "{file}";
        if is_command { Some("{file}") } else { after.find(is_part).map(String::as_str) }
    }

    /// This editor, if its program can be found.
    fn if_installed(self) -> Result<Editor, EditorFault> {
        let is_file = |path: PathBuf| {
            let mut whole = path.clone().into_os_string();
            whole.push(EXE_SUFFIX);
            path.is_file() || Path::new(&whole).is_file()
        };
        let is_installed = if self.program.contains(std::path::is_separator) {
            is_file(PathBuf::from(&self.program))
        } else {
            let folders = var_os("PATH").unwrap_or_default();
            split_paths(&folders).any(|folder| is_file(folder.join(&self.program)))
        };
        if is_installed { Ok(self) } else { Err(EditorFault::NoProgram(self.program)) }
    }

    /// Starts the program at `location`.
    ///
    /// # Errors
    /// When it cannot be started, or fails at once.
    pub fn open(&self, location: &FileLocation) -> Result<(), EditorFault> {
        let mut command = Command::new(&self.program);
        command.args(self.arguments(location));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // In a process group of its own, so that Ctrl-C ends the preview and not the editor.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let not_started = |cause| EditorFault::NotStarted { program: self.program.clone(), cause };
        let child = command.spawn().map_err(not_started)?;
        match watch_startup(child).map_err(not_started)? {
            Startup::Exited(status) if !status.success() => {
                Err(EditorFault::FailedAtOnce { program: self.program.clone(), status })
            }
            Startup::Stopped => Err(EditorFault::NeedsTerminal(self.program.clone())),
            Startup::Exited(_) | Startup::Running => Ok(()),
        }
    }

    fn arguments(&self, location: &FileLocation) -> Vec<String> {
        // An absolute path cannot be taken for a flag, and does not depend on the working folder.
        let file = std::path::absolute(&location.file).unwrap_or_else(|_| location.file.clone());
        let file = file.to_string_lossy().into_owned();
        let (line, column) = (location.line.to_string(), location.column.to_string());
        // The file last: its name may have braces.
        let fill = |word: &str| {
            word.replace("{line}", &line).replace("{column}", &column).replace("{file}", &file)
        };
        let has_file = self.words.iter().any(|word| word.contains("{file}"));
        let place = if has_file { &[] } else { self.place() };
        self.words
            .iter()
            .map(|word| fill(word))
            .chain(place.iter().map(|word| fill(word)))
            .collect()
    }

    /// The arguments for a place. Another program may start the editor, as in `xterm -e vim`.
    fn place(&self) -> &'static [&'static str] {
        let words = std::iter::once(&self.program).chain(&self.words);
        words.rev().find_map(|word| arguments_of(word)).unwrap_or(&["{file}"])
    }
}

/// An unknown name in braces in `word`.
fn unknown_placeholder(word: &str) -> Option<&str> {
    let opened = word.match_indices('{').map(|(at, _)| at);
    let braced = opened.filter_map(|at| Some(&word[at..=at + word[at..].find('}')?]));
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase());
    braced
        .filter(|it| is_name(&it[1..it.len() - 1]))
        .find(|it| !matches!(*it, "{file}" | "{line}" | "{column}"))
}

/// Whether what follows `word` may be a command for a shell: `-c`, also as in `-lc`.
fn is_command_flag(word: &str) -> bool {
    let letters = word.strip_prefix('-').and_then(|word| word.strip_suffix('c'));
    letters.is_some_and(|letters| letters.bytes().all(|b| b.is_ascii_lowercase()))
}

fn is_shell(word: &str) -> bool {
    let name = Path::new(word).file_stem().and_then(|name| name.to_str());
    matches!(name, Some("sh" | "ash" | "bash" | "dash" | "fish" | "ksh" | "mksh" | "zsh"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(command: &str, started: &[&str]) {
        let editor = Editor::parse(command).expect("a command");
        let location = FileLocation { file: "/site/content/a b.md".into(), line: 3, column: 7 };
        assert_eq!(editor.arguments(&location), started, "{command}");
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
        let location = FileLocation { file: "/nothing".into(), line: 1, column: 1 };
        let open = |command: &str| Editor::parse(command).expect("a command").open(&location);
        let fault = open("no-such-editor-at-all").expect_err("not there").to_string();
        assert!(
            fault.starts_with("the editor `no-such-editor-at-all` cannot be started: "),
            "{fault}"
        );
        if cfg!(unix) {
            let fault = open("false").expect_err("it fails").to_string();
            assert!(
                fault.starts_with("the editor `false` failed at once (exit status: 1); "),
                "{fault}"
            );
            open("true").expect("it does not fail");
        }
    }

    #[track_caller]
    fn check_refused(command: &str, expected: &str) {
        let refused = Editor::find(Some(command)).expect_err("no editor").to_string();
        assert!(refused.starts_with(expected), "{command}: {refused}");
    }

    #[test]
    fn what_can_be_filled_in_is_said_where_something_else_is_asked_for() {
        check_refused(
            "code {path}:{line}",
            "`{path}` in --editor is unknown; use {file}, {line} and {column}",
        );
        check("ed {} {A} {line {file}", &["{}", "{A}", "{line", "/site/content/a b.md"]);
    }

    #[test]
    fn no_shell_is_given_the_name_of_a_file_as_a_command() {
        for command in ["sh -c 'vim {file}'", "xterm -e bash -lc 'vim +{line} {file}'"] {
            check_refused(command, "`vim ");
        }
        check_refused("sh -c {file}", "`{file}` in --editor would be run by a shell");
        check("emacsclient -c {file}", &["-c", "/site/content/a b.md"]);
    }

    #[test]
    fn a_program_that_is_nowhere_is_refused_before_anything_is_opened() {
        let no_program = "there is no program `no-such-editor-at-all` for --editor; ";
        check_refused("no-such-editor-at-all {file}", no_program);
        check_refused("./no/such/editor", "there is no program `./no/such/editor` for --editor; ");
        let own = std::env::current_exe().expect("the tests are a program");
        let own = format!("'{}'", own.display());
        Editor::find(Some(&own)).expect("it is there").expect("it was asked for");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_is_stopped_for_want_of_a_terminal_is_ended_and_says_so() {
        let location = FileLocation { file: "/nothing".into(), line: 1, column: 1 };
        let editor = Editor::parse("sh -c 'kill -STOP $$'").expect("a command");
        let fault = editor.open(&location).expect_err("it is stopped").to_string();
        assert!(fault.starts_with("the editor `sh` needs a terminal and was stopped; "), "{fault}");
    }
}
