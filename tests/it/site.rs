//! Tests of whole sites: what an edition contains, what it never contains, and that only the sources decide its bytes.
//! It does not check totals; `reckoning` does.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeCache, ComposeOptions, Composition, compose};
use dateline::edge::disk;
use dateline::plan::edition::Page;
use dateline::press::{self, Printed};
use dateline::text::report::{self, ReportStyle};
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Source, SourcePath};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;

use crate::support;

const SETTINGS: (&str, &str) =
    ("site.toml", "title = \"The Record\"\nbase_url = \"https://example.org/\"\n");

/// The current time in these sites.
pub(crate) const NOW: &str = "2017-06-10T12:00:00Z";

/// The time by the clock, which is later.
const CLOCK: &str = "2026-01-01T00:00:00Z";

pub(crate) fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let source = |(path, text): &(&str, &str)| {
        let path = SourcePath::new(path);
        let source = Source::text(&path, text);
        (path, source)
    };
    let now: Timestamp = NOW.parse().expect("a moment");
    let sources = [SETTINGS].iter().chain(files).map(source).collect();
    // A site as it was: dispatches that were published after `NOW` are no mistakes.
    let clock = CLOCK.parse().expect("a moment");
    Snapshot { sources, unreadable: Vec::new(), ignored: Vec::new(), now, clock }
}

pub(crate) fn composed(
    snapshot: &Snapshot,
    drafts: Drafts,
    cache: &mut ComposeCache,
) -> Composition {
    let composition =
        compose(&snapshot.clone().into(), &ComposeOptions { drafts, base_url: None }, cache);
    let text_of = |path: &SourcePath| snapshot.text(path).map(|text| text.to_string());
    let errors: Vec<_> = composition.faults.iter().filter(|it| it.is_error()).cloned().collect();
    assert!(errors.is_empty(), "{}", report::human(&errors, &text_of, ReportStyle::Plain));
    composition
}

/// Every file of the site with its bytes. For a copied file, the name of its source.
pub(crate) fn printed(composition: &Composition) -> BTreeMap<String, Vec<u8>> {
    let site = composition.site.as_ref().expect("a site");
    let print = |page| match press::print(&site.theme, page) {
        Ok(Printed::Bytes(bytes)) => bytes,
        Ok(Printed::Picture(picture)) => format!("{:?}", Page::Picture(picture)).into_bytes(),
        Ok(Printed::Copy(source)) => format!("copy of {source}").into_bytes(),
        Err(fault) => panic!("{}", fault.message),
    };
    let pages = site.edition.pages.iter();
    pages.map(|(route, page)| (route.as_file().to_owned(), print(page))).collect()
}

pub(crate) fn built(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    printed(&composed(&snapshot(files), Drafts::Hidden, &mut support::cache()))
}

pub(crate) fn anywhere(pages: &BTreeMap<String, Vec<u8>>, words: &str) -> Vec<String> {
    let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(words);
    pages.iter().filter(|(_, bytes)| holds(bytes)).map(|(file, _)| file.clone()).collect()
}

/// The size in bytes of a text as readers download it.
pub(crate) fn compressed(text: &str) -> usize {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(text.as_bytes()).expect("a vector takes every write");
    gzip.finish().expect("a vector takes every write").len()
}

pub(crate) const OPEN: (&str, &str) = (
    "content/dispatches/open.md",
    "---\ntitle: Strike on a market\ndate: 2017-06-01\ncity: Mosul\ncasualties: {killed: 12}\n---\nTwelve died.\n",
);

