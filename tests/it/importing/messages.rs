//! Tests of what `import` says of tables that are not what the map expects, and of rows that would lose somebody.
//! `says` is all that knows the code.

use super::{MAP, desk, import, report, run};

/// The first fault of a table: its message and its help.
#[track_caller]
fn says(table: impl AsRef<[u8]>, keys: &str) -> String {
    let import = import(table, &format!("{MAP}{keys}"));
    let fault = import.faults.first().expect("a fault");
    format!("{}: {}", fault.message, fault.help.as_deref().unwrap_or_default())
}

const TABLE: &str = "id,day,place,k\n1,2017-05-30,Mosul,3\n2,2017-05-31,Mosul,\n";

#[test]
fn a_file_that_is_no_csv_says_what_it_is_and_how_to_save_it() {
    for (bytes, what) in [
        (&b"PK\x03\x04\x14\0"[..], "a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old workbook"),
        (b"[\n {\"id\": 1}]", "JSON"),
        (b"\xef\xbb\xbf{\"rows\": []}", "JSON"),
        (b"<!doctype html><p>", "a web page"),
        (b"\xff\xfei\0d\0", "UTF-16"),
    ] {
        let said = says(bytes, "");
        assert!(said.contains(what) && said.contains("CSV"), "{said}");
    }
}

#[test]
fn lines_above_the_header_are_named() {
    let said = says("sep=;\nid;day;place\n1;2017-05-30;Mosul\n", "");
    assert!(said.contains("delete this line, and write `delimiter = \";\"`"), "{said}");
    let said = says("Incidents in May\n\nid,day,place\n1,2017-05-30,Mosul\n", "");
    assert!(
        said.contains("the names of the columns are in line 3") && said.contains("delete"),
        "{said}"
    );
}

#[test]
fn a_column_without_a_name_is_pointed_out_if_it_holds_something() {
    let said = says(",id,day,place\n0,1,2017-05-30,Mosul\n", "");
    assert!(
        said.contains("column 1 has no name") && said.contains("write a name in the header"),
        "{said}"
    );
    assert_eq!(import("id,day,place,\n1,2017-05-30,Mosul,\n", MAP).faults, []);
}

#[test]
fn a_row_without_a_title_is_reported_at_its_cell() {
    let map = MAP.replace("\"{place}, {day}\"", "\"{head}\"");
    let table = "id,day,place,head\n1,2017-05-30,Mosul,Raid\n2,2017-05-31,Mosul,\n";
    assert_eq!(
        report(table, &map),
        "rows.csv:3:20: error[no-title]: column `head`: the row has no title\n"
    );
}

#[test]
fn a_condition_that_fits_no_row_is_pointed_out() {
    let table = "id,day,place,state\n1,2017-05-30,Mosul,Draft\n2,2017-05-31,Mosul,final\n";
    let leave_out = |word: &str| format!("leave_out = {{state = \"{word}\"}}\n{MAP}");
    let misspelled = import(table, &leave_out("draft "));
    assert_eq!((misspelled.files.len(), misspelled.faults.len()), (2, 1));
    assert_eq!(misspelled.faults[0].label.as_deref(), Some("did you mean `Draft`?"));
    assert_eq!(import(table, &leave_out("Draft")).faults, []);
    let never_both =
        import(table, &format!("leave_out = {{state = \"Draft\", id = \"2\"}}\n{MAP}"));
    assert_eq!(
        never_both.faults[0].message,
        "`leave_out` fits no row: no row has all of these texts together"
    );
    let said = says(table, "summary = {value = \"{place}\", when = {state = \"verified\"}}\n");
    assert!(
        said.starts_with("`when` fits no row: no cell of column `state` is `verified`"),
        "{said}"
    );
}

#[test]
fn rows_of_one_incident_at_one_moment_are_pointed_out() {
    let table = "id,day,place,event\n1,2017-05-30,Mosul,raid\n2,2017-05-30,Mosul,raid\n3,2017-05-30,Mosul,raid\n4,2017-05-31,Mosul,raid\n";
    let said = says(table, "incident = \"{event}\"\ncasualties.killed = \"1\"\n");
    assert!(
        said.starts_with("3 rows report on the incident `raid` at one moment, 2017-05-30"),
        "{said}"
    );
    assert!(said.contains("add them up first"), "{said}");
    assert_eq!(
        import(table, &format!("{MAP}incident = \"{{event}}\"\n")).faults,
        [],
        "without figures nothing is lost"
    );
}

#[test]
fn empty_cells_for_casualties_are_unknown_and_counted() {
    let keys = "casualties.killed = \"{k}\"\n";
    let made = import(TABLE, &format!("{MAP}{keys}"));
    assert_eq!((made.faults.len(), made.unknown), (0, 1));
    assert!(made.files[0].text.contains("casualties: {killed: 3}"), "{}", made.files[0].text);
    assert!(made.files[1].text.contains("\ncasualties: unknown\n"), "{}", made.files[1].text);
    let desk = desk(TABLE, &format!("{MAP}{keys}"));
    let (_, said) =
        run(desk.path(), &["rows.csv", "--map", "map.toml", "--into", "in", "--dry-run"]);
    assert!(
        said.contains(
            "1 row has no number in any cell for casualties, so `casualties: unknown` is written"
        ),
        "{said}"
    );
}

#[test]
fn a_fallback_of_the_map_is_written_even_if_all_cells_are_empty() {
    let keys = "casualties.killed = {first = [\"{k}\", \"at least 1\"]}\n";
    let made = import(TABLE, &format!("{MAP}{keys}"));
    assert!(
        made.files[1].text.contains("casualties: {killed: \"at least 1\"}"),
        "{}",
        made.files[1].text
    );
    assert_eq!(made.unknown, 0);
}

#[test]
fn every_error_of_a_table_is_reported() {
    let rows: String = (0..80).map(|n| format!("{n},soon,Mosul\n")).collect();
    let faults = import(format!("id,day,place\n{rows}80,2017-05-30,\n"), MAP).faults;
    assert_eq!(faults.len(), 81, "eighty dates, and a place after them");
}
