//! The answers of the operating system in plain words: the reason, and what to do about it.
//! It does not know what was tried; `IoFault` adds the action and the path.

use std::io::{Error, ErrorKind};

/// The reason, such as `the disk is full`, without the number of the system's error.
pub(super) fn reason(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "the disk quota is used up",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::NotFound => "it does not exist",
        ErrorKind::AlreadyExists => "it exists already",
        ErrorKind::NotADirectory => "a file stands where a folder is expected",
        ErrorKind::IsADirectory => "a folder stands where a file is expected",
        ErrorKind::InvalidFilename => "the path is too long for this disk",
        ErrorKind::CrossesDevices => "it lies on another disk",
        ErrorKind::ResourceBusy => "it is in use by the system",
        ErrorKind::FileTooLarge => "the file is too large",
        _ => return bare(error),
    };
    known.to_owned()
}

/// What to do about it, to stand after a semicolon.
pub(super) fn remedy(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space and try again",
        ErrorKind::ReadOnlyFilesystem => "choose a folder on a disk that can be written to",
        ErrorKind::PermissionDenied => "allow your user to read and write there",
        ErrorKind::NotFound => "check the path",
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
            "rename one of the two"
        }
        ErrorKind::InvalidFilename => "shorten the name",
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => "choose another folder",
        ErrorKind::FileTooLarge => "split it",
        _ => "try again; if it happens again, check the disk",
    }
}

/// The system's own words, shortened: `Input/output error (os error 5)` becomes `input/output error`.
fn bare(error: &Error) -> String {
    let said = error.to_string();
    let said = said.split(" (os error").next().unwrap_or(&said);
    let mut letters = said.chars();
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
