//! Tests of what stands between two languages: the switch, links that lead to the other, and texts of one on pages of the other.
//! It does not use the code directly; it reads the built pages as text.

use super::{ARABIC, CITY, ORIGINAL, Pages, TRANSLATION, settings, text};
use crate::site::built;
use crate::support::in_order;

/// The foot of every page has links too, which are not what these tests are about.
fn main_of(page: &str) -> &str {
    let (_, main) = page.split_once("<main").expect("a page has a main part");
    main.split_once("</main>").expect("it ends").0
}

fn site() -> Pages {
    built(&[ORIGINAL, TRANSLATION, CITY])
}

#[test]
fn the_switch_calls_each_language_as_it_calls_itself() {
    let names = settings("[languages.ar]\ntitle = \"السجل\"");
    let pages = built(&[("site.toml", &names), ORIGINAL, TRANSLATION, CITY]);
    let arabic = "<a href=\"/ar-iq/dispatches/\" hreflang=\"ar-IQ\"><bdi lang=\"ar-IQ\" dir=\"auto\">العربية</bdi></a>";
    assert!(text(&pages, "index.html").contains(arabic));
    let english = "hreflang=\"en\"><bdi lang=\"en\" dir=\"auto\">English</bdi></a>";
    in_order(&text(&pages, ARABIC), &["<nav", english, "</nav>"]);
    // So does the line below the headline.
    let beside = "hreflang=\"en\"><bdi lang=\"en\" dir=\"auto\">English</bdi></a>";
    assert!(main_of(&text(&pages, ARABIC)).contains(beside));
}

#[test]
fn a_link_that_leads_to_a_page_in_another_language_says_so() {
    let page = text(&site(), ARABIC);
    in_order(
        &page,
        &[
            // The sections that are only there in English stand together.
            "باللغة الإنكليزية: <ul>",
            "<a href=\"/cities/\" hreflang=\"en\">المدن</a>",
            "<a href=\"/timeline/\" hreflang=\"en\">",
            // The name of the city is Arabic; its page is not.
            "<a href=\"/cities/mosul/\" hreflang=\"en\"><bdi>الموصل</bdi></a> <small class=\"leads\">(باللغة الإنكليزية)</small>",
        ],
    );
    let own = (
        "content/dispatches/b.md",
        "---\ntitle: قصف جسر\ndate: 2017-06-02\ncity: Mosul\nlang: ar-IQ\ncasualties: {killed: 2}\n---\nمات اثنان.\n",
    );
    let pages = built(&[ORIGINAL, TRANSLATION, CITY, own]);
    for file in ["index.html", "cities/mosul/index.html", "timeline/2017/06/index.html"] {
        let page = text(&pages, file);
        in_order(main_of(&page), &["hreflang=\"ar-IQ\"", "قصف جسر</a>", "(in Arabic)"]);
    }
    // Between pages of one language nothing is said.
    assert!(!main_of(&text(&pages, "timeline/2017/05/index.html")).contains("(in English)"));
}

#[test]
fn numbers_days_and_grades_of_a_correction_are_told_in_the_language_of_the_page() {
    let original = (
        "content/dispatches/strike.md",
        "---
title: Strike on a market
date: 2017-05-31
event: 2017-05-30
city: Mosul
grade: fair
casualties: {killed: 142}
sources: [{name: An agency}, {name: A hospital}]
corrections:
  - {on: 2017-06-02, kind: corrected, field: casualties.killed, was: more than 120, now: 142, note: Recounted}
  - {on: 2017-06-03, kind: corrected, field: event, was: 2017-05-29, now: 2017-05-30}
  - {on: 2017-06-04, kind: corrected, field: grade, was: weak, now: fair}
---
Many died.
",
    );
    let pages = built(&[original, TRANSLATION, CITY]);
    let page = text(&pages, ARABIC);
    in_order(
        &page,
        &[
            "<del><bdi>ضعيفة",
            "<ins><bdi>مرج",
            "<del><time datetime=\"2017-05-29\"><bdi>٢٩ أيار ٢٠١٧</bdi></time></del>",
            "<del><bdi class=\"n\">أكثر من ١٢٠</bdi></del>",
            "<ins><bdi class=\"n\">١٤٢</bdi></ins>",
            // The reason is in the words of the original, and marked.
            "<bdi lang=\"en\" dir=\"auto\">Recounted</bdi>",
        ],
    );
    assert!(!main_of(&page).contains("more than 120"), "it is told in Arabic");
    let page = text(&pages, "dispatches/strike/index.html");
    in_order(&page, &["weak", "29 May 2017", "more than 120", "142"]);
}

