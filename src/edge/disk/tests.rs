//! What a project on the disk becomes, file by file.
//! It does not know how a snapshot is read on from there.

mod ignored;
mod sizes;

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use tempfile::TempDir;

use super::{find_root, is_no_source, read};
use crate::text::snapshot::Snapshot;
use crate::text::source::Content;

fn project(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    put(root.path(), "site.toml", b"title = 'x'");
    for (path, bytes) in files {
        put(root.path(), path, bytes);
    }
    root
}

fn put(root: &Path, path: &str, bytes: &[u8]) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
    fs::write(file, bytes).expect("a file");
}

fn snapshot(root: &TempDir) -> Snapshot {
    read(root.path(), Timestamp::UNIX_EPOCH).expect("a project")
}

/// The snapshot as text: each path with what it holds, then each fault.
fn listing(root: &TempDir) -> Vec<String> {
    let snapshot = snapshot(root);
    let mut lines = Vec::new();
    for (path, source) in &snapshot.sources {
        lines.push(match &source.content {
            Content::Text(text) => format!("{path} text {}", text.len()),
            Content::Unread(_) => format!("{path} unread"),
            Content::Bytes(bytes) => format!("{path} bytes {}", bytes.len()),
            Content::OnDisk(it) => format!("{path} on disk {}", it.length),
        });
    }
    for fault in &snapshot.unreadable {
        lines.push(format!("{} {}: {}", fault.rule.code, fault.path, fault.message));
    }
    lines
}

fn check(files: &[(&str, &[u8])], expected: &[&str]) {
    let root = project(files);
    assert_eq!(listing(&root), expected);
}

#[test]
fn only_the_folders_of_a_project_are_read() {
    check(
        &[
            ("figures.lock", b"1"),
            ("content/a.md", b"a"),
            ("themes/wire/theme.toml", b""),
            ("templates/page.html", b""),
            ("assets/x.css", b""),
            ("static/robots.txt", b""),
            ("public/index.html", b""),
            ("README.md", b""),
            ("borders.geojson", b"{}"),
            ("more.geojson/borders.geojson", b"{}"),
            ("node_modules/content/a.md", b""),
            ("contents/a.md", b""),
        ],
        &[
            "assets/x.css text 0",
            "borders.geojson text 2",
            "content/a.md text 1",
            "figures.lock text 1",
            "site.toml text 11",
            "static/robots.txt text 0",
            "templates/page.html text 0",
            "themes/wire/theme.toml text 0",
        ],
    );
}

#[test]
fn what_editors_leave_behind_is_no_source() {
    check(
        &[
            ("content/.a.md.swp", b""),
            ("content/a.md~", b""),
            ("content/#a.md#", b""),
            ("content/4913", b""),
            ("content/.obsidian/app.json", b""),
            ("templates/a.swp", b""),
            ("content/a.md___jb_tmp___", b""),
            ("content/a.md___jb_old___", b""),
        ],
        &["site.toml text 11"],
    );
}

#[test]
fn static_keeps_the_dotfiles_that_hosts_ask_for() {
    check(
        &[
            ("static/.nojekyll", b""),
            ("static/.well-known/security.txt", b""),
            ("static/.DS_Store", b""),
            ("static/.git/config", b""),
            ("static/.#robots.txt", b""),
            ("static/#robots.txt#", b""),
            ("static/robots.txt___jb_old___", b""),
        ],
        &["site.toml text 11", "static/.nojekyll text 0", "static/.well-known/security.txt text 0"],
    );
}

#[test]
fn what_is_no_source_is_told_by_its_path_alone() {
    let none = [
        "public",
        "public/content/a.md",
        ".dateline/spare",
        ".git/HEAD",
        ".git",
        "site.toml~",
        ".site.toml.swp",
        "README.md",
        "data.json",
        "geo/borders.geojson",
        ".borders.geojson.swp",
        "borders.geojson~",
        "content/.a.md.swp",
        "content/.obsidian/app.json",
        "content/4913",
        "content/a.md~",
        "content/#a.md#",
        "content/.#a.md",
        "themes/wire/page.html___jb_tmp___",
        "static/.git/HEAD",
    ];
    for path in none {
        assert!(is_no_source(Path::new(path)), "{path}");
    }
    let some = [
        "",
        "site.toml",
        "figures.lock",
        "borders.geojson",
        "content",
        "content/2026/a.md",
        "themes/wire/strings/en.toml",
        "templates",
        "assets/x.css",
        "static/.well-known/security.txt",
    ];
    for path in some {
        assert!(!is_no_source(Path::new(path)), "{path}");
    }
}

