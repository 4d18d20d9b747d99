//! The table of incidents, and of tolls that cover a period: one row for each.
//! It does not add them up or decide what counts; the chronicle does.

mod references;

use crate::chronicle::figure::Origin;
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::references::DispatchId;
use crate::field::casualties::{Group, Harm};
use crate::field::dispatch::Kind;
use crate::field::word::Word;
use crate::plan::data::bounds;
use crate::plan::data::incidents::references::{references, sources};
use crate::plan::index::Index;
use crate::plan::point::Point;
use crate::plan::table::cell::{Address, Latitude, Longitude};
use crate::plan::table::{About, Table, column};

const ABOUT: About = About {
    name: "incidents",
    title: "Incidents, and totals for a period",
    description: "One row for each incident and for each total for a period, sorted by day and then by id. Several \
                  dispatches on one attack are one row, with the latest figures. Do not add up these rows: a total \
                  for a period may count the same people as incidents that have their own rows. For totals in which \
                  nobody is counted twice, use tolls.csv. For people missing, displaced, trapped or held, whose numbers \
                  describe one day and are never added up, use dispatches.json.",
};

/// An incident that becomes one row, with values the incident does not hold itself.
struct Line<'d> {
    incident: &'d Incident,
    point: Option<Point>,
    /// The dispatches about it that were not withdrawn, without translations.
    live: Vec<DispatchId>,
}

type Column<'d> = column::Column<'d, Line<'d>>;

/// Every incident and toll, sorted by day and then by id.
pub(crate) fn table(index: &Index<'_>) -> Table {
    let line = |incident| {
        let mut live = index.chronicle.tellers(incident);
        live.retain(|number| index.chronicle.dispatches[*number].withdrawn.is_none());
        Line { incident, live, point: Point::of_incident(&incident.place, &index.chronicle.places) }
    };
    let mut columns = identity(index);
    columns.extend(time_and_place(index));
    columns.extend(standing(index));
    columns.extend(figures(index));
    columns.extend(references(index));
    columns.extend(sources(index));
    Table::of(ABOUT, columns, in_order(index).into_iter().map(line))
}

/// Every incident and toll in the order of the table.
fn in_order<'d>(index: &Index<'d>) -> Vec<&'d Incident> {
    let mut incidents: Vec<&Incident> = index.chronicle.incidents.values().collect();
    incidents.sort_by_key(|incident| (incident.days, &incident.id));
    incidents
}

/// The row number of each incident, by the number of the incident.
pub(crate) fn rows(index: &Index<'_>) -> Vec<usize> {
    let mut rows = vec![0; index.chronicle.incidents.len()];
    for (row, incident) in in_order(index).into_iter().enumerate() {
        rows[incident.number as usize] = row;
    }
    rows
}

fn identity<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    let kinds = vec![Kind::Incident.word(), Kind::Toll.word()];
    vec![
        Column::required("id", "The id of the incident. It does not change.", |line| {
            line.incident.id.as_str()
        })
        .tagged("#event+id")
        .unique(),
        Column::required("kind", "`incident`, or `toll` for a total for a period.", |line| {
            line.incident.kind.word()
        })
        .one_of(kinds)
        .tagged("#event+type"),
        Column::new("title", "The name of the incident.", |line| {
            Some(index.incident_title(line.incident, &index.config.language).0)
        })
        .tagged("#event+name"),
        Column::required(
            "url",
            "The page of the incident, or its dispatch if there is only one.",
            |line| Address(index.linker.absolute(&index.incident_route(line.incident))),
        )
        .tagged("#meta+url"),
    ]
}

