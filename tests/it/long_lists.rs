//! Tests of lists that are too long for one page: what happened in a month, how a toll was counted, and the table of a year.
//! It does not use the code directly; it reads the built pages as text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::site::built;
use crate::support::in_order;

type Pages = BTreeMap<String, Vec<u8>>;

/// What readers on a bad line can wait for.
const MOST_BYTES: usize = 250 * 1024;

/// The site, which is built once.
static SITE: LazyLock<Pages> = LazyLock::new(|| site("wire"));

/// A site with 700 incidents in one city: 649 in May 2017, up to 26 on a day, and 51 in June.
fn site(theme: &str) -> Pages {
    let settings = format!(
        "title = \"The Record\"\nbase_url = \"https://example.org/\"\ntheme = \"{theme}\"\n"
    );
    let dispatch = |n: usize| {
        let (month, day) = if n < 650 { (5, n / 26 + 1) } else { (6, n - 649) };
        let day = day.min(28);
        let text = format!(
            "---\ntitle: Reports of strike {n} near the old market, several people killed\ndate: 2017-{month:02}-{day:02}\ncity: Rivertown\ncasualties: {{killed: {{total: {n}, civilian: 1}}}}\nsources: [{{name: A monitoring group}}]\n---\nText of {n}.\n"
        );
        (format!("content/dispatches/strike-{n}.md"), text)
    };
    let files: Vec<(String, String)> = (1..=700).map(dispatch).collect();
    let settings = [("site.toml", &*settings)].into_iter();
    let files = settings.chain(files.iter().map(|(path, text)| (&**path, &**text)));
    built(&files.collect::<Vec<_>>())
}

fn text(pages: &Pages, file: &str) -> String {
    let bytes = pages.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    String::from_utf8(bytes.clone()).expect("pages are UTF-8")
}

/// Where the lists of links to the other pages of a list are: those above it, and those below.
fn links_around(page: &str) -> (Vec<usize>, Vec<usize>) {
    let at = |label: &str| page.match_indices(label).map(|(at, _)| at).collect();
    (at("aria-label=\"Pages of this list, above it\""), at("aria-label=\"Pages of this list\""))
}

/// How many of the 700 incidents these pages lead to, each counted once.
fn named(pages: &Pages, files: &[&str]) -> usize {
    let texts: Vec<String> = files.iter().map(|file| text(pages, file)).collect();
    let names = (1..=700).map(|n| format!("<a href=\"/dispatches/strike-{n}/\">"));
    names.filter(|name| texts.iter().any(|text| text.contains(name))).count()
}

#[test]
fn no_page_is_too_heavy_and_no_incident_is_left_out() {
    let pages = &*SITE;
    for (file, bytes) in pages.iter().filter(|(file, _)| file.ends_with(".html")) {
        assert!(bytes.len() <= MOST_BYTES, "{file} has {} bytes", bytes.len());
    }
    let may = "timeline/2017/05/";
    let days =
        ["index.html", "page/2/index.html", "page/3/index.html"].map(|it| format!("{may}{it}"));
    assert_eq!(named(pages, &days.each_ref().map(String::as_str)), 649);
    let toll = ["", "page/2/", "page/3/", "page/4/"].map(|it| format!("{may}toll/{it}index.html"));
    assert_eq!(named(pages, &toll.each_ref().map(String::as_str)), 649);
    let city = ["", "page/2/", "page/3/", "page/4/"];
    let city = city.map(|it| format!("cities/rivertown/toll/2017/{it}index.html"));
    assert_eq!(named(pages, &city.each_ref().map(String::as_str)), 700);
    for table in ["timeline/2017/incidents", "incidents"] {
        let table = ["", "page/2/"].map(|it| format!("{table}/{it}index.html"));
        assert_eq!(named(pages, &table.each_ref().map(String::as_str)), 700);
    }
}

#[test]
fn a_later_page_of_a_month_lists_more_days_and_leads_back() {
    let pages = &*SITE;
    let first = text(pages, "timeline/2017/05/index.html");
    in_order(
        &first,
        &["<h2 id=\"toll\">", "id=\"d2017-05-01\"", "href=\"/timeline/2017/05/page/2/\""],
    );
    let second = text(pages, "timeline/2017/05/page/2/index.html");
    in_order(
        &second,
        &[
            "<title>May 2017, Page 2 of 3",
            "href=\"/timeline/2017/05/\"",
            "aria-current=\"page\">2<",
        ],
    );
    assert!(!second.contains("id=\"toll\""), "the toll is on the first page");
}

#[test]
fn the_address_of_a_city_s_month_stays_although_its_incidents_are_on_a_later_page() {
    let pages = &*SITE;
    let city = text(pages, "cities/rivertown/index.html");
    assert!(city.contains("href=\"/cities/rivertown/toll/2017/#m2017-06\""), "{city}");
    let page = text(pages, "cities/rivertown/toll/2017/index.html");
    in_order(
        &page,
        &[
            "id=\"m2017-06\"",
            "34,425 killed, among them 51 civilians",
            "href=\"/cities/rivertown/toll/2017/page/4/#m2017-06\"",
        ],
    );
    assert!(
        text(pages, "cities/rivertown/toll/2017/page/4/index.html").contains("id=\"m2017-06\"")
    );
}

#[test]
fn the_links_to_the_pages_of_a_list_are_above_it_and_below_it() {
    for (theme, pages) in [("wire", &*SITE), ("plain", &site("plain"))] {
        for (file, entry) in [
            ("dispatches/index.html", "strike-700/\">"),
            ("dispatches/page/2/index.html", "strike-"),
            ("cities/rivertown/index.html", "strike-700/\">"),
            ("timeline/2017/05/index.html", "strike-1/\">"),
            ("timeline/2017/05/toll/page/2/index.html", "strike-"),
            ("incidents/page/2/index.html", "strike-"),
        ] {
            let page = text(pages, file);
            let (above, below) = links_around(&page);
            assert_eq!((above.len(), below.len()), (1, 1), "{theme}: {file}");
            let between = &page[above[0]..below[0]];
            assert!(between.contains(entry), "{theme}: {file}");
        }
        let odd = pages.iter().filter(|(file, _)| file.ends_with(".html")).find(|(file, _)| {
            let (above, below) = links_around(&text(pages, file));
            above.len() != below.len() || above.len() > 1
        });
        assert_eq!(odd.map(|(file, _)| file), None, "{theme}");
    }
}

#[test]
fn a_table_on_several_pages_says_its_order_and_has_no_buttons_to_sort_it() {
    for list in ["timeline/2017/incidents/", "timeline/2017/incidents/page/2/", "incidents/"] {
        let page = text(&SITE, &format!("{list}index.html"));
        assert!(page.contains("This list is in the order of days."), "{page}");
        assert!(!page.contains("sortable") && !page.contains("sort.js"), "{page}");
    }
}
