//! Tests of figures in texts that say what the record counts now. They know only the program and its output.

use std::fs;
use std::path::Path;

use crate::support::{dateline, in_order, said};

/// A site on which 12 to 15 people were killed in Rivertown, 9 of them in March, and 3 in Hilltown.
fn write_site(folder: &Path) {
    let dispatches = [
        (
            "market",
            "date: 2026-03-14\ncity: Rivertown\nincident: 2026-03-14-market\ncasualties: {killed: {total: 9, civilian: 7}, injured: more than 20}",
        ),
        ("bridge", "date: 2026-04-02\ncity: Rivertown\ncasualties: {killed: 3-6}"),
        (
            "mill",
            "date: 2025-12-20\ncity: Hilltown\ncasualties: {killed: 3}\nattribution: [{to: hill-guard, how: claimed, scope: all}]",
        ),
    ];
    write(
        folder,
        "site.toml",
        "title = \"The Record\"\nbase_url = \"https://record.example/\"\n[parties]\nhill-guard = \"Hill Guard\"\n",
    );
    for (name, keys) in dispatches {
        let text = format!("---\ntitle: Report on the {name}\n{keys}\n---\nText.\n");
        write(folder, &format!("content/dispatches/{name}.md"), &text);
    }
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn page(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join("public").join(path).join("index.html")).expect("the page")
}

fn build(folder: &Path) {
    let output = dateline(folder, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn a_figure_in_a_plain_page_says_what_the_record_counts_and_leads_to_how_it_was_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path());
    let text = "---\ntitle: What we know\n---\n\
        So far <toll:all> people were killed, <toll:rivertown> of them in Rivertown: <toll:rivertown/2026-03> in March, \
        <toll:city/rivertown/2026?harm=injured> were injured. In 2025 there were <toll:all/2025>. \
        At the market <toll:incident/2026-03-14-market?group=civilian> civilians, and <toll:incident/2026-03-14-market?harm=injured> injured. \
        The guard says it killed <toll:party/hill-guard/claimed>.\n";
    write(folder.path(), "content/known.md", text);
    build(folder.path());
    let page = page(folder.path(), "known");
    let shown = [
        "So far <a class=\"live\" href=\"/toll/\"><bdi>15–18</bdi></a> people",
        "<a class=\"live\" href=\"/cities/rivertown/toll/\"><bdi>12–15</bdi></a> of them",
        "<a class=\"live\" href=\"/cities/rivertown/toll/#m2026-03\"><bdi>9</bdi></a> in March",
        "<a class=\"live\" href=\"/cities/rivertown/toll/#y2026\"><bdi>at least 20</bdi></a> were injured",
        "<a class=\"live\" href=\"/timeline/2025/toll/\"><bdi>3</bdi></a>. At the market",
        "<bdi>7</bdi></a> civilians, and <a class=\"live\" href=\"/dispatches/market/\"><bdi>more than 20</bdi></a>",
        "killed <a class=\"live\" href=\"/parties/hill-guard/toll/claimed/\"><bdi>3</bdi></a>.",
    ];
    in_order(&page, &shown);
    assert!(!page.contains("toll:"), "{page}");
}

#[test]
fn a_figure_in_the_introduction_of_a_city_changes_with_the_record() {
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path());
    let intro =
        "---\nname: Rivertown\n---\nSince 2026, <toll:rivertown> people were killed here.\n";
    write(folder.path(), "content/cities/rivertown.md", intro);
    build(folder.path());
    assert!(
        page(folder.path(), "cities/rivertown")
            .contains("<bdi>12–15</bdi></a> people were killed here.")
    );

    let later = "---\ntitle: Report on the square\ndate: 2026-05-02\ncity: Rivertown\ncasualties: {killed: 10}\n---\nText.\n";
    write(folder.path(), "content/dispatches/square.md", later);
    build(folder.path());
    assert!(
        page(folder.path(), "cities/rivertown")
            .contains("<bdi>22–25</bdi></a> people were killed here.")
    );
}

#[test]
fn a_figure_is_said_in_the_language_of_its_page() {
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path());
    let text =
        "---\ntitle: ما نعرفه\nlang: ar-IQ\n---\nقُتل <toll:all> وجُرح <toll:all?harm=injured>.\n";
    write(folder.path(), "content/known.md", text);
    build(folder.path());
    let page = page(folder.path(), "known");
    assert!(page.contains("<bdi>١٥\u{200f}–١٨</bdi>"), "{page}");
    assert!(page.contains("<bdi>ما لا يقل عن ٢٠</bdi>"), "{page}");
}

