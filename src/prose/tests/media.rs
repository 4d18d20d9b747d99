//! Films, sounds and credits in a body.

use crate::prose::html::{RawHtml, html};
use crate::prose::resolved::{Display, Picture, Player, Resolved, Sizes};

fn check(markdown: &str, expected: &str) {
    let resolve = |destination: &str| {
        let display = match destination.rsplit_once('.')?.1 {
            "mp4" => Display::Player(Player::Video),
            "mp3" => Display::Player(Player::Audio),
            "pdf" => Display::LinkOnly,
            _ => Display::Inline(Sizes { width: 4, height: 3, narrower: None }),
        };
        let credit = destination.starts_with('c').then(|| "A. <Nasser>".to_owned());
        let picture = Some(Picture { display, credit });
        Some(Resolved { picture, ..Resolved::address(&format!("/{destination}")) })
    };
    assert_eq!(
        html(markdown, RawHtml::Shown, &resolve, &|_| None).trim_end(),
        expected,
        "{markdown}"
    );
}

#[test]
fn a_film_in_the_form_of_a_picture_is_a_player() {
    check(
        "![The & market](c.mp4 \"On Monday\")",
        "<figure>\n<video src=\"/c.mp4\" aria-label=\"The &amp; market\" controls preload=\"none\"></video>\n\
         <figcaption>The &amp; market On Monday <small>A. &lt;Nasser&gt;</small></figcaption>\n</figure>",
    );
    check(
        "![A call](a.mp3)",
        "<figure>\n<audio src=\"/a.mp3\" aria-label=\"A call\" controls preload=\"none\"></audio>\n\
         <figcaption>A call</figcaption>\n</figure>",
    );
}

#[test]
fn a_document_in_the_form_of_a_picture_is_a_link() {
    check("![The report](a.pdf)", "<p><a href=\"/a.pdf\">The report</a></p>");
}

#[test]
fn a_picture_in_a_paragraph_keeps_its_credit_where_readers_see_it() {
    let picture = "<img loading=\"lazy\" decoding=\"async\" width=\"4\" height=\"3\"";
    check(
        "Before ![smoke](c.jpg \"Monday\") after.",
        &format!(
            "<p>Before {picture} src=\"/c.jpg\" alt=\"smoke\"> <small>Monday A. &lt;Nasser&gt;</small> after.</p>"
        ),
    );
    check(
        "![a](a.jpg \"Photo: X\")\n![b](b.jpg)",
        &format!(
            "<p>{picture} src=\"/a.jpg\" alt=\"a\"> <small>Photo: X</small>\n{picture} src=\"/b.jpg\" alt=\"b\"></p>"
        ),
    );
}
