//! Numbers and days as templates see them.
//! It does not put them into words; that is the theme's, in the page's language.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::account::{Figure, FiguresByMeasure};
use crate::chronicle::incidents::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::{Elsewhere, State, Toll};
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
    let bounds = bounds.unwrap_or(Bounds {
        min: 0,
        max: Some(0),
        approximate: false,
    });
    CountView {
        known,
        min: bounds.min,
        max: bounds.max,
        open: bounds.max.is_none(),
        approximate: bounds.approximate,
        wording: None,
    }
}

/// A number as it was reported.
fn reported(bounds: Option<Bounds>, wording: &str) -> CountView {
    CountView {
        wording: Some(wording.to_owned()),
        ..sum(bounds)
    }
}

/// The figures of one account.
pub fn told(figures: &FiguresByMeasure) -> Vec<FigureView> {
    let view = |(measure, figure): (&Measure, &Figure)| FigureView {
        measure: measure.name(),
        part: measure.is_part(),
        count: reported(figure.bounds, &figure.wording),
        as_of: None,
    };
    figures.iter().map(view).collect()
}

/// The figures that count for an incident.
pub fn effective(incident: &Incident) -> Vec<FigureView> {
    incident
        .figures
        .iter()
        .map(|(measure, effective)| FigureView {
            measure: measure.name(),
            part: measure.is_part(),
            count: reported(effective.figure.bounds, &effective.figure.wording),
            as_of: None,
        })
        .collect()
}

/// A state with the day it is known of.
pub fn state(state: &State, zone: &TimeZone) -> FigureView {
    FigureView {
        measure: state.harm.word().to_owned(),
        part: false,
        count: reported(state.bounds, &state.wording),
        as_of: Some(day_of(state.as_of, zone)),
    }
}

/// A row of a toll.
pub fn row(measure: Measure, toll: &Toll) -> TollRowView {
    TollRowView {
        measure: measure.name(),
        part: measure.is_part(),
        count: sum(toll.bounds),
        unknown: toll.unknown,
    }
}

/// What may or may not belong to a toll.
pub fn elsewhere(elsewhere: &Elsewhere) -> ElsewhereView {
    let killed = elsewhere
        .most
        .get(&Measure::Whole(Harm::Killed))
        .copied()
        .flatten();
    ElsewhereView {
        incidents: elsewhere.incidents.len(),
        killed,
    }
}

/// A day in its parts.
pub fn day(day: Day) -> DayView {
    DayView {
        iso: day.iso(),
        year: day.year(),
        month: day.month(),
        day: day.day(),
    }
}

/// The day on which a moment falls in `zone`.
pub fn day_of(moment: Timestamp, zone: &TimeZone) -> DayView {
    day(Day::of(moment, zone))
}

/// A moment as written.
pub fn moment(moment: &Moment) -> MomentView {
    MomentView {
        iso: moment.to_string(),
        day: day(moment.day()),
        time: moment.time(),
    }
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
