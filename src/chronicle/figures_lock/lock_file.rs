//! The file `figures.lock` as it was committed: a line for each subject and key, in order, and the totals.
//! It does not know what is published now.

use std::ops::Range;

use self_cell::self_cell;

use crate::chronicle::figures_lock::FILE;
use crate::chronicle::figures_lock::recorded_line::{GAP, RecordedLine, TOTALS};
use crate::chronicle::figures_lock::totals::recorded::RecordedTotals;
use crate::field::excerpt::excerpt;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::{Source, SourcePath};
use crate::text::span::Span;

/// The marks that git puts around two versions of the same lines.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Maximum number of broken lines that are reported. The others are counted.
const MAX_FAULTS: usize = 5;

/// The lines of the file, by name, then by key.
#[derive(Debug, Default)]
pub(super) struct Lock<'a> {
    entries: Vec<RecordedLine<'a>>,
    /// The names, and the range of their entries.
    subjects: Vec<(&'a str, Range<usize>)>,
    /// The lines about totals, which are about no subject.
    totals: Vec<RecordedLine<'a>>,
}

self_cell!(
    /// A parsed lock, with the file that it borrows from.
    pub(super) struct HeldLock {
        owner: Source,

        #[covariant]
        dependent: Lock,
    }
);

impl HeldLock {
    /// Reads the file `source`.
    pub(super) fn read(source: &Source) -> Result<HeldLock, Vec<Diagnostic>> {
        HeldLock::try_new(source.clone(), |source| Lock::read(source))
    }
}

impl<'a> Lock<'a> {
    /// Reads the file. If one line cannot be read, then none is used.
    fn read(source: &'a Source) -> Result<Lock<'a>, Vec<Diagnostic>> {
        let path = SourcePath::new(FILE);
        let Some(text) = source.as_text() else {
            let found = rule::BAD_LOCK.in_file(&path, "figures.lock is not UTF-8 text");
            return Err(vec![found.help(RESTORE)]);
        };
        if let Some(mark) = lines(text).find(|(line, _)| is_of_conflict(line)) {
            let heals = !split_totals(text).rest.lines().any(is_of_conflict);
            return Err(vec![conflict(RecordedLine { line: mark.0, at: mark.1 }.span(), heals)]);
        }
        let written = lines(text).filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        let (mut entries, unread): (Vec<RecordedLine<'_>>, Vec<RecordedLine<'_>>) =
            written.map(|(line, at)| RecordedLine { line, at }).partition(RecordedLine::is_sound);
        if !unread.is_empty() {
            let broken = unread.iter().map(|entry| broken(entry.span(), entry.line));
            return Err(first_few(broken.collect()));
        }
        // A merge may have put its two sides one below the other, which is fine.
        if !entries.is_sorted_by_key(RecordedLine::place) {
            entries.sort_by_key(RecordedLine::place);
        }
        let alike = |pair: &&[RecordedLine<'_>]| pair[0].place() == pair[1].place();
        if entries.windows(2).any(|pair| alike(&pair)) {
            let pairs = entries.windows(2).filter(alike);
            return Err(first_few(pairs.map(|pair| twice(&pair[0], &pair[1])).collect()));
        }
        let (totals, entries): (Vec<RecordedLine<'_>>, Vec<RecordedLine<'_>>) =
            entries.into_iter().partition(RecordedLine::is_total);
        let mut subjects: Vec<(&str, Range<usize>)> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            match subjects.last_mut() {
                Some((name, entries)) if *name == entry.name() => entries.end = at + 1,
                _ => subjects.push((entry.name(), at..at + 1)),
            }
        }
        Ok(Lock { entries, subjects, totals })
    }

    /// What the file says of totals.
    pub(super) fn totals(&self) -> RecordedTotals {
        RecordedTotals::new(&self.totals)
    }

    /// The names, each with its lines, in order.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (&'a str, &[RecordedLine<'a>])> {
        self.subjects.iter().map(|(name, entries)| (*name, &self.entries[entries.clone()]))
    }
}

fn is_of_conflict(line: &str) -> bool {
    CONFLICT.iter().any(|mark| line.starts_with(mark))
}

