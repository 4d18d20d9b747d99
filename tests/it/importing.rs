//! Tests of `import`: a spreadsheet and a map go in; dispatches and reports come out.
//! Only `import` and `run` use the code.

mod dates;
pub(crate) mod ged;
mod hostile;
mod messages;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use dateline::import::{self, Import, map::Map};
use dateline::text::report;
use dateline::text::source::SourcePath;
use tempfile::TempDir;

/// A map for tables with the columns `id,day,place` and others. Tests add keys to it.
const MAP: &str = "[dispatch]
slug = \"report-{id}\"
title = \"{place}, {day}\"
date = \"{day}\"
city = \"{place}\"
";

/// The result of importing the table.
fn import(csv: impl AsRef<[u8]>, map: &str) -> Import {
    let map = Map::read(&SourcePath::new("map.toml"), map);
    let map = map.unwrap_or_else(|faults| panic!("the map is good: {faults:#?}"));
    import::import(&SourcePath::new("rows.csv"), csv.as_ref(), &map)
}

/// The report on a table, one line per fault.
fn report(csv: impl AsRef<[u8]>, map: &str) -> String {
    let csv = csv.as_ref();
    let text_of = |path: &SourcePath| match path.as_str() {
        "map.toml" => Some(map.to_owned()),
        _ => Some(String::from_utf8_lossy(csv).into_owned()),
    };
    report::concise(&import(csv, map).faults, &text_of)
}

/// Compares the only dispatch of a table with `expected`, which lists its keys and its body.
#[track_caller]
fn check(csv: &str, keys: &str, expected: &str) {
    let import = import(csv, &format!("{MAP}{keys}"));
    assert_eq!(import.faults, [], "nothing is wrong");
    let [file] = import.files.as_slice() else { panic!("{:#?}", import.files) };
    assert_eq!(file.text, expected);
}

/// Compares the report on a table with `expected`, one line per fault.
#[track_caller]
fn check_report(csv: &str, keys: &str, expected: &str) {
    assert_eq!(report(csv, &format!("{MAP}{keys}")), expected);
}

/// A folder with `rows.csv` and `map.toml` in it.
fn desk(csv: &str, map: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("rows.csv"), csv).expect("a table");
    fs::write(folder.path().join("map.toml"), map).expect("a map");
    folder
}

