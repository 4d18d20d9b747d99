//! How a language writes numbers and dates, and which plural form a number takes, as CLDR (through ICU4X) says.
//! It does not know the words around them. Dates are in the Gregorian calendar in every language.

use std::fmt;
use std::ops::Range;

use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::enums::{CalendarPeriodFieldSet, DateFieldSet};
use icu_datetime::fieldsets::{M, MD, T, Y, YM, YMD};
use icu_datetime::input::Time;
use icu_datetime::parts;
use icu_datetime::{
    DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter, NoCalendarFormatter,
};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale::Locale as Tag;
use icu_locale::preferences::extensions::unicode::keywords::HourCycle;
use icu_plurals::{PluralCategory, PluralRules};
use writeable::{Part, PartsWrite, Writeable};

type Days = FixedCalendarDateTimeFormatter<Gregorian, DateFieldSet>;
type Periods = FixedCalendarDateTimeFormatter<Gregorian, CalendarPeriodFieldSet>;

/// International English, whose dates go from the day to the year. Used for `en` and for languages that CLDR does not know.
const WORLD: &str = "en-001";

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
}

/// How much of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// All that is known: `31 May 2017`, `May 2017`, `2017`.
    Full,
    /// The same with an abbreviated month, if the language abbreviates it in letters. Never in digits alone, which mean different days in
    /// different countries.
    Brief,
    /// Without the year: `31 May`.
    DayOfMonth,
    /// The name of the month: `September`.
    Month,
    /// The abbreviated name of the month: `Sept`.
    BriefMonth,
}

/// How a language writes numbers and dates.
#[derive(Debug)]
pub struct Locale {
    grouped: DecimalFormatter,
    plain: DecimalFormatter,
    plurals: PluralRules,
    day: Days,
    brief_day: Days,
    day_of_month: Days,
    month: Periods,
    month_name: Periods,
    brief_month_name: Periods,
    year: Periods,
    time: NoCalendarFormatter<T>,
    /// Whether dates go from the year to the day.
    pub begins_with_year: bool,
}

impl Locale {
    /// The locale of the language with this tag: `ar-IQ`.
    pub fn new(tag: &str) -> Locale {
        let plurals = PluralRules::try_new_cardinal((&parsed(tag)).into()).expect(ROOT);
        let tag = known(tag);
        let numbers = |grouping| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            DecimalFormatter::try_new((&tag).into(), options).expect(ROOT)
        };
        let mut clock: DateTimeFormatterPreferences = (&tag).into();
        clock.hour_cycle = Some(HourCycle::H23);
        let day = days(&tag, DateFieldSet::YMD(YMD::long()));
        let sample = Written::new(&day.format(&sample_day()));
        Locale {
            begins_with_year: sample.part(parts::YEAR).start < sample.part(parts::DAY).start,
            grouped: numbers(GroupingStrategy::Auto),
            plain: numbers(GroupingStrategy::Never),
            plurals,
            day,
            brief_day: brief_days(&tag),
            day_of_month: days(&tag, DateFieldSet::MD(MD::long())),
            month: periods(&tag, CalendarPeriodFieldSet::YM(YM::long())),
            month_name: periods(&tag, CalendarPeriodFieldSet::M(M::long())),
            brief_month_name: periods(&tag, CalendarPeriodFieldSet::M(M::medium())),
            year: periods(&tag, CalendarPeriodFieldSet::Y(Y::long())),
            time: NoCalendarFormatter::try_new(clock, T::hm()).expect(ROOT),
        }
    }

    /// A count: `1,234`.
    pub fn number(&self, number: u64) -> String {
        self.grouped.format(&number.into()).to_string()
    }

    /// A number in digits with a decimal point, such as `0.5`. None if the text is something else.
    pub fn decimal(&self, text: &str) -> Option<String> {
        let number: icu_decimal::input::Decimal = text.parse().ok()?;
        Some(self.grouped.format(&number).to_string())
    }

    /// A number that is a name, such as that of a page: `1234`.
    pub fn ungrouped(&self, number: u64) -> String {
        self.plain.format(&number.into()).to_string()
    }

    /// The plural form that goes with a number.
    pub fn plural_form(&self, number: u64) -> &'static str {
        name(self.plurals.category_for(number))
    }

    /// The plural forms of the language.
    pub fn plural_forms(&self) -> impl Iterator<Item = &'static str> {
        self.plurals.categories().map(name)
    }

    /// A date; none if there is no such day.
    pub fn date(&self, date: PartialDate, form: DateForm) -> Option<String> {
        let first = |part: Option<u8>| part.unwrap_or(1);
        let PartialDate { year, month, day } = date;
        let date = Date::try_new_gregorian(year, first(month), first(day)).ok()?;
        Some(match (form, month, day) {
            (DateForm::Month, ..) => self.month_name.format(&date).to_string(),
            (DateForm::BriefMonth, ..) => self.brief_month_name.format(&date).to_string(),
            (DateForm::DayOfMonth, _, Some(_)) => self.day_of_month.format(&date).to_string(),
            (DateForm::Full, _, Some(_)) => self.day.format(&date).to_string(),
            (DateForm::Brief, _, Some(_)) => self.brief_day.format(&date).to_string(),
            (_, Some(_), None) => self.month.format(&date).to_string(),
            (_, None, None) => self.year.format(&date).to_string(),
        })
    }

    /// A date with `day` in place of the number of its day: `3–5 May 2017`.
    pub fn date_with_day(&self, date: PartialDate, day: &str) -> Option<String> {
        let date = Date::try_new_gregorian(date.year, date.month?, date.day?).ok()?;
        let mut written = Written::new(&self.day.format(&date));
        let place = written.part(parts::DAY);
        written.text.replace_range(place, day);
        Some(written.text)
    }

    /// A time of day, from 00:00 to 23:59 in every language.
    pub fn time(&self, hour: u8, minute: u8) -> Option<String> {
        let time = Time::try_new(hour, minute, 0, 0).ok()?;
        Some(self.time.format(&time).to_string())
    }
}

