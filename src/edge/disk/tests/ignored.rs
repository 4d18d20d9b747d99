//! What is no source, and is named so that nobody misses it.
//! It does not know who is told the names.

use super::{listing, project, snapshot};

#[test]
fn what_systems_and_editors_leave_behind_is_no_source_and_is_named() {
    let names = [
        "a.txt~",
        "Thumbs.db",
        "THUMBS.DB",
        "desktop.ini",
        ".DS_Store",
        "._a.jpg",
        ".a.txt.swp",
        ".env",
        ".gitignore",
        "#a#",
        "a.bak",
        "a.jpg.orig",
        "~$a.docx",
        ".~lock.a.odt#",
        "__MACOSX/a.jpg",
        ".git/config",
    ];
    for folder in ["content", "static", "assets"] {
        let left: Vec<String> = names.iter().map(|name| format!("{folder}/{name}")).collect();
        let files: Vec<(&str, &[u8])> = left.iter().map(|path| (path.as_str(), &b""[..])).collect();
        let root = project(&files);
        assert_eq!(listing(&root), ["site.toml text 11"]);
        let ignored = snapshot(&root).ignored;
        // A folder is named once, and nothing in it.
        let mut expected: Vec<String> = left
            .into_iter()
            .map(|path| path.replace("/a.jpg", if path.contains("MACOSX") { "" } else { "/a.jpg" }))
            .map(|path| path.replace("/config", ""))
            .collect();
        expected.sort();
        let ignored: Vec<&str> = ignored.iter().map(|path| path.as_str()).collect();
        assert_eq!(ignored, expected);
    }
    let elsewhere = project(&[("public/.nojekyll", b""), (".git/HEAD", b""), ("a~", b"")]);
    assert_eq!(snapshot(&elsewhere).ignored, []);
}
