//! What readers see of a body.

mod comments;
mod hostile;
mod media;
mod raw_html;
mod slips;

use super::heading::headings;
use super::html::{RawHtml, html};
use super::resolved::Resolved;

fn printed(markdown: &str) -> String {
    html(markdown, RawHtml::Shown, &|_| None, &|_| None)
}

fn check(markdown: &str, expected: &str) {
    assert_eq!(printed(markdown).trim_end(), expected, "{markdown}");
}

#[test]
fn plain_markdown_is_plain_html() {
    check(
        "*a* **b** `c<d`\\\ne",
        "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code><br>\ne</p>",
    );
    check("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>");
    check("> a\n\n***", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>");
    check("```sh\na & b\n```", "<pre><code class=\"language-sh\">a &amp; b\n</code></pre>");
    check("~~70~~ \"120\" -- it's", "<p><del>70</del> “120” – it’s</p>");
}

#[test]
fn nothing_is_printed_for_nothing() {
    check("", "");
    check(" \n\n", "");
}

#[test]
fn a_heading_has_an_anchor_and_stands_below_the_title() {
    check("# Names", "<h2 id=\"names\">Names</h2>");
    check("### What *is* known", "<h3 id=\"what-is-known\">What <em>is</em> known</h3>");
    check("## A {#b onclick=c}", "<h2 id=\"a-b-onclickc\">A {#b onclick=c}</h2>");
}

#[test]
fn a_heading_without_words_is_a_paragraph() {
    check(
        "##\n\n## ![](a.jpg)",
        "<p></p>\n<p><img loading=\"lazy\" decoding=\"async\" src=\"a.jpg\" alt=\"\"></p>",
    );
}

#[test]
fn the_anchors_printed_are_the_anchors_listed() {
    let body = "# A\n## A\n> ## <b>B</b>[^1]\n\n#\n## ?\n## ![map](x)\n\n[^1]:\n    ## A\n";
    let page = html(body, RawHtml::Trusted, &|_| None, &|_| None);
    let listed = headings(body);
    assert_eq!(listed.len(), 6);
    for heading in listed {
        let start = format!("<h{} id=\"{}\">", heading.level, heading.id);
        assert_eq!(page.matches(&start).count(), 1, "{start} in {page}");
    }
}

#[test]
fn raw_html_is_shown_as_text_unless_trusted() {
    let body = "a <b onclick=x>b</b>\n\n<script>\nalert(1)\n</script>\n";
    check(
        body,
        "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n\
         <pre><code>&lt;script&gt;\nalert(1)\n&lt;/script&gt;\n</code></pre>",
    );
    let trusted = html(body, RawHtml::Trusted, &|_| None, &|_| None);
    assert_eq!(trusted, "<p>a <b onclick=x>b</b></p>\n<script>\nalert(1)\n</script>\n");
}

#[test]
fn a_destination_inside_is_resolved_and_others_are_not() {
    let resolve = |destination: &str| {
        let address = match destination {
            "x y.md#z" => "/dispatches/x/#z",
            "a.jpg" => "/a.0123.jpg",
            "#here" | "https://a.org" => panic!("{destination} leads nowhere else"),
            _ => return None,
        };
        Some(Resolved::address(address))
    };
    let page = |markdown| html(markdown, RawHtml::Shown, &resolve, &|_| None);
    assert_eq!(page("[a](<x y.md#z>)"), "<p><a href=\"/dispatches/x/#z\">a</a></p>\n");
    assert!(page("![b](a.jpg)").contains("src=\"/a.0123.jpg\""));
    assert_eq!(page("[a](<o \"t.md>)"), "<p><a href=\"o%20%22t.md\">a</a></p>\n");
    assert_eq!(page("[a](#here)"), "<p><a href=\"#here\">a</a></p>\n");
    assert_eq!(page("[a](https://a.org)"), "<p><a href=\"https://a.org\">a</a></p>\n");
    assert_eq!(page("<a@b.org>"), "<p><a href=\"mailto:a@b.org\">a@b.org</a></p>\n");
}

#[test]
fn a_refused_link_is_its_text() {
    check("[*a*](javascript:x) <data:y> [b](//c.org)", "<p><em>a</em> data:y b</p>");
    check("![smoke](data:image/png;base64,AA)", "<p>smoke</p>");
    check("![smoke](#fire)", "<p>smoke</p>");
}

#[test]
fn no_link_stands_inside_a_link() {
    check("[a <https://b.org> c](d.md)", "<p><a href=\"d.md\">a https://b.org c</a></p>");
    check("[<a@b.org>](file:c)", "<p><a href=\"mailto:a@b.org\">a@b.org</a></p>");
}

#[test]
fn no_page_ever_holds_a_script_address() {
    for body in [
        "[a](&#106;avascript:x)",
        "[a](java&#10;script:x)",
        "[a](< javascript:x>)",
        "![a](javascript:x)",
        "[a]\n\n[a]: javascript:x",
        "<javascript:x>",
    ] {
        let page = printed(body);
        assert!(!page.contains("href") && !page.contains("src"), "{body}: {page}");
    }
}

#[test]
fn a_picture_waits_until_it_is_scrolled_to() {
    check(
        "![Smoke \"over\" *Mosul* <b>](a.jpg \"31 <May>\")",
        "<figure>\n<img loading=\"lazy\" decoding=\"async\" src=\"a.jpg\" alt=\"Smoke “over” Mosul\">\n\
         <figcaption>31 &lt;May&gt;</figcaption>\n</figure>",
    );
    check(
        "Smoke: ![over Mosul](a.jpg \"31 May\")",
        "<p>Smoke: <img loading=\"lazy\" decoding=\"async\" src=\"a.jpg\" alt=\"over Mosul\"> <small>31 May</small></p>",
    );
}

#[test]
fn a_picture_elsewhere_is_a_link_to_it() {
    check("![map](https://a.org/m.png)", "<p><a href=\"https://a.org/m.png\">map</a></p>");
    check(
        "![](https://a.org/m.png)",
        "<p><a href=\"https://a.org/m.png\">https://a.org/m.png</a></p>",
    );
    check("[![map](https://a.org/m.png)](b.md)", "<p><a href=\"b.md\">map</a></p>");
}

#[test]
fn an_alert_is_a_note_in_no_language() {
    check(
        "> [!WARNING]\n> Graphic.",
        "<div class=\"alert alert-warning\" role=\"note\">\n<p>Graphic.</p>\n</div>",
    );
}

#[test]
fn a_table_is_named_by_its_header_and_aligned_without_styles() {
    check(
        "| | City | Killed |\n|---|:--|--:|\n| 1 | Mosul | 120 |\n| 2 |",
        "<div class=\"table\" role=\"group\" aria-labelledby=\"table:1\" tabindex=\"0\"><table>\n\
         <thead><tr id=\"table:1\"><td></td><th scope=\"col\" class=\"align-start\">City</th>\
         <th scope=\"col\" class=\"align-end\">Killed</th></tr></thead><tbody>\n\
         <tr><td>1</td><td class=\"align-start\">Mosul</td><td class=\"align-end\">120</td></tr>\n\
         <tr><td>2</td><td class=\"align-start\"></td><td class=\"align-end\"></td></tr>\n\
         </tbody></table></div>",
    );
}

#[test]
fn a_row_longer_than_its_header_loses_nothing() {
    let quoted = "> | a | b |\n> |---|---|\n> | 1 | 2 | **3** | <i> |\n> | 4 | 5 |\n";
    let page = printed(quoted);
    assert!(page.contains("<td>2 | **3** | &lt;i&gt;</td></tr>"), "{page}");
    assert!(page.contains("<td>5</td></tr>"), "{page}");
}

#[test]
fn a_table_of_too_many_columns_is_shown_as_typed() {
    let table = |columns| format!("{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns));
    assert!(printed(&table(64)).contains("<table>"));
    assert_eq!(printed(&table(65)), format!("<pre><code>{}</code></pre>\n", table(65)));
}

#[test]
fn short_rows_are_filled_up_only_so_far() {
    let table = format!("{}\n{}\n", "|a".repeat(64), "|-".repeat(64)) + &"|b\n".repeat(50_000);
    let page = printed(&table);
    assert!(page.len() < 4 << 20, "{} bytes", page.len());
    let (cells, lines) = (page.matches("b</td>").count(), page.matches("|b").count());
    assert!(cells + lines >= 50_000, "every row is still there");
}

#[test]
fn footnotes_are_numbered_as_they_are_first_referred_to() {
    check(
        "a[^z] b[^y] c[^Z]\n\n[^y]: Y\n[^z]: Z\n",
        "<p>a<sup class=\"footnote-reference\" id=\"fnref:1\"><a href=\"#fn:1\" role=\"doc-noteref\">1</a></sup> \
         b<sup class=\"footnote-reference\" id=\"fnref:2\"><a href=\"#fn:2\" role=\"doc-noteref\">2</a></sup> \
         c<sup class=\"footnote-reference\" id=\"fnref:1:2\"><a href=\"#fn:1\" role=\"doc-noteref\">1</a></sup></p>\n\
         <div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n\
         <li id=\"fn:1\">\n<p>Z\u{A0}<a href=\"#fnref:1\" role=\"doc-backlink\">↑</a>\
         \u{A0}<a href=\"#fnref:1:2\" role=\"doc-backlink\">↑<sup>2</sup></a></p>\n</li>\n\
         <li id=\"fn:2\">\n<p>Y\u{A0}<a href=\"#fnref:2\" role=\"doc-backlink\">↑</a></p>\n</li>\n\
         </ol>\n</div>",
    );
}

#[test]
fn a_footnote_may_refer_to_another() {
    let page = printed("a[^1]\n\n[^3]: three [^1]\n[^2]: two [^3]\n[^1]: one [^2]\n");
    let at = |text: &str| page.find(text).expect("every note is printed");
    assert!(at("one ") < at("two ") && at("two ") < at("three "), "{page}");
    assert!(page.contains("href=\"#fnref:1:2\""), "{page}");
}

#[test]
fn no_footnote_is_lost() {
    let page = printed("a[^1] b[^none]\n\n[^2]: nobody asked\n[^1]: one\n[^1]: one again\n");
    for text in ["[^none]", "nobody asked", "<p>one</p>", "one again"] {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert!(!page.contains("fnref:2"), "{page}");
}

#[test]
fn labels_of_footnotes_fold_case_in_any_script() {
    for (reference, definition) in [("ΣΑΣ", "σας"), ("STRASSE", "straße"), ("Київ", "КИЇВ")]
    {
        let page = printed(&format!("a[^{reference}]\n\n[^{definition}]: said\n"));
        assert!(page.contains("<li id=\"fn:1\">\n<p>said"), "{page}");
    }
}

#[test]
fn what_html_may_not_hold_is_replaced() {
    check("a\0b&#0;c&#1;d\u{FFFE}", "<p>a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}</p>");
    check("\u{2067}نينوى\u{2069}", "<p>\u{2067}نينوى\u{2069}</p>");
    check("    a\0", "<pre><code>a\u{FFFD}</code></pre>");
}

#[test]
fn line_ends_of_any_kind_are_read() {
    check("# A\r\n\r\nb\r\n- c\r\n", "<h2 id=\"a\">A</h2>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>");
}
