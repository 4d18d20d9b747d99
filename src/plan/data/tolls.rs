//! The table of tolls: everywhere and by city, for all time, each year and each month.
//! It does not add numbers; it asks the same questions as the pages.

use std::collections::BTreeSet;

use crate::chronicle::city_names::CityName;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::question::Question;
use crate::chronicle::reckoning::{Reckoning, Toll, Uncertain, reckon};
use crate::field::casualties::{Group, Harm};
use crate::field::claim::Grade;
use crate::field::place_name::PlaceName;
use crate::field::word::Word;
use crate::plan::data::bounds;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::period::Period;
use crate::plan::row::toll;
use crate::plan::table::cell::Address;
use crate::plan::table::{About, Table, column};

const ABOUT: About = About {
    name: "tolls",
    title: "Tolls",
    description: "The totals that the pages show. Nobody is counted twice in a total. There is one row for each place \
                  (everywhere, or a city), period (all time, a year, a month), harm, group and grade that has figures. \
                  Take the one row you need. Do not add up rows: an incident that spans two months is in neither month, \
                  and groups such as children are also counted in the other groups.",
};

/// The grade in rows that count every grade of the site's headline.
const COUNTED: &str = "counted";

/// A toll of one measure that becomes one row.
pub(super) struct Line {
    /// The place and the period.
    pub(super) scope: Scope,
    measure: Measure,
    grade: Option<Grade>,
    toll: Toll,
    place_unclear: Beside,
    spans: Beside,
}

/// Incidents that may belong to a total but are not counted in it.
#[derive(Clone, Copy)]
struct Beside {
    incidents: u64,
    most: Option<u64>,
}

pub(super) type Column<'d> = column::Column<'d, Line>;

/// Every toll. Everywhere comes first, then each city; all time comes first, then years and months.
pub(crate) fn table(index: &Index<'_>) -> Table {
    let cities = index.chronicle.places.cities.keys().map(Scope::city);
    let everywhere = Scope::everywhere(Period::Always);
    let scopes = [everywhere].into_iter().chain(cities);
    let lines = scopes.flat_map(|scope| in_every_period(index, &scope));
    let mut columns = questions(index);
    columns.extend(answers());
    columns.push(address(index));
    Table::of(ABOUT, columns, lines)
}

/// The rows of a place, in all time and in each year and month.
pub(super) fn in_every_period(index: &Index<'_>, always: &Scope) -> Vec<Line> {
    let periods = always.incidents(index).all().into_iter();
    periods.flat_map(|period| lines(index, &always.during(period))).collect()
}

/// The rows of a scope: first those of the headline, then those of each grade alone.
fn lines(index: &Index<'_>, scope: &Scope) -> Vec<Line> {
    let headline = scope.question(index);
    let incidents = scope.incidents(index).touching(scope.period);
    let grades: BTreeSet<Grade> = incidents.iter().map(|incident| incident.grade).collect();
    let toll = |grades: &BTreeSet<Grade>| {
        let question = Question { grades, ..headline };
        reckon(incidents.iter().copied(), &question, &index.chronicle.places)
    };
    let counted = toll(headline.grades);
    let mut lines = of_grade(scope, None, &counted);
    // If all incidents have one grade that counts, the answer for this grade equals the headline's.
    if grades.len() == 1 && grades.is_subset(headline.grades) {
        lines.extend(grades.iter().flat_map(|grade| of_grade(scope, Some(*grade), &counted)));
    } else {
        lines.extend(
            grades
                .into_iter()
                .flat_map(|grade| of_grade(scope, Some(grade), &toll(&BTreeSet::from([grade])))),
        );
    }
    lines
}

fn of_grade(scope: &Scope, grade: Option<Grade>, answer: &Reckoning) -> Vec<Line> {
    let line = |(measure, toll): (Measure, &Toll)| Line {
        scope: scope.clone(),
        measure,
        grade,
        toll: toll.clone(),
        place_unclear: Beside::of(&answer.place_unclear, measure),
        spans: Beside::of(&answer.spans, measure),
    };
    let lines: Vec<Line> = toll::shown(answer).map(line).collect();
    let is_beside =
        [&answer.place_unclear, &answer.spans].iter().any(|it| !it.incidents.is_empty());
    // A page with no counted incidents still shows those that may belong there, so the table needs a row for them.
    let has_a_page = scope.place.is_none() || scope.period == Period::Always;
    if lines.is_empty() && is_beside && has_a_page {
        return vec![line((Measure::Whole(Harm::Killed), &Toll::default()))];
    }
    lines
}

impl Line {
    fn city(&self) -> Option<&CityName> {
        match &self.scope.place {
            Some(PlaceName::City(name)) => Some(name),
            Some(PlaceName::Region(_) | PlaceName::Country(_)) | None => None,
        }
    }
}

