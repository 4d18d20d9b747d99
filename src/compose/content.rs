//! The content of a project: reads all files, takes out copies, and decides what is shown.
//! It does not know pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::chronicle::future::FutureDates;
use crate::chronicle::visible::{ContentFiles, Drafts, LeftOut, only_visible};
use crate::chronicle::{copies, future};
use crate::compose::readings::Readings;
use crate::field::slug::Slug;
use crate::read::content_file::{self, ContentFile, ParsedFile};
use crate::read::misplaced;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::{CONTENT, Hash, Source, SourcePath};

/// Maximum number of reports on files in the wrong place.
const MOST_MISPLACED: usize = 5;

/// Maximum number of reports on copies.
const MOST_COPIES: usize = 20;

/// Reads every content file that is no copy of another. Files that did not change come from the cache.
pub(super) fn read_all(
    snapshot: &Snapshot,
    cache: &mut Readings,
    faults: &mut Vec<Diagnostic>,
) -> ContentFiles {
    let sources: Vec<(&SourcePath, &Source)> =
        snapshot.sources.iter().filter(|(path, _)| content_file::is_content(path)).collect();
    let before = &*cache;
    let readings: Vec<(Hash, Arc<ParsedFile>)> = sources
        .par_iter()
        .map(|(path, source)| (source.hash, before.reading(path, source)))
        .collect();
    let mut content = ContentFiles::default();
    for ((path, _), (_, reading)) in sources.iter().zip(&readings) {
        faults.extend(reading.faults.iter().cloned());
        match &reading.content {
            Some(ContentFile::Dispatch(dispatch)) => content.dispatches.push(Arc::clone(dispatch)),
            Some(ContentFile::City(city)) => content.cities.push(Arc::clone(city)),
            Some(ContentFile::Region(region)) => content.regions.push(Arc::clone(region)),
            Some(ContentFile::Incident(incident)) => content.incidents.push(Arc::clone(incident)),
            Some(ContentFile::Introduction(it)) => content.introductions.push(Arc::clone(it)),
            Some(ContentFile::Page(page)) => content.pages.push(Arc::clone(page)),
            None => {
                let is_dispatch = path.below("content/dispatches").is_some();
                content.unread.extend(is_dispatch.then(|| Slug::of_file(path)));
            }
        }
    }
    cache.replace(readings.into_iter());
    name_media_as_on_disk(&mut content, snapshot);
    take_out_copies(&mut content, snapshot, faults);
    keep_few_misplaced(faults);
    content
}

/// Gives media the names that their files have on the disk, which may encode accents in another way.
fn name_media_as_on_disk(content: &mut ContentFiles, snapshot: &Snapshot) {
    for dispatch in &mut content.dispatches {
        if dispatch.media.iter().all(|medium| medium.file.value.is_ascii()) {
            continue;
        }
        let dispatch = Arc::make_mut(dispatch);
        for medium in &mut dispatch.media {
            let path = dispatch.path.join(&medium.file.value);
            let found = path.as_ref().and_then(|path| snapshot.found(path));
            if let Some(found) = found.filter(|found| Some(*found) != path.as_ref()) {
                let folder = dispatch.path.folder();
                medium.file.value =
                    found.below(folder).map_or_else(|| found.as_str().to_owned(), str::to_owned);
            }
        }
    }
}

/// Takes out of `content` what its name calls a copy of another file. What else is wrong with a copy is not said: one of the
/// two has to go.
fn take_out_copies(content: &mut ContentFiles, snapshot: &Snapshot, faults: &mut Vec<Diagnostic>) {
    let paths = snapshot.below(CONTENT).map(|(path, _, _)| path);
    let mut found = copies::by_name(paths.filter(|path| content_file::is_content(path)), snapshot);
    if found.is_empty() {
        return;
    }
    let copies: BTreeSet<SourcePath> = found.iter().map(|fault| fault.path.clone()).collect();
    let is_copy = |path: &SourcePath| copies.contains(path);
    content.dispatches.retain(|it| !is_copy(&it.path));
    content.cities.retain(|it| !is_copy(&it.path));
    content.regions.retain(|it| !is_copy(&it.path));
    content.incidents.retain(|it| !is_copy(&it.path));
    content.introductions.retain(|it| !is_copy(&it.path));
    content.pages.retain(|it| !is_copy(&it.path));
    faults.retain(|fault| !is_copy(&fault.path));
    keep_first(&mut found, MOST_COPIES, "files are copies");
    faults.extend(found);
}

/// Keeps the first reports on files in the wrong place. If a whole folder has the wrong name, they are all alike.
fn keep_few_misplaced(faults: &mut Vec<Diagnostic>) {
    let (mut misplaced, others): (Vec<_>, Vec<_>) =
        faults.drain(..).partition(|fault| fault.rule == &rule::MISPLACED);
    keep_first(&mut misplaced, MOST_MISPLACED, "files are in the wrong place");
    faults.extend(others);
    faults.extend(misplaced);
}

/// Reports the files among those that no page uses that should have been read, and returns the others.
pub(super) fn without_misplaced(
    unreferenced: Vec<LeftOut>,
    snapshot: &Snapshot,
    faults: &mut Vec<Diagnostic>,
) -> Vec<LeftOut> {
    let fault = |file: &LeftOut| {
        let source = snapshot.sources.get(&file.path)?;
        misplaced::not_read(&file.path, source, |path| snapshot.sources.contains_key(path))
    };
    let mut found = Vec::new();
    let mut rest = Vec::new();
    for file in unreferenced {
        match fault(&file) {
            Some(fault) => found.push(fault),
            None => rest.push(file),
        }
    }
    keep_first(&mut found, MOST_MISPLACED, "files are not read");
    faults.append(&mut found);
    rest
}

/// What of the content is shown, and what `figures.lock` may record.
pub(super) struct Visible {
    /// What pages are made from.
    pub(super) shown: ContentFiles,
    /// All dispatches, and the files of published incidents. `figures.lock` never records hidden dispatches, even if they are
    /// shown, but looks for published ones among them.
    pub(super) all: ContentFiles,
    /// The files that were left out, and why.
    pub(super) left_out: Vec<LeftOut>,
    /// The dates that lie in the future.
    pub(super) future: FutureDates,
}

/// Decides what of `content` is shown. Reports dispatches that are there twice, and dates that lie in the future.
pub(super) fn visible(
    mut content: ContentFiles,
    snapshot: &Snapshot,
    zone: &TimeZone,
    drafts: Drafts,
    faults: &mut Vec<Diagnostic>,
) -> Visible {
    let mut public = content.clone();
    let left_out = only_visible(&mut public, snapshot.now, zone, Drafts::Hidden);
    let copies = copies::with_equal_text(&public.dispatches, snapshot, faults);
    for content in [&mut content, &mut public] {
        content.dispatches.retain(|dispatch| !copies.contains(&dispatch.path));
    }
    let future = future::check(&public, snapshot.clock, zone, faults);
    let dispatches = content.dispatches.clone();
    let (incidents, unused) = (public.incidents.clone(), public.unused.clone());
    let all = ContentFiles { dispatches, incidents, unused, ..ContentFiles::default() };
    match drafts {
        Drafts::Hidden => Visible { shown: public, all, left_out, future },
        Drafts::Shown => {
            let left_out = only_visible(&mut content, snapshot.now, zone, Drafts::Shown);
            Visible { shown: content, all, left_out, future }
        }
    }
}
