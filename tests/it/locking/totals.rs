//! After an upgrade no total moves in silence: what the record says of totals, when they are compared, and what readers are told.

use std::path::Path;

use dateline::chronicle::figures_lock::lock_file::split_totals;
use dateline::chronicle::figures_lock::totals::Totals;
use dateline::chronicle::reckoning::RULES;
use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeCache, ComposeOptions, reconcile};
use dateline::edge::disk;
use dateline::field::day::Day;
use dateline::text::source::SourcePath;
use jiff::tz::TimeZone;

use crate::locking::program::{ACCEPT, Folder};

/// A project whose totals are on record. Two dispatches are about Mosul, one of them in another year.
fn recorded() -> Folder {
    let folder = Folder::new();
    let earlier =
        "title: Reported\ndate: 2016-03-01\ncity: Mosul\ncasualties: {killed: 5, injured: 2}";
    folder.write("content/dispatches/earlier.md", &format!("---\n{earlier}\n---\nText.\n"));
    folder.check(&ACCEPT, 0, "figures.lock: 2 dispatches new");
    folder
}

/// The line that says which rules counted the totals.
fn counted_by(rules: u32) -> String {
    format!("counted-by  rules  {rules}")
}

/// The record, as if other rules had counted its totals.
fn by_other_rules(lock: &str) -> String {
    lock.replace(&counted_by(RULES), &counted_by(0))
}

/// The project as an older version of dateline would have recorded it, by other rules: with `was` for the line `is`.
fn by_older_rules(changes: &[(&str, &str)]) -> Folder {
    let folder = recorded();
    let mut lock = by_other_rules(&folder.lock());
    for (is, was) in changes {
        assert!(lock.contains(is), "{is} is not in {lock}");
        lock = lock.replace(is, was);
    }
    folder.write("figures.lock", &lock);
    folder
}

fn totals(folder: &Folder) -> Vec<String> {
    let lock = folder.lock();
    let lines = lock.lines().filter(|line| line.starts_with("totals/"));
    lines.map(|line| line.trim_start_matches("totals/").to_owned()).collect()
}

#[test]
fn the_record_has_every_total_by_place_year_and_harm_behind_the_figures() {
    let folder = recorded();
    assert_eq!(
        totals(&folder),
        [
            &counted_by(RULES),
            "everything  killed  75",
            "everything  injured  2",
            "2016  killed  5",
            "2016  injured  2",
            "2017  killed  70",
            "cities/mosul  killed  75",
            "cities/mosul  injured  2",
            "cities/mosul/2016  killed  5",
            "cities/mosul/2016  injured  2",
            "cities/mosul/2017  killed  70",
        ]
    );
    let lock = folder.lock();
    let (figures, _) = lock.split_once("# The totals").expect("a heading");
    assert!(figures.ends_with("mosul  date  2017-06-01\n"), "{figures}");
}

#[test]
fn a_total_that_moved_with_the_rules_is_an_error_until_it_is_accepted_and_then_a_correction() {
    let mosul = ("totals/cities/mosul  killed  75", "totals/cities/mosul  killed  70-80");
    let year = ("totals/2016  injured  2\n", "");
    let folder = by_older_rules(&[mosul, year]);
    folder.check(&["check"], 1, "the total of `cities/mosul`, killed, was 70–80 and is 75 now");
    folder.check(&["check"], 1, "the total of `2016`, injured, was unknown and is 2 now");
    folder.check(&["check"], 1, "2 errors");
    folder.check(&["build"], 1, "Nothing was written");

    let accept = [&ACCEPT[..], &["--now", "2026-12-01T12:00:00Z"]].concat();
    folder.check(&accept, 0, "figures.lock: 2 totals moved by new rules of counting");
    folder.check(&["check"], 0, "nothing is wrong");
    let moved = [
        "moved/2026-12-01/2016  injured  unknown -> 2",
        "moved/2026-12-01/cities/mosul  killed  70-80 -> 75",
    ];
    assert_eq!(totals(&folder)[11..], moved);

    folder.check(&["build", "--now", "2026-12-02T12:00:00Z"], 0, "the site to copy");
    let page = folder.read("public/corrections/index.html");
    for shown in ["Counted by new rules", "70–80", "75", "2016", "1 Dec"] {
        assert!(page.contains(shown), "{shown} is not in {page}");
    }
    folder.check(&ACCEPT, 0, "nothing to record");
    folder.dispatch("third", "casualties: 3");
    folder.check(&ACCEPT, 0, "figures.lock: 1 dispatch new");
    assert!(folder.lock().contains(moved[0]), "it stays on record");
}

