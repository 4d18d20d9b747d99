//! Tests of what readers took for something else: which figure of a replaced report counts, groups beside the people they are part
//! of, and numbers nobody said. It reads pages as text, and does not know how totals are counted.

use crate::glance::{Pages, words};
use crate::site::built;
use crate::support::in_order;

fn site(dispatches: &[(&str, &str)]) -> Pages {
    themed("wire", dispatches)
}

fn themed(theme: &str, dispatches: &[(&str, &str)]) -> Pages {
    let settings = format!(
        "title = \"The Record\"\nbase_url = \"https://example.org/\"\ntheme = \"{theme}\"\n"
    );
    let mut files = vec![("site.toml".to_owned(), settings)];
    files.extend(dispatches.iter().map(|(slug, keys)| {
        let text = format!("---\ntitle: Of {slug}\ncity: Rivertown\n{keys}\n---\nText.\n");
        (format!("content/dispatches/{slug}.md"), text)
    }));
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    built(&files)
}

#[test]
fn a_replaced_report_says_which_of_its_figures_still_count() {
    for theme in ["wire", "plain"] {
        let pages = themed(
            theme,
            &[
                ("first", "date: 2017-07-03\nincident: blast\ncasualties: {killed: 3, injured: 5}"),
                (
                    "second",
                    "date: 2017-07-04\nincident: blast\nsupersedes: first\ncasualties: {killed: 4}",
                ),
            ],
        );
        let page = words(&pages, "incidents/blast/index.html");
        let still = "Replaced by a later dispatch, but part of it still counts: 5 injured";
        in_order(&page, &["Of first", still, "Of second", "Counted"]);
    }
}

#[test]
fn a_report_of_which_only_a_part_counts_says_which_part() {
    let pages = site(&[
        ("first", "date: 2017-07-03\nincident: blast\ncasualties: {killed: 3, injured: 5}"),
        ("second", "date: 2017-07-04\nincident: blast\ncasualties: {killed: 4}"),
    ]);
    let page = words(&pages, "incidents/blast/index.html");
    in_order(&page, &["Of first", "Counted: 5 injured", "Of second", "Counted"]);
}

#[test]
fn an_unknown_number_of_a_replaced_report_is_not_called_counted() {
    let pages = site(&[
        (
            "first",
            "date: 2017-07-03\nincident: blast\ncasualties: {killed: at least 2, injured: unknown}",
        ),
        ("second", "date: 2017-07-04\nincident: blast\nsupersedes: first\ncasualties: {killed: 3}"),
    ]);
    let page = words(&pages, "incidents/blast/index.html");
    in_order(&page, &["Of first", "Replaced by a later dispatch at least 2 killed", "Of second"]);
}

#[test]
fn a_group_is_told_as_part_of_the_people_beside_it() {
    for (casualties, says) in [
        (
            "{killed: {total: 3, civilian: 3, journalists: 3}}",
            "3 civilians killed, all 3 journalists",
        ),
        (
            "{killed: {total: 5, civilian: 5, children: 2}}",
            "5 civilians killed, among them 2 children",
        ),
        ("{killed: {total: 2, civilian: 2, medics: 2}}", "2 civilians killed, among them 2 medics"),
        ("{killed: {total: 12, women: 1}}", "12 killed, among them 1 woman"),
        (
            "{killed: {total: more than 12, civilian: at least 5}}",
            "more than 12 killed, among them at least 5 civilians",
        ),
        (
            "{injured: {total: 30, unknown_status: 4}}",
            "30 injured, among them 4 people of unknown status",
        ),
    ] {
        let first = format!("date: 2017-07-03\nincident: blast\ncasualties: {casualties}");
        let second = "date: 2017-07-04\nincident: blast\nkind: statement\nevent: 2017-07-03";
        for theme in ["wire", "plain"] {
            let pages = themed(theme, &[("first", &first), ("second", second)]);
            for file in ["dispatches/first/index.html", "incidents/blast/index.html"] {
                let page = words(&pages, file);
                assert!(page.contains(says), "{theme}, {file}: {says} in {page}");
            }
        }
    }
}

#[test]
fn a_range_from_zero_is_not_called_up_to_and_up_to_stays() {
    for (written, printed) in [
        ("0-3", "0–3 civilians killed"),
        ("up to 3", "up to 3 civilians killed"),
        ("at most 3", "at most 3 civilians killed"),
        ("0", "0 civilians killed"),
    ] {
        let keys = format!("date: 2017-07-03\ncasualties: {{killed: {{civilian: {written}}}}}");
        let pages = site(&[("one", &keys)]);
        let page = words(&pages, "dispatches/index.html");
        assert!(page.contains(printed), "{printed} in {page}");
    }
}

#[test]
fn a_year_leads_to_all_its_incidents_before_its_table_of_months() {
    let pages = site(&[("one", "date: 2017-07-03\ncasualties: {killed: 2}")]);
    in_order(
        &words(&pages, "timeline/2017/index.html"),
        &["All incidents of 2017 as a table", "Killed"],
    );
}

#[test]
fn a_table_without_a_number_says_unknown_in_every_column() {
    let pages = site(&[
        ("one", "date: 2017-07-03\nevent: 2017-07-03\ncasualties: {injured: 2}"),
        ("two", "date: 2017-07-04\nevent: 2017-07-04\ncasualties: {killed: 2}"),
    ]);
    let page = words(&pages, "timeline/2017/incidents/index.html");
    in_order(&page, &["Of one", "unknownunknown", "Of two", "2unknown"]);
    assert!(!page.contains('–'), "{page}");
}
