//! Tests of the preview during editing: it is fast and correct, and keeps the last good page when something breaks.
//! It does not use the library; it saves files and asks the running preview for pages.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{self, Preview};

/// A site of two cities, without recorded figures.
fn site() -> (TempDir, PathBuf) {
    let (folder, site) = support::new_site();
    fs::remove_file(site.join("figures.lock")).expect("it is here");
    for (slug, city) in [("alpha-1", "Alpha"), ("zeta-1", "Zeta")] {
        save(&site, &format!("content/dispatches/{slug}.md"), &dispatch(slug, city));
    }
    (folder, site)
}

fn dispatch(headline: &str, city: &str) -> String {
    format!(
        "---\ntitle: {headline}\ndate: 2024-02-01\ncity: {city}\ncasualties: {{killed: 3}}\n---\n\nText.\n"
    )
}

fn save(site: &Path, path: &str, text: &str) {
    support::save(&site.join(path), text);
}

/// A template for cities that fails for one of them.
fn failing_on(city: &str) -> String {
    format!(
        "<p>CHANGED {{{{ city.name }}}}{{% if city.name == \"{city}\" %}}{{{{ nothing.of.this }}}}{{% endif %}}"
    )
}

#[test]
fn the_address_stands_before_the_site_is_composed_and_the_first_page_waits_for_it() {
    let (_folder, site) = site();
    let preview = Preview::start(&site);
    // The page is available at once; it is never a page that asks to come back later.
    assert_eq!(preview.get("/cities/zeta/").0, 200);
    preview.wait_to_hear("site ready in ");
    let said = preview.said();
    let line = |words: &str| said.iter().position(|line| line.contains(words));
    assert!(line("Preview of") < line("site ready in"), "{said:?}");
}

#[test]
fn a_site_that_is_broken_from_the_start_shows_its_report_and_then_the_site() {
    let (_folder, site) = site();
    let file = "content/dispatches/alpha-1.md";
    save(&site, file, &dispatch("Alpha", "Alpha").replace("2024-02-01", "2024-02-30"));
    let preview = Preview::start(&site);
    let (status, page) = preview.get("/");
    assert_eq!(status, 500);
    assert!(page.contains("content/dispatches/alpha-1.md:3:"), "{page}");
    save(&site, file, &dispatch("Alpha", "Alpha"));
    preview.wait_until("/", "the site", |status, _| status == 200);
}

#[test]
fn settings_that_are_broken_from_the_start_are_reported_too() {
    let (_folder, site) = site();
    let settings = fs::read_to_string(site.join("site.toml")).expect("it is here");
    save(&site, "site.toml", "title = ");
    let preview = Preview::start(&site);
    let (status, page) = preview.get("/");
    assert_eq!(status, 500);
    assert!(page.contains("site.toml:1:"), "{page}");
    save(&site, "site.toml", &settings);
    preview.wait_until("/", "the site", |status, _| status == 200);
}

#[test]
fn a_template_that_is_broken_leaves_every_page_as_it_was() {
    let (_folder, site) = site();
    let preview = Preview::start(&site);
    assert_eq!(preview.get("/cities/alpha/").0, 200);
    save(&site, "templates/city.html", "<p>{{ nothing.of.this }}");
    preview.wait_to_hear("templates/city.html:1:");
    for page in ["/cities/alpha/", "/cities/zeta/", "/"] {
        let (status, text) = preview.get(page);
        assert_eq!(status, 200, "{page}");
        assert!(text.contains("</html>"), "{page} is not printed by the new template: {text}");
    }
    save(&site, "templates/city.html", "<p>CHANGED {{ city.name }}");
    preview.wait_until("/cities/zeta/", "mended", |_, text| text.contains("CHANGED Zeta"));
}

#[test]
fn a_page_that_nobody_looks_at_and_that_does_not_print_is_reported_all_the_same() {
    let (_folder, site) = site();
    let preview = Preview::start(&site);
    assert_eq!(preview.get("/").0, 200);
    // The first city prints, so only one page is broken, not the template.
    save(&site, "templates/city.html", &failing_on("Zeta"));
    preview.wait_to_hear("/cities/zeta/ cannot be printed");
    assert!(preview.get("/cities/alpha/").1.contains("CHANGED Alpha"), "others are as saved");
    let (status, page) = preview.get("/cities/zeta/");
    assert_eq!(status, 200, "the page stays as it was");
    assert!(!page.contains("CHANGED") && page.contains("Zeta"), "{page}");
    save(&site, "templates/city.html", &failing_on("Nowhere"));
    preview.wait_until("/cities/zeta/", "mended", |_, text| text.contains("CHANGED Zeta"));
}

#[test]
fn a_dispatch_that_goes_takes_its_city_with_it_if_it_was_the_last() {
    let (_folder, site) = site();
    let preview = Preview::start(&site);
    assert_eq!(preview.get("/cities/zeta/").0, 200);
    fs::remove_file(site.join("content/dispatches/zeta-1.md")).expect("it is here");
    preview.wait_until("/dispatches/zeta-1/", "gone", |status, _| status == 404);
    // An edition is replaced as a whole, so no page is newer than another.
    assert_eq!(preview.get("/cities/zeta/").0, 404);
    assert!(!preview.get("/cities/").1.contains("Zeta"));
    assert!(!preview.get("/data/tolls.csv").1.contains("Zeta"));
}

