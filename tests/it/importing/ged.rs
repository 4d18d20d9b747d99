//! The whole UCDP export for Iraq, by the map that is shipped, against totals that were computed without dateline.
//! The records are not part of the project; where they are not at hand the tests say so and pass.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dateline::chronicle::Chronicle;
use dateline::chronicle::incident::Incident;
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::question::Question;
use dateline::chronicle::reckoning::{Toll, reckon};
use dateline::chronicle::visible::{ContentFiles, Drafts};
use dateline::compose::{ComposeCache, ComposeOptions, compose};
use dateline::edge::disk;
use dateline::field::casualties::Harm;
use dateline::field::claim::Grade;
use dateline::field::day::{Day, DayRange};
use dateline::field::place_name::PlaceName;
use dateline::field::word::Word;
use dateline::import::map::Map;
use dateline::import::{Import, import, shipped};
use dateline::read::content_file::{self, ContentFile};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::{Source, SourcePath};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde_json::Value;

use super::run;

/// How many events, the sum of their least and of their most.
type Totals = [u64; 3];

/// Maximum number of questions about a thousand dispatches of a clean archive.
const QUESTIONS_PER_THOUSAND: usize = 20;

/// The folder of the records: where `DATELINE_RECORDS` says, else beside the checkout.
pub(crate) fn records() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("DATELINE_RECORDS").map_or_else(beside, PathBuf::from);
    if folder.join("ucdp_ged_iraq_hxl.csv").is_file() {
        return Some(folder);
    }
    // Not by `eprintln`, which nobody sees when a test passes.
    let missing = folder.display();
    let line = format!(
        "SKIPPED: there are no records in {missing}; set DATELINE_RECORDS to their folder\n"
    );
    std::io::stderr().write_all(line.as_bytes()).expect("somebody listens");
    None
}

/// What was computed from the same file without dateline.
fn oracle(records: &Path) -> Value {
    let text = fs::read_to_string(records.join("oracles.json")).expect("the totals are there");
    let all: Value = serde_json::from_str(&text).expect("the totals are JSON");
    all["ucdp_iraq"].clone()
}

fn totals(value: &Value) -> Totals {
    serde_json::from_value(value.clone()).expect("three numbers")
}

fn by_name(value: &Value) -> BTreeMap<String, Totals> {
    serde_json::from_value(value.clone()).expect("three numbers for each name")
}

/// The import, made once for all tests.
pub(crate) fn imported(records: &Path) -> &'static Import {
    static IMPORTED: OnceLock<Import> = OnceLock::new();
    IMPORTED.get_or_init(|| import_of(records))
}

fn import_of(records: &Path) -> Import {
    let csv = fs::read(records.join("ucdp_ged_iraq_hxl.csv")).expect("the events are there");
    let (path, text) = shipped::named("ucdp-ged").expect("the map is shipped");
    let map = Map::read(&path, text).expect("the map that is shipped is good");
    import(&SourcePath::new("ged.csv"), &csv, &map)
}

fn chronicle(import: &Import) -> Chronicle {
    let (chronicle, faults) = composed(import);
    let errors: Vec<&Diagnostic> = faults.iter().filter(|fault| fault.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    chronicle
}

/// The chronicle of the imported dispatches, and its faults.
fn composed(import: &Import) -> (Chronicle, Vec<Diagnostic>) {
    let read = |file: &dateline::import::new_file::NewFile| {
        let path = SourcePath::new(&format!("content/dispatches/{}", file.path));
        match content_file::read(&path, &Source::text(&path, &file.text)).content {
            Some(ContentFile::Dispatch(dispatch)) => dispatch,
            other => panic!("{path} is a dispatch, and not {other:?}"),
        }
    };
    let pieces = ContentFiles {
        dispatches: import.files.par_iter().map(read).collect(),
        ..ContentFiles::default()
    };
    let mut faults = Vec::new();
    let chronicle = Chronicle::new(pieces, &BTreeMap::new(), &TimeZone::UTC, &mut faults);
    (chronicle, faults)
}

/// The people killed in those of `incidents` that lie inside the question.
fn asked<'i>(
    chronicle: &Chronicle,
    incidents: impl Iterator<Item = &'i Incident>,
    city: Option<&str>,
    days: Option<DayRange>,
) -> Totals {
    let grades: BTreeSet<Grade> = Grade::ALL.iter().copied().collect();
    let question =
        Question { place: city.map(PlaceName::City), days, party: None, grades: &grades };
    let reckoning = reckon(incidents, &question, &chronicle.places);
    let row = reckoning.rows.get(&Measure::Whole(Harm::Killed));
    let Some(Toll { bounds: Some(bounds), known, unknown: 0 }) = row else {
        panic!("every event has a number: {row:?}")
    };
    [*known as u64, bounds.min, bounds.max.expect("no number is open")]
}

