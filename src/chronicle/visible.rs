//! What readers may see: takes out drafts, embargoed dispatches, and the files of cities, regions and incidents that only
//! they use, before anything else is made. Nothing after this knows that they exist: a link to one is a dead link.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::chains;
use crate::chronicle::references::by_slug;
use crate::chronicle::used::{self, UnusedFiles, written_places};
use crate::field::city::{City, Region};
use crate::field::dispatch::Dispatch;
use crate::field::incident::IncidentFile;
use crate::field::introduction::{Introduction, Subject};
use crate::field::page::PlainPage;
use crate::field::slug::Slug;
use crate::text::source::SourcePath;

/// Whether drafts and embargoed dispatches are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// Hidden, as readers see the site.
    Hidden,
    /// Shown, for editors at work.
    Shown,
}

/// Why a source is not in the edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It says `draft: true`.
    Draft,
    /// Its embargo ends at this moment.
    Embargoed(Timestamp),
    /// No published page refers to it.
    Unreferenced,
    /// Its name is that of a hidden file, a backup, or a file that an editor or a system makes.
    Ignored,
    /// It was withdrawn: only its address is left, and says so.
    Withdrawn,
    /// It describes a city that no published dispatch names.
    UnusedCity,
    /// It describes a region that nothing published is in.
    UnusedRegion,
    /// It describes an incident that no published dispatch is on.
    UnusedIncident,
    /// It introduces a topic, an author or a party that has no page.
    UnusedIntroduction(Subject),
}

/// A source that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// The file.
    pub path: SourcePath,
    /// Why.
    pub reason: Reason,
}

/// All content of a project as values.
#[derive(Clone, Debug, Default)]
pub struct ContentFiles {
    /// Dispatches.
    pub dispatches: Vec<Arc<Dispatch>>,
    /// City files.
    pub cities: Vec<Arc<City>>,
    /// Region files.
    pub regions: Vec<Arc<Region>>,
    /// Incident files.
    pub incidents: Vec<Arc<IncidentFile>>,
    /// Texts that open the pages of topics, authors and parties.
    pub introductions: Vec<Arc<Introduction>>,
    /// Plain pages.
    pub pages: Vec<Arc<PlainPage>>,
    /// The slugs of the files that cannot be read as dispatches because they have errors.
    pub unread: BTreeSet<Slug>,
    /// City, region and incident files that nothing visible uses.
    pub unused: UnusedFiles,
}

/// When the embargo on `dispatch` ends.
pub fn embargo_ends(dispatch: &Dispatch, zone: &TimeZone) -> Option<Timestamp> {
    Some(dispatch.embargo.as_ref()?.value.instant(zone))
}

/// Why readers may not see `dispatch` at `now`, if they may not.
pub fn hidden(dispatch: &Dispatch, now: Timestamp, zone: &TimeZone) -> Option<Reason> {
    let embargo = embargo_ends(dispatch, zone).filter(|ends| now < *ends);
    match (dispatch.draft, embargo) {
        (true, _) => Some(Reason::Draft),
        (false, Some(ends)) => Some(Reason::Embargoed(ends)),
        (false, None) => None,
    }
}

/// For each dispatch the original that it translates, directly or through other translations.
fn originals(dispatches: &[Arc<Dispatch>]) -> Vec<Option<usize>> {
    let by_slug = by_slug(dispatches);
    let translated =
        |dispatch: &Arc<Dispatch>| by_slug.get(&dispatch.translation_of.as_ref()?.value).copied();
    let next: Vec<Option<usize>> = dispatches.iter().map(translated).collect();
    let is_original = |at: &usize| dispatches[*at].translation_of.is_none();
    // A circle of translations has no original; it is reported where references are.
    let ends = chains::follow(&next).ends.into_iter().zip(&next);
    ends.map(|(end, next)| end.filter(|end| next.is_some() && is_original(end))).collect()
}

/// Withdraws the translations of withdrawn dispatches.
fn withdraw_translations(dispatches: &mut [Arc<Dispatch>], originals: &[Option<usize>]) {
    for (at, original) in originals.iter().enumerate() {
        let withdrawal = original.and_then(|original| dispatches[original].withdrawn.clone());
        if let Some(withdrawal) = withdrawal.filter(|_| dispatches[at].withdrawn.is_none()) {
            Arc::make_mut(&mut dispatches[at]).withdrawn = Some(withdrawal);
        }
    }
}

/// Takes out of `content` what may not be seen at `now`, and returns what it was.
pub fn only_visible(
    content: &mut ContentFiles,
    now: Timestamp,
    zone: &TimeZone,
    drafts: Drafts,
) -> Vec<LeftOut> {
    let mut left_out = Vec::new();
    let all = content.dispatches.clone();
    let originals = originals(&content.dispatches);
    withdraw_translations(&mut content.dispatches, &originals);
    // A translation of a hidden dispatch is hidden too.
    let reason = |(dispatch, original): (&Arc<Dispatch>, &Option<usize>)| {
        let told = original.and_then(|it| hidden(&content.dispatches[it], now, zone));
        hidden(dispatch, now, zone).or(told).filter(|_| drafts == Drafts::Hidden)
    };
    let reasons: Vec<Option<Reason>> =
        content.dispatches.iter().zip(&originals).map(reason).collect();
    let mut reasons = reasons.into_iter();
    content.dispatches.retain(|dispatch| {
        let reason = reasons.next().flatten();
        let is_hidden = reason.is_some();
        if let Some(reason) = reason {
            left_out.push(LeftOut { path: dispatch.path.clone(), reason });
        } else if dispatch.withdrawn.is_some() {
            left_out.push(LeftOut { path: dispatch.path.clone(), reason: Reason::Withdrawn });
        }
        !is_hidden
    });
    content.pages.retain(|page| {
        let hidden = page.draft && drafts == Drafts::Hidden;
        if hidden {
            left_out.push(LeftOut { path: page.path.clone(), reason: Reason::Draft });
        }
        !hidden
    });
    set_unused_aside(content, &all, zone);
    left_out.extend(unused(&content.unused));
    left_out.sort();
    left_out
}

/// Takes out of `content` the files of incidents, cities and regions that its dispatches do not use. `all` are the dispatches
/// with the hidden ones.
fn set_unused_aside(content: &mut ContentFiles, all: &[Arc<Dispatch>], zone: &TimeZone) {
    let ContentFiles { dispatches, cities, regions, incidents, unused, .. } = content;
    unused.incidents = used::unused_incidents(incidents, dispatches, zone);
    unused.orphans = used::orphans(&unused.incidents, all, zone);
    let places = || written_places(dispatches, incidents).map(|(_, place)| place);
    unused.cities = used::unused_cities(cities, places(), regions);
    unused.regions = used::unused_regions(regions, places(), cities);
}

fn unused(files: &UnusedFiles) -> impl Iterator<Item = LeftOut> {
    let left_out = |path: &SourcePath, reason| LeftOut { path: path.clone(), reason };
    let cities = files.cities.iter().map(move |it| left_out(&it.path, Reason::UnusedCity));
    let regions = files.regions.iter().map(move |it| left_out(&it.path, Reason::UnusedRegion));
    let incidents =
        files.incidents.iter().map(move |it| left_out(&it.path, Reason::UnusedIncident));
    cities.chain(regions).chain(incidents)
}
