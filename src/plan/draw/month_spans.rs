//! Incidents that cross the end of a month, laid out in rows beside the months of a year without overlap.
//! It does not add numbers or draw.

use crate::chronicle::incident::Incident;
use crate::field::day::Month;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::view::lists::{SpanRowView, SpanView};

/// Maximum number of rows; the page of the year lists every incident.
const MOST: usize = 3;

/// An incident with the first and the last of its months in the year, counted from 0.
type Span<'d> = (usize, usize, &'d Incident);

/// The rows of the year that contains `month`, and the number of incidents without room. The longest are placed first.
pub(crate) fn rows(index: &Index<'_>, here: &Route, month: Month) -> (Vec<SpanRowView>, usize) {
    let year = month.year_of_days();
    let number = |month: Month| usize::from(month.month().unsigned_abs()) - 1;
    let inside = |incident: &Incident| {
        let from = incident.days.from().max(year.from()).calendar_month();
        let to = incident.days.to().min(year.to()).calendar_month();
        (number(from), number(to))
    };
    let spanning = index.incidents.spanning(year);
    let mut spans: Vec<Span<'_>> = spanning
        .map(|incident| {
            let (from, to) = inside(incident);
            (from, to, incident)
        })
        .collect();
    spans.sort_by_key(|(from, to, incident)| (*from + 12 - *to, *from, incident.number));
    let mut rows: Vec<Vec<Span<'_>>> = Vec::new();
    let mut left = 0;
    for span in spans {
        let is_free =
            |row: &Vec<Span<'_>>| row.iter().all(|other| span.1 < other.0 || other.1 < span.0);
        match rows.iter().position(is_free) {
            Some(row) => rows[row].push(span),
            None if rows.len() < MOST => rows.push(vec![span]),
            None => left += 1,
        }
    }
    (rows.into_iter().map(|spans| row(index, here, spans)).collect(), left)
}

fn row(index: &Index<'_>, here: &Route, mut spans: Vec<Span<'_>>) -> SpanRowView {
    spans.sort_by_key(|(from, ..)| *from);
    let mut reached = 0;
    let view = |(from, to, incident): Span<'_>| {
        let (title, lang) = index.incident_title(incident, &index.config.language);
        let gap = from - std::mem::replace(&mut reached, to + 1);
        SpanView {
            gap,
            months: to + 1 - from,
            title,
            lang,
            href: index.linker.link(here, &index.incident_route(incident)),
        }
    };
    let spans = spans.into_iter().map(view).collect();
    SpanRowView { spans, rest: 12 - reached }
}
