//! Tests of the documents as a whole: that every link leads somewhere, that the book has every page, that pictures are in use.
//! It does not know what the documents say; `architecture` compares them with the code.

mod first_site;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The list of the pages of the book.
const SUMMARY: &str = "docs/SUMMARY.md";
/// The largest picture, so that the front page of a repository loads at once on a slow line.
const LARGEST_PICTURE: u64 = 80_000;

#[test]
fn every_link_of_the_documents_leads_to_a_file_and_a_heading() {
    let documents = documents();
    let mut dead = Vec::new();
    for (path, document) in &documents {
        for link in document.addresses.iter().filter(|link| !link.contains(':')) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { beside(path, file) };
            let is_heading = |it: &Document| heading.is_empty() || it.anchors.contains(heading);
            let leads = match documents.get(&target) {
                Some(document) => is_heading(document),
                None => heading.is_empty() && root().join(&target).exists(),
            };
            if !leads {
                dead.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(documents.values().map(|it| it.addresses.len()).sum::<usize>() > 100);
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn no_page_of_the_manual_links_to_a_file_that_the_book_does_not_have() {
    let outside = |(path, document): (String, Document)| {
        let links = document.addresses.into_iter().filter(|link| link.starts_with("../"));
        links.map(|link| format!("{path}: {link}")).collect::<Vec<_>>()
    };
    let manual = documents().into_iter().filter(|(path, _)| path.starts_with("docs/"));
    let outside: Vec<String> = manual.flat_map(outside).collect();
    assert!(outside.is_empty(), "the book holds nothing but docs/: {outside:#?}");
}

#[test]
fn the_book_has_every_page_of_the_manual_once() {
    let documents = documents();
    let mut listed: Vec<String> =
        documents[SUMMARY].addresses.iter().map(|page| beside(SUMMARY, page)).collect();
    listed.sort();
    let is_page = |path: &&String| path.starts_with("docs/") && *path != SUMMARY;
    let pages: Vec<String> = documents.keys().filter(is_page).cloned().collect();
    assert_eq!(listed, pages, "docs/SUMMARY.md lists the pages of the book");
}

#[test]
fn every_page_of_the_manual_can_be_found_from_the_list_of_tasks() {
    let documents = documents();
    let tasks = &documents["docs/README.md"].addresses;
    let found: BTreeSet<&str> =
        tasks.iter().map(|link| link.split_once('#').map_or(&**link, |(page, _)| page)).collect();
    let pages = documents[SUMMARY].addresses.iter().filter(|page| *page != "README.md");
    let missing: Vec<&String> = pages.filter(|page| !found.contains(&***page)).collect();
    assert!(missing.is_empty(), "docs/README.md has no task for {missing:?}");
}

#[test]
fn the_manual_explains_every_grade_in_the_words_that_readers_see() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("a file");
    let (manual, words) = (read("docs/counting.md"), read("themes/wire/strings/en.toml"));
    let words: toml::Table = words.parse().expect("TOML");
    let grades = words["grades"].as_table().expect("grades");
    assert_eq!(grades.len(), 6);
    for (grade, words) in grades {
        let row = format!("| `{grade}` | {} |", words["means"].as_str().expect("a text"));
        assert!(manual.contains(&row), "docs/counting.md has no row {row}");
    }
}

#[test]
fn the_manual_names_every_file_of_the_theme_that_is_there_to_be_copied() {
    let manual = fs::read_to_string(root().join("docs/theme.md")).expect("a page");
    let table = manual.split("| file in `themes/plain/` |").nth(1).expect("a table of its files");
    let table = table.split("\n\n").next().expect("its rows");
    for folder in ["templates", "templates/components"] {
        let files = fs::read_dir(root().join("themes/plain").join(folder)).expect("a folder");
        for file in files.map(|file| file.expect("it can be listed")) {
            let name = file.file_name().into_string().expect("a name in letters");
            let names = [format!("`{folder}/{name}`"), format!("`{name}`")];
            let is_named = names.iter().any(|it| table.contains(it));
            assert!(is_named || !name.ends_with(".html"), "docs/theme.md does not name {name}");
        }
    }
}

#[test]
fn every_picture_of_the_documents_is_small_and_in_use() {
    let documents = documents();
    let shown: BTreeSet<String> = documents
        .iter()
        .flat_map(|(path, document)| document.addresses.iter().map(move |it| beside(path, it)))
        .collect();
    let files = fs::read_dir(root().join("docs/pictures")).expect("a folder of pictures");
    let mut pictures = 0;
    for file in files {
        let file = file.expect("it can be listed");
        let name = file.file_name().into_string().expect("a name in letters");
        let size = file.metadata().expect("it is there").len();
        assert!(shown.contains(&format!("docs/pictures/{name}")), "no document shows {name}");
        assert!((1..=LARGEST_PICTURE).contains(&size), "{name} has {size} bytes");
        pictures += 1;
    }
    assert!(pictures >= 4, "the pictures are gone");
}

/// What the links of a document need to be checked.
struct Document {
    /// The addresses of its links and pictures, as they are written.
    addresses: Vec<String>,
    /// The anchors of its headings, as GitHub and mdBook make them.
    anchors: BTreeSet<String>,
}

/// Every document that people read in a repository, by its path from the project's root.
fn documents() -> BTreeMap<String, Document> {
    let in_folder = |folder: &str| {
        let entries = fs::read_dir(root().join(folder)).expect("a folder of documents");
        let names = entries.map(|it| it.expect("it can be listed").file_name());
        let names = names.map(|it| it.into_string().expect("a name in letters"));
        let names = names.filter(|name| name.ends_with(".md"));
        names.map(|name| format!("{folder}{name}")).collect::<Vec<_>>()
    };
    let paths = [in_folder(""), in_folder("docs/")].concat();
    let read = |path: String| {
        let text = fs::read_to_string(root().join(&path)).expect("a document");
        (path, Document::read(&text))
    };
    paths.into_iter().map(read).collect()
}

impl Document {
    fn read(text: &str) -> Document {
        let mut document = Document { addresses: Vec::new(), anchors: BTreeSet::new() };
        let mut heading: Option<String> = None;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    document.addresses.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::Text(words) | Event::Code(words) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&words);
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    let words = heading.take().expect("it has begun");
                    document.add_anchor(&words);
                }
                _ => {}
            }
        }
        document
    }

    /// The second heading with the same words gets a number.
    fn add_anchor(&mut self, heading: &str) {
        let kept = heading.chars().filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c => c.is_alphanumeric().then_some(c),
        });
        let anchor = kept.collect::<String>().to_lowercase();
        let numbered = (1..).map(|number| format!("{anchor}-{number}"));
        let mut candidates = [anchor.clone()].into_iter().chain(numbered);
        let free = candidates.find(|it| !self.anchors.contains(it)).expect("some number is free");
        self.anchors.insert(free);
    }
}

/// The path of `link`, which the document at `path` names.
fn beside(path: &str, link: &str) -> String {
    let folder = Path::new(path).parent().expect("a document is in a folder");
    let mut whole = PathBuf::new();
    for part in folder.join(link).components() {
        match part {
            Component::ParentDir => drop(whole.pop()),
            Component::Normal(part) => whole.push(part),
            _ => {}
        }
    }
    whole.to_string_lossy().replace('\\', "/")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
