//! The files of incidents by id, and which incidents were merged into others.
//! It does not know the dispatches on them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::chains;
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// All incident files.
pub struct IncidentFiles<'a> {
    /// By id.
    pub by_id: BTreeMap<&'a Slug, &'a Arc<IncidentFile>>,
    /// For each merged id the one that its merges end at.
    into: BTreeMap<&'a Slug, &'a Slug>,
    /// Ids that others were merged into.
    targets: BTreeSet<&'a Slug>,
}

impl<'a> IncidentFiles<'a> {
    /// Sorts `files` by id and follows every `merged_into` to its end.
    pub fn new(files: &'a [Arc<IncidentFile>], faults: &mut Vec<Diagnostic>) -> IncidentFiles<'a> {
        let mut by_id: BTreeMap<&Slug, &Arc<IncidentFile>> = BTreeMap::new();
        let mut in_order: Vec<&Arc<IncidentFile>> = files.iter().collect();
        in_order.sort_by(|a, b| a.path.cmp(&b.path));
        for file in in_order {
            match by_id.get(&file.id.value) {
                Some(first) => faults.push(two_files(first, file)),
                None => {
                    by_id.insert(&file.id.value, file);
                }
            }
        }
        let into = follow(&by_id, faults);
        let merged = by_id.values().filter_map(|file| file.merged_into.as_ref());
        IncidentFiles { targets: merged.map(|into| &into.value).collect(), by_id, into }
    }

    /// The incident that `id` was merged into in the end; itself, if it was not merged.
    pub fn resolve<'s>(&'s self, id: &'s Slug) -> &'s Slug {
        self.into.get(id).copied().unwrap_or(id)
    }

    /// Whether another incident was merged into `id`.
    pub fn is_merge_target(&self, id: &Slug) -> bool {
        self.targets.contains(id)
    }
}

fn follow<'a>(
    files: &BTreeMap<&'a Slug, &'a Arc<IncidentFile>>,
    faults: &mut Vec<Diagnostic>,
) -> BTreeMap<&'a Slug, &'a Slug> {
    let merged = |file: &'a Arc<IncidentFile>| Some(&file.merged_into.as_ref()?.value);
    // Every id that is merged or merged into, whether it has a file or not.
    let mut ids: Vec<&'a Slug> = files.keys().copied().collect();
    ids.extend(files.values().filter_map(|file| merged(file)));
    ids.sort();
    ids.dedup();
    let place = |id: &Slug| ids.binary_search_by(|other| (*other).cmp(id)).ok();
    let next: Vec<Option<usize>> =
        ids.iter().map(|id| place(merged(files.get(id).copied()?)?)).collect();
    let chains = chains::follow(&next);
    for circle in &chains.cycles {
        let names: Vec<&str> =
            circle.iter().chain(&circle[..1]).map(|n| ids[*n].as_str()).collect();
        faults.extend(files.get(ids[circle[0]]).map(|file| round(file, &names)));
    }
    let ends = chains.ends.into_iter().zip(&ids);
    ends.filter_map(|(end, id)| Some((*id, ids[end?]))).collect()
}

fn two_files(first: &IncidentFile, second: &IncidentFile) -> Diagnostic {
    rule::SAME_ID_TWICE
        .in_file(
            &second.path,
            format!("`{}` is already described in {}", second.id.value, first.path),
        )
        .help("keep one file for each incident: put the two together, or rename one of them")
}

fn round(file: &IncidentFile, names: &[&str]) -> Diagnostic {
    let span = file.merged_into.as_ref().map(|id| id.span);
    rule::SUPERSEDES_CYCLE
        .at(
            &file.path,
            span.unwrap_or_default(),
            "these incidents are merged into each other in a circle",
        )
        .label(names.join(" > "))
        .help("take `merged_into` out of the one that stays")
}
