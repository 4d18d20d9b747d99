//! What a body points at, and what it must not.

use super::{Link, LinkKind, Target, pointers};
use crate::prose::raw_html::Used;

fn links(markdown: &str) -> Vec<Link> {
    pointers(markdown).links
}

fn check_target(markdown: &str, expected: Target) {
    let targets: Vec<Target> = links(markdown).into_iter().map(|link| link.target).collect();
    assert_eq!(targets, [expected], "{markdown}");
}

fn check_refused(markdown: &str, scheme: &str) {
    check_target(markdown, Target::Refused { scheme: scheme.to_owned() });
}

fn check_internal(markdown: &str, path: &str, query_fragment: &str) {
    let (path, query_fragment) = (path.to_owned(), query_fragment.to_owned());
    check_target(markdown, Target::Internal { path, query_fragment });
}

#[test]
fn every_form_of_link_is_found_in_the_order_written() {
    let body = "[a](1.md) ![b](2.jpg) [c][r] <https://d.org> <e@f.org>\n\n[r]: 3.md 'Title'\n";
    let found: Vec<(LinkKind, String, &str)> = links(body)
        .into_iter()
        .map(|link| (link.kind, link.destination, &body[link.span]))
        .collect();
    assert_eq!(
        found,
        [
            (LinkKind::Link, "1.md".to_owned(), "[a](1.md)"),
            (LinkKind::Image, "2.jpg".to_owned(), "![b](2.jpg)"),
            (LinkKind::Link, "3.md".to_owned(), "[c][r]"),
            (LinkKind::Link, "https://d.org".to_owned(), "<https://d.org>"),
            (LinkKind::Link, "mailto:e@f.org".to_owned(), "<e@f.org>"),
        ]
    );
}

#[test]
fn a_link_in_code_or_raw_html_is_no_link() {
    assert_eq!(links("`[a](b)` <a href=\"javascript:x\">c</a>\n\n    [d](e)\n"), []);
}

#[test]
fn the_web_mail_and_telephone_are_outside() {
    for destination in ["https://a.org/x?y#z", "HTTP://a.org", "mailto:a@b.org", "tel:+964"] {
        check_target(&format!("[a]({destination})"), Target::External);
    }
    check_target("[a](< https://a.org >)", Target::External);
}

#[test]
fn a_picture_comes_from_the_site_or_the_web() {
    check_internal("![a](b.jpg)", "b.jpg", "");
    check_target("![a](https://a.org/b.jpg)", Target::External);
    check_refused("![a](mailto:a@b.org)", "mailto");
    check_refused("![a](data:image/png;base64,AAAA)", "data");
}

#[test]
fn a_path_is_decoded_and_its_tail_is_kept() {
    check_internal("[a](west%20mosul.md?x=%20#y)", "west mosul.md", "?x=%20#y");
    check_internal("[a](<west mosul.md>)", "west mosul.md", "");
    check_internal("[a](/cities/%D8%A7/)", "/cities/\u{627}/", "");
    check_internal("[a](./a:b.md)", "./a:b.md", "");
    check_internal("[a](?page=2)", "", "?page=2");
    check_internal("[a]()", "", "");
}

#[test]
fn a_fragment_is_decoded() {
    check_target("[a](#%D8%A7)", Target::Fragment("\u{627}".to_owned()));
    check_target("[a](#javascript:x)", Target::Fragment("javascript:x".to_owned()));
}

#[test]
fn any_other_scheme_is_refused() {
    for scheme in ["javascript", "vbscript", "data", "file", "blob", "irc", "ftp", "c"] {
        check_refused(&format!("[a]({scheme}:x)"), scheme);
    }
    check_refused("<javascript:x>", "javascript");
    check_refused("[a][b]\n\n[b]: JavaScript:x", "javascript");
}

#[test]
fn a_scheme_in_disguise_is_refused() {
    for disguised in [
        "&#106;avascript:x",
        "&#x6A;avascript&colon;x",
        "javascript\\:x",
        "java&#10;script:x",
        "java&Tab;script:x",
        "&#1;javascript:x",
        "java%0Ascript:x",
        "javascript%3Ax",
        "%6Aavascript:x",
        "<java\tscript:x>",
        "< javascript:x>",
        "java\u{200B}script:x",
        "\u{202E}javascript:x",
        "java\u{AD}script:x",
    ] {
        check_refused(&format!("[a]({disguised})"), "javascript");
    }
}

#[test]
fn an_address_that_takes_the_scheme_of_the_page_is_refused() {
    for borrowed in ["//a.org/x", "/\\a.org", "\\\\\\\\a.org", "/&Tab;/a.org", "/%2Fa.org"] {
        check_refused(&format!("[a]({borrowed})"), "//");
    }
}

#[test]
fn what_raw_html_uses_is_found_at_its_tag() {
    let body = "Text <img src=\"a.jpg\"> and <a href='b.html'>b</a>.\n\n> <div\n>  onclick=\"x()\">\n> <video poster=c.jpg>\n\n\
                <script>if (a < b) { '<img src=d.jpg>' }</script>\n\n`<img src=e.jpg>` <!-- <img src=f.jpg> -->\n";
    let found: Vec<(Used, &str)> =
        pointers(body).html.into_iter().map(|it| (it.what, &body[it.span])).collect();
    let forbidden = |what: &str| Used::Forbidden(what.to_owned());
    assert_eq!(
        found,
        [
            (Used::Loaded("a.jpg".to_owned()), "<img src=\"a.jpg\">"),
            (Used::Link("b.html".to_owned()), "<a href='b.html'>"),
            (forbidden("the script in `onclick`"), "<div\n>  onclick=\"x()\">"),
            (Used::Loaded("c.jpg".to_owned()), "<video poster=c.jpg>"),
            (forbidden("a script"), "<script>"),
        ]
    );
}

#[test]
fn data_in_a_script_element_is_no_script() {
    let uses = |body: &str| pointers(body).html.into_iter().map(|it| it.what).collect::<Vec<_>>();
    assert_eq!(uses("<script type=\"application/ld+json\">{}</script>\n"), []);
    assert_eq!(uses("<script type=module>x</script>\n").len(), 1);
    assert_eq!(uses("<a href=\" java\nscript:x\">x</a>").len(), 1);
    let set = uses("<img srcset=\"a.jpg 1x, b.jpg 2x\">");
    assert_eq!(set, ["a.jpg", "b.jpg"].map(|it| Used::Loaded(it.to_owned())));
}
