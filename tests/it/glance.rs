//! Tests of what is right at a glance: the order of a day, what is true now, what nobody said, and what a city's page begins with.
//! It reads pages as text, and does not know how totals are counted.

use std::collections::BTreeMap;

use dateline::field::claim::Grade;
use dateline::field::word::Word;

use crate::site::built;
use crate::support::{in_order, text_of};

pub(crate) type Pages = BTreeMap<String, Vec<u8>>;

/// A site with these dispatches, each with its slug and its front matter.
fn site(dispatches: &[(&str, &str)]) -> Pages {
    with_files(dispatches, &[])
}

fn with_files(dispatches: &[(&str, &str)], others: &[(&str, &str)]) -> Pages {
    let texts: Vec<(String, String)> = dispatches
        .iter()
        .map(|(slug, keys)| {
            let text = format!("---\ntitle: Of {slug}\n{keys}\n---\nText.\n");
            (format!("content/dispatches/{slug}.md"), text)
        })
        .collect();
    let mut files: Vec<(&str, &str)> =
        texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    files.extend(others);
    built(&files)
}

/// The words of a page, without its navigation and its drawings.
pub(crate) fn words(pages: &Pages, file: &str) -> String {
    let page = pages.get(file).unwrap_or_else(|| panic!("no {file} in {:?}", pages.keys()));
    text_of(&String::from_utf8_lossy(page))
}

fn dispatch(slug: &str) -> String {
    format!("dispatches/{slug}/index.html")
}

/// Three reports of one day, whose slugs would sort the other way round. `times` are those of the three.
fn three_of_a_day(times: [&str; 3]) -> Pages {
    let [first, second, third] = times;
    let first =
        format!("date: {first}\ncity: Rivertown\nincident: blast\ncasualties: {{killed: 75}}");
    let second = format!(
        "date: {second}\ncity: Rivertown\nincident: blast\nsupersedes: c-first\ncasualties: {{killed: 82}}"
    );
    let third = format!(
        "date: {third}\ncity: Rivertown\nincident: blast\nsupersedes: b-second\ncasualties: {{killed: 119}}"
    );
    site(&[("c-first", &first), ("b-second", &second), ("a-third", &third)])
}

#[test]
fn within_a_day_a_report_comes_after_the_one_it_replaces() {
    let day = "2017-07-03";
    let evening = "2017-07-03T18:00:00Z";
    let noon = "2017-07-03T12:00:00Z";
    for pages in
        [[day; 3], [evening, day, day], [evening, noon, "2017-07-03T09:00:00Z"]].map(three_of_a_day)
    {
        let in_time = ["75 killed", "82 killed", "119 killed"];
        in_order(&words(&pages, "incidents/blast/index.html"), &in_time);
        let newest_first = ["119 killed", "82 killed", "75 killed"];
        in_order(&words(&pages, "dispatches/index.html"), &newest_first);
        let city = words(&pages, "cities/rivertown/index.html");
        in_order(city.split("Dispatches").nth(1).expect("a list"), &newest_first);
        let second = String::from_utf8_lossy(&pages[&dispatch("b-second")]).into_owned();
        let neighbours = second.split("class=\"neighbours\"").nth(1).expect("links on");
        in_order(neighbours, &["c-first", "a-third"]);
    }
}

#[test]
fn of_two_reports_of_one_moment_the_one_that_knows_more_comes_last() {
    let pages = site(&[
        (
            "b-morning",
            "date: 2017-07-03\nas_of: 2017-07-03T09:00:00Z\ncity: Rivertown\nincident: blast\ncasualties: {killed: 70}",
        ),
        (
            "a-evening",
            "date: 2017-07-03\nas_of: 2017-07-03T18:00:00Z\ncity: Rivertown\nincident: blast\ncasualties: {killed: 75}",
        ),
    ]);
    in_order(
        &words(&pages, "incidents/blast/index.html"),
        &["70 killed", "Of a-evening Counted", "75 killed"],
    );
    in_order(&words(&pages, "dispatches/index.html"), &["75 killed", "70 killed"]);
}

