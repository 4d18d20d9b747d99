//! The fault of an edit that no entry under `corrections` explains: every change with its place, and all entries to paste.
//! It does not know how changes are found, nor whether an entry explains one.

use std::ops::Range;

use crate::chronicle::figures_lock::FILE;
use crate::chronicle::figures_lock::changes::{Change, Explanation, PLACEHOLDER, some_of};
use crate::chronicle::figures_lock::correction_entry::{self, CorrectionEntry, Pasted};
use crate::chronicle::figures_lock::lines::{PublishedLine, WITHDRAWN, is_of_people};
use crate::chronicle::figures_lock::notation;
use crate::chronicle::figures_lock::recorded_line::RecordedLine;
use crate::chronicle::figures_lock::subject::Subject;
use crate::field::day::Day;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// What to do with the `PLACEHOLDER`.
const GIVE_REASON: &str = "replace `say why` with the reason";

/// A change that no correction explains.
pub(super) struct Unexplained<'a> {
    /// What changed.
    pub(super) change: Change,
    /// The recorded line.
    pub(super) entry: Option<RecordedLine<'a>>,
    /// The line now.
    pub(super) line: Option<PublishedLine>,
    /// The key that stands for it in `added`, if it was only added.
    pub(super) added: Option<String>,
    /// What the corrections of the file say of it.
    pub(super) explanation: Explanation,
}

/// All changes of one file that no correction explains.
pub(super) struct UnexplainedEdit<'a> {
    /// The name of the dispatch or incident file.
    pub(super) name: &'a str,
    /// Where it changed.
    pub(super) subject: &'a Subject,
    /// What changed, in the order of the keys.
    pub(super) changes: Vec<Unexplained<'a>>,
    /// The text of the file.
    pub(super) text: Option<&'a str>,
    /// The day of the report.
    pub(super) today: Day,
}

/// A place in the file, and what is said there.
struct Mark {
    span: Option<Span>,
    label: String,
}

