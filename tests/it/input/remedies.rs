//! Tests that the help of an error says what to write, and that who writes it has no next error.
//! `follow` is all that knows the readers.

use super::{read_bytes, with};

/// The dispatch with the line `written` has one error. What its help proposes is a part of `line`, and with that line nothing is wrong.
#[track_caller]
fn follow(written: &str, line: &str) {
    let faults = read_bytes(with(written).as_bytes()).faults;
    let [fault] = faults.as_slice() else { panic!("`{written}` has not one fault: {faults:#?}") };
    let help = fault.help.as_deref().unwrap_or_default();
    let mut proposals = help.split('`').skip(1).step_by(2).filter(|it| it.len() > 1);
    assert!(proposals.any(|it| line.contains(it)), "`{written}`: `{line}` is not proposed: {help}");
    let faults = read_bytes(with(line).as_bytes()).faults;
    assert!(faults.is_empty(), "`{line}` is proposed and leads to: {faults:#?}");
}

/// The help of the line `written` has one of the `proposals` in backticks.
#[track_caller]
fn propose(written: &str, proposals: &[&str]) {
    let faults = read_bytes(with(written).as_bytes()).faults;
    let [fault] = faults.as_slice() else { panic!("`{written}` has not one fault: {faults:#?}") };
    let help = fault.help.as_deref().unwrap_or_default();
    let found = proposals.iter().any(|proposal| help.contains(&format!("`{proposal}`")));
    assert!(found, "`{written}`: none of {proposals:?} is in: {help}");
}

#[test]
fn words_of_other_people_name_our_keys() {
    for word in ["wounded", "hurt", "injuries"] {
        follow(&format!("casualties: {{{word}: 12}}"), "casualties: {injured: 12}");
        follow(&format!("{word}: 12"), "casualties: {injured: 12}");
    }
    for word in ["dead", "deaths", "fatalities", "Deaths"] {
        follow(&format!("{word}: at least 12"), "casualties: {killed: at least 12}");
    }
    follow("civilians_killed: 12", "casualties: {killed: {civilian: 12}}");
    follow("casualties: {killed: {kids: 3}}", "casualties: {killed: {children: 3}}");
    propose("casualties: {soldiers: 12}", &["killed: {combatant: 12}"]);
    follow("arrested: 30", "casualties: {detained: 30}");
    follow("casualties: {kidnapped: 3}", "casualties: {abducted: 3}");
    follow("casualties: {hostages: 3}", "casualties: {held: 3}");
    let faults = read_bytes(with("tortured: 30").as_bytes()).faults;
    assert_eq!(faults[0].label.as_deref(), Some("dateline does not count them"));
}

#[test]
fn keys_of_other_generators_name_our_keys() {
    follow("tags: [one, two]", "topics: [one, two]");
    follow("tags: one, two", "topics: [one, two]");
    follow("categories: War", "topics: [War]");
    follow("description: A market is hit", "summary: A market is hit");
    follow("lastmod: 2017-06-02", "updated: 2017-06-02");
    follow("last_modified_at: 2017-06-02", "updated: 2017-06-02");
    follow("author: Sara Ali", "authors: [Sara Ali]");
    follow("redirect_from: /old/page/", "aliases: [/old/page/]");
    follow("permalink: /2017/06/mosul-raid/", "slug: mosul-raid");
    follow("language: ar", "lang: ar");
    follow("source: Reuters", "sources: [{name: Reuters}]");
    propose("image: street.jpg", &["media: [{file: street.jpg, alt: .., credit: ..}]"]);
    propose("layout: post", &["layout"]);
    propose("town: Mosul", &["city"]);
    propose("publishDate: 2017-06-01", &["date"]);
}

#[test]
fn a_value_of_the_wrong_shape_is_shown_in_the_right_one() {
    follow("sources: Reuters", "sources: [{name: Reuters}]");
    follow("topics: one, two", "topics: [one, two]");
    follow("authors: Sara Ali", "authors: [Sara Ali]");
    propose("sources: [Reuters]", &["{name: Reuters}"]);
    propose("sources: {name: Reuters}", &["sources: [{..}]"]);
    follow("location: 36.35, 43.11", "location: {lat: 36.35, lon: 43.11}");
    propose("location: Zanjili", &["area"]);
}

