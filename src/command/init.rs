//! `dateline init`: makes a small site, or the file by which a host publishes one.
//! It does not know what is in the files, and changes none that exists.

mod host;
pub(super) mod left_over;

use std::path::Path;

use dateline::edge::new_files;
use dateline::edge::terminal::Terminal;

use crate::cli::{Common, Host, InitArgs};
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;

/// The files of a new site: path and text.
const FILES: [(&str, &str); 7] = [
    ("site.toml", include_str!("init/site.toml")),
    (
        ".gitignore",
        "/public\n/staging\n/.dateline\n# The archives of `dateline pack`, and their signatures.\n/*.tar.gz\n/*.tar.gz.*\n",
    ),
    ("figures.lock", include_str!("init/figures.lock")),
    ("content/about.md", include_str!("init/about.md")),
    ("content/method.md", include_str!("init/method.md")),
    ("content/cities/sample-town.md", include_str!("init/sample-town.md")),
    EXAMPLE,
];

/// The invented dispatch.
const EXAMPLE: (&str, &str) =
    ("content/dispatches/a-first-dispatch.md", include_str!("init/a-first-dispatch.md"));

pub(super) fn run(args: &InitArgs, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let host_file = args.host.map(host::files);
    let Some(dir) = &args.dir else {
        return add_host(args.host, common, terminal);
    };
    make_site(dir, host_file, terminal)?;
    if let Some(host) = args.host {
        terminal.say(&told(host));
    }
    Ok(Exit::Clean)
}

/// Adds the file for a host to a site that exists.
fn add_host(host: Option<Host>, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let host = host
        .ok_or_else(|| Failure::usage("name the folder to make, as in `dateline init newsroom`"))?;
    let project = Project::find(common, None)?;
    let (path, text) = host::files(host);
    new_files::write(&project.root, [(path, &*text)].into_iter())?;
    terminal.say(&told(host));
    Ok(Exit::Clean)
}

/// What was made for `host`, and what to do next.
fn told(host: Host) -> String {
    let (path, _) = host::files(host);
    format!("made {path} to publish the site; {}", host::next(host))
}

fn make_site(
    dir: &Path,
    host_file: Option<(&str, String)>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let name = dir.display();
    if !new_files::is_empty(dir)? {
        return Err(Failure::usage(format!(
            "{name} is not empty, and a new site needs a folder of its own; name another folder"
        )));
    }
    let host_file = host_file.as_ref().map(|(path, text)| (*path, &**text));
    new_files::write(dir, FILES.into_iter().chain(host_file))?;
    terminal.say(&format!(
        "made a site in {name}\n\nnext:\n  cd {name}\n  dateline serve\n  dateline new \"A headline\" --city \"A city\"\n\n\
         then change the title and the address in site.toml\n\n\
         after each publication:\n  dateline figures accept    records the figures. Later changes then need a correction"
    ));
    Ok(())
}
