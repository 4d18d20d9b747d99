//! Tests of fault reports: `tests/faults/<rule>.txt` has small projects that break a rule, with their exact reports.
//! Only `check` uses the code; the text files do not know it.
//!
//! A file contains one or more cases. Each begins with a line `=== what happens`. A case lists the files of a project,
//! each below its own heading, and ends with the expected report:
//!
//! ```text
//! === a month that does not exist
//! == content/dispatches/mosul.md
//! ---
//! title: ..
//! == report
//! error[not-a-date]: ..
//! ```
//!
//! An empty report means that nothing is wrong.
//!
//! A case with a `map.toml` and a `rows.csv` is an import, and its report is that of the import.
//!
//! Every project has a `site.toml`, and a `figures.lock` that matches what is published, even if none is listed.
//! A note after a path says what is special about the file:
//!
//! - `(escaped)`: `\r`, `\0`, `\xff`, `\u{202e}` and `\\` are read as in Rust; `\*{70000 x}` is 70,000 times `x`.
//! - `(none)`: the file does not exist.
//! - `(900 times)`: so many files, in whose names and texts `{n}` is the number of the file.
//! - `(no end)`: the last line has no line break.
//! - `(link to a.md)`, `(pipe)`, `(closed)`: a symbolic link, a named pipe, or a file without permission to read.
//!
//! Projects are made in memory. Those with a file of the last kind, or larger than 8 MiB, are written to disk.
//!
//! `DATELINE_BLESS=1 cargo test --test it faults` replaces every report with the current one. Read the diff afterwards.

mod listing;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeCache, ComposeOptions, Composition, compose};
use dateline::edge::disk;
use dateline::import::{self, map::Map};
use dateline::press::{self, Printed, picture};
use dateline::read::content_file::{self, ContentFile};
use dateline::text::report::{self, ReportStyle};
use dateline::text::rule;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};
use jiff::Timestamp;
use rayon::prelude::*;

use listing::{Case, File, Listed};

use crate::support;

const SITE: &str = "title = \"The Record\"\nbase_url = \"https://record.example/\"\n";

const FIGURES: &str = "figures.lock";

/// What is kept of a file for the next run is all that was read in it.
fn is_kept_whole((path, source): (&SourcePath, &Source)) {
    let read = content_file::read(path, source).content;
    let kept = rmp_serde::to_vec(&read).expect("plain data");
    let again: Option<ContentFile> = rmp_serde::from_slice(&kept).expect("what was kept");
    assert_eq!(again, read, "{path}");
}

/// The report on a project: from composing it, or if composing succeeds, from printing it.
fn report_on(snapshot: &Snapshot, cache: &mut ComposeCache) -> String {
    snapshot
        .sources
        .iter()
        .filter(|(path, _)| content_file::is_content(path))
        .for_each(is_kept_whole);
    let composition = composed(snapshot, cache);
    let mut faults = composition.faults.clone();
    if let Some(site) = composition.site.as_ref().filter(|_| !composition.has_errors()) {
        let printed = site.edition.pages.values();
        let unprinted = printed.filter_map(|page| match press::print(&site.theme, page) {
            Ok(Printed::Picture(picture)) => {
                let bytes = snapshot.sources.get(&picture.source)?.bytes();
                picture::make(&picture, bytes.expect("no picture of a listing is large")).err()
            }
            printed => printed.err(),
        });
        // An error in a template breaks every page that uses it, so only the first is reported.
        faults.extend(unprinted.map(|fault| *fault).take(1));
    }
    let of_theme = |path: &SourcePath| {
        let site = composition.site.as_ref()?;
        site.theme.text(path).map(str::to_owned)
    };
    let text_of = |path: &SourcePath| {
        let of_project = snapshot.text(path).map(|text| text.to_string());
        of_project.or_else(|| of_theme(path))
    };
    report::human(&faults, &text_of, ReportStyle::Plain)
}

/// The report on an import of `rows` by `map`.
fn report_on_import(map: &[u8], rows: &[u8]) -> String {
    let text_of = |path: &SourcePath| {
        let bytes = if path.as_str() == "map.toml" { map } else { rows };
        Some(String::from_utf8_lossy(bytes).into_owned())
    };
    let text = str::from_utf8(map).expect("a map is text");
    let faults = match Map::read(&SourcePath::new("map.toml"), text) {
        Ok(map) => import::import(&SourcePath::new("rows.csv"), rows, &map).faults,
        Err(faults) => faults,
    };
    report::human(&faults, &text_of, ReportStyle::Plain)
}

fn composed(snapshot: &Snapshot, cache: &mut ComposeCache) -> Composition {
    compose(
        &snapshot.clone().into(),
        &ComposeOptions { drafts: Drafts::Hidden, base_url: None },
        cache,
    )
}

