//! `dateline theme`: a theme that is inside the program, written into the site to be changed. It never touches a file that
//! is there.

use dateline::edge::delivery::{self, DeliveryFault};
use dateline::edge::terminal::Terminal;
use dateline::press::theme::built_in;
use dateline::text::spelling::did_you_mean;

use crate::cli::Common;
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;

pub(crate) fn run(name: &str, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    let texts = built_in::texts(name).ok_or_else(|| no_theme(name))?;
    let folder = format!("themes/{name}");
    let files = texts.iter().map(|(inside, text)| (inside.as_str(), text.as_str()));
    delivery::deliver(&project.root.join(&folder), files).map_err(|fault| match fault {
        DeliveryFault::There(path) => Failure::usage(format!(
            "{} is there already, so nothing was written; change what lies in {folder}, or move it away first",
            path.display()
        )),
        DeliveryFault::Unwritten(..) => Failure::world(fault),
        DeliveryFault::NoFolder(_) | DeliveryFault::UnderWay(_) => Failure::usage(fault),
    })?;
    terminal.data(&format!("{folder}\n")).map_err(Failure::world)?;
    terminal.say(&format!(
        "{folder} takes the place of the theme inside the program from now on; with `theme = \"{name}\"` at the top of site.toml \
         `dateline serve` shows every change you make there"
    ));
    Ok(Exit::Clean)
}

fn no_theme(name: &str) -> Failure {
    let names = built_in::names();
    let there_are = format!("there are `{}`", names.join("` and `"));
    let hint = did_you_mean(name, names.iter().copied(), there_are);
    Failure::usage(format!("there is no theme `{name}` inside the program; {hint}"))
}
