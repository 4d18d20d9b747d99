//! Numbers and days in the form that templates use.
//! It does not put them into words; the theme does, in the language of the page.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::chronicle::figure::Origin;
use crate::chronicle::figure::{Figure, FiguresByMeasure};
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::Toll;
use crate::chronicle::states::State;
use crate::field::casualties::{Group, Harm};
use crate::field::count::sense::{InWords, Sense};
use crate::field::count::{Bounds, Count};
use crate::field::dateline::DayPrecision;
use crate::field::day::{Day, DayRange, Moment};
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::view::values::{CountView, DayView, DaysView, FigureView, MomentView};
use crate::text::language;

/// A number that was added up. None means unknown.
pub(crate) fn sum(bounds: Option<Bounds>) -> CountView {
    let known = bounds.is_some();
    let bounds = bounds.unwrap_or(Bounds { min: 0, max: Some(0), approximate: false });
    CountView {
        known,
        min: bounds.min,
        max: bounds.max,
        approximate: bounds.approximate,
        wording: None,
        sense: None,
        in_words: None,
        lang: None,
        told: None,
    }
}

/// A number as a dispatch in the language `lang` reported it. The wording is kept only if it says more than the bounds;
/// otherwise the theme prints the bounds in the language of the page.
fn reported(index: &Index<'_>, bounds: Option<Bounds>, wording: &str, lang: &str) -> CountView {
    // The count syntax is English, whatever the language of the dispatch.
    let read = Count::parse(wording).ok().and_then(|count| count.bounds());
    let sense = read.filter(|read| bounds == Some(*read)).and_then(|read| sense(wording, read));
    let Some(of_wording) = bounds.filter(|bounds| says_more(wording, *bounds)) else {
        return CountView { sense, ..sum(bounds) };
    };
    // Also where the whole says more than the words, so that the bounds are others.
    let lang = match read.is_some() {
        true => index
            .foreign(ENGLISH)
            .filter(|_| !language::fallbacks(&index.config.language).any(|it| it == ENGLISH)),
        false => index.foreign(lang),
    };
    let told = read.map(|read| CountView {
        sense: self::sense(wording, read),
        in_words: InWords::of(wording).map(Word::word),
        ..sum(Some(read))
    });
    let told = told.map(Box::new);
    CountView { wording: Some(wording.to_owned()), sense, lang, told, ..sum(Some(of_wording)) }
}

/// What the words of a count say that its bounds do not. A range from zero is told as one: nobody said "up to".
fn sense(wording: &str, bounds: Bounds) -> Option<&'static str> {
    let is_range_from_zero = bounds.min == 0 && bounds.max > Some(0);
    let written = Sense::of(wording).or_else(|| {
        let starts_with_zero = wording.trim_start().starts_with(['0', '٠', '۰']);
        (is_range_from_zero && starts_with_zero).then_some(Sense::Range)
    });
    written.filter(|it| is_range_from_zero || *it != Sense::Range).map(Word::word)
}

/// A number as a correction writes it, to be told in the language of the page. Words without digits, such as "dozens", stay.
pub(crate) fn written(index: &Index<'_>, text: &str) -> Option<CountView> {
    let count = Count::parse(text).ok()?;
    let view = reported(index, count.bounds(), text, ENGLISH);
    let has_digits = |text: &String| text.chars().any(char::is_numeric);
    Some(CountView { wording: view.wording.clone().filter(|it| !has_digits(it)), ..view })
}

/// The language of the count syntax.
const ENGLISH: &str = "en";

/// Whether a wording says more than `bounds`. `80-115` and `1,200` do not; `dozens` and `>120` do.
fn says_more(wording: &str, bounds: Bounds) -> bool {
    let is_bare = |c: char| c.is_numeric() || c.is_whitespace() || ",.'-–~+".contains(c);
    !wording.chars().all(is_bare) && wording.replace(',', "") != bounds.to_string()
}

/// The figures of one report in the language `lang`, each total with its parts.
pub(crate) fn told(index: &Index<'_>, figures: &FiguresByMeasure, lang: &str) -> Vec<FigureView> {
    nested(figures.iter().map(|(measure, figure)| {
        let as_of = figure.as_of.map(|as_of| day_of(as_of, &index.config.timezone));
        (FigureView { as_of, ..as_reported(index, *measure, figure, lang) }, figure.from_parts)
    }))
}

/// The number of one measure that counts for an incident. None if nobody reported it.
pub(crate) fn of_incident(
    index: &Index<'_>,
    incident: &Incident,
    measure: Measure,
) -> Option<CountView> {
    let effective = incident.figures.get(&measure)?;
    let lang = index.language_of(effective.dispatch);
    Some(as_reported(index, measure, &effective.figure, lang).count)
}

/// The figures that count for an incident, each total with its parts.
pub(crate) fn effective(index: &Index<'_>, incident: &Incident) -> Vec<FigureView> {
    let all: Vec<Measure> = incident.figures.keys().copied().collect();
    counted(index, incident, &all)
}

/// Those of the figures that count for an incident that are of `measures`, each total with its parts.
pub(crate) fn counted(
    index: &Index<'_>,
    incident: &Incident,
    measures: &[Measure],
) -> Vec<FigureView> {
    let of_measures = |measure: &Measure| measures.iter().any(|it| *it == measure.whole());
    let figures = incident.figures.iter().filter(|(measure, _)| of_measures(measure));
    nested(figures.map(|(measure, effective)| {
        let lang = index.language_of(effective.dispatch);
        (as_reported(index, *measure, &effective.figure, lang), effective.figure.from_parts)
    }))
}