impl Beside {
    fn of(elsewhere: &Uncertain, measure: Measure) -> Beside {
        Beside { incidents: elsewhere.incidents.len() as u64, most: elsewhere.most(measure) }
    }
}

fn questions<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    let places = &index.chronicle.places;
    let mut columns = vec![
        Column::new("city", "The city. Empty means everywhere.", |line: &Line| line.city().cloned())
        .tagged("#loc+city+name"),
        Column::new("country", "The city's country, as a two-letter ISO 3166-1 code. Empty if nobody gave it, or if the dispatches disagree.", |line| {
            Some(places.agreed_country_of(line.city()?)?.to_owned())
        })
        .tagged("#country+code+v_iso2"),
        Column::new("region", "The city's region. Empty if nobody gave it, or if the dispatches disagree.", |line| {
            Some(places.agreed_region_of(line.city()?)?.to_owned())
        })
        .tagged("#adm1+name"),
    ];
    columns.extend(of_what());
    columns
}

/// The period, the harm, the group and the grade.
pub(super) fn of_what<'d>() -> Vec<Column<'d>> {
    let harms = Measure::adding_up();
    let grades = [COUNTED].into_iter().chain(Grade::ALL.iter().map(|grade| grade.word()));
    vec![
        Column::new(
            "period",
            "The year (`2017`) or month (`2017-05`) in which the events happened. Empty means all time.",
            |line: &Line| line.scope.period.name(),
        )
        .tagged("#date+period"),
        Column::new("from", "The first day of the period.", |line: &Line| Some(line.scope.period.days()?.from()))
            .tagged("#date+start"),
        Column::new("to", "The last day of the period.", |line: &Line| Some(line.scope.period.days()?.to()))
            .tagged("#date+end"),
        Column::required("harm", "What happened to the people counted. `casualties` means killed and injured together. Rows with `casualties` \
             exist only if a report does not separate the two.", |line: &Line| bounds::harm(line.measure),
        ).one_of(harms.map(bounds::harm))
        .tagged("#affected+harm"),
        Column::new(
            "group",
            "A group of the people counted. Empty means everyone. Children, women, journalists and medics are also \
             counted as civilians, combatants or people of unknown status.",
            |line| -> Option<Group> { line.measure.group() },
        )
        .tagged("#affected+group"),
        Column::required("grade", "`counted` means every grade that this site includes in its totals; the pages show these rows. All other \
             rows contain incidents of one grade only. Do not add up rows.", |line: &Line| line.grade.map_or(COUNTED, Grade::word),
        ).one_of(grades)
        .tagged("#status+grade"),
    ]
}

/// Where the sum and its incidents are shown.
pub(super) fn address<'d>(index: &'d Index<'_>) -> Column<'d> {
    let meaning = "The address of the sum and its incidents. It does not change.";
    let address = |line: &Line| {
        let scope = &line.scope;
        let is_explained = scope.place.is_some()
            || scope.period == Period::Always
            || index.calendar.has_page(scope.period);
        is_explained.then(|| Address(scope.address(index)))
    };
    Column::new("url", meaning, address).tagged("#meta+url")
}

/// The numbers, and what stands beside them.
pub(super) fn answers<'d>() -> Vec<Column<'d>> {
    let columns =
        bounds::columns("", "#affected", "people in this row", |line: &Line| line.toll.bounds);
    let mut columns = Vec::from(columns);
    columns.extend([
        Column::required(
            "incidents",
            "How many incidents give a number. Totals for a period may also be part of the row, but they are not counted here.",
            |line| line.toll.known as u64,
        )
        .tagged("#meta+incidents+known"),
        Column::required(
            "unknown",
            "How many incidents are counted but give no number for this row. This does not mean zero: `min` and `max` are \
             those of the other incidents, and 0 means that a report says so.",
            |line| line.toll.unknown as u64,
        )
        .tagged("#meta+incidents+unknown"),
        Column::required(
            "place_unclear",
            "How many incidents are not added because it is not known whether they happened in this place.",
            |line| line.place_unclear.incidents,
        )
        .tagged("#meta+incidents+place_unclear"),
        Column::new(
            "place_unclear_max",
            "The maximum number of people in these incidents. Some or all of them may belong to this row. Empty if not known.",
            |line| line.place_unclear.most,
        )
        .tagged("#affected+place_unclear+max"),
        Column::required(
            "spans",
            "How many incidents are not added because they extend beyond the period.",
            |line| line.spans.incidents,
        )
        .tagged("#meta+incidents+spans"),
        Column::new(
            "spans_max",
            "The maximum number of people in these incidents. Some or all of them may belong to this row. Empty if not known.",
            |line| line.spans.most,
        )
        .tagged("#affected+spans+max"),
    ]);
    columns
}
