//! Tests of the dateline of a dispatch, of what the front page says of a single dispatch, and of corrections in the words
//! of readers. It does not use the code directly; it reads the built pages as text.

use crate::support::in_order;
use crate::times::text_of;

/// The visible text of the page `file` of a site with one dispatch that has these lines.
fn page(lines: &str, file: &str) -> String {
    let text = format!(
        "---\ntitle: Raid on a market\ndate: 2017-05-31\n{lines}\n---\nFour people were killed.\n"
    );
    text_of(&[("content/dispatches/raid.md", text.as_str())], file)
}

const OWN: &str = "dispatches/raid/index.html";

#[test]
fn a_dateline_begins_with_the_place_of_filing() {
    let filed = page("city: Mosul\ndateline: Erbil", OWN);
    in_order(&filed, &["Erbil , 31 May 2017 —", "Four people"]);
    assert!(!filed.contains("Mosul , 31 May 2017 —"), "{filed}");
    in_order(&page("city: Mosul\ndateline: Mosul", OWN), &["Mosul , 31 May 2017 —"]);
    let of_two = page("cities: [Mosul, Raqqa]\ndateline: Raqqa", OWN);
    in_order(&of_two, &["Raqqa , 31 May 2017 —"]);
    assert!(!of_two.contains("Mosul , Raqqa , 31 May"), "{of_two}");
}

#[test]
fn a_dateline_without_a_city_names_the_country_and_without_any_place_is_the_day_alone() {
    let of_country = page("country: IQ\nlocation: {precision: country}", OWN);
    in_order(&of_country, &["Iraq , 31 May 2017 — Four people"]);
    let text = page("kind: statement\nlocation: {precision: country}", OWN);
    in_order(&text, &["31 May 2017 — Four people"]);
    assert!(!text.contains(", 31 May 2017 —"), "{text}");
}

#[test]
fn the_front_page_does_not_say_that_nothing_was_published_below_a_developing_dispatch() {
    let developing = page("city: Mosul\nstatus: developing", "index.html");
    assert!(developing.contains("Raid on a market"), "{developing}");
    assert!(!developing.contains("Nothing has been published yet"), "{developing}");
    let none = text_of(&[], "index.html");
    assert!(none.contains("Nothing has been published yet"), "{none}");
}

#[test]
fn more_than_a_number_is_more_than_it_in_arabic_too() {
    let told = |count: &str| {
        let text = format!(
            "---\ntitle: غارة على سوق\ndate: 2017-05-31\ncity: Mosul\ncasualties: {{killed: {count}}}\n---\nقُتلوا.\n"
        );
        let files = [("site.toml", ARABIC), ("content/dispatches/raid.md", text.as_str())];
        text_of(&files, OWN)
    };
    in_order(&told("more than 82"), &["أكثر من 82"]);
    in_order(&told("\">82\""), &["أكثر من 82"]);
    in_order(&told("fewer than 82"), &["أقل من 82"]);
    in_order(&told("nearly 82"), &["ما يقارب 82"]);
    in_order(&told("at least 82"), &["ما لا يقل عن 82"]);
}

const ARABIC: &str =
    "title = \"السجل\"\nbase_url = \"https://record.example/\"\nlanguage = \"ar\"\n";

const CORRECTED: &str = "city: Mosul
claims: [{id: aj, by: Al Jazeera, killed: {civilian: 14}}, {by: The mayor, killed: 12}]
corrections:
  - {on: 2017-06-01, kind: updated, field: claims.aj.killed.civilian, was: 12, now: 14, note: It counted again.}
  - {on: 2017-06-01, kind: updated, field: claims.the-mayor.killed, was: unknown, now: 12, note: He spoke.}
  - {on: 2017-06-01, kind: corrected, field: location.precision, was: none, now: city, note: The street is not known.}";

#[test]
fn corrections_are_told_in_the_words_of_readers() {
    let text = page(CORRECTED, OWN);
    let newest_first = [
        "Place Now city The street is not known.",
        "Killed, according to The mayor Was unknown Now 12",
        "Civilians killed, according to Al Jazeera Was 12 Now 14",
    ];
    in_order(&text, &newest_first);
    for key in ["claims.aj", "claims.the-mayor", "location.precision", "Was none"] {
        assert!(!text.contains(key), "{key} in {text}");
    }
}

#[test]
fn corrections_are_told_in_arabic_too() {
    let text =
        format!("---\ntitle: غارة على سوق\ndate: 2017-05-31\n{CORRECTED}\n---\nقُتل أربعة أشخاص.\n");
    let files = [("site.toml", ARABIC), ("content/dispatches/raid.md", text.as_str())];
    in_order(&text_of(&files, OWN), &["بحسب The mayor", "كان غير معروف", "بحسب Al Jazeera"]);
}
