//! `dateline check`: everything that is wrong, and nothing written.

use dateline::edge::terminal::Terminal;
use dateline::press::{self, Printed};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::{self, ReportStyle};
use rayon::prelude::*;

use crate::cli::{Common, Format};
use crate::command::failure::{Exit, Failure};
use crate::command::pictures::Pictures;
use crate::command::project::{Look, Project, exit_for};

pub(crate) fn run(format: Format, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    let look = project.look()?;
    let faults = all_faults(&look, &Pictures::of(&project.root));
    let text_of = |path: &_| look.text_of(path);
    let text = match format {
        Format::Human => report::human(&faults, &text_of, ReportStyle::Colour),
        Format::Concise => report::concise(&faults, &text_of),
        Format::Json => report::json(&faults, &text_of),
    };
    terminal.data(&text).map_err(Failure::world)?;
    if faults.is_empty() {
        terminal.say("nothing is wrong");
    }
    Ok(exit_for(&faults))
}

/// The faults of composing, and if there are none, those of printing every page.
fn all_faults(look: &Look, pictures: &Pictures) -> Vec<Diagnostic> {
    let mut faults = look.composition.faults.clone();
    let printable = look.composition.site.as_ref().filter(|_| !look.composition.has_errors());
    if let Some(site) = printable {
        let printed: Vec<Diagnostic> = site
            .edition
            .pages
            .par_iter()
            .filter_map(|(_, page)| match press::print(&site.theme, page) {
                Ok(Printed::Picture(picture)) => pictures.made(&picture, &look.snapshot).err(),
                printed => printed.err(),
            })
            .map(|fault| *fault)
            .collect();
        faults.extend(first_of_each(printed));
    }
    faults
}

/// A slip in a template fails every page it prints: the first page stands for all of them.
pub(crate) fn first_of_each(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for fault in faults {
        let same = |known: &&mut Diagnostic| {
            (&known.path, known.span, &known.label) == (&fault.path, fault.span, &fault.label)
        };
        if kept.iter_mut().find(same).is_none() {
            kept.push(fault);
        }
    }
    kept
}
