//! A toll as text for the terminal.
//! It does not know how a toll is counted.

use std::fmt::Write;

use dateline::chronicle::incident::Incident;
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::explanation::{IncidentRef, Line, Reason};
use dateline::chronicle::reckoning::fact::Share;
use dateline::chronicle::reckoning::parties::Standing;
use dateline::chronicle::reckoning::{Toll, Uncertain};
use dateline::field::casualties::{Group, Harm};
use dateline::field::count::Bounds;
use dateline::field::country;
use dateline::field::day::{Day, DayRange};
use dateline::field::dispatch::Kind;
use dateline::field::place_name::PlaceName;
use dateline::field::word::Word;

use crate::command::plural::count;
use crate::command::toll::answer::Answer;

const INCIDENTS: [&str; 2] = ["incident", "incidents"];

/// The toll in words. Of several rows of a party, those in which nothing happened are left out.
pub(super) fn write(answers: &[Answer<'_>]) -> String {
    if let [only] = answers {
        return one(only);
    }
    let shown: Vec<String> = answers.iter().filter(|it| !it.is_empty()).map(one).collect();
    let party = answers.iter().find_map(|answer| answer.party).map_or("", |party| &party.name);
    match shown.len() {
        0 => format!("no incident is attributed to {party} here\n"),
        1 => shown.concat(),
        _ => shown.join("\n") + "\nNever add up these totals: they are of different weight.\n",
    }
}

fn one(answer: &Answer<'_>) -> String {
    let place = match answer.question.place {
        None => "Everywhere",
        Some(PlaceName::City(name) | PlaceName::Region(name)) => name,
        Some(PlaceName::Country(code)) => country::english_name(code).unwrap_or(code),
    };
    let days = answer.question.days.map_or_else(|| "all time".to_owned(), days);
    let whose = match (answer.party, answer.question.party) {
        (Some(party), Some(of)) => format!(": {}", attributed(of.standing, &party.name)),
        _ => String::new(),
    };
    let mut text = format!("{place}, {days}{whose}\n\n");
    for (measure, toll) in answer.rows() {
        text += &row(measure, toll);
    }
    for state in answer.states() {
        let (harm, as_of) = (state.harm.word(), Day::from_instant(state.as_of, answer.zone));
        let area = state.area.map_or_else(String::new, |area| format!(" in {area} km2"));
        let _ = writeln!(text, "  {harm:<26}  {}{area} on {as_of}, never added up", state.wording);
    }
    text + &counted(answer) + &explained(answer)
}

/// What a row of a party has in it.
fn attributed(row: Standing, party: &str) -> String {
    match row {
        Standing::Claimed => format!("claimed or acknowledged by {party}"),
        Standing::Disputed => format!("attributed to {party}, which denies or rejects it"),
        Standing::Found => format!("attributed to {party}, confirmed by others"),
        Standing::Alleged => format!("attributed to {party}, alleged"),
        Standing::Denied => format!("attributed to {party}, denied in the reports"),
    }
}

fn days(days: DayRange) -> String {
    match days.from() == days.to() {
        true => days.from().to_string(),
        false => format!("{} to {}", days.from(), days.to()),
    }
}

/// `killed`, `civilians killed`.
fn name(measure: Measure) -> String {
    match measure {
        Measure::Part(harm, group) => format!("{} {}", people(group), harm.word()),
        Measure::Whole(_) | Measure::Casualties => measure.name(),
    }
}

fn people(group: Group) -> &'static str {
    match group {
        Group::Civilian => "civilians",
        Group::Combatant => "combatants",
        Group::UnknownStatus => "unknown status,",
        Group::Children => "children",
        Group::Women => "women",
        Group::Journalists => "journalists",
        Group::Medics => "medics",
    }
}

fn row(measure: Measure, toll: &Toll) -> String {
    let indent = if measure.is_part() { "    " } else { "  " };
    let name = format!("{indent}{}", name(measure));
    let number = toll.bounds.map_or_else(|| "unknown".to_owned(), |bounds| bounds.to_string());
    let unknown = match toll.unknown {
        0 => String::new(),
        n => format!(", and {} with no number", count(n, INCIDENTS)),
    };
    format!("{name:<28}  {number}{unknown}\n")
}

/// What was counted, and what was not.
fn counted(answer: &Answer<'_>) -> String {
    let reckoning = &answer.reckoning;
    let grades: Vec<&str> = answer.question.grades.iter().map(|grade| grade.word()).collect();
    let tolls = match reckoning.tolls.len() {
        0 => String::new(),
        n => format!(" and {}", count(n, ["total over a period", "totals over a period"])),
    };
    let incidents = count(reckoning.counted.len(), INCIDENTS);
    let mut text =
        format!("\n{incidents}{tolls} counted. Grades included: {}\n", grades.join(", "));
    match reckoning.partly.len() {
        0 => {}
        n => {
            text += &(from_zero(answer, n) + "\n");
        }
    }
    text += &not_counted(&reckoning.place_unclear, "whose exact place is not known");
    text += &not_counted(&reckoning.spans, "partly outside the period");
    for (left_out, which) in
        [(&reckoning.graded_out, ""), (&reckoning.graded_out_unclear, ", which may be elsewhere")]
    {
        if !left_out.is_empty() {
            let incidents = count(left_out.len(), INCIDENTS);
            text += &format!("{incidents} left out because of the grade{which}\n");
        }
    }
    text
}

