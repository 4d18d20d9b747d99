//! How large a source may be, and what is held of it.

use super::{check, project, snapshot};
use crate::text::source::SourcePath;

#[test]
fn the_record_of_figures_may_be_larger_than_other_text() {
    let large = b"#".repeat(9 * 1024 * 1024);
    check(&[("figures.lock", &large)], &["figures.lock text 9437184", "site.toml text 11"]);
}

#[test]
fn a_file_of_borders_may_be_larger_than_other_text() {
    let large = b"#".repeat(9 * 1024 * 1024);
    check(
        &[("borders.geojson", &large), ("content/borders.geojson", &large)],
        &[
            "borders.geojson text 9437184",
            "content/borders.geojson on disk 9437184",
            "site.toml text 11",
        ],
    );
}

#[test]
fn a_large_photo_stays_on_the_disk_and_large_text_is_held() {
    check(
        &[
            ("content/a.jpg", &[0xff; 256 * 1024 + 1]),
            ("content/b.jpg", &[0xff; 256 * 1024]),
            ("assets/c.css", &[b' '; 256 * 1024 + 1]),
        ],
        &[
            "assets/c.css text 262145",
            "content/a.jpg on disk 262145",
            "content/b.jpg bytes 262144",
            "site.toml text 11",
        ],
    );
}

#[test]
fn text_beyond_8_mib_is_refused_and_data_stays_on_the_disk() {
    let large = vec![b'a'; 8 * 1024 * 1024 + 1];
    check(
        &[("content/a.md", &large), ("static/a.json", &large), ("content/b.md", &large[1..])],
        &[
            "content/b.md text 8388608",
            "site.toml text 11",
            "static/a.json on disk 8388609",
            "file-too-large content/a.md: this file has 9 MiB, and a text file may have 8 MiB at most",
        ],
    );
}

#[test]
fn the_kind_of_a_file_that_stays_on_the_disk_is_told_by_its_bytes() {
    let large = |head: &[u8], rest: u8| [head, &[rest; 300 * 1024]].concat();
    let (photo, film) = (large(b"\xFF\xD8\xFF\xE0", 0), large(b"\0\0\0\x18ftypisom", 1));
    let (log, half) = (large("Köln".as_bytes(), b'a'), large(b"Text", 0xFF));
    let root = project(&[
        ("static/a", &photo),
        ("static/b", &film),
        ("static/c", &log),
        ("static/d", &half),
    ]);
    let snapshot = snapshot(&root);
    let kinds = ["a", "b", "c", "d"].map(|name| {
        let source = &snapshot.sources[&SourcePath::new(&format!("static/{name}"))];
        (source.kind().to_string(), source.picture.is_some())
    });
    assert_eq!(
        kinds,
        [
            ("a JPEG".to_owned(), true),
            ("a film or a recording".to_owned(), false),
            ("text".to_owned(), false),
            ("a file of an unknown kind".to_owned(), false),
        ]
    );
}
