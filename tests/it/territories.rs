//! Countries and regions: their pages, tolls, feeds and data, and what is known of a region or a country only.
//! The rules by which incidents belong to them are tested by `reckoning/territories`.

use std::fs;
use std::path::Path;

use crate::support::{dateline, in_order, said, save, text_of};

const SITE: &str = "title = \"The Record\"\nbase_url = \"https://record.example/\"\n";

const FILES: [(&str, &str); 9] = [
    ("cities/rivertown", "name: Rivertown\nregion: Lakeland"),
    ("cities/hilltown", "name: Hilltown\nregion: Upper Lakeland"),
    ("cities/porttown", "name: Porttown\ncountry: LB"),
    ("regions/lakeland", "name: Lakeland\ncountry: LB"),
    ("regions/upper-lakeland", "name: Upper Lakeland\nwithin: Lakeland"),
    (
        "dispatches/market",
        "title: Market shelled\ndate: 2026-03-14\ncity: Rivertown\ncasualties: {killed: 10}",
    ),
    (
        "dispatches/mill",
        "title: Mill burned\ndate: 2026-03-16\ncity: Hilltown\ncasualties: {killed: 4}",
    ),
    (
        "dispatches/shore",
        "title: Shelling on the shore\ndate: 2026-03-18\nregion: Lakeland\nlocation: {precision: region}\ncasualties: {killed: 3}",
    ),
    (
        "dispatches/border",
        "title: Clash on the border\ndate: 2026-03-20\ncountry: LB\nlocation: {precision: country}\ncasualties: {killed: 20}",
    ),
];

fn site(settings: &str, more: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    save(&folder.path().join("site.toml"), &format!("{SITE}{settings}"));
    for (name, keys) in FILES.iter().chain(more) {
        let file = folder.path().join(format!("content/{name}.md"));
        save(&file, &format!("---\n{keys}\n---\nText.\n"));
    }
    folder
}

fn build(folder: &Path) {
    let output = dateline(folder, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

/// The output of a build, with a function that reads a file of it. An empty text is a file that is not there.
fn built(
    settings: &str,
    more: &[(&str, &str)],
) -> (tempfile::TempDir, impl Fn(&str) -> String + use<>) {
    let folder = site(settings, more);
    build(folder.path());
    let public = folder.path().join("public");
    (folder, move |path: &str| fs::read_to_string(public.join(path)).unwrap_or_default())
}

#[test]
fn a_region_has_a_page_with_its_toll_its_places_and_what_is_known_of_it_only() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme, &[]);
        let page = read("regions/lakeland/index.html");
        let words = text_of(&page);
        assert!(words.contains("Region, Lebanon"), "{words}");
        assert!(words.contains("17"), "{words}");
        in_order(&page, &["Upper Lakeland", "Rivertown", "Somewhere in", "Shelling on the shore"]);
        for link in [
            "\"/countries/lb/\"",
            "\"/regions/upper-lakeland/\"",
            "\"/cities/rivertown/\"",
            "\"/dispatches/mill/\"",
            "\"/regions/lakeland/toll/\"",
            "\"/regions/lakeland/feed.xml\"",
            "\"/regions/lakeland/incidents.csv\"",
        ] {
            assert!(page.contains(link), "{link} is not in {page}");
        }
        assert!(!page.contains("\"/cities/hilltown/\">"), "Hilltown is listed by Upper Lakeland");
        let beside = "/regions/lakeland/toll/#place";
        assert!(!theme.is_empty() || page.contains(beside), "{page}");
    }
}

#[test]
fn a_country_has_a_page_with_all_that_happened_in_it() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme, &[]);
        let page = read("countries/lb/index.html");
        let words = text_of(&page);
        assert!(words.contains("Lebanon") && words.contains("37"), "{words}");
        in_order(&page, &["\"/regions/lakeland/\"", "Somewhere in", "Clash on the border"]);
        assert!(!words.contains("no exact location"), "{words}");
        // Cities whose region nobody gave are directly in the country; this one has no dispatch, so it has no page.
        assert!(!page.contains("Porttown"), "{page}");
    }
}

#[test]
fn the_page_of_a_city_leads_to_its_region_and_its_country() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme, &[]);
        let page = read("cities/rivertown/index.html");
        in_order(&page, &["\"/regions/lakeland/\"", "\"/countries/lb/\""]);
        let cities = read("cities/index.html");
        in_order(
            &cities,
            &["\"/countries/lb/\"", "\"/regions/lakeland/\"", "\"/regions/upper-lakeland/\""],
        );
    }
}

#[test]
fn a_dispatch_on_a_region_or_a_country_only_leads_to_its_page() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme, &[]);
        let shore = read("dispatches/shore/index.html");
        assert!(shore.contains("\"/regions/lakeland/\""), "{shore}");
        let border = read("dispatches/border/index.html");
        assert!(border.contains("\"/countries/lb/\""), "{border}");
    }
}

