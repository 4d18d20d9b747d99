//! Files of cities, regions and incidents are published only with a dispatch that uses them, and what is left out is named.
//! It does not check drafts and embargoes themselves; `site` does.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeOptions, Composition, compose};

use crate::site::{OPEN, anywhere, built, composed, printed, snapshot};
use crate::support::{self, dateline, new_site, said, save};

/// Files of places that only `EMBARGOED` uses: directly, through its incident's file, its city and its region.
const OF_EMBARGOED: [(&str, &str); 5] = [
    (
        "content/incidents/raid.md",
        "---\ntitle: Secret raid\ncity: Hiddenford\naliases: [/secret/]\n---\nSee [the paper](paper.txt).\n",
    ),
    ("content/incidents/paper.txt", "Secret paper.\n"),
    (
        "content/cities/harbourtown.md",
        "---\nname: Harbourtown\nregion: Secret Coast\nlat: 12.5\nlon: 13.5\naliases: [Harborton]\n---\nA secret city.\n",
    ),
    ("content/cities/hiddenford.md", "---\nname: Hiddenford\ncountry: IQ\n---\nA secret ford.\n"),
    ("content/regions/coast.md", "---\nname: Secret Coast\nwithin: Secret Sea\n---\n"),
];

const SEA: (&str, &str) = ("content/regions/sea.md", "---\nname: Secret Sea\ncountry: IQ\n---\n");

const EMBARGOED: (&str, &str) = (
    "content/dispatches/raid.md",
    "---\ntitle: Secret headline\ndate: 2017-06-03\ncity: Harborton\nincident: raid\nembargo: 2017-07-01T06:00:00Z\ncasualties: {killed: 50}\n---\nSecret.\n",
);

fn with<'f>(files: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    [&[OPEN], files].concat()
}

fn composition(files: &[(&str, &str)]) -> Composition {
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    compose(&snapshot(files).into(), &options, &mut support::cache())
}

fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
    let faults = composition(files).faults;
    faults.into_iter().map(|fault| fault.rule.code).filter(|it| *it != "no-figures-lock").collect()
}

/// The files that were left out, each as `sea.md UnusedRegion`.
fn left_out(files: &[(&str, &str)]) -> Vec<String> {
    let left = composition(files).left_out;
    left.iter().map(|it| format!("{} {:?}", it.path.name(), it.reason)).collect()
}

fn dispatch(name: &str, lines: &str) -> (String, String) {
    let text =
        format!("---\ntitle: Title of {name}\ndate: 2017-06-02\n{lines}\n---\nText of {name}.\n");
    (format!("content/dispatches/{name}.md"), text)
}

/// The pages of a site with the file of Harbourtown and with a dispatch `one` of these `lines`.
fn told(lines: &str, more: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let (path, text) = dispatch("one", lines);
    let city =
        ("content/cities/harbourtown.md", "---\nname: Harbourtown\naliases: [Harborton]\n---\n");
    built(&[&[(path.as_str(), text.as_str()), city, OPEN], more].concat())
}

const PAGE: &str = "cities/harbourtown/index.html";

#[test]
fn an_embargoed_dispatch_is_not_published_through_the_files_of_its_places() {
    let prepared = [&OF_EMBARGOED[..], &[SEA]].concat();
    let site = built(&with(&[&prepared[..], &[EMBARGOED]].concat()));
    assert_eq!(site, built(&with(&prepared)), "as if the dispatch was deleted");
    assert_eq!(site, built(&[OPEN]), "and its files too");
    for words in ["ecret", "Harbourtown", "harbourtown", "iddenford"] {
        assert_eq!(anywhere(&site, words), [""; 0], "{words}");
    }
}

#[test]
fn a_draft_is_no_more_published_through_its_files() {
    let draft = EMBARGOED.1.replace("embargo: 2017-07-01T06:00:00Z", "draft: true");
    let site = built(&with(&[&OF_EMBARGOED[..], &[SEA, (EMBARGOED.0, &draft)]].concat()));
    assert_eq!(site, built(&[OPEN]));
}

/// Texts on a topic, an author and a party that only `PACT` names.
const OF_PACT: [(&str, &str); 4] = [
    ("content/topics/secret-war.md", "---\naliases: [/secret/]\n---\nSecret. [A list](list.csv)\n"),
    ("content/topics/list.csv", "Secret.\n"),
    ("content/authors/ana-secret.md", "Secret.\n"),
    ("content/parties/secret-army.md", "Secret.\n"),
];

const PARTIES: (&str, &str) = (
    "site.toml",
    "title = \"The Record\"\nbase_url = \"https://example.org/\"\n[parties]\nsecret-army = \"Secret Army\"\n",
);