/// The report on a project. If the `case` has no record of published figures, one is made that matches the project.
fn recorded(case: &Case, mut snapshot: Snapshot) -> String {
    let mut cache = support::cache();
    let says_nothing = case.files.iter().all(|file| file.path != FIGURES);
    if says_nothing && let Some(figures) = composed(&snapshot, &mut cache).figures {
        let path = SourcePath::new(FIGURES);
        let lock = Source::text(&path, &figures.to_string());
        snapshot.sources.insert(path, lock);
    }
    report_on(&snapshot, &mut cache)
}

/// The report on the project of `case`.
fn told(case: &Case) -> String {
    if let (Some(map), Some(rows)) = (case.bytes("map.toml"), case.bytes("rows.csv")) {
        return report_on_import(map, rows);
    }
    let now = Timestamp::constant(1_767_225_600, 0);
    let held = |file: &File| matches!(file.listed, Listed::Bytes(_) | Listed::Nothing);
    if case.files.iter().all(held) && !case.is_large() {
        let mut files: Vec<(&str, Vec<u8>)> = vec![("site.toml", SITE.into())];
        for file in &case.files {
            if let Listed::Bytes(bytes) = &file.listed {
                files.push((&file.path, bytes.clone()));
            }
        }
        let source = |(path, bytes)| {
            let path = SourcePath::new(path);
            let source = Source::new(&path, bytes);
            (path, source)
        };
        let snapshot = Snapshot {
            sources: files.into_iter().map(source).collect(),
            unreadable: Vec::new(),
            ignored: Vec::new(),
            now,
            clock: now,
        };
        return recorded(case, snapshot);
    }
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("site.toml"), SITE).expect("settings");
    for file in &case.files {
        file.put(root.path());
    }
    recorded(case, disk::read(root.path(), now).expect("a project"))
}

fn check(case: &Case) -> Result<(), String> {
    let told = told(case);
    if told == case.report { Ok(()) } else { Err(difference(&case.report, &told)) }
}

/// The lines that differ: `-` for the expected report, `+` for the actual one.
fn difference(expected: &str, told: &str) -> String {
    let (expected, told): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), told.lines().collect());
    let pairs = || expected.iter().zip(&told);
    let before = pairs().take_while(|(a, b)| a == b).count();
    let rest = expected.len().min(told.len()) - before;
    let backwards = expected.iter().rev().zip(told.iter().rev());
    let after = backwards.take(rest).take_while(|(a, b)| a == b).count();
    let with = |sign: &str, lines: &[&str]| -> String {
        let part = &lines[before..lines.len() - after];
        part.iter().map(|line| format!("{sign}{line}\n")).collect()
    };
    format!("{}{}", with("- ", &expected), with("+ ", &told))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

/// Every file of cases, by the rule code in its name.
fn files() -> Vec<(String, PathBuf)> {
    let listed = fs::read_dir(folder()).expect("tests/faults is there");
    let mut files: Vec<(String, PathBuf)> = listed
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let stem = path.file_stem().expect("a name");
            (stem.to_string_lossy().into_owned(), path)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_broken_rule_is_reported_in_the_words_that_are_written_down() {
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    // Read before anything runs in parallel: threads that wait for the theme cannot help to read it.
    support::cache();
    let mut wrong = Vec::new();
    for (code, path) in files() {
        let written = fs::read_to_string(&path).expect("it can be read");
        let mut cases = listing::cases(&written);
        let tried = cases.par_iter_mut().filter(|case| !case.is_beyond_this_user());
        let found = tried.filter_map(|case| {
            if bless {
                case.report = told(case);
                return None;
            }
            let difference = check(case).err()?;
            Some(format!("{code}, {}:\n{difference}", case.name))
        });
        wrong.extend(found.collect::<Vec<_>>());
        let mentioned = cases.iter().any(|case| case.report.contains(&format!("[{code}]")));
        if !mentioned {
            wrong.push(format!("{code}: no report mentions this rule"));
        }
        if bless {
            let blessed: Vec<String> = cases.iter().map(Case::to_string).collect();
            fs::write(&path, blessed.join("\n")).expect("it can be written");
        }
    }
    assert!(
        wrong.is_empty(),
        "\n{}\n`DATELINE_BLESS=1 cargo test --test it faults` takes what is told now\n",
        wrong.join("\n")
    );
}

#[test]
fn every_rule_has_a_listing_and_every_listing_a_rule() {
    let rules: BTreeSet<&str> = rule::ALL.iter().map(|rule| rule.code).collect();
    let files = files();
    let listed: BTreeSet<&str> = files.iter().map(|(code, _)| code.as_str()).collect();
    let without_listing: Vec<_> = rules.difference(&listed).collect();
    let without_rule: Vec<_> = listed.difference(&rules).collect();
    assert!(without_listing.is_empty(), "no file in tests/faults: {without_listing:?}");
    assert!(without_rule.is_empty(), "no such rule: {without_rule:?}");
}

#[test]
fn rules_have_codes_of_their_own() {
    let mut seen = BTreeSet::new();
    for rule in rule::ALL {
        assert!(seen.insert(rule.code), "two rules are called {}", rule.code);
    }
}
