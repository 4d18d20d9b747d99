//! `dateline check`: reports everything that is wrong, and names what readers do not see.
//! It writes nothing, and does not know what a build does with the pages.

use dateline::edge::terminal::Terminal;
use dateline::text::diagnostic::Diagnostic;
use rayon::prelude::*;

use crate::cli::{Common, Format};
use crate::command::composed_project::ComposedProject;
use crate::command::failure::{Exit, Failure};
use crate::command::faults::{one_of_each, report};
use crate::command::last_run::{Run, Said};
use crate::command::left_out::left_out;
use crate::command::pictures::Pictures;
use crate::command::project::Project;

pub(super) fn run(format: Format, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    let run = Run::begin(&project, &format!("check {format:?}"))?;
    let said = match run.said_before() {
        Some(said) => said,
        None => project.read_and_compose(|composed| Ok(check(&project, composed, &run, format)))?,
    };
    terminal.print(&said.printed)?;
    said.lines.iter().for_each(|line| terminal.say(line));
    Ok(said.exit)
}

/// Finds everything that is wrong.
fn check(project: &Project, composed: &ComposedProject, run: &Run, format: Format) -> Said {
    let faults = all_faults(composed, &Pictures::new(&project.root));
    let printed = report(&faults, &|path| composed.text_of(path), format);
    let mut lines = match format {
        Format::Human => left_out(&composed.composition),
        _ => Vec::new(),
    };
    if faults.is_empty() {
        lines.push("nothing is wrong".to_owned());
    }
    let (no_ending, no_site) = (Vec::new(), None);
    run.said(&composed.composition, printed, lines, no_ending, &faults, no_site)
}

/// The faults of composing; if there are no errors, also those of printing every page.
fn all_faults(project: &ComposedProject, pictures: &Pictures) -> Vec<Diagnostic> {
    let mut faults = project.composition.faults.clone();
    if let Some(site) = project.printable() {
        let print = |page| pictures.print(&site.theme, page, &project.snapshot, |_| false);
        let pages = site.edition.pages.par_iter();
        let printed = pages.filter_map(|(_, page)| print(page).err()).collect();
        faults.extend(one_of_each(printed));
    }
    faults
}
