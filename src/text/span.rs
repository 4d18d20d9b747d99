//! The place of a text inside its file.
//! It does not know which file: a path and a span together are a full place.

use serde::{Deserialize, Serialize};

/// A range of a file, in bytes from the start of the *whole* file.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range`. A file has at most 64 MiB, so the offsets fit.
    pub fn of(range: std::ops::Range<usize>) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: clamp(range.start), end: clamp(range.end) }
    }

    /// The part `inner` of the text at this span.
    pub fn within(self, inner: std::ops::Range<usize>) -> Span {
        let inner = Span::of(inner);
        let end = self.start.saturating_add(inner.end).min(self.end.max(self.start));
        Span { start: self.start.saturating_add(inner.start).min(end), end }
    }

    /// The span as a range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// This span, moved `by` bytes further into the file.
    pub fn shifted(self, by: usize) -> Span {
        Span::of(self.start as usize + by..self.end as usize + by)
    }
}

/// A value and the place where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    /// Another value at the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}
