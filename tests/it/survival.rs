//! The preview shows what was saved, whatever saved it: real editors' ways, checkouts, folders that come and go.
//! It does not look at how the watcher does it; `watching` does.

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

/// A page has to be right within this.
const IN_TIME: Duration = Duration::from_secs(3);

/// How often a save is timed before it is too slow: the machine may be busy with something else.
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

    /// The desk of a site that is prepared before its preview starts.
    fn prepared(prepare: impl FnOnce(&Path)) -> Desk {
        Desk::started(prepare, Preview::start)
    }

    fn started(prepare: impl FnOnce(&Path), start: impl FnOnce(&Path) -> Preview) -> Desk {
        let (folder, site) = support::new_site();
        // Nothing is on record, so that dispatches may go without a word.
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

    /// Does something to the project and holds the page to be right within three seconds of it. The
    /// first of a few tries that is in time counts; each has its own headline.
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

    /// How often a good site was composed anew.
    fn compositions(&self) -> usize {
        let said = self.preview.said();
        said.iter().filter(|line| line.starts_with("updated in")).count()
    }

    /// How often the last good site was kept, since the next was broken.
    fn reports(&self) -> usize {
        let said = self.preview.said();
        said.iter().filter(|line| line.contains("the last version without errors")).count()
    }

    /// Saves once more, so that everything before must have been dealt with.
    fn settle(&self) {
        let headline = format!("Settled after {} compositions", self.compositions());
        self.save(DISPATCH, &dispatch(&headline));
        self.wait_for(&headline);
    }
}

/// A dispatch that is as small as one can be.
fn dispatch(headline: &str) -> String {
    format!("---\ntitle: {headline}\ndate: 2024-02-01\ncity: Kyiv\n---\n\nText.\n")
}