/// Runs `dateline import` in `folder`.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let Output { status, stdout, stderr } =
        command.current_dir(folder).arg("import").args(arguments).output().expect("it starts");
    (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

const ASK: [&str; 5] = ["rows.csv", "--map", "map.toml", "--into", "in/here"];

const TWO: &str = "id,day,place\n1,2017-05-30,Mosul\n2,2017-05-31,Baghdad\n";

#[test]
fn a_row_becomes_a_dispatch() {
    check(
        "id,day,place,killed,wounded\n1,2017-05-31,Mosul,more than 120,\n",
        "casualties = {killed = \"{killed}\", injured = \"{wounded}\"}\nbody = \"Reported from {place}.\"\n",
        "---\ntitle: \"Mosul, 2017-05-31\"\ndate: 2017-05-31\ncity: \"Mosul\"\n\
         casualties: {killed: \"more than 120\"}\n---\n\nReported from Mosul.\n",
    );
}

#[test]
fn what_is_empty_is_left_out_with_all_that_hangs_on_it() {
    check(
        "id,day,place,source,side,note\n1,2017-05-31,Mosul,,,\n",
        "sources = [{name = \"{source}\", kind = \"news\"}]\nevent = {from = \"{side}\", precision = \"day\"}\n\
         topics = [\"record\", \"{side}\"]\nbody = {join = [\"Filed.\", \"Note: {note}\"]}\n",
        "---\ntitle: \"Mosul, 2017-05-31\"\ndate: 2017-05-31\ncity: \"Mosul\"\ntopics: [record]\n---\n\nFiled.\n",
    );
}

#[test]
fn a_key_may_hang_on_what_stands_in_another_column() {
    let keys = "area = {value = \"{part}\", when = {prec = [\"1\", \"2\"], side = \"\"}}\n";
    let table = |prec: &str, side: &str| {
        format!("id,day,place,part,prec,side\n1,2017-05-31,Mosul,Zanjili,{prec},{side}\n")
    };
    let has_area = |prec, side| {
        let import = import(table(prec, side), &format!("{MAP}{keys}"));
        import.files[0].text.contains("area: \"Zanjili\"")
    };
    assert_eq!(
        [("1", ""), ("2", ""), ("3", ""), ("1", "x")].map(|(p, s)| has_area(p, s)),
        [true, true, false, false]
    );
}

#[test]
fn the_first_that_says_something_is_written() {
    let keys = "summary = {first = [\"{note}\", \"{part} of {place}\", \"{place}\"]}\n";
    let summary = |note: &str, part: &str| {
        let csv = format!("id,day,place,note,part\n1,2017-05-31,Mosul,{note},{part}\n");
        let text = import(csv, &format!("{MAP}{keys}")).files[0].text.clone();
        text.lines().find_map(|line| line.strip_prefix("summary: ").map(str::to_owned))
    };
    assert_eq!(summary("Seen", "West"), Some("\"Seen\"".to_owned()));
    assert_eq!(summary("", "West"), Some("\"West of Mosul\"".to_owned()));
    assert_eq!(summary("", ""), Some("\"Mosul\"".to_owned()));
}

#[test]
fn a_word_may_stand_for_nothing() {
    let keys = "grade = {value = \"{sure}\", words = {yes = \"confirmed\", \"n/a\" = \"\"}}\n";
    let grade = |sure: &str| {
        let csv = format!("id,day,place,sure\n1,2017-05-31,Mosul,{sure}\n");
        import(csv, &format!("{MAP}{keys}")).files[0].text.contains("grade:")
    };
    assert_eq!(["yes", "n/a", ""].map(grade), [true, false, false]);
}

#[test]
fn a_list_in_one_cell_becomes_a_list() {
    check(
        "id,day,place,sources,topics\n1,2017-05-31,Mosul,\"\"\"AP, 1\"\";\"\"Reuters; 2\"\"\",war; ;law\n",
        "sources = {split = \"{sources}\", at = '\";\"', trim = '\"', each = {name = \"{}\"}}\n\
         topics = [\"all\", {split = \"{topics}\", at = \";\"}]\n",
        "---\ntitle: \"Mosul, 2017-05-31\"\ndate: 2017-05-31\ncity: \"Mosul\"\nsources:\n  - {name: \"AP, 1\"}\n  \
         - {name: \"Reuters; 2\"}\ntopics: [all, war, law]\n---\n",
    );
}

#[test]
fn a_number_is_rewritten_only_when_the_map_says_so() {
    let table = "id,day,place,killed\n1,2017-05-31,Mosul,7.0\n";
    check_report(
        table,
        "casualties.killed = \"{killed}\"\n",
        "rows.csv:2:20: error[not-a-count]: column `killed`: not a count: `7.0`\n",
    );
    let keys = "casualties.killed = {value = \"{killed}\", drop_end = \".0\"}\n";
    assert!(import(table, &format!("{MAP}{keys}")).files[0].text.contains("killed: 7}"));
}

#[test]
fn a_range_goes_from_the_first_figure_to_the_last() {
    let killed = |cells: &str| {
        let csv = format!("id,day,place,low,best,high\n1,2017-05-31,Mosul,{cells}\n");
        let keys = "casualties.killed = {range = [\"{low}\", \"{best}\", \"{high}\"], out_of_order = \"widen\"}";
        let import = import(csv, &format!("{MAP}{keys}"));
        let text = import.files.first().map(|file| file.text.clone()).unwrap_or_default();
        let line = text.lines().find_map(|line| line.trim().strip_prefix("killed: "));
        (line.unwrap_or("nothing").trim_end_matches('}').to_owned(), import.faults.len())
    };
    let says = |line: &str, faults| (line.to_owned(), faults);
    assert_eq!(killed("3,7,9"), says("{min: 3, max: 9", 0));
    assert_eq!(killed("\"1,200\",1300,1400"), says("{min: 1200, max: 1400", 0));
    assert_eq!(killed("8,7,9"), says("{min: 7, max: 9", 1));
}

#[test]
fn what_the_reader_of_dispatches_finds_is_reported_at_its_cell() {
    check_report(
        "id,day,place,cc,grade,source\n1,2017-02-30,Mosul,Iraq,weakly,here\n",
        "country = \"{cc}\"\ngrade = \"{grade}\"\nsources = [{name = \"{source}\", url = \"{source}\"}]\n",
        "rows.csv:2:3: error[not-a-date]: column `day`: not a date: `2017-02-30`\n\
         rows.csv:2:20: error[not-one-of]: column `cc`: `Iraq` is not a country code\n\
         rows.csv:2:25: error[not-one-of]: column `grade`: `weakly` is not a grade\n\
         rows.csv:2:32: error[not-an-address]: column `source`: `url` is not a web address: `here`\n",
    );
}

#[test]
fn a_slip_of_the_map_is_reported_once_in_the_map() {
    check_report(
        TWO,
        "citty = \"{place}\"\ncountry = \"Iraq\"\nsummary = [\"{place}\"]\n",
        "map.toml:6:1: error[unknown-key]: a dispatch has no key `citty`\n\
         map.toml:7:11: error[not-one-of]: `Iraq` is not a country code\n\
         map.toml:8:11: error[wrong-shape]: `summary` has the wrong shape\n",
    );
}

#[test]
fn a_row_without_a_place_is_reported_at_its_line() {
    let map = MAP.replace("{place}, {day}", "Report {id}");
    assert_eq!(
        report("id,day,place\n1,2017-05-31,Mosul\n2,2017-05-31,\n", &map),
        "rows.csv:3:1: error[no-city]: the dispatch does not say in which city it happened\n",
    );
}

#[test]
fn two_rows_with_one_slug_are_both_named() {
    let table = "id,day,place\nA 1,2017-05-31,Mosul\n2,2017-05-31,Mosul\na-1,2017-05-31,Mosul\n";
    let import = import(table, MAP);
    let [fault] = import.faults.as_slice() else { panic!("{:#?}", import.faults) };
    assert_eq!(fault.message, "two rows make the same file `report-a-1.md`");
    assert_eq!(fault.related.len(), 1);
    assert_eq!(import.files, []);
}

#[test]
fn rows_are_left_out_as_the_map_says_and_when_they_are_empty() {
    let map = format!("skip = 1\ndelimiter = \";\"\nleave_out = {{kind = [\"b\", \"\"]}}\n{MAP}");
    let table = "id;day;place;kind\n#tags;;;\n1;2017-05-31;Mosul;a\n2;x;;b\n3;;;\n;;;\n";
    let import = import(table, &map);
    assert_eq!((import.files.len(), import.left_out, import.faults.len()), (1, 3, 0));
}

#[test]
fn a_folder_for_each_year() {
    let folder = "folder = \"{place}/{day}\"\n";
    let import = import(TWO, &format!("{folder}{MAP}"));
    let paths: Vec<&str> = import.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["mosul/2017-05-30/report-1.md", "baghdad/2017-05-31/report-2.md"]);
}

