//! Days, months, years and the time between two of them, as templates have them, put into words.
//! It does not know how a language writes a date; the locale does.

use tera::{Error, TeraResult, Value};

use crate::press::locale::{Form, Locale, When};
use crate::press::strings::filled;

/// How a language says from when to when.
#[derive(Clone, Debug)]
pub struct Ranges {
    /// Between two days of a month: `{from}–{to}`.
    pub days: String,
    /// Between two dates: `{from} – {to}`.
    pub dates: String,
}

impl Default for Ranges {
    fn default() -> Ranges {
        Ranges { days: "{from}–{to}".to_owned(), dates: "{from} – {to}".to_owned() }
    }
}

/// `value | date(form=..)`: a day, a month or a year with as much as it has of `year`, `month` and `day`; or some days, from
/// `from` to `to`, with the `precision` they are known to.
pub fn date(
    locale: &Locale,
    ranges: &Ranges,
    value: &Value,
    form: Option<&str>,
) -> TeraResult<String> {
    let form = form.map_or(Ok(Form::Full), form_called)?;
    let said = match (part(value, "from"), part(value, "to")) {
        (Some(from), Some(to)) => {
            let precision = part(value, "precision").and_then(Value::as_str);
            days(locale, ranges, [when(from)?, when(to)?], precision.unwrap_or("day"))
        }
        _ => locale.date(when(value)?, form),
    };
    said.ok_or_else(|| Error::message("`date` wants a day that is in the calendar"))
}

/// `"18:05" | time`.
pub fn time(locale: &Locale, value: &str) -> TeraResult<String> {
    let parts = value
        .split_once(':')
        .and_then(|(hour, minute)| locale.time(hour.parse().ok()?, minute.parse().ok()?));
    parts.ok_or_else(|| Error::message("`time` wants a time such as 18:05"))
}

/// Some days, said no more closely than they are known.
fn days(
    locale: &Locale,
    ranges: &Ranges,
    [from, to]: [When; 2],
    precision: &str,
) -> Option<String> {
    let known = |when: When| match precision {
        "year" => When { month: None, day: None, ..when },
        "month" => When { day: None, ..when },
        _ => when,
    };
    let [from, to] = [from, to].map(known);
    if from == to {
        return locale.date(from, Form::Full);
    }
    let last = locale.date(to, Form::Full)?;
    if from.year != to.year || from.day.is_none() || locale.begins_with_year() {
        return Some(between(&ranges.dates, &locale.date(from, Form::Full)?, &last));
    }
    if from.month != to.month {
        return Some(between(&ranges.dates, &locale.date(from, Form::DayOfMonth)?, &last));
    }
    let [first, last] = [from, to].map(|it| locale.ordinal(it.day.unwrap_or(1).into()));
    locale.date_with_day(to, &between(&ranges.days, &first, &last))
}

fn between(range: &str, from: &str, to: &str) -> String {
    filled(range, &[("from", from), ("to", to)])
}

fn form_called(name: &str) -> TeraResult<Form> {
    match name {
        "full" => Ok(Form::Full),
        "brief" => Ok(Form::Brief),
        "day" => Ok(Form::DayOfMonth),
        "month" => Ok(Form::Month),
        "brief_month" => Ok(Form::BriefMonth),
        _ => Err(Error::message(format!(
            "`date` has no form `{name}`: there are full, brief, day, month and brief_month"
        ))),
    }
}

fn when(value: &Value) -> TeraResult<When> {
    let small = |name| part(value, name)?.as_u64()?.try_into().ok();
    let year = part(value, "year").and_then(Value::as_i64).and_then(|year| year.try_into().ok());
    let year = year.ok_or_else(|| Error::message("`date` wants something that has a `year`"))?;
    Ok(When { year, month: small("month"), day: small("day") })
}

fn part<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let mut parts = value.as_map()?.iter();
    parts
        .find(|(key, _)| key.as_str() == Some(name))
        .map(|(_, part)| part)
        .filter(|it| !it.is_none())
}
