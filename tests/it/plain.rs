//! Tests of the theme `plain`: every kind of page has the information that readers need, in the site's language and in Arabic.
//! It does not check how the pages look.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use dateline::chronicle::visible::Drafts;
use dateline::compose::ComposeCache;
use dateline::edge::disk;
use dateline::text::source::{Source, SourcePath};

use crate::site::{NOW, built, composed, printed};
use crate::support::{in_order, text_of};

/// The sample site, printed with the theme `plain`.
fn sample() -> &'static BTreeMap<String, Vec<u8>> {
    static SAMPLE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let now = NOW.parse().expect("a moment");
        let mut snapshot = disk::read(root, now).expect("the project can be read");
        let path = SourcePath::new("site.toml");
        let settings = snapshot.text(&path).expect("it has settings").to_string();
        let settings = Source::text(&path, &format!("theme = \"plain\"\n{settings}"));
        snapshot.sources.insert(path, settings);
        let composition = composed(&snapshot, Drafts::Hidden, &mut ComposeCache::default());
        assert_eq!(composition.faults, [], "not even a warning");
        printed(&composition)
    })
}

/// A page of the sample site.
fn page(file: &str) -> String {
    let bytes = sample().get(file).unwrap_or_else(|| panic!("there is no {file}"));
    String::from_utf8_lossy(bytes).into_owned()
}

/// The words of the main part of a page.
fn words(file: &str) -> String {
    text_of(&page(file))
}

#[test]
fn the_sample_site_prints_in_plain_and_every_page_has_one_heading_and_its_landmarks() {
    let pages = sample().keys().filter(|file| file.ends_with(".html"));
    for file in pages {
        let html = page(file);
        assert_eq!(html.matches("<h1").count(), 1, "{file}");
        for part in ["Content-Security-Policy", "<main id=\"text\">", "href=\"#text\"", "</footer>"]
        {
            assert!(html.contains(part), "{file} has no {part}");
        }
    }
}

#[test]
fn a_toll_says_its_range_what_it_counts_and_that_the_truth_is_likely_higher() {
    let city = words("cities/baghdad/index.html");
    in_order(
        &city,
        &[
            "Toll",
            "Killed",
            "558–572",
            "4 incidents counted: ",
            "How this total was counted",
            "likely higher",
        ],
    );
}

#[test]
fn a_claim_says_who_how_many_as_of_when_and_from_which_source() {
    let told = "dispatches/2017-05-31-coalition-looks-into-west-mosul-claims/index.html";
    in_order(
        &words(told),
        &[
            "never added up",
            "Al Jazeera&#39;s sources",
            "Source: Al Jazeera",
            "more than 120",
            "civilians killed, as of 31 May 2017",
        ],
    );
}

#[test]
fn a_correction_says_what_stood_there_what_stands_there_and_why() {
    let corrected = "dispatches/2016-08-01-karrada-three-hundred-twenty-three/index.html";
    let changed =
        ["Corrected 1 August 2016.", "Killed.", "Was: 324", "Now: 323", "fell by one with it"];
    in_order(&words(corrected), &changed);
    in_order(&words("corrections/index.html"), &changed);
    assert!(page(corrected).contains("id=\"correction-2016-08-01-1\""), "feeds lead there");
}

#[test]
fn what_is_superseded_or_a_total_says_so_in_words() {
    in_order(
        &words("dispatches/2016-08-01-karrada-three-hundred-twenty-three/index.html"),
        &["[Replaced]", "Out of date: the toll is now put at 324"],
    );
    in_order(
        &words("dispatches/2017-06-01-mosul-142-in-six-days/index.html"),
        &["[Total for a period]", "It may count the same people"],
    );
}

#[test]
fn an_explained_page_names_what_takes_part_what_is_not_added_and_why() {
    in_order(
        &words("cities/mosul/toll/index.html"),
        &[
            "How this total was counted: Mosul",
            "Incidents and totals",
            "Killings by ISIL in Mosul, 26 May 2017",
            "27 civilians killed",
            "Source: UCDP",
            "Seventy civilians killed in Mosul, 30 May 2017",
            "The high figure is not added: it is part of At least 142 civilians",
        ],
    );
}

