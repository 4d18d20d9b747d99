//! `dateline build`: writes the whole site, or nothing.
//! It does not know how pages are printed or how a folder is replaced.

mod summary;

use std::path::Path;
use std::thread;

use dateline::compose::Composition;
use dateline::edge::clock::{self, Stopwatch};
use dateline::edge::publish::audience::Audience;
use dateline::edge::publish::fault::PublishFault;
use dateline::edge::publish::printed::IsKnown;
use dateline::edge::publish::standing::Standing;
use dateline::edge::publish::{Target, publish};
use dateline::edge::terminal::Terminal;
use dateline::text::diagnostic::Diagnostic;

use crate::cli::{BuildArgs, Common};
use crate::command::build::summary::summarize;
use crate::command::composed_project::ComposedProject;
use crate::command::failure::{Exit, Failure};
use crate::command::faults::{exit_for, one_of_each};
use crate::command::host_limits::LargeFiles;
use crate::command::init::left_over;
use crate::command::last_run::{Run, Said};
use crate::command::left_out::left_out;
use crate::command::pictures::Pictures;
use crate::command::project::Project;

pub(super) fn run(
    options: &BuildArgs,
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let started = Stopwatch::start();
    let project = Project::find(common, options.base_url.as_deref())?;
    let project = if options.staging { project.staging() } else { project };
    let run = Run::begin(&project, &format!("{options:?}"))?;
    let default = if options.staging { "staging" } else { "public" };
    let output = project.root.join(options.output.as_deref().unwrap_or(Path::new(default)));
    let standing = Standing::find(&project.root, &output)?;
    // Another build, with drafts or for another address, may have written there since.
    let is_there = |said: &Said| said.site.is_some() && said.site == standing.untouched();
    if let Some(said) = run.said_before().filter(is_there) {
        said.lines.iter().for_each(|line| terminal.say(line));
        let took = started.elapsed().as_secs_f64();
        terminal.print(&said.printed)?;
        terminal.say(&format!("nothing has changed since the last build, in {took:.2} s"));
        said.ending.iter().for_each(|line| terminal.say(line));
        return Ok(said.exit);
    }
    let order = Order { options, standing: &standing, run, started };
    thread::scope(|scope| {
        scope.spawn(|| standing.read_ahead());
        project.read_and_compose(|composed| publish_as(&order, &project, composed, terminal))
    })
}

/// A build that was asked for.
struct Order<'o> {
    options: &'o BuildArgs,
    standing: &'o Standing,
    run: Run,
    started: Stopwatch,
}

/// Prints and publishes the site as it was ordered.
fn publish_as(
    order: &Order<'_>,
    project: &Project,
    composed: &ComposedProject,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let options = order.options;
    let (site, staging) = composed.addresses();
    let (address, other) = match (options.staging, staging) {
        (true, staging) => (staging.unwrap_or_default(), Some(site)),
        (false, staging) => (site, staging),
    };
    let target = Target {
        standing: order.standing,
        address: &address,
        other: other.as_deref(),
        audience: audience(project, composed),
        take_over: options.take_over,
        sync: !options.no_sync,
    };
    write(order, project, composed, target, terminal)
}

/// For whom the site is built.
fn audience(project: &Project, composed: &ComposedProject) -> Audience {
    let shows_hidden = composed.printable().is_some_and(|site| site.edition.shows_hidden());
    match (shows_hidden || is_early(composed), project.is_staging()) {
        (true, _) => Audience::Editors,
        (false, true) => Audience::Colleagues,
        (false, false) => Audience::Readers,
    }
}

/// Whether it shows what is under embargo by the clock, because it is built for a later time.
fn is_early(composed: &ComposedProject) -> bool {
    composed.composition.timetable.last_embargo.is_some_and(|ended| !clock::has_come(ended))
}

