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

/// Records what is new and what is explained; or only that the dispatches `deleted` had to be deleted. Then nothing else is recorded,
/// because it may not be published yet.
pub(super) fn accept(
    deleted: &[String],
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?.hiding_drafts();
    let mut snapshot = project.read()?;
    remove_lines(&mut snapshot, deleted)?;
    let before = Before::take(&mut snapshot);
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
    let has_changed = !figures.changes.is_empty() || !deleted.is_empty();
    let is_recount = before.totals.are_of_other_rules() && !has_changed;
    let totals = totals(&project, &composed.snapshot)?.following(&before.totals, is_recount, today);
    let changes = if !deleted.is_empty() {
        format!("{} deleted ({})", deleted.len(), deleted.join(", "))
    } else if has_changed {
        figures.changes.to_string()
    } else if is_recount {
        let moved = plural::count(totals.moved_on(today), ["total", "totals"]);
        format!("{moved} moved by new rules of counting")
    } else if !before.exists {
        "made, with nothing in it yet".to_owned()
    } else if totals.are_new_to(&before.totals) {
        "totals added".to_owned()
    } else if totals.are_in(&before.totals) {
        terminal.say("nothing to record: figures.lock is up to date");
        return Ok(Exit::Clean);
    } else {
        "totals counted again".to_owned()
    };
    let recorded = if deleted.is_empty() { figures.to_string() } else { before.figures.clone() };
    replace(&project.root.join(figures_lock::FILE), &format!("{recorded}{totals}"))?;
    terminal.say(&format!("figures.lock: {changes}"));
    if !deleted.is_empty() && !figures.changes.is_empty() {
        terminal
            .say("nothing else was recorded: run `dateline figures accept` when it is published");
    }
    let are_added = !has_changed && totals.are_new_to(&before.totals);
    if let Some(notice) = before.notice(are_added, is_recount) {
        terminal.say(notice);
    }
    Ok(Exit::Clean)
}

/// The record as it was.
struct Before {
    exists: bool,
    /// The text without the totals.
    figures: String,
    totals: RecordedTotals,
}

impl Before {
    /// Takes the totals out of the record in `snapshot`, so that they are compared with nothing: accepting them is what the command
    /// is for, and a merge conflict in them does not matter.
    fn take(snapshot: &mut Snapshot) -> Before {
        let path = SourcePath::new(figures_lock::FILE);
        let Some(text) = snapshot.text(&path) else {
            return Before {
                exists: false,
                figures: String::new(),
                totals: RecordedTotals::default(),
            };
        };
        let Split { rest, totals } = lock_file::split_totals(text);
        snapshot.sources.insert(path.clone(), Source::text(&path, &rest));
        Before { exists: true, figures: rest, totals }
    }

    /// What an editor must know of totals that could not be compared.
    fn notice(&self, are_added: bool, is_recount: bool) -> Option<&'static str> {
        if self.exists && (are_added || !self.totals.are_recorded()) {
            return Some(
                "figures.lock has the totals now too: a new version of dateline cannot move them unnoticed",
            );
        }
        (self.totals.are_of_other_rules() && !is_recount).then_some(
            "the rules of counting have changed since the totals were recorded, and figures too: nobody can tell what moved a total. \
             To see what the rules alone move, run `dateline check` on the content that figures.lock recorded before",
        )
    }
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
