//! Tests of borders from the site's own file: which maps show them, how disputed ones look, and how their source is named.
//! It uses invented borders: straight lines between round numbers.

use std::collections::BTreeMap;
use std::fmt::Write;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeCache, ComposeOptions, compose};

use crate::site::{anywhere, built, composed, compressed, printed, snapshot};
use crate::support::{self, Preview};

const SETTINGS: (&str, &str) = (
    "site.toml",
    "title = \"The Record\"\nbase_url = \"https://example.org/\"\n\n[map]\nborders = \"borders.geojson\"\nviewpoint = \"As drawn for this test, 2024.\"\n",
);

const CAPTION: &str = "Borders: <bdi>As drawn for this test, 2024</bdi>.";

const DASHED: &str = "Disputed borders are dashed.";

const NONE: &str = "No borders are drawn.";

/// A city, and a dispatch of it.
fn city(name: &str, lat: &str, lon: &str) -> [(String, String); 2] {
    let slug = name.to_lowercase();
    let dispatch = format!(
        "---\ntitle: Of {name}\ndate: 2017-06-01\ncity: {name}\ncasualties: 3\n---\nText.\n"
    );
    let file = format!("---\nname: {name}\nlat: {lat}\nlon: {lon}\n---\n");
    [
        (format!("content/dispatches/{slug}.md"), dispatch),
        (format!("content/cities/{slug}.md"), file),
    ]
}

/// A border that is disputed, or does not say whether it is.
fn feature(kind: &str, coordinates: &str, disputed: bool) -> String {
    let properties = if disputed { "{\"name\": \"A line\", \"disputed\": true}" } else { "null" };
    format!(
        "{{\"type\": \"Feature\", \"properties\": {properties}, \"geometry\": {{\"type\": \"{kind}\", \"coordinates\": {coordinates}}}}}"
    )
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\": \"FeatureCollection\", \"features\": [{}]}}", features.join(",\n"))
}

/// The site with these cities and these borders.
fn with_borders(
    cities: &[[(String, String); 2]],
    features: &[String],
) -> BTreeMap<String, Vec<u8>> {
    let borders = collection(features);
    let mut files = vec![SETTINGS, ("borders.geojson", &borders)];
    files.extend(cities.as_flattened().iter().map(|(path, text)| (path.as_str(), text.as_str())));
    built(&files)
}

fn page<'p>(pages: &'p BTreeMap<String, Vec<u8>>, file: &str) -> &'p str {
    std::str::from_utf8(&pages[file]).expect("a page is text")
}

/// The drawing of the map on a page.
fn map<'p>(pages: &'p BTreeMap<String, Vec<u8>>, file: &str) -> &'p str {
    let page = page(pages, file);
    let from = page.find("<svg class=\"map\"").expect("the page has a map");
    let length = page[from..].find("</svg>").expect("a drawing ends") + "</svg>".len();
    &page[from..from + length]
}

