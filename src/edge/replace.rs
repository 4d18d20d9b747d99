//! Replaces one file of a project, completely or not at all.
//! It does not know what is in the file.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::edge::io_fault::IoFault;

/// Writes `text` to the file `path`, which may exist. Until it is complete the old file stays.
///
/// # Errors
/// When the file cannot be written.
pub fn replace(path: &Path, text: &str) -> Result<(), IoFault> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // Beside the file, so that it is on the same disk; with the process id, so that no two processes use it.
    name.push(format!(".{}.new", std::process::id()));
    let temporary = path.with_file_name(name);
    let done = write(&temporary, path, text).and_then(|()| fs::rename(&temporary, path));
    done.map_err(|error| {
        // The temporary file may not exist.
        let _ = fs::remove_file(&temporary);
        IoFault::on("write", path)(error)
    })
}

fn write(temporary: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(temporary)?;
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