/// The fault of a merge that was not finished. `heals` says whether it is about totals only, which can be counted again.
fn conflict(span: Span, heals: bool) -> Diagnostic {
    let message = "figures.lock contains a merge conflict";
    let help = if heals { COUNT_AGAIN } else { KEEP_BOTH };
    rule::BAD_LOCK.at(&SourcePath::new(FILE), span, message).label("left by git").help(help)
}

const KEEP_BOTH: &str = "keep the lines of both versions. Delete the lines that begin with `<<<<<<<`, `|||||||`, \
     `=======` and `>>>>>>>`. If two lines have the same name and key, keep the one with the published value";

const COUNT_AGAIN: &str =
    "it is about totals only: run `dateline figures accept`, which counts them again";

const RESTORE: &str =
    "restore it from version control; only `dateline figures accept` may change this file";

fn broken(span: Span, line: &str) -> Diagnostic {
    let message = format!("not a line of figures.lock: `{}`", excerpt(line));
    let found = rule::BAD_LOCK.at(&SourcePath::new(FILE), span, message);
    found.label("not a name, a key and a value, with two spaces between them").help(RESTORE)
}

/// The fault of a line whose count cannot be read.
pub(super) fn no_count(entry: &RecordedLine<'_>) -> Diagnostic {
    broken(entry.span(), entry.line).label("the value of this key must be a count")
}

fn twice(first: &RecordedLine<'_>, second: &RecordedLine<'_>) -> Diagnostic {
    let path = SourcePath::new(FILE);
    let message = format!("`{}` of `{}` is written twice", first.key(), first.name());
    rule::BAD_LOCK
        .at(&path, second.span(), message)
        .label("again here")
        .related(&path, first.span(), "first here")
        .help(if first.is_total() { COUNT_AGAIN } else { "keep the line whose value is published" })
}

fn first_few(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    keep_first(&mut faults, MAX_FAULTS, "lines like this are not shown");
    faults
}

/// The lines of a text and where each begins, however their ends are written.
fn lines(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let bom = if at == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = at + bom;
        at += line.len();
        (line[bom..].trim_end_matches(['\n', '\r']), start)
    })
}

/// The totals in a text and the text without them, however damaged they are.
pub struct Split {
    /// The text without its totals, and without the marks of git around lines that are about totals only.
    pub rest: String,
    /// The totals.
    pub totals: RecordedTotals,
}

/// Takes the totals out of `text`.
pub fn split_totals(text: &str) -> Split {
    let all = lines(text).map(|(line, at)| RecordedLine { line, at });
    let lines: Vec<RecordedLine<'_>> = all.filter(RecordedLine::is_total).collect();
    let mut totals = RecordedTotals::new(&lines);
    let mut rest = String::with_capacity(text.len());
    // The lines of a conflict without its totals, while in one.
    let mut conflict = String::new();
    for line in text.split_inclusive('\n').filter(|line| !line.starts_with(TOTALS)) {
        if conflict.is_empty() && !line.starts_with(CONFLICT[0]) {
            rest.push_str(line);
            continue;
        }
        conflict.push_str(line);
        if line.starts_with(CONFLICT[3]) {
            if conflict.lines().all(|it| is_of_conflict(it) || it.starts_with('#')) {
                totals.is_damaged = true;
            } else {
                rest.push_str(&conflict);
            }
            conflict.clear();
        }
    }
    Split { rest: rest + &conflict, totals }
}

/// The text without the lines of the names in `gone`, and the names among them that had no line. The lines become comments,
/// so that every other line keeps its place.
pub fn without(text: &str, gone: &[String]) -> (String, Vec<String>) {
    let mut missing = gone.to_vec();
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let name = line.split(GAP).next().filter(|name| gone.iter().any(|gone| gone == name));
        let rest = line.strip_prefix(|first: char| first.is_ascii_alphanumeric());
        match (name, rest) {
            (Some(name), Some(rest)) => {
                missing.retain(|missing| missing != name);
                kept.push('#');
                kept.push_str(rest);
            }
            _ => kept.push_str(line),
        }
    }
    (kept, missing)
}
