//! `dateline init`: a small site that builds.

use std::path::Path;

use dateline::edge::scaffold;
use dateline::edge::terminal::Terminal;

use crate::command::failure::{Exit, Failure};

/// The files of a new site, by path.
const FILES: [(&str, &str); 7] = [
    ("site.toml", include_str!("init/site.toml")),
    (".gitignore", "/public\n/.dateline\n"),
    ("figures.lock", include_str!("init/figures.lock")),
    ("content/about.md", include_str!("init/about.md")),
    ("content/method.md", include_str!("init/method.md")),
    ("content/cities/sample-town.md", include_str!("init/sample-town.md")),
    ("content/dispatches/a-first-dispatch.md", include_str!("init/a-first-dispatch.md")),
];

pub(crate) fn run(dir: &Path, terminal: &Terminal) -> Result<Exit, Failure> {
    scaffold::lay_out(dir, &FILES).map_err(|fault| match fault {
        scaffold::ScaffoldFault::NotEmpty(_) => Failure::usage(fault),
        scaffold::ScaffoldFault::There(_) | scaffold::ScaffoldFault::Unwritten(..) => {
            Failure::world(fault)
        }
    })?;
    let name = dir.display();
    terminal.say(&format!(
        "made a site in {name}\n\nnext:\n  cd {name}\n  dateline serve\n  dateline new \"A headline\" --city \"A city\"\n\n\
         then change the title and the address in site.toml\n\n\
         whenever you have published:\n  dateline figures accept    records the figures, so that none changes unnoticed"
    ));
    Ok(Exit::Clean)
}
