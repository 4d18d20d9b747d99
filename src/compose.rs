//! Runs the pipeline: turns a snapshot into an edition. It is pure, so the same snapshot gives the same edition.
//! It does not know the disk, the clock or the network.

mod anchors;
mod borders;
mod cache;
mod content;
mod leaks;
mod outline;
mod protected_names;
mod readings;
mod settings;
mod theme;
mod timetable;

pub use cache::ComposeCache;
pub use readings::KeptReadings;
pub use timetable::Timetable;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::chronicle::Chronicle;
use crate::chronicle::dates;
use crate::chronicle::dates::doubtful::Doubts;
use crate::chronicle::figures_lock::PublishedFigures;
use crate::chronicle::promises;
use crate::chronicle::term_names::{self, Declared};
use crate::chronicle::visible::{Drafts, LeftOut, Reason};
use crate::compose::outline::Shown;
use crate::compose::protected_names::ProtectedNames;
use crate::compose::settings::settings;
use crate::compose::theme::FoundTheme;
use crate::config::Config;
use crate::field::day::Day;
use crate::field::dispatch::Dispatch;
use crate::plan::address::Linker;
use crate::plan::borders::Borders;
use crate::plan::document::files;
use crate::plan::edition::Edition;
use crate::plan::index::Sources;
use crate::plan::index::languages;
use crate::plan::plan;
use crate::press::theme::Theme;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::SourcePath;

/// What the command line asks for, in addition to the settings of the project.
#[derive(Clone, Debug)]
pub struct ComposeOptions {
    /// Whether drafts and embargoed dispatches are shown.
    pub drafts: Drafts,
    /// The address of the site, if it differs from the one in `site.toml`.
    pub base_url: Option<BaseUrl>,
}

/// An address of the site that is not the one in `site.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseUrl {
    /// This one.
    Given(String),
    /// That of the staging site, in `[staging]`.
    Staging,
}

/// The result of composing a snapshot.
pub struct Composition {
    /// Every page with its theme. None if the settings or the theme have errors that prevent it.
    pub site: Option<ThemedEdition>,
    /// All faults, sorted.
    pub faults: Vec<Diagnostic>,
    /// The files that were left out, and why.
    pub left_out: Vec<LeftOut>,
    /// When the same sources give something else.
    pub timetable: Timetable,
    /// What `figures.lock` should say. None if the settings have errors.
    pub figures: Option<PublishedFigures>,
}

/// An edition and the theme that prints it.
#[derive(Clone)]
pub struct ThemedEdition {
    /// Every page.
    pub edition: Arc<Edition>,
    /// The theme that prints the pages.
    pub theme: Arc<Theme>,
    /// The path of the site on its host. It starts and ends with `/`.
    pub root: String,
    /// The time zone of the site.
    pub timezone: TimeZone,
}

impl Composition {
    /// Whether any fault is an error, which prevents publication.
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(Diagnostic::is_error)
    }
}

/// The content of a project, put together before pages are planned.
pub struct Reconciled {
    /// The settings.
    pub config: Config,
    /// What the dispatches report, put together.
    pub chronicle: Chronicle,
    /// The files that were left out, and why.
    pub left_out: Vec<LeftOut>,
    /// When the same sources give something else.
    pub timetable: Timetable,
    /// What `figures.lock` should say.
    pub figures: PublishedFigures,
}

/// Reads and reconciles the content of `snapshot`. None if the settings have errors, or it has more tolls than can be counted.
pub fn reconcile(
    snapshot: &Snapshot,
    options: &ComposeOptions,
    cache: &mut ComposeCache,
    faults: &mut Vec<Diagnostic>,
) -> Option<Reconciled> {
    let config = settings(snapshot, options, faults);
    let reconciled = reconciled(snapshot, options, config, cache, faults);
    protected_names(snapshot, reconciled.as_ref(), cache).silence(snapshot, faults);
    reconciled
}

