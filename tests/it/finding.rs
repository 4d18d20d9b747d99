//! Tests of how readers find a place: the list of cities in parts, other names, and similar ones.
//! It reads pages as text, and does not know how the lists are made.

use crate::glance::{Pages, words};
use crate::site::built;
use crate::support::in_order;

/// A site with a dispatch in each of these places, as files of cities and dispatches.
fn places(cities: &[(&str, &str)]) -> Pages {
    let files: Vec<(String, String)> = cities
        .iter()
        .enumerate()
        .flat_map(|(n, (name, keys))| {
            let city = format!("---\nname: {name}\n{keys}\n---\n");
            let dispatch = format!(
                "---\ntitle: Shelling {n} in {name}\ndate: 2017-01-{:02}\ncity: {name}\ncasualties: {{killed: {}}}\n---\nOf {name}.\n",
                1 + n % 28,
                1 + n,
            );
            [
                (format!("content/cities/c{n}.md"), city.replacen("---\n", &format!("---\nslug: c{n}\n"), 1)),
                (format!("content/dispatches/d{n}.md"), dispatch),
            ]
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    built(&files)
}

#[test]
fn of_many_places_each_is_found_by_letter_and_by_region_in_parts() {
    let consonants = ["B", "K", "M", "R"];
    let names: Vec<String> = (0..260)
        .map(|n| {
            let letter =
                |place: usize| char::from(b'a' + u8::try_from(n / place % 26).expect("small"));
            format!("{}{}{}urg", consonants[n % 4], letter(1), letter(26))
        })
        .collect();
    let keys: Vec<String> = (0..260)
        .map(|n| match n {
            0 => "country: IQ\nregion: Northland\nnames: {ar: المدينة}".to_owned(),
            _ => format!(
                "country: {}\nregion: {}",
                if n < 250 { "IQ" } else { "SY" },
                ["Northland", "Southland"][n % 2]
            ),
        })
        .collect();
    let cities: Vec<(&str, &str)> =
        names.iter().zip(&keys).map(|(name, keys)| (name.as_str(), keys.as_str())).collect();
    let pages = places(&cities);
    let first = String::from_utf8_lossy(&pages["cities/index.html"]).into_owned();
    assert!(!first.contains("class=\"almanac"), "the list is in parts");
    in_order(
        &first,
        &[
            "/cities/letter/b/",
            "/cities/letter/k/",
            "/cities/letter/u645/",
            "/cities/country/iq/northland/",
            "/cities/country/sy/",
        ],
    );
    let parts: Vec<&String> =
        pages.keys().filter(|file| file.starts_with("cities/letter/")).collect();
    let of_letters: usize = parts
        .iter()
        .map(|file| String::from_utf8_lossy(&pages[*file]).matches("<th scope=\"row\">").count())
        .sum();
    assert_eq!(of_letters, 260, "each place is in one part: {parts:?}");
    assert!(parts.iter().all(|file| pages[*file].len() < 250_000));
    in_order(
        &words(&pages, "cities/country/iq/northland/index.html"),
        &["Northland, Iraq", "Baaurg"],
    );
    in_order(
        &words(&pages, "cities/letter/u645/index.html"),
        &["Other names", "المدينة", "Baaurg"],
    );
}

#[test]
fn a_letter_with_many_places_has_pages_that_are_named_by_their_ends() {
    let names: Vec<String> = (0..260)
        .map(|n| {
            let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).expect("small"));
            format!("B{}{}urg", letter(n / 26), letter(n))
        })
        .collect();
    let cities: Vec<(&str, &str)> =
        names.iter().map(|name| (name.as_str(), "country: IQ")).collect();
    let pages = places(&cities);
    let first = String::from_utf8_lossy(&pages["cities/index.html"]).into_owned();
    assert_eq!(first.matches("<a href=\"/cities/letter/b/").count(), 1, "{first}");
    for path in ["letter/b", "country/iq"] {
        let page = String::from_utf8_lossy(&pages[&format!("cities/{path}/2/index.html")]);
        let links = [
            format!("<a href=\"/cities/{path}/\">Baaurg"),
            "<b aria-current=\"page\">Bdjurg".to_owned(),
            format!("<a href=\"/cities/{path}/3/\">Bgsurg"),
        ];
        let [one, two, three] = links.each_ref().map(String::as_str);
        let above = "aria-label=\"Pages of this list, above it\"";
        let below = "aria-label=\"Pages of this list\"";
        in_order(
            &page,
            &[above, one, two, three, "<table", ">Bdjurg</bdi>", below, one, two, three],
        );
        assert!(page.matches("<th scope=\"row\">").count() <= 100, "{page}");
    }
}

#[test]
fn a_list_of_few_places_is_one_page_with_their_other_names() {
    let pages = places(&[("Mosul", "country: IQ\nnames: {ar: الموصل}"), ("Homs", "country: SY")]);
    in_order(&words(&pages, "cities/index.html"), &["Homs", "Mosul", "الموصل", "Iraq"]);
    assert!(pages.keys().all(|file| !file.starts_with("cities/letter/")));
}

#[test]
fn a_city_names_places_whose_names_are_similar() {
    let pages = places(&[
        ("Raqqa", "country: SY"),
        ("Ar Raqqah", "country: SY\nregion: Northland"),
        ("Raqqa Thakana", "country: SY"),
        ("Kafr Nabl", "country: SY"),
        ("Kafr Zita", "country: SY"),
    ]);
    let raqqa = words(&pages, "cities/c0/index.html");
    in_order(
        &raqqa,
        &["Places with similar names", "Ar Raqqah", "Northland, Syria", "Raqqa Thakana"],
    );
    assert!(
        !words(&pages, "cities/c3/index.html").contains("similar names"),
        "they share one word of two"
    );
}
