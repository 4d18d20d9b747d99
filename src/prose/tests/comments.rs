//! Comments are for editors. Readers get none of them, in no form.

use super::check;
use crate::prose::excerpt::excerpt;
use crate::prose::heading::headings;
use crate::prose::html::{RawHtml, html};
use crate::prose::parsed::ParsedBody;

fn check_trusted(markdown: &str, expected: &str) {
    assert_eq!(
        html(markdown, RawHtml::Trusted, &|_| None, &|_| None).trim_end(),
        expected,
        "{markdown}"
    );
}

#[test]
fn a_comment_among_words_goes_alone() {
    for check in [check, check_trusted] {
        check("At least <!-- Dr A -->12 died.", "<p>At least 12 died.</p>");
        check(
            "At least <!-- Dr A\nsaid --> **12** died.",
            "<p>At least  <strong>12</strong> died.</p>",
        );
        check("# Names <!-- ask Dr A -->", "<h2 id=\"names\">Names </h2>");
        check("- a <!-- Dr A -->\n- b", "<ul>\n<li>a </li>\n<li>b</li>\n</ul>");
        check("a <!-- 1 --> b <!-- 2 --> c", "<p>a  b  c</p>");
    }
}

#[test]
fn a_comment_by_itself_leaves_nothing() {
    for check in [check, check_trusted] {
        check("<!-- Dr A -->", "");
        check("Text.\n\n  <!-- Dr A -->", "<p>Text.</p>");
        check("- a\n\n    <!-- Dr A -->", "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>");
        check("<!--\nDr A\n\nand Dr B\n-->\nText.", "<p>Text.</p>");
        check("- a\n\n<!-- -->\n\n- b", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>");
        check("> <!-- Dr A\n> said -->\n> Text.", "<blockquote>\n<p>Text.</p>\n</blockquote>");
    }
}

#[test]
fn text_behind_a_comment_is_markdown_and_goes_on_in_the_next_line() {
    for check in [check, check_trusted] {
        check("<!-- Dr A --> At least **12**\ndied.", "<p>At least <strong>12</strong>\ndied.</p>");
        check("<!-- a --> <!-- b --> Text <!-- c --> end", "<p>Text  end</p>");
        check("<!-- Dr A\nsaid -->Text.", "<p>Text.</p>");
        check("- <!-- Dr A --> one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>");
        check(
            "> <!-- Dr A -->\n> Text [a].\n\n[a]: https://b.org",
            "<blockquote>\n<p>Text <a href=\"https://b.org\">a</a>.</p>\n</blockquote>",
        );
    }
}

#[test]
fn a_comment_inside_html_goes_alone() {
    check_trusted(
        "<div>\n<!-- Dr A --><p>12</p><!-- Dr\nB -->\n</div>",
        "<div>\n<p>12</p>\n</div>",
    );
    check_trusted("<!-- Dr A --><div>12</div>", "<div>12</div>");
    check(
        "<div>\n<!-- Dr A -->12\n</div>",
        "<pre><code>&lt;div&gt;\n12\n&lt;/div&gt;</code></pre>",
    );
    check_trusted("<div><? Dr A ?>12<![CDATA[ Dr A ]]>\n</div>", "<div>12\n</div>");
    check_trusted("a <? Dr A ?> b <!X Dr A> c", "<p>a  b  c</p>");
}

#[test]
fn code_keeps_what_looks_like_a_comment() {
    check("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>");
    check("    <!-- a -->\n", "<pre><code>&lt;!-- a --&gt;\n</code></pre>");
    check(
        "```html\n<!-- a -->\n```",
        "<pre><code class=\"language-html\">&lt;!-- a --&gt;\n</code></pre>",
    );
    check_trusted(
        "<script>\nlet a = \"<!-- b -->\";\n</script>",
        "<script>\nlet a = \"<!-- b -->\";\n</script>",
    );
}

#[test]
fn a_comment_that_does_not_end_is_not_printed_either() {
    let body = "Text.\n\n<!-- Dr A\n\nand Dr B\n";
    for raw in [RawHtml::Shown, RawHtml::Trusted] {
        assert_eq!(html(body, raw, &|_| None, &|_| None), "<p>Text.</p>\n");
    }
}

#[test]
fn excerpts_and_anchors_have_no_comments() {
    let body = "<!-- Dr A --> At least <!-- Dr B -->12 died.\n\n## Names <!-- Dr C -->\n";
    assert_eq!(excerpt(&ParsedBody::new(body), 80), "At least 12 died.");
    let found = headings(body);
    assert_eq!((found[0].text.as_str(), found[0].id.as_str()), ("Names", "names"));
}
