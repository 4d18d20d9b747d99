//! A toll for spreadsheets, with the same columns as the site's `tolls.csv` where both have them.
//! It does not know how a toll is counted.

use csv::Writer;
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::explanation::{Explanation, Line};
use dateline::field::count::Bounds;
use dateline::field::word::Word;
use dateline::press::csv::harmless;

use crate::command::toll::answer::{Answer, ReportedFigure, reason};

const TOTALS: &str = "harm,group,min,max,open,approximate,incidents,unknown";
const FIGURES: &str =
    "id,from,to,harm,group,min,max,open,approximate,wording,file,reason,by,by_name";

/// The toll as CSV: a row for each measure, or for each figure that was counted. If a party was asked for, the first column says how
/// the incidents are attributed to it.
pub(super) fn write(answers: &[Answer<'_>]) -> String {
    let is_explained = answers.iter().any(|answer| answer.explanation.is_some());
    let of_party = answers.iter().any(|answer| answer.party.is_some());
    let columns = if is_explained { FIGURES } else { TOTALS };
    let columns = ["how"].into_iter().filter(|_| of_party).chain(columns.split(','));
    table(columns, answers.iter().flat_map(rows))
}

fn rows(answer: &Answer<'_>) -> Vec<Vec<String>> {
    let how = answer.question.party.map(|party| party.standing.word().to_owned());
    let rows: Vec<Vec<String>> = match &answer.explanation {
        None => totals(answer).collect(),
        Some(explanation) => figures(answer, explanation).collect(),
    };
    rows.into_iter().map(|row| how.clone().into_iter().chain(row).collect()).collect()
}

fn table<'c>(
    columns: impl Iterator<Item = &'c str>,
    rows: impl Iterator<Item = Vec<String>>,
) -> String {
    const VECTOR: &str = "a vector takes every write, and every row has as many cells";
    let mut csv = Writer::from_writer(Vec::new());
    csv.write_record(columns).expect(VECTOR);
    for row in rows {
        csv.write_record(row).expect(VECTOR);
    }
    String::from_utf8(csv.into_inner().expect(VECTOR)).expect("only text was written")
}

fn totals(answer: &Answer<'_>) -> impl Iterator<Item = Vec<String>> {
    answer.rows().map(|(measure, toll)| {
        let counts = [toll.known.to_string(), toll.unknown.to_string()];
        named(measure).into_iter().chain(number(toll.bounds)).chain(counts).collect()
    })
}

fn figures<'a>(
    answer: &Answer<'a>,
    explanation: &Explanation<'a>,
) -> impl Iterator<Item = Vec<String>> {
    let lines = explanation.lines.iter();
    lines.flat_map(|line| answer.figures(line.incident).map(|it| row(answer, line, &it)))
}

fn row<'a>(answer: &Answer<'a>, line: &Line<'a>, reported: &ReportedFigure<'a>) -> Vec<String> {
    let (incident, figure) = (line.incident, &reported.effective.figure);
    let (from, to) = (incident.days.from().iso(), incident.days.to().iso());
    let texts = [&figure.wording, reported.dispatch.path.as_str()];
    [incident.id.to_string(), from, to]
        .into_iter()
        .chain(named(reported.measure))
        .chain(number(figure.bounds))
        .chain(texts.map(|text| harmless(text.into()).into_owned()))
        .chain(why(answer, line, reported.measure))
        .chain([reported.by_name.to_string()])
        .collect()
}

fn named(measure: Measure) -> [String; 2] {
    let group = match measure {
        Measure::Part(_, group) => group.word(),
        Measure::Whole(_) | Measure::Casualties => "",
    };
    [measure.harm().map_or("casualties", Word::word).to_owned(), group.to_owned()]
}

/// All four are empty if no number is known. A number without a maximum is `open`.
fn number(bounds: Option<Bounds>) -> [String; 4] {
    let Some(bounds) = bounds else {
        return [(); 4].map(|()| String::new());
    };
    let max = bounds.max.map(|max| max.to_string()).unwrap_or_default();
    [bounds.min.to_string(), max, bounds.max.is_none().to_string(), bounds.approximate.to_string()]
}

/// Why a figure was not simply added, and the incidents that are the reason.
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
