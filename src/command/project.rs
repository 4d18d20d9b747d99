//! A project on the disk, and how it is read and composed.
//! It does not know what a command does with either.

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the tests edit a project as its editors do")]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{BaseUrl, ComposeCache, ComposeOptions, Reconciled, compose, reconcile};
use dateline::config::{self, Config};
use dateline::edge::disk::settled;
use dateline::edge::disk::source_cache::SourceCache;
use dateline::edge::disk::texts::TextsOnDisk;
use dateline::edge::{clock, disk};
use dateline::plan::address::Linker;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::snapshot::Snapshot;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cli::Common;
use crate::command::composed_project::ComposedProject;
use crate::command::failure::Failure;
use crate::command::kept_readings::KeptReadingsOf;

/// A project on the disk, and how it is to be composed.
pub(super) struct Project {
    /// Its folder.
    pub(super) root: PathBuf,
    options: ComposeOptions,
    now: Option<String>,
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

    /// Composes a snapshot whose texts were all read at once.
    pub(super) fn compose(&self, snapshot: Snapshot, cache: &mut ComposeCache) -> ComposedProject {
        self.compose_with(TextsOnDisk::new(&self.root), snapshot, cache)
    }

    fn compose_with(
        &self,
        texts: Arc<TextsOnDisk>,
        snapshot: Snapshot,
        cache: &mut ComposeCache,
    ) -> ComposedProject {
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
        let (nothing, texts) = (SourceCache::default(), TextsOnDisk::new(&self.root));
        let done = self.attempt(&kept, nothing, texts, &done)?;
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
        let composed = self.compose_with(texts, snapshot, &mut cache);
        if composed.changed_meanwhile().is_some() {
            return Ok(None);
        }
        let outcome = thread::scope(|scope| {
            scope.spawn(|| kept.keep(&cache, &known));
            done(&composed)
        });
        let has_changed = composed.changed_meanwhile().is_some();
        // The program ends soon, and freeing a hundred thousand pages one by one would only take time.
        std::mem::forget((composed, cache, known));
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
