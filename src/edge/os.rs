//! The answers of the operating system in plain words: the reason, and what to do about it.
//! It does not know what was tried; `IoFault` adds the action and the path.

use std::io::{Error, ErrorKind};

/// The reason, such as `the disk is full`. It has no error number.
pub(super) fn reason(error: &Error) -> String {
    match in_words(error.kind()) {
        Some((reason, _)) => reason.to_owned(),
        None => shortened(error),
    }
}

/// What to do about it, to follow a semicolon.
pub(super) fn remedy(error: &Error) -> &'static str {
    match in_words(error.kind()) {
        Some((_, remedy)) => remedy,
        None => "try again; if it happens again, check the disk",
    }
}

/// The reason and the remedy of a common error.
fn in_words(kind: ErrorKind) -> Option<(&'static str, &'static str)> {
    const FREE_SPACE: &str = "free some space and try again";
    const RENAME: &str = "rename one of the two";
    const OTHER_FOLDER: &str = "choose another folder";
    Some(match kind {
        ErrorKind::StorageFull => ("the disk is full", FREE_SPACE),
        ErrorKind::QuotaExceeded => ("the disk quota is used up", FREE_SPACE),
        ErrorKind::ReadOnlyFilesystem => {
            ("the disk is read-only", "choose a folder on a disk that can be written to")
        }
        ErrorKind::PermissionDenied => {
            ("permission denied", "allow your user to read and write there")
        }
        ErrorKind::NotFound => ("it does not exist", "check the path"),
        ErrorKind::AlreadyExists => ("it exists already", RENAME),
        ErrorKind::NotADirectory => ("a file is where a folder is expected", RENAME),
        ErrorKind::IsADirectory => ("a folder is where a file is expected", RENAME),
        ErrorKind::InvalidFilename => ("the path is too long for this disk", "shorten the name"),
        ErrorKind::CrossesDevices => ("it is on another disk", OTHER_FOLDER),
        ErrorKind::ResourceBusy => ("it is in use by the system", OTHER_FOLDER),
        ErrorKind::FileTooLarge => ("the file is too large", "split it"),
        _ => return None,
    })
}

/// The system's own words: `Input/output error (os error 5)` becomes `input/output error`.
fn shortened(error: &Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or(&words);
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{reason, remedy};
    use std::io::Error;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_said_in_plain_words() {
        let full = Error::from_raw_os_error(28);
        assert_eq!(reason(&full), "the disk is full");
        assert_eq!(remedy(&full), "free some space and try again");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn an_unusual_answer_keeps_the_words_of_the_system_without_its_number() {
        assert_eq!(reason(&Error::from_raw_os_error(5)), "input/output error");
    }
}