#[test]
fn the_sample_site_has_every_page_it_should_and_no_fault() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = NOW.parse().expect("a moment");
    let snapshot = disk::read(root, now).expect("the project can be read");
    let composition = composed(&snapshot, Drafts::Hidden, &mut support::cache());
    assert_eq!(composition.faults, [], "not even a warning");
    let pages = printed(&composition);
    let translations = snapshot.below("content/dispatches/ar").count();
    assert!(translations >= 5, "{translations} translations");
    let dispatches = snapshot.below("content/dispatches").count() - translations;
    assert!(dispatches >= 40, "{dispatches} dispatches");
    for file in [
        "index.html",
        "404.html",
        "_headers",
        "feed.json",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "assets/wire.css",
        "about/index.html",
        "method/index.html",
        "cities/index.html",
        "cities/mosul/index.html",
        "cities/mosul/dispatches.json",
        "cities/mosul/feed.xml",
        "cities/mosul/incidents.csv",
        "cities/baghdad/index.html",
        "topics/index.html",
        "topics/journalists/index.html",
        "corrections/index.html",
        "timeline/index.html",
        "timeline/2017/index.html",
        "timeline/2017/05/index.html",
        "incidents/baghdad-karrada-2016-07-03/index.html",
        "dispatches/2017-05-31-coalition-looks-into-west-mosul-claims/index.html",
    ] {
        assert!(pages.contains_key(file), "{file} is missing");
    }
    let told = pages
        .keys()
        .filter(|file| file.starts_with("dispatches/") && file.ends_with("/index.html"))
        .filter(|file| file.matches('/').count() == 2);
    assert_eq!(told.count(), dispatches, "a page for every dispatch");
}

#[test]
fn what_is_hidden_leaves_no_trace() {
    let hidden = [
        (
            "content/dispatches/draft.md",
            "---\ntitle: Draft headline\ndate: 2017-06-02\ncity: Tikrit\ndraft: true\nincident: open\ncasualties: {killed: 99}\nmedia: [{file: draft.jpg, alt: A street, credit: Us}]\naliases: [/hidden/]\ncorrections: [{on: 2017-06-03, kind: corrected, note: Secret note}]\n---\nSecret.\n",
        ),
        ("content/dispatches/draft.jpg", "not really a picture"),
        (
            "content/dispatches/later/index.md",
            "---\ntitle: Embargoed headline\ndate: 2017-06-03\ncity: Mosul\nembargo: 2017-07-01T06:00:00Z\nsupersedes: open\ncasualties: {killed: 50}\n---\nSecret too.\n",
        ),
        ("content/dispatches/later/photo.jpg", "not really a picture either"),
        ("content/secret.md", "---\ntitle: A plan\ndraft: true\nmenu: 1\n---\nNothing.\n"),
    ];
    let mut with_hidden = vec![OPEN];
    with_hidden.extend(hidden);
    assert_eq!(built(&with_hidden), built(&[OPEN]));
}

#[test]
fn an_embargo_that_has_ended_is_over() {
    let over = (
        "content/dispatches/over.md",
        "---\ntitle: Now to be told\ndate: 2017-06-03\ncity: Mosul\nembargo: 2017-06-10T12:00:00Z\n---\nText.\n",
    );
    assert!(built(&[OPEN, over]).contains_key("dispatches/over/index.html"));
}

#[test]
fn a_link_to_a_hidden_dispatch_is_a_link_to_nothing() {
    let draft = (
        "content/dispatches/draft.md",
        "---\ntitle: Draft\ndate: 2017-06-02\ncity: Mosul\ndraft: true\n---\n",
    );
    let linking =
        ("content/about.md", "---\ntitle: About\n---\nSee [this](dispatches/draft.md).\n");
    let options = |drafts| ComposeOptions { drafts, base_url: None };
    let files = snapshot(&[OPEN, draft, linking]);
    let hidden = compose(&files.clone().into(), &options(Drafts::Hidden), &mut support::cache());
    let errors = |composition: &Composition| -> Vec<&str> {
        let errors = composition.faults.iter().filter(|fault| fault.is_error());
        errors.map(|fault| fault.rule.code).collect()
    };
    assert_eq!(errors(&hidden), ["dead-link"]);
    let shown = compose(&files.clone().into(), &options(Drafts::Shown), &mut support::cache());
    assert_eq!(errors(&shown), [""; 0]);
}

