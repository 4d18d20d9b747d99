//! Why a file was not opened in the editor's own program, and what to do.

use std::error::Error;
use std::fmt;
use std::io;
use std::process::ExitStatus;

/// Why a file was not opened.
#[derive(Debug)]
pub enum EditorFault {
    /// The command is empty, or a quote in it is not closed.
    NoCommand(String),
    /// Something in braces stands for nothing.
    UnknownPlaceholder(String),
    /// A shell would run the name of a file as a command.
    InShell(String),
    /// The program that was asked for is nowhere.
    NoProgram(String),
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
    /// The program was stopped by the system, because it has no terminal.
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
                "`{placeholder}` in --editor stands for nothing; there are {{file}}, {{line}} and {{column}}"
            ),
            EditorFault::InShell(word) => write!(
                f,
                "`{word}` in --editor is run by a shell, and a file's name would be run as a command; \
                 name the program itself, as in --editor \"code -g {{file}}:{{line}}:{{column}}\""
            ),
            EditorFault::NoProgram(program) => write!(
                f,
                "there is no program `{program}` for --editor; name one that is installed, or write its whole path"
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
            EditorFault::NeedsTerminal(program) => write!(
                f,
                "the editor `{program}` needs a terminal and was ended; name one too, \
                 as in --editor \"xterm -e {program}\""
            ),
        }
    }
}

impl Error for EditorFault {}
