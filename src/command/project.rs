//! A project on the disk, and what it is composed to.
//! It does not know what a command does with either.

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the tests edit a project as its editors do")]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{
    BaseUrl, ComposeCache, ComposeOptions, Composition, Reconciled, ThemedEdition, compose,
    reconcile,
};
use dateline::config::{self, Config};
use dateline::edge::disk::settled;
use dateline::edge::disk::source_cache::SourceCache;
use dateline::edge::disk::texts::TextsOnDisk;
use dateline::edge::preview::report::{Fault, Place, Report, Scope};
use dateline::edge::{clock, disk};
use dateline::plan::address::Linker;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::alike::alike;
use dateline::text::report::{self, ReportStyle};
use dateline::text::rule;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::SourcePath;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cli::Common;
use crate::command::failure::Failure;
use crate::command::kept_readings::KeptReadingsOf;

/// A project on the disk, and how it is to be composed.
pub(super) struct Project {
    /// Its folder.
    pub(super) root: PathBuf,
    options: ComposeOptions,
    now: Option<String>,
}

/// A project as it was at one moment, and what it was composed to.
pub(super) struct ComposedProject {
    /// Its files.
    pub(super) snapshot: Arc<Snapshot>,
    /// What they were composed to.
    pub(super) composition: Composition,
    /// Those of the texts that were not read at once.
    texts: Arc<TextsOnDisk>,
}

