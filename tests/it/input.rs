//! Tests of mistakes in files that people write. Each gives a clear error or the exact value, never a guess.
//! It tests only the readers; `faults` tests whole reports.

mod fuzz;
mod levels;
mod people;
mod remedies;
mod unclear;

use dateline::field::dispatch::Dispatch;
use dateline::read::content_file::{self, ContentFile, ParsedFile};
use dateline::text::report;
use dateline::text::source::{Source, SourcePath};

const PATH: &str = "content/dispatches/mosul.md";

fn read_bytes(bytes: &[u8]) -> ParsedFile {
    let path = SourcePath::new(PATH);
    content_file::read(&path, &Source::new(&path, bytes.to_vec()))
}

/// The faults of a file, one per line: `2:7 [rule] message`.
fn faults_of(bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).ok();
    let faults = read_bytes(bytes).faults;
    let report = report::concise(&faults, &|_| text.clone());
    let lines = report.lines().map(|line| {
        let line = line.strip_prefix(PATH).unwrap_or(line);
        line.trim_start_matches([':', ' ']).replacen("error", "", 1).replacen(": [", " [", 1)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A dispatch with these keys, after a title, a date and a city on lines 2 to 4.
fn with(keys: &str) -> String {
    format!(
        "---\ntitle: Strike on Zanjili\ndate: 2017-06-01\ncity: Mosul\n{keys}\n---\nTwo dead.\n"
    )
}

fn dispatch(keys: &str) -> Dispatch {
    let reading = read_bytes(with(keys).as_bytes());
    match reading.content {
        Some(ContentFile::Dispatch(dispatch)) if reading.faults.is_empty() => (*dispatch).clone(),
        _ => panic!("{keys}\n{}", faults_of(with(keys).as_bytes())),
    }
}

/// Compares the faults of each file with the expected ones.
fn check(table: &[(&str, &[u8], &str)]) {
    for (what, bytes, expected) in table {
        assert_eq!(faults_of(bytes), *expected, "{what}");
    }
}

/// Compares the faults of a dispatch with each of these keys with the expected ones.
fn check_keys(table: &[(&str, &str)]) {
    for (keys, expected) in table {
        assert_eq!(faults_of(with(keys).as_bytes()), *expected, "{keys}");
    }
}

#[test]
fn a_file_that_is_no_text_or_has_no_front_matter_is_refused() {
    check(&[
        ("not UTF-8", b"---\ntitle: Fran\xe7ois\n---\n", "[not-utf8]: the file is not UTF-8 text"),
        (
            "NUL",
            b"---\ntitle: x\0\n---\n",
            "2:9 [unprintable-character]: the file contains a NUL character",
        ),
        ("empty file", b"", "1:1 [no-front-matter]: the file has no front matter"),
        ("only a fence", b"---", "1:1 [unterminated-front-matter]: the front matter does not end"),
        (
            "unterminated",
            b"---\ntitle: x\n",
            "1:1 [unterminated-front-matter]: the front matter does not end",
        ),
        ("empty", b"---\n---\n", "1:1 [not-a-mapping]: the front matter is empty"),
        (
            "not a mapping",
            b"---\n- x\n---\n",
            "2:1 [not-a-mapping]: the front matter is not a list of keys",
        ),
        (
            "a number",
            b"---\n12\n---\n",
            "2:1 [not-a-mapping]: the front matter is not a list of keys",
        ),
        (
            "two documents",
            b"---\ntitle: x\n...\ntitle: y\n---\n",
            "4:1 [bad-yaml]: the front matter has a second part",
        ),
    ]);
}

#[test]
fn byte_order_marks_and_windows_line_ends_change_nothing() {
    let plain = with("casualties: 12");
    assert_eq!(faults_of(plain.as_bytes()), "");
    assert_eq!(faults_of(format!("\u{feff}{plain}").as_bytes()), "");
    assert_eq!(faults_of(plain.replace('\n', "\r\n").as_bytes()), "");
    let wrong = format!("\u{feff}{}", with("casualties: -3").replace('\n', "\r\n"));
    assert_eq!(faults_of(wrong.as_bytes()), "5:13 [not-a-count]: not a count: `-3`");
}

#[test]
fn a_tab_is_named() {
    check_keys(&[(
        "casualties:\n\tkilled: 12",
        "6:1 [bad-yaml]: there is a tab where YAML needs spaces",
    )]);
}

#[test]
fn what_is_too_large_is_not_read() {
    let scalar = |bytes: usize| with(&format!("summary: {}", "x".repeat(bytes)));
    let of_front_matter = "1:1 [front-matter-too-large]: the front matter is larger than 64 KiB";
    assert_eq!(faults_of(scalar(70_000).as_bytes()), of_front_matter);
    assert_eq!(faults_of(scalar(8_000_000).as_bytes()), of_front_matter);
    let of_file = "[file-too-large]: the file is larger than 8 MiB";
    assert_eq!(faults_of(scalar(50_000_000).as_bytes()), of_file);
    assert_eq!(faults_of(scalar(60_000).as_bytes()), "");
}

#[test]
fn what_is_too_deep_is_refused() {
    let deep = "the front matter is nested too deeply";
    check_keys(&[
        (&format!("topics: {}", "[".repeat(60_000)), &format!("5:41 [bad-yaml]: {deep}")),
        (&format!("topics: {}", "{".repeat(60_000)), &format!("5:41 [bad-yaml]: {deep}")),
        (&format!("topics: {}", "{a: ".repeat(15_000)), &format!("5:137 [bad-yaml]: {deep}")),
        (
            &format!(
                "topics:\n{}",
                (0..200).map(|n| format!("{}- \n", " ".repeat(n))).collect::<String>()
            ),
            "37:32 [bad-yaml]: the front matter is nested too deeply",
        ),
    ]);
}

#[test]
fn nothing_stands_for_something_else() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]";
    let refused = "[yaml-reference]: anchors, aliases and tags are not allowed";
    check_keys(&[
        (bomb, &format!("5:4 {refused}")),
        ("casualties: *dozens", &format!("5:13 {refused}")),
        ("casualties: !!int 12", &format!("5:13 {refused}")),
        ("<<: {city: Erbil}", "5:1 [unknown-key]: a dispatch has no key `<<`"),
        ("casualties: 12\ncasualties: 14", "6:1 [duplicate-key]: `casualties` is written twice"),
        ("weather: clear", "5:1 [unknown-key]: a dispatch has no key `weather`"),
        ("casualties: {killed: 1,200}", "5:24 [unknown-key]: `casualties` has no key `200`"),
        (
            "casualties: >5\nkind: incident",
            "5:13 [count-in-block]: the count of `casualties` would be lost",
        ),
        ("casualties: >120", "5:13 [count-in-block]: a count that begins with `>` needs quotes"),
    ]);
}

