//! Tables that are damaged, enormous or meant to do harm: each is refused, or becomes what it says and nothing else.

use std::fs;
use std::time::{Duration, Instant};

use dateline::import::map::Map;
use dateline::text::report::{ReportStyle, human};
use dateline::text::source::SourcePath;

use super::{ASK, MAP, check_report, desk, import, report, run};

#[test]
fn a_quote_that_is_never_closed_swallows_no_row() {
    check_report(
        "id,day,place\n1,2017-05-30,\"Mosul\n2,2017-05-31,Baghdad\n",
        "",
        "rows.csv:2:14: error[bad-table]: a quote is never closed\n",
    );
}

#[test]
fn an_empty_file_is_no_table() {
    for nothing in ["", "\n\n", "\u{feff}", "\u{feff}\r\n"] {
        check_report(nothing, "", "rows.csv: error[bad-table]: the spreadsheet is empty\n");
    }
}

#[test]
fn a_byte_order_mark_and_windows_lines_change_nothing() {
    let plain = "id,day,place\n1,2017-05-30,Mosul\n2,31 May,Mosul\n";
    let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    check_report(
        plain,
        "",
        "rows.csv:3:3: error[not-a-date]: column `day`: not a date: `31 May`\n",
    );
    assert_eq!(report(&windows, MAP), report(plain, MAP));
}

