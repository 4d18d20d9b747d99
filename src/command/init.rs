//! `dateline init`: makes a small site.
//! It does not know what is in the files, and changes none that exists.

use std::path::Path;

use dateline::edge::new_files;
use dateline::edge::terminal::Terminal;

use crate::command::failure::{Exit, Failure};

/// The files of a new site: path and text.
const FILES: [(&str, &str); 7] = [
    ("site.toml", include_str!("init/site.toml")),
    (".gitignore", "/public\n/.dateline\n"),
    ("figures.lock", include_str!("init/figures.lock")),
    ("content/about.md", include_str!("init/about.md")),
    ("content/method.md", include_str!("init/method.md")),
    ("content/cities/sample-town.md", include_str!("init/sample-town.md")),
    ("content/dispatches/a-first-dispatch.md", include_str!("init/a-first-dispatch.md")),
];

pub(super) fn run(dir: &Path, terminal: &Terminal) -> Result<Exit, Failure> {
    let name = dir.display();
    if !new_files::is_empty(dir)? {
        return Err(Failure::usage(format!(
            "{name} is not empty, and a new site needs a folder of its own; name another folder"
        )));
    }
    new_files::write(dir, FILES.into_iter())?;
    terminal.say(&format!(
        "made a site in {name}\n\nnext:\n  cd {name}\n  dateline serve\n  dateline new \"A headline\" --city \"A city\"\n\n\
         then change the title and the address in site.toml\n\n\
         after each publication:\n  dateline figures accept    records the figures. Later changes then need a correction"
    ));
    Ok(Exit::Clean)
}
