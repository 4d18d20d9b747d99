//! The table of incidents and of tolls over a period: a line for each that stands.
//! It does not add them up, and it does not decide what counts; the chronicle has.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::chronicle::figure::Origin;
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::references::DispatchId;
use crate::field::casualties::{Group, Harm};
use crate::field::dispatch::{Dispatch, Kind, Series};
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::data::bounds;
use crate::plan::desk::Desk;
use crate::plan::point::Point;
use crate::plan::table::column;
use crate::plan::table::{About, Table};
use crate::text::span::Spanned;

const ABOUT: About = About {
    name: "incidents",
    title: "Incidents and tolls over a period",
    description: "One row for each incident, and for each toll over a period, that stands, by day and then by id. \
                  An incident is all dispatches about it, with its latest figures: several dispatches on one attack \
                  are one row. A toll over a period may count the same people as incidents that have rows of their \
                  own, so these rows must not simply be added up; tolls.csv has sums in which nobody is counted twice. \
                  People missing, displaced or trapped are a state on a day and no sum; they stand in dispatches.json.",
};

/// An incident, and what its row says that it does not.
struct Line<'d> {
    incident: &'d Incident,
    point: Option<Point>,
    /// The dispatches whose word stands: not withdrawn, and no translations.
    live: Vec<DispatchId>,
}

type Column<'d> = column::Column<'d, Line<'d>>;

/// Every incident and toll, by day and then by id.
pub fn table(desk: &Desk<'_>) -> Table {
    let line = |incident| {
        let mut live = desk.tellers(incident);
        live.retain(|number| desk.chronicle.dispatches[*number].withdrawn.is_none());
        Line { incident, live, point: Point::of_incident(&incident.place, &desk.chronicle.places) }
    };
    let mut columns = identity(desk);
    columns.extend(time_and_place());
    columns.extend(standing(desk));
    columns.extend(figures());
    columns.extend(references(desk));
    Table::of(ABOUT, columns, in_order(desk).into_iter().map(line))
}

/// Every incident and toll as the table has them: by day and then by id.
pub fn in_order<'d>(desk: &Desk<'d>) -> Vec<&'d Incident> {
    let mut incidents: Vec<&Incident> = desk.chronicle.incidents.values().collect();
    incidents.sort_by_key(|incident| (incident.days, &incident.id));
    incidents
}

fn identity<'d>(desk: &'d Desk<'_>) -> Vec<Column<'d>> {
    let kinds = vec![Kind::Incident.word(), Kind::Toll.word()];
    vec![
        Column::text("id", "Its id, which stays the same.", |line| {
            Some(line.incident.id.as_str().into())
        })
        .tagged("#event+id")
        .unique(),
        Column::one_of(
            "kind",
            kinds,
            "`incident`, or `toll` for somebody's total over a period.",
            |line| Some(line.incident.kind.word()),
        )
        .tagged("#event+type")
        .required(),
        Column::text("title", "What it is called.", |line| {
            Some(desk.incident_title(line.incident, &desk.config.language).0.into())
        })
        .tagged("#event+name"),
        Column::address("url", "Its page; if one dispatch alone tells of it, that.", |line| {
            Some(desk.linker.absolute(&desk.incident_route(line.incident)).into())
        })
        .tagged("#meta+url")
        .required(),
    ]
}

fn time_and_place<'d>() -> Vec<Column<'d>> {
    let cities =
        |line: &Line<'_>| line.incident.place.cities.iter().map(|city| city.to_string()).collect();
    vec![
        Column::day("from", "The first day on which it happened.", |line| {
            Some(line.incident.days.from())
        })
        .tagged("#date+start")
        .required(),
        Column::day("to", "The last day on which it happened.", |line| {
            Some(line.incident.days.to())
        })
        .tagged("#date+end")
        .required(),
        Column::word("day_precision", "How closely the days are known.", |line| {
            Some(line.incident.day_precision)
        })
        .tagged("#date+precision")
        .required(),
        Column::list("cities", "The cities in which it happened, with `|` between them.", cities)
            .tagged("#loc+city+name+list"),
        Column::text("region", "The region.", |line| {
            line.incident.place.region.as_deref().map(Cow::from)
        })
        .tagged("#adm1+name"),
        Column::text("country", "The country, as two letters of ISO 3166-1.", |line| {
            line.incident.place.country.as_deref().map(Cow::from)
        })
        .tagged("#country+code+v_iso2"),
        Column::text("area", "The place below the city or region, in free words.", |line| {
            line.incident.place.area.as_deref().map(Cow::from)
        })
        .tagged("#loc+area+name"),
        Column::word("place_precision", "How closely the place is known.", |line| {
            Some(line.incident.place.precision)
        })
        .tagged("#loc+precision")
        .required(),
        Column::latitude(
            "lat",
            "Latitude (WGS 84), rounded to what is known and may be published: four decimals to the spot, three to \
             the street, two to the district. To the city it is the city's own point, or one decimal. Empty when \
             the place is vaguer than a city or no point is known.",
            |line| Some(line.point?.lat),
        )
        .tagged("#geo+lat"),
        Column::longitude("lon", "Longitude (WGS 84), rounded in the same way.", |line| {
            Some(line.point?.lon)
        })
        .tagged("#geo+lon"),
    ]
}

