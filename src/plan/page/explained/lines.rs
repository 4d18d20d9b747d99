//! The lines of an explained total: each incident or toll, why it is not simply added, and how much of a toll is in no incident.
//! It does not know which page they are on.

use std::collections::BTreeMap;

use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::explanation::{Exception, Explanation, IncidentRef, Line, Reason};
use crate::chronicle::reckoning::fact::Share;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::plan::page::explained::sources;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::site::Site;
use crate::plan::view::explained::{ContributionView, ExceptionView, RemainderView};
use crate::plan::view::values::LinkView;

/// Maximum number of sources named per line.
const SOURCES: usize = 3;

/// Maximum number of incidents named as the reason of one exception.
const NAMED: usize = 8;

/// One incident or toll of a total, with how it was counted.
pub(super) fn line_view(
    site: &Site<'_>,
    here: &Route,
    line: &Line<'_>,
    shown: &[Measure],
) -> ContributionView {
    ContributionView {
        incident: site.incident_row(here, line.incident),
        by_name: by_name(line.incident),
        partly: line.share == Share::Perhaps,
        sources: sources::of_incident(&site.index, line.incident)
            .into_iter()
            .take(SOURCES)
            .collect(),
        exceptions: line
            .exceptions
            .iter()
            .filter_map(|it| exception(site, here, it, shown))
            .collect(),
    }
}

/// How many of the killed are known by name.
pub(super) fn by_name(incident: &Incident) -> u64 {
    incident.people.by_name.get(&Measure::Whole(Harm::Killed)).copied().unwrap_or(0)
}

/// The exception, limited to measures that the toll shows. None if it concerns no such measure.
fn exception(
    site: &Site<'_>,
    here: &Route,
    exception: &Exception<'_>,
    shown: &[Measure],
) -> Option<ExceptionView> {
    let (reason, by): (_, &[IncidentRef<'_>]) = match &exception.reason {
        Reason::Within(of) => ("included", of),
        Reason::GivesWay(to) => ("minimum_overlaps", to),
        Reason::Inside(of) => ("maximum_included", of),
        Reason::Outgrown(by) => ("minimum_only", by),
        Reason::Overtaken(by) => ("replaced", by),
    };
    let measures = exception.measures.iter().copied().filter(|measure| shown.contains(measure));
    let measures: Vec<Measure> = measures.collect();
    (!measures.is_empty()).then(|| ExceptionView {
        measures,
        reason,
        by: by.iter().take(NAMED).map(|named| to_incident(site, here, named.0)).collect(),
        more: by.len().saturating_sub(NAMED),
    })
}

fn to_incident(site: &Site<'_>, here: &Route, incident: &Incident) -> LinkView {
    let row = site.incident_row(here, incident);
    LinkView {
        title: row.title.clone(),
        href: row.href.clone(),
        lang: row.lang.clone(),
        leads_to: Some(row.leads_to.clone()),
    }
}

/// How many people of each toll are in no incident of the total.
pub(super) fn remainders(
    site: &Site<'_>,
    here: &Route,
    explanation: &Explanation<'_>,
    shown: &[Measure],
) -> Vec<RemainderView> {
    let mut by_toll: BTreeMap<IncidentRef<'_>, Vec<(Measure, Bounds)>> = BTreeMap::new();
    for remainder in &explanation.remainders {
        let says_something = remainder.bounds != Bounds::exactly(0);
        if says_something && shown.contains(&remainder.measure) {
            let figure = (remainder.measure, remainder.bounds);
            by_toll.entry(IncidentRef(remainder.toll)).or_default().push(figure);
        }
    }
    let view = |(IncidentRef(toll), figures)| RemainderView {
        toll: to_incident(site, here, toll),
        figures: figures::all_added(figures),
    };
    by_toll.into_iter().map(view).collect()
}