const PACT: (&str, &str) = (
    "content/dispatches/pact.md",
    "---\ntitle: Secret pact\ndate: 2017-06-03\ncity: Mosul\ntopics: [secret war]\nauthors: [Ana Secret]\nembargo: 2017-07-01T06:00:00Z\n\
     casualties: {killed: 50}\nattribution: [{to: secret-army, how: alleged, scope: all}]\n---\nSecret.\n",
);

#[test]
fn texts_on_topics_authors_and_parties_wait_for_the_dispatch_that_names_them() {
    let files = with(&[&OF_PACT[..], &[PARTIES, PACT]].concat());
    assert_eq!(built(&files), built(&[OPEN]), "as if there was none of it");
    let mut left = left_out(&files);
    left.retain(|line| !line.contains("Embargoed"));
    let expected = [
        "ana-secret.md UnusedIntroduction(Author)",
        "secret-army.md UnusedIntroduction(Party)",
        "list.csv Unreferenced",
        "secret-war.md UnusedIntroduction(Topic)",
    ];
    assert_eq!(left, expected);
    assert_eq!(codes(&files), [""; 0], "a text that waits is no mistake");

    let published = PACT.1.replace("embargo: 2017-07-01T06:00:00Z\n", "");
    let pages = built(&with(&[&OF_PACT[..], &[PARTIES, (PACT.0, &published)]].concat()));
    let of_pages = ["topics/secret-war/", "authors/ana-secret/", "parties/secret-army/"];
    for page in of_pages {
        let html = String::from_utf8_lossy(&pages[&format!("{page}index.html")]).into_owned();
        assert!(html.contains("<p>Secret."), "{html}");
    }
    assert!(pages.contains_key("topics/secret-war/list.csv"));

    let withdrawn =
        published.replace("---\nSecret", "withdrawn: {on: 2017-06-05, why: A slip.}\n---\nSecret");
    let pages = built(&with(&[&OF_PACT[..], &[PARTIES, (PACT.0, &withdrawn)]].concat()));
    assert!(of_pages.iter().all(|page| !pages.contains_key(&format!("{page}index.html"))));
    assert!(!pages.contains_key("topics/secret-war/list.csv"));
}

#[test]
fn a_link_does_not_publish_the_text_on_a_topic() {
    for link in ["topics/secret-war.md", "/topics/secret-war/"] {
        let text = format!("---\ntitle: About\n---\nSee [the war]({link}).\n");
        let files = [OPEN, OF_PACT[0], OF_PACT[1], ("content/about.md", &text)];
        assert_eq!(codes(&files), ["dead-link"], "{link}");
    }
}

#[test]
fn a_preview_with_drafts_shows_the_places_of_a_draft() {
    let files = with(&[&OF_EMBARGOED[..], &[SEA, EMBARGOED]].concat());
    let shown = composed(&snapshot(&files), Drafts::Shown, &mut support::cache());
    let pages = printed(&shown);
    for page in [PAGE, "cities/hiddenford/index.html", "secret/index.html"] {
        assert!(pages.contains_key(page), "{page}");
    }
    // The record of figures is kept for readers, whatever the preview shows.
    let recorded = shown.figures.expect("figures").to_string();
    assert!(!recorded.contains("raid"), "{recorded}");
}