#[test]
fn all_is_written_or_nothing() {
    let desk = desk(TWO, MAP);
    let folder = desk.path().join("in/here");
    let (code, said) = run(desk.path(), &[&ASK[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("2 dispatches would go into in/here"), "{said}");
    assert!(!desk.path().join("in").exists());

    let (code, said) = run(desk.path(), &ASK);
    assert_eq!(code, Some(0), "{said}");
    let first = fs::read_to_string(folder.join("report-1.md")).expect("it is there");
    assert!(first.contains("city: \"Mosul\""));

    fs::write(folder.join("report-2.md"), "mine").expect("an edit");
    fs::remove_file(folder.join("report-1.md")).expect("it is deleted");
    let (code, said) = run(desk.path(), &ASK);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("report-2.md exists already"), "{said}");
    assert!(!folder.join("report-1.md").exists(), "nothing is written beside a file that is there");
    assert_eq!(fs::read(folder.join("report-2.md")).expect("it is there"), b"mine");
}

#[test]
fn a_row_that_cannot_be_mapped_keeps_all_others_out() {
    let desk = desk(&format!("{TWO}3,31 May,Mosul\n"), MAP);
    let (code, said) = run(desk.path(), &[&ASK[..], &["--format", "concise"]].concat());
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("rows.csv:4:3: error[not-a-date]: column `day`"), "{said}");
    assert!(!desk.path().join("in").exists());
}

#[test]
fn exit_codes_tell_a_wrong_map_from_a_wrong_row() {
    let desk = desk(TWO, "title = 1\n");
    assert_eq!(run(desk.path(), &ASK).0, Some(2), "a map that cannot be read");
    let unknown = MAP.replace("{place}", "{plaice}");
    fs::write(desk.path().join("map.toml"), unknown).expect("a map");
    let (code, said) = run(desk.path(), &ASK);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("did you mean `place`?"), "{said}");
    let (code, said) = run(desk.path(), &["rows.csv", "--map", "none", "--into", "in"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("ucdp-ged"), "the maps that are shipped are named: {said}");
}

#[test]
fn the_example_of_the_manual_does_what_the_manual_says() {
    let manual = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/import.md"));
    let manual = manual.expect("the manual is there");
    // The first three code blocks of the documented example: the table, the map, the dispatch.
    let example = manual.split("## A worked example").nth(1).expect("there is an example");
    let blocks: Vec<String> = example
        .split("\n\n")
        .filter(|block| !block.is_empty() && block.lines().all(|line| line.starts_with("    ")))
        .fold(Vec::new(), |mut blocks: Vec<String>, block| {
            blocks.push(block.lines().map(|line| format!("{}\n", &line[4..])).collect());
            blocks
        });
    let [table, map, dispatch, ..] = blocks.as_slice() else { panic!("{blocks:#?}") };
    let import = import(table, map);
    assert_eq!(import.faults, []);
    assert_eq!(import.files[0].text.replace("\n\n", "\n"), *dispatch);
}

#[test]
fn a_dry_run_says_once_which_names_want_one_address() {
    let rows = "id,day,place\n1,2017-05-30,al-Bab\n2,2017-06-30,Al Bab\n3,2017-07-30,al-Bab\n4,2017-08-30,Al Bab\n";
    let desk = desk(rows, MAP);
    let (code, said) = run(desk.path(), &[&ASK[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said.matches("want the same address, /cities/al-bab/").count(), 1, "{said}");
    assert!(said.contains("`aliases: [Al Bab]`"), "{said}");
}
