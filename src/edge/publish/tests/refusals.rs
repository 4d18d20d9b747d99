//! The folders that are not dateline's to replace: each is refused, and nothing is changed.
//! It does not know what a site looks like that is published.

use std::convert::Infallible;
use std::fs;

use super::{Project, bytes, edition, root, target};
use crate::edge::publish::fault::PublishFault;
use crate::edge::publish::output::Output;
use crate::edge::publish::printed::IsKnown;
use crate::edge::publish::publish;
use crate::plan::edition::Page;
use crate::plan::route::Route;

fn check(project: &Project, to: &str, expected: &str) {
    let before = project.files("");
    let said = project.publish(to, &[("index.html", "new")]).expect_err("it is refused");
    assert_eq!(said, expected);
    assert_eq!(project.files(""), before, "nothing was changed");
}

#[test]
fn the_project_and_its_folders_are_never_published_into() {
    let project = Project::new();
    fs::create_dir(project.path("static")).expect("a folder");
    let whole = root(&project.0);
    let own =
        |folder| format!("`{folder}` is a folder of the project's own files; name another folder");
    let project_in_it = "the project itself is inside it; name a folder such as public";
    for (to, reason) in [
        ("", project_in_it),
        (".", project_in_it),
        ("content/..", project_in_it),
        ("..", project_in_it),
        ("content", &own("content")),
        ("static", &own("static")),
        ("content/deep/public", &own("content")),
        ("themes", &own("themes")),
        (".dateline/x", &own(".dateline")),
        ("gone/../../x", "the folder before `..` does not exist; write the path without `..`"),
        ("site.toml", "`site.toml` is a file of the project; name a folder such as public"),
        ("figures.lock", "`figures.lock` is a file of the project; name a folder such as public"),
        ("src", &own("src")),
    ] {
        let asked = project.path(to).display().to_string().replace(&whole, "~");
        check(&project, to, &format!("cannot publish into {asked}: {reason}"));
    }
    check(
        &project,
        "/",
        "cannot publish into /: it is the whole disk; name a folder such as public",
    );
}

#[test]
fn a_home_is_never_published_into() {
    let project = Project::new();
    let home = project.path("home/maria");
    fs::create_dir_all(&home).expect("a home");
    for asked in [&home, &project.path("home")] {
        let refusal = Output::choose(project.0.path(), asked, Some(&home)).expect_err("a home");
        assert!(refusal.to_string().contains("your home folder is inside it"), "{refusal}");
    }
    Output::choose(project.0.path(), &home.join("public"), Some(&home)).expect("a folder");
}

#[test]
fn a_folder_that_dateline_did_not_make_is_left_alone() {
    let project = Project::new();
    project.put("public/notes.txt", "mine");
    let reason = "it holds files that dateline did not make; name an empty or a new folder";
    check(&project, "public", &format!("cannot publish into ~/public: {reason}"));
    project.put("public/.dateline", "something else");
    check(&project, "public", &format!("cannot publish into ~/public: {reason}"));
    fs::create_dir(project.path("public/.git")).expect("a repository");
    check(
        &project,
        "public",
        "cannot publish into ~/public: it is a git repository; publish into another folder and \
         copy the site over",
    );
}

#[test]
fn a_file_that_somebody_put_into_the_site_is_not_deleted() {
    let project = Project::new();
    project.publish("public", &[("a/index.html", "old")]).expect("it is published");
    project.put("public/.DS_Store", "nobody's");
    project.put("public/a/notes.txt", "mine");
    project.put("public/b/c.txt", "mine");
    check(
        &project,
        "public",
        "cannot publish into ~/public: dateline did not make `a/notes.txt`, `b` in it; move what \
         you need into static/, and delete the rest",
    );
}

#[test]
fn a_file_that_is_put_into_the_site_during_the_build_is_not_deleted_either() {
    let project = Project::new();
    project.publish("public", &[("index.html", "old")]).expect("it is published");
    let print = |_: &Route, page: &Page, _: IsKnown<'_>| {
        project.put("public/notes.txt", "mine");
        Ok::<_, Infallible>(bytes(page))
    };
    let edition = edition(&[("index.html", "new")]);
    let output = project.path("public");
    let fault = publish(target(&project.standing(&output)), &edition, print, |_, _| {});
    assert!(matches!(fault, Err(PublishFault::Refused(_))));
    let site = project.files("public");
    assert_eq!((&*site["index.html"], &*site["notes.txt"]), ("old", "mine"));
}

#[test]
#[cfg(unix)]
fn a_link_is_not_published_into() {
    let project = Project::new();
    fs::create_dir(project.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink("elsewhere", project.path("public")).expect("a link");
    let reason = "it is a symbolic link; name the folder it leads to";
    check(&project, "public", &format!("cannot publish into ~/public: {reason}"));
    check(&project, "public/", &format!("cannot publish into ~/public: {reason}"));
}

#[test]
fn a_name_that_would_stop_the_next_build_is_refused() {
    let project = Project::new();
    for file in [".git/config", ".dateline", "a\nb"] {
        let said = project.publish("public", &[(file, "")]).expect_err("it is refused");
        assert!(said.ends_with("which cannot be published; rename its source"), "{said}");
    }
}
