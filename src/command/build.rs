//! `dateline build`: the whole site, or nothing.

use std::path::Path;
use std::time::Duration;

use dateline::chronicle::visible::Reason;
use dateline::compose::Composition;
use dateline::edge::clock::Stopwatch;
use dateline::edge::publish::fault::PublishFault;
use dateline::edge::publish::{Made, Published, publish};
use dateline::edge::terminal::{Progress, Terminal};
use dateline::plan::edition::{Edition, Page};
use dateline::plan::view::Kind;
use dateline::press::{self, Printed};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::ReportStyle;

use crate::cli::Common;
use crate::command::check::first_of_each;
use crate::command::failure::{Exit, Failure};
use crate::command::pictures::Pictures;
use crate::command::project::{Look, Project, exit_for};

pub(crate) fn run(
    output: &Path,
    base_url: Option<&str>,
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let started = Stopwatch::start();
    let project = Project::find(common, base_url)?;
    let look = project.look()?;
    let exit = write(&project, &look, output, started, terminal);
    // The program ends here: giving back a hundred thousand pages one by one would only take time.
    std::mem::forget(look);
    exit
}

/// Prints and publishes what was composed.
fn write(
    project: &Project,
    look: &Look,
    output: &Path,
    started: Stopwatch,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let faults = &look.composition.faults;
    let site = look.composition.site.as_ref().filter(|_| !look.composition.has_errors());
    let Some(site) = site else {
        return Ok(refuse(look, faults, terminal));
    };
    if !faults.is_empty() {
        terminal.say(&look.report(faults, ReportStyle::Colour));
    }
    let progress = terminal.progress(site.edition.pages.len());
    let pictures = Pictures::of(&project.root);
    let print = |_: &_, page: &Page| match press::print(&site.theme, page) {
        Ok(Printed::Bytes(bytes)) => Ok(Made::Bytes(bytes)),
        Ok(Printed::Copy(source)) => Ok(Made::Copy(source)),
        Ok(Printed::Picture(picture)) => {
            pictures.made(&picture, &look.snapshot).map(Made::Bytes).map_err(|fault| *fault)
        }
        Err(fault) => Err(*fault),
    };
    let output = project.root.join(output);
    let published = publish(&project.root, &output, &site.edition, print, || progress.step());
    Progress::finish(progress);
    match published {
        Ok(published) => {
            if let Err(error) = pictures.forget_the_rest() {
                terminal.say(&format!(
                    "warning: pictures of earlier builds could not be deleted: {error}"
                ));
            }
            say_what_was_made(look, &site.edition, &published, started.elapsed(), terminal);
            if project.shows_drafts() {
                terminal.say("warning: this site shows drafts and embargoed dispatches; keep it to yourselves");
            }
            Ok(Exit::Clean)
        }
        Err(PublishFault::Unprinted(found)) => Ok(refuse(look, &first_of_each(found), terminal)),
        Err(PublishFault::Refused(refusal)) => Err(Failure::usage(refusal)),
        Err(other) => Err(Failure::world(other)),
    }
}

fn refuse(look: &Look, faults: &[Diagnostic], terminal: &Terminal) -> Exit {
    terminal.say(&look.report(faults, ReportStyle::Colour));
    terminal.say("nothing was written; the last site stands as it was");
    exit_for(faults)
}

fn say_what_was_made(
    look: &Look,
    edition: &Edition,
    published: &Published,
    took: Duration,
    terminal: &Terminal,
) {
    for line in left_out(&look.composition) {
        terminal.say(&line);
    }
    if let Some(ends) = look.composition.next_embargo {
        terminal.say(&format!("the next embargo ends {ends}; build again then"));
    }
    let size = megabytes(published.bytes);
    let seconds = took.as_secs_f64();
    terminal.say(&format!(
        "made {} files ({size}) in {seconds:.2} s: {}",
        published.written,
        kinds(edition)
    ));
    if published.removed > 0 {
        terminal
            .say(&format!("took away {} that are no longer part of the site", published.removed));
    }
    if let Some(fault) = &published.left_behind {
        terminal.say(&format!("warning: {fault}"));
    }
    terminal.say(&format!("published in {}", published.output.display()));
}

/// Every page that was left out, with its reason.
pub(crate) fn left_out(composition: &Composition) -> Vec<String> {
    composition
        .left_out
        .iter()
        .map(|left| {
            let reason = match &left.reason {
                Reason::Draft => "it is a draft".to_owned(),
                Reason::Embargoed(ends) => format!("its embargo ends {ends}"),
                Reason::Unreferenced => "nothing that is published refers to it".to_owned(),
                Reason::Withdrawn => "it was withdrawn; its address says so".to_owned(),
            };
            format!("left out {}: {reason}", left.path)
        })
        .collect()
}

fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// `65 dispatches, 8 city pages, ...`
fn kinds(edition: &Edition) -> String {
    const NAMES: [(&str, &str); 11] = [
        ("dispatch", "dispatches"),
        ("city page", "city pages"),
        ("incident", "incidents"),
        ("year", "years"),
        ("month", "months"),
        ("redirect", "redirects"),
        ("other page", "other pages"),
        ("document", "documents"),
        ("picture", "pictures"),
        ("copied file", "copied files"),
        ("theme file", "theme files"),
    ];
    let kind = |page: &Page| match page {
        Page::Made(recipe) => match recipe.kind {
            Some(Kind::Dispatch | Kind::Withdrawn) => 0,
            Some(Kind::City) => 1,
            Some(Kind::Incident) => 2,
            Some(Kind::Year) => 3,
            Some(Kind::Month) => 4,
            Some(Kind::Redirect) => 5,
            Some(_) => 6,
            None => 7,
        },
        Page::Picture(_) => 8,
        Page::Copy { .. } => 9,
        Page::Asset { .. } => 10,
    };
    let mut counts = [0_usize; NAMES.len()];
    edition.pages.values().for_each(|page| counts[kind(page)] += 1);
    let said = counts.iter().zip(NAMES).filter_map(|(count, (one, many))| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    });
    said.collect::<Vec<_>>().join(", ")
}
