//! Pictures through the program: those too large to be held, what is kept from build to build, and the preview.
//! It does not look at how they are made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::making::{painted, png, written};
use crate::support::{Preview, dateline, new_site, said, save};

/// A site with one dispatch and a picture of more than 256 KiB.
fn with_a_large_picture() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, site) = new_site();
    let dispatch = site.join("content/dispatches/a.md");
    save(
        &dispatch,
        "---\ntitle: A\ndate: 2017-06-01\ncity: Mosul\nmedia: [{file: b.png, alt: A, credit: B}]\n---\nText.\n",
    );
    let picture = png(1000, 700);
    assert!(picture.len() > 256 * 1024, "{} bytes", picture.len());
    fs::write(site.join("content/dispatches/b.png"), picture).expect("writable");
    (folder, site)
}

fn build(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = dateline(site, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let listed = fs::read_dir(site.join("public/dispatches/a")).expect("a folder");
    let read = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, fs::read(entry.path()).expect("a file"))
    };
    listed.map(|entry| read(entry.expect("it can be listed"))).collect()
}

fn kept(site: &Path) -> Vec<std::path::PathBuf> {
    let listed = fs::read_dir(site.join(".dateline/pictures")).into_iter().flatten();
    let mut kept: Vec<_> = listed.map(|entry| entry.expect("it can be listed").path()).collect();
    kept.sort();
    kept
}

#[test]
fn what_is_kept_of_pictures_saves_time_and_changes_nothing() {
    let (_folder, site) = with_a_large_picture();
    let first = build(&site);
    let names: Vec<&str> = first.keys().map(String::as_str).collect();
    assert_eq!(names, ["b-1000.webp", "b-480.webp", "b-960.webp", "b.png", "index.html"]);
    let of_first = kept(&site);
    assert_eq!(of_first.len(), 3, "what took long to make");
    assert_eq!(build(&site), first, "made of what is kept");
    for file in &of_first {
        fs::write(file, "damaged").expect("writable");
    }
    assert_eq!(build(&site), first, "what is damaged is made again");
    fs::remove_dir_all(site.join(".dateline")).expect("it is there");
    assert_eq!(build(&site), first, "what is gone is made again");

    let other = written(&painted(500, 300).into(), image::ImageFormat::Png);
    fs::write(site.join("content/dispatches/b.png"), other).expect("writable");
    let second = build(&site);
    assert!(second.contains_key("b-500.webp") && !second.contains_key("b-960.webp"));
    let of_second = kept(&site);
    assert_eq!(of_second.len(), 2, "nothing is kept that no page needs");
    assert!(of_second.iter().all(|file| !of_first.contains(file)));
}

#[test]
fn the_preview_sends_the_pictures_that_a_build_publishes() {
    let (_folder, site) = with_a_large_picture();
    let built = build(&site);
    fs::remove_dir_all(site.join(".dateline/pictures")).expect("it is there");
    let preview = Preview::start(&site);
    preview.wait_until("/dispatches/a/", "shown", |status, _| status == 200);
    assert_eq!(kept(&site), Vec::<std::path::PathBuf>::new(), "nobody has asked for a picture");
    for (name, bytes) in built.iter().filter(|(name, _)| *name != "index.html") {
        let (status, answer) = preview.get(&format!("/dispatches/a/{name}"));
        assert_eq!(status, 200, "{name}");
        assert!(answer.contains(&format!("Content-Length: {}", bytes.len())), "{name}");
        assert!(answer.ends_with(&*String::from_utf8_lossy(bytes)), "{name}");
    }
}
