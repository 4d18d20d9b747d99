//! A toll for spreadsheets, with the columns of the site's `tolls.csv` where both have them.

use csv::Writer;
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::explanation::{Explanation, Line};
use dateline::field::count::Bounds;
use dateline::field::word::Word;
use dateline::press::csv::harmless;

use crate::command::toll::answer::{Answer, reason};

const VECTOR: &str = "a vector takes every write, and every row has as many cells";

/// The toll as CSV: a row for each measure, or for each figure it rests on.
pub(super) fn write(answer: &Answer<'_>) -> String {
    let csv = match &answer.explanation {
        None => sums(answer),
        Some(explanation) => lines(answer, explanation),
    };
    String::from_utf8(csv.into_inner().expect(VECTOR)).expect("only text was written")
}

fn sums(answer: &Answer<'_>) -> Writer<Vec<u8>> {
    let mut csv = Writer::from_writer(Vec::new());
    csv.write_record([
        "harm",
        "group",
        "min",
        "max",
        "open",
        "approximate",
        "incidents",
        "unknown",
    ])
    .expect(VECTOR);
    for (measure, toll) in answer.rows() {
        let (known, unknown) = (toll.known.to_string(), toll.unknown.to_string());
        let cells = named(measure).into_iter().chain(number(toll.bounds)).chain([known, unknown]);
        csv.write_record(cells).expect(VECTOR);
    }
    csv
}

fn lines(answer: &Answer<'_>, explanation: &Explanation<'_>) -> Writer<Vec<u8>> {
    let mut csv = Writer::from_writer(Vec::new());
    let names = [
        "id",
        "from",
        "to",
        "harm",
        "group",
        "min",
        "max",
        "open",
        "approximate",
        "wording",
        "file",
    ];
    csv.write_record(names.into_iter().chain(["reason", "by"])).expect(VECTOR);
    for line in &explanation.lines {
        let (id, days) = (line.incident.id.to_string(), line.incident.days);
        for said in answer.said(line.incident) {
            let figure = &said.effective.figure;
            let cells = [id.clone(), days.from().iso(), days.to().iso()];
            let cells = cells.into_iter().chain(named(said.measure)).chain(number(figure.bounds));
            let told = [&figure.wording, said.dispatch.path.as_str()]
                .map(|text| harmless(text.into()).into_owned());
            csv.write_record(cells.chain(told).chain(why(answer, line, said.measure)))
                .expect(VECTOR);
        }
    }
    csv
}

fn named(measure: Measure) -> [String; 2] {
    let group = match measure {
        Measure::Part(_, group) => group.word(),
        Measure::Whole(_) | Measure::Casualties => "",
    };
    [measure.harm().map_or("casualties", Word::word).to_owned(), group.to_owned()]
}

/// Nothing known leaves all four empty; no maximum is `open`.
fn number(bounds: Option<Bounds>) -> [String; 4] {
    let Some(bounds) = bounds else {
        return [(); 4].map(|()| String::new());
    };
    let max = bounds.max.map(|max| max.to_string()).unwrap_or_default();
    [bounds.min.to_string(), max, bounds.max.is_none().to_string(), bounds.approximate.to_string()]
}

/// Why a figure is not simply added, and what that has to do with.
fn why<'a>(answer: &Answer<'a>, line: &Line<'a>, measure: Measure) -> [String; 2] {
    let exceptions = answer.exceptions(line).filter(|(measures, _)| measures.contains(&measure));
    let (words, by): (Vec<&str>, Vec<String>) = exceptions
        .map(|(_, why)| {
            let (word, named) = reason(why);
            let ids: Vec<&str> = named.iter().map(|named| named.0.id.as_str()).collect();
            (word, ids.join("|"))
        })
        .unzip();
    [words.join("|"), by.join("|")]
}
