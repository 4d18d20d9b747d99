//! Copies of files that would be counted again: by their names, which programs give to copies, and dispatches by what they say.
//! It does not decide which of two is the right one; editors do.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chronicle::figures_lock;
use crate::field::dispatch::Dispatch;
use crate::field::slug::Slug;
use crate::text::copy_name::originals;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::{Hash, SourcePath};

/// Maximum number of copies that are reported.
const MOST: usize = 20;

/// A text that more dispatches than this have is a form. So is a text with which different things are reported. It is no sign of
/// a copy: a register may hold two entries that are alike.
const FORM: usize = 50;

/// Number of words or characters from which nobody writes the same text twice by chance.
const LONG: (usize, usize) = (25, 150);

/// Number of words or characters below which a text says nothing, such as "Text to follow".
const SHORT: (usize, usize) = (4, 20);

/// Those of `paths` that are named like a copy of a file beside them, each with its fault. Whatever they say, one of the two has
/// to go: a copy that a conflict made differs from its original.
pub fn by_name<'p>(
    paths: impl Iterator<Item = &'p SourcePath>,
    snapshot: &Snapshot,
) -> Vec<Diagnostic> {
    let fault = |path: &SourcePath| {
        let originals = originals(path.as_str());
        let original = originals.iter().find(|it| snapshot.sources.contains_key(it.as_str()))?;
        let message = format!("the name of this file is that of a copy of {original}");
        Some(rule::COPY.in_file(path, message).help(
            "compare the two, keep what is right in one file, and delete the other. If this is no copy, rename it",
        ))
    };
    paths.filter_map(fault).collect()
}

/// Reports published dispatches that say the same as another, and returns their files. Withdrawn dispatches and translations
/// count nobody, so they are no copies.
pub fn with_equal_text<'a>(
    dispatches: &'a [Arc<Dispatch>],
    snapshot: &'a Snapshot,
    faults: &mut Vec<Diagnostic>,
) -> BTreeSet<SourcePath> {
    let counted =
        dispatches.iter().filter(|it| it.withdrawn.is_none() && it.translation_of.is_none());
    // The opening words are at hand. To read every text again would make each save slower.
    let opening = |dispatch: &'a Arc<Dispatch>| {
        (Hash::of(&[dispatch.body.excerpt.as_bytes()]), &dispatch.path, dispatch)
    };
    let mut by_opening: Vec<_> = counted.map(opening).collect();
    by_opening.sort_unstable_by_key(|(hash, path, _)| (*hash, *path));
    let mut found = Vec::new();
    for alike in by_opening.chunk_by(|one, next| one.0 == next.0).filter(|it| it.len() > 1) {
        let telling =
            |dispatch: &'a Dispatch| Some(Telling::new(dispatch, snapshot.text(&dispatch.path)?));
        let mut all: Vec<Telling<'_>> = alike.iter().filter_map(|it| telling(it.2)).collect();
        all.sort_by_key(|it| it.hash);
        for same_text in all.chunk_by(|one, next| one.hash == next.hash) {
            if same_text.len() > 1 {
                found.extend(copies(same_text));
            }
        }
    }
    found.sort();
    let paths = found.iter().map(|fault| fault.path.clone()).collect();
    keep_first(&mut found, MOST, "dispatches say the same as another");
    faults.append(&mut found);
    paths
}

/// The faults of the dispatches among these with one text that are copies. They are in the order of their files.
fn copies(same_text: &[Telling<'_>]) -> Vec<Diagnostic> {
    // A dispatch may supersede another and keep its text; only the latest of them counts.
    let replaced: BTreeSet<&Slug> = same_text.iter().filter_map(Telling::supersedes).collect();
    let standing = || same_text.iter().filter(|it| !replaced.contains(&it.dispatch.slug.value));
    if same_text.len() > FORM || !same_text[0].reaches(SHORT) {
        return Vec::new();
    }
    let facts: Vec<Facts> = standing().map(|it| Facts::new(it.dispatch)).collect();
    let is_form = facts.windows(2).any(|two| two[0].told != two[1].told);
    if is_form || !facts.iter().any(|it| it.has_casualties || same_text[0].reaches(LONG)) {
        return Vec::new();
    }
    let mut known: Vec<(&Telling<'_>, &Facts)> = Vec::new();
    let mut faults = Vec::new();
    for (telling, facts) in standing().zip(&facts) {
        let is_certain = facts.has_casualties && telling.reaches(LONG);
        let is_one = |(other, of_other): &&(&Telling<'_>, &Facts)| {
            (is_certain || facts.date == of_other.date) && telling.may_be_on_incident_of(other)
        };
        match known.iter().find(is_one) {
            Some((original, _)) => {
                faults.push(same_twice(&telling.dispatch.path, &original.dispatch.path));
            }
            None => known.push((telling, facts)),
        }
    }
    faults
}

fn same_twice(path: &SourcePath, original: &SourcePath) -> Diagnostic {
    rule::COPY
        .in_file(path, format!("this dispatch has the same text and the same figures as {original}"))
        .help(
            "delete one of the two files. If both were published, withdraw one of them. If they are two incidents, \
             write the id of each under `incident`",
        )
}

/// What a dispatch reports, without its date and the id of its incident.
struct Facts {
    told: Vec<(String, String)>,
    date: String,
    /// Whether anybody came to harm.
    has_casualties: bool,
}

impl Facts {
    fn new(dispatch: &Dispatch) -> Facts {
        let mut told = figures_lock::said(dispatch);
        told.retain(|(key, _)| !matches!(key.as_str(), "date" | "incident" | "supersedes"));
        let is_figure = |key: &str| key.starts_with("casualties") || key.starts_with("claims");
        let counts = |value: &str| value.bytes().any(|it| matches!(it, b'1'..=b'9'));
        let has_casualties = told.iter().any(|(key, value)| is_figure(key) && counts(value));
        Facts { told, date: dispatch.date.value.to_string(), has_casualties }
    }
}

/// A dispatch and its text.
struct Telling<'a> {
    dispatch: &'a Dispatch,
    /// The text below the front matter.
    body: &'a str,
    /// The hash of the body.
    hash: Hash,
}

impl<'a> Telling<'a> {
    fn new(dispatch: &'a Dispatch, text: &'a str) -> Telling<'a> {
        let body = text.get(dispatch.body.span.range()).unwrap_or_default().trim();
        Telling { dispatch, body, hash: Hash::of(&[body.as_bytes()]) }
    }

    fn supersedes(&self) -> Option<&'a Slug> {
        Some(&self.dispatch.supersedes.as_ref()?.value)
    }

    /// Whether the two may be on one incident. Two with ids of their own are two, however alike.
    fn may_be_on_incident_of(&self, other: &Telling<'_>) -> bool {
        let id = |telling: &Telling<'_>| match telling.dispatch.reports.as_slice() {
            [only] => only.incident.as_ref().map(|id| id.value.clone()),
            _ => None,
        };
        let (one, other) = (id(self), id(other));
        one.is_none() || other.is_none() || one == other
    }

    /// Whether the body has that many words or characters. Some languages write no spaces.
    fn reaches(&self, (words, characters): (usize, usize)) -> bool {
        self.body.split_whitespace().count() >= words || self.body.chars().count() >= characters
    }
}
