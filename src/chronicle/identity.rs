//! Which incident each report is on: by the id it writes, by the dispatches it is linked to, or by its own slug.
//! Rule 2 of the counting policy. It does not know what the reports say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::disjoint_sets::DisjointSets;
use crate::chronicle::incident_files::IncidentFiles;
use crate::chronicle::references::{DispatchId, References};
use crate::field::dispatch::{Dispatch, IncidentReport, Kind};
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Spanned;

/// What decides which incident a report is on.
pub struct IncidentIds<'a> {
    /// Every dispatch, in order of publication.
    pub dispatches: &'a [Arc<Dispatch>],
    /// How they refer to each other.
    pub references: &'a References,
    /// Which incidents were merged into others.
    pub files: &'a IncidentFiles<'a>,
}

/// Dispatches that `supersedes` and `translation_of` link: they are all on one incident, or on none.
#[derive(Default)]
struct Linked<'a> {
    /// The first that neither supersedes nor translates another. Without an id, its slug is the incident's.
    first: Option<DispatchId>,
    /// The first id that one of them writes, and where.
    named: Option<(DispatchId, &'a Spanned<Slug>)>,
    /// Whether any of them is on an incident at all.
    is_on_incident: bool,
}

impl<'a> IncidentIds<'a> {
    /// For each report of each dispatch, the incident it is on; `None` for a report on no incident.
    pub fn of_every_report(&self, faults: &mut Vec<Diagnostic>) -> Vec<Vec<Option<Slug>>> {
        let groups = self.groups();
        let linked = self.linked(&groups, faults);
        let ids_of = |(number, dispatch): (DispatchId, &Arc<Dispatch>)| {
            let linked = &linked[&groups[number]];
            let id_of = |report| self.id(dispatch, report, linked);
            dispatch.reports.iter().map(id_of).collect()
        };
        self.dispatches.iter().enumerate().map(ids_of).collect()
    }

    fn id(
        &self,
        dispatch: &Dispatch,
        report: &IncidentReport,
        linked: &Linked<'_>,
    ) -> Option<Slug> {
        let id = match (&report.incident, linked.named) {
            (Some(id), _) | (None, Some((_, id))) => &id.value,
            (None, None) if linked.is_on_incident => match linked.first {
                Some(first) => &self.dispatches[first].slug.value,
                None => &dispatch.slug.value,
            },
            (None, None) => return None,
        };
        Some(self.files.resolve(id).clone())
    }

    /// For each dispatch the lowest number of those it is joined to.
    fn groups(&self) -> Vec<DispatchId> {
        let count = self.dispatches.len();
        let mut sets = DisjointSets::new(count);
        for links in [&self.references.supersedes, &self.references.translates] {
            for (dispatch, other) in links.iter().enumerate() {
                other.iter().for_each(|other| sets.join(dispatch, *other));
            }
        }
        (0..count).map(|dispatch| sets.lowest(dispatch)).collect()
    }

    fn linked(
        &self,
        groups: &[DispatchId],
        faults: &mut Vec<Diagnostic>,
    ) -> BTreeMap<DispatchId, Linked<'a>> {
        let mut linked: BTreeMap<DispatchId, Linked<'a>> = BTreeMap::new();
        for (number, dispatch) in self.dispatches.iter().enumerate() {
            let group = linked.entry(groups[number]).or_default();
            let leads_on = self.references.supersedes[number].is_some()
                || self.references.translates[number].is_some();
            if !leads_on {
                group.first.get_or_insert(number);
            }
            group.is_on_incident |= dispatch.kind == Kind::Toll
                || dispatch.reports.iter().any(IncidentReport::is_on_incident);
            let [only] = dispatch.reports.as_slice() else {
                continue;
            };
            let Some(id) = &only.incident else { continue };
            let (first, named) = *group.named.get_or_insert((number, id));
            if self.files.resolve(&named.value) != self.files.resolve(&id.value) {
                faults.push(two_ids(&self.dispatches[first], named, dispatch, id));
            }
        }
        self.check_round_ups(groups, &linked, faults);
        linked
    }

    /// A round-up that is linked to a dispatch on one incident must have a report on that one too.
    fn check_round_ups(
        &self,
        groups: &[DispatchId],
        linked: &BTreeMap<DispatchId, Linked<'a>>,
        faults: &mut Vec<Diagnostic>,
    ) {
        for (number, dispatch) in self.dispatches.iter().enumerate() {
            let Some((first, named)) = linked[&groups[number]].named else {
                continue;
            };
            let written = dispatch.reports.iter().filter_map(|it| it.incident.as_ref());
            let ids: BTreeSet<&Slug> =
                written.clone().map(|id| self.files.resolve(&id.value)).collect();
            if dispatch.reports.len() > 1 && !ids.contains(self.files.resolve(&named.value)) {
                let other = written.clone().next();
                faults
                    .extend(other.map(|id| two_ids(&self.dispatches[first], named, dispatch, id)));
            }
        }
    }
}

fn two_ids(
    first: &Dispatch,
    one: &Spanned<Slug>,
    second: &Dispatch,
    other: &Spanned<Slug>,
) -> Diagnostic {
    rule::INCIDENTS_JOINED
        .at(
            &second.path,
            other.span,
            format!("two incidents are joined: `{}` and `{}`", one.value, other.value),
        )
        .label("one incident here")
        .related(&first.path, one.span, "another in the dispatch it is linked to")
        .help("give both the same `incident`, or take out the `supersedes` or `translation_of` that links them")
}
