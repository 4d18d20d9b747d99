//! What readers may not see in one language they do not see in any.

use dateline::chronicle::visible::Drafts;

use super::{CITY, ORIGINAL, text};
use crate::site::{anywhere, built, composed, printed, snapshot};
use crate::support::{self, in_order};

/// A dispatch `strike` with these `lines`, its Arabic translation, and a Persian one that translates the Arabic.
fn told_over(lines: &str) -> [(&'static str, String); 3] {
    let original = format!(
        "---\ntitle: Secret strike\ndate: 2017-05-31\ncity: Mosul\ncasualties: {{killed: 70}}\nsources: [{{name: Secret agency}}]\n{lines}\n---\nSecret.\n"
    );
    let translation = |title: &str, lang: &str, of: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2017-06-01\nlang: {lang}\ntranslation_of: {of}\n---\nSecret too.\n"
        )
    };
    [
        ("content/dispatches/strike.md", original),
        ("content/dispatches/ar/strike-ar.md", translation("Secret in Arabic", "ar", "strike")),
        ("content/dispatches/fa/strike-fa.md", translation("Secret in Persian", "fa", "strike-ar")),
    ]
}

fn borrowed<'f>(files: &'f [(&'f str, String)]) -> Vec<(&'f str, &'f str)> {
    files.iter().map(|(path, text)| (*path, text.as_str())).collect()
}

#[test]
fn what_is_withdrawn_is_withdrawn_in_every_language_by_whatever_way_it_was_translated() {
    let files = told_over("withdrawn: {on: 2017-06-02, why: It was not so.}");
    let pages = built(&borrowed(&files));
    assert_eq!(anywhere(&pages, "Secret"), [""; 0]);
    let persian = text(&pages, "fa/dispatches/strike-fa/index.html");
    in_order(&persian, &["<html lang=\"fa\" dir=\"rtl\">", "It was not so."]);
    // Whoever follows a language is told.
    let arabic = text(&pages, "ar/dispatches/feed.xml");
    assert!(arabic.contains("It was not so."), "{arabic}");
}

#[test]
fn what_is_hidden_is_hidden_in_every_language() {
    for lines in ["draft: true", "embargo: 2017-07-01T06:00:00Z"] {
        let files = told_over(lines);
        let pages = built(&borrowed(&files));
        assert_eq!(anywhere(&pages, "Secret"), [""; 0], "{lines}");
        assert_eq!(anywhere(&pages, "strike-ar"), [""; 0], "{lines}");
    }
}

#[test]
fn editors_see_that_a_translation_waits_with_its_original() {
    for (lines, mark) in
        [("draft: true", "مسودة"), ("embargo: 2017-07-01T06:00:00Z", "تحت حظر نشر")]
    {
        let files = told_over(lines);
        let shown = composed(&snapshot(&borrowed(&files)), Drafts::Shown, &mut support::cache());
        let page = text(&printed(&shown), "ar/dispatches/strike-ar/index.html");
        assert!(page.contains(mark), "{lines}: {page}");
    }
}

#[test]
fn nobody_is_led_to_a_translation_that_was_withdrawn() {
    let gone = (
        "content/dispatches/ar/strike.md",
        "---\ntitle: قصف سوق\ndate: 2017-06-01\nlang: ar-IQ\ntranslation_of: strike\nwithdrawn: {on: 2017-06-03, why: A slip.}\n---\nمات كثيرون.\n",
    );
    let pages = built(&[ORIGINAL, gone, CITY]);
    let english = text(&pages, "dispatches/strike/index.html");
    assert!(
        !english.contains("hreflang=\"ar-IQ\" title")
            && !english.contains("rel=\"alternate\" hreflang")
    );
    assert!(!text(&pages, "sitemap.xml").contains("hreflang"));
    let list = text(&pages, "ar-iq/dispatches/index.html");
    assert!(!list.contains("class=\"figures\""), "a withdrawn dispatch has no figures: {list}");
}
