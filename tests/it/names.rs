//! Tests of one thing with one name: cities that share a name, and names whose accents are encoded in two ways.
//! It reads the built pages as text; the reports on names are in `tests/faults`.

use crate::site::{anywhere, built};
use crate::support::{dateline, in_order, new_site, said};

/// Two towns called Tripoli, each with its file.
const TWO_TOWNS: [(&str, &str); 4] = [
    ("content/cities/tripoli-lb.md", "---\nname: Tripoli\ncountry: LB\nnames: {ar: طرابلس}\n---\n"),
    ("content/cities/tripoli-ly.md", "---\nname: Tripoli\ncountry: LY\nnames: {ar: طرابلس}\n---\n"),
    (
        "content/dispatches/port.md",
        "---\ntitle: Strike on the port\ndate: 2017-06-01\ncity: Tripoli\ncountry: LB\ncasualties: {killed: 1}\n---\nText.\n",
    ),
    (
        "content/dispatches/airport.md",
        "---\ntitle: Clashes at the airport\ndate: 2017-06-02\ncity: tripoli-ly\ncasualties: {killed: 100}\n---\nText of the airport.\n",
    ),
];

fn text(files: &[(&str, &str)], file: &str) -> String {
    let pages = built(files);
    let bytes = pages.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    String::from_utf8(bytes.clone()).expect("pages are UTF-8")
}

#[test]
fn two_cities_of_one_name_have_two_pages_two_tolls_two_feeds_and_two_labels() {
    let pages = built(&TWO_TOWNS);
    let page = |file: &str| {
        let bytes = pages.get(file).unwrap_or_else(|| panic!("{file} is missing"));
        String::from_utf8(bytes.clone()).expect("pages are UTF-8")
    };
    let lebanon = page("cities/tripoli-lb/index.html");
    in_order(&lebanon, &["<h1><bdi>Tripoli, Lebanon</bdi></h1>", "Strike on the port"]);
    assert!(!lebanon.contains("Clashes at the airport"));
    let libya = page("cities/tripoli-ly/index.html");
    in_order(&libya, &["<h1><bdi>Tripoli, Libya</bdi></h1>", "100", "Clashes at the airport"]);
    assert!(!libya.contains("Strike on the port"));
    assert!(!pages.contains_key("cities/tripoli/index.html"));
    assert!(page("cities/tripoli-lb/feed.xml").contains("Strike on the port"));
    assert!(!page("cities/tripoli-lb/feed.xml").contains("Clashes at the airport"));
    let dispatch = page("dispatches/airport/index.html");
    assert!(dispatch.contains("href=\"/cities/tripoli-ly/\""), "{dispatch}");
    let cities = page("cities/index.html");
    in_order(&cities, &["Tripoli, Lebanon", "Tripoli, Libya"]);
    let tolls = page("data/tolls.csv");
    assert!(tolls.contains("\"Tripoli, Lebanon\",LB"), "{tolls}");
    assert!(tolls.contains("\"Tripoli, Libya\",LY"), "{tolls}");
}

#[test]
fn a_draft_on_one_of_two_cities_publishes_nothing_of_it() {
    let [lebanon, libya, port, _] = TWO_TOWNS;
    let draft = (
        "content/dispatches/airport.md",
        "---\ntitle: Clashes\ndate: 2017-06-02\ncity: Tripoli\ncountry: LY\ndraft: true\n---\nText.\n",
    );
    let pages = built(&[lebanon, libya, port, draft]);
    assert!(pages.contains_key("cities/tripoli-lb/index.html"));
    assert_eq!(anywhere(&pages, "tripoli-ly"), Vec::<String>::new());
}

#[test]
fn two_cities_of_one_name_in_one_country_are_told_apart_by_their_region() {
    let files = [
        ("content/cities/springfield-north.md", "---\nname: Springfield\nregion: Northland\n---\n"),
        ("content/cities/springfield-coast.md", "---\nname: Springfield\nregion: Coast\n---\n"),
        (
            "content/dispatches/one.md",
            "---\ntitle: One\ndate: 2017-06-01\ncity: Springfield\nregion: Coast\n---\nText.\n",
        ),
    ];
    let page = text(&files, "cities/springfield-coast/index.html");
    assert!(page.contains("<h1><bdi>Springfield, Coast</bdi></h1>"), "{page}");
}

