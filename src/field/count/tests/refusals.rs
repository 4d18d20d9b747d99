//! What editors are told when they write something that is no count.
//!
//! It does not repeat what is read; that is next door.

use crate::field::count::Count;
use crate::field::parse_error::ParseError;

fn refused(text: &str) -> ParseError {
    match Count::parse(text) {
        Err(fault) => fault,
        Ok(count) => panic!("`{text}` was read as {:?}", count.bounds()),
    }
}

/// The text is refused at `place`, with this label and this help.
fn check(text: &str, place: &str, label: &str, help: &str) {
    let fault = refused(text);
    let told = (&text[fault.at], fault.label.as_str(), fault.help.as_str());
    assert_eq!(told, (place, label, help), "`{text}`");
}

/// Every text of a list parted by bars is refused with this label and this help.
fn check_all(texts: &str, label: &str, help: &str) {
    for text in texts.split(" | ") {
        let fault = refused(text);
        assert_eq!((fault.label.as_str(), fault.help.as_str()), (label, help), "`{text}`");
    }
}

fn check_help(text: &str, help: &str) {
    assert_eq!(refused(text).help, help, "`{text}`");
}

#[test]
fn a_message_quotes_what_was_written() {
    assert_eq!(refused("-3").message, "not a count: `-3`");
    assert_eq!(refused("").message, "an empty count");
}

#[test]
fn signs_and_fractions_are_not_people() {
    let help = "write `3`, or `unknown` if it stands for a missing number";
    check("-3", "-3", "a count is never below zero", help);
    check("−3", "−3", "a count is never below zero", help);
    check("+3", "+3", "a count has no sign before it", "write `3`, or `3+` for 3 or more");
    let whole = "people are counted in whole numbers";
    check("3.0", "3.0", whole, "write `3`");
    check("1.200", "1.200", whole, "write `1,200` if the point separates thousands");
    check("3.5", "3.5", whole, "write a whole number, a range as `3-4`, or `3.5 million`");
    check("5%", "%", "a share is not a count", "write how many people that is, or `unknown`");
    check_help("1.2345 thousand", "write it out in digits");
}

#[test]
fn codes_of_data_sets_for_a_missing_number_are_unknown() {
    let label = "data sets write this where no number is known";
    check_all("-99 | -1 | -9 | -88 | −999 | -9999 | -99.0", label, "write `unknown`");
    let label = "no number is written here";
    let texts = "n/a | N/A | #N/A | n.d. | no data | (unknown) | [n/a] | … | . | xx | not stated";
    check_all(texts, label, "write `unknown`");
    let help = "write `unknown`; people who are missing have a key of their own, `missing`";
    check("missing", "missing", label, help);
}

#[test]
fn a_plural_in_digits_is_answered_in_words() {
    let label = "letters directly after the digits";
    check("100s", "s", label, "write `hundreds`");
    check("100's", "'s", label, "write `hundreds`");
    check_help("1000s", "write `thousands`");
    check_help("10,000s", "write `tens of thousands`");
    check_help("12s of people", "write `dozens`");
    check_help("50s", "write `at least 50`");
}

#[test]
fn several_figures_in_one_text_are_answered_with_the_block_to_write() {
    let block = |text: &str, block: &str| {
        check_help(text, &format!("write each number under its key: `casualties: {block}`"));
    };
    block("5 (3 children)", "{killed: {total: 5, children: 3}}");
    block("5, including 3 children and 2 women", "{killed: {total: 5, children: 3, women: 2}}");
    block("12 killed, 30 injured", "{killed: 12, injured: 30}");
    block("killed 12, wounded 30", "{killed: 12, injured: 30}");
    block(
        "at least 12 dead (3 kids), 30-40 hurt",
        "{killed: {total: at least 12, children: 3}, injured: 30-40}",
    );
    block("2 civilians and 3 soldiers", "{killed: {civilian: 2, combatant: 3}}");
    block(">120 killed and 1,200 displaced", "{killed: \">120\", displaced: \"1,200\"}");
    check_help(
        "5 killed or injured",
        "write `casualties: 5`, which counts both without saying which",
    );
}