/// A written date, and the positions of its parts.
#[derive(Default)]
struct Written {
    text: String,
    parts: Vec<(Part, Range<usize>)>,
}

impl Written {
    fn new(date: &impl Writeable) -> Written {
        let mut written = Written::default();
        date.write_to_parts(&mut written).expect("a string takes every write");
        written
    }

    /// The position of a part; the end of the text if it is not there.
    fn part(&self, part: Part) -> Range<usize> {
        let found = self.parts.iter().find(|(it, _)| *it == part);
        found.map_or(self.text.len()..self.text.len(), |(_, range)| range.clone())
    }
}

impl fmt::Write for Written {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl PartsWrite for Written {
    type SubPartsWrite = Self;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        let from = self.text.len();
        write(self)?;
        self.parts.push((part, from..self.text.len()));
        Ok(())
    }
}

/// What a language lacks is taken from CLDR's root, which is compiled in.
const ROOT: &str = "the root of CLDR has data for every language";

/// A day by which the way a language writes dates is examined.
fn sample_day() -> Date<Gregorian> {
    Date::try_new_gregorian(2017, 5, 31).expect("it is in the calendar")
}

fn days(tag: &Tag, fields: DateFieldSet) -> Days {
    Days::try_new(tag.into(), fields).expect(ROOT)
}

/// Dates with an abbreviated month, unless the abbreviation is a number.
fn brief_days(tag: &Tag) -> Days {
    let brief = days(tag, DateFieldSet::YMD(YMD::medium()));
    let sample = Written::new(&brief.format(&sample_day()));
    let month = &sample.text[sample.part(parts::MONTH)];
    let has_letters = month.chars().any(char::is_alphabetic);
    if has_letters { brief } else { days(tag, DateFieldSet::YMD(YMD::long())) }
}

fn periods(tag: &Tag, fields: CalendarPeriodFieldSet) -> Periods {
    Periods::try_new(tag.into(), fields).expect(ROOT)
}

fn parsed(tag: &str) -> Tag {
    tag.parse().unwrap_or(Tag::UNKNOWN)
}

/// The locale whose dates and numbers the language uses: its own, if CLDR has one.
fn known(tag: &str) -> Tag {
    let own = parsed(tag);
    let is_plain_english = own.id.language.as_str() == "en" && own.id.region.is_none();
    let name =
        periods(&own, CalendarPeriodFieldSet::M(M::long())).format(&sample_day()).to_string();
    // CLDR's root calls the months M01 to M12.
    if is_plain_english || name == "M05" { parsed(WORLD) } else { own }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests;