#[test]
fn a_figure_says_that_its_page_is_in_another_language_and_leads_to_one_in_its_own_if_there_is_one()
{
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path());
    let settings = fs::read_to_string(folder.path().join("site.toml")).expect("the settings");
    write(folder.path(), "site.toml", &format!("theme = \"plain\"\n{settings}"));
    let text = "---\ntitle: ما نعرفه\nlang: ar-IQ\n---\nقُتل <toll:all> و<toll:incident/bridge>.\n\n![القتلى](chart:rivertown)\n";
    write(folder.path(), "content/known.md", text);
    let bridge =
        "---\ntitle: الجسر\ndate: 2026-04-02\nlang: ar-IQ\ntranslation_of: bridge\n---\nنص.\n";
    write(folder.path(), "content/dispatches/ar/bridge.md", bridge);
    build(folder.path());
    let page = page(folder.path(), "known");
    let shown = [
        "<a class=\"live\" href=\"/toll/\" hreflang=\"en\" title=\"(باللغة الإنكليزية)\"><bdi>١٥",
        "<a class=\"live\" href=\"/ar-iq/dispatches/bridge/\"><bdi>",
        "<p><a href=\"/cities/rivertown/\" hreflang=\"en\">القتلى</a> <small class=\"leads\">(باللغة الإنكليزية)</small></p>",
    ];
    in_order(&page, &shown);
}

#[test]
fn the_opening_words_of_a_page_are_a_paragraph_without_figures_that_change() {
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path());
    let text = "---\ntitle: What we know\n---\nSo far <toll:all> people were killed.\n\nWe count every report.\n";
    write(folder.path(), "content/known.md", text);
    build(folder.path());
    let page = page(folder.path(), "known");
    assert!(
        page.contains("<meta name=\"description\" content=\"We count every report.\">"),
        "{page}"
    );
}

#[test]
fn a_chart_a_map_and_a_list_of_people_stand_where_a_text_asks_for_them() {
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path());
    let place = "---\nname: Rivertown\ncountry: IQ\nlat: 36\nlon: 43\n---\n";
    write(folder.path(), "content/cities/rivertown.md", place);
    let people = "---\ntitle: The dead of the market\ndate: 2026-03-15\ncity: Rivertown\nincident: 2026-03-14-market\n\
        victims: [{name: Sara Ali, age: 34}]\n---\nText.\n";
    write(folder.path(), "content/dispatches/dead.md", people);
    let text = "---\ntitle: What we know\n---\n\
        ![Killed in Rivertown](chart:rivertown)\n\n![Killed in 2026](chart:all/2026)\n\n![Where Rivertown lies](map:rivertown)\n\n\
        ![All places](map:all)\n\n![Who died at the market](people:2026-03-14-market)\n";
    write(folder.path(), "content/known.md", text);
    build(folder.path());
    let shown = [
        "<figure class=\"embedded\">\n<figure class=\"chart",
        "<title id=\"chart-rivertown\">",
        "href=\"/cities/rivertown/incidents.csv\"",
        "<figcaption>Killed in Rivertown</figcaption>",
        "<title id=\"chart-all-2026\">",
        "<figcaption>Killed in 2026</figcaption>",
        "<figure class=\"locator\">",
        "<figcaption>Where Rivertown lies</figcaption>",
        "<svg class=\"map\"",
        "<figcaption>All places</figcaption>",
        "Sara Ali",
        "<figcaption>Who died at the market</figcaption>",
    ];
    in_order(&page(folder.path(), "known"), &shown);
}

#[test]
fn a_theme_without_charts_has_a_link_in_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path());
    let settings = fs::read_to_string(folder.path().join("site.toml")).expect("the settings");
    write(folder.path(), "site.toml", &format!("theme = \"plain\"\n{settings}"));
    write(
        folder.path(),
        "content/known.md",
        "---\ntitle: What we know\n---\n![Killed in Rivertown](chart:rivertown)\n",
    );
    build(folder.path());
    let page = page(folder.path(), "known");
    assert!(
        page.contains("<p><a href=\"/cities/rivertown/\">Killed in Rivertown</a></p>"),
        "{page}"
    );
}

#[test]
fn a_region_and_a_country_have_figures_charts_and_maps_too() {
    let folder = tempfile::tempdir().expect("a folder");
    write_site(folder.path());
    let place = "---\nname: Rivertown\ncountry: IQ\nregion: Riverland\nlat: 36\nlon: 43\n---\n";
    write(folder.path(), "content/cities/rivertown.md", place);
    let text = "---\ntitle: What we know\n---\n\
        In Riverland <toll:riverland>, in Iraq <toll:country/iq/2026>, in April <toll:region/riverland/2026-04>.\n\n\
        ![Killed in Riverland](chart:riverland)\n\n![Cities of Riverland](map:riverland)\n";
    write(folder.path(), "content/known.md", text);
    build(folder.path());
    let page = page(folder.path(), "known");
    let shown = [
        "In Riverland <a class=\"live\" href=\"/regions/riverland/toll/\"><bdi>12–15</bdi></a>",
        "in Iraq <a class=\"live\" href=\"/countries/iq/toll/#y2026\"><bdi>12–15</bdi></a>",
        "in April <a class=\"live\" href=\"/regions/riverland/toll/#m2026-04\"><bdi>3–6</bdi></a>",
        "<figcaption>Killed in Riverland</figcaption>",
        "<svg class=\"map\"",
        "<figcaption>Cities of Riverland</figcaption>",
    ];
    in_order(&page, &shown);
    assert!(!page.contains("Hilltown"), "{page}");
}
