//! Tests of what readers are told to read next: dispatches, pages and other sites, or what is near by topic.
//! It reads pages as text.

use std::collections::BTreeMap;

use crate::site::built;
use crate::support::in_order;

const CITY: &str = "city: Rivertown\ncasualties: {killed: 2}";

fn dispatch(slug: &str, keys: &str) -> (String, String) {
    let text = format!("---\ntitle: Of {slug}\n{CITY}\n{keys}\n---\nText.\n");
    (format!("content/dispatches/{slug}.md"), text)
}

fn site(theme: &str, files: &[(String, String)]) -> BTreeMap<String, Vec<u8>> {
    let settings = format!(
        "title = \"The Record\"\nbase_url = \"https://example.org/\"\ntheme = \"{theme}\"\n"
    );
    let mut all = vec![("site.toml", settings.as_str())];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    built(&all)
}

/// What is below "Read more" on the page of a dispatch.
fn read_more(pages: &BTreeMap<String, Vec<u8>>, file: &str, heading: &str) -> String {
    let page = String::from_utf8_lossy(&pages[file]).into_owned();
    let Some((_, below)) = page.split_once(&format!("{heading}</h2>")) else {
        return String::new();
    };
    below.split_once("</ul>").expect("a list").0.to_owned()
}

#[test]
fn a_dispatch_leads_to_dispatches_pages_and_other_sites_in_the_order_written() {
    let files = [
        dispatch("first", "date: 2017-05-01"),
        dispatch(
            "second",
            "date: 2017-05-02\nrelated:\n  - {to: \"https://un.example/report?a=1\", title: The report}\n  - first\n  - {to: /about/, title: How we count}\n  - {to: first, title: The first day}",
        ),
        (
            "content/dispatches/ar/second.md".to_owned(),
            "---\ntitle: الثاني\ndate: 2017-05-02\nlang: ar\ntranslation_of: second\n---\nنص.\n"
                .to_owned(),
        ),
        (
            "content/dispatches/ar/first.md".to_owned(),
            "---\ntitle: الأول\ndate: 2017-05-02\nlang: ar\ntranslation_of: first\n---\nنص.\n"
                .to_owned(),
        ),
        ("content/about.md".to_owned(), "---\ntitle: About\n---\nWe record.\n".to_owned()),
        ("content/ar/about.md".to_owned(), "---\ntitle: عنا\nlang: ar\n---\nنسجّل.\n".to_owned()),
    ];
    for theme in ["wire", "plain"] {
        let pages = site(theme, &files);
        in_order(
            &read_more(&pages, "dispatches/second/index.html", "Read more"),
            &[
                "<a href=\"https://un.example/report?a=1\"><bdi>The report</bdi></a>",
                "<a href=\"/dispatches/first/\"><bdi>Of first</bdi></a>",
                "<a href=\"/about/\"><bdi>How we count</bdi></a>",
                "<a href=\"/dispatches/first/\"><bdi>The first day</bdi></a>",
            ],
        );
        // A translation has the list of its original, and leads to what is in its own language.
        in_order(
            &read_more(&pages, "ar/dispatches/second/index.html", "اقرأ أيضًا"),
            &[
                "<bdi lang=\"en\" dir=\"auto\">The report</bdi>",
                "<a href=\"/ar/dispatches/first/\"><bdi>الأول</bdi></a>",
                "<a href=\"/ar/about/\">",
            ],
        );
    }
    let data = String::from_utf8_lossy(&site("wire", &files)["data/dispatches.json"]).into_owned();
    assert!(data.contains("https://example.org/about/"), "{data}");
}

#[test]
fn without_a_list_it_leads_to_earlier_dispatches_on_its_topics() {
    let mut files: Vec<(String, String)> = (1..=5)
        .map(|day| {
            dispatch(&format!("day-{day}"), &format!("date: 2017-05-0{day}\ntopics: [floods]"))
        })
        .collect();
    files.push(dispatch("other", "date: 2017-05-04\ntopics: [bridges]"));
    files.push(dispatch("same", "date: 2017-05-04\ntopics: [floods]\nincident: day-5"));
    let pages = site("wire", &files);
    let more = read_more(&pages, "dispatches/day-5/index.html", "Read more");
    in_order(&more, &["Of day-4", "Of day-3", "Of day-2"]);
    for left_out in ["day-1", "other", "same"] {
        assert!(!more.contains(&format!("Of {left_out}<")), "{more}");
    }
    assert_eq!(read_more(&pages, "dispatches/day-1/index.html", "Read more"), "");
}

#[test]
fn nobody_is_led_to_what_was_withdrawn() {
    let files = [
        dispatch("gone", "date: 2017-05-01\nwithdrawn: {on: 2017-05-03, why: It was wrong.}"),
        dispatch("second", "date: 2017-05-02\nrelated: [gone]"),
    ];
    let pages = site("wire", &files);
    assert_eq!(read_more(&pages, "dispatches/second/index.html", "Read more"), "");
}
