//! The columns of the table of incidents that lead elsewhere: to parties, dispatches, sources, other totals and other databases.
//! It does not know the figures.

use std::collections::BTreeSet;

use crate::chronicle::references::DispatchId;
use crate::field::dispatch::{Dispatch, Series};
use crate::field::slug::Slug;
use crate::plan::data::incidents::{Column, Line};
use crate::plan::index::Index;
use crate::text::span::Spanned;

/// The columns that lead elsewhere: to parties, dispatches, sources, other totals and other databases.
pub(super) fn references<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    let parties = |line: &Line<'_>| {
        let parties =
            line.incident.attribution.iter().map(|attributed| attributed.to.value.as_str());
        let parties: BTreeSet<&str> = parties.collect();
        parties.into_iter().map(str::to_owned).collect()
    };
    let slugs = |line: &Line<'_>| {
        let slug = |number: &DispatchId| index.chronicle.dispatches[*number].slug.value.to_string();
        line.live.iter().map(slug).collect()
    };
    let ids = |line: &Line<'_>| {
        let ids = line.incident.file.as_ref().map(|file| &file.ids).into_iter().flatten();
        ids.map(|(scheme, id)| format!("{scheme}:{id}")).collect()
    };
    vec![
        Column::list(
            "attribution",
            "The ids of the parties that are said to be responsible, separated by `|`. dispatches.json says whether this is \
             claimed, alleged, confirmed or denied.",
            parties,
        )
        .tagged("#org+attribution+list"),
        Column::list("dispatches", "The slugs of the dispatches on it.", slugs)
            .tagged("#meta+dispatches+list"),
        Column::new("series", "The name of the running total that this is part of.", |line| {
            Some(series(index, line)?.name.value.as_str())
        })
        .tagged("#meta+series"),
        Column::new(
            "phase",
            "The phase of the running total. A new phase starts from zero.",
            |line| Some(u64::from(series(index, line)?.phase)),
        )
        .tagged("#meta+series+phase"),
        Column::list(
            "includes",
            "The ids of incidents and totals that are known to be part of this total.",
            |line| named(index, line, |dispatch| &dispatch.includes),
        )
        .tagged("#event+includes+list"),
        Column::list(
            "excludes",
            "The ids of incidents and totals that are known not to be part of this total.",
            |line| named(index, line, |dispatch| &dispatch.excludes),
        )
        .tagged("#event+excludes+list"),
        Column::list(
            "may_include",
            "The ids of incidents and totals that may or may not be part of this total.",
            |line| named(index, line, |dispatch| &dispatch.may_include),
        )
        .tagged("#event+may_include+list"),
        Column::list("ids", "The ids of the incident in other databases, such as `ucdp:225797`, separated by `|`. \
                            Use them to join this table with those databases.", ids)
            .tagged("#event+id+other+list"),
    ]
}

/// The columns of the sources that may be named.
pub(super) fn sources<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    let named_sources = |line: &Line<'_>| {
        let dispatches = line.live.iter().map(|number| &index.chronicle.dispatches[*number]);
        let sources = dispatches.flat_map(|dispatch| &dispatch.sources);
        sources.filter(|source| !source.protect).collect::<Vec<_>>()
    };
    let sources = move |line: &Line<'_>| {
        each_once(named_sources(line).into_iter().map(|source| source.name.clone()))
    };
    let source_urls = move |line: &Line<'_>| {
        each_once(named_sources(line).into_iter().filter_map(|source| source.url.clone()))
    };
    vec![
        Column::list(
            "sources",
            "The names of the sources of the dispatches on it, separated by `|`. Protected sources are not listed. dispatches.json \
             has everything on each source.",
            sources,
        )
        .tagged("#meta+source+list"),
        Column::list("source_urls", "The addresses of these sources, separated by `|`.", source_urls)
            .tagged("#meta+source+url+list"),
    ]
}

/// The texts in their order, each once.
fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| seen.insert(text.clone())).collect()
}

/// The series named by the latest dispatch that names one.
fn series<'d>(index: &'d Index<'_>, line: &Line<'_>) -> Option<&'d Series> {
    let dispatches = line.live.iter().rev().map(|number| &index.chronicle.dispatches[*number]);
    dispatches.into_iter().find_map(|dispatch| dispatch.series.as_ref())
}

/// The incidents that current dispatches list under a key, each by its current id.
fn named(
    index: &Index<'_>,
    line: &Line<'_>,
    key: fn(&Dispatch) -> &[Spanned<Slug>],
) -> Vec<String> {
    let replaced = &index.chronicle.references.replaced_by;
    let standing = line.live.iter().filter(|number| replaced[**number].is_none());
    let written = standing.flat_map(|number| key(&index.chronicle.dispatches[*number]));
    let ids = written.filter_map(|id| Some(&index.chronicle.incident(&id.value)?.id));
    let ids: BTreeSet<&Slug> = ids.collect();
    ids.into_iter().map(|id| id.to_string()).collect()
}