/// What a help says to write is read, whatever the mistake was.
#[test]
fn no_help_leads_to_the_next_error() {
    let texts = "-99 | -3 | -3.5 | +3 | 100s | 50s | min. 12 | min. 12 killed | max. 50 | max: 50 | ca. 50 | est. 50 | ± 50 | \
                 +/- 50 | 12 or so | a minimum of a dozen people | exactly 12 dead | 12 people or so | from 80 to 115 | 1'234 | \
                 3,5 million | 012 | 120k | fifteen | more than a hundred | two dozen | 3.0 | 1.200 | >120+ | 115-80 | about 80-115 | \
                 heavy losses | several | más de 120 | понад 120 muertos | близько 50 | less than or equal to 50";
    for text in texts.split(" | ").map(str::trim) {
        let help = refused(text).help;
        for proposal in help.split('`').skip(1).step_by(2) {
            let is_key = proposal.contains(['{', ':']) || proposal.contains("..");
            assert!(is_key || Count::parse(proposal).is_ok(), "`{text}`: {help}");
        }
    }
}

#[test]
fn numbers_of_programmers_are_not_read() {
    check_all("012 | 00012 | 0,012", "starts with a zero", "write `12`");
    let (label, help) = (
        "letters directly after the digits",
        "write the number out in plain digits, as in `1,200`",
    );
    check("1e3", "e3", label, help);
    check("0o12", "o12", label, help);
    check("0x1F", "x1F", label, help);
    check("120k", "k", label, "write `120 thousand`");
}

#[test]
fn digits_are_grouped_in_threes() {
    let label = "digits are grouped in threes, with one kind of separator";
    let small = "write `1234` or `1,234` if that is the number";
    let large = "write `1200000` or `1,200,000` if that is the number";
    check_all("1_234 | 1'234 | 12 34", label, small);
    check("over 1.200.000 dead", "1.200.000", label, large);
    check_all("1200,000 | 1,200 000 | 12,00,000", label, large);
    let decimal = "write `35`, or `3.5 million` if that is a decimal point";
    check("3,5 million", "3,5", label, decimal);
    check_help("2 0", "write `20` if that is the number");
}

#[test]
fn digits_of_two_scripts_are_a_mistake() {
    check("1٢0", "٢", "a digit of another script", "write all digits in one script");
    check("۱٢", "٢", "a digit of another script", "write all digits in one script");
    assert_eq!(refused("१२०").label, "not a digit that can be read");
    assert_eq!(refused("12½").label, "not a digit that can be read");
}

#[test]
fn nobody_is_zero_and_not_known_is_unknown() {
    let label = "no number is written here";
    let zero = "write 0 if nobody was harmed, or `unknown` if no number is known";
    check_all("no one | nobody | None | no casualties | no | zero | true | false", label, zero);
    check_all(" | \u{a0}", label, zero);
    check_all("NaN | not known | n/a | ? | - | — | tbc | unknown number", label, "write `unknown`");
}

#[test]
fn days_are_not_counts() {
    let help = "write how many people; days go under `date`, `event` or `as_of`";
    check_all("2017-05 | 2017-12", "looks like a month", help);
    check_all("2017-05-31 | 31/05/2017 | 31.5.2017", "looks like a date", help);
}

#[test]
fn words_for_people_belong_into_keys() {
    let group = "put the group in the key, as in";
    check_help("12 soldiers", &format!("{group} `casualties: {{killed: {{combatant: 12}}}}`"));
    check_help(
        ">120 civilians",
        &format!("{group} `casualties: {{killed: {{civilian: \">120\"}}}}`"),
    );
    check_help(
        "dozens of children hurt",
        &format!("{group} `casualties: {{injured: {{children: dozens}}}}`"),
    );
    check_help("120 killed", "put the harm in the key, as in `casualties: {killed: 120}`");
    check_help("120 people", "write `120`");
    assert_eq!(refused("120 killed, 30 injured").label, "more than one number");
}

