//! Sound and film, which players ask for piece by piece.

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use dateline::edge::preview::content::{PageInfo, Resource};

use super::{Browser, body};

const SOUND: &str = "0123456789abcdefghij";

/// A preview with a recording in memory, the same on the disk, and a document; they have one key.
fn browser() -> (Browser, tempfile::TempDir) {
    let browser = Browser::start();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("film.mp4");
    std::fs::write(&file, SOUND).expect("writable");
    let bytes: Arc<[u8]> = SOUND.as_bytes().into();
    let found = |media_type| Resource::Found {
        bytes: Arc::clone(&bytes),
        media_type,
        key: 0xabc,
        info: PageInfo::default(),
    };
    browser.site.put("/a.mp3", found("audio/mpeg"));
    browser.site.put("/a.pdf", found("application/pdf"));
    browser.site.put("/film.mp4", Resource::OnDisk { file, media_type: "video/mp4", key: 0xabc });
    (browser, folder)
}

#[track_caller]
fn check(asked: &str, status: &str, range: Option<&str>, expected: &str) {
    let (browser, _folder) = browser();
    for path in ["/a.mp3", "/film.mp4"] {
        let answer = browser.send(browser.question(path, &format!("{asked}\r\n")).as_bytes());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{asked} of {path}: {answer}");
        let said = answer.lines().find_map(|line| line.strip_prefix("Content-Range: "));
        assert_eq!(said, range, "{asked} of {path}: {answer}");
        assert_eq!(body(&answer), expected, "{asked} of {path}");
        let length = format!("\r\nContent-Length: {}\r\n", expected.len());
        assert!(answer.contains(&length), "{asked} of {path}: {answer}");
    }
}

#[test]
fn a_recording_is_sent_from_where_the_player_wants_it() {
    check("Range: bytes=0-3", "206", Some("bytes 0-3/20"), "0123");
    check("Range: bytes=18-", "206", Some("bytes 18-19/20"), "ij");
    check("Range: bytes=-3", "206", Some("bytes 17-19/20"), "hij");
    check("Range: bytes=0-", "206", Some("bytes 0-19/20"), SOUND);
    check("Range: bytes=0-1, 3-4", "200", None, SOUND);
    check("Range: bytes=3-1", "200", None, SOUND);
    check("Range: lines=0-1", "200", None, SOUND);
    check("Range:", "200", None, SOUND);
}

#[test]
fn a_piece_behind_the_end_is_refused_with_the_length() {
    let refusal = "the recording is shorter than that";
    check("Range: bytes=20-", "416", Some("bytes */20"), refusal);
    check("Range: bytes=-0", "416", Some("bytes */20"), refusal);
}

fn tag(browser: &Browser, path: &str) -> String {
    let answer = browser.get(path);
    let tag = answer.lines().find_map(|line| line.strip_prefix("ETag: "));
    tag.expect("a recording has a tag").to_owned()
}

#[test]
fn a_piece_of_an_older_recording_is_not_mixed_with_the_new_one() {
    check("If-Range: \"older\"\r\nRange: bytes=0-3", "200", None, SOUND);
    check("If-Range: Sat, 14 Mar 2026 08:00:00 GMT\r\nRange: bytes=0-3", "200", None, SOUND);
    check(&format!("If-Range: {}\r\nRange: bytes=0-3", "x".repeat(1000)), "200", None, SOUND);
    let (browser, _folder) = browser();
    for path in ["/a.mp3", "/film.mp4"] {
        let tag = tag(&browser, path);
        for (tag, status) in [(tag.clone(), "206"), (format!("W/{tag}"), "200")] {
            let asked = format!("If-Range: {tag}\r\nRange: bytes=0-3\r\n");
            let answer = browser.send(browser.question(path, &asked).as_bytes());
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{asked}: {answer}");
        }
    }
}

#[test]
fn a_film_that_was_written_over_is_another_before_the_site_knows_of_it() {
    let (browser, folder) = browser();
    let old = tag(&browser, "/film.mp4");
    let film = folder.path().join("film.mp4");
    let mut file = std::fs::OpenOptions::new().write(true).open(&film).expect("it is there");
    file.write_all(b"ABCDEFGHIJKLMNOPQRST").expect("writable");
    // A clock that has not moved on since the file was made would make it the same.
    file.set_modified(SystemTime::now() + Duration::from_secs(1)).expect("its own file");
    let asked = format!("If-Range: {old}\r\nRange: bytes=0-3\r\n");
    let answer = browser.send(browser.question("/film.mp4", &asked).as_bytes());
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(body(&answer), "ABCDEFGHIJKLMNOPQRST");
    let known = format!("If-None-Match: {old}\r\n");
    let answer = browser.send(browser.question("/film.mp4", &known).as_bytes());
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_ne!(tag(&browser, "/film.mp4"), old);
}

#[test]
fn a_recording_that_the_player_has_is_not_sent_again() {
    let (browser, _folder) = browser();
    let known = format!("If-None-Match: {}\r\nRange: bytes=0-3\r\n", tag(&browser, "/film.mp4"));
    let answer = browser.send(browser.question("/film.mp4", &known).as_bytes());
    assert!(answer.starts_with("HTTP/1.1 304 ") && body(&answer).is_empty(), "{answer}");
}

#[test]
fn a_player_is_told_that_it_may_ask_for_pieces_and_other_files_come_whole() {
    let (browser, _folder) = browser();
    let range = "Range: bytes=0-3\r\n";
    for path in ["/a.mp3", "/film.mp4"] {
        let head = browser.question(path, range).replacen("GET", "HEAD", 1);
        let answer = browser.send(head.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert!(answer.contains("\r\nAccept-Ranges: bytes\r\n"), "{answer}");
        assert!(answer.contains("\r\nContent-Length: 20\r\n") && body(&answer).is_empty());
    }
    for path in ["/a.pdf", "/"] {
        let answer = browser.send(browser.question(path, range).as_bytes());
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert!(!answer.contains("Accept-Ranges"), "{answer}");
    }
}

#[test]
fn a_film_that_is_gone_says_so() {
    let (browser, folder) = browser();
    drop(folder);
    let answer = browser.get("/film.mp4");
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    assert_eq!(body(&answer), "this file cannot be read any more: save it again");
    browser.check_alive();
}