#[test]
fn typographic_quotation_marks_are_no_quotation_marks_of_yaml() {
    follow("casualties: “120”", "casualties: 120");
    follow("casualties: {killed: „at least 12“}", "casualties: {killed: at least 12}");
    follow("event: ‘2017-05-31’", "event: 2017-05-31");
    follow("region: «Nineveh»", "region: Nineveh");
    follow("status: “verified”", "status: verified");
    follow("draft: “false”", "draft: false");
    let name = with("region: ‘Alā’");
    assert!(read_bytes(name.as_bytes()).faults.is_empty(), "single marks belong to names");
    let headline = with("summary: “We saw them fall”");
    assert!(read_bytes(headline.as_bytes()).faults.is_empty(), "a text may be a quotation");
    propose("summary: \"We saw them fall”", &["\""]);
}

#[test]
fn an_address_without_its_beginning_is_completed() {
    let proposes = |written: &str, right: &str| {
        propose(&format!("sources: [{{name: Radio, url: \"{written}\"}}]"), &[right]);
        let line = format!("sources: [{{name: Radio, url: \"{right}\"}}]");
        assert!(read_bytes(with(&line).as_bytes()).faults.is_empty(), "{right}");
    };
    proposes("www.radio.example", "https://www.radio.example");
    proposes("radio.example/news/1", "https://radio.example/news/1");
    proposes("//radio.example/a", "https://radio.example/a");
    proposes("https:/radio.example", "https://radio.example");
    proposes("htps://radio.example", "https://radio.example");
    proposes("HTTP://radio.example", "http://radio.example");
    proposes("<https://radio.example>", "https://radio.example");
    proposes("[Radio](https://radio.example)", "https://radio.example");
    proposes("https://radio.example/a b", "https://radio.example/a%20b");
    proposes("doi:10.1000/182", "https://doi.org/10.1000/182");
}

#[test]
fn help_does_not_go_in_circles() {
    follow(
        "casualties: {killed: {text: heavy losses}}",
        "casualties: {killed: {min: 1, text: heavy losses}}",
    );
    follow("casualties: heavy losses", "casualties: {min: 1, text: heavy losses}");
    follow("casualties: 5 (3 children)", "casualties: {killed: {total: 5, children: 3}}");
    follow("casualties: min. 12", "casualties: at least 12");
    follow("casualties: 100s", "casualties: hundreds");
    follow("casualties: -99", "casualties: unknown");
    follow("casualties: \"más de 120\"", "casualties: {min: 120, text: \"más de 120\"}");
    propose("casualties: {killed: {min: unknown, max: 5}}", &["min"]);
    propose("casualties: {killed: {min: at least 5}}", &["min: 5"]);
    propose("draft: yes", &["true"]);
}

#[test]
fn nines_alone_are_questioned_and_can_be_confirmed() {
    propose("casualties: {killed: 999}", &["{min: 999, max: 999}"]);
    for line in [
        "casualties: {killed: {min: 999, max: 999}}",
        "casualties: {killed: 99}",
        "casualties: 1999",
    ] {
        assert!(read_bytes(with(line).as_bytes()).faults.is_empty(), "{line}");
    }
}

/// All kinds of mistakes are reported, even if one of them is made a hundred times.
#[test]
fn many_faults_of_one_kind_hide_no_other() {
    let many: String = (0..100).map(|n| format!("  - {{by: a, killed: x{n}}}\n")).collect();
    let text = with(&format!("claims:\n{many}area: <b>old</b> **town**\nweather: fine"));
    let faults = read_bytes(text.as_bytes()).faults;
    let has = |code: &str| faults.iter().any(|fault| fault.rule.code == code);
    assert!(has("not-a-count") && has("unknown-key") && has("markup-not-taken"), "{faults:#?}");
}
