//! What raw HTML in a body uses.

use crate::prose::parsed::ParsedBody;
use crate::prose::raw_html::{Used, uses};

#[test]
fn what_raw_html_uses_is_found_at_its_tag() {
    let body = "Text <img src=\"a.jpg\"> and <a href='b.html'>b</a>.\n\n> <div\n>  onclick=\"x()\">\n> <video poster=c.jpg>\n\n\
                <script>if (a < b) { '<img src=d.jpg>' }</script>\n\n`<img src=e.jpg>` <!-- <img src=f.jpg> -->\n";
    let found: Vec<(Used, &str)> =
        uses(&ParsedBody::new(body)).into_iter().map(|it| (it.what, &body[it.span])).collect();
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
    let uses_of =
        |body: &str| uses(&ParsedBody::new(body)).into_iter().map(|it| it.what).collect::<Vec<_>>();
    assert_eq!(uses_of("<script type=\"application/ld+json\">{}</script>\n"), []);
    assert_eq!(uses_of("<script type=module>x</script>\n").len(), 1);
    assert_eq!(uses_of("<a href=\" java\nscript:x\">x</a>").len(), 1);
    let set = uses_of("<img srcset=\"a.jpg 1x, b.jpg 2x\">");
    assert_eq!(set, ["a.jpg", "b.jpg"].map(|it| Used::Loaded(it.to_owned())));
}