#[test]
fn a_withdrawn_dispatch_leaves_its_notice_and_nothing_of_itself() {
    let withdrawn = (
        "content/dispatches/wrong.md",
        "---\ntitle: Headline taken back\ndate: 2017-06-02\ncity: Mosul\nincident: open\nsummary: Standfirst taken back\ncasualties: {killed: 777}\nclaims: [{by: A voice taken back, killed: 778}]\nsources: [{name: Source taken back}]\nmedia: [{file: wrong.jpg, alt: A picture taken back, credit: Us}]\nwithdrawn: {on: 2017-06-05, why: The place was wrong}\n---\nText taken back.\n",
    );
    let photo = ("content/dispatches/wrong.jpg", "a picture");
    let pages = built(&[OPEN, withdrawn, photo]);
    assert_eq!(anywhere(&pages, "taken back"), Vec::<String>::new());
    assert_eq!(anywhere(&pages, "777"), Vec::<String>::new());
    assert_eq!(anywhere(&pages, "778"), Vec::<String>::new());
    assert!(pages.keys().all(|file| !file.ends_with(".jpg")), "no photo is left");
    let said = anywhere(&pages, "The place was wrong");
    let told = [
        "cities/mosul/feed.json",
        "cities/mosul/feed.xml",
        "corrections/index.html",
        "data/dispatches.json",
        "dispatches/wrong/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
    ];
    assert_eq!(said, told);
}

#[test]
fn a_file_is_copied_when_something_published_refers_to_it_and_is_named_when_nothing_does() {
    let trip = (
        "content/dispatches/trip/index.md",
        "---\ntitle: A trip\ndate: 2017-06-01\ncity: Mosul\n---\nSee the [map](maps/map.csv).\n",
    );
    let files = [
        OPEN,
        ("content/dispatches/stray.jpg", "nobody's"),
        trip,
        ("content/dispatches/trip/maps/map.csv", "<svg/>"),
    ];
    let composition = composed(&snapshot(&files), Drafts::Hidden, &mut support::cache());
    let pages = printed(&composition);
    assert!(pages.contains_key("dispatches/trip/map.csv"));
    assert!(
        String::from_utf8_lossy(&pages["dispatches/trip/index.html"])
            .contains("/dispatches/trip/map.csv")
    );
    assert!(!pages.keys().any(|file| file.ends_with(".jpg")));
    let left: Vec<&str> = composition.left_out.iter().map(|left| left.path.as_str()).collect();
    assert_eq!(left, ["content/dispatches/stray.jpg"]);
}

#[test]
fn a_translation_of_a_withdrawn_dispatch_is_withdrawn_with_it() {
    let gone = (
        "content/dispatches/gone.md",
        "---\ntitle: Wrong\ndate: 2017-06-02\ncity: Tikrit\nwithdrawn: {on: 2017-06-05, why: It was another place}\n---\nWrong.\n",
    );
    let translated = (
        "content/dispatches/gone-ar.md",
        "---\ntitle: Translated headline\ndate: 2017-06-02\nlang: ar\ntranslation_of: gone\n---\nTranslated text.\n",
    );
    let pages = built(&[OPEN, gone, translated]);
    assert_eq!(anywhere(&pages, "Translated"), Vec::<String>::new());
    assert!(!pages.contains_key("cities/tikrit/index.html"), "nothing stands that happened there");
}

#[test]
fn a_protected_source_is_named_nowhere_not_even_by_its_id() {
    let dispatch = (
        "content/dispatches/told.md",
        "---\ntitle: Told\ndate: 2017-06-02\ncity: Mosul\nsources: [{id: doctor-ahmed, name: Doctor Ahmed, protect: true, url: \"https://example.com/ahmed\"}, {name: A paper, syndicated_from: doctor-ahmed}]\nclaims: [{by: A doctor, killed: 3, source: doctor-ahmed}]\n---\nText.\n",
    );
    let pages = built(&[dispatch]);
    for words in ["Ahmed", "ahmed"] {
        assert_eq!(anywhere(&pages, words), Vec::<String>::new());
    }
}