impl UnexplainedEdit<'_> {
    /// The error, with the entries to add; none if nothing has to be explained.
    pub(super) fn fault(&self) -> Option<Diagnostic> {
        let path = self.subject.path();
        let mut marks = self.unfinished().into_iter().chain(self.marks());
        let first = marks.next()?;
        let mut found = rule::FIGURE_CHANGED.in_file(path, self.message()).label(first.label);
        found.span = first.span;
        for mark in marks {
            if let Some(span) = mark.span {
                found = found.related(path, span, mark.label);
            }
        }
        for Unexplained { change, entry, .. } in &self.changes {
            if let Some(entry) = entry {
                let was = notation::in_words(&change.key, &change.was);
                let lock = SourcePath::new(FILE);
                found = found.related(&lock, entry.span(), format!("published: {was}"));
            }
        }
        let entries = self.entries();
        let missing = (!entries.is_empty())
            .then(|| Pasted::new(&entries, self.subject.corrections(), self.text));
        let found = found.help(self.help(missing.as_ref()));
        Some(match missing {
            Some(missing) => found.paste(missing.lines),
            None => found,
        })
    }

    /// What has a published value and changed.
    fn moved(&self) -> impl Iterator<Item = &Unexplained<'_>> {
        self.changes.iter().filter(|it| it.added.is_none())
    }

    /// The names of what was only added, each once.
    fn added(&self, is_wanted: impl Fn(&Unexplained<'_>) -> bool) -> Vec<&str> {
        let wanted = self.changes.iter().filter(|it| is_wanted(it));
        let mut names: Vec<&str> = wanted.filter_map(|it| it.added.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn message(&self) -> String {
        let name = self.name;
        let is_unfinished =
            |it: &Unexplained<'_>| matches!(it.explanation, Explanation::Unfinished(_));
        if self.changes.iter().all(is_unfinished) {
            return format!("a correction of `{name}` does not say why");
        }
        let moved: Vec<&Unexplained<'_>> = self.moved().collect();
        let added: Vec<&str> = self.added(|_| true);
        let (new, were) = (keys(&added), if added.len() == 1 { "was" } else { "were" });
        let changed = match moved.as_slice() {
            [] => {
                return format!(
                    "{new} of `{name}` {were} added after publication without an entry under `corrections`"
                );
            }
            [only] => self.changed(only),
            several => {
                let several: Vec<&str> = several.iter().map(|it| it.change.key.as_str()).collect();
                let keys = keys(&several);
                format!("{keys} of `{name}` were published and have changed without a correction")
            }
        };
        if added.is_empty() { changed } else { format!("{changed}; {new} {were} added") }
    }

    /// What happened to a published value.
    fn changed(&self, Unexplained { change, line, .. }: &Unexplained<'_>) -> String {
        let (name, key) = (self.name, &change.key);
        match line {
            None if key == WITHDRAWN => {
                format!("`{name}` was withdrawn and is published again without a correction")
            }
            None => {
                format!(
                    "`{key}` of `{name}` was published and has been deleted without a correction"
                )
            }
            Some(_) => {
                format!("`{key}` of `{name}` was published and has changed without a correction")
            }
        }
    }

    /// A mark for each entry that still has the placeholder.
    fn unfinished(&self) -> Vec<Mark> {
        let entry = |it: &Unexplained<'_>| match it.explanation {
            Explanation::Unfinished(entry) => Some(entry.range()),
            _ => None,
        };
        let mut entries: Vec<Range<usize>> = self.changes.iter().filter_map(entry).collect();
        entries.sort_by_key(|entry| entry.start);
        entries.dedup();
        let note = |entry: Range<usize>| {
            let at = self.text.and_then(|text| text.get(entry.clone())?.rfind(PLACEHOLDER));
            let at = at
                .map_or(entry.clone(), |at| entry.start + at..entry.start + at + PLACEHOLDER.len());
            Mark { span: Some(Span::of(at)), label: "the reason is missing".to_owned() }
        };
        entries.into_iter().map(note).collect()
    }

    /// A mark for each change, those of published values first, in the order of the file; one for all keys of one addition.
    fn marks(&self) -> Vec<Mark> {
        let place =
            |it: &Unexplained<'_>| self.subject.place(&it.change.key, it.line.as_ref(), self.text);
        let start = |mark: &Mark| mark.span.map_or(usize::MAX, |span| span.range().start);
        let mut marks: Vec<Mark> =
            self.moved().map(|it| Mark { span: place(it), label: label(it) }).collect();
        marks.sort_by_key(start);
        let mut new: Vec<Mark> = Vec::new();
        for name in self.added(|_| true) {
            let of_name = self.changes.iter().filter(|it| it.added.as_deref() == Some(name));
            let parts: Vec<&Unexplained<'_>> = of_name.collect();
            let span =
                parts.iter().filter_map(|it| place(it)).min_by_key(|span| span.range().start);
            let label = match parts.as_slice() {
                [only] if only.change.key == name => label(only),
                _ => format!("`{name}` is new"),
            };
            new.push(Mark { span, label });
        }
        new.sort_by_key(start);
        marks.append(&mut new);
        marks
    }

    /// What is wrong with the entries that are there, and how to add those that are missing.
    fn help(&self, missing: Option<&Pasted>) -> String {
        let mut said: Vec<&str> = Vec::new();
        let mut is_wrong = false;
        for it in &self.changes {
            let says = match &it.explanation {
                Explanation::Unfinished(_) => GIVE_REASON,
                Explanation::Wrong(wrong) => {
                    is_wrong = true;
                    wrong
                }
                Explanation::Given | Explanation::Missing => continue,
            };
            if !said.contains(&says) {
                said.push(says);
            }
        }
        let said = said.join(";\n");
        let Some(missing) = missing else { return said };
        let opening = match said.is_empty() {
            true => "add".to_owned(),
            false if is_wrong => format!("{said};\ncorrect it, or add"),
            false => format!("{said};\nadd"),
        };
        format!("{opening} {}, and {GIVE_REASON}. Readers will see it", missing.what)
    }

    /// The entries that are missing: one for each value that changed, and one for all that was added.
    fn entries(&self) -> Vec<String> {
        let today = self.today;
        let is_missing =
            |it: &Unexplained<'_>| !matches!(it.explanation, Explanation::Unfinished(_));
        let is_figure = |it: &&Unexplained<'_>| is_missing(it) && !is_of_people(&it.change.key);
        let of_people = self.moved().find(|it| is_missing(it) && is_of_people(&it.change.key));
        let of_people = of_people.map(|it| correction_entry::of_people(&it.change.key, today));
        let moved = self.moved().filter(is_figure).map(|it| {
            let wording = it.line.as_ref().and_then(|line| line.wording.as_deref());
            CorrectionEntry { change: &it.change, wording, today }.yaml()
        });
        let added = self.added(is_missing);
        let added = (!added.is_empty()).then(|| correction_entry::of_additions(&added, today));
        moved.chain(of_people).chain(added).collect()
    }
}

/// What the file says now.
fn label(Unexplained { change, line, .. }: &Unexplained<'_>) -> String {
    let Change { key, now, .. } = change;
    match line {
        Some(line) => {
            let now = line.wording.clone().unwrap_or_else(|| notation::in_words(key, now));
            format!("the file says `{now}` now")
        }
        None => format!("`{key}` is missing now"),
    }
}

/// `a`, `b` and `c`; of many, the first and how many more there are.
fn keys(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let all = some_of(&quoted);
    match (quoted.as_slice(), all.rsplit_once(", ")) {
        ([.., last], Some((before, ending))) if ending == last => format!("{before} and {last}"),
        _ => all,
    }
}