#[test]
fn near_phrases_are_answered_with_the_one_that_is_read() {
    check("circa 50", "circa", "not one of the phrases that are read", "write `about 50`");
    check_help("approx. 50", "write `about 50`");
    check_help("no less than 30", "write `at least 30`");
    check_help("more then 120", "write `more than 120`");
    check_help("120 or so", "write `about 120`");
    check_help("from 80 to 115", "write `80 to 115`");
    check_help("several hundred", "write the least it can mean, as in `at least 3`, or `unknown`");
    check(
        "more than",
        "more than",
        "no number comes after it",
        "write one plain number: `more than 120`",
    );
}

#[test]
fn larger_numbers_in_words_are_answered_in_digits() {
    check("fifteen", "fifteen", "not read when spelled out", "write `15`");
    check("more than a hundred", "a hundred", "not read when spelled out", "write `more than 100`");
    check_help("two dozen", "write `24`");
    check_help("two thousand", "write `2,000`");
    check_help("twenty-five", "write the number in digits, as in `250`");
    check_help("half a dozen", "write the number in digits, as in `250`");
}

#[test]
fn a_number_is_compared_only_once() {
    let help = "write one of the two: `about 80` or `80-115`";
    check("about 80-115", "-115", "use either a word such as `around`, or a range, not both", help);
    assert_eq!(refused(">120+").label, "the limit has been said before");
    assert_eq!(refused("80-115-120").label, "a range has two ends");
    assert_eq!(refused("80-").label, "the upper end is missing");
}

#[test]
fn a_range_runs_upwards() {
    check("115-80", "115-80", "115 is above 80", "write the lower number first: `80-115`");
    assert!(Count::from_bounds(Some(115), Some(80)).is_err());
}

#[test]
fn a_low_end_that_may_be_short_for_thousands_is_refused() {
    let help = "write `10-12000` if 10 is meant, `10,000-12,000` if 10,000 is";
    check("10-12,000", "10-12,000", "10 may be short for 10,000", help);
    assert_eq!(refused("2 to 3 million").label, "2 may be short for 2,000,000");
    check_help("900-1,200", "write `900-1200` if 900 is meant");
}

#[test]
fn other_languages_are_led_to_the_long_form() {
    let long_form = |text: &str, bounds: &str| {
        check_help(text, &format!("write the long form: `{{{bounds}, text: \"{text}\"}}`"));
    };
    long_form("más de 120", "min: 120");
    long_form("понад 1 200", "min: 1200");
    long_form("أكثر من ١٢٠", "min: 120");
    long_form("jusqu'à 50", "max: 50");
    let help = "write `about 50`; to keep these words, write the long form: `{min: 50, max: 50, text: \"близько 50\"}`";
    check_help("близько 50", help);
    let unknown = "the long form, with numbers in place of the dots: `{min: .., max: .., text: \"不少于120\"}`";
    assert!(refused("不少于120").help.ends_with(unknown));
}

#[test]
fn words_without_a_number_are_led_to_a_form_that_is_read() {
    let help = "write `unknown` if no number is known. If it means at least one, write `{min: 1, text: heavy losses}`, with the \
                lowest number that it can mean";
    check_help("heavy losses", help);
}

#[test]
fn no_count_is_larger_than_everyone_who_ever_lived() {
    let label = "more people than have ever lived";
    check_all(
        "1000000000001 | 99999999999999999999999 | 2000000 million",
        label,
        "check the digits",
    );
    assert!(Count::from_bounds(Some(u64::MAX), None).is_err());
}

#[test]
fn invisible_characters_are_named() {
    let fault = refused("\u{200f}120");
    assert_eq!(fault.label, "invisible character U+200F");
    assert_eq!(fault.message, "not a count: `U+200F120`");
}

#[test]
fn a_megabyte_is_refused_in_a_short_message() {
    for piece in ["9", "9,", "more than ", "💥", "-", "(", "\u{200f}"] {
        let fault = refused(&piece.repeat(1_000_000));
        assert!(fault.message.chars().count() < 300 && fault.help.len() < 400);
    }
}
