//! What a new site has invented, and nobody has replaced yet. It must not reach readers.
//! It does not know the rest of the site.

use dateline::edge::publish::fault::ADDRESS_OF_NEW_SITES;
use dateline::text::source::SourcePath;

use crate::command::composed_project::ComposedProject;
use crate::command::init::EXAMPLE;
use crate::command::project::Project;

/// The warnings of what is left over in a site.
pub(in crate::command) fn warnings(project: &Project, composed: &ComposedProject) -> Vec<String> {
    let mut warnings = Vec::new();
    let (path, text) = EXAMPLE;
    let found = composed.snapshot.text(&SourcePath::new(path));
    // Git on Windows writes other ends of lines.
    if found.is_some_and(|found| found.lines().eq(text.lines())) {
        warnings.push(format!(
            "warning: {path} is the invented example of a new site; delete it before you publish"
        ));
    }
    let (address, _) = composed.addresses();
    if !project.is_told_its_address() && address == ADDRESS_OF_NEW_SITES {
        warnings.push(format!(
            "warning: `base_url` in site.toml is still {address}; write the address of your site before you publish"
        ));
    }
    warnings
}
