//! Days, months, years and ranges of them, as templates have them, in words.
//! It does not know how a language writes a date; the locale does.

use icu_calendar::Date;
use tera::{Error, TeraResult, Value};

use crate::press::locale::{DateForm, Locale, PartialDate};
use crate::press::page_language::{PageLanguage, RangePatterns};
use crate::press::placeholders::filled;

/// `value | date(form=..)`: a day, a month or a year, with as much as it has of `year`, `month` and `day`; or a range of days, from
/// `from` to `to`, with the `precision` they are known to.
pub fn date(page: &PageLanguage, value: &Value, form: Option<&str>) -> TeraResult<String> {
    let form = form.map_or(Ok(DateForm::Full), form_called)?;
    let dates = Dates::read(value);
    let date = match (dates.from, dates.to) {
        (Some(from), Some(to)) => {
            let days = [partial_date(from)?, partial_date(to)?];
            let rounded = days.map(|it| rounded(it, dates.precision));
            let is_whole = rounded == days || days == whole(rounded);
            match dates.precision {
                Some("week") => some_time(&page.locale, &page.ranges, days),
                // "2015" would hide that it was from 9 June to 15 August.
                Some("month" | "year") if !is_whole && days[0] != days[1] => {
                    some_time(&page.locale, &page.ranges, days)
                }
                _ => range(&page.locale, &page.ranges, rounded),
            }
        }
        _ => page.locale.date(dates.single()?, form),
    };
    date.ok_or_else(|| Error::message("`date` needs a day that exists in the calendar"))
}

/// `"18:05" | time`.
pub fn time(locale: &Locale, value: &str) -> TeraResult<String> {
    let time = value
        .split_once(':')
        .and_then(|(hour, minute)| locale.time(hour.parse().ok()?, minute.parse().ok()?));
    time.ok_or_else(|| Error::message("`time` needs a time such as 18:05"))
}

/// The date as precisely as it is known.
fn rounded(date: PartialDate, precision: Option<&str>) -> PartialDate {
    match precision {
        Some("year") => PartialDate { month: None, day: None, ..date },
        Some("month") => PartialDate { day: None, ..date },
        _ => date,
    }
}

/// From the first day of a month or year to the last day of another. A value with a day stays as it is.
fn whole([from, to]: [PartialDate; 2]) -> [PartialDate; 2] {
    let first = PartialDate { month: from.month.or(Some(1)), day: from.day.or(Some(1)), ..from };
    let month = to.month.unwrap_or(12);
    let last = to.day.or_else(|| last_day(to.year, month));
    [first, PartialDate { month: Some(month), day: last, ..to }]
}

/// The number of days of a month.
fn last_day(year: i32, month: u8) -> Option<u8> {
    (28..=31).rev().find(|day| Date::try_new_gregorian(year, month, *day).is_ok())
}

fn range(
    locale: &Locale,
    patterns: &RangePatterns,
    [from, to]: [PartialDate; 2],
) -> Option<String> {
    if from == to {
        return locale.date(from, DateForm::Full);
    }
    let last = locale.date(to, DateForm::Full)?;
    if from.year != to.year || from.day.is_none() || locale.begins_with_year {
        return Some(between(&patterns.dates, &locale.date(from, DateForm::Full)?, &last));
    }
    if from.month != to.month {
        return Some(between(&patterns.dates, &locale.date(from, DateForm::DayOfMonth)?, &last));
    }
    let [first, last] = [from, to].map(|it| locale.ungrouped(it.day.unwrap_or(1).into()));
    locale.date_with_day(to, &between(&patterns.days, &first, &last))
}

/// A day that is known only to lie between two: `Some time from 26 to 31 May 2017`.
fn some_time(
    locale: &Locale,
    patterns: &RangePatterns,
    [from, to]: [PartialDate; 2],
) -> Option<String> {
    let last = locale.date(to, DateForm::Full)?;
    if from == to {
        return Some(last);
    }
    let day = locale.ungrouped(from.day.unwrap_or(1).into());
    let same_year = from.year == to.year && !locale.begins_with_year;
    // "From 26 to 31 May", where a language puts the day first.
    let day_leads = || Some(locale.date(from, DateForm::Full)?.starts_with(&day));
    let first = match (same_year, same_year && from.month == to.month && day_leads()?) {
        (_, true) => day,
        (true, false) => locale.date(from, DateForm::DayOfMonth)?,
        (false, false) => locale.date(from, DateForm::Full)?,
    };
    Some(between(&patterns.some_time, &first, &last))
}

fn between(pattern: &str, from: &str, to: &str) -> String {
    filled(pattern, &[("from", from), ("to", to)])
}

fn form_called(name: &str) -> TeraResult<DateForm> {
    match name {
        "full" => Ok(DateForm::Full),
        "brief" => Ok(DateForm::Brief),
        "day" => Ok(DateForm::DayOfMonth),
        "month" => Ok(DateForm::Month),
        "brief_month" => Ok(DateForm::BriefMonth),
        _ => Err(Error::message(format!(
            "`date` has no form `{name}`; use full, brief, day, month or brief_month"
        ))),
    }
}

fn partial_date(value: &Value) -> TeraResult<PartialDate> {
    Dates::read(value).single()
}

/// What a value says of dates. Pages have thousands of them, so that each is looked through once.
#[derive(Default)]
struct Dates<'v> {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    from: Option<&'v Value>,
    to: Option<&'v Value>,
    precision: Option<&'v str>,
}

impl<'v> Dates<'v> {
    fn read(value: &'v Value) -> Dates<'v> {
        let mut dates = Dates::default();
        let small = |value: &Value| value.as_u64()?.try_into().ok();
        for (name, value) in value.as_map().into_iter().flatten() {
            match name.as_str() {
                Some("year") => dates.year = value.as_i64().and_then(|year| year.try_into().ok()),
                Some("month") => dates.month = small(value),
                Some("day") => dates.day = small(value),
                Some("from") => dates.from = Some(value).filter(|it| !it.is_none()),
                Some("to") => dates.to = Some(value).filter(|it| !it.is_none()),
                Some("precision") => dates.precision = value.as_str(),
                _ => {}
            }
        }
        dates
    }

    fn single(&self) -> TeraResult<PartialDate> {
        let year =
            self.year.ok_or_else(|| Error::message("`date` needs a value that has a `year`"))?;
        Ok(PartialDate { year, month: self.month, day: self.day })
    }
}
