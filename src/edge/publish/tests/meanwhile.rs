//! What others see and do while a site is published: readers, other builds, and whoever kills one.
//! It does not know what pages are made of.

use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::{Project, bytes, edition, target};
use crate::edge::publish::fault::PublishFault;
use crate::edge::publish::output::Output;
use crate::edge::publish::printed::{IsKnown, PrintedContent, PrintedPage};
use crate::edge::publish::staging::StagingFolder;
use crate::edge::publish::{Published, publish};
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::{Source, SourcePath};

const PHOTO: &str = "content/a.jpg";

/// Where the next site of `public` is made.
fn next_site(project: &Project) -> PathBuf {
    let site = project.0.path();
    let output = Output::choose(site, &project.path("public"), None).expect("a folder");
    let staging = StagingFolder::new(site, &output);
    staging.begin().expect("a folder")
}

fn publish_photo(project: &Project, read: &[u8]) -> Result<Published, String> {
    let source = SourcePath::new(PHOTO);
    let hash = Source::new(&source, read.to_vec()).hash;
    let page = Page::Copy { source: source.clone(), hash };
    let pages = [(Route::file("a.jpg"), page)].into_iter().collect();
    let edition = Edition { pages, outline: None };
    let print = |_: &Route, _: &Page, _: IsKnown<'_>| {
        Ok::<_, Infallible>(PrintedPage {
            key: None,
            bodies: Vec::new(),
            content: PrintedContent::Copy(source.clone()),
        })
    };
    let output = project.path("public");
    publish(target(&project.standing(&output)), &edition, print, |_, _| {})
        .map_err(|fault| fault.to_string())
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_never_misses_a_page_and_never_finds_half_a_site() {
    let project = Project::new();
    let site = |n: usize| {
        let text = format!("{n} ").repeat(3000);
        let pages = [("index.html", &*text), ("m/index.html", &*text), ("z.html", &*text)];
        project.publish("public", &pages).expect("it is published");
    };
    site(1000);
    let done = AtomicBool::new(false);
    let read = |page: &str| {
        let text = fs::read_to_string(project.path(page)).expect("the page is always there");
        let (number, _) = text.split_once(' ').expect("a page has words");
        assert_eq!(text, format!("{number} ").repeat(3000), "a page is whole");
        number.parse::<usize>().expect("a number")
    };
    let loops = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut loops = 0;
            while !done.load(Ordering::Relaxed) {
                let pages = ["public/index.html", "public/z.html", "public/m/index.html"];
                let seen = pages.map(read);
                assert!(seen.is_sorted(), "no page is older than one read before: {seen:?}");
                loops += 1;
            }
            loops
        });
        (1001..1051).for_each(site);
        done.store(true, Ordering::Relaxed);
        reader.join().expect("the reader is content")
    });
    assert!(loops > 0);
}

#[test]
fn of_two_builds_at_once_one_says_that_the_other_is_running() {
    let project = Project::new();
    let print = |_: &Route, page: &Page, _: IsKnown<'_>| {
        let said = project.publish("public", &[("index.html", "second")]).expect_err("it is busy");
        assert!(said.starts_with("another build of this project is running (it holds "), "{said}");
        Ok::<_, Infallible>(bytes(page))
    };
    let first = edition(&[("index.html", "first")]);
    let output = project.path("public");
    publish(target(&project.standing(&output)), &first, print, |_, _| {}).expect("it wins");
    assert_eq!(project.files("public")["index.html"], "first");
    project.publish("public", &[("index.html", "third")]).expect("the lock is free again");
}

#[test]
fn of_two_checkouts_that_publish_one_folder_one_says_that_the_other_is_at_it() {
    let (one, other, host) = (Project::new(), Project::new(), Project::new());
    fs::remove_file(host.path("site.toml")).expect("it is no project");
    let mut inside = one.path("public");
    for (output, place) in [(host.path("www"), "beside it"), (std::mem::take(&mut inside), "in it")]
    {
        let to = output.display().to_string();
        let print = |_: &Route, page: &Page, _: IsKnown<'_>| {
            let said = other.publish(&to, &[("index.html", "second")]).expect_err("it is busy");
            assert!(
                said.starts_with("another build into this folder is running"),
                "{place}: {said}"
            );
            Ok::<_, Infallible>(bytes(page))
        };
        let first = edition(&[("index.html", "first")]);
        publish(target(&one.standing(&output)), &first, print, |_, _| {}).expect("it wins");
        assert_eq!(fs::read_to_string(output.join("index.html")).expect("a page"), "first");
        other.publish(&to, &[("index.html", "third")]).expect("the lock is free again");
    }
    let left = host.files("");
    assert!(left.keys().all(|path| !path.contains("aside")), "{left:?}");
}