#[test]
fn the_file_of_a_region_introduces_its_page_and_can_be_linked() {
    let marsh = "name: Marshland\ncountry: LB\naliases: [/marsh/]\n---\nReeds and [the lake](lakeland.md).\n\n---";
    let story = "title: Boats lost\ndate: 2026-03-23\nregion: Marshland\nlocation: {precision: region}\ncasualties: {killed: 1}\n---\nIn [the marsh](../regions/marshland.md).\n\n---";
    let (_folder, read) = built("", &[("regions/marshland", marsh), ("dispatches/boats", story)]);
    let page = read("regions/marshland/index.html");
    assert!(page.contains("Reeds and <a href=\"/regions/lakeland/\">the lake</a>"), "{page}");
    assert!(
        read("dispatches/boats/index.html")
            .contains("<a href=\"/regions/marshland/\">the marsh</a>")
    );
    assert!(read("marsh/index.html").contains("/regions/marshland/"));
}

#[test]
fn a_second_build_prints_the_new_text_of_a_region() {
    let (folder, read) = built("", &[]);
    assert!(read("regions/lakeland/index.html").contains("<p>Text.</p>"));
    let file = "---\nname: Lakeland\ncountry: LB\n---\nHills and water.\n";
    save(&folder.path().join("content/regions/lakeland.md"), file);
    build(folder.path());
    assert!(read("regions/lakeland/index.html").contains("<p>Hills and water.</p>"));
}

#[test]
fn two_regions_with_one_address_are_reported_at_the_place_that_names_the_second() {
    let more = [
        (
            "dispatches/marsh",
            "title: Marsh\ndate: 2026-03-23\nregion: Al-Marsh\nlocation: {precision: region}\ncasualties: {killed: 1}",
        ),
        (
            "dispatches/reeds",
            "title: Reeds\ndate: 2026-04-23\nregion: Al Marsh\nlocation: {precision: region}\ncasualties: {killed: 2}",
        ),
    ];
    let folder = site("", &more);
    let output = dateline(folder.path(), &["check"]);
    let report = said(&output);
    let expected =
        ["two pages want the address /regions/al-marsh/", "content/dispatches/marsh.md:4:9"];
    in_order(&report, &expected);
    assert!(!report.contains("near-name"), "{report}");
}

#[test]
fn the_toll_of_a_region_is_explained_and_can_be_quoted() {
    let (_folder, read) = built("", &[]);
    let page = text_of(&read("regions/lakeland/toll/index.html"));
    in_order(&page, &["Lakeland", "How this total was counted", "17"]);
    for title in ["Market shelled", "Mill burned", "Shelling on the shore", "Clash on the border"] {
        assert!(page.contains(title), "{page}");
    }
    let quoted = text_of(&read("countries/lb/index.html"));
    assert!(quoted.contains("Lebanon: 37 killed."), "{quoted}");
    assert!(quoted.contains("https://record.example/countries/lb/toll/"), "{quoted}");
}

#[test]
fn a_region_has_a_feed_and_data_and_is_in_the_sitemap() {
    let (_folder, read) = built("", &[]);
    let feed = read("regions/lakeland/feed.xml");
    assert!(feed.contains("Lakeland · The Record"), "{feed}");
    for (title, is_there) in
        [("Mill burned", true), ("Shelling on the shore", true), ("Clash on the border", false)]
    {
        assert_eq!(feed.contains(title), is_there, "{title}: {feed}");
    }
    let incidents = read("regions/lakeland/incidents.csv");
    assert_eq!(incidents.lines().count(), 4, "{incidents}");
    let dispatches = read("countries/lb/dispatches.json");
    assert!(dispatches.contains("\"border\""), "{dispatches}");
    let sitemap = read("sitemap.xml");
    for address in ["regions/lakeland/", "regions/lakeland/toll/", "countries/lb/"] {
        assert!(
            sitemap.contains(&format!("<loc>https://record.example/{address}</loc>")),
            "{address}"
        );
    }
}

#[test]
fn the_tolls_of_regions_and_countries_are_a_table_with_a_schema() {
    let (_folder, read) = built("", &[]);
    let table = read("data/regions.csv");
    assert!(
        table.contains("region,LB,Lakeland,,,,,killed,,counted,17,17,false,false,3,0,1,20,"),
        "{table}"
    );
    assert!(table.contains("region,LB,Upper Lakeland,Lakeland,,,,killed,,counted,4,4,"), "{table}");
    assert!(
        table.contains("country,LB,,,2026-03,2026-03-01,2026-03-31,killed,,counted,37,37,"),
        "{table}"
    );
    assert!(read("data/datapackage.json").contains("\"regions.csv\""));
    // The table of cities and of everywhere stays as it was.
    assert!(!read("data/tolls.csv").contains(",17,17,"));
}

