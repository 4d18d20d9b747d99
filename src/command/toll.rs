//! `dateline toll`: what a toll comes to, and how. It is the toll that the pages show, from the same reckoning.

mod answer;
mod json;
mod sheet;
mod words;

use std::collections::BTreeSet;

use dateline::chronicle::Chronicle;
use dateline::chronicle::reckoning::Selection;
use dateline::chronicle::reckoning::question::Question;
use dateline::edge::terminal::Terminal;
use dateline::field::casualties::Harm;
use dateline::field::day::{Day, DayRange};
use dateline::field::word::Word;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::{self, ReportStyle};
use dateline::text::spelling::did_you_mean;

use crate::cli::{Common, TollFormat};
use crate::command::failure::{Exit, Failure};
use crate::command::project::{Project, exit_for};
use crate::command::toll::answer::Answer;

/// What was asked for.
pub(crate) struct Asked<'a> {
    /// One city, or everywhere.
    pub(crate) city: Option<&'a str>,
    /// The first day.
    pub(crate) from: Option<&'a str>,
    /// The last day.
    pub(crate) to: Option<&'a str>,
    /// One harm, or all.
    pub(crate) harm: Option<&'a str>,
    /// How much of it.
    pub(crate) depth: Depth,
    /// How to say it.
    pub(crate) format: TollFormat,
}

/// How much of a toll is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// What it comes to.
    Sums,
    /// And every figure it rests on.
    Explained,
}

pub(crate) fn run(
    asked: &Asked<'_>,
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let harm = asked.harm.map(harm).transpose()?;
    let (from, to) = (asked.from.map(day).transpose()?, asked.to.map(day).transpose()?);
    let (snapshot, reconciled, faults) = Project::find(common, None)?.reconcile()?;
    let Some(reconciled) = reconciled.filter(|_| !faults.iter().any(Diagnostic::is_error)) else {
        let errors: Vec<Diagnostic> = faults.into_iter().filter(Diagnostic::is_error).collect();
        let text_of = |path: &_| snapshot.text(path).map(|text| text.to_string());
        terminal.say(&report::human(&errors, &text_of, ReportStyle::Colour));
        terminal.say("there is no toll while there are errors");
        return Ok(exit_for(&errors));
    };
    let chronicle = &reconciled.chronicle;
    let city = asked.city.map(|name| city(name, chronicle)).transpose()?;
    let question = Question {
        city: city.as_deref(),
        days: days(from, to, chronicle)?,
        party: None,
        grades: &reconciled.config.headline_grades,
    };
    let sorted = Selection::new(chronicle.incidents.values(), &question, &chronicle.places);
    let answer = Answer {
        chronicle,
        question,
        harm,
        reckoning: sorted.reckon(),
        explanation: (asked.depth == Depth::Explained).then(|| sorted.explain()),
        sorted: &sorted,
        zone: &reconciled.config.timezone,
    };
    let text = match asked.format {
        TollFormat::Text => words::written(&answer),
        TollFormat::Json => json::written(&answer),
        TollFormat::Csv => sheet::written(&answer),
    };
    terminal.data(&text).map_err(Failure::world)?;
    Ok(Exit::Clean)
}

fn harm(word: &str) -> Result<Harm, Failure> {
    Harm::parse(word).ok_or_else(|| {
        let harms: Vec<&str> = Harm::ALL.iter().map(|harm| harm.word()).collect();
        Failure::usage(format!(
            "`--harm {word}` is no kind of harm; write one of {}",
            harms.join(", ")
        ))
    })
}

fn day(written: &str) -> Result<Day, Failure> {
    Day::parse(written)
        .map_err(|fault| Failure::usage(format!("{}; {}", fault.message, fault.help)))
}

/// The city that a spelling means.
fn city(spelling: &str, chronicle: &Chronicle) -> Result<String, Failure> {
    let places = &chronicle.places;
    let name = places.city(spelling);
    if places.cities.contains_key(&name) {
        return Ok(name.to_string());
    }
    let folded = |text: &str| text.to_lowercase();
    let mut alike = places.cities.keys().filter(|name| folded(name) == folded(spelling));
    if let (Some(name), None) = (alike.next(), alike.next()) {
        return Ok(name.to_string());
    }
    let known = places.cities.keys().map(|name| &**name);
    let hint = did_you_mean(spelling, known, "names are written as on its pages");
    Err(Failure::usage(format!("no dispatch is from `{spelling}`; {hint}")))
}

/// The days that are asked of; an end that is not named is the first or the last on record.
fn days(
    from: Option<Day>,
    to: Option<Day>,
    chronicle: &Chronicle,
) -> Result<Option<DayRange>, Failure> {
    let on_record = || chronicle.incidents.values().map(|incident| incident.days);
    let known: BTreeSet<Day> = on_record().flat_map(|days| [days.from(), days.to()]).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return Ok(None);
    };
    let (from, to) = match (from, to) {
        (None, None) => return Ok(None),
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, from.max(*last)),
        (None, Some(to)) => (to.min(*first), to),
    };
    let days = DayRange::new(from, to).ok_or_else(|| {
        Failure::usage(format!("`--from {from}` is after `--to {to}`; swap the two"))
    })?;
    Ok(Some(days))
}
