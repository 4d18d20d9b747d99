//! What is said of references between dispatches that cannot be.
//! It does not find them.

use std::sync::Arc;

use crate::chronicle::references::DispatchId;
use crate::field::dispatch::Dispatch;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::{Span, Spanned};

fn span_of_supersedes(dispatch: &Dispatch) -> Span {
    let key = dispatch.supersedes.as_ref();
    key.map(|slug| slug.span).unwrap_or_default()
}

pub(super) fn twice(
    dispatches: &[Arc<Dispatch>],
    earlier: DispatchId,
    first: DispatchId,
    second: DispatchId,
) -> Diagnostic {
    let (first, second) = (&dispatches[first], &dispatches[second]);
    let message = format!("`{}` is superseded twice", dispatches[earlier].slug.value);
    rule::SUPERSEDED_TWICE
        .at(&second.path, span_of_supersedes(second), message)
        .label("the second")
        .related(&first.path, span_of_supersedes(first), "the first")
        .help(format!("let this one supersede `{}` instead", first.slug.value))
}

pub(super) fn by_translation(dispatches: &[Arc<Dispatch>], number: DispatchId) -> Diagnostic {
    let dispatch = &dispatches[number];
    let original = dispatch.translation_of.as_ref();
    let span = original.map(|slug| slug.span).unwrap_or_default();
    rule::TOGETHER
        .at(
            &dispatch.path,
            span_of_supersedes(dispatch),
            "a translation cannot supersede an original, because it has no figures of its own",
        )
        .label("this supersedes a dispatch")
        .related(&dispatch.path, span, "and this is a translation")
        .help("put `supersedes` into the dispatch that this one translates")
}

pub(super) fn cycle(
    dispatches: &[Arc<Dispatch>],
    circle: &[DispatchId],
    key: Option<&Spanned<Slug>>,
    [verb, name]: [&str; 2],
) -> Diagnostic {
    let names: Vec<&str> = circle
        .iter()
        .chain(&circle[..1])
        .map(|number| dispatches[*number].slug.value.as_str())
        .collect();
    rule::SUPERSEDES_CYCLE
        .at(
            &dispatches[circle[0]].path,
            key.map(|slug| slug.span).unwrap_or_default(),
            format!("these dispatches {verb} each other in a circle"),
        )
        .label(names.join(" > "))
        .help(format!("take `{name}` out of the one that came first"))
}