#[test]
fn each_unused_file_is_named_with_a_reason_and_none_is_called_forgotten() {
    let files = with(&[&OF_EMBARGOED[..], &[SEA, EMBARGOED]].concat());
    let mut expected = [
        "harbourtown.md UnusedCity",
        "hiddenford.md UnusedCity",
        "paper.txt Unreferenced",
        "raid.md UnusedIncident",
        "coast.md UnusedRegion",
        "sea.md UnusedRegion",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut left = left_out(&files);
    left.retain(|line| !line.contains("Embargoed"));
    expected.sort();
    left.sort();
    assert_eq!(left, expected);
    // A file that waits for its dispatch is no mistake.
    assert_eq!(codes(&files), [""; 0]);
}

#[test]
fn a_dispatch_uses_its_city_by_name_and_by_alias() {
    assert!(told("city: Harbourtown", &[]).contains_key(PAGE));
    assert!(told("city: Harborton", &[]).contains_key(PAGE));
    assert!(told("cities: [Mosul, Harborton]", &[]).contains_key(PAGE));
    assert!(!told("city: Mosul", &[]).contains_key(PAGE));
}

#[test]
fn a_dispatch_uses_the_city_in_the_file_of_its_incident() {
    let file = ("content/incidents/raid.md", "---\ncity: Harbourtown\n---\n");
    let lines = "city: Mosul\nincident: raid\ncasualties: {killed: 4}";
    assert!(told(lines, &[file]).contains_key(PAGE));
    // The incident of a dispatch without `incident` is called by its slug.
    let by_slug = ("content/incidents/one.md", "---\ncity: Harbourtown\n---\n");
    assert!(told("city: Mosul\ncasualties: {killed: 4}", &[by_slug]).contains_key(PAGE));
    assert!(!told("city: Mosul", &[file]).contains_key(PAGE), "nobody is on that incident");
}

#[test]
fn a_merged_incident_uses_the_file_that_it_was_merged_into() {
    let merged = ("content/incidents/raid.md", "---\nmerged_into: attack\ncity: Elsewhere\n---\n");
    let target = ("content/incidents/attack.md", "---\ncity: Harbourtown\n---\n");
    let lines = "city: Mosul\nincident: raid\ncasualties: {killed: 4}";
    let pages = told(lines, &[merged, target]);
    assert!(pages.contains_key(PAGE));
    assert_eq!(anywhere(&pages, "Elsewhere"), [""; 0]);
}

#[test]
fn a_toll_may_include_an_incident_by_the_id_that_it_had_before_a_merge() {
    let merged = ("content/incidents/raid.md", "---\nmerged_into: attack\n---\n");
    let attack = dispatch("attack", "city: Mosul\nincident: attack\ncasualties: {killed: 4}");
    let toll = dispatch(
        "toll",
        "city: Mosul\nkind: toll\nevent: {from: 2017-05-20, to: 2017-06-02}\ncasualties: {killed: 16}\nincludes: [raid, open]",
    );
    let files = [OPEN, merged, (&*attack.0, &*attack.1), (&*toll.0, &*toll.1)];
    assert_eq!(codes(&files), [""; 0]);
}

#[test]
fn a_withdrawn_dispatch_uses_nothing() {
    let file = ("content/incidents/raid.md", "---\ntitle: The raid\ncity: Harbourtown\n---\n");
    let lines = "city: Harborton\nincident: raid\ncasualties: {killed: 4}\nwithdrawn: {on: 2017-06-05, why: It was another town.}";
    let pages = told(lines, &[file]);
    assert!(pages.contains_key("dispatches/one/index.html"), "its own notice stays");
    assert!(!pages.contains_key(PAGE));
    assert_eq!(anywhere(&pages, "Harbourtown"), [""; 0]);
}

#[test]
fn the_record_of_a_published_incident_file_outlives_its_withdrawn_dispatch() {
    let file = ("content/incidents/raid.md", "---\ngrade: weak\n---\n");
    let lines = "city: Mosul\nincident: raid\ncasualties: {killed: 4}";
    let live = dispatch("one", lines);
    let lock =
        composition(&[OPEN, file, (&*live.0, &*live.1)]).figures.expect("figures").to_string();
    assert!(lock.contains("incidents/raid  grade  weak"), "{lock}");
    let gone = dispatch("one", &format!("{lines}\nwithdrawn: {{on: 2017-06-05, why: A slip.}}"));
    let withdrawn = [OPEN, file, (&*gone.0, &*gone.1), ("figures.lock", &*lock)];
    assert_eq!(codes(&withdrawn), ["figures-not-recorded"], "the withdrawal");
    let after = composition(&withdrawn).figures.expect("figures").to_string();
    assert!(after.contains("incidents/raid  grade  weak"), "{after}");
    let changed = ("content/incidents/raid.md", "---\ngrade: fair\n---\n");
    let told = codes(&[OPEN, changed, (&*gone.0, &*gone.1), ("figures.lock", &*lock)]);
    assert!(told.contains(&"figure-changed"), "{told:?}");
}

#[test]
fn links_and_menus_do_not_publish_a_city() {
    let city = ("content/cities/harbourtown.md", "---\nname: Harbourtown\n---\n");
    for link in ["cities/harbourtown.md", "/cities/harbourtown/"] {
        let text = format!("---\ntitle: About\n---\nSee [the city]({link}).\n");
        assert_eq!(codes(&[OPEN, city, ("content/about.md", &text)]), ["dead-link"], "{link}");
    }
    let settings = "title = \"x\"\nbase_url = \"https://x.example/\"\nmenu = [{title = \"City\", to = \"/cities/harbourtown/\"}]\n";
    assert_eq!(codes(&[OPEN, city, ("site.toml", settings)]), ["dead-link"]);
}

#[test]
fn naming_another_incident_does_not_publish_its_file() {
    let raid = ("content/incidents/raid.md", "---\ntitle: Secret raid\ncity: Harbourtown\n---\n");
    let open = ("content/incidents/open.md", "---\ndistinct_from: [raid]\n---\n");
    let files = [OPEN, raid, open, EMBARGOED];
    assert_eq!(codes(&files), [""; 0]);
    assert_eq!(anywhere(&built(&files), "Harbourtown"), [""; 0]);
}

#[test]
fn an_incident_that_was_never_published_is_not_called_withdrawn() {
    let toll = dispatch(
        "toll",
        "city: Mosul\nkind: toll\nevent: {from: 2017-05-20, to: 2017-06-02}\ncasualties: {killed: 66}\nincludes: [open, raid]",
    );
    let raid = ("content/incidents/raid.md", "---\ntitle: The raid\n---\n");
    let faults = composition(&[OPEN, raid, EMBARGOED, (&*toll.0, &*toll.1)]).faults;
    assert!(faults.iter().any(|fault| fault.rule.code == "unknown-incident"), "{faults:?}");
    for fault in &faults {
        let label = fault.label.as_deref().unwrap_or_default();
        assert!(!format!("{} {label}", fault.message).contains("withdrawn"), "{fault:?}");
    }
}

#[test]
fn names_of_unused_cities_are_still_compared() {
    // An editor who misspells the only mention of a city hears of it.
    let city = ("content/cities/harbourtown.md", "---\nname: Harbourtown\n---\n");
    let (path, text) = dispatch("one", "city: Harbourtwon");
    assert_eq!(codes(&[city, (&*path, &*text)]), ["near-name"]);
    let again = ("content/cities/port.md", "---\nname: Port\naliases: [Harbourtown]\n---\n");
    assert_eq!(codes(&[OPEN, city, again]), ["same-city"]);
}

#[test]
fn build_and_check_name_what_is_left_out() {
    let (_folder, site) = new_site();
    save(&site.join("content/cities/harbourtown.md"), "---\nname: Harbourtown\n---\n");
    let line = "left out content/cities/harbourtown.md: no published dispatch names this city";
    for command in ["check", "build"] {
        let output = dateline(&site, &[command]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(said(&output).matches(line).count(), 1, "{command}: {}", said(&output));
    }
    assert!(!site.join("public/cities/harbourtown").exists());
}

#[test]
fn a_mistake_in_the_only_dispatch_of_a_city_is_not_reported_again_at_links_to_the_city() {
    let city = ("content/cities/harbourtown.md", "---\nname: Harbourtown\n---\n");
    let about = ("content/about.md", "---\ntitle: About\n---\nSee [it](cities/harbourtown.md).\n");
    let (path, text) = dispatch("one", "city: Harbourtown");
    let broken = text.replace("date: 2017-06-02\n", "");
    assert_eq!(codes(&[OPEN, city, about, (&*path, &*broken)]), ["no-date"]);
    assert_eq!(codes(&[OPEN, city, about, (&*path, &*text)]), [""; 0]);
}

/// Runs `arguments` in a new site with a dispatch dated `date`.
fn dated(date: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let (_folder, site) = new_site();
    let text = format!("---\ntitle: Raid\ndate: {date}\ncity: Rivertown\n---\nA raid.\n");
    save(&site.join(Path::new("content/dispatches/raid.md")), &text);
    let output = dateline(&site, arguments);
    (output.status.code(), said(&output))
}

#[test]
fn a_date_in_the_future_stops_the_build_and_the_report_offers_an_embargo() {
    for command in ["check", "build"] {
        let (code, told) = dated("9042-05-01", &[command]);
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains("`date` is in the future"), "{told}");
        assert!(told.contains("add `embargo: 9042-05-01`"), "{told}");
    }
}

#[test]
fn what_was_published_after_an_earlier_now_is_no_mistake() {
    let now = ["check", "--now", "2016-01-01T00:00:00Z"];
    assert_eq!(dated("2017-05-01", &now).0, Some(0));
    let (code, told) = dated("9042-05-01", &now);
    assert_eq!(code, Some(1), "after the clock too: {told}");
}

#[test]
fn a_later_now_decides_what_is_in_the_future() {
    let now = |time| ["check", "--now", time];
    assert_eq!(dated("9042-05-01", &now("9042-04-30T00:00:00Z")).0, Some(0), "tomorrow");
    assert_eq!(dated("9042-05-01", &now("9042-04-29T23:59:59Z")).0, Some(1), "the day after");
}

#[test]
fn a_misplaced_dispatch_is_named_only_once() {
    let (_folder, site) = new_site();
    let text = "---\ntitle: Raid\ndate: 2017-05-01\ncity: Rivertown\ncasualties: 4\n---\nA raid.\n";
    save(&site.join("content/dispatches/raid.txt"), text);
    save(&site.join("content/bridge.md"), text);
    for command in ["check", "build"] {
        let told = said(&dateline(&site, &[command]));
        assert_eq!(told.matches("content/dispatches/raid.txt").count(), 1, "{told}");
        assert_eq!(told.matches("error[").count(), 2, "{told}");
        assert!(told.contains("rename it to content/dispatches/raid.md"), "{told}");
        assert!(told.contains("move the file to content/dispatches/bridge.md"), "{told}");
    }
}
