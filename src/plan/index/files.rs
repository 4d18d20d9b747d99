//! Published files without an ending in their names, such as `/CNAME` or `/assets/LICENSE`: an address alone cannot tell them from
//! folders. It does not know what they hold.

use std::collections::BTreeSet;

use crate::plan::address;
use crate::plan::route::Route;
use crate::text::snapshot::Snapshot;

/// The routes of these files.
pub(crate) struct FilesWithoutEnding(BTreeSet<Route>);

impl FilesWithoutEnding {
    /// Those in `static`, those among the theme's `assets`, and those that dateline writes.
    pub(crate) fn new<'r>(
        snapshot: &Snapshot,
        assets: impl IntoIterator<Item = &'r Route>,
    ) -> FilesWithoutEnding {
        let statics = snapshot.below("static").map(|(_, below, _)| Route::file(below));
        let written = [address::headers(), address::redirects()];
        let all = statics.chain(assets.into_iter().cloned()).chain(written);
        let has_no_ending =
            |route: &Route| !route.as_path().rsplit('/').next().is_some_and(|it| it.contains('.'));
        FilesWithoutEnding(all.filter(has_no_ending).collect())
    }

    /// The route for a path that starts at the root: that of such a file, else that of a page. None for an address on another host.
    pub(crate) fn route(&self, path: &str) -> Option<Route> {
        let file = Route::file(path.strip_prefix('/')?);
        if self.0.contains(&file) { Some(file) } else { address::of_path(path) }
    }
}
