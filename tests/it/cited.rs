//! Tests of how numbers are quoted: every toll has a sentence, a day and an address that leads to its sum and its incidents.
//! It does not check the totals themselves; `reckoning` does.

use std::collections::BTreeMap;

use crate::site::built;
use crate::support::{in_order, text_of};

type Site = BTreeMap<String, Vec<u8>>;

fn dispatch(slug: &str, keys: &str) -> (String, String) {
    let text = format!("---\ntitle: {slug}\n{keys}\n---\nText.\n");
    (format!("content/dispatches/{slug}.md"), text)
}

fn site(files: &[(String, String)]) -> Site {
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    built(&files)
}

fn text(site: &Site, file: &str) -> String {
    let bytes = site.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    String::from_utf8(bytes.clone()).expect("pages are UTF-8")
}

/// Two attacks in May, one of them corrected in June, and one in the next year.
fn rivertown() -> Site {
    site(&[
        dispatch(
            "market",
            "date: 2016-05-02\ncity: Rivertown\nevent: 2016-05-01\ncasualties: {killed: {total: 30-40, civilian: 25}}",
        ),
        dispatch(
            "bridge",
            "date: 2016-05-21\ncity: Rivertown\nevent: 2016-05-20\ncasualties: {killed: more than 12}\ncorrections: [{on: 2016-06-03, kind: corrected, field: title, was: A, now: bridge}]",
        ),
        dispatch(
            "school",
            "date: 2017-01-10\ncity: Rivertown\nevent: 2017-01-09\ncasualties: {killed: 5}",
        ),
    ])
}

/// What the page says in the row or the line with this id.
#[track_caller]
fn at(page: &str, id: &str) -> String {
    let (_, after) = page.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}"));
    let (_, after) = after.split_once('>').expect("a tag ends");
    let end = ["</tr>", "</p>", "</h3>"].into_iter().filter_map(|end| after.find(end)).min();
    text_of(&after[..end.unwrap_or(after.len())].replace("</th>", " ").replace("</td>", " "))
}

#[test]
fn a_citys_page_has_a_row_for_each_year_and_month_with_civilians_and_all_killed() {
    let site = rivertown();
    let page = text(&site, "cities/rivertown/index.html");
    assert_eq!(at(&page, "y2016"), "2016 2 incidents, as of 3 Jun 2016 at least 25 at least 42");
    assert_eq!(
        at(&page, "m2016-05"),
        "May 2016 2 incidents, as of 3 Jun 2016 at least 25 at least 42"
    );
    assert_eq!(at(&page, "m2017-01"), "January 2017 1 incident, as of 10 Jan 2017 unknown 5");
}

#[test]
fn a_number_is_quoted_with_its_ends_its_day_and_the_address_of_its_sum() {
    let site = rivertown();
    let page = text_of(&text(&site, "cities/rivertown/index.html"));
    in_order(
        &page,
        &[
            "Cite this number",
            "Rivertown: at least 47 killed, among them at least 25 civilians. Counted from published reports by The Record, as of 10 January 2017. The true number is likely higher.",
            "https://example.org/cities/rivertown/toll/",
        ],
    );
    let year = text_of(&text(&site, "timeline/2017/index.html"));
    in_order(&year, &["Cite this number", "2017: 5 killed. Counted", "as of 10 January 2017."]);
}

#[test]
fn the_address_of_a_citys_month_leads_to_its_sum_and_then_to_its_incidents() {
    let site = rivertown();
    let page = text(&site, "cities/rivertown/toll/index.html");
    let year = at(&page, "y2016");
    assert_eq!(
        year,
        "Rivertown, 2016: at least 42 killed, among them at least 25 civilians, as of 3 June 2016"
    );
    assert_eq!(at(&page, "m2016-05"), "May 2016");
    in_order(
        &text_of(&page),
        &["May 2016 ", "at least 42 killed", "market", "bridge", "2017: 5 killed"],
    );
}

#[test]
fn each_month_and_year_of_a_city_is_quoted_with_its_own_sentence_and_address() {
    for theme in ["wire", "plain"] {
        let settings = format!(
            "title = \"The Record\"\nbase_url = \"https://example.org/\"\ntheme = \"{theme}\"\n"
        );
        let market = dispatch(
            "market",
            "date: 2016-05-02\ncity: Rivertown\nevent: 2016-05-01\ncasualties: {killed: {total: 30-40, civilian: 25}}",
        );
        let school = dispatch(
            "school",
            "date: 2017-01-10\ncity: Rivertown\nevent: 2017-01-09\ncasualties: {killed: 5}",
        );
        let site = site(&[("site.toml".to_owned(), settings), market, school]);
        let page = text_of(&text(&site, "cities/rivertown/toll/index.html"));
        let quoted = |period: &str, figures: &str, day: &str| {
            format!(
                "Rivertown, {period}: {figures}. Counted from published reports by The Record, as of {day}. The true number is likely higher. "
            )
        };
        let address = |anchor: &str| format!("https://example.org/cities/rivertown/toll/#{anchor}");
        let figures = "30–40 killed, among them 25 civilians";
        in_order(
            &page,
            &[
                "Rivertown, 2016: ",
                "Cite this number: 2016",
                &quoted("2016", figures, "2 May 2016"),
                &address("y2016"),
                "Rivertown, May 2016: ",
                "Cite this number: May 2016",
                &quoted("May 2016", figures, "2 May 2016"),
                &address("m2016-05"),
                &quoted("January 2017", "5 killed", "10 January 2017"),
                &address("m2017-01"),
            ],
        );
    }
}

#[test]
fn every_address_in_the_table_of_tolls_leads_to_a_page_and_an_anchor_that_are_there() {
    let site = rivertown();
    let tolls = text(&site, "data/tolls.csv");
    let mut csv = csv::Reader::from_reader(tolls.as_bytes());
    let rows = csv.deserialize::<BTreeMap<String, String>>();
    let addresses: Vec<String> = rows.map(|row| row.expect("a row")["url"].clone()).collect();
    assert!(addresses.iter().any(|it| it.ends_with("#y2016")), "{addresses:?}");
    assert!(addresses.iter().any(|it| it.ends_with("#m2016-05")), "{addresses:?}");
    for address in addresses {
        let path = address.strip_prefix("https://example.org/").expect("a page of this site");
        let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
        let page = text(&site, &format!("{path}index.html"));
        assert!(anchor.is_empty() || page.contains(&format!("id=\"{anchor}\"")), "{address}");
    }
}

#[test]
fn an_incident_says_how_to_cite_its_page() {
    let report = |day: &str| {
        format!(
            "date: 2016-05-{day}\ncity: Rivertown\nincident: market\ncasualties: {{killed: 30}}"
        )
    };
    let site = site(&[dispatch("first", &report("02")), dispatch("second", &report("04"))]);
    let page = text_of(&text(&site, "incidents/market/index.html"));
    let address = "https://example.org/incidents/market/";
    in_order(&page, &["Cite this page", "The Record, as of 4 May 2016,", address]);
}

#[test]
fn a_number_is_quoted_in_arabic_too() {
    let settings = "title = \"السجل\"\nbase_url = \"https://example.org/\"\nlanguage = \"ar\"\n";
    let site = site(&[
        ("site.toml".to_owned(), settings.to_owned()),
        dispatch("a", "date: 2016-05-02\ncity: الموصل\ncasualties: {killed: 30}"),
    ]);
    let page = text_of(&text(&site, "index.html"));
    in_order(&page, &["الاستشهاد بهذا الرقم", "أحصتها السجل من تقارير منشورة"]);
}
