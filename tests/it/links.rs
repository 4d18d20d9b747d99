//! Tests of links inside bodies: every page that exists can be linked to, and nothing else.
//! It does not know which pages exist.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeOptions, Composition, compose};
use dateline::edge::disk;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};

use crate::site::{printed, snapshot};
use crate::support;

const DISPATCH: (&str, &str) = (
    "content/dispatches/mosul.md",
    "---\ntitle: A strike\ndate: 2017-06-01\ncity: Mosul\nauthors: [Sara Ali]\ncasualties: 12\n---\n",
);

#[test]
fn a_body_may_link_to_every_route_of_the_sample_site() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = "2026-12-01T00:00:00Z".parse().expect("a moment");
    let sample = disk::read(root, now).expect("the sample site can be read");
    let edition = composed(&sample).site.expect("the sample site has pages").edition;
    assert!(edition.pages.len() > 200, "the sample site has {} pages", edition.pages.len());
    let mut body = "---\ntitle: Every page\n---\n".to_owned();
    for route in edition.pages.keys() {
        writeln!(body, "- [a page]({})", route.as_path()).expect("a string takes every write");
    }
    let mut linking = sample;
    let path = SourcePath::new("content/every-page.md");
    linking.sources.insert(path.clone(), Source::text(&path, &body));
    assert_eq!(dead(&composed(&linking)), Vec::<String>::new());
}

#[test]
fn a_file_without_an_ending_is_not_taken_for_a_folder() {
    let files = [
        DISPATCH,
        (
            "site.toml",
            "title = \"T\"\nbase_url = \"https://example.org/\"\nmenu = [{title = \"L\", to = \"/assets/LICENSE\"}]\n",
        ),
        ("static/CNAME", "example.org\n"),
        ("assets/LICENSE", "words\n"),
        (
            "content/links.md",
            "---\ntitle: Links\n---\n[a](/CNAME) [b](/assets/LICENSE) [c](/_headers)\n",
        ),
    ];
    let composition = composed(&snapshot(&files));
    assert_eq!(dead(&composition), Vec::<String>::new());
    let pages = printed(&composition);
    let page = String::from_utf8_lossy(&pages["links/index.html"]).into_owned();
    assert!(
        page.contains("href=\"/CNAME\"") && page.contains("href=\"/assets/LICENSE\""),
        "{page}"
    );
}

#[test]
fn a_theme_that_is_missing_does_not_make_links_to_its_files_dead() {
    let files = [
        DISPATCH,
        ("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\ntheme = \"nope\"\n"),
        ("content/links.md", "---\ntitle: Links\n---\n[b](/assets/wire.css)\n"),
    ];
    assert_eq!(dead(&composed(&snapshot(&files))), Vec::<String>::new());
}

#[test]
fn what_no_page_answers_is_dead_wherever_it_seems_to_lie() {
    let links = |links: &str| {
        let page = format!("---\ntitle: Links\n---\n{links}\n");
        dead(&composed(&snapshot(&[DISPATCH, ("content/links.md", &page)])))
    };
    let alive = "[a](/cities/mosul/toll/) [b](/data/tolls.csv) [c](/404.html) [d](/assets/wire.css) \
                 [e](/timeline/2017/06/toll/) [f](/cities/mosul/feed.xml) [g](/authors/sara-ali/) [h](/cities/mosul)";
    assert_eq!(links(alive), Vec::<String>::new());
    let reported = links(
        "[a](/cities/raqqa/toll/) [b](/data/tools.csv) [c](/assets/wire.js) [d](/cities/mosul/feed)",
    );
    assert_eq!(reported.len(), 4, "{reported:#?}");
}

fn composed(snapshot: &Snapshot) -> Composition {
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    compose(&Arc::new(snapshot.clone()), &options, &mut support::cache())
}

/// The reports on dead links.
fn dead(composition: &Composition) -> Vec<String> {
    let faults = composition.faults.iter().filter(|fault| fault.rule.code == "dead-link");
    faults.map(|fault| fault.message.to_string()).collect()
}
