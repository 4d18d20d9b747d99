//! Small values that many views share: days, times, numbers, links.
//! They do not know which page they are on.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::chronicle::measure::Measure;
use crate::field::day::Day;

/// A day. Templates see its parts: `iso` (`2017-05-31`), `year`, `month` (from 1) and `day` (of the month).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayView(pub Day);

impl Serialize for DayView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_struct("DayView", 4)?;
        parts.serialize_field("iso", &self.0.iso())?;
        parts.serialize_field("year", &self.0.year())?;
        parts.serialize_field("month", &self.0.month())?;
        parts.serialize_field("day", &self.0.day())?;
        parts.end()
    }
}

/// A day, with the time if it is known, in the time zone of the site.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct MomentView {
    /// The text as written, for a `datetime` attribute.
    pub iso: String,
    /// The day.
    pub day: DayView,
    /// The time, such as `18:00`, if it is known.
    pub time: Option<String>,
    /// The zone of the time, such as `UTC+3`. Print it beside the time.
    pub zone: Option<String>,
}

/// A range of days.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct DaysView {
    /// The first day.
    pub from: DayView,
    /// The last day. For a single day, the same as the first.
    pub to: DayView,
    /// True if it is a single day.
    pub single: bool,
    /// How exactly the days are known: `day`, `days`, `week`, `month` or `year`.
    pub precision: &'static str,
    /// For a `datetime` attribute: `2017-05-31`, `2017-05` or `2017`. None if the days are not
    /// exactly one day, month or year.
    pub iso: Option<String>,
}

/// A number. It may be a range, have no maximum, or be unknown.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct CountView {
    /// True if a number is known. If not, `min` is 0 and has no meaning.
    pub known: bool,
    /// The minimum.
    pub min: u64,
    /// The maximum. None if the reports give no maximum.
    pub max: Option<u64>,
    /// True if a report said "about".
    pub approximate: bool,
    /// The words of the report. None for sums, and if the words say no more than the number.
    pub wording: Option<String>,
    /// What the words say beyond minimum and maximum: `more_than`, `fewer_than`, `nearly`, `up_to`, or
    /// `range` for a range from zero. The words for it are in `[count]`.
    pub sense: Option<&'static str>,
    /// The words, if they are without a number, such as `dozens`. They are in `[count.in_words]`.
    pub in_words: Option<&'static str>,
    /// The language of the words, if it is not the site's.
    pub lang: Option<String>,
    /// What the words alone say, so that a page in another language can say the same. None if there are
    /// no words, or if they are not those of counts.
    pub told: Option<Box<CountView>>,
}

/// A figure: a number and what it counts.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// What it counts: `killed`, `injured`, `killed_civilian`, `casualties`, `trapped` and so on.
    /// If all of the killed are civilians, it is `killed_civilian`.
    pub measure: Measure,
    /// The group that it counts, such as `civilian`. None if it counts everyone.
    pub group: Option<&'static str>,
    /// The number.
    pub count: CountView,
    /// The cities, in the row of a dispatch that reports on incidents in several places.
    pub cities: Vec<TitleView>,
    /// True if only the accused give this figure.
    pub accused_only: bool,
    /// The day to which it applies, for `missing`, `displaced`, `trapped` and `held`.
    pub as_of: Option<DayView>,
    /// The area in which it holds, in square kilometres, in digits with a decimal point, for `missing`, `displaced`, `trapped` and
    /// `held`. The filter `number` writes it as the language does.
    pub area_km2: Option<String>,
    /// The figures for groups. They have no parts of their own.
    pub parts: Vec<FigureView>,
    /// True if civilians, combatants and people of unknown status among the parts are fewer than the
    /// whole: nobody says who the others were.
    pub others_unsaid: bool,
}

/// A link.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct LinkView {
    /// The text of the link.
    pub title: String,
    /// The address, relative to the page.
    pub href: String,
    /// The language of the text, if it is not the site's.
    pub lang: Option<String>,
    /// The language of the page that it leads to. None if it leads to a file or out of the site.
    pub leads_to: Option<String>,
}

/// A name or another text, with its language.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct TitleView {
    /// The text.
    pub title: String,
    /// The language of the text, if it is not the site's.
    pub lang: Option<String>,
}

/// A name in another language.
#[derive(Clone, Debug, Serialize)]
pub struct NameView {
    /// The language tag.
    pub lang: String,
    /// The name.
    pub name: String,
    /// The direction of that language: `ltr` or `rtl`.
    pub dir: &'static str,
}

/// Something that was added after publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddedView {
    /// Its key, such as `area`. `claim` is a whole claim, `claims` a detail of one.
    pub field: Option<String>,
    /// The same as a measure, if it is a figure.
    pub measure: Option<Measure>,
    /// Who makes the claim, or gives the figure.
    pub by: Option<String>,
}

/// A value that a correction names, in a form that can be told in the language of the page. At most one field has a value.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReadValueView {
    /// It as a number.
    pub count: Option<CountView>,
    /// It as a day or a range of days.
    pub days: Option<DaysView>,
    /// It as a grade.
    pub grade: Option<&'static str>,
}

/// A change made after publication.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// When it was made.
    pub on: MomentView,
    /// `corrected`, `updated`, `refiled` or `withdrawn`. In lists of corrections also `replaced`, and
    /// `recounted` for a total that new rules of counting moved.
    pub kind: &'static str,
    /// Its permanent anchor on the dispatch's page, such as `correction-2017-06-03-1`. Print it as
    /// an `id`: feeds and lists link to it. None if the change is to the whole dispatch.
    pub anchor: Option<String>,
    /// What changed, by its key: `casualties.killed`, `event`.
    pub field: Option<String>,
    /// The same as a measure, if it is a figure.
    pub measure: Option<Measure>,
    /// Who gives the figure, if it is that of a claim.
    pub by: Option<String>,
    /// The old value. None if there was none.
    pub was: Option<String>,
    /// The new value. None if there is none now.
    pub now: Option<String>,
    /// The old value as a number, days or a grade. None if it is only a text.
    pub was_read: Option<ReadValueView>,
    /// The new value in the same way.
    pub now_read: Option<ReadValueView>,
    /// What was only added, such as a claim. If there is anything, there is no `field`, `was` or `now`.
    pub added: Vec<AddedView>,
    /// The reason.
    pub note: Option<String>,
    /// The language of these texts, if it is not the site's.
    pub lang: Option<String>,
}
