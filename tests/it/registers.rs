//! Tests of topics and authors: which of them have a page, what it lists, and names that need the same address.
//! It does not use the code directly; it reads the built pages as text.

use crate::site::{anywhere, built};
use crate::support::in_order;

fn text(files: &[(&str, &str)], file: &str) -> String {
    let pages = built(files);
    let bytes = pages.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    String::from_utf8(bytes.clone()).expect("pages are UTF-8")
}

fn dispatch(slug: &str, lines: &str) -> (String, String) {
    let text = format!(
        "---\ntitle: Title of {slug}\ndate: 2017-06-01\ncity: Mosul\n{lines}\n---\nText.\n"
    );
    (format!("content/dispatches/{slug}.md"), text)
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

#[test]
fn a_topic_lists_its_dispatches_by_month_and_the_incidents_they_tell_of() {
    let files = [
        dispatch("early", "topics: [air-strikes]\nincident: bridge\ncasualties: {killed: 4}"),
        dispatch(
            "late",
            "topics: [air-strikes]\nincident: bridge\nas_of: 2017-06-02\ncasualties: {killed: 5}",
        ),
        dispatch("other", "topics: [shelling]"),
    ];
    let page = text(&borrowed(&files), "topics/air-strikes/index.html");
    in_order(
        &page,
        &[
            "href=\"/topics/\"",
            "<h1><bdi>Air strikes</bdi></h1>",
            "2 dispatches",
            "href=\"/incidents/bridge/\"",
            "June 2017",
            "href=\"/dispatches/late/\"",
            "href=\"/dispatches/early/\"",
        ],
    );
    assert!(!page.contains("Title of other"));
    let all = text(&borrowed(&files), "topics/index.html");
    in_order(&all, &["/topics/air-strikes/", "2 dispatches", "/topics/shelling/", "1 dispatch"]);
}

#[test]
fn names_on_a_dispatch_lead_to_their_pages() {
    let files = [dispatch("one", "authors: [Sara Aziz, Олена Коваль]\ntopics: [protest]")];
    let page = text(&borrowed(&files), "dispatches/one/index.html");
    for link in ["/authors/sara-aziz/", "/authors/olena-koval/", "/topics/protest/"] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
        let file = format!("{}index.html", link.trim_start_matches('/'));
        assert!(text(&borrowed(&files), &file).contains("Title of one"), "{file}");
    }
    assert!(page.contains("article:author\" content=\"https://example.org/authors/sara-aziz/\""));
}

#[test]
fn a_site_without_topics_or_authors_has_no_such_pages_and_no_links_to_them() {
    let files = [dispatch("one", "")];
    let pages = built(&borrowed(&files));
    assert_eq!(anywhere(&pages, "/topics/"), Vec::<String>::new());
    assert_eq!(anywhere(&pages, "/authors/"), Vec::<String>::new());
    assert!(pages.keys().all(|file| !file.starts_with("topics") && !file.starts_with("authors")));
}

#[test]
fn a_translation_is_listed_only_under_names_that_its_original_does_not_carry() {
    let arabic = (
        "content/dispatches/one-ar.md".to_owned(),
        "---\ntitle: Translated\ndate: 2017-06-02\nlang: ar\ntranslation_of: one\ntopics: [protest]\nauthors: [Huda Salih]\n---\nText.\n"
            .to_owned(),
    );
    let files = [dispatch("one", "authors: [Sara Aziz]\ntopics: [protest]"), arabic];
    let of = |file: &str| text(&borrowed(&files), file);
    assert!(!of("topics/protest/index.html").contains("Translated"));
    assert!(of("authors/huda-salih/index.html").contains("Translated"));
    assert!(!of("authors/sara-aziz/index.html").contains("Translated"));
}

#[test]
fn a_long_list_pages_from_the_oldest_and_its_pages_lead_on() {
    let files: Vec<_> = (0..60).map(|n| dispatch(&format!("n{n:02}"), "topics: [news]")).collect();
    let of = |file: &str| text(&borrowed(&files), file);
    let listed = |page: &str| page.matches("class=\"row\"").count();
    assert_eq!(listed(&of("topics/news/index.html")), 50, "the newest");
    let first = of("topics/news/page/1/index.html");
    assert_eq!(listed(&first), 50);
    assert!(first.contains("<link rel=\"prev\" href=\"/topics/news/page/2/\">"), "{first}");
    assert_eq!(listed(&of("topics/news/page/2/index.html")), 10);
}

#[test]
fn a_link_in_a_text_may_lead_to_a_topic() {
    let mut files = [dispatch("one", "topics: [protest]")];
    files[0].1.push_str("See [the protests](/topics/protest/).\n");
    assert!(
        text(&borrowed(&files), "dispatches/one/index.html")
            .contains("<a href=\"/topics/protest/\">the protests</a>")
    );
}
