//! Slips planted in real dispatches, and what `check` notices of them.
//! The records are not part of the project; where they are not at hand the tests say so and pass.

mod planted;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeOptions, compose};
use dateline::edge::disk;
use dateline::text::diagnostic::Diagnostic;
use jiff::Timestamp;
use rayon::prelude::*;

use crate::importing::ged::{imported, records};
use crate::support::{self, note, save};
use planted::{SLIPS, Slip};

/// Every how many of the dispatches one is used.
const EVERY: usize = 75;

/// How many dispatches each slip is planted in.
const TIMES: usize = 3;

/// The site of some dispatches, by their paths in it.
type Files = BTreeMap<String, String>;

/// The moment at which the site is checked.
fn now() -> Timestamp {
    "2026-01-01T00:00:00Z".parse().expect("a moment")
}

/// What `check` says of a site of these files, before it prints the pages.
fn faults(files: &Files) -> Vec<Diagnostic> {
    let site = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        save(&site.path().join(path), text);
    }
    faults_in(site.path())
}

fn faults_in(site: &Path) -> Vec<Diagnostic> {
    let settings = "title = \"Record\"\nbase_url = \"https://record.example/\"\n\n\
        [parties]\ncoalition = \"Coalition\"\n";
    fs::write(site.join("site.toml"), settings).expect("settings");
    let snapshot = disk::read(site, now()).expect("a site");
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    compose(&snapshot.into(), &options, &mut support::cache()).faults
}

/// The dispatches of the records, one of every few.
fn real(every: usize) -> Option<Files> {
    let import = imported(&records()?);
    let path = |path: &str| format!("content/dispatches/{path}");
    let some = import.files.iter().step_by(every);
    Some(some.map(|file| (path(&file.path), file.text.clone())).collect())
}

/// What is said of one file, or names it.
fn of_file<'f>(faults: &'f [Diagnostic], path: &str) -> Vec<&'f Diagnostic> {
    let names = |fault: &&Diagnostic| {
        let related = fault.related.iter().any(|related| related.path.as_str() == path);
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        fault.path.as_str() == path || related || fault.message.contains(name)
    };
    faults.iter().filter(names).collect()
}

/// Whether `check` notices a slip in one dispatch, given what it said `before` of the site without it.
fn is_noticed(clean: &Files, before: &[Diagnostic], changed: &Files) -> bool {
    let mut site = clean.clone();
    site.extend(changed.clone());
    let after = faults(&site);
    changed.keys().any(|path| {
        let known = of_file(before, path);
        let is_known = |fault: &Diagnostic| {
            known.iter().any(|it| it.rule.code == fault.rule.code && it.message == fault.message)
        };
        of_file(&after, path).iter().any(|fault| !is_known(fault))
    })
}

#[test]
fn of_a_hundred_slips_in_real_dispatches_ninety_five_are_noticed() {
    let Some(clean) = real(EVERY) else { return };
    let before = faults(&clean);
    // Each slip has a site of its own: an error would hide what is asked only when there are none.
    let plant = |(number, slip): (usize, &Slip)| {
        let dispatches = clean.iter().cycle().skip(number * clean.len() / SLIPS.len());
        let planted = dispatches.filter_map(|(path, text)| slip.planted(path, text));
        let missed = planted.take(TIMES).filter(|changed| !is_noticed(&clean, &before, changed));
        missed.map(|changed| format!("{}: {:?}", slip.name, changed.keys())).collect::<Vec<_>>()
    };
    let missed: Vec<String> =
        SLIPS.par_iter().enumerate().map(|it| plant((it.0, it.1))).flatten().collect();
    let planted = SLIPS.len() * TIMES;
    let share = 100 * (planted - missed.len()) / planted;
    note(&format!(
        "{share} of 100 slips of {planted} were noticed; not these:\n{}",
        missed.join("\n")
    ));
    assert!(share >= 95, "{share} of 100 slips were noticed; not these:\n{}", missed.join("\n"));
}