#[test]
fn all_regions_and_all_countries_are_listed_with_their_tolls() {
    let more = [(
        "dispatches/marsh",
        "title: Boats lost\ndate: 2026-03-23\nregion: Ashland\ncountry: SY\nlocation: {precision: region}\ncasualties: {killed: 5}",
    )];
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme, &more);
        let regions = read("regions/index.html");
        in_order(
            &regions,
            &["<h1>Regions</h1>", ">Ashland<", ">Lakeland<", "17", ">Upper Lakeland<", "4"],
        );
        assert!(regions.contains("\"/regions/lakeland/toll/\""), "{regions}");
        let countries = read("countries/index.html");
        in_order(&countries, &["<h1>Countries</h1>", ">Lebanon<", "37", ">Syria<", "5"]);
        // Every page leads to the lists, and those of a region and a country say where they belong.
        assert!(read("index.html").contains("<a href=\"/regions/\">Regions</a>"));
        assert!(read("regions/lakeland/index.html").contains("<a href=\"/regions/\">Region</a>"));
        assert!(read("countries/lb/index.html").contains("<a href=\"/countries/\">Country</a>"));
        let sitemap = read("sitemap.xml");
        for list in ["regions", "countries"] {
            assert!(sitemap.contains(&format!("<loc>https://record.example/{list}/</loc>")));
        }
    }
}

#[test]
fn the_lists_of_countries_and_regions_speak_the_language_of_the_site() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(&format!("language = \"ar\"\n{theme}"), &[]);
        let page = read("countries/index.html");
        in_order(&page, &["<h1>البلدان</h1>", ">لبنان<"]);
        assert!(read("regions/index.html").contains("<h1>المناطق</h1>"));
    }
}

#[test]
fn countries_are_sorted_by_the_names_that_readers_see() {
    let more = [
        (
            "dispatches/lyon",
            "title: Lyon\ndate: 2026-03-21\ncity: Lyon\ncountry: FR\ncasualties: {killed: 1}",
        ),
        (
            "dispatches/irbid",
            "title: Irbid\ndate: 2026-03-22\ncity: Irbid\ncountry: JO\ncasualties: {killed: 2}",
        ),
    ];
    let sorted = [("en", ["France", "Jordan", "Lebanon"]), ("ar", ["الأردن", "فرنسا", "لبنان"])];
    for theme in ["wire", "plain"] {
        for (language, names) in sorted {
            let settings = format!("language = \"{language}\"\ntheme = \"{theme}\"\n");
            let (_folder, read) = built(&settings, &more);
            for page in ["countries", "cities"] {
                let page = read(&format!("{page}/index.html"));
                let links = names.map(|name| format!("/\"><bdi>{name}</bdi></a>"));
                in_order(&page, &links.each_ref().map(String::as_str));
            }
        }
    }
}

#[test]
fn a_long_list_of_regions_is_on_numbered_pages() {
    let names: Vec<String> = (0..150).map(|n| format!("dispatches/report-{n:03}")).collect();
    let keys: Vec<String> = (0..150)
        .map(|n| format!("title: Report {n}\ndate: 2026-03-14\nregion: Land {n:03}\nlocation: {{precision: region}}\ncasualties: {{killed: 1}}\ngrade: weak"))
        .collect();
    let more: Vec<(&str, &str)> =
        names.iter().zip(&keys).map(|(name, keys)| (name.as_str(), keys.as_str())).collect();
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme, &more);
        let (first, second) = (read("regions/index.html"), read("regions/page/2/index.html"));
        in_order(&first, &[">Lakeland<", ">Land 000<"]);
        assert!(first.contains("\"/regions/page/2/\""), "{first}");
        assert!(!first.contains(">Land 149<") && second.contains(">Land 149<"), "{second}");
        assert!(!first.contains("By day"), "{first}");
    }
}

#[test]
fn dispatches_over_time_begin_with_those_on_a_region_and_fit_their_line() {
    let day = |n: usize| format!("dispatches/early-{n}");
    let keys = "title: Early\ndate: 2025-11-03\nregion: Lakeland\nlocation: {precision: region}\ncasualties: {killed: 1}\ngrade: weak";
    let names: Vec<String> = (0..20).map(day).collect();
    let more: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), keys)).collect();
    let (_folder, read) = built("", &more);
    let spark = |path: &str| {
        let page = read(path);
        let of = page.split("<path d=\"").nth(1).expect("a line");
        of.split('"').next().expect("its end").to_owned()
    };
    assert_eq!(spark("regions/index.html"), "M0 8V0h1V8h1V8h1V8h1V6h1V8");
    assert_eq!(spark("countries/lb/index.html"), "M0 8V0h1V8h1V8h1V8h1V6h1V8");
}