#[test]
fn every_kind_of_list_has_what_it_lists() {
    for (file, expected) in [
        ("index.html", vec!["Latest dispatches", "Total in this record", "Cities", "Corrections"]),
        (
            "dispatches/index.html",
            vec!["Dispatches: June 2017", "6 Jun 2017 Mosul", "163 civilians killed"],
        ),
        ("cities/index.html", vec!["Baghdad", "latest 1 Aug 2016", "558–572", "likely higher"]),
        ("map/index.html", vec!["Map", "Baghdad", "558–572"]),
        ("topics/index.html", vec!["Topics", "bombing: "]),
        (
            "topics/bombing/index.html",
            vec!["bombing", "Bombing in Karrada", "Dispatches: August 2016"],
        ),
        ("timeline/index.html", vec!["2016", "January 2016", "no reports", "July 2016", "324"]),
        ("timeline/2016/index.html", vec!["Toll", "By month", "July 2016", "Earlier: 2015"]),
        (
            "timeline/2016/07/index.html",
            vec!["July 2016", "Toll", "3 July 2016", "Grade: confirmed"],
        ),
        (
            "incidents/baghdad-karrada-2016-07-03/index.html",
            vec!["324", "How the number changed", "dozens", "Counted"],
        ),
        (
            "data/index.html",
            vec!["Undercount", "incidents.csv", "never empty", "This does not mean zero"],
        ),
        ("method/index.html", vec!["How we count"]),
        ("404.html", vec!["Page not found", "Front page"]),
    ] {
        in_order(&words(file), &expected);
    }
}

#[test]
fn an_arabic_page_runs_from_the_right_in_arabic_words_dates_and_digits() {
    let told = "ar-iq/dispatches/2017-05-31-coalition-looks-into-west-mosul-claims/index.html";
    let html = page(told);
    assert!(html.contains("<html lang=\"ar-IQ\" dir=\"rtl\">"), "it says so");
    assert!(html.contains(">البرقيات</a>"), "the menu is in Arabic");
    in_order(
        &text_of(&html),
        &[
            "نُشرت في ٣١ أيار ٢٠١٧",
            "أهم الوقائع",
            "أكثر من ١٢٠ قتيلًا من المدنيين",
            "من يقول ماذا",
            "المصادر",
        ],
    );
    assert!(html.contains("<bdi lang=\"en\" dir=\"auto\">Al Jazeera"), "and so do English names");
}

const SETTINGS: (&str, &str) = (
    "site.toml",
    "theme = \"plain\"\ntitle = \"The Record\"\nbase_url = \"https://example.org/\"\n",
);

#[test]
fn what_is_developing_says_that_details_may_change() {
    let developing = (
        "content/dispatches/bridge.md",
        "---\ntitle: Blast on a bridge\ndate: 2017-06-01\ncity: Mosul\nstatus: developing\ncasualties: {killed: unknown}\n---\nNobody knows.\n",
    );
    let pages = built(&[SETTINGS, developing]);
    let of = |file: &str| text_of(&String::from_utf8_lossy(&pages[file]));
    in_order(
        &of("dispatches/bridge/index.html"),
        &["[Developing]", "This story is developing", "killed: unknown"],
    );
    in_order(
        &of("index.html"),
        &["Developing", "Blast on a bridge [Developing]", "killed: unknown"],
    );
}

#[test]
fn a_long_list_leads_on_and_a_long_toll_is_explained_by_its_years() {
    let told = |n: u32| {
        let (year, month, day) = (2014 + n % 3, n % 12 + 1, n % 28 + 1);
        (
            format!("content/dispatches/d-{n}.md"),
            format!(
                "---\ntitle: D\ndate: {year}-{month:02}-{day:02}\ncity: Mosul\ncasualties: {{killed: 1}}\n---\nOne.\n"
            ),
        )
    };
    let told: Vec<(String, String)> = (0..260).map(told).collect();
    let mut files: Vec<(&str, &str)> = told.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    files.push(SETTINGS);
    let pages = built(&files);
    let of = |file: &str| text_of(&String::from_utf8_lossy(&pages[file]));
    in_order(&of("dispatches/index.html"), &["Newest · Older", "numbered from the oldest"]);
    in_order(
        &of("dispatches/page/2/index.html"),
        &["Dispatches, Page 2 of", "Newer · Page 2 of", "· Older"],
    );
    in_order(
        &of("cities/mosul/toll/index.html"),
        &["By period", "Period", "2014", "2015", "2016", "Incidents that span these periods"],
    );
}

#[test]
fn a_withdrawn_dispatch_says_when_and_why_and_nothing_it_had_said() {
    let withdrawn = (
        "content/dispatches/taken-back.md",
        "---\ntitle: Twelve dead on a bridge\ndate: 2017-06-01\ncity: Mosul\ncasualties: {killed: 12}\nwithdrawn: {on: 2017-06-03, why: The film was made elsewhere}\n---\nTwelve died.\n",
    );
    let pages = built(&[SETTINGS, withdrawn]);
    let html = String::from_utf8_lossy(&pages["dispatches/taken-back/index.html"]).into_owned();
    in_order(
        &text_of(&html),
        &[
            "published here on 1 June 2017 was withdrawn on 3 June 2017",
            "Reason: The film was made elsewhere",
        ],
    );
    assert!(!html.contains("Twelve"), "{html}");
}
