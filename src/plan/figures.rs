//! Numbers and days as templates see them.
//! It does not put them into words; that is the theme's, in the page's language.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::account::{Figure, FiguresByMeasure};
use crate::chronicle::incidents::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::{Elsewhere, Toll};
use crate::chronicle::states::State;
use crate::chronicle::voices::Voice;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::field::dateline::DayPrecision;
use crate::field::day::{Day, DayRange, Moment};
use crate::field::word::Word;
use crate::plan::view::toll::{ElsewhereView, TollRowView};
use crate::plan::view::values::{CountView, DayView, DaysView, FigureView, MomentView};

/// A number that was added up, or is unknown.
pub fn sum(bounds: Option<Bounds>) -> CountView {
    let known = bounds.is_some();
    let bounds = bounds.unwrap_or(Bounds { min: 0, max: Some(0), approximate: false });
    CountView {
        known,
        min: bounds.min,
        max: bounds.max,
        approximate: bounds.approximate,
        wording: None,
    }
}

/// A number as it was reported.
fn reported(bounds: Option<Bounds>, wording: &str) -> CountView {
    CountView { wording: Some(wording.to_owned()), ..sum(bounds) }
}

/// The figures of one account, each whole with its parts.
pub fn told(figures: &FiguresByMeasure, zone: &TimeZone) -> Vec<FigureView> {
    nested(figures.iter().map(|(measure, figure)| FigureView {
        as_of: figure.as_of.map(|as_of| day_of(as_of, zone)),
        ..as_reported(*measure, figure)
    }))
}

/// The figures that count for an incident, each whole with its parts.
pub fn effective(incident: &Incident) -> Vec<FigureView> {
    let figures = incident.figures.iter();
    nested(figures.map(|(measure, effective)| as_reported(*measure, &effective.figure)))
}

fn as_reported(measure: Measure, figure: &Figure) -> FigureView {
    FigureView {
        measure,
        count: reported(figure.bounds, &figure.wording),
        accused_only: figure.voice == Voice::AccusedOnly,
        as_of: None,
        parts: Vec::new(),
    }
}

/// Puts the parts under their wholes. Measures come in the order they are shown, a whole before its parts.
fn nested(figures: impl Iterator<Item = FigureView>) -> Vec<FigureView> {
    let mut wholes: Vec<(Option<Harm>, FigureView)> = Vec::new();
    for view in figures {
        let harm = view.measure.harm();
        match wholes.last_mut().filter(|(of, _)| view.measure.is_part() && *of == harm) {
            Some((_, whole)) => put_part(whole, view),
            None => wholes.push((harm, view)),
        }
    }
    wholes.into_iter().map(|(_, view)| view).collect()
}

/// The first part that is all of its whole takes the whole's place: it says both.
fn put_part(whole: &mut FigureView, part: FigureView) {
    let (a, b) = (&whole.count, &part.count);
    let same = a.known && b.known && (a.min, a.max) == (b.min, b.max);
    if same && !whole.measure.is_part() {
        whole.measure = part.measure;
        whole.count = part.count;
    } else {
        whole.parts.push(part);
    }
}

/// A number that was added up, and what it counts.
pub fn added(measure: Measure, bounds: Bounds) -> FigureView {
    FigureView {
        measure,
        count: sum(Some(bounds)),
        accused_only: false,
        as_of: None,
        parts: Vec::new(),
    }
}

/// A state with the day it is known of.
pub fn state(state: &State, zone: &TimeZone) -> FigureView {
    FigureView {
        measure: Measure::Whole(state.harm),
        count: reported(state.bounds, &state.wording),
        accused_only: false,
        as_of: Some(day_of(state.as_of, zone)),
        parts: Vec::new(),
    }
}

/// A row of a toll.
pub fn row(measure: Measure, toll: &Toll) -> TollRowView {
    TollRowView { measure, part: measure.is_part(), count: sum(toll.bounds), unknown: toll.unknown }
}

/// What may or may not belong to a toll.
pub fn elsewhere(elsewhere: &Elsewhere) -> ElsewhereView {
    let killed = elsewhere.most(Measure::Whole(Harm::Killed));
    ElsewhereView { incidents: elsewhere.incidents.len(), killed }
}

/// A day in its parts.
pub fn day(day: Day) -> DayView {
    DayView(day)
}

/// The day on which a moment falls in `zone`.
pub fn day_of(moment: Timestamp, zone: &TimeZone) -> DayView {
    day(Day::of(moment, zone))
}

/// A moment as written.
pub fn moment(moment: &Moment) -> MomentView {
    MomentView { iso: moment.to_string(), day: day(moment.day()), time: moment.time() }
}

/// Some days, and how closely they are known.
pub fn days(days: DayRange, precision: DayPrecision) -> DaysView {
    DaysView {
        from: day(days.from()),
        to: day(days.to()),
        single: days.from() == days.to(),
        precision: precision.word(),
    }
}
