//! A published file that can move tolls: a dispatch or an incident file, under its name in `figures.lock`.
//! It does not know what the lock says of it.

use std::sync::Arc;

use crate::chronicle::figures_lock::lines::{self, PublishedLine};
use crate::field::correction::Correction;
use crate::field::dispatch::Dispatch;
use crate::field::incident::IncidentFile;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// The prefix of the names of incident files. The name of a dispatch is its slug.
pub(super) const INCIDENTS: &str = "incidents/";

/// A published file that can move tolls.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// A dispatch.
    Dispatch(Arc<Dispatch>),
    /// An incident's own file.
    Incident(Arc<IncidentFile>),
}

impl Subject {
    /// The name that its lines begin with.
    pub(super) fn name(&self) -> String {
        match self {
            Subject::Dispatch(dispatch) => dispatch.slug.value.to_string(),
            Subject::Incident(file) => format!("{INCIDENTS}{}", file.id.value),
        }
    }

    /// Its file.
    pub(super) fn path(&self) -> &SourcePath {
        match self {
            Subject::Dispatch(dispatch) => &dispatch.path,
            Subject::Incident(file) => &file.path,
        }
    }

    /// Where `key` is written in its file, as nearly as that is known. `text` is the text of the file.
    pub(super) fn place(
        &self,
        key: &str,
        line: Option<&PublishedLine>,
        text: Option<&str>,
    ) -> Option<Span> {
        let title = match self {
            Subject::Dispatch(dispatch) => Some(dispatch.title.span),
            Subject::Incident(_) => None,
        };
        let exact = line.and_then(|line| line.span);
        let top = key.split('.').next().filter(|top| *top != lines::ROUND_UP);
        let of_key = || key_line(text?, top?);
        let near = || line.and_then(|line| line.near).or(title);
        exact.or_else(of_key).or_else(near)
    }

    /// Its corrections.
    pub(super) fn corrections(&self) -> &[Correction] {
        match self {
            Subject::Dispatch(dispatch) => &dispatch.corrections,
            Subject::Incident(file) => &file.corrections,
        }
    }

    /// The hash of its file. Subjects with the same hash are the same.
    pub(super) fn hash(&self) -> Hash {
        match self {
            Subject::Dispatch(dispatch) => dispatch.body.hash,
            Subject::Incident(file) => file.body.hash,
        }
    }

    /// Whether it has any lines; a dispatch has at least its date.
    pub(super) fn has_lines(&self) -> bool {
        match self {
            Subject::Dispatch(_) => true,
            Subject::Incident(_) => !self.lines().is_empty(),
        }
    }

    /// Its lines, by key. An incident file that moves nothing has none.
    pub(super) fn lines(&self) -> Vec<PublishedLine> {
        match self {
            Subject::Dispatch(dispatch) => lines::of_dispatch(dispatch),
            Subject::Incident(file) => lines::of_incident(file),
        }
    }
}

/// The line of a key at the top level of the front matter.
fn key_line(text: &str, key: &str) -> Option<Span> {
    let mut at = 0;
    let mut fences = 0;
    for line in text.split_inclusive('\n') {
        fences += usize::from(line.trim_end() == "---");
        if fences > 1 {
            return None;
        }
        if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            return Some(Span::of(at..at + line.trim_end().len()));
        }
        at += line.len();
    }
    None
}