/// The names that no reader and no report may show.
fn protected_names(
    snapshot: &Snapshot,
    reconciled: Option<&Reconciled>,
    cache: &ComposeCache,
) -> ProtectedNames {
    let rule = reconciled.map(|it| it.config.withheld.clone()).unwrap_or_default();
    let chronicle = reconciled.map(|it| &it.chronicle);
    leaks::protected_names(snapshot, chronicle, &rule, &cache.readings)
}

/// As `reconcile`, with the faults as they were found.
fn reconciled(
    snapshot: &Snapshot,
    options: &ComposeOptions,
    config: Option<Config>,
    cache: &mut ComposeCache,
    faults: &mut Vec<Diagnostic>,
) -> Option<Reconciled> {
    let is_of_another =
        |fault: &Diagnostic| config.as_ref().is_some_and(|it| borders::is_of_another(fault, it));
    let unreadable = snapshot.unreadable.iter().filter(|fault| !is_of_another(fault));
    faults.extend(unreadable.cloned());
    let content = content::read_all(snapshot, &mut cache.readings, faults);
    let config = config?;
    let embargoes = Timetable::of_embargoes(&content, &config, snapshot.now);
    let (zone, lock) = (&config.timezone, &mut cache.lock);
    let visible = content::visible(content, snapshot, zone, options.drafts, faults);
    let content::Visible { shown, all, mut left_out, future } = visible;
    let mut of_chronicle = Vec::new();
    let (figures, chronicle) = rayon::join(
        || PublishedFigures::new(&all, snapshot, zone, lock, faults),
        || Chronicle::new(shown, &config.parties, zone, &mut of_chronicle),
    );
    faults.extend(of_chronicle);
    if chronicle.is_too_large {
        return None;
    }
    if options.drafts == Drafts::Hidden && !faults.iter().any(Diagnostic::is_error) {
        let today = Day::from_instant(snapshot.now, zone);
        faults.extend(figures.moved_totals(&chronicle, &config.headline_grades, today));
    }
    left_out.extend(chronicle.introductions.left_out());
    check_dates(&chronicle, zone, snapshot, &future.files, faults);
    let timetable = Timetable {
        next_date: future.next,
        next_overdue: promises::next_overdue(&chronicle, zone, snapshot.now),
        ..embargoes
    };
    let declared =
        Declared { parties: &config.parties, topics: &config.topics, known: &config.known_names };
    term_names::check(&chronicle, declared, faults);
    without_consequences(faults);
    Some(Reconciled { config, chronicle, left_out, timetable, figures })
}

/// A party that is misspelt changes what a published attribution says. That is one mistake, so it is reported once.
fn without_consequences(faults: &mut Vec<Diagnostic>) {
    let misspelt = faults.iter().filter(|fault| *fault.rule == rule::UNKNOWN_PARTY);
    let files: BTreeSet<SourcePath> = misspelt.map(|fault| fault.path.clone()).collect();
    faults.retain(|fault| *fault.rule != rule::FIGURE_CHANGED || !files.contains(&fault.path));
}

/// Checks the dates of all dispatches. `in_future` are the files with a date in the future, which is reported already.
fn check_dates(
    chronicle: &Chronicle,
    zone: &TimeZone,
    snapshot: &Snapshot,
    in_future: &BTreeSet<SourcePath>,
    faults: &mut Vec<Diagnostic>,
) {
    let mut wrong = Vec::new();
    dates::check(chronicle, zone, in_future, &mut wrong);
    // A wrong year often makes other dates unlikely too: that is one mistake.
    let with_errors = wrong.iter().map(|fault| fault.path.clone());
    let settled = in_future.iter().cloned().chain(with_errors).collect();
    let body = |dispatch: &Dispatch| {
        let text = snapshot.text(&dispatch.path);
        text.and_then(|text| text.get(dispatch.body.span.range())).unwrap_or_default()
    };
    Doubts { chronicle, zone, body }.ask(&settled, &mut wrong);
    faults.append(&mut wrong);
}

