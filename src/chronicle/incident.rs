//! One incident, or one toll over a period, as all its reports describe it together.
//! It does not know how it was put together, nor any other incident.

use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::chronicle::figure::{EffectiveByMeasure, FiguresByMeasure};
use crate::chronicle::measure::Measure;
use crate::chronicle::parts::together;
use crate::chronicle::people::IncidentPeople;
use crate::chronicle::references::DispatchId;
use crate::field::claim::{Attributed, Grade, Position};
use crate::field::count::Bounds;
use crate::field::dateline::{Coordinates, DayPrecision, Precision};
use crate::field::day::{Day, DayRange};
use crate::field::dispatch::Kind;
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::span::Spanned;

/// The place of an incident in the list of all incidents, which is in the order of their ids.
pub type IncidentId = u32;

/// An incident or a toll over a period.
#[derive(Clone, Debug)]
pub struct Incident {
    /// The id that editors write.
    pub id: Slug,
    /// Whether it is an incident or a toll over a period.
    pub kind: Kind,
    /// Its own file, if it has one.
    pub file: Option<Arc<IncidentFile>>,
    /// Whether a dispatch names it or a file describes it. Otherwise its id is only the slug of a dispatch.
    pub named: bool,
    /// Every dispatch on it, in order of publication.
    pub dispatches: Vec<DispatchId>,
    /// Where it happened.
    pub place: IncidentPlace,
    /// The days on which it happened.
    pub days: DayRange,
    /// How closely the days are known.
    pub day_precision: DayPrecision,
    /// Whether its file or a dispatch says when it happened. Otherwise the day is that of the first report.
    pub says_when: bool,
    /// The days on which it may have happened, given how closely they are known.
    pub possible_days: DayRange,
    /// How well it is established.
    pub grade: Grade,
    /// Who is held responsible.
    pub attribution: Vec<Attributed>,
    /// What the accused say.
    pub positions: Vec<Position>,
    /// The figures that count, by measure.
    pub figures: EffectiveByMeasure,
    /// The people whom its reports list.
    pub people: IncidentPeople,
    /// The series it continues, if it is a toll of one.
    pub series: Option<Phase>,
    /// What its dispatches declare to be inside and outside of it.
    pub declared: Declared,
    /// Its place among all incidents.
    pub number: IncidentId,
    /// All that is known to lie inside it, directly or through another, in order.
    pub inside: Vec<IncidentId>,
    /// All that is known to lie outside it, in order.
    pub outside: Vec<IncidentId>,
}

/// Where an incident happened, by the names the site uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentPlace {
    /// The cities, each once; more than one when it happened in several.
    pub cities: Vec<CityName>,
    /// The region, as written or from the files of its cities.
    pub region: Option<String>,
    /// The country, as written or from the files of its cities or its region.
    pub country: Option<String>,
    /// Free text below the city.
    pub area: Option<String>,
    /// How closely the place is known.
    pub precision: Precision,
    /// The point, if one was given.
    pub coordinates: Option<Coordinates>,
    /// How closely the point may be published: the coarsest that any report asks for.
    pub publish: Option<Precision>,
}

/// One phase of a series, which is a cumulative toll that is updated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phase {
    /// The series.
    pub series: Slug,
    /// Its phase; a new one starts from zero.
    pub phase: u32,
}

/// What a toll's dispatches declare, and where they write it.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// Known to be inside.
    pub includes: Vec<Spanned<Slug>>,
    /// Known to be outside.
    pub excludes: Vec<Spanned<Slug>>,
    /// Not known to be either.
    pub may_include: Vec<Spanned<Slug>>,
    /// The dispatch that says what is inside.
    pub by: Option<DispatchId>,
}

/// One report of a dispatch: which incident it is on, and what it supports.
#[derive(Clone, Debug, Default)]
pub struct ResolvedReport {
    /// The incident it is on, if it is on one.
    pub incident: Option<Slug>,
    /// The figures it supports by itself; none once the dispatch is withdrawn.
    pub figures: FiguresByMeasure,
}

impl Incident {
    /// The range that counts for `measure`; `None` while no number is known.
    ///
    /// Casualties are the killed and the injured together even if nobody gave a bare number.
    pub fn bounds(&self, measure: Measure) -> Option<Bounds> {
        let known = |measure| self.figures.get(&measure)?.figure.bounds;
        match known(measure) {
            None if measure == Measure::Casualties => together(known),
            bounds => bounds,
        }
    }

    /// The key by which lists are sorted: the day, then the first report. The id decides nothing that readers see.
    pub fn order(&self) -> (Day, Option<DispatchId>, IncidentId) {
        (self.days.from(), self.dispatches.first().copied(), self.number)
    }

    /// Whether it gives a number of all casualties: a bare number, or one for each harm that counts as a casualty.
    pub fn counts_all_casualties(&self) -> bool {
        self.states(Measure::Casualties) || Measure::in_casualties().all(|it| self.states(it))
    }

    /// Whether it gives a number for `measure`, and not only for some parts of it.
    pub fn states(&self, measure: Measure) -> bool {
        let figure = self.figures.get(&measure).map(|effective| &effective.figure);
        figure.is_some_and(|figure| figure.bounds.is_some() && !figure.from_parts)
    }
}