#[test]
fn a_value_of_another_type_is_never_bent_into_shape() {
    let count = |written: &str| format!("5:13 [not-a-count]: not a count: `{written}`");
    for written in
        ["NO", "012", "0x1F", "3.0", "1e3", "NaN", ".nan", ".inf", "true", "1_200", "2017-05"]
    {
        let said = faults_of(with(&format!("casualties: {written}")).as_bytes());
        assert!(said.contains("[not-a-count]: ") && said.contains(written), "{written}: {said}");
    }
    check_keys(&[
        ("casualties: -1", &count("-1")),
        ("casualties: +3", &count("+3")),
        ("casualties: 0o12", "5:14 [not-a-count]: not a count: `0o12`"),
        ("casualties: 99999999999999999999", &count("99999999999999999999")),
        ("casualties: [12]", "5:13 [wrong-shape]: `casualties` has the wrong shape"),
        ("topics: strikes", "5:9 [wrong-shape]: `topics` has the wrong shape"),
        ("as_of: 2017-06-01T18:00", "5:8 [not-a-date]: not a date: `2017-06-01T18:00`"),
        ("as_of: 2024-02-30", "5:16 [not-a-date]: not a date: `2024-02-30`"),
        ("as_of: 2026-13-45", "5:13 [not-a-date]: not a date: `2026-13-45`"),
        ("as_of: 20170601", "5:8 [not-a-date]: not a date: `20170601`"),
        (
            "kind: toll\nevent: 2017-05-30\nseries: x\nphase: -1",
            "8:8 [not-a-number]: `phase` is out of range",
        ),
        (
            "kind: toll\nevent: 2017-05-30\nseries: x\nphase: 1e3",
            "8:8 [not-a-number]: `phase` is not a whole number",
        ),
        (
            "location: {lat: 1e1, lon: 0x1F}",
            "5:17 [not-a-number]: `lat` is not a place on the earth\n5:27 [not-a-number]: `lon` is not a place on the earth",
        ),
    ]);
}

