//! Tests of tables that write dates in their own way: the map says how, and nothing is guessed.
//! `dated` and `refused` are all that knows the code.

use super::{MAP, import};

/// The line `date: ..` of the only row of a table whose cell `written` has the day, with these keys beside `value`.
#[track_caller]
fn dated(written: &str, keys: &str) -> String {
    let map = MAP.replace("date = \"{day}\"", &format!("date = {{value = \"{{day}}\", {keys}}}"));
    let import = import(format!("id,day,place\n1,\"{written}\",Mosul\n"), &map);
    assert_eq!(import.faults, [], "{written}");
    let text = &import.files[0].text;
    text.lines().find_map(|line| line.strip_prefix("date: ")).expect("a date").to_owned()
}

/// Label and help of the only fault of such a row.
#[track_caller]
fn refused(written: &str, keys: &str) -> (String, String) {
    let map = MAP.replace("date = \"{day}\"", &format!("date = {{value = \"{{day}}\"{keys}}}"));
    let import = import(format!("id,day,place\n1,\"{written}\",Mosul\n"), &map);
    let [fault] = import.faults.as_slice() else { panic!("not one fault: {:#?}", import.faults) };
    (fault.label.clone().unwrap_or_default(), fault.help.clone().unwrap_or_default())
}

#[test]
fn a_map_says_whether_the_day_or_the_month_comes_first() {
    assert_eq!(dated("03/04/2017", "date_format = \"DD/MM/YYYY\""), "2017-04-03");
    assert_eq!(dated("03/04/2017", "date_format = \"MM/DD/YYYY\""), "2017-03-04");
    assert_eq!(dated("3.4.17", "date_format = \"D.M.YY\""), "2017-04-03");
    assert_eq!(dated("August 21, 2013", "date_format = \"MMM D, YYYY\""), "2013-08-21");
}

#[test]
fn a_time_of_day_is_written_with_the_zone_that_the_map_says() {
    let american = "date_format = \"MM/DD/YY h:mm AM\"";
    assert_eq!(dated("08/21/13 12:00 AM", american), "2013-08-21");
    assert_eq!(
        dated("08/21/13 6:30 PM", &format!("{american}, zone = \"Asia/Baghdad\"")),
        "\"2013-08-21T18:30+03:00\""
    );
    assert_eq!(
        dated("08/21/13 6:30 PM", &format!("{american}, zone = \"-05:00\"")),
        "\"2013-08-21T18:30-05:00\""
    );
    assert_eq!(dated("08/21/13 6:30 PM", &format!("{american}, zone = \"none\"")), "2013-08-21");
    let (label, help) = refused("08/21/13 6:30 PM", &format!(", {american}"));
    assert_eq!(label, "a time of day without its zone");
    assert!(help.contains("`zone = \"Asia/Baghdad\"`"), "{help}");
}

#[test]
fn an_hour_in_which_clocks_were_changed_is_not_guessed() {
    let kyiv = ", date_format = \"DD/MM/YYYY HH:mm\", zone = \"Europe/Kyiv\"";
    assert_eq!(refused("30/10/2022 03:30", kyiv).0, "clocks were changed in this hour");
}

#[test]
fn a_date_in_another_form_names_the_form_to_write_in_the_map() {
    let (_, help) = refused("08/21/13 12:00 AM", "");
    assert!(help.contains("date_format = \"MM/DD/YY h:mm AM\""), "{help}");
    let (_, help) = refused("03/04/2017", "");
    assert!(
        help.contains("\"DD/MM/YYYY\"") && help.contains("\"MM/DD/YYYY\""),
        "both can be meant: {help}"
    );
}

#[test]
fn a_column_with_two_forms_has_two_formats_that_must_not_both_fit() {
    let both = "date_format = [\"DD/MM/YYYY\", \"YYYY-MM-DD\"]";
    assert_eq!(dated("03/04/2017", both), "2017-04-03");
    assert_eq!(dated("2017-04-03", both), "2017-04-03");
    let unclear = ", date_format = [\"DD/MM/YYYY\", \"MM/DD/YYYY\"]";
    let (label, help) = refused("03/04/2017", unclear);
    assert_eq!(label, "two of the formats fit");
    assert!(help.contains("`2017-04-03` or `2017-03-04`"), "{help}");
    assert_eq!(
        refused("13/13/2017", ", date_format = \"DD/MM/YYYY\"").0,
        "there is no such day or time"
    );
}
