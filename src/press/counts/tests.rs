use tera::Value;
use toml::Table;

use super::{counted, said};
use crate::press::locale::Locale;
use crate::press::page_language::PageLanguage;

fn value(toml: &str) -> Value {
    Value::from_serializable(&toml.parse::<Table>().expect("the words parse"))
}

fn page(lang: &str, words: &str) -> PageLanguage {
    PageLanguage::new(lang, "en", Locale::new(lang), &value(words))
}

fn english() -> PageLanguage {
    let words = r#"
        [count]
        unknown = "unknown"
        any = "number unknown"
        any_of = "an unknown number {of}"
        at_least = "at least {n}"
        at_least_about = "about {n} or more"
        about = "about {n}"
        up_to = "up to {n}"
        more_than = "more than {n}"
        range = "{min}–{max}"
        in_words = {dozens = "dozens {of}"}"#;
    page("en", words)
}

#[track_caller]
fn check(count: &str, expected: &str) {
    let said = said(&english(), &value(count)).expect("it is a count");
    assert_eq!(said.as_str(), Some(expected), "{count}");
}

#[test]
fn what_is_known_of_a_number_is_said() {
    check("known = true\nmin = 1200\nmax = 1200", "1,200");
    check("known = true\nmin = 12\nmax = 12\napproximate = true", "about 12");
    check("known = true\nmin = 80", "at least 80");
    check("known = true\nmin = 80\napproximate = true", "about 80 or more");
    check("known = true\nmin = 0", "number unknown");
    check("known = true\nmin = 0\nmax = 3", "up to 3");
    check("known = true\nmin = 80\nmax = 115", "80–115");
    check("known = true\nmin = 80\nmax = 115\napproximate = true", "about 80–115");
    check("known = true\nmin = 121\nsense = 'more_than'", "more than 121");
    check("known = true\nmin = 24\nin_words = 'dozens'", "dozens");
    check("known = false\nmin = 0", "unknown");
}

#[test]
fn the_words_of_a_report_are_kept_in_their_own_language_only() {
    let count = "known = true\nmin = 24\nwording = 'dozens'\n";
    check(count, "dozens");
    check(&format!("{count}lang = 'ar'"), "at least 24");
    check(&format!("{count}lang = 'ar'\ntold = {{known = true, min = 20, max = 20}}"), "20");
}

#[test]
fn what_is_said_with_a_noun_joins_what_it_counts_as_nouns_do() {
    let civilians = "unit = {one = 'civilian killed', other = 'civilians killed'}\n\
        of = 'of civilians killed'\ncounted = {other = '{n} civilians killed'}";
    let killed = "unit = {other = 'killed'}\nof = 'killed'\ncounted = {other = '{n} killed'}";
    let both = |count: &str, words: &str| {
        let said = counted(&english(), &value(count), &value(words)).expect("it is a count");
        let part = |name| said.get_from_path(name).and_then(Value::as_str).expect("a text");
        format!("{} {}", part("number"), part("unit")).trim().to_owned()
    };
    let any = "known = true\nmin = 0";
    assert_eq!(both(any, civilians), "an unknown number of civilians killed");
    assert_eq!(both(any, killed), "an unknown number killed");
    let dozens = "known = true\nmin = 12\nwording = 'dozens'\n\
        told = {known = true, min = 12, in_words = 'dozens'}";
    assert_eq!(both(dozens, civilians), "dozens of civilians killed");
    assert_eq!(both(dozens, killed), "dozens killed");
    let exact = "known = true\nmin = 1\nmax = 1";
    assert_eq!(both(exact, civilians), "1 civilian killed");
}

#[test]
fn a_language_may_say_one_and_two_in_one_word_with_what_they_count() {
    let page = page("ar-IQ", "[count]\nat_least = '{n} على الأقل'\nrange = '{min}–{max}'");
    let words = value(
        "[counted]\none = 'قتيل'\ntwo = 'قتيلان'\nfew = '{n} قتلى'\nother = '{n} قتيل'\n\
         [unit]\none = 'قتيل'\ntwo = 'قتيلان'\nfew = 'قتلى'\nother = 'قتيل'",
    );
    let both = |count: &str| {
        let said = counted(&page, &value(count), &words).expect("it is a count");
        let part = |name| said.get_from_path(name).and_then(Value::as_str).expect("a text");
        format!("{}|{}", part("number"), part("unit"))
    };
    assert_eq!(both("known = true\nmin = 2\nmax = 2"), "قتيلان|");
    assert_eq!(both("known = true\nmin = 2"), "قتيلان على الأقل|");
    assert_eq!(both("known = true\nmin = 1\nmax = 2"), "١–٢|قتيلان");
    assert_eq!(both("known = true\nmin = 3\nmax = 3"), "٣|قتلى");
}
