//! `dateline toll`: shows a toll and how it was counted. The pages show the same toll.
//! It does not know how a toll is counted.

mod answer;
mod csv;
mod json;
mod party;
mod place;
mod text;

use std::collections::BTreeSet;

use dateline::chronicle::Chronicle;
use dateline::chronicle::reckoning::Selection;
use dateline::chronicle::reckoning::parties::Standing;
use dateline::chronicle::reckoning::question::Question;
use dateline::edge::terminal::Terminal;
use dateline::field::casualties::Harm;
use dateline::field::day::{Day, DayRange};
use dateline::field::word::Word;
use dateline::text::diagnostic::Diagnostic;

use crate::cli::{Common, Format, TollArgs, TollFormat};
use crate::command::failure::{Exit, Failure};
use crate::command::faults::{exit_for, report};
use crate::command::project::Project;
use crate::command::toll::answer::Answer;
use crate::command::toll::party::AskedParty;

pub(super) fn run(args: &TollArgs, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let harm = args.harm.as_deref().map(harm).transpose()?;
    let [from, to] = [&args.from, &args.to].map(|it| it.as_deref().map(day).transpose());
    let (from, to) = (from?, to?);
    let (snapshot, reconciled, faults) = Project::find(common, None)?.read_and_reconcile()?;
    let errors: Vec<Diagnostic> = faults.into_iter().filter(Diagnostic::is_error).collect();
    let Some(reconciled) = reconciled.filter(|_| errors.is_empty()) else {
        let text_of = |path: &_| snapshot.text(path).map(|text| text.to_string());
        terminal.say(&report(&errors, &text_of, Format::Human));
        terminal.say("Correct the errors above. Then run `dateline toll` again.");
        return Ok(exit_for(&errors));
    };
    let chronicle = &reconciled.chronicle;
    let place = place::find(args, chronicle)?;
    let party =
        args.party.as_deref().map(|name| AskedParty::find(name, &reconciled)).transpose()?;
    let how = args.how.as_deref().map(standing).transpose()?;
    let question = Question {
        place,
        days: days(from, to, chronicle)?,
        party: None,
        grades: &reconciled.config.headline_grades,
    };
    let rows: Vec<Option<Standing>> = match (&party, how) {
        (None, _) => vec![None],
        (Some(_), Some(how)) => vec![Some(how)],
        (Some(_), None) => Standing::ALL.iter().copied().map(Some).collect(),
    };
    let question_of = |row: &Option<Standing>| Question {
        party: party.as_ref().zip(*row).map(|(party, row)| party.in_row(row)),
        ..question
    };
    let questions: Vec<Question<'_>> = rows.iter().map(question_of).collect();
    let select =
        |question| Selection::new(chronicle.incidents.values(), question, &chronicle.places);
    let selections: Vec<Selection<'_>> = questions.iter().map(select).collect();
    let answers = questions.iter().zip(&selections).map(|(question, sorted)| Answer {
        chronicle,
        question: *question,
        party: party.as_ref(),
        harm,
        reckoning: sorted.reckon(),
        explanation: args.explain.then(|| sorted.explain()),
        sorted,
        zone: &reconciled.config.timezone,
    });
    let answers: Vec<Answer<'_>> = answers.collect();
    let text = match args.format {
        TollFormat::Text => text::write(&answers),
        TollFormat::Json => json::write(&answers),
        TollFormat::Csv => csv::write(&answers),
    };
    terminal.print(&text)?;
    Ok(Exit::Clean)
}

fn harm(word: &str) -> Result<Harm, Failure> {
    Harm::parse(word).ok_or_else(|| {
        let harms: Vec<&str> = Harm::ALL.iter().map(|harm| harm.word()).collect();
        Failure::usage(format!(
            "`--harm {word}` is not a kind of harm; write one of {}",
            harms.join(", ")
        ))
    })
}

fn standing(word: &str) -> Result<Standing, Failure> {
    Standing::parse(word).ok_or_else(|| {
        let words: Vec<&str> = Standing::ALL.iter().map(|row| row.word()).collect();
        let words = words.join(", ");
        Failure::usage(format!("`--how {word}` is no way of attribution; write one of {words}"))
    })
}

fn day(written: &str) -> Result<Day, Failure> {
    Day::parse(written)
        .map_err(|fault| Failure::usage(format!("{}; {}", fault.message, fault.help)))
}

/// The days to count. Without `--from` or `--to` they begin or end with the record.
fn days(
    from: Option<Day>,
    to: Option<Day>,
    chronicle: &Chronicle,
) -> Result<Option<DayRange>, Failure> {
    let on_record = chronicle.incidents.values().map(|incident| incident.days);
    let known: BTreeSet<Day> = on_record.flat_map(|days| [days.from(), days.to()]).collect();
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
