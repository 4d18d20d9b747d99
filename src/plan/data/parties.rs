//! The table of what is attributed to parties: by party, row and period.
//! It does not add numbers; it asks the same questions as the pages.

use std::sync::Arc;

use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::Toll;
use crate::chronicle::reckoning::parties::Standing;
use crate::field::casualties::Group;
use crate::field::word::Word;
use crate::plan::data::bounds;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::period::Period;
use crate::plan::row::toll;
use crate::plan::table::cell::Address;
use crate::plan::table::{About, Table, column};

const ABOUT: About = About {
    name: "parties",
    title: "Parties",
    description: "How many people were harmed in incidents that are attributed to each party. There is one row for each \
                  party, way of attribution (`row`), period (all time, or a year), harm and group that has figures. Never \
                  add up rows: an incident may be attributed to several parties, and counts from zero for each; a \
                  coalition has the incidents of its members; and an incident that spans two years is in neither year.",
};

/// A toll of one measure that becomes one row.
struct Line {
    party: Arc<str>,
    row: Standing,
    scope: Scope,
    measure: Measure,
    toll: Toll,
    partly: u64,
    spans: u64,
    spans_most: Option<u64>,
}

type Column<'d> = column::Column<'d, Line>;

/// Every row of every party. All time comes first, then the years.
pub(crate) fn table(index: &Index<'_>) -> Table {
    let rows =
        index.parties.iter().flat_map(|(id, entry)| entry.rows.keys().map(move |row| (id, *row)));
    let lines = rows.flat_map(|(id, row)| {
        let always = Scope::party(id, row);
        let periods = always.incidents(index).all().into_iter();
        let periods = periods.filter(|period| !matches!(period, Period::Month(_)));
        periods.flat_map(|period| lines(index, always.during(period))).collect::<Vec<_>>()
    });
    let mut columns = questions(index);
    columns.extend(answers(index));
    Table::of(ABOUT, columns, lines)
}

fn lines(index: &Index<'_>, scope: Scope) -> Vec<Line> {
    let Some((id, row)) = scope.party.clone() else { return Vec::new() };
    let answer = scope.toll(index);
    let line = |(measure, toll): (Measure, &Toll)| Line {
        party: Arc::clone(&id),
        row,
        scope: scope.clone(),
        measure,
        toll: toll.clone(),
        partly: answer.partly.len() as u64,
        spans: answer.spans.incidents.len() as u64,
        spans_most: answer.spans.most(measure),
    };
    toll::shown(&answer).map(line).collect()
}

fn questions<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    let harms = Measure::adding_up();
    let said = |line: &Line| index.parties[&line.party].party;
    vec![
        Column::required("party", "The id of the party.", |line| line.party.to_string())
            .tagged("#org+id"),
        Column::required("name", "The name of the party.", |line: &Line| {
            index.own_party(&line.party).title
        })
        .tagged("#org+name"),
        Column::new("kind", "What the party is, as the site says.", move |line| said(line).kind.clone())
            .tagged("#org+type"),
        Column::list(
            "part_of",
            "The ids of the coalitions that it is part of, separated by `|`.",
            move |line| said(line).part_of.iter().map(|it| it.value.clone()).collect(),
        )
        .tagged("#org+parent+id+list"),
        Column::required(
            "row",
            "How the incidents are attributed to the party. Each incident is in the first that fits: `claimed` (it says that \
             it did it, or acknowledges it), `disputed` (others hold it responsible, and it denies or rejects that), `found` \
             (confirmed by others), `alleged`, `denied` (the reports themselves say that it is denied).",
            |line: &Line| line.row.word(),
        )
        .one_of(Standing::ALL.iter().map(|row| row.word()))
        .tagged("#status+attribution"),
        Column::new("period", "The year in which the events happened. Empty means all time.", |line: &Line| {
            line.scope.period.name()
        })
        .tagged("#date+period"),
        Column::new("from", "The first day of the period.", |line: &Line| {
            Some(line.scope.period.days()?.from())
        })
        .tagged("#date+start"),
        Column::new("to", "The last day of the period.", |line: &Line| {
            Some(line.scope.period.days()?.to())
        })
        .tagged("#date+end"),
        Column::required(
            "harm",
            "What happened to the people counted. `casualties` means killed and injured together.",
            |line: &Line| bounds::harm(line.measure),
        )
        .one_of(harms.map(bounds::harm))
        .tagged("#affected+harm"),
        Column::new("group", "A group of the people counted. Empty means everyone.", |line: &Line| -> Option<Group> {
            line.measure.group()
        })
        .tagged("#affected+group"),
    ]
}

fn answers<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    let columns =
        bounds::columns("", "#affected", "people in this row", |line: &Line| line.toll.bounds);
    let mut columns = Vec::from(columns);
    columns.extend([
        Column::required("incidents", "How many incidents give a number.", |line: &Line| {
            line.toll.known as u64
        })
        .tagged("#meta+incidents+known"),
        Column::required(
            "unknown",
            "How many incidents are counted but give no number for this row. This does not mean zero.",
            |line: &Line| line.toll.unknown as u64,
        )
        .tagged("#meta+incidents+unknown"),
        Column::required(
            "partly",
            "How many incidents count from zero, because others are held responsible too, or nobody says for how much of the \
             harm the party is.",
            |line: &Line| line.partly,
        )
        .tagged("#meta+incidents+partly"),
        Column::required(
            "spans",
            "How many incidents are not added because they extend beyond the year.",
            |line: &Line| line.spans,
        )
        .tagged("#meta+incidents+spans"),
        Column::new(
            "spans_max",
            "The maximum number of people in these incidents. Empty if not known.",
            |line: &Line| line.spans_most,
        )
        .tagged("#affected+spans+max"),
        Column::required("url", "The address of the sum and its incidents. It does not change.", |line: &Line| {
            Address(line.scope.address(index))
        })
        .tagged("#meta+url"),
    ]);
    columns
}
