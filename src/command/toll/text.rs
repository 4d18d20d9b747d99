//! A toll to be read on a terminal.

use std::fmt::Write;

use dateline::chronicle::incidents::Incident;
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::explanation::{Line, Named, Reason};
use dateline::chronicle::reckoning::fact::Share;
use dateline::chronicle::reckoning::sum::Facts;
use dateline::chronicle::reckoning::{Elsewhere, Toll};
use dateline::field::casualties::Harm;
use dateline::field::count::Bounds;
use dateline::field::day::{Day, DayRange};
use dateline::field::dispatch::Kind;
use dateline::field::word::Word;

use crate::command::toll::answer::Answer;

/// The toll in words.
pub(super) fn write(answer: &Answer<'_>) -> String {
    let mut text = heading(answer);
    for (measure, toll) in answer.rows() {
        text += &row(measure, toll);
    }
    for state in answer.states() {
        let as_of = Day::of(state.as_of, answer.zone);
        let _ = writeln!(
            text,
            "  {:<28}{} on {as_of}, never added up",
            state.harm.word(),
            state.wording
        );
    }
    text += &counted(answer);
    text += &explained(answer);
    text
}

fn heading(answer: &Answer<'_>) -> String {
    let place = answer.question.city.unwrap_or("Everywhere");
    let days = answer.question.days.map_or_else(|| "all time".to_owned(), days);
    format!("{place}, {days}\n\n")
}

fn days(days: DayRange) -> String {
    match days.from() == days.to() {
        true => days.from().to_string(),
        false => format!("{} to {}", days.from(), days.to()),
    }
}

fn row(measure: Measure, toll: &Toll) -> String {
    let indent = if measure.is_part() { "    " } else { "  " };
    let name = format!("{indent}{}", measure.name().replace('_', " "));
    let number = toll.bounds.map_or_else(|| "unknown".to_owned(), |bounds| bounds.to_string());
    let unknown = match toll.unknown {
        0 => String::new(),
        n => format!(", and {} with no number", several(n, "incident")),
    };
    format!("{name:<30}{number}{unknown}\n")
}

fn several(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}

/// What was counted, and what stands beside it.
fn counted(answer: &Answer<'_>) -> String {
    let reckoning = &answer.reckoning;
    let grades: Vec<&str> = answer.question.grades.iter().map(|grade| grade.word()).collect();
    let tolls = match reckoning.tolls.len() {
        0 => String::new(),
        n => format!(" and {} over a period", several(n, "total")),
    };
    let incidents = several(reckoning.counted.len(), "incident");
    let mut text = format!("\n{incidents}{tolls} counted, graded {}\n", grades.join(", "));
    if !reckoning.partly.is_empty() {
        let n = reckoning.partly.len();
        let _ = writeln!(text, "{n} of them reached other places too and counts from nought");
    }
    text += &beside(&reckoning.place_unclear, "whose place is not known more closely");
    text += &beside(&reckoning.spans, "that reaches beyond the period");
    if !reckoning.graded_out.is_empty() {
        let _ =
            writeln!(text, "{} left out by grade", several(reckoning.graded_out.len(), "incident"));
    }
    text
}

fn beside(elsewhere: &Elsewhere, which: &str) -> String {
    if elsewhere.incidents.is_empty() {
        return String::new();
    }
    let most = elsewhere.most(Measure::Whole(Harm::Killed));
    let most = most.map_or_else(|| "any number".to_owned(), |most| format!("up to {most}"));
    format!(
        "and {most} more killed in {} {which}\n",
        several(elsewhere.incidents.len(), "incident")
    )
}

/// Everything the toll rests on.
fn explained(answer: &Answer<'_>) -> String {
    let Some(explanation) = &answer.explanation else {
        return String::new();
    };
    let mut text = "\nWhat takes part\n".to_owned();
    for of_line in &explanation.lines {
        text += &line(answer, of_line);
    }
    let remainders =
        explanation.remainders.iter().filter(|remainder| answer.shows(remainder.measure));
    let remainders: Vec<_> = remainders.filter(|it| it.bounds != Bounds::exactly(0)).collect();
    if !remainders.is_empty() {
        text += "\nWhat is in no incident of its own\n";
    }
    for remainder in remainders {
        let name = remainder.measure.name().replace('_', " ");
        let _ = writeln!(text, "  {}: {} {name}", remainder.toll.id, remainder.bounds);
    }
    let beside = [
        ("Not added: place not known closely enough", &answer.sorted.place_unclear),
        ("Not added: reaching beyond the period", &answer.sorted.spans),
    ];
    for (title, facts) in beside {
        text += &listed(answer, title, &incidents(facts));
    }
    text + &listed(answer, "Not added: left out by grade", &answer.sorted.graded_out)
}

fn incidents<'a>(facts: &Facts<'a>) -> Vec<&'a Incident> {
    facts.list.iter().map(|fact| fact.incident).collect()
}

fn listed<'a>(answer: &Answer<'a>, title: &str, incidents: &[&'a Incident]) -> String {
    if incidents.is_empty() {
        return String::new();
    }
    let lines = incidents.iter().map(|incident| said(answer, incident));
    format!("\n{title}\n{}", lines.collect::<String>())
}

fn line<'a>(answer: &Answer<'a>, line: &Line<'a>) -> String {
    let mut text = said(answer, line.incident);
    if line.share == Share::Perhaps {
        text += "      counts from nought: it reached other places too\n";
    }
    for (measures, reason) in answer.exceptions(line) {
        let names: Vec<String> = measures.iter().map(|it| it.name().replace('_', " ")).collect();
        let _ = writeln!(text, "      {}: {}", names.join(", "), why(reason));
    }
    text
}

fn why(reason: &Reason<'_>) -> String {
    let ids = |named: &[Named<'_>]| {
        named.iter().map(|named| named.0.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    match reason {
        Reason::Within(of) => {
            format!("not added; known to be part of {}, counted in its place", ids(of))
        }
        Reason::GivesWay(to) => {
            format!("minimum not added; it may count the same people as {}", ids(to))
        }
        Reason::Inside(of) => format!("maximum not added; known to be part of {}", ids(of)),
        Reason::Outgrown(by) => format!(
            "at least so many; {}, later in the same series, tells of the whole alone",
            ids(by)
        ),
        Reason::Overtaken(by) => format!("not added; {} is later in the same series", ids(by)),
    }
}

/// An incident with what it says, and the files it stands in.
fn said<'a>(answer: &Answer<'a>, incident: &'a Incident) -> String {
    let kind = if incident.kind == Kind::Toll { " (total over a period)" } else { "" };
    let mut text = format!("  {}  {}{kind}\n", days(incident.days), incident.id);
    let mut silent = true;
    for said in answer.said(incident) {
        let (figure, path) = (&said.effective.figure, &said.dispatch.path);
        let name = said.measure.name().replace('_', " ");
        let _ = writeln!(text, "      {name:<26}{:<18}{path}", figure.wording);
        silent = false;
    }
    if silent {
        text += "      no number is known\n";
    }
    text
}
