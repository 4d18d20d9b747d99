//! `dateline new`: a dispatch to fill in. It never touches a file that is there.

use dateline::edge::terminal::Terminal;
use dateline::edge::{clock, scaffold};
use dateline::field::day::Day;
use dateline::field::slug::Slug;

use crate::cli::Common;
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;

/// What was asked for.
pub(crate) struct Asked<'a> {
    /// The headline.
    pub(crate) title: &'a str,
    /// Where it happened.
    pub(crate) city: &'a str,
    /// The day of publication.
    pub(crate) date: Option<&'a str>,
}

pub(crate) fn run(
    asked: &Asked<'_>,
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    for (what, text) in [("the headline", asked.title), ("--city", asked.city)] {
        if text.trim().is_empty() {
            return Err(Failure::usage(format!("{what} is empty")));
        }
    }
    let day = match asked.date {
        Some(date) => Day::parse(date).map_err(|fault| {
            Failure::usage(format!("--date: {}; {}", fault.message, fault.help))
        })?,
        None => {
            let now = clock::now(common.now.as_deref()).map_err(Failure::usage)?;
            Day::from_instant(now, &project.timezone()?)
        }
    };
    let slug = Slug::make(asked.title);
    let path = format!("content/dispatches/{}/{}-{slug}.md", day.year(), day.iso());
    scaffold::create(&project.root.join(&path), &dispatch(asked, day)).map_err(
        |fault| match fault {
            scaffold::ScaffoldFault::There(_) => {
                Failure::usage(format!("{fault}; give the dispatch another headline or --date"))
            }
            other => Failure::world(other),
        },
    )?;
    terminal.data(&format!("{path}\n")).map_err(Failure::world)?;
    terminal.say(
        "it is a draft: `dateline serve --drafts` shows it; take out `draft: true` to publish it",
    );
    Ok(Exit::Clean)
}

fn dispatch(asked: &Asked<'_>, day: Day) -> String {
    let quoted = |text: &str| serde_json::to_string(text.trim()).expect("a string is plain data");
    include_str!("new/dispatch.md")
        .replace("{title}", &quoted(asked.title))
        .replace("{city}", &quoted(asked.city))
        .replace("{date}", &day.iso())
}
