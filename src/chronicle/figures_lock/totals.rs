//! The totals in `figures.lock`: what every place came to, ever and in each year, and the rules by which it was counted.
//! Rule 13 of the counting policy. It does not know what dispatches say, and it never sees a hidden one.
//!
//! A dispatch's figures move only with a correction, and totals follow from them. Only a new version of dateline could move a
//! total alone; that is what this record shows.

pub mod moved;
pub mod recorded;
pub mod scope;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rayon::prelude::*;

use crate::chronicle::Chronicle;
use crate::chronicle::figures_lock::notation;
use crate::chronicle::figures_lock::recorded_line::TOTALS;
use crate::chronicle::figures_lock::totals::moved::MovedTotal;
use crate::chronicle::figures_lock::totals::recorded::{COUNTED_BY, RecordedTotals};
use crate::chronicle::figures_lock::totals::scope::{TotalKey, TotalScope, TotalValues};
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::question::{Membership, Question};
use crate::chronicle::reckoning::{RULES, reckon};
use crate::chronicle::territories::Territories;
use crate::field::claim::Grade;
use crate::field::day::{Day, Month};
use crate::field::place_name::PlaceName;
use crate::text::diagnostic::Diagnostic;

/// Stands above the totals in the file.
const HEADING: &str =
    "# The totals of all this, to show which of them move when dateline counts by new rules.";

/// What every place came to, and which totals moved when the rules of counting changed. It prints as lines of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    values: TotalValues,
    /// In order of time.
    moved: Vec<MovedTotal>,
}

impl Totals {
    /// The totals of `chronicle` from incidents with these grades.
    pub fn new(chronicle: &Chronicle, grades: &BTreeSet<Grade>) -> Totals {
        let mut by_place: BTreeMap<PlaceName<&str>, Vec<&Incident>> = BTreeMap::new();
        for incident in chronicle.incidents.values() {
            // Any other incident stands beside the total of a city and never in it.
            for city in &incident.place.cities {
                by_place.entry(PlaceName::City(&**city)).or_default().push(incident);
            }
        }
        for (name, incidents) in Territories::of(chronicle).incidents(chronicle) {
            by_place.insert(name, incidents.into_iter().map(|(incident, _)| incident).collect());
        }
        let everywhere = of_place(chronicle, grades, None, chronicle.incidents.values().collect());
        let of_places = by_place
            .into_par_iter()
            .flat_map_iter(|(name, incidents)| of_place(chronicle, grades, Some(name), incidents));
        let values = of_places.chain(everywhere).collect();
        Totals { values, moved: Vec::new() }
    }

    /// These totals with what `recorded` says of the time before. Those that differ are added on the day `today` if the rules
    /// of counting are what changed.
    #[must_use]
    pub fn following(mut self, recorded: &RecordedTotals, is_recount: bool, today: Day) -> Totals {
        let moved = if is_recount { recorded.differing(&self.values, today) } else { Vec::new() };
        self.moved.clone_from(&recorded.moved);
        for mut moved in moved {
            // Two moves of one day are one, for readers.
            if let Some(at) = self.moved.iter().position(|past| moved.repeats(past)) {
                moved.was = self.moved.remove(at).was;
            }
            if moved.was != moved.now {
                self.moved.push(moved);
            }
        }
        self
    }

    /// Those that moved on `day`.
    pub fn moved_on(&self, day: Day) -> usize {
        self.moved.iter().filter(|moved| moved.on == day).count()
    }

    /// Whether `recorded` lacks all of them, or those of all regions and countries.
    pub fn are_new_to(&self, recorded: &RecordedTotals) -> bool {
        let has_territories = self.values.keys().any(|key| key.scope.is_of_territory());
        !recorded.are_recorded() || (has_territories && !recorded.has_territories())
    }

    /// Whether `recorded` says the same.
    pub fn are_in(&self, recorded: &RecordedTotals) -> bool {
        recorded.are(&self.values, &self.moved)
    }

    /// An error for each total that is not what `recorded` says.
    pub(super) fn faults(&self, recorded: &RecordedTotals, today: Day) -> Vec<Diagnostic> {
        recorded.faults(&self.values, today)
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}")?;
        let (name, key) = COUNTED_BY;
        writeln!(f, "{name}  {key}  {RULES}")?;
        for (TotalKey { scope, measure }, value) in &self.values {
            writeln!(f, "{TOTALS}{scope}  {}  {value}", scope::short(*measure))?;
        }
        self.moved.iter().try_for_each(|moved| writeln!(f, "{moved}"))
    }
}

/// The totals of a place, or of everywhere, among `incidents`: ever, and in each year.
fn of_place(
    chronicle: &Chronicle,
    grades: &BTreeSet<Grade>,
    place: Option<PlaceName<&str>>,
    mut incidents: Vec<&Incident>,
) -> Vec<(TotalKey, String)> {
    let slug = place.map(|place| chronicle.places.slug_of(place));
    // What only may lie here stands beside the total and never in it.
    let question = Question { place, days: None, party: None, grades };
    incidents.retain(|it| question.membership(it, &chronicle.places) < Membership::PlaceUnclear);
    let year = |incident: &&Incident| {
        let (from, to) = (incident.days.from(), incident.days.to());
        // What lies across the end of a year is in the total of neither.
        (from.year() == to.year()).then(|| (from.year(), from.calendar_month()))
    };
    let years: BTreeMap<i16, Month> = incidents.iter().filter_map(year).collect();
    let periods = [None].into_iter().chain(years.into_values().map(Some));
    let of_period = |month: Option<Month>| {
        let question = Question { days: month.map(Month::year_of_days), ..question };
        let reckoning = reckon(incidents.iter().copied(), &question, &chronicle.places);
        let scope = TotalScope { place: slug.clone(), year: month.map(Month::year) };
        let is_shown =
            |measure: Measure| measure != Measure::Casualties || reckoning.bare_numbers > 0;
        let rows = reckoning.rows.iter().filter(|(measure, _)| is_shown(**measure));
        let known = rows.filter_map(|(measure, toll)| Some((*measure, toll.bounds?)));
        let line = |(measure, bounds)| {
            let scope = scope.clone();
            (TotalKey { scope, measure }, notation::count(Some(bounds)))
        };
        known.map(line).collect::<Vec<_>>()
    };
    periods.flat_map(of_period).collect()
}