#[test]
fn what_yaml_would_read_as_something_else_stays_what_was_written() {
    let written = dispatch(
        "area: \"Khan Yunis\" # north\ncountry: NO\nsummary: 0o12\ncontent_warning: 1e3\nauthors: [yes, 012, ~x, NaN]",
    );
    let report = &written.reports[0];
    assert_eq!(report.place.area.as_deref(), Some("Khan Yunis"));
    assert_eq!(report.place.country.as_deref(), Some("NO"));
    assert_eq!(written.summary.as_deref(), Some("0o12"));
    assert_eq!(written.content_warning.as_deref(), Some("1e3"));
    let authors: Vec<&str> = written.authors.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(authors, ["yes", "012", "~x", "NaN"]);
}

#[test]
fn a_comment_takes_nothing_away_from_a_text() {
    for text in ["area: Khan Yunis # north", "summary: #Rivertown", "authors: [Ana #1, Ben]"] {
        let said = faults_of(with(text).as_bytes());
        assert!(said.contains("[comment-in-text]"), "{text}: {said}");
    }
    let written =
        dispatch("area: \"Khan Yunis # north\" # a note\ncasualties: more than 12 # killed");
    assert_eq!(written.reports[0].place.area.as_deref(), Some("Khan Yunis # north"));
}

#[test]
fn a_name_for_addresses_is_plain_and_short() {
    let long = "a".repeat(300);
    for slug in [
        "a\u{202e}b",
        "a\u{200b}b",
        "a\u{ad}b",
        "../../etc",
        "%2e%2e%2fetc",
        "CON",
        "con",
        "nul",
        "com1",
        "a b",
        "a/b",
        "é",
        &long,
    ] {
        for key in ["slug", "incident", "series", "supersedes", "translation_of"] {
            let said = faults_of(with(&format!("{key}: \"{slug}\"")).as_bytes());
            assert!(said.contains("[not-a-slug]"), "{key}: {slug}: {said}");
        }
    }
    for alias in [
        "/../up/",
        "/%2e%2e/up/",
        "/a/../b/",
        "/.git/",
        "//host/",
        "/a\\b/",
        "up/",
        "/a b/",
        &format!("/{long}/"),
    ] {
        let said = faults_of(with(&format!("aliases: ['{alias}']")).as_bytes());
        assert!(said.contains("[not-an-address]"), "{alias}: {said}");
    }
    let said = faults_of(with("aliases: ['/a\u{202e}b/']").as_bytes());
    assert!(said.contains("[unprintable-character]"), "{said}");
}

#[test]
fn a_file_full_of_mistakes_is_answered_with_the_first_fifty() {
    let keys: String = (0..5_000).map(|n| format!("k{n}:\n")).collect();
    let said = faults_of(with(&keys).as_bytes());
    assert_eq!(said.lines().count(), 13, "{said}");
    let items = "~,".repeat(20_000);
    let said = faults_of(with(&format!("topics: [{items}]")).as_bytes());
    assert_eq!(said.lines().count(), 50);
}