#[test]
fn a_file_where_pages_need_a_folder_is_a_fault_of_both() {
    let files = snapshot(&[OPEN, ("static/cities", "a file")]);
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    let composition = compose(&files.clone().into(), &options, &mut support::cache());
    assert!(composition.faults.iter().any(|fault| fault.rule.code == "same-address"));
}

#[test]
fn links_between_sources_become_addresses() {
    let linking = (
        "content/about/index.md",
        "---\ntitle: About\n---\n[One](../dispatches/open.md#facts), [city](/cities/mosul/), [web](https://example.com/a).\n",
    );
    let pages = built(&[OPEN, linking]);
    let about = String::from_utf8_lossy(&pages["about/index.html"]).into_owned();
    for link in ["/dispatches/open/#facts", "/cities/mosul/", "https://example.com/a"] {
        assert!(about.contains(&format!("href=\"{link}\"")), "{link} in {about}");
    }
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let moved = (
        "content/dispatches/new.md",
        "---\ntitle: Moved\ndate: 2017-06-01\ncity: Mosul\naliases: [/old/page/]\n---\n",
    );
    let pages = built(&[moved]);
    assert_eq!(pages["_redirects"], b"/old/page/ /dispatches/new/ 301\n");
    assert!(anywhere(&pages, "url=/dispatches/new/").contains(&"old/page/index.html".to_owned()));
}

#[test]
fn an_old_address_may_be_percent_encoded_as_a_browser_copies_it() {
    let moved = (
        "content/dispatches/new.md",
        "---\ntitle: Moved\ndate: 2017-06-01\ncity: Mosul\naliases: [\"/caf%C3%A9/\", \"/%d8%ba%d8%a7%d8%b1%d8%a9/\", \"/old%20page.html\"]\n---\n",
    );
    let pages = built(&[moved]);
    for file in ["café/index.html", "غارة/index.html", "old page.html"] {
        assert!(pages.contains_key(file), "{file} is not among {:?}", pages.keys());
    }
    let redirects = String::from_utf8_lossy(&pages["_redirects"]).into_owned();
    assert!(redirects.contains("/caf%C3%A9/ /dispatches/new/ 301\n"), "{redirects}");
    assert!(redirects.contains("/old%20page.html /dispatches/new/ 301\n"), "{redirects}");
}

