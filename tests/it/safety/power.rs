//! The power fails right after a build: whatever was not on the disk is lost.
//! A file system on a loop device is shut down without writing what it still holds, which needs root.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{build, is_long, tree, write_site};
use crate::support::say;

/// A disk of its own, whose power can be cut.
struct Disk {
    folder: TempDir,
}

impl Disk {
    /// None, after saying why, if this machine does not allow it.
    fn new() -> Option<Disk> {
        let disk = Disk { folder: tempfile::tempdir().expect("a folder") };
        let image = disk.image();
        let file = fs::File::create(&image).expect("an image");
        file.set_len(64 * 1024 * 1024).expect("long enough");
        fs::create_dir(disk.mounted()).expect("a folder");
        let is_made = runs(Command::new("mkfs.ext4").arg("-q").arg(&image));
        if is_made && disk.mount() {
            return Some(disk);
        }
        say("NOT TESTED: power cuts, because this needs root, ext4 and loop devices");
        None
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("image")
    }

    fn mounted(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    fn mount(&self) -> bool {
        runs(Command::new("mount").args(["-o", "loop"]).arg(self.image()).arg(self.mounted()))
    }

    fn unmount(&self) -> bool {
        runs(Command::new("umount").arg(self.mounted()))
    }

    /// Drops all that is not on the disk, and mounts it again.
    fn cut_power(&self) {
        // EXT4_IOC_SHUTDOWN without writing the journal.
        const SHUTDOWN: &str = "import fcntl, os, struct, sys\n\
            fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack('I', 2))";
        assert!(runs(Command::new("python3").args(["-c", SHUTDOWN]).arg(self.mounted())));
        assert!(self.unmount() && self.mount(), "it is mounted again");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.unmount();
    }
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Puts the sources on the disk, which are no business of a build.
fn sync(folder: &Path) {
    assert!(runs(Command::new("sync").arg("-f").arg(folder)));
}

#[test]
fn a_power_cut_after_a_build_leaves_the_new_site_whole() {
    if !runs(Command::new("python3").arg("-V")) {
        return say("NOT TESTED: power cuts, because python3 is missing");
    }
    let Some(disk) = Disk::new() else { return };
    let expected = tempfile::tempdir().expect("a folder");
    let root = disk.mounted().join("site");
    let cuts = if is_long() { 20 } else { 4 };
    for n in 0..cuts {
        let edition = ["one", "two"][n % 2];
        write_site(expected.path(), edition);
        build(expected.path());
        write_site(&root, edition);
        sync(&root);
        build(&root);
        disk.cut_power();
        assert_eq!(tree(&root.join("public")), tree(&expected.path().join("public")), "cut {n}");
    }
    say(&format!("{cuts} power cuts, no empty file"));
}
