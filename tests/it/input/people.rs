//! Tests of slips in the YAML of a list of people: each is named, on the line where it is, and no message shows a name.

use super::{check_keys, read_bytes, with};
use dateline::text::report::{self, ReportStyle};

#[test]
fn a_slip_in_a_list_of_people_is_named_on_its_line() {
    check_keys(&[
        (
            "victims:\n  - {name: Sara Ali, age: 34\n  - {name: Omar Aziz, age: 8}\nclaims:\n  - {by: The mayor, killed: 3}",
            "6:5 [bad-yaml]: in `victims`: `{` is not closed",
        ),
        (
            "victims:\n  - {name: Sara Ali, age: 34}\n  - {name: Omar Aziz, age: 8\nclaims:\n  - by: The mayor\n    killed: 3",
            "7:5 [bad-yaml]: in `victims`: `{` is not closed",
        ),
        (
            "victims:\n  - {name: Sara Ali age: 34}",
            "6:24 [bad-yaml]: in `victims`: there is a second colon where a comma is expected",
        ),
        (
            "victims:\n  - {name:Sara Ali, age: 34}",
            "6:6 [bad-yaml]: in `victims`: there is no space after a colon",
        ),
        (
            "victims:\n  - name:Sara Ali\n    age: 34",
            "6:5 [bad-yaml]: in `victims`: there is no space after a colon",
        ),
        (
            "victims:\n  - name Sara Ali\n    age: 34",
            "6:5 [bad-yaml]: in `victims`: this line has no key",
        ),
        (
            "victims:\n  - {name: \"Sara Ali, age: 34}\n  - {name: \"Omar Aziz\", age: 8}",
            "6:12 [bad-yaml]: in `victims`: a quote is not closed",
        ),
        (
            "victims:\n  - name: Sara Ali\n\tage: 34",
            "7:1 [bad-yaml]: in `victims`: there is a tab where YAML needs spaces",
        ),
        (
            "victims:\n  - name: Sara Ali\n   age: 34",
            "7:4 [bad-yaml]: in `victims`: this line is indented like no other",
        ),
        (
            "victims:\n  - name: Sara Ali\n - name: Omar Aziz",
            "7:2 [bad-yaml]: in `victims`: this item is indented like no other of its list",
        ),
        (
            "victims:\n  - name: Sara Ali, age: 34}",
            "6:28 [bad-yaml]: in `victims`: `}` closes nothing",
        ),
        (
            "victims:\n  - {name: Sara Ali #2, age: 34}",
            "6:21 [comment-in-text]: in `victims`: a comment cuts off a text",
        ),
    ]);
}

/// Lists with the letter `Ж` in all that could be a name, with other keys above and below.
const LISTS: [&str; 4] = [
    "casualties: {killed: 3}\nvictims:\n  - {name: ЖаЖ, age: 34}\n  - {name: ЖбЖ ЖвЖ, age: 8, role: ЖнЖ}\nclaims:\n  - {by: The mayor, killed: 3}",
    "casualties: {killed: 3}\nvictims:\n  - name: ЖаЖ\n    age: 34\n  - name: ЖбЖ ЖвЖ\n    note: ЖнЖ\nclaims:\n  - by: The mayor\n    killed: 3",
    "victims:\n- name: \"ЖаЖ\"\n  names: {ar: ЖгЖ}\n- {name: 'ЖбЖ ЖвЖ',\n   age: 8}\nkind: incident",
    "incidents:\n  - incident: market\n    victims:\n      - {name: ЖаЖ, age: 34}\n      - {name: ЖбЖ}\n    grade: fair\n  - incident: bridge\n    casualties: {killed: 3}",
];

#[test]
fn whatever_sign_is_lost_or_added_in_a_list_of_people_the_report_names_the_slip_and_nobody() {
    for list in LISTS {
        for (at, c) in list.char_indices() {
            let (before, after) = list.split_at(at);
            let without = &after[c.len_utf8()..];
            let added = "{}[],:\"'#\t-*&@%?|>! ".chars().map(|sign| format!("{sign}{after}"));
            let broken = (c == ' ').then(|| format!("\n{without}"));
            for rest in added.chain(broken).chain([without.to_owned()]) {
                let text = with(&format!("{before}{rest}"));
                let faults = read_bytes(text.as_bytes()).faults;
                let said = report::human(&faults, &|_| Some(text.clone()), ReportStyle::Plain);
                assert!(!said.contains('Ж'), "{text}{said}");
                assert!(!said.contains("valid YAML"), "{text}{said}");
            }
        }
    }
}
