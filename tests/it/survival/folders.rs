//! Folders that are new, that are replaced and that go; and every folder that sources lie in.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{DISPATCH, Desk, IN_TIME, PAGE, dispatch};
use crate::support::{PATIENCE, note, save};

#[test]
fn a_save_in_every_kind_of_source_shows() {
    let wire = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/wire");
    let desk = Desk::prepared(|site| {
        copy(&wire, &site.join("themes/wire"));
        save(&site.join("templates/404.html"), "<p>nothing here</p>");
        save(&site.join("assets/mine.css"), "p { color: red }");
        save(&site.join("static/mine.txt"), "old");
    });
    let replaced = |path: &str, from: &str, to: &str| {
        let before = fs::read_to_string(desk.site.join(path)).expect("it is here");
        assert!(before.contains(from), "{path} has no `{from}`");
        before.replace(from, to)
    };
    let shows = |path: &str, text: &str, page: &str, words: &str| {
        desk.save(path, text);
        let took = desk.preview.wait_until(page, path, |_, text| text.contains(words));
        note(&format!("{path}: right after {took:.2?}"));
    };
    let settings = replaced("site.toml", "A new record", "In the settings");
    let strings = replaced("themes/wire/strings/en.toml", "\"Dispatches\"", "\"In the strings\"");
    shows(DISPATCH, &dispatch("In content"), PAGE, "In content");
    shows("templates/404.html", "<p>in a template</p>", "/nowhere/", "in a template");
    shows("assets/mine.css", "/* in assets */", "/assets/mine.css", "in assets");
    shows("static/mine.txt", "in static", "/mine.txt", "in static");
    shows("static/new/deep/file.txt", "in a new folder", "/new/deep/file.txt", "in a new folder");
    shows("site.toml", &settings, "/", "In the settings");
    shows("themes/wire/assets/wire.css", "/* in a theme */", "/assets/wire.css", "in a theme");
    shows("themes/wire/strings/en.toml", &strings, "/", "In the strings");
    desk.save("figures.lock", "no record");
    desk.preview.wait_to_hear("--> figures.lock:1");
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("it is here").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            save(&to, &fs::read_to_string(entry.path()).expect("it is text"));
        }
    }
}

#[test]
fn the_first_templates_a_site_has_are_seen() {
    let desk = Desk::new();
    let begun = Instant::now();
    desk.save("templates/404.html", "<p>the very first</p>");
    desk.preview.wait_until("/nowhere/", "the template", |_, text| text.contains("the very first"));
    note(&format!("the first templates: right after {:.2?}", begun.elapsed()));
    desk.save("templates/404.html", "<p>the second</p>");
    desk.preview.wait_until("/nowhere/", "the template", |_, text| text.contains("the second"));
}

#[test]
fn two_hundred_folders_made_quickly_are_seen_with_what_is_in_them() {
    let desk = Desk::new();
    desk.in_time("200 folders", |desk, headline| {
        for number in 0..200 {
            let path = format!("content/dispatches/{number}/of-{number}.md");
            desk.save(&path, &dispatch(headline));
        }
        for number in [0, 99, 199] {
            let page = format!("/dispatches/of-{number}/");
            desk.preview.wait_until(&page, headline, |_, text| text.contains(headline));
        }
        // Each of them is watched from now on.
        desk.save("content/dispatches/199/of-199.md", &dispatch("Once more"));
        let again = |_, text: &str| text.contains("Once more");
        desk.preview.wait_until("/dispatches/of-199/", "the second save", again);
        desk.save(DISPATCH, &dispatch(headline));
    });
}

#[test]
fn a_deleted_dispatch_is_gone_at_once() {
    let desk = Desk::new();
    fs::remove_file(desk.file()).expect("it is here");
    let took = desk.preview.wait_until(PAGE, "gone", |status, _| status == 404);
    note(&format!("a deleted dispatch: gone after {took:.2?}"));
}

