//! `dateline figures`: keeps the record of what was published, `figures.lock`. No other command writes it.
//! It does not know what the record must say.

use dateline::chronicle::figures_lock::lock_file::Split;
use dateline::chronicle::figures_lock::totals::Totals;
use dateline::chronicle::figures_lock::totals::recorded::RecordedTotals;
use dateline::chronicle::figures_lock::{self, PublishedFigures, lock_file};
use dateline::compose::ComposeCache;
use dateline::edge::replace::replace;
use dateline::edge::terminal::Terminal;
use dateline::field::day::Day;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};
use dateline::text::spelling::did_you_mean;

use crate::cli::Common;
use crate::command::failure::{Exit, Failure};
use crate::command::faults::exit_for;
use crate::command::plural;
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
    let recorded = take_totals(&mut snapshot);
    let composed = project.compose(snapshot, &mut ComposeCache::default());
    let errors = composed.errors();
    let figures = composed.composition.figures.as_ref().filter(|_| errors.is_empty());
    let Some(figures) = figures else {
        terminal.say(&composed.report(&errors));
        terminal.say("nothing was recorded; figures.lock stays as it was");
        return Ok(exit_for(&errors));
    };
    refuse_published(figures, deleted)?;
    let today = Day::from_instant(composed.snapshot.now, &project.timezone()?);
    let is_recount =
        recorded.are_of_other_rules() && figures.changes.is_empty() && deleted.is_empty();
    let totals = totals(&project, &composed.snapshot)?.following(&recorded, is_recount, today);
    let mut changes = Vec::new();
    if !figures.changes.is_empty() {
        changes.push(figures.changes.to_string());
    }
    if !deleted.is_empty() {
        changes.push(format!("{} deleted ({})", deleted.len(), deleted.join(", ")));
    }
    if is_recount {
        let moved = plural::count(totals.moved_on(today), ["total", "totals"]);
        changes.push(format!("{moved} moved by new rules of counting"));
    }
    if changes.is_empty() && !has_record {
        changes.push("made, with nothing in it yet".to_owned());
    }
    if changes.is_empty() && recorded.are_recorded() && !totals.are_in(&recorded) {
        changes.push("totals counted again".to_owned());
    }
    if changes.is_empty() && recorded.are_recorded() {
        terminal.say("nothing to record: figures.lock is up to date");
        return Ok(Exit::Clean);
    }
    replace(&project.root.join(figures_lock::FILE), &format!("{figures}{totals}"))?;
    if !changes.is_empty() {
        terminal.say(&format!("figures.lock: {}", changes.join(", ")));
    }
    if let Some(notice) = notice(&recorded, is_recount, has_record) {
        terminal.say(notice);
    }
    Ok(Exit::Clean)
}

/// What an editor must know about totals that could not be compared.
fn notice(recorded: &RecordedTotals, is_recount: bool, has_record: bool) -> Option<&'static str> {
    if has_record && !recorded.are_recorded() {
        return Some(
            "figures.lock has the totals now too: a new version of dateline cannot move them unnoticed",
        );
    }
    (recorded.are_of_other_rules() && !is_recount).then_some(
        "the rules of counting have changed since the totals were recorded, and figures too: nobody can tell what moved a total. \
         To see what the rules alone move, run `dateline check` on the content that figures.lock recorded before",
    )
}

/// Takes the totals out of the record in `snapshot`, so that they are compared with nothing: accepting them is what the command is
/// for, and a merge conflict in them does not matter.
fn take_totals(snapshot: &mut Snapshot) -> RecordedTotals {
    let path = SourcePath::new(figures_lock::FILE);
    let Some(text) = snapshot.text(&path) else {
        return RecordedTotals::default();
    };
    let Split { rest, totals } = lock_file::split_totals(text);
    snapshot.sources.insert(path.clone(), Source::text(&path, &rest));
    totals
}

/// The totals of what is published.
fn totals(project: &Project, snapshot: &Snapshot) -> Result<Totals, Failure> {
    let (reconciled, _) = project.reconcile(snapshot);
    let reconciled = reconciled.ok_or_else(|| Failure::usage("site.toml has errors"))?;
    Ok(Totals::new(&reconciled.chronicle, &reconciled.config.headline_grades))
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