/// The steps between the points of each line of a path on a map, in units.
fn steps(map: &str, class: &str) -> Vec<[i32; 2]> {
    let after = map.split(&format!("class=\"{class}\" fill=\"none\" d=\"")).nth(1);
    let path = after.and_then(|it| it.split('"').next()).unwrap_or_default();
    let line = |line: &str| {
        let (_, steps) = line.split_once('l').expect("a line goes somewhere");
        let numbers = steps.replace('-', " -");
        let numbers: Vec<i32> =
            numbers.split_whitespace().map(|it| it.parse().expect("a number")).collect();
        numbers.chunks(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>()
    };
    path.split('M').skip(1).flat_map(line).collect()
}

#[test]
fn the_borders_of_the_site_are_on_every_map_with_the_name_of_whose_view_they_are() {
    let west = feature("LineString", "[[41, 34], [41, 39]]", false);
    let east = feature("MultiLineString", "[[[45, 34], [45, 39]]]", true);
    let pages = with_borders(&[city("Mosul", "36.34", "43.12")], &[west, east]);
    for file in ["map/index.html", "cities/mosul/index.html", "dispatches/mosul/index.html"] {
        let map = map(&pages, file);
        support::in_order(
            map,
            &["class=\"land\"", "class=\"border\"", "class=\"border disputed\"", "<circle"],
        );
        support::in_order(
            page(&pages, file),
            &["</svg>", "<figcaption>", CAPTION, DASHED, "</figcaption>"],
        );
    }
    assert_eq!(anywhere(&pages, NONE), [""; 0]);
    assert_eq!(anywhere(&pages, "2024.."), [""; 0], "the sentence ends once");
    assert!(!pages.contains_key("borders.geojson"), "the file itself is not published");
}

#[test]
fn nothing_is_said_of_dashes_where_none_are() {
    let line = feature("LineString", "[[41, 34], [41, 39]]", false);
    let far = feature("LineString", "[[-60, -30], [-61, -31]]", true);
    let pages = with_borders(&[city("Mosul", "36.34", "43.12")], &[line, far]);
    assert!(!anywhere(&pages, CAPTION).is_empty());
    assert_eq!(anywhere(&pages, DASHED), [""; 0]);
}

#[test]
fn a_map_that_shows_none_of_the_borders_names_no_viewpoint() {
    let far = feature("LineString", "[[-60, -30], [-61, -31]]", false);
    let pages = with_borders(&[city("Mosul", "36.34", "43.12")], &[far]);
    assert_eq!(anywhere(&pages, CAPTION), [""; 0]);
    assert_eq!(anywhere(&pages, NONE), ["map/index.html"]);
}

#[test]
fn areas_are_drawn_by_their_edges_and_what_two_share_is_dashed_if_one_disputes_it() {
    let west = "[[[41, 34], [43, 34], [43, 39], [41, 39], [41, 34]]]";
    let east = "[[[[43, 34], [45, 34], [45, 39], [43, 39], [43, 34]]]]";
    let settled = feature("Polygon", west, false);
    let pages = with_borders(
        &[city("Mosul", "36.34", "43.12")],
        &[settled.clone(), feature("MultiPolygon", east, true)],
    );
    let alone = with_borders(&[city("Mosul", "36.34", "43.12")], &[settled]);
    let length = |pages: &BTreeMap<String, Vec<u8>>| -> i32 {
        let steps = steps(map(pages, "map/index.html"), "border");
        steps.iter().map(|step| step[0].abs() + step[1].abs()).sum()
    };
    let [shared, whole] = [&pages, &alone].map(length);
    // The two areas share one of the two visible vertical edges, and the shared edge is drawn once.
    assert!(shared * 2 <= whole + 20, "{shared} of {whole}");
}

#[test]
fn no_line_over_the_antimeridian_or_along_a_pole_runs_across_the_map() {
    let over = feature("LineString", "[[179, -16], [-179, -18]]", false);
    let cut =
        feature("Polygon", "[[[170, -20], [180, -20], [180, -10], [170, -10], [170, -20]]]", false);
    let polar = "[[[-180, -70], [-90, -71], [0, -70], [90, -71], [180, -70], [180, -90], [-180, -90], [-180, -70]]]";
    let polar = feature("Polygon", polar, true);
    let near = [city("Suva", "-18.1", "178.4")];
    let world = [
        city("Suva", "-18.1", "178.4"),
        city("Bogota", "4.7", "-74.1"),
        city("Paris", "48.9", "2.3"),
    ];
    let few = [over.clone(), polar.clone()];
    for (cities, features) in [(&near[..], &few[..]), (&world, &[over, cut, polar])] {
        let pages = with_borders(cities, features);
        for file in ["map/index.html", "cities/suva/index.html"] {
            let map = map(&pages, file);
            assert!(map.contains("class=\"border\""), "{file}: {map}");
            for class in ["border", "border disputed"] {
                let longest = steps(map, class).into_iter().map(|step| step[0].abs()).max();
                // No line is longer than the real borders: 2 degrees on one map, 90 on the other.
                assert!(longest.unwrap_or_default() < 300, "{file}: {longest:?} in {map}");
            }
        }
    }
}

#[test]
fn however_detailed_the_file_a_map_weighs_six_kilobytes_at_most() {
    // Zigzag lines around the whole earth, 100,000 points in all.
    let mut features = Vec::new();
    for lat in (-60..=80).step_by(3) {
        let mut points = String::from("[");
        for step in 0..2_100_i32 {
            let lon = f64::from(step) * 0.17 - 178.5;
            let off = f64::from(step * 7919 % 101) / 70.0;
            let comma = if step == 0 { "" } else { ", " };
            write!(points, "{comma}[{lon:.4}, {:.4}]", f64::from(lat) + off)
                .expect("text takes text");
        }
        points.push(']');
        features.push(feature("LineString", &points, lat % 2 == 0));
    }
    let region = [city("Mosul", "36.34", "43.12"), city("Kyiv", "50.45", "30.52")];
    let world = [
        city("Mosul", "36.34", "43.12"),
        city("Bogota", "4.7", "-74.1"),
        city("Suva", "-18.1", "178.4"),
    ];
    for cities in [&region[..], &world[..]] {
        let pages = with_borders(cities, &features);
        for (file, most) in [("map/index.html", 6 * 1024), ("cities/mosul/index.html", 2 * 1024)] {
            let map = map(&pages, file);
            assert!(
                map.contains("class=\"border\"") && map.contains("class=\"border disputed\""),
                "{file}"
            );
            let weight = compressed(map);
            assert!(weight <= most, "{file}: {weight} bytes");
        }
    }
}

#[test]
fn one_line_as_it_stands_and_lines_gathered_are_drawn_too() {
    let line = "{\"type\": \"LineString\", \"coordinates\": [[41, 34], [41, 39]]}";
    let gathered = format!("{{\"type\": \"GeometryCollection\", \"geometries\": [{line}]}}");
    let drawn = |borders: &str| {
        let files = city("Mosul", "36.34", "43.12");
        let files = files.each_ref().map(|(path, text)| (path.as_str(), text.as_str()));
        let pages = built(&[&files[..], &[SETTINGS, ("borders.geojson", borders)]].concat());
        map(&pages, "map/index.html").to_owned()
    };
    assert!(drawn(line).contains("class=\"border\""));
    assert_eq!(drawn(line), drawn(&gathered));
    assert_eq!(drawn(line), drawn(&format!("\u{feff}{line}")));
}

#[test]
fn another_file_of_the_kind_beside_the_settings_changes_nothing() {
    let files = city("Mosul", "36.34", "43.12");
    let files = files.each_ref().map(|(path, text)| (path.as_str(), text.as_str()));
    let with_another = [&files[..], &[("events.geojson", "not even JSON")]].concat();
    assert_eq!(built(&files), built(&with_another));
}

#[test]
fn borders_may_lie_among_the_content_and_are_not_left_out_there() {
    let settings = SETTINGS.1.replace("borders.geojson", "content/lines.geojson");
    let line = collection(&[feature("LineString", "[[41, 34], [41, 39]]", false)]);
    let files = city("Mosul", "36.34", "43.12");
    let mut files = files.each_ref().map(|(path, text)| (path.as_str(), text.as_str())).to_vec();
    files.extend([("site.toml", settings.as_str()), ("content/lines.geojson", &line)]);
    let composition = composed(&snapshot(&files), Drafts::Hidden, &mut ComposeCache::default());
    assert!(composition.left_out.is_empty(), "{:?}", composition.left_out);
    assert!(map(&printed(&composition), "map/index.html").contains("class=\"border\""));
}

#[test]
fn a_file_that_was_read_before_is_as_good_and_as_faulty_as_one_that_is_new() {
    let files = city("Mosul", "36.34", "43.12");
    let site = |disputed: bool, coordinates: &str| {
        let borders = collection(&[feature("LineString", coordinates, disputed)]);
        let mut files =
            files.each_ref().map(|(path, text)| (path.as_str(), text.as_str())).to_vec();
        files.extend([SETTINGS, ("borders.geojson", borders.as_str())]);
        snapshot(&files)
    };
    let mut cache = ComposeCache::default();
    let snapshots = [
        site(false, "[[41, 34], [41, 39]]"),
        site(true, "[[41, 34], [41, 39]]"),
        site(true, "[[41, 34], [41, 99]]"),
        site(true, "[[41, 34], [41, 99]]"),
        site(false, "[[41, 34], [41, 39]]"),
    ];
    for snapshot in snapshots {
        let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
        let [warm, new] = [&mut cache, &mut ComposeCache::default()]
            .map(|cache| compose(&snapshot.clone().into(), &options, cache));
        assert_eq!(warm.faults, new.faults);
        assert_eq!(printed(&warm), printed(&new));
    }
}

#[test]
fn a_border_that_is_moved_while_the_preview_runs_moves_on_the_map() {
    let (_folder, site) = support::new_site();
    let save = |path: &str, text: &str| support::save(&site.join(path), text);
    let line = |disputed| collection(&[feature("LineString", "[[41, 34], [41, 39]]", disputed)]);
    save("site.toml", SETTINGS.1);
    save("borders.geojson", &line(false));
    for (path, text) in &city("Mosul", "36.34", "43.12") {
        save(path, text);
    }
    let preview = Preview::start(&site);
    let is_settled = |page: &str| page.contains("class=\"border\"") && !page.contains(DASHED);
    preview.wait_until("/map/", "settled", |_, page| is_settled(page));
    save("borders.geojson", &line(true));
    preview.wait_until("/cities/mosul/", "disputed", |_, page| page.contains(DASHED));
    save("borders.geojson", "{");
    preview.wait_to_hear("error[bad-borders]");
    save("borders.geojson", &line(false));
    preview.wait_until("/map/", "settled again", |_, page| is_settled(page));
}
