//! Tests of what programs read: feeds of cities, JSON feeds, data beside pages, response headers and metadata for search.
//! It does not use the code directly; it reads the built files as text.

use std::collections::BTreeMap;

use dateline::chronicle::visible::Drafts;
use dateline::compose::ComposeCache;
use dateline::plan::route::Route;
use dateline::press::{self, Printed};
use serde_json::Value;

use crate::site::{OPEN, built, composed, snapshot};

type Site = BTreeMap<String, Vec<u8>>;

const KYIV: (&str, &str) = (
    "content/dispatches/kyiv.md",
    "---\ntitle: Shots on a square\ndate: 2017-06-02\ncity: Kyiv\nauthors: [Sara Aziz]\ntopics: [protest]\ncasualties: {killed: 3}\n---\nThree *died*.\n",
);

const GONE: (&str, &str) = (
    "content/dispatches/gone.md",
    "---\ntitle: Wrong\ndate: 2017-06-03\ncity: Kyiv\nwithdrawn: {on: 2017-06-05, why: It was another day.}\n---\nGone.\n",
);

fn text(site: &Site, file: &str) -> String {
    let bytes = site.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    String::from_utf8(bytes.clone()).expect("it is UTF-8")
}

fn json(site: &Site, file: &str) -> Value {
    serde_json::from_str(&text(site, file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The metadata in the head of a page.
fn linked_data(site: &Site, file: &str) -> Value {
    let page = text(site, file);
    let (_, after) = page.split_once("<script type=\"application/ld+json\">").expect("it has data");
    serde_json::from_str(after.split_once("</script>").expect("it ends").0).expect("it is JSON")
}

fn ids(feed: &Value) -> Vec<&str> {
    let items = feed["items"].as_array().expect("a feed has items");
    items.iter().map(|item| item["id"].as_str().expect("an item has an id")).collect()
}

#[test]
fn the_json_feed_tells_what_the_atom_feed_tells() {
    let site = built(&[OPEN, KYIV, GONE]);
    let feed = json(&site, "feed.json");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://example.org/feed.json");
    let atom = text(&site, "feed.xml");
    let of_atom: Vec<&str> = atom
        .split("<entry>")
        .skip(1)
        .filter_map(|entry| entry.split_once("<id>")?.1.split_once("</id>"))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(ids(&feed), of_atom);
    let told = &feed["items"][2];
    assert_eq!(told["content_html"], "<p>Three <em>died</em>.</p>\n");
    assert_eq!(told["authors"], serde_json::json!([{"name": "Sara Aziz"}]));
    assert_eq!(told["tags"], serde_json::json!(["Kyiv", "protest"]));
    let gone = &feed["items"][0];
    assert_eq!(gone["title"], "Withdrawn: gone");
    assert_eq!(gone["content_text"], "It was another day.");
}

#[test]
fn the_feed_of_a_city_holds_its_dispatches_and_what_was_withdrawn_of_them() {
    let site = built(&[OPEN, KYIV, GONE]);
    let feed = json(&site, "cities/kyiv/feed.json");
    assert_eq!(feed["title"], "Kyiv · The Record");
    assert_eq!(feed["home_page_url"], "https://example.org/cities/kyiv/");
    assert_eq!(
        ids(&feed),
        [
            "https://example.org/dispatches/gone/#withdrawn",
            "https://example.org/dispatches/gone/",
            "https://example.org/dispatches/kyiv/",
        ]
    );
    assert_eq!(feed["items"][2]["content_text"], "Three died.");
    let atom = text(&site, "cities/kyiv/feed.xml");
    assert!(!atom.contains("<content") && !atom.contains("Strike on a market"), "{atom}");
    let page = text(&site, "cities/kyiv/index.html");
    assert_eq!(
        page.matches("href=\"/cities/kyiv/feed.xml\"").count(),
        2,
        "in the head and in sight"
    );
}

#[test]
fn the_data_of_a_city_are_rows_of_the_data_of_the_site() {
    let site = built(&[OPEN, KYIV]);
    let all = json(&site, "data/dispatches.json");
    assert_eq!(json(&site, "cities/kyiv/dispatches.json"), serde_json::json!([all[1]]));
    let whole = text(&site, "data/incidents.csv");
    let whole: Vec<&str> = whole.lines().collect();
    let of_city = text(&site, "cities/kyiv/incidents.csv");
    assert_eq!(of_city.lines().collect::<Vec<_>>(), [whole[0], whole[2]]);
}

#[test]
fn nothing_is_left_beside_a_dispatch_that_was_withdrawn() {
    let site = built(&[KYIV, GONE]);
    let beside = site.keys().filter(|file| file.starts_with("dispatches/gone/"));
    assert_eq!(beside.collect::<Vec<_>>(), ["dispatches/gone/index.html"]);
}

#[test]
fn the_host_is_told_the_policy_that_every_page_carries() {
    let site = built(&[OPEN]);
    let headers = text(&site, "_headers");
    let line =
        headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
    // A page obeys both policies. All but the tables that can be sorted forbid scripts themselves.
    let policy =
        line.and_then(|line| line.strip_suffix("; script-src 'self'; frame-ancestors 'none'"));
    let policy =
        policy.expect("a policy, and what a page cannot say itself").replace('\'', "&#39;");
    for (file, bytes) in site.iter().filter(|(file, _)| file.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes).replace("&#x27;", "&#39;");
        let allowed = match file.ends_with("incidents/index.html") {
            true => format!("{policy}; script-src &#39;self&#39;"),
            false => policy.clone(),
        };
        let page = page.replace('\'', "&#39;");
        let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{allowed}\">");
        assert!(page.contains(&meta), "{file} lacks {meta}");
    }
}

#[test]
fn a_file_of_headers_that_the_site_brings_takes_the_place_of_datelines() {
    let site = built(&[OPEN, ("static/_headers", "/*\n  X-Own: yes\n")]);
    assert_eq!(text(&site, "_headers"), "copy of static/_headers");
}

#[test]
fn the_front_page_and_the_data_say_what_they_are() {
    let site = built(&[OPEN, KYIV]);
    let front = linked_data(&site, "index.html");
    assert_eq!(front["@type"], "WebSite");
    assert_eq!(front["publisher"]["correctionsPolicy"], "https://example.org/corrections/");
    let data = linked_data(&site, "data/index.html");
    assert_eq!(data["@type"], "Dataset");
    assert_eq!(data["temporalCoverage"], "2017-06-01/2017-06-02");
    assert_eq!(data["dateModified"], "2017-06-02");
    let files = data["distribution"].as_array().expect("files");
    for file in files {
        let url = file["contentUrl"].as_str().expect("an address");
        let path = url.strip_prefix("https://example.org/").expect("of this site");
        assert!(site.contains_key(path), "{path} is there");
    }
    assert!(files.iter().any(|file| file["encodingFormat"] == "application/geo+json"));
}

#[test]
fn every_page_that_may_be_found_is_in_the_sitemap() {
    let site = built(&[OPEN, KYIV, GONE]);
    let sitemap = text(&site, "sitemap.xml");
    for file in site.keys().filter(|file| file.ends_with("index.html")) {
        let address = format!("https://example.org/{}", file.trim_end_matches("index.html"));
        assert!(sitemap.contains(&format!("<loc>{address}</loc>")), "{address}");
    }
    assert!(sitemap.contains("https://example.org/authors/sara-aziz/"));
}

#[test]
fn whoever_shares_a_dispatch_shares_what_it_is() {
    let site = built(&[OPEN, KYIV]);
    let page = text(&site, "dispatches/kyiv/index.html");
    for (property, content) in [
        ("og:type", "article"),
        ("og:title", "Shots on a square"),
        ("og:description", "Three died."),
        ("og:url", "https://example.org/dispatches/kyiv/"),
        ("og:site_name", "The Record"),
        ("og:locale", "en"),
        ("article:published_time", "2017-06-02"),
        ("article:section", "Kyiv"),
        ("article:tag", "protest"),
        ("article:author", "https://example.org/authors/sara-aziz/"),
    ] {
        let meta = format!("<meta property=\"{property}\" content=\"{content}\">");
        assert!(page.contains(&meta), "{meta}");
    }
}

#[test]
fn a_claim_leads_to_its_source_from_every_page_that_has_it() {
    let claiming = |slug: &str, as_of: &str| {
        format!(
            "---\ntitle: {slug}\ndate: 2017-06-01\nas_of: {as_of}\ncity: Kyiv\nincident: square\nsources: [{{name: A paper}}, {{id: radio, name: The radio}}]\nclaims: [{{by: A medic, killed: 3, source: radio}}]\n---\nText.\n"
        )
    };
    let (first, second) = (claiming("first", "2017-06-01"), claiming("second", "2017-06-02"));
    let site = built(&[
        ("content/dispatches/first.md", &first),
        ("content/dispatches/second.md", &second),
    ]);
    let page = text(&site, "dispatches/first/index.html");
    assert!(page.contains("<a href=\"#source-2\"><bdi>The radio</bdi></a>"), "{page}");
    assert!(page.contains("<li id=\"source-2\"><bdi>The radio</bdi>"), "{page}");
    let incident = text(&site, "incidents/square/index.html");
    assert!(incident.contains("<a href=\"/dispatches/first/#source-2\">"), "{incident}");
}

#[test]
fn a_feed_as_json_has_no_address_that_starts_from_a_page() {
    let noted = (
        "content/dispatches/noted.md",
        "---\ntitle: Noted\ndate: 2017-06-02\ncity: Kyiv\n---\n## Why\n\nOne[^a], [below](#why) and [before](kyiv.md).\n\n[^a]: A note.\n",
    );
    let site = built(&[OPEN, KYIV, noted]);
    let feed = text(&site, "feed.json");
    assert!(feed.contains("href=\\\"https://example.org/dispatches/noted/#fn:1\\\""), "{feed}");
    assert!(feed.contains("href=\\\"https://example.org/dispatches/noted/#why\\\""), "{feed}");
    for relative in ["href=\\\"#", "href=\\\"/", "href=\\\".", "src=\\\"/"] {
        assert!(!feed.contains(relative), "{relative}");
    }
}

#[test]
fn a_robots_file_that_the_site_brings_takes_the_place_of_datelines() {
    let own = ("static/robots.txt", "User-agent: *\nDisallow: /drafts/\n");
    let site = built(&[OPEN, KYIV, own]);
    assert_eq!(text(&site, "robots.txt"), "copy of static/robots.txt");
    assert!(
        text(&built(&[OPEN, KYIV]), "robots.txt")
            .contains("Sitemap: https://example.org/sitemap.xml")
    );
}

#[test]
fn a_long_sitemap_becomes_a_list_of_its_parts() {
    let settings =
        "title = \"x\"\nbase_url = \"https://example.org/\"\nlanguages.ar.title = \"y\"\n";
    let page = |n| (format!("content/p{n}.md"), format!("---\ntitle: Page {n}\n---\nText.\n"));
    let pages: Vec<(String, String)> = (0..10_050).map(page).collect();
    let mut files: Vec<(&str, &str)> =
        pages.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    files.push(("site.toml", settings));
    let mut cache = ComposeCache::default();
    let site = composed(&snapshot(&files), Drafts::Hidden, &mut cache).site.expect("a site");
    let read = |file: &str| match press::print(&site.theme, &site.edition.pages[&Route::file(file)])
    {
        Ok(Printed::Bytes(bytes)) => String::from_utf8(bytes).expect("it is UTF-8"),
        _ => panic!("{file} is made"),
    };
    let index = read("sitemap.xml");
    assert!(index.contains("<sitemapindex"), "{index}");
    assert!(index.contains("<loc>https://example.org/sitemap-2.xml</loc>"), "{index}");
    let listed = |file: &str| read(file).matches("<url>").count();
    assert_eq!(listed("sitemap-1.xml"), 10_000);
    assert!(listed("sitemap-2.xml") > 50);
}