fn months(incident: &Incident) -> usize {
    incident.days.months().count()
}

#[test]
fn every_event_becomes_a_dispatch_and_every_disordered_row_is_reported() {
    let Some(records) = records() else { return };
    let import = imported(&records);
    assert_eq!(import.files.len(), 7_473);
    assert_eq!(import.left_out, 0);
    let codes: BTreeSet<&str> = import.faults.iter().map(|fault| fault.rule.code).collect();
    assert_eq!(codes, BTreeSet::from(["widened"]));
    let disordered = oracle(&records)["rows_with_broken_order"].as_u64();
    assert_eq!(Some(import.faults.len() as u64), disordered);
}

#[test]
fn the_tolls_of_the_export_are_those_computed_without_dateline() {
    let Some(records) = records() else { return };
    let oracle = oracle(&records);
    let chronicle = chronicle(imported(&records));
    let all = || chronicle.incidents.values();
    let of = |city: Option<&str>, days: Option<DayRange>| asked(&chronicle, all(), city, days);

    assert_eq!(of(None, None), totals(&oracle["all"]));
    for (place, expected) in by_name(&oracle["places"]) {
        assert_eq!(of(Some(&place), None), expected, "{place}");
    }
    for (year, expected) in by_name(&oracle["years"]) {
        let first = Day::parse(&format!("{year}-01-01")).expect("a day");
        assert_eq!(of(None, Some(first.calendar_month().year_of_days())), expected, "{year}");
    }
    for (month, expected) in by_name(&oracle["months_2017"]) {
        let first = Day::parse(&format!("{month}-01")).expect("a day");
        assert_eq!(of(None, Some(first.calendar_month().days())), expected, "{month}");
    }
    let vague = all().filter(|incident| incident.place.precision.is_vaguer_than_a_city());
    let expected = totals(&oracle["place_vaguer_than_city"]);
    assert_eq!(asked(&chronicle, vague, None, None), expected);
    let spanning = all().filter(|incident| months(incident) > 1);
    let expected = totals(&oracle["spans_several_months"]);
    assert_eq!(asked(&chronicle, spanning, None, None), expected);
}

/// Events of the export are distinct, so every question about duplicates is asked in vain.
#[test]
fn at_most_twenty_of_a_thousand_events_ask_whether_they_are_duplicates() {
    let Some(records) = records() else { return };
    let import = imported(&records);
    let (_, faults) = composed(import);
    let is_asked = |fault: &&Diagnostic| fault.rule.code == "suspected-duplicate";
    let questions: Vec<&Diagnostic> = faults.iter().filter(is_asked).collect();
    let help = questions.last().and_then(|last| last.help.as_deref()).unwrap_or_default();
    let more = help.rsplit_once("; ").and_then(|(_, more)| more.split(' ').next()?.parse().ok());
    let asked = questions.len() + more.unwrap_or(0);
    assert!(asked * 50 <= import.files.len(), "{asked} questions; {questions:#?}");
}

#[test]
fn a_site_of_the_whole_export_has_nothing_wrong_in_it() {
    let Some(records) = records() else { return };
    let csv = fs::canonicalize(records.join("ucdp_ged_iraq_hxl.csv")).expect("the events");
    let site = tempfile::tempdir().expect("a folder");
    let settings = "title = \"Record\"\nbase_url = \"https://record.example/\"\n";
    fs::write(site.path().join("site.toml"), settings).expect("settings");
    let into = "content/dispatches/ucdp";
    let (code, said) =
        run(site.path(), &[&csv.to_string_lossy(), "--map", "ucdp-ged", "--into", into]);
    assert_eq!(code, Some(0), "{said}");
    let years = fs::read_dir(site.path().join(into)).expect("a folder").count();
    assert_eq!(years, 30);

    // What `check` does before it prints every page, which takes longer than a test may.
    let snapshot = disk::read(site.path(), Timestamp::UNIX_EPOCH).expect("a site");
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    let composition = compose(&snapshot.clone().into(), &options, &mut ComposeCache::default());
    assert!(composition.site.is_some());
    let errors: Vec<&Diagnostic> =
        composition.faults.iter().filter(|fault| fault.is_error()).collect();
    assert!(errors.is_empty(), "names and events that look alike are questioned, but: {errors:#?}");
    let most = 7_473 * QUESTIONS_PER_THOUSAND / 1_000;
    assert!(composition.faults.len() <= most, "{:#?}", composition.faults);
}
