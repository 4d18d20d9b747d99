//! `dateline check`: reports everything that is wrong.
//! It writes nothing, and does not know what a build does with the pages.

use dateline::edge::terminal::Terminal;
use dateline::press::{self, Printed};
use dateline::text::diagnostic::Diagnostic;
use rayon::prelude::*;

use crate::cli::{Common, Format};
use crate::command::failure::{Exit, Failure};
use crate::command::faults::{exit_for, one_of_each, report};
use crate::command::pictures::Pictures;
use crate::command::project::{ComposedProject, Project};

pub(super) fn run(format: Format, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    let composed = project.read_and_compose()?;
    let faults = all_faults(&composed, &Pictures::new(&project.root));
    terminal.print(&report(&faults, &|path| composed.text_of(path), format))?;
    if faults.is_empty() {
        terminal.say("nothing is wrong");
    }
    Ok(exit_for(&faults))
}

/// The faults of composing; if there are no errors, also those of printing every page.
fn all_faults(project: &ComposedProject, pictures: &Pictures) -> Vec<Diagnostic> {
    let mut faults = project.composition.faults.clone();
    if let Some(site) = project.printable() {
        let pages = site.edition.pages.par_iter();
        let printed: Vec<Diagnostic> = pages
            .filter_map(|(_, page)| match press::print(&site.theme, page) {
                Ok(Printed::Picture(picture)) => pictures.bytes(&picture, &project.snapshot).err(),
                printed => printed.err(),
            })
            .map(|fault| *fault)
            .collect();
        faults.extend(one_of_each(printed));
    }
    faults
}
