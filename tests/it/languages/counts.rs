//! Tests of numbers on pages in another language than the reports: they are said in its words, with its nouns.
//! It does not use the code directly; it reads the built pages as text.

use super::{ARABIC, CITY, TRANSLATION, settings, text};
use crate::site::built;
use crate::support::text_of;

/// The words of the key facts of the Arabic page of a dispatch with these casualties.
fn told(casualties: &str) -> String {
    told_in("wire", casualties)
}

fn told_in(theme: &str, casualties: &str) -> String {
    let original = format!(
        "---\ntitle: Strike on a market\ndate: 2017-05-31\ncity: Mosul\ncasualties: {casualties}\n---\nMany died.\n"
    );
    let theme = settings(&format!("theme = \"{theme}\""));
    let original = ("content/dispatches/strike.md", original.as_str());
    let page = text(&built(&[("site.toml", &theme), original, TRANSLATION, CITY]), ARABIC);
    let (_, facts) = page.split_once("أهم الوقائع").expect("key facts");
    let (facts, _) = facts.split_once("<dl").expect("figures come first");
    let mut words = String::new();
    let mut is_tag = true;
    for c in facts.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            // The mark that puts the lower end of a range first.
            '\u{200f}' => {}
            c if !is_tag => words.push(c),
            _ => {}
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").trim_start_matches("/h2>").trim().to_owned()
}

#[test]
fn one_and_two_are_said_without_digits_and_more_with_the_noun_of_their_number() {
    for (number, words) in [
        ("0", "لا قتلى"),
        ("1", "قتيل واحد"),
        ("2", "قتيلان"),
        ("3", "٣ قتلى"),
        ("11", "١١ قتيلًا"),
        ("100", "١٠٠ قتيل"),
        ("at least 1", "ما لا يقل عن قتيل واحد"),
        ("at least 2", "ما لا يقل عن قتيلين"),
        ("more than 2", "أكثر من قتيلين"),
        ("up to 2", "ما يصل إلى قتيلين"),
        ("1-2", "١–٢ قتيلين"),
    ] {
        for theme in ["wire", "plain"] {
            assert_eq!(told_in(theme, &format!("{{killed: {number}}}")), words, "{number}");
        }
    }
    assert_eq!(told("{injured: 2}"), "جريحان");
    assert_eq!(told("{missing: 2}").split('،').next(), Some("مفقودان"));
    assert_eq!(told("{killed: {civilian: 2}}"), "قتيلان من المدنيين");
}

#[test]
fn what_a_report_says_in_words_is_said_in_words_and_never_quoted_in_english() {
    for (number, words) in [
        ("more than 120", "أكثر من ١٢٠ قتيلًا"),
        ("over 100", "أكثر من ١٠٠ قتيل"),
        ("nearly 50", "ما يقارب ٥٠ قتيلًا"),
        ("fewer than 5", "أقل من ٥ قتلى"),
        ("about 50", "نحو ٥٠ قتيلًا"),
        ("a dozen", "١٢ قتيلًا"),
        ("dozens", "قتلى بالعشرات"),
        ("hundreds", "قتلى بالمئات"),
        ("tens of thousands", "قتلى بعشرات الآلاف"),
        ("between 3 and 5", "٣–٥ قتلى"),
        ("0-3", "٠–٣ قتلى"),
        ("unknown", "قتلى: غير معروف"),
    ] {
        for theme in ["wire", "plain"] {
            assert_eq!(told_in(theme, &format!("{{killed: {number}}}")), words, "{number}");
        }
    }
    // Words that are no count of ours stay, marked and with the number.
    let quoted = "{killed: {total: {min: 20, text: a score of people}}}";
    assert!(told(quoted).contains("«a score of people»"), "{}", told(quoted));
}

#[test]
fn words_whose_number_the_whole_limits_say_what_they_said() {
    let words = told("{killed: {total: 107-143, civilian: at least 105, combatant: 2}}");
    assert_eq!(words, "١٠٧–١٤٣ قتيلًا، منهم ما لا يقل عن ١٠٥ مدنيين، ومقاتلان");
}

#[test]
fn dozens_are_joined_to_what_they_count_in_the_language_of_the_report_too() {
    for (casualties, words) in [
        ("{killed: dozens}", "dozens killed"),
        ("{killed: {civilian: dozens}}", "dozens of civilians killed"),
        ("{killed: {total: 300, children: scores}}", "among them scores of children"),
    ] {
        for theme in ["wire", "plain"] {
            let toml = settings(&format!("theme = \"{theme}\""));
            let original = format!(
                "---\ntitle: Strike on a market\ndate: 2017-05-31\ncity: Mosul\ncasualties: {casualties}\n---\nMany died.\n"
            );
            let original = ("content/dispatches/strike.md", original.as_str());
            let page = text(
                &built(&[("site.toml", &toml), original, CITY]),
                "dispatches/strike/index.html",
            );
            let page = text_of(&page);
            assert!(page.contains(words), "no {words} in\n{page}");
        }
    }
}
