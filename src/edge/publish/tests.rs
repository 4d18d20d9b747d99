//! What publishing leaves on the disk: the new site, or exactly what was there before.
//! It does not know how pages are really printed; its pages are their own bytes.

mod meanwhile;
mod refusals;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

use super::fault::PublishFault;
use super::printed::PrintedPage;
use super::{Published, publish};
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::Hash;

struct Project(TempDir);

impl Project {
    fn new() -> Project {
        let project = Project(tempfile::tempdir().expect("a folder"));
        project.put("site.toml", "");
        project.put("content/a.md", "a");
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, text).expect("a file");
    }

    /// Publishes `pages` into the folder `to`; what it says if it does not.
    fn publish(&self, to: &str, pages: &[(&str, &str)]) -> Result<Published, String> {
        let print = |_: &Route, page: &Page| Ok::<_, Infallible>(bytes(page));
        publish(self.0.path(), &self.path(to), &edition(pages), print, || {})
            .map_err(|fault| fault.to_string().replace(&*root(&self.0), "~"))
    }

    /// Every file below `folder` with its text, and every folder and link.
    fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        gather(&self.path(folder), "", &mut files);
        files
    }
}

fn root(folder: &TempDir) -> String {
    fs::canonicalize(folder.path()).expect("a folder").display().to_string()
}

fn gather(folder: &Path, below: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = format!("{below}{}", path.file_name().expect("a name").display());
        let found = fs::symlink_metadata(&path).expect("an entry");
        if found.is_dir() {
            files.insert(name.clone(), "folder".to_owned());
            gather(&path, &format!("{name}/"), files);
        } else if found.is_symlink() {
            files.insert(name, "link".to_owned());
        } else {
            files.insert(name, fs::read_to_string(&path).expect("text"));
        }
    }
}

fn edition(pages: &[(&str, &str)]) -> Edition {
    let page = |text: &str| Page::Asset { bytes: text.as_bytes().into(), hash: Hash::default() };
    let pages = pages.iter().map(|(file, text)| (Route::file(file), page(text)));
    let pages = pages.collect();
    Edition { pages }
}

fn bytes(page: &Page) -> PrintedPage {
    let Page::Asset { bytes, .. } = page else { unreachable!("the tests make only assets") };
    PrintedPage::Bytes(bytes.to_vec())
}

#[test]
fn a_site_holds_its_pages_and_the_list_of_them() {
    let project = Project::new();
    let pages = [("index.html", "home"), ("cities/mosul/index.html", "Mosul")];
    let published = project.publish("public", &pages).expect("it is published");
    assert_eq!((published.written, published.bytes, published.removed), (2, 9, 0));
    let head = "dateline 1\n\
        dateline made this folder and replaces all of it; keep nothing of your own here\n\n";
    let expected = [
        (".dateline", format!("{head}cities/mosul/index.html\nindex.html\n")),
        ("cities", "folder".to_owned()),
        ("cities/mosul", "folder".to_owned()),
        ("cities/mosul/index.html", "Mosul".to_owned()),
        ("index.html", "home".to_owned()),
    ];
    let expected = expected.map(|(path, text)| (path.to_owned(), text));
    assert_eq!(project.files("public"), BTreeMap::from(expected));
}

#[test]
fn what_is_no_longer_in_the_edition_is_no_longer_in_the_site() {
    let project = Project::new();
    let pages = [("index.html", "1"), ("a/b/c.html", "1"), ("d", "1"), ("e/f", "1")];
    project.publish("public", &pages).expect("it is published");
    for text in ["2", "3", "4"] {
        // A file takes the place of a folder, and the reverse.
        let published =
            project.publish("public", &[("index.html", text), ("d/g", text), ("e", "")]);
        let removed = if text == "2" { 3 } else { 0 };
        assert_eq!(published.expect("it is published").removed, removed);
        let site = project.files("public");
        let names: Vec<&str> = site.keys().map(String::as_str).collect();
        assert_eq!(names, [".dateline", "d", "d/g", "e", "index.html"]);
        assert_eq!(site["index.html"], text);
    }
}

#[test]
fn an_unchanged_page_is_not_written_again() {
    let project = Project::new();
    let build = |text| {
        let pages = [("index.html", text), ("about/index.html", "about")];
        project.publish("public", &pages).expect("it is published");
        let page = |path: &str| fs::metadata(project.path(path)).expect("a page").modified();
        let [home, about] = ["public/index.html", "public/about/index.html"].map(page);
        (home.expect("a time"), about.expect("a time"))
    };
    // The third build updates the site of the first.
    let (first, _, third) = (build("1"), build("2"), build("3"));
    assert_eq!(first.1, third.1);
    assert!(first.0 < third.0);
}

#[test]
fn an_empty_folder_and_one_that_does_not_exist_are_published_into() {
    let project = Project::new();
    fs::create_dir(project.path("empty")).expect("a folder");
    for to in ["empty", "not/there/yet"] {
        project.publish(to, &[("index.html", "home")]).expect("it is published");
        assert_eq!(project.files(to)["index.html"], "home");
    }
}

#[test]
fn every_page_that_cannot_be_printed_is_named_and_the_site_stays() {
    let project = Project::new();
    project.publish("public", &[("index.html", "old")]).expect("it is published");
    let before = project.files("public");
    let print = |route: &Route, page: &Page| match route.as_file() {
        "index.html" => Ok(bytes(page)),
        broken => Err(broken.to_owned()),
    };
    let edition = edition(&[("b", ""), ("a", ""), ("index.html", "new"), ("c", "")]);
    let steps = AtomicUsize::new(0);
    let step = || _ = steps.fetch_add(1, Ordering::Relaxed);
    match publish(project.0.path(), &project.path("public"), &edition, print, step) {
        Err(PublishFault::Unprinted(faults)) => assert_eq!(faults, ["a", "b", "c"]),
        other => panic!("{other:?}"),
    }
    assert_eq!(steps.into_inner(), 4);
    assert_eq!(project.files("public"), before);
    let own: Vec<String> = project.files(".dateline").into_keys().collect();
    assert_eq!(own, ["lock"], "nothing else is left");
}