#[test]
fn a_figure_that_is_not_explained_yet_is_shown_and_reported_and_not_built() {
    let (_folder, site) = site();
    let accepted = support::dateline(&site, &["figures", "accept"]);
    assert_eq!(accepted.status.code(), Some(0), "{}", support::said(&accepted));
    let file = "content/dispatches/alpha-1.md";
    let changed = dispatch("Alpha", "Alpha").replace("killed: 3", "killed: 7077");
    save(&site, file, &changed);
    let preview = Preview::start(&site);
    for page in ["/dispatches/alpha-1/", "/cities/alpha/", "/"] {
        let (status, text) = preview.get(page);
        assert_eq!(status, 200, "{page}");
        assert!(text.contains("7,077"), "{page} shows the new figure: {text}");
    }
    preview.hear("/", "\"scope\":\"publication\"");
    preview.hear("/dispatches/alpha-1/", "field: casualties.killed, was: 3, now: 7077");
    preview.wait_to_hear("`dateline build` refuses them");
    let built = support::dateline(&site, &["build"]);
    assert_eq!(built.status.code(), Some(1), "{}", support::said(&built));
    // Beside another error, nothing of the save is shown.
    save(&site, file, &changed.replace("2024-02-01", "2024-02-30").replace("7077", "8088"));
    preview.wait_to_hear("the last version without errors");
    assert!(preview.get("/dispatches/alpha-1/").1.contains("7,077"));
    let entry = "corrections:\n  - {on: 2024-02-02, kind: corrected, field: killed, was: 3, now: 7077, note: A slip}\n";
    save(&site, file, &changed.replace("casualties:", &format!("{entry}casualties:")));
    preview.wait_until("/dispatches/alpha-1/", "explained", |_, text| text.contains("A slip"));
    preview.hear("/", "event: fixed");
}

#[test]
fn a_published_dispatch_that_is_deleted_is_gone_from_the_preview_and_reported_and_stops_a_build() {
    let (_folder, site) = site();
    let accepted = support::dateline(&site, &["figures", "accept"]);
    assert_eq!(accepted.status.code(), Some(0), "{}", support::said(&accepted));
    fs::remove_file(site.join("content/dispatches/zeta-1.md")).expect("it is here");
    let preview = Preview::start(&site);
    assert_eq!(preview.get("/").0, 200);
    assert_eq!(preview.get("/dispatches/zeta-1/").0, 404);
    preview.hear("/", "figures accept --deleted zeta-1");
    let built = support::dateline(&site, &["build"]);
    assert_eq!(built.status.code(), Some(1), "{}", support::said(&built));
}

#[test]
fn a_style_sheet_that_is_emptied_on_purpose_is_shown_empty() {
    let (_folder, site) = site();
    save(&site, "static/extra.css", "p { color: red }");
    let preview = Preview::start(&site);
    assert!(preview.get("/extra.css").1.ends_with("p { color: red }"));
    save(&site, "static/extra.css", "");
    preview.wait_until("/extra.css", "empty", |_, text| text.ends_with("\r\n\r\n"));
}

#[test]
fn a_dispatch_that_is_emptied_is_reported_and_holds_nothing_else_back() {
    let (_folder, site) = site();
    let preview = Preview::start(&site);
    assert_eq!(preview.get("/dispatches/zeta-1/").0, 200);
    save(&site, "content/dispatches/alpha-1.md", "");
    save(&site, "content/dispatches/zeta-1.md", &dispatch("Saved meanwhile", "Zeta"));
    preview.wait_until("/dispatches/zeta-1/", "shown", |_, text| text.contains("Saved meanwhile"));
    preview.wait_to_hear("content/dispatches/alpha-1.md");
    preview.wait_to_hear("the last version without errors");
    save(&site, "content/dispatches/alpha-1.md", &dispatch("Mended", "Alpha"));
    preview.wait_until("/dispatches/alpha-1/", "mended", |_, text| text.contains("Mended"));
}

#[test]
fn what_is_wrong_with_a_save_stays_on_show_whoever_looks_at_a_page_that_does_not_print() {
    let (_folder, site) = site();
    let preview = Preview::start(&site);
    assert_eq!(preview.get("/").0, 200);
    save(&site, "templates/city.html", &failing_on("Zeta"));
    preview.wait_to_hear("/cities/zeta/ cannot be printed");
    save(&site, "content/dispatches/alpha-1.md", "---\ntitle: [half");
    preview.wait_to_hear("the last version without errors");
    preview.get("/cities/zeta/");
    preview.hear("/", "content/dispatches/alpha-1.md");
}

#[test]
fn a_page_that_does_not_print_is_found_although_a_save_was_taken_back_meanwhile() {
    let (_folder, site) = site();
    for number in 0..60 {
        let name = format!("content/dispatches/more-{number}.md");
        save(&site, &name, &dispatch("More", &format!("City {number}")));
    }
    let preview = Preview::start(&site);
    assert_eq!(preview.get("/").0, 200);
    save(&site, "templates/city.html", &failing_on("Zeta"));
    preview.wait_until("/cities/alpha/", "the new template", |_, text| text.contains("CHANGED"));
    // An error is made and undone before the preview has reported it.
    let file = "content/dispatches/alpha-1.md";
    let whole = fs::read_to_string(site.join(file)).expect("it is here");
    save(&site, file, "---\ntitle: [half");
    save(&site, file, &whole);
    preview.wait_to_hear("/cities/zeta/ cannot be printed");
}