#[test]
fn a_body_in_another_script_than_its_page_runs_in_its_own_direction() {
    let dispatch = |lang: &str, body: &str| {
        let dispatch = format!(
            "---\ntitle: A\ndate: 2017-06-01\ncity: Mosul\n{lang}\ncasualties: {{killed: 2}}\n---\n{body}\n"
        );
        text(&built(&[("content/dispatches/a.md", &dispatch)]), "dispatches/a/index.html")
    };
    let arabic = "قُتل اثنان في السوق، بحسب CNN.";
    assert!(dispatch("", arabic).contains("<div class=\"prose\" dir=\"auto\">"));
    assert!(dispatch("", "Two people died.").contains("<div class=\"prose\">"));
    assert!(dispatch("lang: ar", arabic).contains("<div class=\"prose\">"));
    // The place and the day before the text keep the direction of the page, so they do not decide that of the body.
    assert!(dispatch("", arabic).contains("<p class=\"dateline\" dir=\"ltr\">"));
    let page = ("content/about.md", "---\ntitle: من نحن\n---\nصحيفة.\n");
    let about = text(&built(&[page]), "about/index.html");
    in_order(&about, &["<h1 dir=\"auto\">من نحن</h1>", "<div class=\"prose\" dir=\"auto\">"]);
}

#[test]
fn what_an_incident_has_from_an_arabic_dispatch_is_marked_as_arabic() {
    let dispatch = |slug: &str, date: &str, lines: &str| {
        let text = format!(
            "---\ntitle: Strike {slug}\ndate: {date}\nevent: 2017-06-01\ncity: Mosul\nincident: strike-a\n{lines}\n---\nText of {slug}.\n"
        );
        (format!("content/dispatches/{slug}.md"), text)
    };
    let english = dispatch("one", "2017-06-01", "casualties: {killed: 2}");
    let arabic = dispatch(
        "two",
        "2017-06-02",
        "lang: ar\narea: قرب الجسر\ncasualties: {killed: 3}\nattribution: [{to: northern-army, how: alleged, means: قصف مدفعي}]\npositions: [{party: northern-army, position: denied, note: نفى متحدث}]",
    );
    let files = [english, arabic];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let page = text(&built(&files), "incidents/strike-a/index.html");
    for words in ["قرب الجسر", "قصف مدفعي", "نفى متحدث"] {
        let marked = format!("<bdi lang=\"ar\" dir=\"auto\">{words}</bdi>");
        assert!(page.contains(&marked), "{marked} in {page}");
    }
}

