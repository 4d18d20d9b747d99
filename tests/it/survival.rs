//! Tests that the preview shows every save, in any form: real editors, checkouts, and folders that are removed or added.
//! It does not check how the watcher works; `watching` does.

#[cfg(unix)]
mod editors;
mod folders;
#[cfg(unix)]
mod tools;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{self, Preview, note};

/// Maximum time until a page shows a change.
const IN_TIME: Duration = Duration::from_secs(3);

/// Maximum number of attempts per change, because other programs may slow down the machine.
const TRIES: usize = 3;

/// The dispatch that is saved, and its page.
const DISPATCH: &str = "content/dispatches/a.md";
const PAGE: &str = "/dispatches/a/";

/// A site and its preview.
struct Desk {
    site: PathBuf,
    preview: Preview,
    _folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk::prepared(|_| {})
    }

    /// A site that is prepared before its preview starts.
    fn prepared(prepare: impl FnOnce(&Path)) -> Desk {
        Desk::started(prepare, Preview::start)
    }

    fn started(prepare: impl FnOnce(&Path), start: impl FnOnce(&Path) -> Preview) -> Desk {
        let (folder, site) = support::new_site();
        // Nothing is recorded in `figures.lock`, so dispatches can be removed without a correction.
        fs::remove_file(site.join("figures.lock")).expect("it is here");
        support::save(&site.join(DISPATCH), &dispatch("As it was"));
        prepare(&site);
        let preview = start(&site);
        let desk = Desk { site, preview, _folder: folder };
        desk.preview.wait_until(PAGE, "the site", |status, _| status == 200);
        desk
    }

    fn file(&self) -> PathBuf {
        self.site.join(DISPATCH)
    }

    fn save(&self, path: &str, text: &str) {
        support::save(&self.site.join(path), text);
    }

    /// Waits until the page of the dispatch has this headline.
    #[track_caller]
    fn wait_for(&self, headline: &str) -> Duration {
        self.preview.wait_until(PAGE, headline, |_, text| text.contains(headline))
    }

    /// Makes a change and asserts that the page shows it within three seconds. Each attempt has its own headline, and one
    /// success is enough.
    #[track_caller]
    fn in_time(&self, what: &str, change: impl Fn(&Desk, &str)) {
        let mut took = Duration::MAX;
        for number in 0..TRIES {
            let headline = format!("Headline {number} of {what}");
            change(self, &headline);
            took = self.wait_for(&headline);
            note(&format!("{what}: right after {took:.2?}"));
            if took < IN_TIME {
                return;
            }
        }
        panic!("{what}: {took:?}\n{}", self.preview.said().join("\n"));
    }

    /// The number of times a valid site was composed.
    fn compositions(&self) -> usize {
        let said = self.preview.said();
        said.iter().filter(|line| line.starts_with("updated in")).count()
    }

    /// The number of times the last good site was kept because the new one was broken.
    fn reports(&self) -> usize {
        let said = self.preview.said();
        said.iter().filter(|line| line.contains("the last version without errors")).count()
    }

    /// Saves once more. When this save is shown, all earlier ones have been handled.
    fn settle(&self) {
        let headline = format!("Settled after {} compositions", self.compositions());
        self.save(DISPATCH, &dispatch(&headline));
        self.wait_for(&headline);
    }
}

/// The smallest valid dispatch.
fn dispatch(headline: &str) -> String {
    format!("---\ntitle: {headline}\ndate: 2024-02-01\ncity: Kyiv\n---\n\nText.\n")
}
