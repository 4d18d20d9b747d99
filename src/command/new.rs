//! `dateline new`: writes a dispatch to fill in.
//! It changes no file that exists, and does not know what a dispatch may say.

use dateline::edge::new_files::{self, NewFilesFault};
use dateline::edge::terminal::Terminal;
use dateline::field::day::Day;
use dateline::field::slug::Slug;

use crate::cli::{Common, NewArgs};
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;

pub(super) fn run(args: &NewArgs, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    for (what, text) in [("the headline", &args.title), ("--city", &args.city)] {
        if text.trim().is_empty() {
            return Err(Failure::usage(format!("{what} is empty")));
        }
    }
    let day = match &args.date {
        Some(date) => Day::parse(date).map_err(|fault| {
            Failure::usage(format!("--date: {}; {}", fault.message, fault.help))
        })?,
        None => Day::from_instant(project.now()?, &project.timezone()?),
    };
    let slug = Slug::make(&args.title);
    let path = format!("content/dispatches/{}/{}-{slug}.md", day.year(), day.iso());
    let file = (path.as_str(), &*dispatch(args, day));
    new_files::write(&project.root, std::iter::once(file)).map_err(|fault| match fault {
        NewFilesFault::Exists(path) => Failure::usage(format!(
            "{} exists already and was not changed; give the dispatch another headline or --date",
            path.display()
        )),
        other => other.into(),
    })?;
    terminal.print(&format!("{path}\n"))?;
    terminal.say(
        "This dispatch is a draft. To see it, run `dateline serve --drafts`. To publish it, delete the line `draft: true`.",
    );
    Ok(Exit::Clean)
}

fn dispatch(args: &NewArgs, day: Day) -> String {
    let quoted = |text: &str| serde_json::to_string(text.trim()).expect("a string is plain data");
    include_str!("new/dispatch.md")
        .replace("{title}", &quoted(&args.title))
        .replace("{city}", &quoted(&args.city))
        .replace("{date}", &day.iso())
}