#[test]
fn every_text_that_a_translation_has_from_its_original_is_marked_in_both_themes() {
    let original = "---
title: Strike
date: 2017-05-31
city: Mosul
casualties: {killed: 12}
sources: [{name: A paper, syndicated_from: A wire agency}]
claims: [{id: hospital, by: A hospital, role: medical, killed: 15, counted: false, why: No list was shown}]
attribution: [{to: northern-army, how: alleged, means: air strike}]
positions: [{party: northern-army, position: investigating, promised: A report, note: A second note}]
corrections:
  - {on: 2017-06-02, kind: corrected, field: claims.hospital.killed, was: 14, now: 15, note: Recounted}
  - {on: 2017-06-03, kind: updated, added: [claims.hospital], note: More is known}
---
Many died.
";
    for theme in ["wire", "plain"] {
        let site = settings(&format!("theme = \"{theme}\""));
        let pages =
            built(&[("site.toml", &site), ("content/dispatches/strike.md", original), TRANSLATION]);
        let page = text(&pages, ARABIC);
        let page = main_of(&page);
        let words = [
            "A paper",
            "A wire agency",
            "A hospital",
            "No list was shown",
            "air strike",
            "A report",
            "A second note",
            "Recounted",
            "More is known",
        ];
        for words in words {
            let all = page.matches(words).count();
            let marks =
                ["bdi", "p"].map(|tag| format!("<{tag} lang=\"en\" dir=\"auto\">{words}</{tag}>"));
            let marked: usize = marks.iter().map(|it| page.matches(it.as_str()).count()).sum();
            assert!(all > 0 && marked == all, "{theme}: {words}: {marked} of {all} in {page}");
        }
    }
}

#[test]
fn a_city_in_a_list_is_marked_as_a_name_of_the_language_that_it_has() {
    let dispatch = |slug: &str, lines: &str| {
        let text =
            format!("---\ntitle: قصف {slug}\ndate: 2017-06-01\nlang: ar-IQ\n{lines}---\nText.\n");
        (format!("content/dispatches/{slug}.md"), text)
    };
    let files = [
        dispatch("one", "city: Mosul\ncasualties: {killed: 2}\n"),
        dispatch("two", "city: Tikrit\ncasualties: {killed: 3}\n"),
        dispatch(
            "three",
            "incidents:\n  - {incident: market, city: Mosul, casualties: {killed: 4}}\n  - {incident: bridge, city: Tikrit, casualties: {killed: 5}}\n",
        ),
    ];
    for theme in ["wire", "plain"] {
        let site = settings(&format!("theme = \"{theme}\""));
        let mut all = vec![("site.toml", site.as_str()), CITY];
        all.extend(files.iter().map(|(path, text)| (&**path, &**text)));
        let pages = built(&all);
        for (file, arabic, english) in [
            ("ar-iq/dispatches/index.html", "", " lang=\"en\" dir=\"auto\""),
            ("dispatches/index.html", " lang=\"ar-IQ\" dir=\"auto\"", ""),
        ] {
            let page = text(&pages, file);
            let page = main_of(&page);
            for (name, mark) in [("الموصل", arabic), ("Tikrit", english)] {
                let marked = format!("<bdi{mark}>{name}</bdi>");
                let (all, marked) = (page.matches(name).count(), page.matches(&marked).count());
                assert!(
                    all >= 3 && marked == all,
                    "{theme}: {file}: {name}: {marked} of {all} in {page}"
                );
            }
        }
    }
}

#[test]
fn the_switch_leads_to_the_same_page_in_the_other_language_if_there_is_one() {
    let about = [
        ("content/about.md", "---\ntitle: About\nmenu: 1\n---\nWe record.\n"),
        ("content/ar-iq/about.md", "---\ntitle: من نحن\nlang: ar-IQ\nmenu: 1\n---\nنسجّل.\n"),
        ("content/terms.md", "---\ntitle: Terms\n---\nFree.\n"),
    ];
    for theme in ["wire", "plain"] {
        let theme = settings(&format!("theme = \"{theme}\""));
        let mut files = vec![("site.toml", theme.as_str()), ORIGINAL, TRANSLATION, CITY];
        files.extend(about);
        let pages = built(&files);
        let leads = |file: &str, href: &str, lang: &str| {
            let page = text(&pages, file);
            let (_, nav) = page.split_once("<nav").expect("a navigation");
            let (nav, _) = nav.split_once("</nav>").expect("it ends");
            let link = format!("<a href=\"{href}\" hreflang=\"{lang}\"><bdi lang=");
            assert!(nav.contains(&link), "{file}: {link} in {nav}");
        };
        leads("dispatches/strike/index.html", "/ar-iq/dispatches/strike/", "ar-IQ");
        leads(ARABIC, "/dispatches/strike/", "en");
        leads("about/index.html", "/ar-iq/about/", "ar-IQ");
        leads("ar-iq/about/index.html", "/about/", "en");
        // Pages without a translation lead to the start of the other language.
        leads("terms/index.html", "/ar-iq/dispatches/", "ar-IQ");
        leads("index.html", "/ar-iq/dispatches/", "ar-IQ");
        let alternate =
            "<link rel=\"alternate\" hreflang=\"ar-IQ\" href=\"https://example.org/ar-iq/about/\">";
        assert!(text(&pages, "about/index.html").contains(alternate));
    }
}

