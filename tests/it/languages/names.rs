//! Tests of names that only dispatches give, and of other short texts of theirs, on pages in another language.
//! It does not use the code directly; it reads the built pages as text.

use super::{Pages, settings, text};
use crate::site::built;
use crate::support::in_order;

/// A dispatch of this day of June 2017 on something that happened on the first.
fn dispatch(day: usize, lines: &str) -> (String, String) {
    let text =
        format!("---\ndate: 2017-06-0{day}\nevent: 2017-06-01\ncity: Mosul\n{lines}\n---\nText.\n");
    (format!("content/dispatches/day-{day}.md"), text)
}

/// The pages of the dispatches in each theme, with the name of the theme.
fn in_both_themes(dispatches: &[(String, String)]) -> Vec<(&'static str, Pages)> {
    let of = |theme: &'static str| {
        let site = settings(&format!("theme = \"{theme}\""));
        let mut files = vec![("site.toml", site.as_str())];
        files.extend(dispatches.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        (theme, built(&files))
    };
    ["wire", "plain"].map(of).into()
}

/// The foot of every page has names too, which are not what these tests are about.
fn main_of(pages: &Pages, file: &str) -> String {
    let page = text(pages, file);
    let (_, main) = page.split_once("<main").expect("a page has a main part");
    main.split_once("</main>").expect("it ends").0.to_owned()
}

/// Checks that the main part of a page has `words`, and has them nowhere but as the whole text of an element with `mark`.
fn is_marked(theme: &str, pages: &Pages, file: &str, words: &str, mark: &str) {
    let main = main_of(pages, file);
    let all = main.matches(words).count();
    let marked = main.matches(&format!("{mark}>{words}<")).count();
    assert!(all > 0 && all == marked, "{theme}: {file}: {words}: {marked} of {all} in {main}");
}

const ARABIC: &str = " lang=\"ar\" dir=\"auto\"";
const ENGLISH: &str = " lang=\"en\" dir=\"auto\"";

#[test]
fn a_source_of_a_total_is_marked_with_the_language_of_the_dispatch_that_names_it() {
    let files = [
        dispatch(
            1,
            "title: قصف\nlang: ar\ncasualties: {killed: 2}\nsources: [{name: وكالة الأنباء}, {name: Airwars}]",
        ),
        dispatch(2, "title: Strike\ncasualties: {killed: 3}\nsources: [{name: An agency}]"),
    ];
    for (theme, pages) in in_both_themes(&files) {
        let marked = |words: &str, mark: &str| {
            is_marked(theme, &pages, "timeline/2017/06/toll/index.html", words, mark);
        };
        marked("وكالة الأنباء", &format!("<bdi{ARABIC}"));
        // An Arabic text may name somebody in Latin letters; that name is no Arabic.
        marked("Airwars", "<bdi");
        marked("An agency", "<bdi");
    }
}

#[test]
fn a_party_that_only_an_arabic_dispatch_names_has_an_arabic_name_on_every_page() {
    let held = "attribution: [{to: فصيل مسلح, how: alleged}]\npositions: [{party: الفصيل الآخر, position: denied}]";
    let files = [
        dispatch(
            1,
            &format!("title: قصف\nlang: ar\nincident: market\ncasualties: {{killed: 2}}\n{held}"),
        ),
        dispatch(2, "title: Strike\nincident: market\ncasualties: {killed: 3}"),
    ];
    for (theme, pages) in in_both_themes(&files) {
        for words in ["فصيل مسلح", "الفصيل الآخر"] {
            is_marked(
                theme,
                &pages,
                "incidents/market/index.html",
                words,
                &format!("<bdi{ARABIC}"),
            );
            is_marked(theme, &pages, "dispatches/day-1/index.html", words, "<bdi");
        }
    }
}

#[test]
fn a_topic_and_an_author_have_the_language_of_the_dispatches_that_name_them() {
    let files = [
        dispatch(
            1,
            "title: قصف\nlang: ar\ncasualties: {killed: 2}\ntopics: [غارات جوية, air-strikes]\nauthors: [سارة علي]",
        ),
        dispatch(2, "title: Strike\ncasualties: {killed: 3}\nauthors: [Sara Ali]"),
    ];
    let is_topic = |file: &str| {
        file.starts_with("topics/")
            && file.matches('/').count() == 2
            && !file.contains("air-strikes")
    };
    for (theme, pages) in in_both_themes(&files) {
        let bdi = |mark: &str| format!("<bdi{mark}");
        is_marked(theme, &pages, "topics/index.html", "غارات جوية", &bdi(ARABIC));
        is_marked(theme, &pages, "authors/index.html", "سارة علي", &bdi(ARABIC));
        is_marked(theme, &pages, "authors/index.html", "Sara Ali", &bdi(""));
        is_marked(theme, &pages, "dispatches/day-1/index.html", "غارات جوية", &bdi(""));
        is_marked(theme, &pages, "dispatches/day-1/index.html", "سارة علي", &bdi(""));
        is_marked(theme, &pages, "dispatches/day-1/index.html", "air strikes", &bdi(ENGLISH));
        let topic = pages.keys().find(|file| is_topic(file)).expect("a topic");
        assert!(text(&pages, topic).contains(&format!("{ARABIC}>غارات جوية<")), "{theme}");
    }
}

