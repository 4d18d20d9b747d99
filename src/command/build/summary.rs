//! What a build says of the site that it wrote.
//! It does not know how the site was made.

use std::collections::BTreeMap;
use std::time::Duration;

use dateline::edge::publish::Published;
use dateline::edge::publish::owner::Adoption;
use dateline::edge::terminal::Terminal;
use dateline::plan::edition::{Edition, Page};
use dateline::plan::view::Kind;

use crate::command::plural::count;

/// Says what was written, what did not have to be made, and what was there before.
pub(super) fn summarize(
    edition: &Edition,
    published: &Published,
    took: Duration,
    terminal: &Terminal,
) {
    terminal.say(&format!(
        "wrote {} files ({}) in {:.2} s: {}",
        published.written,
        megabytes(published.bytes),
        took.as_secs_f64(),
        kinds(edition)
    ));
    if published.known > 0 {
        let known = published.known;
        terminal.say(&format!("{known} of these files did not have to be made again"));
    }
    if published.removed > 0 {
        let files = count(published.removed, ["file", "files"]);
        terminal.say(&format!("deleted {files} no longer needed"));
    }
    if let Some(adoption) = &published.adoption {
        terminal.say(&noted(adoption));
    }
    if let Some(fault) = &published.late_fault {
        terminal.say(&format!("the site was published, but then: {fault}"));
    }
}

/// What was there before, if it was not certainly the same site.
fn noted(adoption: &Adoption) -> String {
    match adoption {
        Adoption::Unmarked => {
            "the folder held a site of an earlier dateline; from now on it says whose site it is"
                .to_owned()
        }
        Adoption::Damaged => {
            "the list of the site in this folder was damaged, and has been made again".to_owned()
        }
        Adoption::TakenOver(address) => {
            format!("the folder held the site {address}, which this site has replaced")
        }
    }
}

fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// `65 dispatches, 8 pages of places, ...`
fn kinds(edition: &Edition) -> String {
    // The number puts the kinds in order.
    let kind = |page: &Page| match page {
        Page::Made(recipe) => match recipe.kind {
            Some(Kind::Dispatch | Kind::Withdrawn) => (0, ["dispatch", "dispatches"]),
            Some(Kind::City) => (1, ["page of a place", "pages of places"]),
            Some(Kind::Incident) => (2, ["incident", "incidents"]),
            Some(Kind::Year) => (3, ["year", "years"]),
            Some(Kind::Month) => (4, ["month", "months"]),
            Some(Kind::Redirect) => (5, ["redirect", "redirects"]),
            Some(_) => (6, ["other page", "other pages"]),
            None => (7, ["data file or feed", "data files and feeds"]),
        },
        Page::Picture(_) => (8, ["picture", "pictures"]),
        Page::Copy { .. } => (9, ["copied file", "copied files"]),
        Page::Asset { .. } => (10, ["theme file", "theme files"]),
    };
    let mut counts = BTreeMap::<_, usize>::new();
    for page in edition.pages.values() {
        *counts.entry(kind(page)).or_default() += 1;
    }
    let counts = counts.into_iter().map(|((_, noun), pages)| count(pages, noun));
    counts.collect::<Vec<_>>().join(", ")
}
