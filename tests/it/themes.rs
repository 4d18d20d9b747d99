//! Tests of themes: which template prints a page, and a theme of only two templates.
//! It does not use the code directly; it reads the built pages as text.

use crate::site::{OPEN, built};

const SETTINGS: (&str, &str) = (
    "site.toml",
    "title = \"The Record\"\nbase_url = \"https://example.org/\"\ntheme = \"small\"\n",
);
const ANY: &str = "themes/small/templates/any.html";
const REDIRECT: (&str, &str) = (
    "themes/small/templates/redirect.html",
    "<meta http-equiv=\"refresh\" content=\"0; url={{ to }}\">",
);

fn page(files: &[(&str, &str)], file: &str) -> String {
    let pages = built(&[&[SETTINGS, OPEN, REDIRECT], files].concat());
    String::from_utf8_lossy(&pages[file]).into_owned()
}

#[test]
fn a_template_for_any_kind_prints_every_page() {
    let any = (ANY, "{{ kind }}: {{ page.title }}");
    let pages = built(&[SETTINGS, OPEN, REDIRECT, any]);
    let of = |file: &str| String::from_utf8_lossy(&pages[file]).into_owned();
    assert_eq!(of("index.html"), "front: ");
    assert_eq!(of("dispatches/open/index.html"), "dispatch: Strike on a market");
    assert_eq!(of("cities/mosul/index.html"), "city: Mosul");
    assert_eq!(of("404.html"), "404: ");
}

#[test]
fn a_template_of_its_own_goes_before_the_one_for_any_kind() {
    let any = (ANY, "{{ kind }}");
    let city = ("themes/small/templates/city.html", "The city of {{ city.name }}");
    let files = [any, city];
    assert_eq!(page(&files, "cities/mosul/index.html"), "The city of Mosul");
    assert_eq!(page(&files, "cities/index.html"), "cities");
}

#[test]
fn a_template_of_the_site_goes_before_both() {
    let any = (ANY, "{{ kind }}");
    let own = ("templates/any.html", "Any {{ kind }}");
    assert_eq!(page(&[any, own], "cities/index.html"), "Any cities");
}
