//! What publishing leaves on the disk: the new site, or exactly what was there before.
//! It does not know how pages are really printed; its pages are their own bytes.

mod meanwhile;
mod owners;
mod refusals;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::UNIX_EPOCH;

use tempfile::TempDir;

use super::audience::Audience;
use super::fault::PublishFault;
use super::printed::{IsKnown, PrintedContent, PrintedPage};
use super::standing::Standing;
use super::{Published, Target, publish};
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
        self.publish_as("https://a.example/", to, pages, false)
    }

    /// The same for the site with this `address`.
    fn publish_as(
        &self,
        address: &str,
        to: &str,
        pages: &[(&str, &str)],
        take_over: bool,
    ) -> Result<Published, String> {
        let print = |_: &Route, page: &Page, _: IsKnown<'_>| Ok::<_, Infallible>(bytes(page));
        let said = |fault: String| fault.replace(&*root(&self.0), "~");
        let standing = Standing::find(self.0.path(), &self.path(to));
        let standing = standing.map_err(|refusal| said(refusal.to_string()))?;
        let target = Target { address, take_over, ..target(&standing) };
        publish(target, &edition(pages), print, |_, _| {}).map_err(|fault| said(fault.to_string()))
    }

    fn standing(&self, output: &Path) -> Standing {
        Standing::find(self.0.path(), output).expect("it may be replaced")
    }

    /// Every file below `folder` with its text, and every folder and link.
    fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        gather(&self.path(folder), "", &mut files);
        files
    }
}

fn target(standing: &Standing) -> Target<'_> {
    Target {
        standing,
        address: "https://a.example/",
        other: None,
        audience: Audience::Readers,
        take_over: false,
        sync: true,
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
    Edition { pages, outline: None }
}

fn bytes(page: &Page) -> PrintedPage {
    let Page::Asset { bytes, .. } = page else { unreachable!("the tests make only assets") };
    PrintedPage { key: None, bodies: Vec::new(), content: PrintedContent::Bytes(bytes.to_vec()) }
}

#[test]
fn a_site_holds_its_pages_and_the_list_of_them() {
    let project = Project::new();
    let pages = [("index.html", "home"), ("cities/mosul/index.html", "Mosul")];
    let published = project.publish("public", &pages).expect("it is published");
    assert_eq!((published.written, published.bytes, published.removed), (2, 9, 0));
    let list = "dateline 3\nhttps://a.example/\n2 6598c06655f15aeeaad990e5a302e477\n\
        dateline made this folder and replaces all of it; keep nothing of your own here\n\n\
        0db09ae2bd05f32b16b9161b23705e714a5eb2140459eb983376ab98117cab60  cities/mosul/index.html\n\
        4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942  index.html\n";
    let expected = [
        (".dateline", list.to_owned()),
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
fn equal_files_keep_their_time_and_a_changed_one_is_newer_by_a_second() {
    let project = Project::new();
    let outside = tempfile::tempdir().expect("a folder");
    let outside = outside.path().join("www").display().to_string();
    for to in ["public", &*outside] {
        let time = |page: &str| {
            let found = fs::metadata(project.path(to).join(page)).expect("a page");
            let time = found.modified().expect("a time").duration_since(UNIX_EPOCH);
            time.expect("after the start")
        };
        let build = |text: &str| {
            let pages = [("index.html", text), ("about/index.html", "about")];
            project.publish(to, &pages).expect("it is published");
            ["index.html", "about/index.html", ".dateline"].map(time)
        };
        let [mut home, about, mut list] = build("12");
        // A figure that goes there and back again, too.
        for text in ["21", "12", "12", "21", "12", "12", "21", "21", "21", "12"] {
            let was = fs::read_to_string(project.path(to).join("index.html")).expect("a page");
            let [new, still_about, new_list] = build(text);
            assert_eq!(still_about, about, "equal files keep their time");
            // The list holds the checksum of the page.
            for (new, old) in [(new, home), (new_list, list)] {
                match was == text {
                    true => assert_eq!(new, old),
                    false => assert!(new.as_secs() > old.as_secs(), "{new:?} after {old:?}"),
                }
            }
            (home, list) = (new, new_list);
        }
    }
}

#[test]
#[cfg(unix)]
fn permissions_that_somebody_changed_are_as_they_should_be_after_every_build() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let modes = || {
        let mut modes = Vec::new();
        for path in ["public", "public/a", "public/a/b.html", "public/index.html"] {
            let found = fs::metadata(project.path(path)).expect("it is there");
            modes.push(found.permissions().mode() & 0o777);
        }
        modes
    };
    let right = [0o755, 0o755, 0o644, 0o644];
    for (n, wrong) in [0o700, 0o600, 0o777, 0o000, 0o755].into_iter().enumerate() {
        let text = if n % 2 == 0 { "one" } else { "two" };
        project.publish("public", &[("index.html", text), ("a/b.html", "b")]).expect("published");
        assert_eq!(modes(), right, "before {wrong:o}");
        for path in ["public/a/b.html", "public/index.html", "public/a"] {
            fs::set_permissions(project.path(path), PermissionsExt::from_mode(wrong)).expect("set");
        }
        for _ in 0..3 {
            if wrong == 0o000 && !rustix::process::geteuid().is_root() {
                fs::set_permissions(project.path("public/a"), PermissionsExt::from_mode(0o755))
                    .expect("set");
            }
            project
                .publish("public", &[("index.html", text), ("a/b.html", "b")])
                .expect("published");
            assert_eq!(modes(), right, "after {wrong:o}");
        }
    }
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
    let print = |route: &Route, page: &Page, _: IsKnown<'_>| match route.as_file() {
        "index.html" => Ok(bytes(page)),
        broken => Err(broken.to_owned()),
    };
    let edition = edition(&[("b", ""), ("a", ""), ("index.html", "new"), ("c", "")]);
    let steps = AtomicUsize::new(0);
    let step = |_: &Route, _: u64| _ = steps.fetch_add(1, Ordering::Relaxed);
    let output = project.path("public");
    match publish(target(&project.standing(&output)), &edition, print, step) {
        Err(PublishFault::Unprinted(faults)) => assert_eq!(faults, ["a", "b", "c"]),
        other => panic!("{other:?}"),
    }
    assert_eq!(steps.into_inner(), 4);
    assert_eq!(project.files("public"), before);
    let own: Vec<String> = project.files(".dateline").into_keys().collect();
    assert_eq!(own, ["lock", "outputs"], "nothing else is left");
}
