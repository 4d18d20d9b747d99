use super::{DateForm, Locale, PartialDate};

fn day(year: i32, month: u8, day: u8) -> PartialDate {
    PartialDate { year, month: Some(month), day: Some(day) }
}

fn date(tag: &str, form: DateForm) -> String {
    Locale::new(tag).date(day(2017, 9, 30), form).expect("there is such a day")
}

#[test]
fn a_date_is_written_as_the_language_writes_it() {
    assert_eq!(date("en-GB", DateForm::Full), "30 September 2017");
    assert_eq!(date("en-US", DateForm::Full), "September 30, 2017");
    assert_eq!(date("uk", DateForm::Full), "30 вересня 2017\u{202f}р.");
    assert_eq!(date("ar-EG", DateForm::Full), "٣٠ سبتمبر ٢٠١٧");
    assert_eq!(date("ar-IQ", DateForm::Full), "٣٠ أيلول ٢٠١٧");
    assert_eq!(date("ar-IQ", DateForm::DayOfMonth), "٣٠ أيلول");
    assert_eq!(date("ar-IQ", DateForm::Month), "أيلول");
    assert_eq!(date("uk", DateForm::Month), "вересень");
}

#[test]
fn plain_english_goes_from_the_day_to_the_year() {
    assert_eq!(date("en", DateForm::Full), "30 September 2017");
    assert_eq!(date("en", DateForm::Brief), "30 Sept 2017");
    assert_eq!(date("en", DateForm::BriefMonth), "Sept");
}

#[test]
fn a_short_date_never_has_the_month_in_digits() {
    assert_eq!(date("ar-IQ", DateForm::Brief), "٣٠ أيلول ٢٠١٧");
    assert_eq!(date("de", DateForm::Brief), "30. September 2017");
    assert_eq!(date("uk", DateForm::Brief), "30 вер. 2017\u{202f}р.");
    for tag in ["bg", "mk", "cs", "fi", "pl", "ja", "zh", "fa", "he", "ckb", "ps", "ti", "my"] {
        let brief = date(tag, DateForm::Brief);
        assert!(!brief.contains(".9.") && !brief.contains("09"), "{tag}: {brief}");
    }
}

#[test]
fn a_date_has_no_more_than_is_known() {
    let month = PartialDate { year: 2017, month: Some(5), day: None };
    let year = PartialDate { year: 2017, month: None, day: None };
    let written =
        |tag, when| Locale::new(tag).date(when, DateForm::Full).expect("it is in the calendar");
    assert_eq!(written("en", month), "May 2017");
    assert_eq!(written("uk", month), "травень 2017\u{202f}р.");
    assert_eq!(written("ar-IQ", month), "أيار ٢٠١٧");
    assert_eq!(written("ar-IQ", year), "٢٠١٧");
}

#[test]
fn a_range_of_days_replaces_the_day() {
    let last = day(2017, 5, 5);
    let days = |tag, days| Locale::new(tag).date_with_day(last, days).expect("there is such a day");
    assert_eq!(days("en", "3–5"), "3–5 May 2017");
    assert_eq!(days("en-US", "3–5"), "May 3–5, 2017");
    assert_eq!(days("uk", "3–5"), "3–5 травня 2017\u{202f}р.");
}

#[test]
fn some_languages_begin_with_the_year() {
    let begins = |tag| Locale::new(tag).begins_with_year;
    for tag in ["lv", "hu", "zh", "ja", "my"] {
        assert!(begins(tag), "{tag}");
    }
    for tag in ["en", "en-US", "ar-IQ", "uk", "de"] {
        assert!(!begins(tag), "{tag}");
    }
}

#[test]
fn no_day_that_is_not_in_the_calendar_is_written() {
    assert_eq!(Locale::new("en").date(day(2017, 2, 30), DateForm::Full), None);
    assert_eq!(Locale::new("en").date_with_day(day(2017, 13, 1), "1"), None);
    assert_eq!(Locale::new("en").time(24, 0), None);
}

#[test]
fn the_calendar_is_gregorian_everywhere() {
    assert_eq!(date("fa", DateForm::Full), "۳۰ سپتامبر ۲۰۱۷");
    assert!(date("ar-SA", DateForm::Full).contains("سبتمبر"));
    assert!(date("th", DateForm::Full).contains("2017"));
}

#[test]
fn numbers_have_the_digits_and_the_groups_of_the_language() {
    assert_eq!(Locale::new("en").number(51_810_502), "51,810,502");
    assert_eq!(Locale::new("ar-IQ").number(1_234), "١٬٢٣٤");
    assert_eq!(Locale::new("ar-MA").number(1_234), "1.234");
    assert_eq!(Locale::new("en").ungrouped(2_017), "2017");
    assert_eq!(Locale::new("ar-IQ").ungrouped(2_017), "٢٠١٧");
}

#[test]
fn a_clock_has_twenty_four_hours_everywhere() {
    assert_eq!(Locale::new("en-US").time(18, 5).as_deref(), Some("18:05"));
    assert_eq!(Locale::new("ar-IQ").time(0, 0).as_deref(), Some("٠٠:٠٠"));
}

#[test]
fn arabic_has_six_plural_forms() {
    let arabic = Locale::new("ar");
    let forms = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103].map(|number| arabic.plural_form(number));
    let expected = ["zero", "one", "two", "few", "few", "many", "many", "other", "other", "few"];
    assert_eq!(forms, expected);
    assert_eq!(arabic.plural_forms().count(), 6);
}

#[test]
fn a_language_nobody_has_data_for_is_dated_in_english() {
    assert_eq!(date("xx", DateForm::Full), "30 September 2017");
    assert_eq!(Locale::new("xx").number(1_234), "1,234");
}
