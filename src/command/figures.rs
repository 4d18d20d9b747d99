//! `dateline figures`: the record of what was published. The only writer of `figures.lock`.

use dateline::chronicle::figures::{self, Figures, lock};
use dateline::compose::ComposeCache;
use dateline::edge::replace::replace;
use dateline::edge::terminal::Terminal;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::nearest::nearest;
use dateline::text::report::Ink;
use dateline::text::source::{Snapshot, Source, SourcePath};

use crate::cli::Common;
use crate::command::failure::{Exit, Failure};
use crate::command::project::{Project, exit_for};

/// Records what is new and what is explained; `deleted` are those who have to go.
pub(crate) fn accept(
    deleted: &[String],
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?.hiding_drafts();
    let mut snapshot = project.read()?;
    let forgotten = forget(&mut snapshot, deleted)?;
    let recorded = snapshot.text(&SourcePath::new(figures::FILE)).is_some();
    let look = project.compose(snapshot, &mut ComposeCache::default());
    let errors: Vec<Diagnostic> =
        look.composition.faults.iter().filter(|fault| fault.is_error()).cloned().collect();
    let figures = look.composition.figures.as_ref().filter(|_| errors.is_empty());
    let Some(figures) = figures else {
        terminal.say(&look.report(&errors, Ink::Colour));
        terminal.say("nothing was recorded; figures.lock stays as it was");
        return Ok(exit_for(&errors));
    };
    still_there(figures, deleted)?;
    let mut parts = Vec::new();
    if !figures.changes.is_empty() {
        parts.push(figures.changes.to_string());
    }
    if forgotten {
        parts.push(format!("{} deleted ({})", deleted.len(), deleted.join(", ")));
    }
    if parts.is_empty() && recorded {
        terminal.say("nothing to record: figures.lock says it all");
        return Ok(Exit::Clean);
    }
    let path = project.root.join(figures::FILE);
    replace(&path, &figures.to_string()).map_err(Failure::world)?;
    match parts.as_slice() {
        [] => terminal.say("figures.lock: made, with nothing in it yet"),
        parts => terminal.say(&format!("figures.lock: {}", parts.join(", "))),
    }
    Ok(Exit::Clean)
}

/// Takes the lines of those who are `deleted` out of the lock, and says whether there were any.
fn forget(snapshot: &mut Snapshot, deleted: &[String]) -> Result<bool, Failure> {
    let path = SourcePath::new(figures::FILE);
    let text = snapshot.text(&path).map(|text| text.to_string()).unwrap_or_default();
    let (kept, missing) = lock::without(&text, deleted);
    if let Some(missing) = missing.first() {
        let names = text.lines().filter_map(|line| line.split("  ").next());
        let near = nearest(missing, names).map(|near| format!("; did you mean `{near}`?"));
        return Err(Failure::usage(format!(
            "--deleted {missing}: figures.lock has no such name{}",
            near.unwrap_or_default()
        )));
    }
    if !deleted.is_empty() {
        snapshot.sources.insert(path.clone(), Source::text(&path, &kept));
    }
    Ok(!deleted.is_empty())
}

/// What is still published is not deleted: its figures would change without a word.
fn still_there(figures: &Figures, deleted: &[String]) -> Result<(), Failure> {
    match deleted.iter().find(|name| figures.has(name)) {
        None => Ok(()),
        Some(name) => Err(Failure::usage(format!(
            "--deleted {name}: it is still published; delete its file first, or take it back with `withdrawn: {{on: .., why: ..}}`"
        ))),
    }
}
