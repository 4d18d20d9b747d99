//! `dateline theme`: copies a built-in theme into the site, to be changed.
//! It changes no file that exists, and does not know what a theme consists of.

use dateline::edge::new_files::{self, NewFilesFault};
use dateline::edge::terminal::Terminal;
use dateline::press::theme::built_in;
use dateline::text::spelling::did_you_mean;

use crate::cli::Common;
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;

pub(super) fn run(name: &str, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    let texts = built_in::texts(name).ok_or_else(|| unknown_theme(name))?;
    let folder = format!("themes/{name}");
    let files = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    new_files::write(&project.root.join(&folder), files).map_err(|fault| match fault {
        NewFilesFault::Exists(path) => Failure::usage(format!(
            "{} exists already, so nothing was written; change the files in {folder}, or move them away first",
            path.display()
        )),
        other => other.into(),
    })?;
    terminal.print(&format!("{folder}\n"))?;
    terminal.say(&format!(
        "To use this theme, write `theme = \"{name}\"` at the top of site.toml. `dateline serve` shows every change \
         that you make in {folder}."
    ));
    Ok(Exit::Clean)
}

fn unknown_theme(name: &str) -> Failure {
    let names = built_in::names();
    let otherwise = format!("the built-in themes are `{}`", names.join("` and `"));
    let hint = did_you_mean(name, names.iter().copied(), otherwise);
    Failure::usage(format!("there is no built-in theme `{name}`; {hint}"))
}