/// Prints and publishes the site.
fn write(
    order: &Order<'_>,
    project: &Project,
    composed: &ComposedProject,
    target: Target<'_>,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let faults = &composed.composition.faults;
    let Some(site) = composed.printable() else {
        return Ok(refuse(composed, faults, terminal));
    };
    let mut lines = Vec::new();
    if !faults.is_empty() {
        lines.push(composed.report(faults));
        terminal.say(&lines[0]);
    }
    let told = lines.len();
    let progress = terminal.progress(site.edition.pages.len());
    let pictures = Pictures::new(&project.root);
    let print = |_: &_, page: &_, is_known: IsKnown<'_>| {
        let printed = pictures.print(&site.theme, page, &composed.snapshot, is_known)?;
        // Nothing that was made of such a project may be published.
        composed.changed_meanwhile().map_or(Ok(printed), Err)
    };
    let large = LargeFiles::default();
    let done = |route: &_, length| {
        large.look_at(route, length);
        progress.step();
    };
    let published = publish(target, &site.edition, print, done);
    drop(progress);
    let published = match published {
        Ok(published) => published,
        // The caller begins again.
        Err(PublishFault::Unprinted(_)) if composed.changed_meanwhile().is_some() => {
            return Ok(Exit::World);
        }
        Err(PublishFault::Unprinted(faults)) => {
            return Ok(refuse(composed, &one_of_each(faults), terminal));
        }
        Err(fault) => return Err(fault.into()),
    };
    if let Err(error) = pictures.delete_unused() {
        let message = "warning: pictures of earlier builds could not be deleted";
        terminal.say(&format!("{message}: {error}"));
    }
    let left_over = left_over::find(project, composed);
    lines.extend(left_out(&composed.composition));
    lines.extend(left_over::warnings(&left_over));
    lines.extend(about_content(composed, project));
    lines.extend(large.warnings(published.written));
    lines[told..].iter().for_each(|line| terminal.say(line));
    summarize(&site.edition, &published, order.started.elapsed(), terminal);
    let ending = next_steps(project, composed, &published.output);
    ending.iter().for_each(|line| terminal.say(line));
    if published.late_fault.is_some() {
        return Ok(Exit::World);
    }
    let printed = next_change(&composed.composition) + &left_over::for_scripts(&left_over);
    terminal.print(&printed)?;
    let site = Some(published.list);
    Ok(order.run.said(&composed.composition, printed, lines, ending, faults, site).exit)
}

/// For scripts: the moment at which the same sources give another site, if there is one.
fn next_change(composition: &Composition) -> String {
    let moment = composition.timetable.next_change();
    moment.map(|moment| format!("next_change={moment}\n")).unwrap_or_default()
}

fn refuse(composed: &ComposedProject, faults: &[Diagnostic], terminal: &Terminal) -> Exit {
    terminal.say(&composed.report(faults));
    terminal.say("Nothing was written. The site from the last build has not changed.");
    exit_for(faults)
}

/// When the site changes by itself, and who may see it.
fn about_content(composed: &ComposedProject, project: &Project) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(ends) = composed.composition.timetable.next_embargo {
        lines.push(format!("the next embargo ends {ends}; build again then"));
    }
    if let Some(ends) = composed.composition.timetable.next_overdue {
        lines.push(format!("the next promise of a party is overdue from {ends}; build again then"));
    }
    if is_early(composed) {
        lines.push(
            "warning: this site is built for a later time, and shows dispatches that are still under embargo; do not publish it"
                .to_owned(),
        );
    }
    let warning = match (project.shows_drafts(), project.is_staging()) {
        (false, false) => return lines,
        (true, false) => {
            "warning: this site shows drafts and embargoed dispatches; do not publish it"
        }
        (true, true) => {
            "warning: this staging site shows drafts and embargoed dispatches; anybody who knows its address can read them, unless the host asks for a password"
        }
        (false, true) => {
            "this is the staging site; search engines are asked not to list it, but everybody can read it unless the host asks for a password"
        }
    };
    lines.push(warning.to_owned());
    lines
}

/// Where the site is, and what is still to record when readers have it.
fn next_steps(project: &Project, composed: &ComposedProject, output: &Path) -> Vec<String> {
    let mut lines = vec![to_copy(project, output)];
    let figures = composed.composition.figures.as_ref();
    let unrecorded = figures.map(|figures| &figures.changes).filter(|it| !it.is_empty());
    let is_for_readers =
        !project.shows_drafts() && audience(project, composed) == Audience::Readers;
    if is_for_readers && let Some(changes) = unrecorded {
        lines.push(format!(
            "when it is published, run `dateline figures accept` to record: {changes}"
        ));
    }
    lines
}

/// Where the site is.
fn to_copy(project: &Project, output: &Path) -> String {
    let output = output.display();
    match project.shows_drafts() && !project.is_staging() {
        true => format!("the site with drafts is in {output}"),
        false => format!("the site to copy to your web server is in {output}"),
    }
}