#[test]
#[cfg(unix)]
fn a_pipe_in_the_place_of_a_lock_is_a_fault_and_no_build_waits_for_it() {
    let project = Project::new();
    fs::create_dir(project.path(".dateline")).expect("a folder");
    let pipe = std::process::Command::new("mkfifo").arg(project.path(".dateline/lock")).status();
    assert!(pipe.expect("mkfifo runs").success());
    let said = project.publish("public", &[("index.html", "new")]).expect_err("it cannot");
    assert!(said.starts_with("cannot write ~/.dateline/lock"), "{said}");
}

#[test]
fn what_a_killed_build_has_left_never_gets_into_the_next_site() {
    let pages = [("index.html", "new"), ("a/b.html", "new"), ("c.html", "new")];
    let clean = Project::new();
    clean.publish("public", &pages).expect("it is published");

    let project = Project::new();
    project.publish("public", &[("index.html", "old")]).expect("it is published");
    let next = next_site(&project);
    fs::create_dir_all(next.join("c.html/deep")).expect("folders");
    for (file, text) in [("index.html", ""), ("a", "a file"), ("stale.html", "old")] {
        fs::write(next.join(file), text).expect("a file");
    }
    project.publish("public", &pages).expect("it is published");
    assert_eq!(project.files("public"), clean.files("public"));
}

#[test]
fn a_site_whose_build_was_killed_between_two_renames_comes_back() {
    let project = Project::new();
    project.publish("public", &[("index.html", "old")]).expect("it is published");
    let next = next_site(&project);
    fs::rename(project.path("public"), next.with_file_name("old")).expect("the first rename");

    let print = |_: &Route, _: &Page, _: IsKnown<'_>| Err::<PrintedPage, _>("broken");
    let broken = edition(&[("index.html", "new")]);
    let output = project.path("public");
    let fault = publish(target(&project.standing(&output)), &broken, print, |_, _| {});
    assert!(matches!(fault, Err(PublishFault::Unprinted(_))));
    assert_eq!(project.files("public")["index.html"], "old");
}

#[test]
fn what_builds_for_other_folders_have_left_is_deleted() {
    let project = Project::new();
    for to in ["one", "one", "two", "two"] {
        project.publish(to, &[("index.html", to)]).expect("it is published");
    }
    let own = project.files(".dateline");
    assert_eq!(own.keys().filter(|name| name.ends_with("/spare")).count(), 1);
}

#[test]
fn a_site_outside_the_project_leaves_nothing_beside_it() {
    let project = Project::new();
    let host = Project::new();
    fs::remove_file(host.path("site.toml")).expect("it is no project");
    let before = host.files("");
    let to = host.path("www").display().to_string();
    for text in ["first", "second"] {
        project.publish(&to, &[("index.html", text)]).expect("it is published");
        let mut after = host.files("");
        after.retain(|name, _| !name.starts_with("www"));
        assert_eq!(after, before);
    }
}

#[test]
fn a_photo_is_copied_as_it_was_when_the_project_was_read() {
    let project = Project::new();
    project.put(PHOTO, "a photo");
    for _ in 0..3 {
        publish_photo(&project, b"a photo").expect("it is published");
        assert_eq!(project.files("public")["a.jpg"], "a photo");
    }
    project.put(PHOTO, "another");
    let said = publish_photo(&project, b"a third").expect_err("it changed");
    assert!(said.starts_with("cannot copy "), "{said}");
    assert!(said.ends_with("content/a.jpg: it changed during the build; build again"), "{said}");
    assert_eq!(project.files("public")["a.jpg"], "a photo");
}

#[test]
#[cfg(unix)]
fn a_link_that_takes_the_place_of_a_photo_is_not_followed() {
    let project = Project::new();
    project.put("secret", "a photo");
    std::os::unix::fs::symlink("../secret", project.path(PHOTO)).expect("a link");
    let said = publish_photo(&project, b"a photo").expect_err("it is a link");
    assert!(said.ends_with("content/a.jpg: it changed during the build; build again"), "{said}");
    assert!(!project.path("public").exists());
}

#[test]
fn a_photo_that_is_gone_is_a_fault_with_its_path() {
    let project = Project::new();
    let said = publish_photo(&project, b"a photo").expect_err("it is gone");
    assert!(said.ends_with("content/a.jpg: it does not exist; check the path"), "{said}");
}