#[test]
fn a_site_that_names_no_region_and_no_country_has_nothing_of_these() {
    let folder = tempfile::tempdir().expect("a folder");
    save(&folder.path().join("site.toml"), SITE);
    let dispatch = "---\ntitle: Market shelled\ndate: 2026-03-14\ncity: Rivertown\ncasualties: {killed: 10}\n---\nText.\n";
    save(&folder.path().join("content/dispatches/market.md"), dispatch);
    build(folder.path());
    let public = folder.path().join("public");
    for path in ["regions", "countries", "data/regions.csv"] {
        assert!(!public.join(path).exists(), "{path}");
    }
    let cities = fs::read_to_string(public.join("cities/index.html")).expect("a page");
    assert!(!cities.contains("Countries and regions"), "{cities}");
    assert!(!cities.contains("Regions"), "{cities}");
}

#[test]
fn a_region_that_only_a_draft_names_has_no_page() {
    let draft = "title: Not yet\ndraft: true\ndate: 2026-03-22\nregion: Marshland\nlocation: {precision: region}\ncasualties: {killed: 9}";
    let (_folder, read) = built(
        "",
        &[("dispatches/draft", draft), ("regions/marshland", "name: Marshland\ncountry: SY")],
    );
    assert_eq!(read("regions/marshland/index.html"), "");
    assert_eq!(read("countries/sy/index.html"), "");
    assert!(!read("regions/index.html").contains("Marshland"));
    assert!(!read("countries/index.html").contains("Syria"));
    assert!(!read("cities/index.html").contains("Marshland"));
}

#[test]
fn the_terminal_has_the_toll_of_a_region_and_of_a_country() {
    let folder = site("", &[]);
    let toll =
        |arguments: &[&str]| said(&dateline(folder.path(), &[&["toll"], arguments].concat()));
    let region = toll(&["--region", "lakeland"]);
    in_order(
        &region,
        &[
            "Lakeland, all time",
            "killed",
            "17",
            "3 incidents counted",
            "not added: up to 20 people killed in 1 incident",
        ],
    );
    for country in ["LB", "lb", "Lebanon", "lebanon"] {
        let said = toll(&["--country", country]);
        in_order(&said, &["Lebanon, all time", "killed", "37"]);
    }
    let json = toll(&["--region", "Lakeland", "--format", "json"]);
    in_order(&json, &["\"city\": null", "\"country\": null", "\"region\": \"Lakeland\""]);
    assert!(toll(&["--region", "Lakelnd"]).contains("did you mean `Lakeland`?"));
    assert!(toll(&["--country", "Syria"]).contains("nothing published is in the country `Syria`"));
    assert!(toll(&["--region", "Lakeland", "--city", "Rivertown"]).contains("cannot be used with"));
}

#[test]
fn the_page_of_a_country_is_called_by_its_name_in_the_language_of_the_site() {
    let (_folder, read) = built("language = \"ar\"\n", &[]);
    let page = read("countries/lb/index.html");
    assert!(page.contains("<h1><bdi>لبنان</bdi></h1>"), "{page}");
    assert!(page.contains("dir=\"rtl\""), "{page}");
    let explained = text_of(&read("countries/lb/toll/index.html"));
    assert!(explained.contains("لبنان") && !explained.contains("Lebanon"), "{explained}");
}

#[test]
fn a_long_list_of_places_is_on_pages_of_its_own() {
    let towns: Vec<(String, String)> = (0..150)
        .map(|n| {
            let keys = format!("title: Report {n}\ndate: 2026-03-14\ncity: Town {n:03}\nregion: Lakeland\ncasualties: {{killed: 1}}\ngrade: weak");
            (format!("dispatches/town-{n:03}"), keys)
        })
        .collect();
    let towns: Vec<(&str, &str)> =
        towns.iter().map(|(name, keys)| (name.as_str(), keys.as_str())).collect();
    let (_folder, read) = built("", &towns);
    let page = read("regions/lakeland/index.html");
    assert!(page.contains("\"/regions/lakeland/places/\""), "{page}");
    assert!(!page.contains(">Town 000<"), "{page}");
    let (first, second) = (
        read("regions/lakeland/places/index.html"),
        read("regions/lakeland/places/page/2/index.html"),
    );
    in_order(
        &first,
        &[
            "\"/regions/lakeland/\"",
            "Upper Lakeland",
            ">Town 000<",
            "\"/regions/lakeland/places/page/2/\"",
        ],
    );
    assert!(second.contains(">Town 149<") && !second.contains(">Town 000<"), "{second}");
    // The dispatches are on numbered pages, as those of a city are.
    assert!(read("regions/lakeland/page/1/index.html").contains("Report"));
}