#[test]
fn a_link_in_a_text_leads_to_the_translation_and_else_says_in_which_language_its_page_is() {
    let other = (
        "content/dispatches/bridge.md",
        "---\ntitle: Strike on a bridge\ndate: 2017-06-02\ncity: Mosul\ncasualties: {killed: 2}\n---\nTwo, after [the market](strike.md).\n",
    );
    let arabic = (
        "content/dispatches/ar/bridge.md",
        "---\ntitle: قصف جسر\ndate: 2017-06-02\nlang: ar-IQ\ntranslation_of: bridge\n---\nاثنان بعد [السوق](../strike.md) في [الموصل](../../cities/mosul.md \"المدينة\")، و[هنا](/dispatches/strike/)، و[الأصل](../bridge.md)، و[الجزء](../strike.md#sources)، و[الملف](/data/tolls.csv).\n",
    );
    let english = (
        "content/note.md",
        "---\ntitle: Note\n---\nSee [the *market*](dispatches/ar/strike.md) and [the bridge](dispatches/bridge.md).\n",
    );
    let pages = built(&[ORIGINAL, TRANSLATION, CITY, other, arabic, english]);
    let page = text(&pages, "ar-iq/dispatches/bridge/index.html");
    let says = " <small class=\"leads\">(باللغة الإنكليزية)</small>";
    in_order(
        main_of(&page),
        &[
            "<a href=\"/ar-iq/dispatches/strike/\">السوق</a> في",
            &format!(
                "<a href=\"/cities/mosul/\" title=\"المدينة\" hreflang=\"en\">الموصل</a>{says}"
            ),
            "<a href=\"/ar-iq/dispatches/strike/\">هنا</a>،",
            // A translation may send readers to its original, and a place on a page has its name there alone.
            &format!("<a href=\"/dispatches/bridge/\" hreflang=\"en\">الأصل</a>{says}"),
            &format!("<a href=\"/dispatches/strike/#sources\" hreflang=\"en\">الجزء</a>{says}"),
            "<a href=\"/data/tolls.csv\">الملف</a>.",
        ],
    );
    // Whoever links to an Arabic page from an English one, where there is an English one, gets that.
    let note = text(&pages, "note/index.html");
    in_order(
        main_of(&note),
        &[
            "<a href=\"/dispatches/strike/\">the <em>market</em></a>",
            "<a href=\"/dispatches/bridge/\">the bridge</a>",
        ],
    );
    let bridge = text(&pages, "dispatches/bridge/index.html");
    assert!(bridge.contains("<a href=\"/dispatches/strike/\">the market</a>."), "{bridge}");
    let own = (
        "content/dispatches/own.md",
        "---\ntitle: قصف جسر\ndate: 2017-06-02\ncity: Mosul\nlang: ar-IQ\ncasualties: {killed: 2}\n---\nمات اثنان.\n",
    );
    let note = ("content/note.md", "---\ntitle: Note\n---\nSee [this *one*](dispatches/own.md).\n");
    let pages = built(&[own, CITY, note]);
    let marked = "<a href=\"/dispatches/own/\" hreflang=\"ar-IQ\">this <em>one</em></a> <small class=\"leads\">(in Arabic)</small>.";
    assert!(text(&pages, "note/index.html").contains(marked));
}