#[test]
fn a_file_replaced_by_a_folder_and_a_folder_by_a_file_are_seen() {
    let desk = Desk::new();
    fs::remove_file(desk.file()).expect("it is here");
    fs::create_dir(desk.file()).expect("writable");
    desk.save(&format!("{DISPATCH}/inside.md"), &dispatch("Inside"));
    let inside = |_, text: &str| text.contains("Inside");
    desk.preview.wait_until("/dispatches/inside/", "the dispatch in the folder", inside);
    desk.preview.wait_until(PAGE, "gone", |status, _| status == 404);
    fs::remove_dir_all(desk.file()).expect("it is here");
    desk.in_time("a file again", |desk, headline| desk.save(DISPATCH, &dispatch(headline)));
    desk.save("templates", "not a folder");
    desk.preview.wait_to_hear("`templates` is a file where a folder is expected");
    fs::remove_file(desk.site.join("templates")).expect("it is here");
    desk.save("templates/404.html", "<p>a folder now</p>");
    desk.preview.wait_until("/nowhere/", "it", |_, text| text.contains("a folder now"));
}

/// Removes a project as a person does, who tries again if the preview has just kept something in a folder that is being removed.
fn remove_whole(project: &Path) {
    let deadline = Instant::now() + PATIENCE;
    while let Err(error) = fs::remove_dir_all(project) {
        let is_not_empty = error.kind() == ErrorKind::DirectoryNotEmpty;
        assert!(is_not_empty && Instant::now() < deadline, "{error}");
    }
}

#[test]
fn a_project_that_is_removed_and_made_again_is_shown_again() {
    let desk = Desk::new();
    desk.in_time("removed and remade", |desk, headline| {
        let settings = fs::read_to_string(desk.site.join("site.toml")).expect("it is here");
        remove_whole(&desk.site);
        desk.save("site.toml", &settings);
        desk.save(DISPATCH, &dispatch(headline));
    });
    desk.in_time("a save in it", |desk, headline| desk.save(DISPATCH, &dispatch(headline)));
}

#[test]
fn a_project_that_stays_away_is_said_and_comes_back() {
    let desk = Desk::new();
    let aside = desk.site.with_file_name("aside");
    fs::rename(&desk.site, &aside).expect("it is here");
    desk.preview.wait_to_hear("error: ");
    assert_eq!(desk.preview.get(PAGE).0, 200, "the last good site stays");
    fs::rename(&aside, &desk.site).expect("it is here");
    desk.in_time("back again", |desk, headline| desk.save(DISPATCH, &dispatch(headline)));
}

#[test]
fn another_project_in_the_place_of_the_first_is_shown() {
    let desk = Desk::new();
    desk.in_time("another in its place", |desk, headline| {
        let other = desk.site.with_file_name("other");
        let settings = fs::read_to_string(desk.site.join("site.toml")).expect("it is here");
        save(&other.join("site.toml"), &settings);
        save(&other.join(DISPATCH), &dispatch(headline));
        let aside = desk.site.with_file_name(format!("aside of {headline}"));
        fs::rename(&desk.site, aside).expect("it is here");
        fs::rename(other, &desk.site).expect("it is here");
    });
    desk.in_time("a save in it", |desk, headline| desk.save(DISPATCH, &dispatch(headline)));
}

#[test]
#[cfg(unix)]
fn content_that_is_a_link_is_reported_and_not_followed() {
    let desk = Desk::new();
    let (content, elsewhere) = (desk.site.join("content"), desk.site.with_file_name("elsewhere"));
    fs::rename(&content, &elsewhere).expect("it is here");
    std::os::unix::fs::symlink(&elsewhere, &content).expect("writable");
    desk.preview.wait_to_hear("this is a symbolic link, not a file");
    assert_eq!(desk.preview.get(PAGE).0, 200, "the last good site stays");
    let before = desk.preview.said().len();
    save(&elsewhere.join("dispatches/a.md"), &dispatch("Behind the link"));
    fs::remove_file(&content).expect("it is here");
    fs::rename(&elsewhere, &content).expect("it is here");
    let took = desk.wait_for("Behind the link");
    assert!(took < IN_TIME + Duration::from_secs(1), "{took:?}: {:?}", desk.preview.said());
    assert!(desk.preview.said().len() > before);
}
