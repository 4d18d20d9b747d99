//! One file of a project written anew: whole, or not at all.
//! It does not know what stands in it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::edge::publish::fault::{Cause, WriteFault};

/// Puts `text` in the place of the file `path`, or makes it. Until it is done the file stays as it was.
///
/// # Errors
/// When the disk would not have it.
pub fn replace(path: &Path, text: &str) -> Result<(), WriteFault> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // Beside the file, so that it lies on the same disk; with the process, so that two do not meet.
    name.push(format!(".{}.new", std::process::id()));
    let aside = path.with_file_name(name);
    let done = write(&aside, path, text).and_then(|()| fs::rename(&aside, path));
    done.map_err(|error| {
        // It may never have been made.
        let _ = fs::remove_file(&aside);
        WriteFault { action: "write", path: path.to_owned(), cause: Cause::System(error) }
    })
}

fn write(aside: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(aside)?;
    file.write_all(text.as_bytes())?;
    if let Ok(known) = fs::metadata(path) {
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::replace;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("figures.lock");
        for text in ["one", "another"] {
            replace(&path, text).expect("it is written");
            assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
        }
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_disk_that_refuses_is_named_with_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("nowhere/figures.lock");
        let fault = replace(&path, "text").expect_err("there is no such folder");
        assert!(fault.to_string().contains("figures.lock"), "{fault}");
    }
}
