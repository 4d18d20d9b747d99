//! The order in which dispatches were published.
//! It does not know what they count.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::field::dispatch::Dispatch;
use crate::field::slug::Slug;

/// Sorts dispatches by publication. Bare dates begin in `zone`. Within a day a dispatch comes after what it replaces. Of those of one
/// moment, the one that knows more comes last. Slug and file only make the order the same in every run.
pub(super) fn sort_by_publication(dispatches: &mut [Arc<Dispatch>], zone: &TimeZone) {
    let replaced: HashSet<&Slug> =
        dispatches.iter().filter_map(|it| Some(&it.supersedes.as_ref()?.value)).collect();
    let of_slug = dispatches.iter().filter(|it| replaced.contains(&it.slug.value));
    let of_slug: HashMap<Slug, Arc<Dispatch>> =
        of_slug.map(|it| (it.slug.value.clone(), Arc::clone(it))).collect();
    dispatches.sort_by_cached_key(|dispatch| {
        let (at, replaces) = published_after(dispatch, &of_slug, zone);
        let known = known(dispatch, zone);
        (at, replaces, known, dispatch.slug.value.clone(), dispatch.path.clone())
    });
}

/// The latest state of knowledge in a dispatch, which decides what counts.
fn known(dispatch: &Dispatch, zone: &TimeZone) -> Option<Timestamp> {
    let of_reports = dispatch.reports.iter().filter_map(|report| report.as_of.as_ref());
    of_reports.map(|as_of| as_of.instant(zone)).max()
}

/// When a dispatch was published, and how many of the same moment it replaces, directly or through others.
fn published_after(
    dispatch: &Dispatch,
    of_slug: &HashMap<Slug, Arc<Dispatch>>,
    zone: &TimeZone,
) -> (Timestamp, usize) {
    let own = dispatch.date.value.instant(zone);
    let day = dispatch.date.value.day_in(zone);
    let mut latest = (own, 0);
    let mut at = dispatch;
    // A chain that is longer than the list is a circle.
    for replaces in 1..=of_slug.len() {
        let earlier = at.supersedes.as_ref().and_then(|slug| of_slug.get(&slug.value));
        let Some(earlier) = earlier.filter(|it| it.date.value.day_in(zone) == day) else {
            break;
        };
        latest = (latest.0.max(earlier.date.value.instant(zone)), replaces);
        at = earlier;
    }
    latest
}
