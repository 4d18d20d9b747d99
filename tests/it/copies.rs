//! Tests of copies of a site: whether one is what was built, and the archive to hand on.
//! It does not know how a site is built or sent to a host.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::{dateline, new_site, said, save};

/// A new site that was built.
fn built() -> (TempDir, PathBuf) {
    let (folder, site) = new_site();
    build(&site);
    (folder, site)
}

#[track_caller]
fn build(site: &Path) {
    let output = dateline(site, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

/// Runs a program of the system; what it wrote.
#[track_caller]
fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).current_dir(folder).args(arguments).output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

/// The exit code of `verify` with these arguments, the differences and the words for people.
fn verify(site: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = dateline(site, &[&["verify"], arguments].concat());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A copy of the built site.
fn copy(site: &Path) -> PathBuf {
    let copy = site.join("copy");
    run(site, "cp", &["-r", "public", "copy"]);
    copy
}

#[test]
fn a_copy_of_a_site_is_what_was_built() {
    let (_folder, site) = built();
    let copy = copy(&site);
    let (code, differences, words) = verify(&site, &["copy"]);
    assert_eq!((code, &*differences), (Some(0), ""), "{words}");
    assert!(words.contains("are what was built for https://example.org/"), "{words}");
    let (code, ..) = verify(&copy, &["."]);
    assert_eq!(code, Some(0), "a copy is verified without a project");
    assert_eq!(verify(&site, &[]).0, Some(0), "without a name it is the site's own");
}

#[test]
fn a_flipped_byte_names_its_file() {
    let (_folder, site) = built();
    let copy = copy(&site);
    let file = copy.join("about/index.html");
    let mut bytes = fs::read(&file).expect("a page");
    bytes[20] ^= 1;
    fs::write(&file, bytes).expect("writable");
    let (code, differences, words) = verify(&site, &["copy"]);
    assert_eq!((code, &*differences), (Some(1), "changed     about/index.html\n"));
    assert!(words.contains("copy is not what was built for https://example.org/"), "{words}");
    assert!(words.contains("1 changed"), "{words}");
}

#[test]
fn what_is_missing_and_what_was_added_is_named() {
    let (_folder, site) = built();
    let copy = copy(&site);
    fs::remove_file(copy.join("feed.xml")).expect("it was there");
    fs::remove_file(copy.join("feed.json")).expect("it was there");
    fs::create_dir(copy.join("feed.json")).expect("a folder");
    save(&copy.join("cities/own.html"), "somebody's");
    save(&copy.join(".DS_Store"), "of the system");
    let (code, differences, _) = verify(&site, &["copy"]);
    let expected = "extra       cities/own.html\nnot a file  feed.json\nmissing     feed.xml\n";
    assert_eq!((code, &*differences), (Some(1), expected));
}

#[test]
fn a_copy_of_an_older_build_is_whole_but_is_not_the_site_of_today() {
    let (_folder, site) = built();
    copy(&site);
    save(&site.join("content/about.md"), "---\ntitle: About us\n---\n\nNew words.\n");
    build(&site);
    assert_eq!(verify(&site, &["copy"]).0, Some(0));
    let (code, differences, _) = verify(&site, &["copy", "--list", "public/.dateline"]);
    assert_eq!(code, Some(1));
    let named = |line: &str| differences.lines().any(|it| it == line);
    assert!(named("changed     about/index.html") && named("changed     .dateline"));
}

#[test]
fn a_mixture_of_two_builds_names_the_files_of_the_other() {
    let (_folder, site) = built();
    let copy = copy(&site);
    save(&site.join("content/about.md"), "---\ntitle: About us\n---\n\nNew words.\n");
    build(&site);
    fs::copy(site.join("public/.dateline"), copy.join(".dateline")).expect("it is copied");
    let (code, differences, _) = verify(&site, &["copy"]);
    assert_eq!(code, Some(1));
    assert!(differences.contains("changed     about/index.html\n"), "{differences}");
}

#[test]
fn a_list_that_is_missing_damaged_or_old_is_said_and_another_can_be_named() {
    let (_folder, site) = built();
    let copy = copy(&site);
    let list = copy.join(".dateline");
    let whole = fs::read_to_string(&list).expect("a list");
    let told = |words: &str| {
        let (code, _, message) = verify(&site, &["copy"]);
        assert_eq!(code, Some(1), "{message}");
        assert!(message.contains(words), "{message}");
    };
    // One changed digit of a checksum is a fault of the list and not of the file.
    let (at, digit) = whole.match_indices(['1', '2']).next_back().expect("a checksum has digits");
    let mut flipped = whole.clone();
    flipped.replace_range(at..=at, if digit == "1" { "2" } else { "1" });
    for damaged in [&*flipped, &whole[..whole.len() - 9], ""] {
        fs::write(&list, damaged).expect("writable");
        told("is damaged");
    }
    fs::write(&list, "dateline 1\ndateline made this folder and replaces all of it; keep nothing of your own here\n\nindex.html\n").expect("writable");
    told("has no checksums; build the site again");
    fs::remove_file(&list).expect("it was there");
    told("there is no list of files of a site at copy/.dateline");
    assert_eq!(verify(&site, &["copy", "--list", "public/.dateline"]).0, Some(0));
    let (code, _, words) = verify(&site, &["gone"]);
    assert_eq!(code, Some(2));
    assert!(words.contains("there is no folder gone"), "{words}");
}

#[test]
fn the_checksums_stay_right_when_pages_and_files_are_not_made_again() {
    let (_folder, site) = built();
    save(&site.join("static/data.csv"), "a,b\n1,2\n");
    for text in ["One.", "Two.", "Two."] {
        save(&site.join("content/about.md"), &format!("---\ntitle: About\n---\n\n{text}\n"));
        build(&site);
        let (code, differences, words) = verify(&site, &[]);
        assert_eq!((code, &*differences), (Some(0), ""), "{words}");
    }
    // The common tools check the same lines. Not every system has them.
    if !cfg!(target_os = "linux") {
        return;
    }
    let sums = fs::read_to_string(site.join("public/.dateline")).expect("a list");
    let lines: Vec<&str> = sums.lines().skip(5).collect();
    fs::write(site.join("sums"), lines.join("\n") + "\n").expect("writable");
    run(&site.join("public"), "sha256sum", &["--check", "--strict", "--quiet", "../sums"]);
}

#[test]
#[cfg(target_os = "linux")]
fn the_same_site_is_packed_to_the_same_bytes_and_unpacks_to_what_was_built() {
    let (_folder, site) = built();
    let (_other_folder, other) = new_site();
    build(&other);
    run(&other, "mv", &["public", "elsewhere"]);
    run(&other, "chmod", &["-R", "u=rwX,go=", "elsewhere"]);
    let first = dateline(&site, &["pack", "--now", "2026-01-01T00:00:00Z"]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    let second = dateline(&other, &["pack", "elsewhere", "--output", "second.tar.gz"]);
    assert_eq!(second.status.code(), Some(0), "{}", said(&second));
    let archive = site.join("example.org.tar.gz");
    assert!(fs::read(&archive).expect("it") == fs::read(other.join("second.tar.gz")).expect("it"));

    let sum = String::from_utf8_lossy(&first.stdout).into_owned();
    assert_eq!(sum, run(&site, "sha256sum", &["example.org.tar.gz"]));
    let away = tempfile::tempdir().expect("a folder");
    run(away.path(), "tar", &["-xzf", &archive.display().to_string()]);
    run(away.path(), "sha256sum", &["--check", "--strict", "--quiet", "SHA256SUMS"]);
    assert_eq!(verify(away.path(), &["example.org"]).0, Some(0));
    run(away.path(), "diff", &["-r", "example.org", &site.join("public").display().to_string()]);
}

#[test]
fn a_site_with_drafts_is_packed_only_for_editors() {
    let hidden = [("draft: true", "a draft"), ("embargo: 2999-01-01T00:00:00Z", "an embargo")];
    for (key, what) in hidden {
        let (_folder, site) = built();
        save(
            &site.join("content/dispatches/raid.md"),
            &format!(
                "---\ntitle: Raid\ndate: 2026-01-02\ncity: Rivertown\ncasualties: 3\n{key}\n---\n\nText.\n"
            ),
        );
        let archive = site.join("example.org.tar.gz");
        assert_eq!(dateline(&site, &["build", "--drafts"]).status.code(), Some(0));
        let refused = dateline(&site, &["pack"]);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        let words = "shows drafts or embargoed dispatches, so it was not packed; build it again without --drafts and --now";
        assert!(said(&refused).contains(words), "{what}: {}", said(&refused));
        assert!(!archive.exists(), "{what}");
        let copy = copy(&site);
        let (code, _, told) = verify(&site, &["copy"]);
        assert_eq!(code, Some(0), "it is what was built");
        assert!(told.contains("warning: this site shows drafts or embargoed dispatches"), "{told}");
        assert_eq!(dateline(&site, &["pack", "copy"]).status.code(), Some(1), "a copy says so too");
        drop(copy);
        let packed = dateline(&site, &["pack", "--drafts"]);
        assert_eq!(packed.status.code(), Some(0), "{}", said(&packed));
        assert!(said(&packed).contains("give it only to editors"), "{}", said(&packed));

        build(&site);
        let packed = dateline(&site, &["pack"]);
        assert_eq!(packed.status.code(), Some(0), "{}", said(&packed));
        assert!(!said(&packed).contains("warning"), "{}", said(&packed));
        assert!(!verify(&site, &[]).2.contains("warning"));
    }
}

#[test]
fn a_site_that_is_built_for_the_time_after_an_embargo_is_not_to_be_published_yet() {
    let (_folder, site) = new_site();
    let embargoed = |ends: &str| {
        let text = format!(
            "---\ntitle: Raid\ndate: 2026-01-02\ncity: Rivertown\ncasualties: 3\nembargo: {ends}\n---\n\nText.\n"
        );
        save(&site.join("content/dispatches/raid.md"), &text);
        let output = dateline(&site, &["build", "--now", "2999-06-01T00:00:00Z"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        (
            said(&output).contains("still under embargo; do not publish it"),
            dateline(&site, &["pack"]),
        )
    };
    let (is_warned, refused) = embargoed("2999-01-01T00:00:00Z");
    assert!(is_warned && refused.status.code() == Some(1), "{}", said(&refused));
    let (is_warned, packed) = embargoed("2026-01-03T00:00:00Z");
    assert!(
        !is_warned && packed.status.code() == Some(0),
        "its embargo is over: {}",
        said(&packed)
    );
}

#[test]
fn a_site_without_drafts_may_be_packed_even_if_they_were_asked_for() {
    let (_folder, site) = new_site();
    assert_eq!(dateline(&site, &["build", "--drafts"]).status.code(), Some(0));
    let packed = dateline(&site, &["pack"]);
    assert_eq!(packed.status.code(), Some(0), "{}", said(&packed));
}

#[test]
fn nobody_takes_the_note_on_drafts_out_of_the_list_unnoticed() {
    let (_folder, site) = new_site();
    save(&site.join("content/about.md"), "---\ntitle: About\ndraft: true\n---\n\nNot yet.\n");
    assert_eq!(dateline(&site, &["build", "--drafts"]).status.code(), Some(0));
    let list = site.join("public/.dateline");
    let text = fs::read_to_string(&list).expect("a list");
    let note = "; it shows drafts or embargoed dispatches, so do not publish it";
    assert!(text.contains(note), "{text}");
    fs::write(&list, text.replace(note, "")).expect("writable");
    let (code, _, told) = verify(&site, &[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("is damaged"), "{told}");
}

#[test]
fn an_archive_of_the_staging_site_says_that_it_is_one() {
    let (_folder, site) = new_site();
    let settings = fs::read_to_string(site.join("site.toml")).expect("settings");
    let staging = "\n[staging]\nbase_url = \"https://staging.record.example/\"\n";
    save(&site.join("site.toml"), &(settings + staging));
    assert_eq!(dateline(&site, &["build", "--staging"]).status.code(), Some(0));
    let packed = dateline(&site, &["pack", "staging"]);
    assert_eq!(packed.status.code(), Some(0), "{}", said(&packed));
    assert!(said(&packed).contains("warning: this is the staging site"), "{}", said(&packed));
    assert!(site.join("staging.record.example.tar.gz").exists());
}

#[test]
fn git_does_not_see_what_dateline_makes() {
    let (_folder, site) = built();
    assert_eq!(dateline(&site, &["pack"]).status.code(), Some(0));
    save(&site.join("example.org.tar.gz.minisig"), "a signature");
    run(&site, "git", &["init", "--quiet"]);
    let seen = run(&site, "git", &["status", "--porcelain", "--untracked-files=all"]);
    let made = ["public", "staging", ".tar.gz", ".minisig", ".dateline"];
    let made: Vec<&str> =
        seen.lines().filter(|line| made.iter().any(|it| line.contains(it))).collect();
    assert!(made.is_empty() && seen.contains("content/about.md"), "{made:?}");
}

#[test]
fn an_archive_has_no_name_of_another_format() {
    let (_folder, site) = new_site();
    assert_eq!(dateline(&site, &["build"]).status.code(), Some(0));
    for name in ["site.zip", "site.tar", "site"] {
        let refused = dateline(&site, &["pack", "--output", name]);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains("the archive is a `.tar.gz`"), "{}", said(&refused));
        assert!(!site.join(name).exists());
    }
    for name in ["site.tgz", "Site.TAR.GZ"] {
        let packed = dateline(&site, &["pack", "--output", name]);
        assert_eq!(packed.status.code(), Some(0), "{}", said(&packed));
    }
}

#[test]
fn a_site_that_is_not_what_was_built_is_not_packed() {
    let (_folder, site) = built();
    save(&site.join("public/index.html"), "defaced");
    let output = dateline(&site, &["pack"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("the site is not what was built (`index.html`)"));
    assert!(!site.join("example.org.tar.gz").exists());
    build(&site);
    let output = dateline(&site, &["pack", "--output", "public/site.tar.gz"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(verify(&site, &[]).0, Some(0), "nothing was left there");
}