#[test]
fn totals_are_not_compared_by_the_rules_they_were_counted_by() {
    let folder = recorded();
    let file = "---\nname: Mosul\naliases: [Mossul]\n---\n";
    folder.write("content/cities/mosul.md", file);
    let lock =
        folder.lock().replace("totals/everything  killed  75", "totals/everything  killed  1");
    folder.write("figures.lock", &lock);
    folder.check(&["check"], 0, "nothing is wrong");
    folder.check(&ACCEPT, 0, "figures.lock: totals counted again");
    assert_eq!(totals(&folder)[1], "everything  killed  75");
    assert!(!folder.lock().contains("moved"));
}

#[test]
fn where_figures_changed_too_totals_are_counted_again_with_a_notice() {
    let folder = by_older_rules(&[("totals/2017  killed  70", "totals/2017  killed  71")]);
    folder.dispatch("third", "casualties: {killed: 3}");
    folder.check(&["check"], 0, "1 dispatch is not in figures.lock yet");
    folder.check(&ACCEPT, 0, "nobody can tell what moved a total");
    assert!(!folder.lock().contains("moved"));
    assert!(folder.lock().contains("totals/2017  killed  73\n"));
    folder.check(&ACCEPT, 0, "nothing to record");
}

#[test]
fn drafts_shown_in_a_check_do_not_move_a_total() {
    let folder = by_older_rules(&[]);
    folder.dispatch("draft", "casualties: {killed: 3}\ndraft: true");
    folder.check(&["check", "--drafts"], 0, "");
    folder.check(&["check"], 0, "");
    folder.check(&ACCEPT, 0, "figures.lock: 0 totals moved by new rules of counting");
    folder.check(&ACCEPT, 0, "nothing to record");
}

#[test]
fn a_record_without_totals_gets_them_with_a_notice() {
    let folder = recorded();
    let lock = folder.lock();
    let (figures, _) = lock.split_once("# The totals").expect("a heading");
    folder.write("figures.lock", figures);
    folder.check(&["check"], 0, "nothing is wrong");
    folder.check(&ACCEPT, 0, "figures.lock has the totals now too");
    assert_eq!(folder.lock(), lock);
    folder.check(&ACCEPT, 0, "nothing to record");
}

/// A project with a dispatch on a region only, and one on a city of that region.
fn with_a_region() -> Folder {
    let folder = Folder::new();
    folder.write("content/cities/mosul.md", "---\nname: Mosul\nregion: Nineveh\n---\n");
    folder.write("content/regions/nineveh.md", "---\nname: Nineveh\ncountry: IQ\n---\n");
    let somewhere = "title: Somewhere\ndate: 2016-03-01\nregion: Nineveh\nlocation: {precision: region}\ncasualties: {killed: 5}";
    folder.write("content/dispatches/somewhere.md", &format!("---\n{somewhere}\n---\nText.\n"));
    folder.check(&ACCEPT, 0, "figures.lock: 2 dispatches new");
    folder
}

#[test]
fn the_totals_of_regions_and_countries_are_on_record_too() {
    let folder = with_a_region();
    assert_eq!(
        totals(&folder)[4..],
        [
            "cities/mosul  killed  70",
            "cities/mosul/2017  killed  70",
            "regions/nineveh  killed  75",
            "regions/nineveh/2016  killed  5",
            "regions/nineveh/2017  killed  70",
            "countries/iq  killed  75",
            "countries/iq/2016  killed  5",
            "countries/iq/2017  killed  70",
        ]
    );
}

