//! `dateline check`: reports everything that is wrong.
//! It writes nothing, and does not know what a build does with the pages.

use dateline::edge::terminal::Terminal;
use dateline::text::diagnostic::Diagnostic;
use rayon::prelude::*;

use crate::cli::{Common, Format};
use crate::command::failure::{Exit, Failure};
use crate::command::faults::{exit_for, one_of_each, report};
use crate::command::left_out::left_out;
use crate::command::pictures::Pictures;
use crate::command::project::{ComposedProject, Project};

pub(super) fn run(format: Format, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    let composed = project.read_and_compose()?;
    let faults = all_faults(&composed, &Pictures::new(&project.root));
    terminal.print(&report(&faults, &|path| composed.text_of(path), format))?;
    for line in left_out(&composed.composition) {
        terminal.say(&line);
    }
    if faults.is_empty() {
        terminal.say("nothing is wrong");
    }
    Ok(exit_for(&faults))
}

/// The faults of composing; if there are no errors, also those of printing every page.
fn all_faults(project: &ComposedProject, pictures: &Pictures) -> Vec<Diagnostic> {
    let mut faults = project.composition.faults.clone();
    if let Some(site) = project.printable() {
        let print = |page| pictures.print(&site.theme, page, &project.snapshot);
        let pages = site.edition.pages.par_iter();
        let printed = pages.filter_map(|(_, page)| print(page).err()).collect();
        faults.extend(one_of_each(printed));
    }
    faults
}