#[test]
fn incidents_of_one_day_stand_in_the_order_of_their_reports() {
    let of = |time: &str, killed: &str| {
        format!(
            "date: 2017-07-03T{time}:00Z\ncity: Rivertown\nevent: 2017-07-03\ncasualties: {{killed: {killed}}}"
        )
    };
    let pages =
        site(&[("c", &of("08:00", "3")), ("b", &of("10:00", "4")), ("a", &of("12:00", "5"))]);
    in_order(&words(&pages, "timeline/2017/07/index.html"), &["Of c", "Of b", "Of a"]);
    in_order(&words(&pages, "timeline/2017/07/toll/index.html"), &["Of c", "Of b", "Of a"]);
}

#[test]
fn a_present_toll_without_a_highest_number_is_told_in_good_english() {
    let of = |extra: &str| format!("city: Rivertown\nevent: 2017-07-03\n{extra}");
    let pages = site(&[
        ("first", &of("date: 2017-07-03\ncasualties: {killed: 20}")),
        (
            "second",
            &of("date: 2017-07-04\nsupersedes: first\ncasualties: {killed: {civilian: 30}}"),
        ),
    ]);
    in_order(
        &words(&pages, &dispatch("first")),
        &["Out of date: the toll is now at least 30 killed"],
    );
}

#[test]
fn a_replaced_report_says_what_the_toll_is_now_and_links_to_it_in_one_step() {
    let pages = three_of_a_day(["2017-07-03", "2017-07-04", "2017-07-05"]);
    for slug in ["c-first", "b-second"] {
        let page = words(&pages, &dispatch(slug));
        in_order(
            &page,
            &["Out of date: the toll is now put at 119 killed.", "Latest report: Of a-third."],
        );
        assert!(!page.contains("A later dispatch replaces this one"), "it is said once: {page}");
    }
    assert!(!words(&pages, &dispatch("a-third")).contains("Out of date"), "this is the latest");
}

#[test]
fn a_report_that_was_overtaken_without_supersedes_says_so_too() {
    let pages = site(&[
        (
            "first",
            "date: 2017-07-03\ncity: Rivertown\nincident: blast\ncasualties: {killed: 75, injured: 8}",
        ),
        ("later", "date: 2017-07-04\ncity: Rivertown\nincident: blast\ncasualties: {killed: 82}"),
    ]);
    let page = words(&pages, &dispatch("first"));
    in_order(&page, &["Out of date: the toll is now put at 82 killed, 8 injured.", "Of later."]);
}

#[test]
fn the_report_in_place_of_a_withdrawn_one_is_the_last_that_stands() {
    let pages = site(&[
        ("first", "date: 2017-07-03\ncity: Rivertown\nincident: blast\ncasualties: {killed: 75}"),
        (
            "second",
            "date: 2017-07-04\ncity: Rivertown\nincident: blast\nsupersedes: first\ncasualties: {killed: 82}",
        ),
        (
            "third",
            "date: 2017-07-05\ncity: Rivertown\nincident: blast\nsupersedes: second\ncasualties: {killed: 90}\nwithdrawn: {on: 2017-07-06, why: It was another town}",
        ),
    ]);
    in_order(&words(&pages, &dispatch("first")), &["now put at 82 killed.", "Of second."]);
    assert!(
        !words(&pages, &dispatch("second")).contains("Out of date"),
        "nothing stands in its place"
    );
}

#[test]
fn an_early_running_total_names_the_latest_of_its_series() {
    let of = |day: &str, to: &str, killed: &str| {
        format!(
            "date: {day}\ncity: Rivertown\nkind: toll\nseries: battle\nevent: {{from: 2017-07-01, to: {to}}}\ncasualties: {{killed: {killed}}}"
        )
    };
    let pages = site(&[
        ("week-one", &of("2017-07-08", "2017-07-07", "more than 120")),
        ("week-two", &of("2017-07-15", "2017-07-14", "130")),
        ("week-three", &of("2017-07-22", "2017-07-21", "142")),
    ]);
    for slug in ["week-one", "week-two"] {
        in_order(
            &words(&pages, &dispatch(slug)),
            &["Out of date: the toll is now put at 142 killed.", "Of week-three."],
        );
    }
    assert!(!words(&pages, &dispatch("week-three")).contains("Out of date"));
}

