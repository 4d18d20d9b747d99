//! Disks that are too small for the site: in bytes, and in files.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{build_command, write_site};
use crate::support::{said, say};

fn mount(folder: &Path, options: &str) -> bool {
    fs::create_dir_all(folder).expect("a folder");
    let mut command = Command::new("mount");
    command.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder);
    command.output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_disk_that_is_too_small_is_said_and_the_site_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    write_site(&root, "one");
    for (name, options, message) in
        [("bytes", "size=128k", "the disk is full"), ("files", "nr_inodes=40", "the disk is full")]
    {
        let disk = folder.path().join(name);
        if !mount(&disk, options) {
            return say("NOT TESTED: small disks, because mounting one needs root");
        }
        let mut command = build_command(&root);
        command.args(["--output".as_ref(), disk.join("www").as_os_str()]);
        let output = command.output().expect("the program starts");
        let left = fs::read_dir(&disk).expect("a disk").count();
        let unmounted = Command::new("umount").arg(&disk).status();
        assert!(unmounted.expect("umount runs").success());
        assert_eq!(output.status.code(), Some(3), "{name}: {}", said(&output));
        assert!(said(&output).contains(message), "{name}: {}", said(&output));
        assert_eq!(left, 0, "{name}: nothing is left behind");
    }
}
