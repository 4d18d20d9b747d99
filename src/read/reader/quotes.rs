//! Typographic quotation marks around a value. YAML does not know them, so they become part of the value.
//! It does not know which values may have them: a headline may be a quotation.

/// Marks that open a quotation.
const OPENING: [char; 10] = ['“', '”', '„', '«', '»', '‘', '’', '‚', '‹', '「'];

/// Marks that close one.
const CLOSING: [char; 9] = ['”', '“', '»', '«', '’', '‘', '›', '」', '″'];

/// What is said of such a mark.
pub(super) const LABEL: &str = "these quotation marks are read as a part of the value";

/// The name between two typographic quotation marks; `None` if there is no such mark at either end. Single marks belong to names:
/// `‘Alā’`.
pub(super) fn inside(text: &str) -> Option<&str> {
    let is_double = |c: char| matches!(c, '“' | '”' | '„' | '«' | '»' | '″');
    let inner = text.trim().strip_prefix(is_double)?.strip_suffix(is_double)?.trim();
    (!inner.is_empty() && !inner.contains(OPENING)).then_some(inner)
}

/// The text without such a mark, even if it has one at one end only.
pub(super) fn without(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = text.trim_start_matches(OPENING).trim_end_matches(CLOSING).trim();
    (inner.len() < text.len() && !inner.is_empty()).then_some(inner)
}