fn as_reported(index: &Index<'_>, measure: Measure, figure: &Figure, lang: &str) -> FigureView {
    FigureView {
        measure,
        group: group(measure),
        count: reported(index, figure.bounds, &figure.wording, lang),
        cities: Vec::new(),
        accused_only: figure.origin == Origin::AccusedOnly,
        as_of: None,
        area_km2: figure.area.map(|area| area.to_string()),
        parts: Vec::new(),
        others_unsaid: false,
    }
}

fn group(measure: Measure) -> Option<&'static str> {
    measure.group().map(Word::word)
}

/// Puts parts under their totals. Measures come in display order, with each total before its parts, and with whether nobody stated it.
fn nested(figures: impl Iterator<Item = (FigureView, bool)>) -> Vec<FigureView> {
    let mut wholes: Vec<(Option<Harm>, bool, FigureView)> = Vec::new();
    for (view, from_parts) in figures {
        let harm = view.measure.harm();
        match wholes.last_mut().filter(|(of, ..)| view.measure.is_part() && *of == harm) {
            Some((_, from_parts, whole)) => put_part(whole, *from_parts, view),
            None => wholes.push((harm, from_parts, view)),
        }
    }
    let complete = |(_, from_parts, view): (_, bool, FigureView)| FigureView {
        others_unsaid: !from_parts && leaves_others(&view),
        ..view
    };
    wholes.into_iter().map(complete).collect()
}

/// Whether the parts of a total by status are fewer than the total, so that nobody says who the others were.
fn leaves_others(whole: &FigureView) -> bool {
    let is_status = |part: &&FigureView| part.measure.group().is_some_and(Group::is_status);
    let statuses: Vec<&FigureView> = whole.parts.iter().filter(is_status).collect();
    let most = |part: &&FigureView| part.count.max.filter(|_| part.count.known);
    let sum =
        statuses.iter().map(most).try_fold(0_u64, |sum, most| Some(sum.saturating_add(most?)));
    !statuses.is_empty() && whole.count.known && sum.is_some_and(|sum| sum < whole.count.min)
}

/// Adds a part to its total. The first part that equals the total replaces it, because one line then says both. So does the part that a
/// total is made from which nobody stated: "0 to 3 civilians" says more than "any number".
fn put_part(whole: &mut FigureView, from_parts: bool, part: FigureView) {
    let (a, b) = (&whole.count, &part.count);
    let same = a.known && b.known && a.min == b.min && (a.max == b.max || from_parts);
    if same && !whole.measure.is_part() {
        whole.measure = part.measure;
        whole.group = part.group;
        whole.count = part.count;
    } else {
        whole.parts.push(part);
    }
}

/// The number of a row where nothing says that some incidents have none. While there are such incidents it has no maximum: 7 civilians in
/// 7 of 89 incidents are at least 7.
pub(crate) fn without_note(row: &Toll) -> CountView {
    let max = |bounds: Bounds| bounds.max.filter(|_| row.unknown == 0);
    sum(row.bounds.map(|bounds| Bounds { max: max(bounds), ..bounds }))
}

/// A number that was added up, with its measure.
pub(crate) fn added(measure: Measure, bounds: Bounds) -> FigureView {
    FigureView {
        measure,
        group: group(measure),
        count: sum(Some(bounds)),
        cities: Vec::new(),
        accused_only: false,
        as_of: None,
        area_km2: None,
        parts: Vec::new(),
        others_unsaid: false,
    }
}

/// Numbers that were added up, each total with its parts. They are in display order.
pub(crate) fn all_added(figures: Vec<(Measure, Bounds)>) -> Vec<FigureView> {
    nested(figures.into_iter().map(|(measure, bounds)| (added(measure, bounds), false)))
}

/// A current state, such as the number of missing people, with its date.
pub(crate) fn state(index: &Index<'_>, state: &State) -> FigureView {
    let lang = index.language_of(state.dispatch);
    FigureView {
        measure: Measure::Whole(state.harm),
        group: None,
        count: reported(index, state.bounds, &state.wording, lang),
        cities: Vec::new(),
        accused_only: false,
        as_of: Some(day_of(state.as_of, &index.config.timezone)),
        area_km2: state.area.map(|area| area.to_string()),
        parts: Vec::new(),
        others_unsaid: false,
    }
}

/// A day as year, month and day.
pub(crate) fn day(day: Day) -> DayView {
    DayView(day)
}

/// The day of a moment in `zone`.
pub(crate) fn day_of(moment: Timestamp, zone: &TimeZone) -> DayView {
    day(Day::from_instant(moment, zone))
}

/// A moment in the time zone of the site, so that all times on a page can be compared.
pub(crate) fn moment(moment: &Moment, zone: &TimeZone) -> MomentView {
    let here = moment.exact().map(|instant| instant.to_zoned(zone.clone()));
    MomentView {
        iso: moment.to_string(),
        day: day(moment.day_in(zone)),
        time: here.as_ref().map(|here| here.strftime("%H:%M").to_string()),
        zone: here.map(|here| distance_from_utc(here.offset())),
    }
}

/// `UTC+3`, `UTC-4:30`, or `UTC`.
fn distance_from_utc(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// A range of days with its precision.
pub(crate) fn days(days: DayRange, precision: DayPrecision) -> DaysView {
    let (from, to) = (days.from(), days.to());
    let known = match precision {
        DayPrecision::Year => "2017".len(),
        DayPrecision::Month => "2017-05".len(),
        _ => "2017-05-31".len(),
    };
    let [first, last] = [from, to].map(|day| day.iso()[..known].to_owned());
    let month = from.calendar_month();
    let is_whole = [DayRange::on(from), month.days(), month.year_of_days()].contains(&days);
    DaysView {
        from: day(from),
        to: day(to),
        single: from == to,
        precision: precision.word(),
        iso: (first == last && is_whole).then_some(first),
    }
}
