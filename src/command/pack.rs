//! `dateline pack`: makes an archive of the built site, to hand on or to sign.
//! It does not know what is in an archive.

use std::path::Path;

use dateline::edge::publish::audience::Audience;
use dateline::edge::publish::pack::{PackFault, pack};
use dateline::edge::terminal::Terminal;

use crate::cli::{Common, PackArgs};
use crate::command::failure::{Exit, Failure};
use crate::command::plural::count;
use crate::command::project::Project;

/// How the name of such an archive ends.
const ENDINGS: [&str; 2] = [".tar.gz", ".tgz"];

pub(super) fn run(args: &PackArgs, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    refuse_other_formats(args.output.as_deref())?;
    let folder = Project::published(args.dir.as_deref(), common)?;
    let receivers = if common.drafts { Audience::Editors } else { Audience::Readers };
    let packed = pack(&folder, args.output.as_deref(), receivers)?;
    let archive = packed.archive.display();
    // A line as `sha256sum` writes it, so that it can be kept and checked.
    terminal.print(&format!("{}  {archive}\n", packed.checksum))?;
    let files = count(packed.files, ["file", "files"]);
    terminal.say(&format!("packed {files} of {} into {archive}", packed.site));
    match packed.audience {
        Audience::Readers => {}
        Audience::Colleagues => terminal.say(
            "warning: this is the staging site, and its links lead to the staging address; to hand on the site itself, run \
             `dateline build` and pack it",
        ),
        Audience::Editors => terminal.say(
            "warning: this archive shows drafts or embargoed dispatches; do not publish it, and give it only to editors",
        ),
    }
    Ok(Exit::Clean)
}

/// Refuses a name with the ending of another format, because whoever gets such a file could not open it.
fn refuse_other_formats(archive: Option<&Path>) -> Result<(), Failure> {
    let Some(archive) = archive else { return Ok(()) };
    let name = archive.to_string_lossy().to_lowercase();
    if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "--output {}: the archive is a `.tar.gz`; write a name that ends so",
        archive.display()
    )))
}

impl From<PackFault> for Failure {
    fn from(fault: PackFault) -> Failure {
        match fault {
            PackFault::Unverified(fault) => fault.into(),
            PackFault::Differs(_) | PackFault::Hidden(_) => {
                Failure { exit: Exit::Content, message: fault.to_string() }
            }
            PackFault::Inside(_) => Failure::usage(fault),
            PackFault::Changed(_) | PackFault::Io(_) => Failure::world(fault),
        }
    }
}
