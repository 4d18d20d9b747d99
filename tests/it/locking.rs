//! Tests that no published number changes silently: what editors are told, from the first record to the correction.
//! Only `Site` uses the library, and only `Folder` uses the program.

mod corrections;
mod laws;
mod program;
mod totals;

use std::collections::BTreeMap;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeOptions, Composition, compose};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::{self, ReportStyle};
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};
use jiff::Timestamp;

use crate::support;

const LOCK: &str = "figures.lock";

/// The current time in these sites.
const NOW: &str = "2017-06-10T12:00:00Z";

/// A site as its files. A dispatch is named by its slug.
#[derive(Clone, Default)]
struct Site {
    files: BTreeMap<String, String>,
}

impl Site {
    /// A site with one recorded dispatch, `mosul`.
    fn recorded() -> Site {
        let mut site = Site::default();
        site.write("mosul", "city: Mosul\ncasualties: {killed: 70}");
        site.accept();
        site
    }

    /// Writes a dispatch, or another kind of file if the name has a folder.
    fn write(&mut self, name: &str, keys: &str) {
        let (path, opening) = match name.contains('/') {
            true => (format!("content/{name}.md"), ""),
            false => {
                (format!("content/dispatches/{name}.md"), "title: Reported\ndate: 2017-06-01\n")
            }
        };
        self.files.insert(path, format!("---\n{opening}{keys}\n---\nText.\n"));
    }

    fn delete(&mut self, name: &str) {
        self.delete_file(&format!("content/dispatches/{name}.md"));
    }

    fn delete_file(&mut self, path: &str) {
        self.files.remove(path).expect("it was there");
    }

    fn lock(&mut self) -> &mut String {
        self.files.entry(LOCK.to_owned()).or_default()
    }

    fn composed(&self, drafts: Drafts) -> Composition {
        let settings = ("site.toml", "title = \"x\"\nbase_url = \"https://x.example/\"\n");
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let source = |(path, text): (&str, &str)| {
            let path = SourcePath::new(path);
            let source = Source::text(&path, text);
            (path, source)
        };
        let snapshot = Snapshot {
            sources: files.chain([settings]).map(source).collect(),
            unreadable: Vec::new(),
            ignored: Vec::new(),
            now: NOW.parse::<Timestamp>().expect("a moment"),
            clock: NOW.parse::<Timestamp>().expect("a moment"),
        };
        compose(&snapshot.into(), &ComposeOptions { drafts, base_url: None }, &mut support::cache())
    }

    /// The codes of broken rules, each with the number of faults.
    fn told(&self) -> String {
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        // Faults about counting do not concern the record.
        let asked = ["doubtful-date", "may-overlap", "one-source", "suspected-duplicate"];
        let faults = self.composed(Drafts::Hidden).faults.into_iter();
        for fault in faults.filter(|fault| !asked.contains(&fault.rule.code)) {
            *told.entry(fault.rule.code).or_default() += 1;
        }
        let told: Vec<String> = told.iter().map(|(code, n)| format!("{n} {code}")).collect();
        told.join(", ")
    }

    /// The help texts of the errors.
    fn help(&self) -> Vec<String> {
        let faults = self.composed(Drafts::Hidden).faults;
        faults.into_iter().filter(|it| it.is_error()).filter_map(|it| it.help).collect()
    }

    /// What the errors say to paste.
    fn to_paste(&self) -> String {
        let faults = self.composed(Drafts::Hidden).faults;
        faults.into_iter().filter_map(|it| it.paste).collect()
    }

    /// The errors as the terminal and the browser show them.
    fn report(&self) -> String {
        let faults = self.composed(Drafts::Hidden).faults;
        let errors: Vec<Diagnostic> = faults.into_iter().filter(Diagnostic::is_error).collect();
        let text_of = |path: &SourcePath| self.files.get(path.as_str()).cloned();
        report::human(&errors, &text_of, ReportStyle::Plain)
    }

