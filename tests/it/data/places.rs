//! Where an incident may be shown: no closer than it is known, and no closer than anybody asked for.
//! What is read here is the map and the table; no page prints a point of an incident.

use serde_json::Value;

use crate::data::{check, dispatch, incident, json, rows, sample, site};
use crate::site::{anywhere, printed};

const POINT: &str = "lat: 36.335678, lon: -43.118889";

fn with(location: &str) -> std::collections::BTreeMap<String, String> {
    let keys = "date: 2017-05-31\ncity: Mosul\ncasualties: {killed: 1}\nlocation";
    incident(&format!("{keys}: {{{location}}}"))
}

#[test]
fn a_point_has_the_decimals_that_its_precision_allows() {
    for (precision, lat, lon) in [
        ("exact", "36.3357", "-43.1189"),
        ("street", "36.336", "-43.119"),
        ("neighbourhood", "36.34", "-43.12"),
        ("district", "36.34", "-43.12"),
        ("city", "36.3", "-43.1"),
        ("region", "-", "-"),
    ] {
        let row = with(&format!("{POINT}, precision: {precision}"));
        check(&row, &format!("place_precision {precision}, lat {lat}, lon {lon}"));
    }
    check(&with(POINT), "place_precision city, lat 36.3, lon -43.1");
}

#[test]
fn what_may_not_be_published_so_closely_is_not() {
    check(&with(&format!("{POINT}, precision: exact, publish: city")), "lat 36.3, lon -43.1");
    check(&with(&format!("{POINT}, precision: exact, publish: region")), "lat -, lon -");
    check(&with(&format!("{POINT}, precision: district, publish: exact")), "lat 36.34, lon -43.12");
}

#[test]
fn a_later_dispatch_does_not_undo_a_wish_for_protection() {
    let keys = |day: u8, location: &str| {
        format!(
            "date: 2017-06-{day:02}\ncity: Mosul\nincident: x\ncasualties: {{killed: 1}}\nlocation: {{{location}}}"
        )
    };
    let pages = site(&[
        dispatch("a", &keys(1, &format!("{POINT}, precision: exact, publish: city"))),
        dispatch("b", &keys(2, &format!("{POINT}, precision: exact"))),
        dispatch("c", &keys(3, &format!("{POINT}, precision: exact, publish: street"))),
    ]);
    check(&rows(&pages, "data/incidents.csv")[0], "lat 36.3, lon -43.1");
    for closer in ["36.33", "36.34", "-43.11", "-43.12"] {
        assert_eq!(anywhere(&pages, closer), Vec::<String>::new(), "no file says {closer}");
    }
}

#[test]
fn an_incident_in_a_city_is_shown_where_the_city_is() {
    let pages = site(&[
        (
            "content/cities/mosul.md".into(),
            "---\nname: Mosul\nlat: 36.335\nlon: 43.118889\n---\n".into(),
        ),
        dispatch("a", "date: 2017-06-01\ncity: Mosul\ncasualties: {killed: 1}"),
        dispatch(
            "b",
            "date: 2017-06-02\ncity: Mosul\ncasualties: {killed: 1}\nlocation: {lat: 36.4, lon: 43.2}",
        ),
        dispatch("c", "date: 2017-06-03\ncities: [Mosul, Kyiv]\ncasualties: {killed: 1}"),
        dispatch(
            "d",
            "date: 2017-06-04\nregion: Nineveh\nlocation: {precision: region}\ncasualties: {killed: 1}",
        ),
    ]);
    let rows = rows(&pages, "data/incidents.csv");
    check(&rows[0], "lat 36.34, lon 43.12");
    check(&rows[1], "lat 36.34, lon 43.12");
    check(&rows[2], "cities Kyiv|Mosul, lat -, lon -");
    let map = json(&pages, "data/incidents.geojson");
    assert_eq!(map["type"], "FeatureCollection");
    let features = map["features"].as_array().expect("features");
    assert_eq!(features.len(), 4, "one without a point is a feature without a geometry");
    assert_eq!(features[3]["geometry"], Value::Null);
    assert_eq!(features[2]["properties"]["cities"], serde_json::json!(["Kyiv", "Mosul"]));
    let [lon, lat] = &features[0]["geometry"]["coordinates"].as_array().expect("a point")[..]
    else {
        panic!("a point has two coordinates");
    };
    assert_eq!((lon.as_f64(), lat.as_f64()), (Some(43.12), Some(36.34)), "east comes first");
    assert_eq!(features[0]["properties"].get("lat"), None, "the point is said once");
}

#[test]
fn the_map_of_the_sample_site_has_every_incident_on_the_globe_or_nowhere() {
    let pages = printed(&sample());
    let map = json(&pages, "data/incidents.geojson");
    let features = map["features"].as_array().expect("features");
    assert_eq!(features.len(), rows(&pages, "data/incidents.csv").len());
    let points: Vec<&Value> = features.iter().map(|feature| &feature["geometry"]).collect();
    assert!(points.iter().filter(|point| !point.is_null()).count() > 10);
    for point in points.into_iter().filter(|point| !point.is_null()) {
        let degrees = |nth: usize| point["coordinates"][nth].as_f64().expect("degrees");
        assert!((-180.0..=180.0).contains(&degrees(0)) && (-90.0..=90.0).contains(&degrees(1)));
    }
}
