//! Tests of the staging site: what is in it, and that it is never mistaken for the site.
//! It does not know the pages of a site.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::{dateline, new_site, said, save};

/// A new site at an address of its own, with a staging site, a draft and an embargoed dispatch.
fn staged() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, site) = new_site();
    let settings = fs::read_to_string(site.join("site.toml")).expect("settings");
    let settings = settings.replace("https://example.org/", "https://record.example/");
    let staging = "\n[staging]\nbase_url = \"https://staging.record.example/try\"\n";
    save(&site.join("site.toml"), &(settings + staging));
    for (name, key) in [("draft", "draft: true"), ("later", "embargo: 2999-01-01T00:00:00Z")] {
        let text = format!(
            "---\ntitle: The {name} one\ndate: 2026-01-02\ncity: Rivertown\ncasualties: unknown\n{key}\n---\n\nText.\n"
        );
        save(&site.join(format!("content/dispatches/{name}.md")), &text);
    }
    (folder, site)
}

#[track_caller]
fn build(site: &Path, arguments: &[&str], code: i32) -> String {
    let output: Output = dateline(site, &[&["build"], arguments].concat());
    assert_eq!(output.status.code(), Some(code), "{}", said(&output));
    said(&output)
}

/// Every page of the site in `folder`, with its path.
fn pages(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|it| it == "html") {
            found.push((path.display().to_string(), fs::read_to_string(path).expect("a page")));
        }
    }
}

#[test]
fn every_page_of_the_staging_site_asks_not_to_be_listed_and_no_page_of_the_site_does() {
    for theme in ["wire", "plain"] {
        let (_folder, site) = staged();
        let settings = fs::read_to_string(site.join("site.toml")).expect("settings");
        save(&site.join("site.toml"), &format!("theme = \"{theme}\"\n{settings}"));
        save(
            &site.join("content/method.md"),
            "---\ntitle: Method\naliases: [/old/]\n---\n\nWords.\n",
        );
        let told = build(&site, &["--staging"], 0);
        assert!(told.contains("everybody can read it unless the host asks for a password"));
        build(&site, &[], 0);
        let noindex = "<meta name=\"robots\" content=\"noindex\">";
        let [mut staging, mut public] = [Vec::new(), Vec::new()];
        pages(&site.join("staging"), &mut staging);
        pages(&site.join("public"), &mut public);
        assert!(staging.len() > 10 && staging.len() == public.len());
        for (path, page) in &staging {
            assert!(page.contains(noindex), "{theme}: {path}");
        }
        // The page for unknown addresses and those that lead on are never listed.
        let listed = public.iter().filter(|(_, page)| !page.contains(noindex)).count();
        assert_eq!(public.len() - listed, 2, "{theme}");
        let text = |file: &str| fs::read_to_string(site.join(file)).expect("a file");
        assert!(text("staging/_headers").contains("/try/*\n  X-Robots-Tag: noindex\n"));
        assert!(!text("public/_headers").contains("X-Robots-Tag"));
        assert_eq!(text("staging/robots.txt"), "User-agent: *\nAllow: /\n");
        let feed = text("staging/feed.xml");
        assert!(feed.contains("https://staging.record.example/try/"));
        assert!(!feed.contains("https://record.example/"));
    }
}

#[test]
fn the_staging_site_has_no_drafts_unless_they_are_asked_for_with_a_warning() {
    let (_folder, site) = staged();
    let is_there = |name: &str| site.join("staging/dispatches").join(name).exists();
    build(&site, &["--staging"], 0);
    assert!(!is_there("draft") && !is_there("later"));
    let told = build(&site, &["--staging", "--drafts"], 0);
    assert!(is_there("2026-01-02-draft") || is_there("draft"), "{told}");
    assert!(told.contains("warning: this staging site shows drafts and embargoed dispatches"));
    build(&site, &["--staging"], 0);
    assert!(!is_there("2026-01-02-draft") && !is_there("draft"));
}

#[test]
fn neither_the_staging_site_nor_the_site_replaces_the_other() {
    let (_folder, site) = staged();
    build(&site, &[], 0);
    build(&site, &["--staging"], 0);
    let list = |folder: &str| fs::read(site.join(folder).join(".dateline")).expect("a list");
    let before = [list("public"), list("staging")];
    let told = build(&site, &["--staging", "--output", "public"], 2);
    assert!(told.contains("it holds the site https://record.example/, and this build has another"));
    let told = build(&site, &["--output", "staging"], 2);
    assert!(told.contains("https://staging.record.example/try/"), "{told}");
    assert_eq!([list("public"), list("staging")], before);
    build(&site, &["--output", "staging", "--take-over"], 0);
}

#[test]
fn a_staging_site_needs_an_address_of_its_own() {
    let (_folder, site) = new_site();
    let told = build(&site, &["--staging"], 2);
    assert!(told.contains("site.toml does not say where it is"), "{told}");
    assert!(told.contains("add the lines `[staging]` and `base_url = "), "{told}");
    assert!(!site.join("staging").exists());
    let settings = fs::read_to_string(site.join("site.toml")).expect("settings");
    save(
        &site.join("site.toml"),
        &format!("{settings}\n[staging]\nbase_url = \"https://example.org\"\n"),
    );
    let told = build(&site, &[], 2);
    assert!(told.contains("the staging site has the address of the site itself"), "{told}");
    assert!(told.contains("site.toml:"), "it has a place: {told}");
}