#[test]
fn a_round_up_says_of_each_incident_what_is_true_now() {
    let pages = site(&[
        (
            "round-up",
            "date: 2017-07-03\nincidents:\n  - {incident: blast, city: Rivertown, casualties: {killed: 3}}\n  - {incident: raid, city: Hilltown, casualties: {killed: 5}}",
        ),
        ("later", "date: 2017-07-04\ncity: Rivertown\nincident: blast\ncasualties: {killed: 7}"),
    ]);
    let page = words(&pages, &dispatch("round-up"));
    in_order(&page, &["3 killed", "now put at 7 killed.", "5 killed"]);
    assert_eq!(page.matches("Out of date").count(), 1, "{page}");
}

#[test]
fn without_a_scope_nothing_is_said_of_how_much_a_party_did() {
    let pages = site(&[(
        "blast",
        "date: 2017-07-03\ncity: Rivertown\ncasualties: {killed: 9}\nattribution: [{to: northern-army}, {to: southern-army, scope: unknown}]",
    )]);
    let page = words(&pages, &dispatch("blast"));
    in_order(
        &page,
        &["Attributed to northern army (alleged)", "southern army (alleged; extent not known)"],
    );
    let data = String::from_utf8_lossy(&pages["data/dispatches.json"]).into_owned();
    assert!(data.contains("\"scope\":null") || data.contains("\"scope\": null"), "{data}");
}

const REGION: &str = "---\nname: Northland\ncountry: IQ\n---\n";

#[test]
fn what_is_known_to_the_region_only_is_one_sentence_with_a_link() {
    let village = "---\nname: Hilltown\nregion: Northland\ncountry: IQ\n---\n";
    let files = [("content/regions/northland.md", REGION), ("content/cities/hilltown.md", village)];
    let of_region = "date: 2017-07-03\nregion: Northland\nlocation: {precision: region}\ncasualties: {killed: 5}";
    let pages = with_files(
        &[
            ("own", "date: 2017-07-03\ncity: Hilltown\ncasualties: {killed: 2}"),
            ("one", of_region),
            ("two", &of_region.replace("07-03", "07-09")),
        ],
        &files,
    );
    let page = words(&pages, "cities/hilltown/index.html");
    in_order(
        &page,
        &[
            "Killed 2",
            "1 incident counted",
            "Another 2 incidents in Northland have no exact location. Some may have happened here.",
        ],
    );
    let html = String::from_utf8_lossy(&pages["cities/hilltown/index.html"]).into_owned();
    assert!(html.contains("/cities/hilltown/toll/#place\""), "{html}");
    let explained = words(&pages, "cities/hilltown/toll/index.html");
    in_order(
        &explained,
        &["Up to 10 more may have been killed here, in 2 incidents", "Of one", "Of two"],
    );
}

#[test]
fn a_place_with_one_uncounted_incident_begins_with_it() {
    let pages = site(&[(
        "rumour",
        "date: 2017-07-03\ncity: Hilltown\ngrade: discounted\ncasualties: {killed: 12}",
    )]);
    let page = words(&pages, "cities/hilltown/index.html");
    assert!(!page.contains("No incidents are counted here"), "{page}");
    in_order(&page, &["Toll", "1 incident is not counted because of its grade.", "12 killed"]);
    let vague = site(&[(
        "somewhere",
        "date: 2017-07-03\ncity: Hilltown\nlocation: {precision: region}\ncasualties: {killed: 12}",
    )]);
    let page = words(&vague, "cities/hilltown/index.html");
    assert!(!page.contains("No incidents are counted here"), "{page}");
    in_order(&page, &["1 incident has no exact location. It may have happened here."]);
}

#[test]
fn lists_show_what_was_reported_and_never_none_or_more() {
    let pages = site(&[
        ("one", "date: 2017-07-03\ncity: Rivertown\ncasualties: {killed: {civilian: 1}}"),
        ("few", "date: 2017-07-04\ncity: Rivertown\ncasualties: {killed: {civilian: 0-3}}"),
        (
            "both",
            "date: 2017-07-05\ncities: [Rivertown, Hilltown]\ncasualties: {killed: at least 4}",
        ),
    ]);
    in_order(
        &words(&pages, "dispatches/index.html"),
        &["at least 4 killed", "0–3 civilians killed", "1 civilian killed"],
    );
    for (file, page) in &pages {
        let page = String::from_utf8_lossy(page);
        assert!(!page.contains("zero or more") && !page.contains("none or more"), "{file}: {page}");
    }
}

