//! What the preview shows after each event.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeCache, ComposeOptions, compose};
use dateline::edge::disk::texts::TextsOnDisk;
use dateline::text::source::{Source, SourcePath};
use jiff::Timestamp;

use super::*;

/// A project whose only file is a `site.toml` of this title.
fn project(title: &str) -> Arc<ComposedProject> {
    let path = SourcePath::new("site.toml");
    let text = format!("title = \"{title}\"\nbase_url = \"https://record.example/\"\n");
    let sources: BTreeMap<_, _> = [(path.clone(), Source::text(&path, &text))].into();
    let now = Timestamp::UNIX_EPOCH;
    let (unreadable, ignored) = (Vec::new(), Vec::new());
    let snapshot = Arc::new(Snapshot { sources, unreadable, ignored, now, clock: now });
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    let composition = compose(&snapshot, &options, &mut ComposeCache::default());
    Arc::new(ComposedProject::new(snapshot, composition, TextsOnDisk::new(Path::new(""))))
}

/// A snapshot of a site with a dispatch of 3 January 1970, read at this hour of 1 January.
fn with_a_date_to_come(hour: i64) -> Snapshot {
    let files = [
        ("site.toml", "title = \"x\"\nbase_url = \"https://record.example/\"\n"),
        (
            "content/dispatches/raid.md",
            "---\ntitle: Raid\ndate: 1970-01-03\ncity: Rivertown\n---\nA raid.\n",
        ),
    ];
    let source = |(path, text): (&str, &str)| {
        let path = SourcePath::new(path);
        (path.clone(), Source::text(&path, text))
    };
    let clock = Timestamp::from_second(hour * 3600).expect("a moment");
    let sources = files.map(source).into();
    Snapshot { sources, unreadable: Vec::new(), ignored: Vec::new(), now: clock, clock }
}

#[test]
fn a_date_that_was_refused_is_read_again_when_it_is_no_longer_in_the_future() {
    let snapshot = Arc::new(with_a_date_to_come(0));
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    let composition = compose(&snapshot, &options, &mut ComposeCache::default());
    assert!(composition.has_errors(), "it is two days ahead");
    let rejected =
        Arc::new(ComposedProject::new(snapshot, composition, TextsOnDisk::new(Path::new(""))));
    let shown = Event::Composed(site("x"));
    let state = after(vec![shown, Event::Rejected(rejected, report("wrong"))]);
    assert!(state.is_up_to_date(&with_a_date_to_come(23)));
    assert!(!state.is_up_to_date(&with_a_date_to_come(24)), "tomorrow may have begun");
}

fn site(title: &str) -> Arc<ServableSite> {
    Arc::new(ServableSite::new(&project(title), None).expect("nothing is wrong with it"))
}

fn report(message: &str) -> Arc<Report> {
    Arc::new(Report::error(message))
}

fn after(events: Vec<Event>) -> PreviewState {
    events.into_iter().fold(PreviewState::Starting, |state, event| state.step(event))
}

fn fallback(state: &PreviewState) -> Option<&Arc<ServableSite>> {
    state.running()?.fallback.as_ref()
}

fn is(found: Option<&Arc<ServableSite>>, expected: &Arc<ServableSite>) -> bool {
    found.is_some_and(|found| Arc::ptr_eq(found, expected))
}

#[test]
fn a_save_with_errors_leaves_the_last_good_site() {
    let good = site("good");
    let bad = Event::Rejected(project("bad"), report("bad"));
    let state = after(vec![Event::Composed(Arc::clone(&good)), bad]);
    assert!(state.shows(&good));
    assert_eq!(state.save_report(), Some(&report("bad")));
    let state = state.step(Event::Composed(site("mended")));
    assert!(!state.shows(&good));
    assert_eq!(state.save_report(), None);
}

#[test]
fn the_fallback_is_the_last_site_whose_pages_all_print() {
    let [first, second, third] = [site("1"), site("2"), site("3")];
    let state = after(vec![
        Event::Composed(Arc::clone(&first)),
        Event::Checked(Arc::clone(&first), None),
        Event::Composed(Arc::clone(&second)),
    ]);
    assert!(is(fallback(&state), &first));
    let state = state.step(Event::Composed(Arc::clone(&third)));
    assert!(is(fallback(&state), &first), "the second was not checked");
    let state = state.step(Event::Checked(second, None));
    assert!(is(fallback(&state), &first), "a check of another site proves nothing");
    let state = state.step(Event::Checked(Arc::clone(&third), Some(report("a page"))));
    assert!(is(fallback(&state), &first), "a page does not print");
    let state = state.step(Event::Checked(third, None));
    assert!(fallback(&state).is_none());
}

#[test]
fn a_page_that_fails_does_not_replace_the_report_on_all_pages() {
    let shown = site("shown");
    let state = after(vec![
        Event::Composed(Arc::clone(&shown)),
        Event::PageFailed(Arc::clone(&shown), report("one")),
        Event::Checked(Arc::clone(&shown), Some(report("all"))),
        Event::PageFailed(Arc::clone(&shown), report("one")),
    ]);
    let found = state.running().and_then(|running| running.page_report.clone());
    assert_eq!(found, Some(report("all")));
}

#[test]
fn a_project_that_could_not_be_read_is_composed_again() {
    let shown = site("shown");
    let state = after(vec![Event::Composed(Arc::clone(&shown))]);
    assert!(state.is_up_to_date(&shown.project.snapshot));
    assert!(!state.is_up_to_date(&project("other").snapshot));
    let state = state.step(Event::Unreadable(report("gone")));
    assert!(!state.is_up_to_date(&shown.project.snapshot));
    assert!(state.shows(&shown));
}

#[test]
fn a_preview_that_has_ended_stays_so() {
    let state = after(vec![Event::Composed(site("1")), Event::Closed, Event::Composed(site("2"))]);
    assert!(state.site().is_none() && state.running().is_none());
}