fn time_and_place<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    let places = &index.chronicle.places;
    let cities =
        |line: &Line<'_>| line.incident.place.cities.iter().map(|city| city.to_string()).collect();
    vec![
        Column::required("from", "The first day on which it happened.", |line| {
            line.incident.days.from()
        })
        .tagged("#date+start"),
        Column::required("to", "The last day on which it happened.", |line| {
            line.incident.days.to()
        })
        .tagged("#date+end"),
        Column::required("day_precision", "How exactly the days are known.", |line| {
            line.incident.day_precision
        })
        .tagged("#date+precision"),
        Column::list("cities", "The cities in which it happened, separated by `|`.", cities)
            .tagged("#loc+city+name+list"),
        Column::new("region", &filled("The region."), |line: &Line<'_>| {
            let place = &line.incident.place;
            let of_city = || places.agreed_region_of(only_city(line.incident)?);
            Some(place.region.as_deref().or_else(of_city)?.to_owned())
        })
        .tagged("#adm1+name"),
        Column::new("country", &filled("The country, as a two-letter ISO 3166-1 code."), |line: &Line<'_>| {
            let place = &line.incident.place;
            let of_city = || places.agreed_country_of(only_city(line.incident)?);
            let of_region = || places.country_of_region(place.region.as_deref()?);
            Some(place.country.as_deref().or_else(of_city).or_else(of_region)?.to_owned())
        })
        .tagged("#country+code+v_iso2"),
        Column::new("area", "The place within the city or region, in free text.", |line| {
            line.incident.place.area.as_deref()
        })
        .tagged("#loc+area+name"),
        Column::required("place_precision", "How exactly the place is known.", |line| {
            line.incident.place.precision
        })
        .tagged("#loc+precision"),
        Column::new(
            "lat",
            "Latitude (WGS 84), rounded. The dispatch decides how exact it is: four decimals for an exact place, three \
             for a street, two for a district. For a city it is the city's own point, or one decimal. Empty if \
             no city is known or there is no point.",
            |line| Some(Latitude(line.point?.lat)),
        )
        .tagged("#geo+lat"),
        Column::new("lon", "Longitude (WGS 84), rounded in the same way.", |line| {
            Some(Longitude(line.point?.lon))
        })
        .tagged("#geo+lon"),
    ]
}

/// The city of an incident; none if there are several.
fn only_city(incident: &Incident) -> Option<&str> {
    let mut cities = incident.place.cities.iter();
    let first = cities.next()?;
    cities.next().is_none().then_some(first)
}

/// The description of a place that may be taken from the city.
fn filled(what: &str) -> String {
    format!(
        "{what} If no report gives it, that of the only city: by its file, or if all dispatches agree."
    )
}

fn standing<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    vec![
        Column::required("grade", "How strong the evidence is.", |line| line.incident.grade)
            .tagged("#status+grade"),
        Column::required(
            "counted",
            "True if this site includes this grade in its totals.",
            |line| index.config.headline_grades.contains(&line.incident.grade),
        )
        .tagged("#status+counted"),
        Column::required(
            "accused_only",
            "True if any of its figures comes from the accused party only.",
            |line| {
                let mut figures = line.incident.figures.values();
                figures.any(|effective| effective.figure.origin == Origin::AccusedOnly)
            },
        )
        .tagged("#status+accused_only"),
    ]
}

/// The figures. Those of the detained and the abducted are there if any incident has one: most sites have none.
fn figures<'d>(index: &Index<'_>) -> Vec<Column<'d>> {
    let wholes = Measure::in_casualties().chain([Measure::Casualties]);
    let of_the_killed = Group::ALL.iter().map(|group| Measure::Part(Harm::Killed, *group));
    let is_told = |measure: &Measure| {
        let mut incidents = index.chronicle.incidents.values();
        incidents.any(|incident| incident.figures.contains_key(measure))
    };
    let others = [Harm::Detained, Harm::Abducted].map(Measure::Whole).into_iter().filter(is_told);
    wholes.chain(of_the_killed).chain(others).flat_map(figure).collect()
}

fn figure<'d>(measure: Measure) -> Vec<Column<'d>> {
    let name = measure.name();
    let tag = format!("#affected+{}", name.replacen('_', "+", 1));
    let whom = bounds::whom(measure);
    let wording = Column::new(
        &format!("{name}_wording"),
        &format!(
            "The number of {whom} in the words of the report. If several figures were added, dateline writes the sum in words. \
             `unknown` if a report says so. Empty if no report gives it. Between two numbers it has a long dash, `3–5`, because \
             spreadsheets take `3-5` for the fifth of March."
        ),
        move |line| Some(no_date(&line.incident.figures.get(&measure)?.figure.wording)),
    );
    let cell = move |line: &Line<'_>| line.incident.bounds(measure);
    let numbers = bounds::columns(&format!("{name}_"), &tag, &whom, cell);
    numbers.into_iter().chain([wording.tagged(&format!("{tag}+text"))]).collect()
}

/// The wording with a dash in place of each hyphen between two numbers. A spreadsheet would read `3-5` as a day.
fn no_date(wording: &str) -> String {
    let mut text = String::with_capacity(wording.len());
    for (at, c) in wording.char_indices() {
        let before = wording[..at].trim_end().chars().next_back();
        let after = wording[at + c.len_utf8()..].trim_start().chars().next();
        let is_between =
            before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric);
        text.push(if c == '-' && is_between { '–' } else { c });
    }
    text
}
