//! `dateline figures`: keeps the record of what was published, `figures.lock`. No other command writes it.
//! It does not know what the record must say.

use dateline::chronicle::figures_lock::{self, PublishedFigures, lock_file};
use dateline::compose::ComposeCache;
use dateline::edge::replace::replace;
use dateline::edge::terminal::Terminal;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};
use dateline::text::spelling::did_you_mean;

use crate::cli::Common;
use crate::command::failure::{Exit, Failure};
use crate::command::faults::exit_for;
use crate::command::project::Project;

/// Records what is new and what is explained. `deleted` names dispatches that had to be deleted.
pub(super) fn accept(
    deleted: &[String],
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?.hiding_drafts();
    let mut snapshot = project.read()?;
    remove_lines(&mut snapshot, deleted)?;
    let has_record = snapshot.text(&SourcePath::new(figures_lock::FILE)).is_some();
    let composed = project.compose(snapshot, &mut ComposeCache::default());
    let errors = composed.errors();
    let figures = composed.composition.figures.as_ref().filter(|_| errors.is_empty());
    let Some(figures) = figures else {
        terminal.say(&composed.report(&errors));
        terminal.say("nothing was recorded; figures.lock stays as it was");
        return Ok(exit_for(&errors));
    };
    refuse_published(figures, deleted)?;
    let mut changes = Vec::new();
    if !figures.changes.is_empty() {
        changes.push(figures.changes.to_string());
    }
    if !deleted.is_empty() {
        changes.push(format!("{} deleted ({})", deleted.len(), deleted.join(", ")));
    }
    if changes.is_empty() && has_record {
        terminal.say("nothing to record: figures.lock is up to date");
        return Ok(Exit::Clean);
    }
    replace(&project.root.join(figures_lock::FILE), &figures.to_string())?;
    if changes.is_empty() {
        changes.push("made, with nothing in it yet".to_owned());
    }
    terminal.say(&format!("figures.lock: {}", changes.join(", ")));
    Ok(Exit::Clean)
}

/// Removes the lines of the `deleted` dispatches from the record in `snapshot`.
fn remove_lines(snapshot: &mut Snapshot, deleted: &[String]) -> Result<(), Failure> {
    if deleted.is_empty() {
        return Ok(());
    }
    let path = SourcePath::new(figures_lock::FILE);
    let text = snapshot.text(&path).map(|text| text.to_string()).unwrap_or_default();
    let (kept, missing) = lock_file::without(&text, deleted);
    if let Some(missing) = missing.first() {
        let names = text.lines().filter_map(|line| line.split("  ").next());
        let hint = did_you_mean(missing, names, "use the last part of its address");
        return Err(Failure::usage(format!("figures.lock has no dispatch `{missing}`; {hint}")));
    }
    snapshot.sources.insert(path.clone(), Source::text(&path, &kept));
    Ok(())
}

/// Refuses to remove what is still published: its figures could change unnoticed.
fn refuse_published(figures: &PublishedFigures, deleted: &[String]) -> Result<(), Failure> {
    match deleted.iter().find(|name| figures.has(name)) {
        None => Ok(()),
        Some(name) => Err(Failure::usage(format!(
            "--deleted {name}: it is still published; delete its file first, or withdraw it with `withdrawn: {{on: .., why: ..}}`"
        ))),
    }
}