impl Project {
    /// The project that the common flags mean.
    pub(super) fn find(common: &Common, base_url: Option<&str>) -> Result<Project, Failure> {
        let drafts = if common.drafts { Drafts::Shown } else { Drafts::Hidden };
        if let Some(url) = base_url.filter(|url| !is_web_address(url)) {
            return Err(Failure::usage(format!(
                "`--base-url {url}` is not a web address; write it in full, as in https://record.example/"
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
        let options =
            ComposeOptions { drafts, base_url: base_url.map(|url| BaseUrl::Given(url.to_owned())) };
        let project = Project { root, options, now: common.now.clone() };
        // A wrong `--now` is reported before anything is done.
        project.now()?;
        Ok(project)
    }

    /// The folder `dir`; without one, the folder into which the project is built unless it is told another.
    pub(super) fn published(dir: Option<&Path>, common: &Common) -> Result<PathBuf, Failure> {
        match dir {
            Some(dir) => Ok(dir.to_owned()),
            None => Ok(Project::find(common, None)?.root.join("public")),
        }
    }

    /// The project as its staging site.
    pub(super) fn staging(mut self) -> Project {
        self.options.base_url = Some(BaseUrl::Staging);
        self
    }

    /// Whether it is built as its staging site.
    pub(super) fn is_staging(&self) -> bool {
        self.options.base_url == Some(BaseUrl::Staging)
    }

    /// Whether the command line says for which address it is built.
    pub(super) fn is_told_its_address(&self) -> bool {
        self.options.base_url.is_some()
    }

    /// The project without drafts, even if they were asked for.
    pub(super) fn hiding_drafts(mut self) -> Project {
        self.options.drafts = Drafts::Hidden;
        self
    }

    /// Whether drafts and embargoed dispatches are shown.
    pub(super) fn shows_drafts(&self) -> bool {
        self.options.drafts == Drafts::Shown
    }

    /// The time zone of the settings; UTC while they have errors.
    pub(super) fn timezone(&self) -> Result<TimeZone, Failure> {
        Ok(self.settings()?.map_or(TimeZone::UTC, |config| config.timezone))
    }

    /// The path of the site on its host, from `/` to `/`; `/` while the settings have errors.
    pub(super) fn path_on_host(&self) -> Result<String, Failure> {
        let settings = self.settings()?;
        Ok(settings.map_or_else(|| "/".to_owned(), |config| Linker::new(&config).root().to_owned()))
    }

    /// The settings, unless they have errors.
    pub(super) fn settings(&self) -> Result<Option<Config>, Failure> {
        Ok(disk::settings(&self.root)?.and_then(|text| config::read(&text).ok()))
    }

    /// Reads the project when nobody is writing to it.
    pub(super) fn read(&self) -> Result<Snapshot, Failure> {
        self.read_settled(&mut SourceCache::default())
    }

    fn read_settled(&self, cache: &mut SourceCache) -> Result<Snapshot, Failure> {
        Ok(settled::read(&self.root, self.now()?, cache)?)
    }

    /// Reads the project. Files in `cache` that have not changed are not read again.
    pub(super) fn read_cached(&self, cache: &mut SourceCache) -> Result<Snapshot, Failure> {
        Ok(disk::read_cached(&self.root, self.now()?, cache)?)
    }

    /// The moment to compose for.
    pub(super) fn now(&self) -> Result<Timestamp, Failure> {
        clock::now(self.now.as_deref()).map_err(Failure::usage)
    }

    /// Composes what was read.
    pub(super) fn compose(&self, snapshot: Snapshot, cache: &mut ComposeCache) -> ComposedProject {
        let texts = TextsOnDisk::new(&self.root);
        let snapshot = Arc::new(snapshot);
        let composition = compose(&snapshot, &self.options, cache);
        ComposedProject::new(snapshot, composition, texts)
    }

    /// Reads and composes the project, and gives what `done` makes of it. Texts of files that look as they did in an earlier run are
    /// read only when somebody asks for them. If one has changed by then, all begins again, and every text is read at once.
    pub(super) fn read_and_compose<T>(
        &self,
        done: impl Fn(&ComposedProject) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let kept = KeptReadingsOf::project(&self.root);
        let texts = TextsOnDisk::new(&self.root);
        if let Some(done) = self.attempt(&kept, kept.sources(&texts), texts, &done)? {
            return Ok(done);
        }
        let at_once = (SourceCache::default(), TextsOnDisk::new(&self.root));
        let done = self.attempt(&kept, at_once.0, at_once.1, &done)?;
        Ok(done.expect("no text is left to be read"))
    }

    /// The same with these `known` files. None if a text has changed since its file was looked at.
    fn attempt<T>(
        &self,
        kept: &KeptReadingsOf,
        mut known: SourceCache,
        texts: Arc<TextsOnDisk>,
        done: impl Fn(&ComposedProject) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        let snapshot = self.read_settled(&mut known)?;
        let mut cache = kept.cache();
        let composed = ComposedProject { texts, ..self.compose(snapshot, &mut cache) };
        if composed.changed_meanwhile().is_some() {
            return Ok(None);
        }
        kept.keep(&cache, &known);
        let outcome = done(&composed);
        let has_changed = composed.changed_meanwhile().is_some();
        // The program ends soon, and freeing a hundred thousand pages one by one would only take time.
        std::mem::forget(composed);
        if has_changed { Ok(None) } else { outcome.map(Some) }
    }

    /// Reads the project and reconciles its content, without planning pages. Gives the faults too, in order.
    pub(super) fn read_and_reconcile(
        &self,
    ) -> Result<(Snapshot, Option<Reconciled>, Vec<Diagnostic>), Failure> {
        let snapshot = self.read()?;
        let (reconciled, faults) = self.reconcile(&snapshot);
        Ok((snapshot, reconciled, faults))
    }

    /// Reconciles the content of `snapshot`, without planning pages. Gives the faults too, in order.
    pub(super) fn reconcile(&self, snapshot: &Snapshot) -> (Option<Reconciled>, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let mut cache = KeptReadingsOf::project(&self.root).cache();
        let reconciled = reconcile(snapshot, &self.options, &mut cache, &mut faults);
        faults.sort();
        (reconciled, faults)
    }
}

fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains([' ', '?', '#']))
}

/// Whether this only means that a published figure changed and nobody has said why yet. The pages are right.
fn is_unexplained(fault: &Diagnostic) -> bool {
    *fault.rule == rule::FIGURE_CHANGED
}

/// Maximum number of places that the browser lists below a fault of which there are many.
const MOST_PLACES: usize = 50;

impl ComposedProject {
    /// What `snapshot` was composed to, with those of its texts that were not read at once.
    pub(super) fn new(
        snapshot: Arc<Snapshot>,
        composition: Composition,
        texts: Arc<TextsOnDisk>,
    ) -> ComposedProject {
        ComposedProject { snapshot, composition, texts }
    }

    /// The address of the site in the settings that were read, which says whose site it is, and that of the staging site. They are not
    /// read again: by now the file may have changed, or the disk may fail.
    pub(super) fn addresses(&self) -> (String, Option<String>) {
        let settings = self.snapshot.text(&SourcePath::new(config::FILE));
        let config = settings.and_then(|text| config::read(text).ok());
        config.map(|config| (config.base_url, config.staging)).unwrap_or_default()
    }

    /// The fault of a file that has changed since it was looked at, if there is one. Then nothing that was made of the project is right.
    pub(super) fn changed_meanwhile(&self) -> Option<Diagnostic> {
        let path = self.texts.changed()?;
        let fault = rule::UNREADABLE.in_file(path, "this file changed while it was being read");
        Some(fault.help("run the command again"))
    }

    /// Its site, if there are no errors.
    pub(super) fn printable(&self) -> Option<&ThemedEdition> {
        self.composition.site.as_ref().filter(|_| !self.composition.has_errors())
    }

    /// Its site as the preview shows it: published figures that changed and are not explained yet stop only a build.
    pub(super) fn previewable(&self) -> Option<&ThemedEdition> {
        let mut errors = self.composition.faults.iter().filter(|fault| fault.is_error());
        let stops = errors.any(|fault| !is_unexplained(fault));
        self.composition.site.as_ref().filter(|_| !stops)
    }

    /// The report on published figures that changed and are not explained yet, if there are any.
    pub(super) fn unexplained(&self) -> Option<Report> {
        let faults = self.composition.faults.iter().filter(|fault| is_unexplained(fault));
        let faults: Vec<Diagnostic> = faults.cloned().collect();
        (!faults.is_empty()).then(|| self.browser_report(&faults).for_publication())
    }

    /// Its faults without the warnings.
    pub(super) fn errors(&self) -> Vec<Diagnostic> {
        self.composition.faults.iter().filter(|fault| fault.is_error()).cloned().collect()
    }

    /// The text of a file, for reports. It is a file of the project or of a built-in theme.
    pub(super) fn text_of(&self, path: &SourcePath) -> Option<String> {
        if let Some(text) = self.snapshot.text(path) {
            return Some(text.to_string());
        }
        let site = self.composition.site.as_ref()?;
        site.theme.text(path).map(str::to_owned)
    }

    /// The report on `faults` for the terminal.
    pub(super) fn report(&self, faults: &[Diagnostic]) -> String {
        report::human(faults, &|path| self.text_of(path), ReportStyle::Colour)
    }

    /// The report on `faults` for the browser.
    pub(super) fn browser_report(&self, faults: &[Diagnostic]) -> Report {
        let text_of = |path: &SourcePath| self.text_of(path);
        let place = |fault: &Diagnostic| {
            let (line, column) = report::line_and_column(fault, &text_of)?;
            Some(Place { path: fault.path.to_string(), line, column })
        };
        let faults = alike(faults).into_iter().map(|group| Fault {
            is_error: group.shown.is_error(),
            message: group.shown.message.clone(),
            place: place(group.shown),
            text: report::one(group.shown, &text_of),
            others: group.others.len(),
            other_places: group
                .others
                .iter()
                .take(MOST_PLACES)
                .filter_map(|it| place(it))
                .collect(),
        });
        Report { scope: Scope::Save, faults: faults.collect() }
    }
}