#[test]
fn a_total_of_a_region_or_a_country_that_moved_with_the_rules_is_listed_as_a_correction() {
    let folder = with_a_region();
    let lock = by_other_rules(&folder.lock());
    let lock = lock.replace("regions/nineveh  killed  75", "regions/nineveh  killed  70");
    let lock = lock.replace("countries/iq/2016  killed  5", "countries/iq/2016  killed  4-5");
    folder.write("figures.lock", &lock);
    folder.check(&["check"], 1, "the total of `regions/nineveh`, killed, was 70 and is 75 now");
    folder.check(&["check"], 1, "the total of `countries/iq/2016`, killed, was 4–5 and is 5 now");
    let accept = [&ACCEPT[..], &["--now", "2026-12-01T12:00:00Z"]].concat();
    folder.check(&accept, 0, "figures.lock: 2 totals moved by new rules of counting");
    folder.check(&["build", "--now", "2026-12-02T12:00:00Z"], 0, "the site to copy");
    let page = folder.read("public/corrections/index.html");
    for shown in ["/regions/nineveh/toll/\"", "Nineveh", "/countries/iq/toll/", "Iraq, 2016", "4–5"]
    {
        assert!(page.contains(shown), "{shown} is not in {page}");
    }
}

#[test]
fn a_record_from_before_regions_and_countries_had_totals_gets_them_with_a_notice() {
    let folder = with_a_region();
    let lock = folder.lock();
    let is_older = |line: &&str| !line.contains("/regions/") && !line.contains("/countries/");
    let older: String = lock.lines().filter(is_older).map(|line| format!("{line}\n")).collect();
    folder.write("figures.lock", &older);
    folder.check(&["check"], 0, "nothing is wrong");
    folder.check(&ACCEPT, 0, "figures.lock has the totals now too");
    assert_eq!(folder.lock(), lock);
    folder.check(&ACCEPT, 0, "nothing to record");

    // Nor did new rules move what nobody recorded.
    folder.write("figures.lock", &by_other_rules(&older));
    folder.check(&["check"], 0, "nothing is wrong");
    folder.check(&ACCEPT, 0, "figures.lock: 0 totals moved by new rules of counting");
    assert_eq!(folder.lock(), lock);
}

#[test]
fn a_merge_conflict_in_totals_is_healed() {
    let folder = recorded();
    let lock = folder.lock();
    let both =
        "<<<<<<< HEAD\ntotals/2017  killed  70\n=======\ntotals/2017  killed  99\n>>>>>>> other\n";
    folder.write("figures.lock", &lock.replace("totals/2017  killed  70\n", both));
    folder.check(&["check"], 1, "run `dateline figures accept`, which counts them again");
    folder.check(&ACCEPT, 0, "totals counted again");
    assert_eq!(folder.lock(), lock);

    // Without the marks, too.
    let twice = "totals/2017  killed  99\ntotals/2017  killed  70\n";
    folder.write("figures.lock", &lock.replace("totals/2017  killed  70\n", twice));
    folder.check(&["check"], 1, "run `dateline figures accept`, which counts them again");
    folder.check(&ACCEPT, 0, "totals counted again");
    assert_eq!(folder.lock(), lock);

    // A conflict that is about figures as well is for people.
    let mixed = "<<<<<<< HEAD\nmosul  casualties.killed  70\n=======\nmosul  casualties.killed  71\n>>>>>>> other\n";
    folder.write("figures.lock", &lock.replace("mosul  casualties.killed  70\n", mixed));
    folder.check(&ACCEPT, 1, "keep the lines of both versions");
    assert!(folder.lock().contains("<<<<<<<"));
}

#[test]
fn the_sample_site_is_counted_by_the_rules_that_its_record_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = "2026-01-01T00:00:00Z".parse().expect("a moment");
    let snapshot = disk::read(root, now).expect("the sample site");
    let record = snapshot.text(&SourcePath::new("figures.lock")).expect("a record");
    let recorded = split_totals(record).totals;
    let mut cache = ComposeCache::default();
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    let site = reconcile(&snapshot, &options, &mut cache, &mut Vec::new()).expect("a site");
    let totals = Totals::new(&site.chronicle, &site.config.headline_grades);
    assert!(
        totals
            .following(&recorded, false, Day::from_instant(now, &TimeZone::UTC))
            .are_in(&recorded),
        "a total of the sample site moved: raise `RULES` in src/chronicle/reckoning.rs, look at what moved with `dateline check`, \
         and accept it"
    );
}
