//! A project as every verb needs it: where it is, what is asked of it, and what is wrong with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{
    ComposeCache, ComposeOptions, Composition, Reconciled, compose, reconcile,
};
use dateline::config::{self, Config};
use dateline::edge::disk::SourceCache;
use dateline::edge::preview::report::{Fault, Place, Report, Scope};
use dateline::edge::{clock, disk};
use dateline::plan::address::Linker;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report;
use dateline::text::source::{Snapshot, SourcePath};
use jiff::tz::TimeZone;

use crate::cli::Common;
use crate::command::failure::{Exit, Failure};

/// A project on the disk.
pub(crate) struct Project {
    /// Its folder.
    pub(crate) root: PathBuf,
    options: ComposeOptions,
    now: Option<String>,
}

/// A project looked at once.
pub(crate) struct Look {
    /// What it holds.
    pub(crate) snapshot: Arc<Snapshot>,
    /// What it comes to.
    pub(crate) composition: Composition,
}

impl Project {
    /// The project that the common flags mean.
    pub(crate) fn find(common: &Common, base_url: Option<&str>) -> Result<Project, Failure> {
        let drafts = if common.drafts { Drafts::Shown } else { Drafts::Hidden };
        if let Some(url) = base_url.filter(|url| !is_web_address(url)) {
            return Err(Failure::usage(format!(
                "`--base-url {url}` is not a web address; write it whole, as in https://record.example/"
            )));
        }
        let root = match &common.root {
            Some(root) => root.clone(),
            None => disk::find_root(Path::new(".")).ok_or_else(|| {
                Failure::usage(
                    "there is no site.toml here or in any folder above; go into a site, name one with --root, \
                     or make one with `dateline init DIR`",
                )
            })?,
        };
        // A moment that cannot be read is said before anything is done.
        clock::now(common.now.as_deref()).map_err(Failure::usage)?;
        let options = ComposeOptions { drafts, base_url: base_url.map(str::to_owned) };
        Ok(Project { root, options, now: common.now.clone() })
    }

    /// The project as readers see it, whatever was asked for.
    pub(crate) fn hiding_drafts(mut self) -> Project {
        self.options.drafts = Drafts::Hidden;
        self
    }

    /// Whether drafts and embargoed dispatches are shown.
    pub(crate) fn shows_drafts(&self) -> bool {
        self.options.drafts == Drafts::Shown
    }

    /// Where a bare date begins, by the settings; UTC while they cannot be read.
    pub(crate) fn timezone(&self) -> Result<TimeZone, Failure> {
        Ok(self.settings()?.map_or(TimeZone::UTC, |config| config.timezone))
    }

    /// The path at which the site stands on its host, from `/` to `/`; the whole host while the settings cannot be read.
    pub(crate) fn path_on_its_host(&self) -> Result<String, Failure> {
        let settings = self.settings()?;
        Ok(settings.map_or_else(|| "/".to_owned(), |config| Linker::new(&config).root().to_owned()))
    }

    /// The settings alone, unless something is wrong with them.
    fn settings(&self) -> Result<Option<Config>, Failure> {
        let text = disk::settings(&self.root).map_err(Failure::usage)?;
        Ok(text.and_then(|text| config::read(&text).ok()))
    }

    /// Reads the project as it is now.
    pub(crate) fn read(&self) -> Result<Snapshot, Failure> {
        self.read_again(&mut SourceCache::default())
    }

    /// Reads the project as it is now; what lies on the `cache` and was not touched is not read again.
    pub(crate) fn read_again(&self, cache: &mut SourceCache) -> Result<Snapshot, Failure> {
        let now = clock::now(self.now.as_deref()).map_err(Failure::usage)?;
        disk::read_again(&self.root, now, cache).map_err(|fault| match fault {
            disk::DiskFault::NoProject(_) => Failure::usage(fault),
            disk::DiskFault::Closed(..) => Failure::world(fault),
        })
    }

    /// Composes what was read; what is remembered in `kept` is not read again.
    pub(crate) fn compose(&self, snapshot: Snapshot, cache: &mut ComposeCache) -> Look {
        let snapshot = Arc::new(snapshot);
        let composition = compose(&snapshot, &self.options, cache);
        Look { snapshot, composition }
    }

    /// Reads the project once and reconciles what it says; its faults come beside it, in order.
    pub(crate) fn reconcile(
        &self,
    ) -> Result<(Snapshot, Option<Reconciled>, Vec<Diagnostic>), Failure> {
        let snapshot = self.read()?;
        let mut faults = Vec::new();
        let reconciled =
            reconcile(&snapshot, &self.options, &mut ComposeCache::default(), &mut faults);
        faults.sort();
        Ok((snapshot, reconciled, faults))
    }

    /// Reads and composes once.
    pub(crate) fn look(&self) -> Result<Look, Failure> {
        Ok(self.compose(self.read()?, &mut ComposeCache::default()))
    }
}

fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains([' ', '?', '#']))
}

impl Look {
    /// The text of a file, for reports: the project's own, or one of the theme that is built in.
    pub(crate) fn text_of(&self, path: &SourcePath) -> Option<String> {
        if let Some(text) = self.snapshot.text(path) {
            return Some(text.to_string());
        }
        let site = self.composition.site.as_ref()?;
        site.theme.text(path).map(str::to_owned)
    }

    /// The report on `faults`, for a terminal.
    pub(crate) fn report(&self, faults: &[Diagnostic], ink: report::Ink) -> String {
        report::human(faults, &|path| self.text_of(path), ink)
    }

    /// The report on `faults`, for a browser.
    pub(crate) fn overlay(&self, faults: &[Diagnostic]) -> Report {
        let text_of = |path: &SourcePath| self.text_of(path);
        let faults = faults.iter().map(|fault| Fault {
            is_error: fault.is_error(),
            message: fault.message.clone(),
            place: report::place(fault, &text_of).map(|(line, column)| Place {
                path: fault.path.to_string(),
                line,
                column,
            }),
            text: report::one(fault, &text_of),
        });
        Report { scope: Scope::Save, faults: faults.collect() }
    }
}

/// How a verb ends that found `faults`.
pub(crate) fn exit_for(faults: &[Diagnostic]) -> Exit {
    let errors: Vec<&Diagnostic> = faults.iter().filter(|fault| fault.is_error()).collect();
    if errors.iter().any(|fault| fault.path.as_str() == config::FILE) {
        Exit::Usage
    } else if errors.is_empty() {
        Exit::Clean
    } else {
        Exit::Content
    }
}