/// How many incidents count from zero, and why.
fn from_zero(answer: &Answer<'_>, n: usize) -> String {
    match (answer.question.party, answer.question.place) {
        (None, _) => format!("{n} of them also affected other places and count from zero"),
        (Some(_), None) => format!(
            "counted from zero: {n}, because others are held responsible too, or nobody says for how much the party is"
        ),
        (Some(_), Some(_)) => format!(
            "counted from zero: {n}, because other places were affected, others are held responsible too, or nobody says for how much the party is"
        ),
    }
}

fn not_counted(elsewhere: &Uncertain, which: &str) -> String {
    if elsewhere.incidents.is_empty() {
        return String::new();
    }
    let most = elsewhere.most(Measure::Whole(Harm::Killed));
    let most =
        most.map_or_else(|| "an unknown number of".to_owned(), |most| format!("up to {most}"));
    let incidents = count(elsewhere.incidents.len(), INCIDENTS);
    format!("not added: {most} people killed in {incidents} {which}\n")
}

/// Every figure of the toll.
fn explained(answer: &Answer<'_>) -> String {
    let Some(explanation) = &answer.explanation else {
        return String::new();
    };
    let lines: String = explanation.lines.iter().map(|it| line(answer, it)).collect();
    let remainders: String = explanation
        .remainders
        .iter()
        .filter(|it| answer.shows(it.measure) && it.bounds != Bounds::exactly(0))
        .map(|it| format!("  {}: {}, {}\n", it.toll.id, name(it.measure), it.bounds))
        .collect();
    let incidents = |incidents: &mut dyn Iterator<Item = &Incident>| -> String {
        incidents.map(|incident| figures(answer, incident)).collect()
    };
    let sorted = answer.sorted;
    let place_unclear = incidents(&mut sorted.place_unclear.list.iter().map(|it| it.incident));
    let spans = incidents(&mut sorted.spans.list.iter().map(|it| it.incident));
    let graded_out = incidents(&mut sorted.graded_out.iter().copied());
    let graded_out_unclear = incidents(&mut sorted.graded_out_unclear.iter().copied());
    let mut text = format!("\nCounted\n{lines}");
    for (title, list) in [
        ("Counted only in a total over a period, in no incident", remainders),
        ("Not counted: the exact place is not known", place_unclear),
        ("Not counted: partly outside the period", spans),
        ("Not counted: left out because of the grade", graded_out),
        (
            "Not counted: left out because of the grade, and the exact place is not known",
            graded_out_unclear,
        ),
    ] {
        if !list.is_empty() {
            text += &format!("\n{title}\n{list}");
        }
    }
    text
}

fn line<'a>(answer: &Answer<'a>, line: &Line<'a>) -> String {
    let mut text = figures(answer, line.incident);
    if line.share == Share::Perhaps {
        text += match answer.question.party {
            None => "      counts from zero: it also affected other places\n",
            Some(_) => "      counts from zero: all of it may be of others\n",
        };
    }
    for (measures, reason) in answer.exceptions(line) {
        let names: Vec<String> = measures.into_iter().map(name).collect();
        let _ = writeln!(text, "      {}: {}", names.join(", "), why(reason));
    }
    text
}

fn why(reason: &Reason<'_>) -> String {
    let ids = |named: &[IncidentRef<'_>]| {
        named.iter().map(|named| named.0.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    match reason {
        Reason::Within(of) => format!("not added; it is part of {}, which is counted", ids(of)),
        Reason::GivesWay(to) => {
            format!("minimum not added; it may count the same people as {}", ids(to))
        }
        Reason::Inside(of) => format!("maximum not added; it is part of {}", ids(of)),
        Reason::Outgrown(by) => {
            format!(
                "counts as a minimum; {}, later in the same series, gives only a total",
                ids(by)
            )
        }
        Reason::Overtaken(by) => format!("not added; {} is later in the same series", ids(by)),
    }
}

/// An incident with its figures and their files.
fn figures(answer: &Answer<'_>, incident: &Incident) -> String {
    let kind = if incident.kind == Kind::Toll { " (total over a period)" } else { "" };
    let heading = format!("  {}  {}{kind}\n", days(incident.days), incident.id);
    let figures: String = answer
        .figures(incident)
        .map(|reported| {
            let (figure, path) = (&reported.effective.figure, &reported.dispatch.path);
            let (name, wording) = (name(reported.measure), &figure.wording);
            let wording = match reported.by_name {
                0 => wording.clone(),
                n => format!("{wording} ({n} by name)"),
            };
            // Long words push the next column to the right; they never touch it.
            format!("      {name:<24}  {wording:<16}  {path}\n")
        })
        .collect();
    if figures.is_empty() { heading + "      no number is known\n" } else { heading + &figures }
}