#[test]
fn a_cell_with_a_line_break_keeps_its_place_and_those_after_it() {
    let map = format!("{MAP}summary = \"{{note}}\"\nbody = \"{{note}}\"\n");
    let table = "id,day,place,note\n1,2017-05-30,Mosul,\"a\r\n---\r\n\r\n# b\"\n";
    let text = &import(table, &map).files[0].text;
    assert!(text.contains(r#"summary: "a\n---\n\n# b""#), "{text}");
    assert!(text.ends_with("---\n\na\n\\---\n\n\\# b\n"), "{text}");
    let broken = format!("{table}2,30 May,Mosul,\n");
    let expected = "rows.csv:6:3: error[not-a-date]: column `day`: not a date: `30 May`\n";
    assert_eq!(report(broken, &map), expected);
}

#[test]
fn what_yaml_would_misread_stays_what_it_is() {
    let map = format!("{MAP}extra = {{cell = \"{{cell}}\"}}\n");
    for cell in [
        "NO", "0o12", "012", "1e3", "null", "a: b", "- c", "# d", "a #2", "{e}", "'f'", "=1+2",
        "@g", "%h", "\\n",
    ] {
        let table = format!("id,day,place,cell\n1,2017-05-30,Mosul,{cell}\n");
        let text = &import(table, &map).files[0].text;
        let cell = cell.replace('\\', "\\\\");
        assert!(text.contains(&format!("extra: {{cell: \"{cell}\"}}")), "{text}");
    }
}

#[test]
fn hidden_characters_are_reported_at_their_cell() {
    let place = |place: &str| format!("id,day,place\n1,2017-05-30,{place}\n");
    let hidden = |key: &str, what: &str| {
        format!(
            "rows.csv:2:14: error[unprintable-character]: column `place`: `{key}` contains {what}\n"
        )
    };
    let turns = "a character that turns round the order of what follows";
    let both = hidden("city", turns) + &hidden("title", turns);
    assert_eq!(report(place("Mo\u{202e}sul"), MAP), both);
    let both = report(place("Mo\0sul"), MAP);
    assert!(both.contains(&hidden("city", "an invisible character")), "{both}");
    assert!(both.contains("`title` contains"), "{both}");
}

#[test]
fn a_formula_is_text() {
    let map = format!("{MAP}body = \"{{note}}\"\n");
    let table = "id,day,place,note\n1,2017-05-30,Mosul,\"=HYPERLINK(\"\"http://x.example\"\",\"\"[a](b)\"\")\"\n";
    let text = &import(table, &map).files[0].text;
    assert!(text.ends_with("\n\\=HYPERLINK(\"http://x.example\",\"\\[a\\](b)\")\n"), "{text}");
}

#[test]
fn no_cell_leads_out_of_the_folder() {
    let map = format!("folder = \"{{place}}/x\"\n{MAP}").replace("report-{id}", "{id}");
    let table = "id,day,place\n../../evil,2017-05-30,../..\n/etc/passwd,2017-05-30,/tmp\nCON,2017-05-30,C:\\x\n";
    let import = import(table, &map);
    let paths: Vec<&str> = import.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["untitled/x/evil.md", "tmp/x/etc-passwd.md", "c-x/x/con-1.md"]);
    for folder in ["../{place}", "/{place}", "a//b", "{place}/..", "C:"] {
        let desk = desk(table, &format!("folder = \"{folder}\"\n{MAP}"));
        let (code, said) = run(desk.path(), &ASK);
        assert_eq!(code, Some(2), "{folder}: {said}");
        assert!(said.contains("not-a-slug"), "{folder}: {said}");
        assert!(!desk.path().join("in").exists());
    }
}

#[test]
fn a_cell_of_a_megabyte_is_a_body_or_a_fault_and_takes_no_time() {
    let long = "Mosul ".repeat(200_000);
    let table = format!("id,day,place,note\n1,2017-05-30,Mosul,{long}\n2,30 May,Mosul,\n");
    let begun = Instant::now();
    let body =
        import(table.replace("30 May", "2017-05-30"), &format!("{MAP}body = \"{{note}}\"\n"));
    assert_eq!((body.files.len(), body.faults.len()), (2, 0));
    let key = report(&table, &format!("{MAP}summary = \"{{note}}\"\n"));
    assert_eq!(
        key,
        "rows.csv:2:1: error[front-matter-too-large]: the front matter is larger than 64 KiB\n\
         rows.csv:3:3: error[not-a-date]: column `day`: not a date: `30 May`\n"
    );
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn many_wrong_rows_are_counted_and_hide_no_other_error() {
    let rows: String = (0..2_000).map(|n| format!("{n},30 May,Mosul\n")).collect();
    let table = format!("id,day,place\n{rows}2000,2017-05-30,\n");
    let faults = import(&table, MAP).faults;
    assert_eq!(faults.len(), 2_001, "programs get all of them");
    let report = human(&faults, &|_| Some(table.clone()), ReportStyle::Plain);
    assert!(report.contains("1999 more of this kind:"), "{report}");
    assert!(report.contains("error[no-title]") && report.contains("2001 errors"), "{report}");
    assert!(report.lines().count() < 60, "{report}");
}

#[test]
fn a_table_of_many_rows_takes_seconds() {
    let rows: String = (0..20_000).map(|n| format!("{n},2017-05-30,Mosul\n")).collect();
    let begun = Instant::now();
    let import = import(format!("id,day,place\n{rows}"), MAP);
    assert_eq!((import.files.len(), import.faults.len()), (20_000, 0));
    // Generous: these tests are built without optimisation and share the machine.
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn a_table_in_the_place_of_a_map_is_no_map() {
    let desk = desk("id,day,place\n1,2017-05-30,Mosul\n", "id,day,place\n");
    let (code, said) = run(desk.path(), &ASK);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("the file is not valid TOML"), "{said}");
    fs::write(desk.path().join("map.toml"), b"[dispatch]\ntitle = \"\xff\"\n").expect("a map");
    let (code, said) = run(desk.path(), &ASK);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("is not UTF-8 text"), "{said}");
}

#[test]
fn a_map_that_is_nothing_but_brackets_is_no_map() {
    for opening in ["[", "{", "{a="] {
        let map = format!("[dispatch]\na = {}", opening.repeat(100_000));
        assert!(Map::read(&SourcePath::new("map.toml"), &map).is_err());
    }
}

#[test]
fn a_cell_makes_no_link_and_no_heading() {
    let map = format!("{MAP}body = \"{{note}}\"\n");
    let note = "[a](javascript:x) <https://a.example> ![b](c.jpg) [^1] \r# d\r[1]: /e";
    let table = format!("id,day,place,note\n1,2017-05-30,Mosul,\"{note}\"\n");
    let text = &import(table, &map).files[0].text;
    let (_, body) = text.split_once("---\n\n").expect("a body");
    assert_eq!(dateline::prose::links::links(&dateline::prose::parsed::ParsedBody::new(body)), []);
    assert!(!body.lines().any(|line| line.starts_with('#')), "{body}");
}