#[test]
fn what_is_said_of_a_person_has_the_language_of_the_list_that_says_it() {
    let files = [
        dispatch(
            1,
            "title: قصف\nlang: ar\nincident: market\ncasualties: {killed: 1}\nsources: [{id: a, name: وكالة الأنباء}]\nvictims: [{name: سارة علي, names: {en: Sara Ali}, role: ممرضة, source: a}]",
        ),
        dispatch(
            2,
            "title: Strike\nincident: market\ncasualties: {killed: 1}\nvictims: [{name: Sara Ali, names: {ar: سارة علي}, note: She worked at night}]",
        ),
    ];
    for (theme, pages) in in_both_themes(&files) {
        for words in ["ممرضة", "وكالة الأنباء"] {
            let marked = format!("<bdi{ARABIC}>{words}</bdi>");
            let page = text(&pages, "incidents/market/index.html");
            assert!(page.contains(&marked), "{theme}: {marked} in {page}");
        }
        is_marked(theme, &pages, "incidents/market/index.html", "She worked at night", "<bdi");
    }
}

#[test]
fn a_title_or_a_reason_from_an_arabic_dispatch_is_marked_as_arabic() {
    let files = [
        dispatch(1, "title: Strike\nincident: market\ncasualties: {killed: 1}"),
        dispatch(2, "title: قصف سوق\nlang: ar\nincident: market\ncasualties: {killed: 2}"),
        dispatch(3, "title: خبر\nlang: ar\nwithdrawn: {on: 2017-06-04, why: لم يثبت الخبر}"),
    ];
    for (theme, pages) in in_both_themes(&files) {
        let page = text(&pages, "incidents/market/index.html");
        assert!(page.contains(&format!("<h1{ARABIC}>قصف سوق</h1>")), "{theme}: {page}");
        let page = text(&pages, "corrections/index.html");
        assert!(page.contains(&format!("{ARABIC}>لم يثبت الخبر<")), "{theme}: {page}");
        // The words of the theme beside it are English.
        in_order(
            &page,
            &["href=\"/dispatches/day-3/\" hreflang=\"ar\">"][..usize::from(theme == "wire")],
        );
    }
}

#[test]
fn a_region_in_arabic_letters_is_isolated_from_the_english_around_it() {
    let files = [dispatch(1, "title: Strike\nregion: نينوى\ncountry: IQ\ncasualties: {killed: 2}")];
    for (theme, pages) in in_both_themes(&files) {
        for file in ["regions/nynw/index.html", "regions/nynw/toll/index.html"] {
            let main = main_of(&pages, file);
            let all = main.matches("نينوى").count();
            let of_tag = |tag: &&str| main.matches(&format!("{tag}نينوى<")).count();
            let isolated: usize = ["<bdi>", "<h1 dir=\"auto\">"].iter().map(of_tag).sum();
            assert!(all > 1 && all == isolated, "{theme}: {file}: {isolated} of {all} in {main}");
        }
    }
}

#[test]
fn the_columns_of_the_data_are_english_words_on_an_arabic_page_too() {
    let site = "title = \"السجل\"\nbase_url = \"https://example.org/\"\nlanguage = \"ar\"\n";
    for theme in ["wire", "plain"] {
        let site = format!("{site}theme = \"{theme}\"\n");
        let (path, dispatch) = dispatch(1, "title: قصف\ncasualties: {killed: 2}");
        let pages = built(&[("site.toml", site.as_str()), (path.as_str(), dispatch.as_str())]);
        let page = text(&pages, "data/index.html");
        for column in ["title", "url"] {
            let marked = format!("<bdi{ENGLISH}>{column}</bdi>");
            assert!(page.contains(&marked), "{theme}: {marked} in {page}");
        }
    }
}

#[test]
fn the_title_of_the_site_in_the_citation_of_an_arabic_dispatch_is_marked_as_english() {
    let files = [dispatch(1, "title: قصف\nlang: ar\ncasualties: {killed: 2}")];
    for (theme, pages) in in_both_themes(&files) {
        let file = "dispatches/day-1/index.html";
        is_marked(theme, &pages, file, "The Record", &format!("<bdi{ENGLISH}"));
    }
}