fn standing<'d>(desk: &'d Desk<'_>) -> Vec<Column<'d>> {
    vec![
        Column::word("grade", "How well it is established.", |line| Some(line.incident.grade))
            .tagged("#status+grade")
            .required(),
        Column::switch("counted", "Whether the site's headline counts its grade.", |line| {
            Some(desk.config.headline_grades.contains(&line.incident.grade))
        })
        .tagged("#status+counted")
        .required(),
        Column::switch(
            "accused_only",
            "Whether any of its figures rests on nobody but the party held responsible.",
            |line| {
                let mut figures = line.incident.figures.values();
                Some(figures.any(|effective| effective.figure.origin == Origin::AccusedOnly))
            },
        )
        .tagged("#status+accused_only")
        .required(),
    ]
}

fn figures<'d>() -> Vec<Column<'d>> {
    let wholes = [Measure::Whole(Harm::Killed), Measure::Whole(Harm::Injured), Measure::Casualties];
    let of_the_killed = Group::ALL.iter().map(|group| Measure::Part(Harm::Killed, *group));
    wholes.into_iter().chain(of_the_killed).flat_map(figure).collect()
}

fn figure<'d>(measure: Measure) -> Vec<Column<'d>> {
    let name = measure.name();
    let tag = format!("#affected+{}", name.replacen('_', "+", 1));
    let whom = bounds::whom(measure);
    let wording = Column::text(
        &format!("{name}_wording"),
        &format!(
            "The {whom}, as reported; in dateline's words where no report puts this number into words. `unknown` where a \
             report says so, empty where none speaks of it."
        ),
        move |line| Some(line.incident.figures.get(&measure)?.figure.wording.as_str().into()),
    );
    let cell = move |line: &Line<'_>| line.incident.bounds(measure);
    let numbers = bounds::columns(&format!("{name}_"), &tag, &whom, cell);
    numbers.into_iter().chain([wording.tagged(&format!("{tag}+text"))]).collect()
}

fn references<'d>(desk: &'d Desk<'_>) -> Vec<Column<'d>> {
    let parties = |line: &Line<'_>| {
        let parties = line.incident.attribution.iter().map(|attributed| attributed.to.as_str());
        let parties: BTreeSet<&str> = parties.collect();
        parties.into_iter().map(str::to_owned).collect()
    };
    let slugs = |line: &Line<'_>| {
        let slug = |number: &DispatchId| desk.chronicle.dispatches[*number].slug.value.to_string();
        line.live.iter().map(slug).collect()
    };
    let ids = |line: &Line<'_>| {
        let ids = line.incident.file.as_ref().map(|file| &file.ids).into_iter().flatten();
        ids.map(|(scheme, id)| format!("{scheme}:{id}")).collect()
    };
    vec![
        Column::list(
            "attribution",
            "The parties it is attributed to, by id, with `|` between them. How firmly stands in dispatches.json.",
            parties,
        )
        .tagged("#org+attribution+list"),
        Column::list("dispatches", "The dispatches that tell of it, by slug.", slugs)
            .tagged("#meta+dispatches+list"),
        Column::text("series", "The running total that a toll continues.", |line| {
            Some(series(desk, line)?.name.value.as_str().into())
        })
        .tagged("#meta+series"),
        Column::number(
            "phase",
            "The phase of that running total. A new phase starts from nought.",
            |line| Some(u64::from(series(desk, line)?.phase)),
        )
        .tagged("#meta+series+phase"),
        Column::list(
            "includes",
            "The incidents and tolls that are known to be inside this toll, by id.",
            |line| named(desk, line, |dispatch| &dispatch.includes),
        )
        .tagged("#event+includes+list"),
        Column::list(
            "excludes",
            "The incidents and tolls that are known to be outside this toll, by id.",
            |line| named(desk, line, |dispatch| &dispatch.excludes),
        )
        .tagged("#event+excludes+list"),
        Column::list(
            "may_include",
            "The incidents and tolls of which nobody knows whether they are inside this toll, by id.",
            |line| named(desk, line, |dispatch| &dispatch.may_include),
        )
        .tagged("#event+may_include+list"),
        Column::list("ids", "What others call it: `ucdp:` or whose id it is, and the id.", ids)
            .tagged("#event+id+other+list"),
    ]
}

/// The series of the latest dispatch that writes one.
fn series<'d>(desk: &'d Desk<'_>, line: &Line<'_>) -> Option<&'d Series> {
    let dispatches = line.live.iter().rev().map(|number| &desk.chronicle.dispatches[*number]);
    dispatches.into_iter().find_map(|dispatch| dispatch.series.as_ref())
}

/// What the dispatches that nothing replaced name under a key, each by the id it goes by now.
fn named(desk: &Desk<'_>, line: &Line<'_>, key: fn(&Dispatch) -> &[Spanned<Slug>]) -> Vec<String> {
    let replaced = &desk.chronicle.references.replaced;
    let standing = line.live.iter().filter(|number| !replaced[**number]);
    let written = standing.flat_map(|number| key(&desk.chronicle.dispatches[*number]));
    let ids = written.filter_map(|id| Some(&desk.chronicle.incident(&id.value)?.id));
    let ids: BTreeSet<&Slug> = ids.collect();
    ids.into_iter().map(|id| id.to_string()).collect()
}
