//! Puts the new site in the place of the old one.
//! It does not know what is in them, or who deletes the old one.

use std::fs;
use std::io;
use std::path::Path;

use crate::edge::io_fault::IoFault;

/// Puts the folder `new` at `output`. The old site is at `new` or at `old` afterwards. On a fault it is still at `output`, or at
/// `old` if the system did not put it back.
///
/// If the system can exchange two folders, this is one step. Elsewhere it is two, and if a build is killed between them the
/// site is at `old`.
pub(super) fn swap(new: &Path, output: &Path, old: &Path) -> Result<(), IoFault> {
    let replaced = match fs::symlink_metadata(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => publish_first(new, output),
        Err(error) => Err(error),
        Ok(_) => match exchange(new, output) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                rename_twice(new, output, old)
            }
            done => done,
        },
    };
    replaced.map_err(IoFault::on("replace", output))
}

fn publish_first(new: &Path, output: &Path) -> io::Result<()> {
    if let Some(above) = output.parent() {
        fs::create_dir_all(above)?;
    }
    fs::rename(new, output)
}

#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
fn exchange(new: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    let exchanged = renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE);
    // A file system that cannot do it says so in one of these ways.
    let cannot = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
    exchanged.map_err(|error| {
        if cannot.contains(&error) { io::ErrorKind::Unsupported.into() } else { error.into() }
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn rename_twice(new: &Path, output: &Path, old: &Path) -> io::Result<()> {
    fs::rename(output, old)?;
    fs::rename(new, output).inspect_err(|_| {
        // If this fails too, `StagingFolder` tries again, now and at the next build.
        let _ = fs::rename(old, output);
    })
}

#[cfg(test)]
mod tests {
    use super::{rename_twice, swap};
    use std::fs;

    #[test]
    fn two_renames_do_what_an_exchange_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let [new, output, old] = ["new", "output", "old"].map(|name| folder.path().join(name));
        for (site, text) in [(&new, "second"), (&output, "first")] {
            fs::create_dir(site).expect("a site");
            fs::write(site.join("index.html"), text).expect("a page");
        }
        rename_twice(&new, &output, &old).expect("it is exchanged");
        assert_eq!(fs::read_to_string(output.join("index.html")).expect("a page"), "second");
        assert_eq!(fs::read_to_string(old.join("index.html")).expect("a page"), "first");
        assert!(!new.exists());
    }

    #[test]
    fn a_site_that_cannot_be_replaced_goes_back_to_its_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let [new, output, old] = ["new", "output", "old"].map(|name| folder.path().join(name));
        fs::create_dir(&output).expect("a site");
        rename_twice(&new, &output, &old).expect_err("there is no new site");
        assert!(output.exists() && !old.exists());
        swap(&new, &output, &old).expect_err("there is no new site");
        assert!(output.exists() && !old.exists());
    }
}
