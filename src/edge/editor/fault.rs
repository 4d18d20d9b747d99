//! Why a file was not opened in a text editor, and what to do about it.
//! It does not know how to find out.

use std::error::Error;
use std::fmt;
use std::io;
use std::process::ExitStatus;

/// Why a file was not opened.
#[derive(Debug)]
pub enum EditorFault {
    /// The command is empty, or a quote in it is not closed.
    NoCommand(String),
    /// This name in braces is unknown.
    UnknownPlaceholder(String),
    /// A shell would run the name of a file as a command.
    InShell(String),
    /// The program is not installed.
    NoProgram(String),
    /// The program cannot be started.
    NotStarted {
        /// The program.
        program: String,
        /// What the system says.
        cause: io::Error,
    },
    /// The program failed right after its start.
    FailedAtOnce {
        /// The program.
        program: String,
        /// Its exit status.
        status: ExitStatus,
    },
    /// The system stopped the program, because it has no terminal.
    NeedsTerminal(String),
}

impl fmt::Display for EditorFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditorFault::NoCommand(command) => write!(
                f,
                "`--editor {command}` is not a command; write one, as in --editor \"code -g {{file}}:{{line}}:{{column}}\""
            ),
            EditorFault::UnknownPlaceholder(placeholder) => write!(
                f,
                "`{placeholder}` in --editor is unknown; use {{file}}, {{line}} and {{column}}"
            ),
            EditorFault::InShell(word) => write!(
                f,
                "`{word}` in --editor would be run by a shell, and with it the name of a file; \
                 name the program itself, as in --editor \"code -g {{file}}:{{line}}:{{column}}\""
            ),
            EditorFault::NoProgram(program) => write!(
                f,
                "there is no program `{program}` for --editor; name one that is installed, or write its full path"
            ),
            EditorFault::NotStarted { program, cause } => write!(
                f,
                "the editor `{program}` cannot be started: {cause}; name another with --editor, or set VISUAL"
            ),
            EditorFault::FailedAtOnce { program, status } => write!(
                f,
                "the editor `{program}` failed at once ({status}); if it needs a terminal, name one too, \
                 as in --editor \"xterm -e {program}\""
            ),
            EditorFault::NeedsTerminal(program) => write!(
                f,
                "the editor `{program}` needs a terminal and was stopped; name one too, \
                 as in --editor \"xterm -e {program}\""
            ),
        }
    }
}

impl Error for EditorFault {}