/// Composes the edition of `snapshot`.
pub fn compose(
    snapshot: &Arc<Snapshot>,
    options: &ComposeOptions,
    cache: &mut ComposeCache,
) -> Composition {
    let mut faults = Vec::new();
    let config = settings(snapshot, options, &mut faults);
    let theme = config.as_ref().and_then(|it| FoundTheme::find(snapshot, it, &mut faults));
    let known = cache.parsed_theme();
    // Neither needs the other.
    let (reconciled, parsed) = rayon::join(
        || reconciled(snapshot, options, config, cache, &mut faults),
        || theme.as_ref().map(|theme| theme.parsed(known)),
    );
    let names = protected_names(snapshot, reconciled.as_ref(), cache);
    let Some(reconciled) = reconciled else {
        names.silence(snapshot, &mut faults);
        return without_site(faults);
    };
    let Reconciled { config, chronicle, mut left_out, timetable, figures } = reconciled;
    leaks::report(snapshot, &chronicle, &left_out, &names, cache, &mut faults);
    let next = [timetable.next_embargo, timetable.next_overdue];
    let shown = Shown { options, chronicle: &chronicle, left_out: &left_out, next };
    let outline = outline::outline(snapshot, &cache.readings, &shown);
    let languages = languages::languages(&config, &chronicle);
    let has_own_policy = theme.as_ref().is_some_and(|theme| theme.has_own_policy);
    let assets = theme.map(|theme| theme.assets);
    let parsed = parsed.and_then(|parsed| parsed.map_err(|found| faults.extend(found)).ok());
    let theme = parsed.map(|parsed| cache.theme(parsed, languages));
    faults.extend(theme.iter().flat_map(|theme| theme.warnings.iter().cloned()));
    let borders = borders::borders(snapshot, &config, &mut cache.borders, &mut faults);
    let borders = config.borders.as_ref().zip(borders);
    let borders = borders.map(|(it, read)| Borders::seen_from(&it.viewpoint, &read.borders));
    let used_theme = config.theme.value.clone();
    let drawn = config.borders.as_ref().map(|borders| borders.file.value.clone());
    let country_names = theme.as_ref().map(|it| it.country_names()).unwrap_or_default();
    let (root, timezone) = (Linker::new(&config).root().to_owned(), config.timezone.clone());
    let snapshot_of_site = Arc::clone(snapshot);
    let moved_totals = figures.totals.moved.clone();
    let sources = Sources {
        chronicle,
        moved_totals,
        config,
        borders,
        snapshot: snapshot_of_site,
        country_names,
        assets,
        has_own_policy,
    };
    let (edition, anchors) = plan(sources, &mut faults);
    let edition = Edition { outline: Some(outline), ..edition };
    let unreferenced = files::unreferenced(snapshot, drawn.as_ref(), &edition);
    leaks::report_in_other_files(snapshot, &used_theme, &unreferenced, &names, cache, &mut faults);
    left_out.extend(content::without_misplaced(unreferenced, snapshot, &mut faults));
    let ignored = snapshot.ignored.iter();
    left_out.extend(ignored.map(|path| LeftOut { path: path.clone(), reason: Reason::Ignored }));
    left_out.sort();
    let site =
        theme.map(|theme| ThemedEdition { edition: Arc::new(edition), theme, root, timezone });
    if let Some(site) = &site {
        anchors::check(site, &anchors, &mut faults);
    }
    names.silence(snapshot, &mut faults);
    faults.sort();
    faults.dedup();
    let figures = Some(figures);
    Composition { site, faults, left_out, timetable, figures }
}

fn without_site(mut faults: Vec<Diagnostic>) -> Composition {
    faults.sort();
    Composition {
        site: None,
        faults,
        left_out: Vec::new(),
        timetable: Timetable::default(),
        figures: None,
    }
}
