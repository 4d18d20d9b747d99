//! Tests of maps as readers get them: which pages have one, what it shows, what it never shows, and its size.
//! It does not check how they are drawn; the atlas has its own tests.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::compose::ComposeCache;
use dateline::edge::disk;

use crate::site::{anywhere, built, composed, printed};

const DISPATCH: (&str, &str) = (
    "content/dispatches/one.md",
    "---\ntitle: Shells fall on the market\ndate: 2017-06-01\ncity: Mosul\nlocation: {lat: 36.357913, lon: 43.129246, precision: exact}\ncasualties: 3\n---\nText.\n",
);

const MOSUL: (&str, &str) =
    ("content/cities/mosul.md", "---\nname: Mosul\nlat: 36.335123\nlon: 43.118889\n---\n");

fn page<'p>(pages: &'p BTreeMap<String, Vec<u8>>, file: &str) -> &'p str {
    std::str::from_utf8(&pages[file]).expect("a page is text")
}

#[test]
fn a_city_that_says_where_it_lies_is_on_the_map_and_beside_its_dispatches() {
    let pages = built(&[DISPATCH, MOSUL]);
    assert!(page(&pages, "map/index.html").contains(">Mosul</text>"));
    for file in ["dispatches/one/index.html", "cities/mosul/index.html"] {
        let page = page(&pages, file);
        assert!(page.contains("<title>Location of Mosul</title>"), "{file}");
        assert!(page.contains("class=\"river\""), "{file} lacks the Tigris");
        assert!(page.contains("href=\"/map/\""), "{file}");
    }
}

#[test]
fn a_site_that_says_of_no_city_where_it_lies_has_no_map() {
    let pages = built(&[DISPATCH]);
    assert!(!pages.contains_key("map/index.html"));
    assert_eq!(anywhere(&pages, "href=\"/map/\""), [""; 0]);
    assert_eq!(anywhere(&pages, "class=\"map\""), [""; 0]);
}

#[test]
fn a_city_without_coordinates_stands_in_the_list_below_the_map() {
    let other = (
        "content/dispatches/two.md",
        "---\ntitle: Another\ndate: 2017-06-02\ncity: Tal Afar\ncasualties: 1\n---\nText.\n",
    );
    let pages = built(&[DISPATCH, MOSUL, other]);
    let map = page(&pages, "map/index.html");
    assert!(map.contains("<bdi>Tal Afar</bdi>") && !map.contains(">Tal Afar</text>"));
}

#[test]
fn a_closer_point_than_the_citys_moves_nothing_on_any_map() {
    let elsewhere = DISPATCH.1.replace("36.357913", "36.301").replace("43.129246", "43.2");
    let rounded = MOSUL.1.replace("36.335123", "36.34").replace("43.118889", "43.12");
    let pages = built(&[DISPATCH, MOSUL]);
    let same = built(&[(DISPATCH.0, &elsewhere), (MOSUL.0, &rounded)]);
    let map = |pages: &BTreeMap<String, Vec<u8>>, file: &str| -> String {
        let page = page(pages, file);
        let (_, map) = page.split_once("<svg class=\"map\"").expect("the page has a map");
        map.split("</svg>").next().unwrap_or_default().to_owned()
    };
    for file in ["map/index.html", "dispatches/one/index.html", "cities/mosul/index.html"] {
        assert_eq!(map(&pages, file), map(&same, file), "{file}");
    }
}

#[test]
fn a_dispatch_elsewhere_leaves_the_small_maps_as_they_are() {
    let more = (
        "content/dispatches/two.md",
        "---\ntitle: Another\ndate: 2017-06-02\ncity: Mosul\ncasualties: 1\n---\nText.\n",
    );
    let small = |files: &[(&str, &str)]| {
        let pages = built(files);
        let page = page(&pages, "cities/mosul/index.html");
        page.split("<svg class=\"map\"")
            .nth(1)
            .and_then(|it| it.split("</svg>").next())
            .map(str::to_owned)
    };
    assert!(small(&[DISPATCH, MOSUL]).is_some());
    assert_eq!(small(&[DISPATCH, MOSUL]), small(&[DISPATCH, MOSUL, more]));
}

#[test]
fn every_map_of_the_sample_site_is_small_and_names_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = "2026-11-01T12:00:00Z".parse().expect("a moment");
    let snapshot = disk::read(root, now).expect("the project is there");
    let pages = printed(&composed(&snapshot, Drafts::Hidden, &mut ComposeCache::default()));
    let mut maps = 0;
    for (file, bytes) in pages.iter().filter(|(file, _)| file.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).expect("a page is text");
        let Some((_, after)) = text.split_once("<svg class=\"map\"") else { continue };
        let map = after.split("</svg>").next().unwrap_or_default();
        maps += 1;
        // Compression reduces digits to less than half: 1.2 KB and 6 KB.
        let most = if file == "map/index.html" { 12_000 } else { 2_600 };
        assert!(map.len() <= most, "{file}: {} bytes", map.len());
        assert!(map.contains("</text>") && map.contains("<desc>"), "{file}");
        assert!(!map.contains("<a ") && !map.contains("NaN"), "{file}");
    }
    assert!(maps > 10, "{maps}");
}

#[test]
fn seas_and_countries_have_their_names_where_no_name_takes_a_side() {
    let kyiv = ("content/cities/kyiv.md", "---\nname: Kyiv\nlat: 50.45\nlon: 30.52\n---\n");
    let in_kyiv = (
        "content/dispatches/two.md",
        "---\ntitle: Shells fall on a square\ndate: 2017-06-02\ncity: Kyiv\ncasualties: 2\n---\nText.\n",
    );
    let pages = built(&[DISPATCH, MOSUL, kyiv, in_kyiv]);
    let map = page(&pages, "map/index.html");
    for name in ["Black Sea", "Turkey", "Romania", "Iraq", "Ukraine", "Russia"] {
        assert!(map.contains(&format!(">{name}</text>")), "{name} in {map}");
    }
    for name in ["Israel", "Palestine", "Kosovo", "Persian Gulf"] {
        assert!(!map.contains(name), "{name}");
    }
    assert!(!map.contains("class=\"border"), "a name needs no border");
    assert!(page(&pages, "cities/mosul/index.html").contains(">Iraq</text>"));
}
