//! What a new site has invented, and nobody has replaced yet. It must not reach readers.
//! It does not know the rest of the site.

use dateline::edge::publish::fault::ADDRESS_OF_NEW_SITES;
use dateline::field::excerpt::excerpt;
use dateline::text::source::SourcePath;

use crate::command::composed_project::ComposedProject;
use crate::command::init::{EXAMPLE, FILES};
use crate::command::project::Project;

/// A file of a new site that still says what only a new site says.
pub(in crate::command) struct LeftOver {
    /// The file.
    path: &'static str,
    /// What is left over in it, and what to do.
    told: String,
}

/// What is left over in a site.
pub(in crate::command) fn find(project: &Project, composed: &ComposedProject) -> Vec<LeftOver> {
    let text_of = |path: &str| composed.snapshot.text(&SourcePath::new(path));
    let mut found = Vec::new();
    let (path, example) = EXAMPLE;
    // Git on Windows writes other ends of lines.
    if text_of(path).is_some_and(|text| text.lines().eq(example.lines())) {
        let told = format!("{path} is the invented example of a new site; delete it");
        found.push(LeftOver { path, told });
    }
    let (address, _) = composed.addresses();
    if !project.is_told_its_address() && address == ADDRESS_OF_NEW_SITES {
        let told =
            format!("`base_url` in site.toml is still {address}; write the address of your site");
        found.push(LeftOver { path: "site.toml", told });
    }
    for (path, made) in FILES {
        let Some(text) = text_of(path) else { continue };
        let is_placeholder =
            |line: &&str| line.starts_with("Write here") || *line == "title = \"A new record\"";
        let mut placeholders = made.lines().filter(is_placeholder);
        if let Some(line) = placeholders.find(|line| text.lines().any(|own| own == *line)) {
            let told = format!("{path} still says `{}`; write your own", excerpt(line));
            found.push(LeftOver { path, told });
        }
    }
    found
}

/// The warnings of what is left over.
pub(in crate::command) fn warnings(found: &[LeftOver]) -> impl Iterator<Item = String> {
    found.iter().map(|it| format!("warning: {} before you publish", it.told))
}

/// For scripts: each file that must not be published as it is.
pub(in crate::command) fn for_scripts(found: &[LeftOver]) -> String {
    let mut paths: Vec<&str> = found.iter().map(|it| it.path).collect();
    paths.dedup();
    paths.into_iter().map(|path| format!("left_over={path}\n")).collect()
}
