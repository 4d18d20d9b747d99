//! The table of people who were harmed: one row for each person whom an incident lists.
//! It holds no name that is withheld, and it does not know why one is.

use crate::chronicle::incident::Incident;
use crate::chronicle::people::ResolvedPerson;
use crate::field::person::{Fate, Sex};
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::row::people;
use crate::plan::table::cell::Address;
use crate::plan::table::{About, Table, column};
use crate::plan::view::people::PersonView;

const ABOUT: About = About {
    name: "people",
    title: "People",
    description: "One row for each person whom the reports on an incident list, sorted by the day of the incident. \
                  A person whom several dispatches list is one row. Names of children and of the living are usually \
                  withheld; then the row has no name. Do not count these rows to get a toll: a list may be a part of \
                  those who were harmed. For totals, use tolls.csv.",
};

/// A person who becomes one row.
struct Line<'d> {
    incident: &'d Incident,
    known: &'d ResolvedPerson,
    shown: PersonView,
}

type Column<'d> = column::Column<'d, Line<'d>>;

/// Everybody who is listed, by the day of the incident.
pub(crate) fn table(index: &Index<'_>) -> Table {
    let line = |&(incident, at): &(u32, usize)| {
        let (_, incident) = index.chronicle.incidents.get_indexed(incident as usize)?;
        let known = incident.people.persons.get(at)?;
        let shown = people::resolved(index, known, &index.config.language);
        Some(Line { incident, known, shown })
    };
    let lines: Vec<Line<'_>> = index.people_lists.by_day.iter().filter_map(line).collect();
    let mut columns = of_incident(index);
    columns.extend(of_person());
    Table::of(ABOUT, columns, lines)
}

fn of_incident<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    vec![
        Column::required("incident", "The id of the incident, as in incidents.csv.", |line| {
            line.incident.id.as_str()
        })
        .tagged("#event+id"),
        Column::required("from", "The first day of the incident.", |line| {
            line.incident.days.from()
        })
        .tagged("#date+start"),
        Column::required("to", "The last day of the incident.", |line| line.incident.days.to())
            .tagged("#date+end"),
        Column::list(
            "cities",
            "The cities of the incident, separated by `|`.",
            |line: &Line<'_>| {
                line.incident.place.cities.iter().map(|city| city.to_string()).collect()
            },
        )
        .tagged("#loc+city+name+list"),
        Column::required("url", "The page of the incident.", |line| {
            Address(index.linker.absolute(&index.incident_route(line.incident)))
        })
        .tagged("#meta+url"),
    ]
}

fn of_person<'d>() -> Vec<Column<'d>> {
    vec![
        Column::new("name", "The name. Empty if it is withheld or not known.", |line: &Line<'_>| {
            line.shown.name.clone()
        })
        .tagged("#affected+name"),
        Column::list(
            "names",
            "The name in other languages, each after the code of the language and a colon, separated by `|`.",
            |line: &Line<'_>| {
                let names = line.shown.names.iter();
                names.map(|name| format!("{}: {}", name.lang, name.name)).collect()
            },
        )
        .tagged("#affected+name+alt+list"),
        Column::required("withheld", "True if there is a name and it is withheld.", |line| {
            line.shown.withheld
        })
        .tagged("#affected+withheld"),
        Column::new("age", "The age in years. Empty if it is not known as a number.", |line: &Line<'_>| {
            let age = line.shown.age.as_ref()?;
            Some(u64::from(if age.months { age.number / 12 } else { age.number }))
        })
        .tagged("#affected+age"),
        Column::new("age_about", "True if the age is only about right.", |line: &Line<'_>| {
            Some(line.shown.age.as_ref()?.about)
        })
        .tagged("#affected+age+about"),
        Column::new("child", "True if the reports prove that the person was under 18.", |line: &Line<'_>| {
            Some(matches!(line.shown.who, "girl" | "boy" | "child"))
        })
        .tagged("#affected+child"),
        Column::new("sex", "The sex.", |line: &Line<'_>| match line.shown.who {
            "girl" | "woman" | "elderly_woman" | "female" => Some(Sex::Female),
            "boy" | "man" | "elderly_man" | "male" => Some(Sex::Male),
            _ => None,
        })
        .tagged("#affected+sex"),
        Column::new("group", "The group, such as `civilian`.", |line: &Line<'_>| line.shown.group)
            .tagged("#affected+group"),
        Column::required("harm", "What happened to the person in the end.", |line| line.known.fate)
            .one_of(Fate::ALL.iter().map(|fate| fate.word()))
            .tagged("#affected+type"),
        Column::new("role", "What the person did, in the words of the report.", |line: &Line<'_>| {
            line.shown.role.as_ref().map(|role| role.title.clone())
        })
        .tagged("#affected+role"),
        Column::new("died", "The day of death, if it was later than the incident.", |line: &Line<'_>| {
            line.shown.died.as_ref().map(|day| day.0)
        })
        .tagged("#date+died"),
        Column::new("source", "Who names the person.", |line: &Line<'_>| {
            line.shown.source.as_ref().map(|source| source.title.clone())
        })
            .tagged("#meta+source"),
    ]
}