    /// Records what is published, as `dateline figures accept` does.
    fn accept(&mut self) {
        let composition = self.composed(Drafts::Hidden);
        assert!(!composition.has_errors(), "{:#?}", composition.faults);
        let figures = composition.figures.expect("the settings are sound");
        *self.lock() = figures.to_string();
    }
}

#[test]
fn what_moves_no_toll_may_change_freely() {
    let mut site = Site::recorded();
    site.write("mosul", "city: Mosul\ncasualties: {killed: \"70\"}\nsummary: More\ntopics: [bombing]\nupdated: 2017-06-02");
    assert_eq!(site.told(), "");
}

#[test]
fn what_is_published_does_not_vanish() {
    let mut site = Site::recorded();
    site.write("mosul", "city: Mosul\ncasualties: {killed: 70}\ndraft: true");
    assert_eq!(site.told(), "1 published-vanished");
    site.write("mosul", "city: Mosul\ncasualties: {killed: 70}\nembargo: 2017-07-01");
    assert_eq!(site.told(), "1 published-vanished");
    site.delete("mosul");
    assert_eq!(site.told(), "1 published-vanished");
    assert!(site.help()[0].contains("--deleted mosul"), "{:?}", site.help());
}

#[test]
fn a_file_that_cannot_be_read_is_not_gone_and_has_not_changed() {
    let mut site = Site::recorded();
    site.write("mosul", "city: Mosul\ncasualties: {killed: lots}");
    assert_eq!(site.told(), "1 not-a-count");
    site.write("mosul", "city: [");
    assert_eq!(site.told(), "1 bad-yaml");
}

#[test]
fn a_dispatch_may_move_if_its_old_address_leads_on() {
    let mut site = Site::recorded();
    site.delete("mosul");
    site.write("zanjili", "city: Mosul\ncasualties: {killed: 70}\naliases: [/dispatches/mosul/]");
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.write("zanjili", "city: Mosul\ncasualties: {killed: 80}\naliases: [/dispatches/mosul/]");
    assert_eq!(site.told(), "1 figure-changed, 1 figures-not-recorded");
    site.write("zanjili", "city: Mosul\ncasualties: {killed: 70}\naliases: [/dispatches/mosul]");
    site.accept();
    assert_eq!(site.told(), "");
    assert!(!site.lock().contains("mosul  "));
}

#[test]
fn a_file_may_lie_in_another_folder() {
    let mut site = Site::recorded();
    let text = site.files["content/dispatches/mosul.md"].clone();
    site.delete("mosul");
    site.files.insert("content/dispatches/2017/06/mosul.md".to_owned(), text);
    assert_eq!(site.told(), "");
}

#[test]
fn a_withdrawal_explains_itself_and_its_end_does_not() {
    let live = "city: Mosul\ncasualties: {killed: 70}";
    let mut site = Site::recorded();
    site.write("mosul", &format!("{live}\nwithdrawn: {{on: 2017-06-05, why: It was elsewhere}}"));
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.accept();
    assert_eq!(site.told(), "");
    assert!(site.lock().ends_with("\nmosul  withdrawn  true\n"), "{}", site.lock());
    site.write("mosul", live);
    assert_eq!(site.told(), "1 figure-changed");
    let entry = "{on: 2017-06-07, kind: corrected, field: withdrawn, was: true, now: none, note: It was here}";
    site.write("mosul", &format!("{live}\ncorrections: [{entry}]"));
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.accept();
    assert_eq!(site.told(), "");
}

#[test]
fn an_incident_file_is_held_like_a_dispatch() {
    let mut site = Site::default();
    site.write("mosul", "city: Mosul\nincident: zanjili\ngrade: fair\ncasualties: {killed: 70}");
    site.write("incidents/zanjili", "title: Zanjili\ngrade: fair");
    site.accept();
    site.write("incidents/zanjili", "grade: discounted");
    assert_eq!(site.told(), "1 figure-changed");
    let entry = "{on: 2017-06-05, kind: corrected, field: grade, was: fair, now: discounted}";
    site.write("incidents/zanjili", &format!("grade: discounted\ncorrections: [{entry}]"));
    assert_eq!(site.told(), "1 figures-not-recorded");
}

