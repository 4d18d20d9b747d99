//! `dateline verify`: says whether a folder holds what was built, and names every file that differs.
//! It does not know how files are compared, and changes nothing.

use std::collections::BTreeMap;

use dateline::edge::publish::audience::Audience;
use dateline::edge::publish::verify::{Difference, Verified, VerifyFault, verify};
use dateline::edge::terminal::Terminal;

use crate::cli::{Common, VerifyArgs};
use crate::command::failure::{Exit, Failure};
use crate::command::plural::count;
use crate::command::project::Project;

pub(super) fn run(
    args: &VerifyArgs,
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let folder = Project::published(args.dir.as_deref(), common)?;
    let verified = verify(&folder, args.list.as_deref())?;
    let Verified { site, audience, files, differences } = &verified;
    let files = count(*files, ["file", "files"]);
    if differences.is_empty() {
        terminal.say(&format!(
            "all {files} in {} are what was built for {site}, and there is nothing else",
            folder.display()
        ));
        if *audience == Audience::Editors {
            terminal
                .say("warning: this site shows drafts or embargoed dispatches; do not publish it");
        }
        return Ok(Exit::Clean);
    }
    let lines = differences.iter().map(|(path, difference)| match difference {
        Difference::Changed => format!("changed     {path}\n"),
        Difference::Missing => format!("missing     {path}\n"),
        Difference::Extra => format!("extra       {path}\n"),
        Difference::NotAFile => format!("not a file  {path}\n"),
        Difference::Unreadable(reason) => format!("unreadable  {path}: {reason}\n"),
    });
    terminal.print(&lines.collect::<String>())?;
    terminal.say(&format!(
        "{} is not what was built for {site} ({files}): {}; build the site again, or copy it again and delete there what is extra",
        folder.display(),
        summary(&verified)
    ));
    let is_known = |difference: &Difference| !matches!(difference, Difference::Unreadable(_));
    Ok(if differences.values().any(is_known) { Exit::Content } else { Exit::World })
}

/// `2 changed, 1 missing`
fn summary(verified: &Verified) -> String {
    let named = |difference: &Difference| match difference {
        Difference::Changed => (0, "changed"),
        Difference::Missing => (1, "missing"),
        Difference::Extra => (2, "extra"),
        Difference::NotAFile => (3, "not a file"),
        Difference::Unreadable(_) => (4, "unreadable"),
    };
    let mut counts = BTreeMap::<_, usize>::new();
    for difference in verified.differences.values() {
        *counts.entry(named(difference)).or_default() += 1;
    }
    let counts = counts.into_iter().map(|((_, name), count)| format!("{count} {name}"));
    counts.collect::<Vec<_>>().join(", ")
}

impl From<VerifyFault> for Failure {
    fn from(fault: VerifyFault) -> Failure {
        match fault {
            VerifyFault::NoFolder(_) => Failure::usage(fault),
            VerifyFault::NoList(_) | VerifyFault::DamagedList(_) | VerifyFault::NoChecksums(_) => {
                Failure { exit: Exit::Content, message: fault.to_string() }
            }
            VerifyFault::Io(_) => Failure::world(fault),
        }
    }
}