#[test]
fn parts_that_do_not_make_the_whole_say_why() {
    let pages = site(&[
        (
            "some",
            "date: 2017-07-03\ncity: Rivertown\ncasualties: {killed: {total: 120, civilian: 40, combatant: 30}}",
        ),
        (
            "all",
            "date: 2017-07-04\ncity: Hilltown\ncasualties: {killed: {total: 70, civilian: 40, combatant: 30}}",
        ),
        (
            "children",
            "date: 2017-07-05\ncity: Laketown\ncasualties: {killed: {total: 70, children: 4}}",
        ),
    ]);
    let says = "The reports do not say who the others were.";
    let toll =
        "The groups do not add up to the total, because not every report says who was killed.";
    assert!(words(&pages, &dispatch("some")).contains(says));
    assert!(words(&pages, "cities/rivertown/index.html").contains(toll));
    for (slug, city) in [("all", "hilltown"), ("children", "laketown")] {
        assert!(!words(&pages, &dispatch(slug)).contains(says), "{slug}");
        assert!(!words(&pages, &format!("cities/{city}/index.html")).contains(toll), "{city}");
    }
}

#[test]
fn every_toll_says_how_many_incidents_have_which_grade() {
    let of = |grade: &str| {
        format!(
            "date: 2017-07-03\ncity: Rivertown\nincident: {grade}-one\ngrade: {grade}\ncasualties: {{killed: 2}}\nsources: [{{name: A, url: \"https://a.example/{grade}\"}}, {{name: B, url: \"https://b.example/{grade}\"}}]"
        )
    };
    let pages = site(&[
        ("a", &of("confirmed")),
        ("b", &of("fair")),
        ("c", &of("weak")),
        ("d", &of("weak").replace("weak-one", "weak-two")),
    ]);
    for file in
        ["index.html", "cities/rivertown/index.html", "timeline/2017/index.html", "toll/index.html"]
    {
        in_order(&words(&pages, file), &["4 incidents counted: 1 confirmed, 1 fair, 2 weak."]);
    }
}

#[test]
fn the_grades_beside_a_sum_lead_to_what_each_of_them_means() {
    let settings = "title = \"The Record\"\nbase_url = \"https://record.example/\"\n";
    for theme in ["wire", "plain"] {
        let settings = format!("{settings}theme = \"{theme}\"\n");
        let killed = "date: 2017-07-03\ncity: Rivertown\ngrade: weak\ncasualties: {killed: 2}";
        let pages = with_files(&[("a", killed)], &[("site.toml", &settings)]);
        let html = |file: &str| String::from_utf8_lossy(&pages[file]).into_owned();
        for file in ["index.html", "cities/rivertown/index.html", "toll/index.html"] {
            let link = "<a href=\"/data/#grades\">What the grades mean</a>";
            in_order(&html(file), &["1 weak", link]);
        }
        let data = html("data/index.html");
        let (_, means) = data.split_once("id=\"grades\"").expect("a list of grades");
        for grade in Grade::ALL {
            let name = grade.word();
            let name = name[..1].to_uppercase() + &name[1..];
            assert!(means.contains(&format!("<dt>{name}</dt>")), "{name} in {means}");
        }
    }
}

#[test]
fn a_day_known_to_the_week_is_some_time_between_two() {
    let of = |days: &str| {
        format!(
            "date: 2017-07-03\ncity: Rivertown\nevent: {{{days}, precision: week}}\ncasualties: {{killed: 2}}"
        )
    };
    let pages = site(&[
        ("may", &of("from: 2017-05-26, to: 2017-05-31")),
        ("june", &of("from: 2017-05-29, to: 2017-06-04")),
        ("winter", &of("from: 2016-12-29, to: 2017-01-04")),
    ]);
    let when = |slug: &str| words(&pages, &dispatch(slug));
    assert!(when("may").contains("Some time from 26 to 31 May 2017"), "{}", when("may"));
    assert!(when("june").contains("Some time from 29 May to 4 June 2017"));
    assert!(when("winter").contains("Some time from 29 December 2016 to 4 January 2017"));
}