#[test]
fn the_toll_of_a_name_that_two_cities_have_asks_which_one() {
    let (_folder, site) = new_site();
    std::fs::remove_dir_all(site.join("content")).expect("it is there");
    let _ = std::fs::remove_file(site.join("figures.lock"));
    for (path, text) in TWO_TOWNS {
        let path = site.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let asked = said(&dateline(&site, &["toll", "--city", "Tripoli"]));
    in_order(&asked, &["several cities", "\"Tripoli, Lebanon\" (or tripoli-lb)", "tripoli-ly"]);
    for name in ["tripoli-lb", "Tripoli, Lebanon"] {
        let toll = said(&dateline(&site, &["toll", "--city", name]));
        assert!(toll.contains("Tripoli, Lebanon") && !toll.contains("100"), "{toll}");
    }
}

#[test]
fn a_name_with_accents_is_one_name_however_they_are_encoded() {
    let files = [
        (
            "content/dispatches/one.md",
            "---\ntitle: One\ndate: 2017-06-01\ncity: Sa\u{f1}a\nregion: Nor\u{e9}\ntopics: [\u{e9}cole]\nauthors: [Zo\u{eb} W.]\ncasualties: {killed: 3}\n---\nText.\n",
        ),
        (
            "content/dispatches/two.md",
            "---\ntitle: Two\ndate: 2017-06-09\ncity: San\u{303}a\nregion: Nore\u{301}\ntopics: [e\u{301}cole]\nauthors: [Zoe\u{308} W.]\ncasualties: {killed: 4}\n---\nText of two.\n",
        ),
    ];
    let pages = built(&files);
    let page = |file: &str| {
        let bytes = pages.get(file).unwrap_or_else(|| panic!("{file} is missing"));
        String::from_utf8(bytes.clone()).expect("pages are UTF-8")
    };
    for file in ["cities/sana/index.html", "topics/ecole/index.html", "authors/zoe-w/index.html"] {
        let page = page(file);
        assert!(page.contains("/dispatches/one/") && page.contains("/dispatches/two/"), "{page}");
    }
    // What is printed stays as it was first written.
    assert!(page("cities/sana/index.html").contains("<h1><bdi>Sa\u{f1}a</bdi></h1>"));
}

#[test]
fn a_link_and_a_picture_find_a_file_that_a_mac_has_named() {
    let files = [
        ("content/caf\u{e9}.md", "---\ntitle: The caf\u{e9}\n---\nText of the page.\n"),
        ("content/dispatches/one/the\u{301}.txt", "Plain text.\n"),
        (
            "content/dispatches/one/index.md",
            "---\ntitle: One\ndate: 2017-06-01\ncity: Mosul\nmedia: [{file: th\u{e9}.txt, alt: A list, credit: The town}]\n---\nSee [the page](../../cafe\u{301}.md) and [the list](th\u{e9}.txt).\n",
        ),
    ];
    let pages = built(&files);
    let page = String::from_utf8(pages["dispatches/one/index.html"].clone()).expect("UTF-8");
    assert!(pages.contains_key("dispatches/one/th\u{e9}.txt"), "{:?}", pages.keys());
    assert!(page.contains("href=\"/caf%C3%A9/\"") && page.contains("th%C3%A9.txt"), "{page}");
}

#[test]
fn parties_and_topics_are_printed_as_they_are_written() {
    let dispatch = (
        "content/dispatches/raid.md",
        "---\ntitle: Raid\ndate: 2017-06-01\ncity: Rivertown\ntopics: [air-strikes, U.S.-led raids]\ncasualties: {killed: 2}\nattribution:\n  - {to: U.S.-led coalition, how: alleged}\n  - {to: al-Nour Brigade, how: claimed}\n  - {to: northern-army, how: denied}\n---\nText.\n",
    );
    let page = text(&[dispatch], "dispatches/raid/index.html");
    in_order(&page, &["U.S.-led coalition", "al-Nour Brigade", ">northern army<"]);
    in_order(&page, &[">air strikes<", ">U.S.-led raids<"]);
}

#[test]
fn a_running_total_has_a_name_and_not_an_id() {
    let toll = (
        "content/dispatches/toll.md",
        "---\ntitle: Ten killed in a week\ndate: 2017-06-08\nkind: toll\nevent: {from: 2017-06-01, to: 2017-06-07}\ncity: Rivertown\nseries: battle-of-the-river-2017\ncasualties: {killed: 10}\n---\nText.\n",
    );
    let page = text(&[toll], "dispatches/toll/index.html");
    in_order(&page, &["Running total", "<bdi>Battle of the River 2017</bdi>"]);
    let named = (
        "site.toml",
        "title = \"The Record\"\nbase_url = \"https://record.example/\"\n[series]\nbattle-of-the-river-2017 = \"The battle for the river\"\n",
    );
    let page = text(&[named, toll], "dispatches/toll/index.html");
    in_order(&page, &["Running total", "<bdi>The battle for the river</bdi>"]);
}