#[test]
fn each_figure_of_a_round_up_says_its_city() {
    let round_up = (
        "content/dispatches/night.md",
        "---\ntitle: Two attacks\ndate: 2017-06-01\ncity: Rivertown\nincidents:\n\
         \x20 - {incident: market, area: Old Market, casualties: {killed: 2}}\n\
         \x20 - {incident: school, city: Hilltown, casualties: {killed: 5}}\n---\nText.\n",
    );
    let pages = built(&[round_up]);
    let list = String::from_utf8_lossy(&pages["dispatches/index.html"]).into_owned();
    let words: Vec<&str> =
        list.split(['<', '>']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let at =
        |word: &str| words.iter().rposition(|it| *it == word).unwrap_or_else(|| panic!("{word}"));
    assert!(
        at("Rivertown") < at("2") && at("2") < at("Hilltown") && at("Hilltown") < at("5"),
        "{list}"
    );
    let page = String::from_utf8_lossy(&pages["dispatches/night/index.html"]).into_owned();
    let after_area = page.split("Old Market").next().expect("a page");
    assert!(after_area.rfind("Rivertown").is_some(), "an area is in the city of the top: {page}");
    assert!(pages.contains_key("cities/rivertown/index.html"));
}

#[test]
fn a_full_page_of_a_city_keeps_its_dispatches() {
    let texts: Vec<(String, String)> = (1..=120)
        .map(|n| {
            let (month, day) = (1 + (n - 1) / 28, 1 + (n - 1) % 28);
            let text = format!(
                "---\ntitle: Number {n:03}\ndate: 2016-{month:02}-{day:02}\ncity: Mosul\n---\n"
            );
            (format!("content/dispatches/n{n:03}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let on = |files: &[(&str, &str)], page: &str| {
        let pages = built(files);
        let text = String::from_utf8_lossy(&pages[page]).into_owned();
        let heads = text.matches("class=\"head\"").count();
        (heads, text)
    };
    let (own, text) = on(&files, "cities/mosul/index.html");
    assert_eq!(own, 50);
    assert!(
        text.contains("Number 120") && text.contains("Number 071") && !text.contains("Number 070")
    );
    let (first, before) = on(&files[..110], "cities/mosul/page/1/index.html");
    assert_eq!(first, 50);
    let (_, after) = on(&files, "cities/mosul/page/1/index.html");
    let rows = |text: &str| -> Vec<String> {
        text.match_indices("Number ").map(|(at, _)| text[at..at + 10].to_owned()).collect()
    };
    assert_eq!(rows(&before), rows(&after), "ten dispatches later the first page lists the same");
    assert_eq!(on(&files, "cities/mosul/page/3/index.html").0, 20);
}

#[test]
fn remembering_changes_nothing() {
    // After each random edit, composing with the cache gives the same bytes as composing without it.
    let more = (
        "content/dispatches/more.md",
        "---\ntitle: More\ndate: 2017-06-02\ncity: Mosul\nincident: open\nsupersedes: open\ncasualties: {killed: 15}\n---\nSee [the first](open.md).\n",
    );
    let city =
        ("content/cities/mosul.md", "---\nname: Mosul\nlat: 36.34\nlon: 43.12\n---\nA city.\n");
    let open_edited = (
        OPEN.0,
        "---\ntitle: Strike on the market\ndate: 2017-06-01\ncity: Mosul\ncasualties: {killed: 13}\n---\nThirteen died.\n",
    );
    let template = ("templates/404.html", "gone from {{ site.title }}");
    let style = ("assets/wire.css", "body { color: #111 }");
    let states: [&[(&str, &str)]; 7] = [
        &[OPEN],
        &[OPEN, more],
        &[OPEN, more, city],
        &[open_edited, more, city],
        &[open_edited, more, city, template],
        &[open_edited, more, template, style],
        &[OPEN],
    ];
    let mut cache = ComposeCache::default();
    for files in states {
        let warm = printed(&composed(&snapshot(files), Drafts::Hidden, &mut cache));
        let mut nothing = ComposeCache::default();
        let cold = printed(&composed(&snapshot(files), Drafts::Hidden, &mut nothing));
        assert_eq!(warm, cold);
    }
}

#[test]
fn equal_keys_are_equal_pages() {
    let before = composed(&snapshot(&[OPEN]), Drafts::Hidden, &mut support::cache());
    let more = (
        "content/dispatches/more.md",
        "---\ntitle: More\ndate: 2016-06-02\ncity: Tikrit\n---\nText.\n",
    );
    let after = composed(&snapshot(&[OPEN, more]), Drafts::Hidden, &mut support::cache());
    let (old, new) = (printed(&before), printed(&after));
    let keys = |it: &Composition| -> BTreeMap<String, _> {
        let pages = &it.site.as_ref().expect("a site").edition.pages;
        pages.iter().map(|(route, page)| (route.as_file().to_owned(), page.key())).collect()
    };
    let (old_keys, new_keys) = (keys(&before), keys(&after));
    let same: Vec<&String> =
        old.keys().filter(|file| old_keys.get(*file) == new_keys.get(*file)).collect();
    assert!(same.contains(&&"404.html".to_owned()), "most pages are not concerned");
    for file in same {
        assert_eq!(old[file], new[file], "{file}");
    }
    for (file, bytes) in &old {
        if bytes != &new[file] {
            assert_ne!(old_keys[file], new_keys[file], "{file} changed under the same key");
        }
    }
}