#[test]
fn an_incident_file_may_repeat_what_was_published_and_not_overrule_it() {
    let mut site = Site::default();
    site.write("mosul", "city: Mosul\nincident: zanjili\ngrade: fair\ncasualties: {killed: 70}");
    site.accept();
    site.write("incidents/zanjili", "city: Mosul");
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.write("incidents/zanjili", "city: Mosul\ngrade: discounted");
    assert_eq!(site.told(), "1 figure-changed");
    site.write("incidents/zanjili", "city: Mosul");
    site.accept();
    site.write("incidents/zanjili", "city: Mosul\ngrade: fair");
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.write("incidents/zanjili", "city: Mosul\ngrade: discounted");
    assert_eq!(site.told(), "1 figure-changed");
    site.delete_file("content/incidents/zanjili.md");
    assert_eq!(site.told(), "1 published-vanished");
}

#[test]
fn drafts_have_no_part_in_the_record_even_where_they_are_shown() {
    let mut site = Site::recorded();
    site.write("tikrit", "city: Tikrit\ncasualties: {killed: 3}\ndraft: true");
    site.write("kirkuk", "city: Kirkuk\ncasualties: {killed: 3}\nembargo: 2017-07-01");
    site.write("mosul-ar", "lang: ar\ntranslation_of: mosul");
    let shown = site.composed(Drafts::Shown);
    assert_eq!(shown.faults, []);
    assert_eq!(shown.figures.expect("sound").to_string(), *site.lock());
}

#[test]
fn the_record_reads_the_same_with_other_line_ends_and_in_any_order() {
    let mut site = Site::recorded();
    let lock = site.lock().clone();
    let backwards: Vec<&str> = lock.lines().rev().collect();
    for written in [
        lock.replace('\n', "\r\n"),
        format!("\u{feff}{lock}"),
        backwards.join("\n"),
        lock.replace('\n', "\n\n"),
    ] {
        *site.lock() = written;
        assert_eq!(site.told(), "", "{:?}", site.lock());
    }
}

#[test]
fn a_record_that_cannot_be_trusted_in_a_line_is_trusted_in_none() {
    let mut site = Site::recorded();
    let lock = site.lock().clone();
    site.write("mosul", "city: Mosul\ncasualties: {killed: 997}");
    *site.lock() = "a line\n".repeat(100_000);
    assert_eq!(site.told(), "5 bad-lock");
    for broken in [
        "<<<<<<< HEAD",
        "=======",
        ">>>>>>> theirs",
        "||||||| base",
        "mosul",
        "mosul  city",
        "mosul  city  Tikrit",
    ] {
        *site.lock() = format!("{lock}{broken}\n");
        assert_eq!(site.told(), "1 bad-lock", "{broken}");
    }
}

#[test]
fn a_site_without_published_figures_needs_no_record() {
    let mut site = Site::default();
    site.write("about/us", "title: About");
    site.write("mosul", "city: Mosul");
    site.write("tikrit", "city: Tikrit\ncasualties: 3\ndraft: true");
    assert_eq!(site.told(), "");
    site.write("kirkuk", "city: Kirkuk\ncasualties: 3");
    assert_eq!(site.told(), "1 no-figures-lock");
}

#[test]
fn the_record_is_never_published() {
    let mut site = Site::recorded();
    let published = |site: &Site| {
        let site = site.composed(Drafts::Hidden).site.expect("a site");
        site.edition.pages.keys().any(|route| route.as_file().contains("lock"))
    };
    assert!(!published(&site));
    let media = "media: [{file: ../../figures.lock, alt: The record, credit: Us}]";
    site.write("mosul", &format!("city: Mosul\ncasualties: {{killed: 70}}\n{media}"));
    assert_eq!(site.told(), "1 media-missing");
    assert!(!published(&site));
}