#[test]
fn a_dispatch_in_another_encoding_is_left_as_bytes() {
    check(&[("content/a.md", b"K\xf6ln")], &["content/a.md bytes 4", "site.toml text 11"]);
}

#[test]
fn a_folder_that_is_a_file_is_said() {
    check(
        &[("content", b"")],
        &[
            "site.toml text 11",
            "irregular-file content: `content` is a file where a folder is expected",
        ],
    );
}

#[test]
#[cfg(unix)]
fn links_are_reported_and_never_followed() {
    use std::os::unix::fs::symlink;
    let root = project(&[("content/a.md", b"a"), ("secret/b.md", b"b")]);
    let content = root.path().join("content");
    symlink(".", content.join("loop")).expect("a link");
    symlink("nowhere", content.join("broken.md")).expect("a link");
    symlink("../secret/b.md", content.join("b.md")).expect("a link");
    symlink("secret", root.path().join("static")).expect("a link");
    assert_eq!(
        listing(&root),
        [
            "content/a.md text 1",
            "site.toml text 11",
            "irregular-file content/b.md: this is a symbolic link, not a file",
            "irregular-file content/broken.md: this is a symbolic link, not a file",
            "irregular-file content/loop: this is a symbolic link, not a file",
            "irregular-file static: this is a symbolic link, not a file",
        ]
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_pipe_and_a_socket_are_reported_and_never_opened() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let root = project(&[]);
    let content = root.path().join("content");
    fs::create_dir(&content).expect("a folder");
    let mode = Mode::RUSR | Mode::WUSR;
    mknodat(CWD, content.join("pipe.md"), FileType::Fifo, mode, 0).expect("a pipe");
    let _socket =
        std::os::unix::net::UnixListener::bind(content.join("socket.md")).expect("a socket");
    assert_eq!(
        listing(&root),
        [
            "site.toml text 11",
            "irregular-file content/pipe.md: this is a named pipe, not a file",
            "irregular-file content/socket.md: this is a socket, not a file",
        ]
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf8_is_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let root = project(&[("content/a.md", b"a")]);
    fs::write(root.path().join("content").join(OsStr::from_bytes(b"k\xf6ln.md")), "").expect("it");
    let lines = listing(&root);
    assert_eq!(lines[2], "not-utf8 content/k\u{fffd}ln.md: the name of this file is not UTF-8");
}

/// Permissions do not stop an administrator; a path beyond the system's limit stops everybody.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_cannot_be_read_is_reported() {
    let root = project(&[]);
    let chain = |top: &str| (0..15).fold(top.to_owned(), |path, _| path + "/" + &"x".repeat(200));
    let (upper, lower) = (root.path().join(chain("content/a")), root.path().join(chain("b")));
    fs::create_dir_all(&upper).expect("folders");
    fs::create_dir_all(&lower).expect("folders");
    fs::rename(root.path().join("b"), upper.join("b")).expect("one below the other");
    let lines = listing(&root);
    assert!(lines[1].starts_with("unreadable content/a/xxx"), "{}", lines[1]);
    assert!(lines[1].ends_with("this folder cannot be read: the path is too long for this disk"));
}

#[test]
fn the_same_files_give_the_same_snapshot() {
    let files: &[(&str, &[u8])] = &[("content/a.md", b"a"), ("content/b/c.md", b"c")];
    let (one, other) = (project(files), project(files));
    assert_eq!(snapshot(&one).fingerprint(), snapshot(&other).fingerprint());
    assert_eq!(snapshot(&one).sources, snapshot(&other).sources);
}

#[test]
fn a_project_is_found_from_any_folder_inside_it() {
    let root = project(&[("content/2026/a.md", b"")]);
    assert_eq!(find_root(&root.path().join("content/2026")).as_deref(), Some(root.path()));
}

#[test]
fn a_folder_without_settings_is_no_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let fault = read(folder.path(), Timestamp::UNIX_EPOCH).expect_err("no project");
    let (before, after) = ("there is no site.toml in ", "; go to the folder of a site, or ");
    let said = fault.to_string();
    assert!(said.starts_with(before) && said.contains(after), "{said}");
    let fault = read(&folder.path().join("gone"), Timestamp::UNIX_EPOCH).expect_err("no folder");
    assert!(fault.to_string().ends_with("gone: it does not exist; check the path"), "{fault}");
}
