//! The formats of dispatches, cities, regions, incidents, pages and settings: every documented key is read, and its
//! value lands where it should. It does not look for faults; `input` and `faults` do.

use dateline::config;
use dateline::field::word::Word;
use dateline::read::content_file::{self, ContentFile};
use dateline::text::source::{Source, SourcePath};
use serde_json::{Value, json};

use super::dispatch;

/// What the sound file `text` at `path` is read as, as plain data.
fn landed(path: &str, text: &str) -> Value {
    let path = SourcePath::new(path);
    let reading = content_file::read(&path, &Source::text(&path, text));
    assert!(reading.faults.is_empty(), "{path}: {:#?}", reading.faults);
    let text = match reading.content.expect("a sound file is something") {
        ContentFile::Dispatch(it) => serde_json::to_string(&*it),
        ContentFile::City(it) => serde_json::to_string(&*it),
        ContentFile::Region(it) => serde_json::to_string(&*it),
        ContentFile::Incident(it) => serde_json::to_string(&*it),
        ContentFile::Introduction(it) => serde_json::to_string(&*it),
        ContentFile::Page(it) => serde_json::to_string(&*it),
    };
    // By way of text, since a hash is too large a number for a value.
    serde_json::from_str(&text.expect("pieces are plain data")).expect("it was written by us")
}

/// Holds `landed` to a table of places in it and what should be there. What is kept with its place is compared without it.
fn check(landed: &Value, table: &[(&str, Value)]) {
    for (place, expected) in table {
        let found =
            landed.pointer(place).unwrap_or_else(|| panic!("nothing at {place}: {landed:#}"));
        assert_eq!(found.get("value").unwrap_or(found), expected, "{place}");
    }
}

/// A count with its wording, its least and its most.
fn count(wording: &str, min: u64, max: Option<u64>) -> Value {
    json!({"wording": wording, "bounds": {"min": min, "max": max, "approximate": false}})
}

#[test]
fn level_0_a_bare_number_counts_killed_and_injured_not_told_apart() {
    let casualties = &dispatch("casualties: 120").reports[0].casualties;
    let bare_number = casualties.bare_number.as_ref().expect("it is not told apart");
    assert_eq!(bare_number.count.wording(), "120");
    assert!(casualties.harms.is_empty());
    assert!(dispatch("").reports[0].casualties.is_empty());
    let nobody = dispatch("casualties: 0").reports[0].casualties.clone();
    assert_eq!(
        nobody
            .bare_number
            .and_then(|bare_number| bare_number.count.bounds())
            .and_then(|bounds| bounds.max),
        Some(0)
    );
}

#[test]
fn level_0_a_heading_can_be_the_title() {
    let text = "---\ndate: 2017-05-31\ncity: Mosul\n---\n# Claims of a *strike*\n\nText.\n";
    let landed = landed("content/dispatches/a/2017-05-31-mosul.md", text);
    check(
        &landed,
        &[
            ("/title", json!("Claims of a strike")),
            ("/slug", json!("2017-05-31-mosul")),
            ("/body/excerpt", json!("Text.")),
        ],
    );
}

#[test]
fn level_1_phrases_and_ranges_are_counts() {
    let at = |keys: &str, place: &str, expected: Value| {
        let text = super::with(keys);
        check(&landed(super::PATH, &text), &[(place, expected)]);
    };
    at(
        "casualties: more than 120",
        "/reports/0/casualties/bare_number/count",
        count("more than 120", 120, None),
    );
    at(
        "casualties: {min: 80, max: 115, text: 80 or 115}",
        "/reports/0/casualties/bare_number/count",
        count("80 or 115", 80, Some(115)),
    );
    let both = "casualties: {killed: 80-115, injured: at least 30}";
    at(both, "/reports/0/casualties/harms/killed/total", count("80-115", 80, Some(115)));
    at(both, "/reports/0/casualties/harms/injured/total", count("at least 30", 30, None));
}

#[test]
fn level_3_every_key_of_a_dispatch_lands_where_it_should() {
    let landed = landed(super::PATH, include_str!("sound.md"));
    check(
        &landed,
        &[
            ("/title", json!("Coalition looks into strike claims in west Mosul")),
            ("/date", json!("2017-05-31T18:00+03:00")),
            ("/updated", json!("2017-06-02")),
            ("/slug", json!("mosul-zanjili-claims")),
            ("/aliases/1", json!("/news/old.html")),
            ("/lang", json!("en")),
            ("/summary", json!("Residents and medics speak of more than 120 dead.")),
            ("/authors/0", json!("Hala Jaber")),
            ("/authors/1", json!("Sara Ali")),
            ("/topics/0", json!("strikes")),
            ("/topics/1", json!("civilian harm")),
            ("/filed_from", json!("Erbil")),
            ("/kind", json!("toll")),
            ("/status", json!("developing")),
            ("/series/name", json!("west-mosul-2017")),
            ("/series/phase", json!(2)),
            ("/supersedes", json!("mosul-zanjili-first")),
            ("/content_warning", json!("Descriptions of injuries")),
            ("/embargo", json!("2017-06-01T06:00:00+03:00")),
            ("/draft", json!(false)),
            ("/extra", json!({"colour": "red", "rows": ["1", "two", {"three": "3"}]})),
            ("/media/0/file", json!("street.jpg")),
            ("/media/0/alt", json!("A street in rubble")),
            ("/media/0/credit", json!("Hala Jaber")),
            ("/media/0/graphic", json!(true)),
            ("/media/0/warning", json!("Blood")),
            ("/corrections/0/on", json!("2017-06-02")),
            ("/corrections/0/kind", json!("corrected")),
            ("/corrections/0/field", json!("casualties.killed")),
            ("/corrections/0/was", json!("70")),
            ("/corrections/0/now", json!(">120")),
            ("/corrections/0/note", json!("a second hospital")),
            ("/sources/0/url", json!("https://www.aljazeera.com/x?y=1")),
            ("/sources/0/archived", json!("https://web.archive.org/web/x")),
            ("/sources/0/accessed", json!("2017-06-01")),
            ("/sources/0/published", json!("2017-05-31")),
            ("/sources/0/language", json!("en")),
            ("/sources/0/kind", json!("news")),
            ("/sources/0/syndicated_from", json!("Reuters")),
            ("/sources/1/protect", json!(true)),
            ("/body/links/0/destination", json!("/method/")),
        ],
    );
}

#[test]
fn levels_2_and_3_every_key_of_a_report_lands_where_it_should() {
    let landed = landed(super::PATH, include_str!("sound.md"));
    let report = &landed["reports"][0];
    check(
        report,
        &[
            ("/incident", json!("mosul-zanjili-2017-05-31")),
            ("/place/cities/0", json!("Mosul")),
            ("/place/country", json!("IQ")),
            ("/place/region", json!("Nineveh")),
            ("/place/area", json!("West Mosul")),
            (
                "/place/location",
                json!({"coordinates": {"lat": 36_350_000, "lon": -43_118_025}, "precision": "district", "publish": "city"}),
            ),
            ("/event", json!({"days": "2017-05-26/2017-05-31", "precision": "week"})),
            ("/as_of", json!("2017-05-31T12:00:00Z")),
            ("/casualties/harms/killed/total", count("1,200", 1200, Some(1200))),
            ("/casualties/harms/killed/as_of", json!("2017-05-30")),
            ("/casualties/harms/killed/parts/civilian", count(">120", 120, None)),
            ("/casualties/harms/killed/parts/combatant", count("8", 8, Some(8))),
            (
                "/casualties/harms/killed/parts/unknown_status",
                json!({"wording": "unknown", "bounds": null}),
            ),
            ("/casualties/harms/killed/parts/children", count("at least 14", 14, None)),
            ("/casualties/harms/killed/parts/medics", count("one or two", 1, Some(2))),
            ("/casualties/harms/injured/total", count("30-45", 30, Some(45))),
            ("/casualties/harms/missing/total", count("١٢", 12, Some(12))),
            ("/casualties/harms/displaced/total", count("dozens of families", 80, None)),
            ("/casualties/harms/trapped/as_of", json!("2017-05-31")),
            ("/claims/0/by", json!("Al Jazeera's sources")),
            ("/claims/0/role", json!("media")),
            ("/claims/0/as_of", json!("2017-05-31")),
            ("/claims/0/source", json!("aje")),
            ("/claims/0/casualties/harms/killed/parts/civilian", count(">120", 120, None)),
            ("/claims/1/party", json!("us-led-coalition")),
            ("/claims/1/counted", json!(false)),
            ("/claims/1/why", json!("under investigation")),
            ("/claims/1/casualties/harms/injured/total", count("up to 3", 0, Some(3))),
            ("/adopt", json!("aj")),
            ("/attribution/0/to", json!("us-led-coalition")),
            ("/attribution/0/how", json!("alleged")),
            ("/attribution/0/scope", json!("some")),
            ("/attribution/0/means", json!("air strike")),
            ("/positions/0/party", json!("us-led-coalition")),
            ("/positions/0/position", json!("investigating")),
            ("/positions/0/on", json!("2017-06-01")),
            ("/positions/0/promised", json!("a monthly civilian casualty report")),
            ("/positions/0/note", json!("by spokesman")),
            ("/grade", json!("weak")),
        ],
    );
}

#[test]
fn level_3_a_round_up_tells_of_several_incidents_in_one_place_or_many() {
    let keys = "event: 2017-05-30\nincidents:\n  - {incident: zanjili, casualties: 12, grade: fair}\n  \
                - {incident: shifa, city: Erbil, event: 2017-05-31, claims: [{by: The mayor, killed: {min: 3}}]}";
    check(
        &landed(super::PATH, &super::with(keys)),
        &[
            ("/reports/0/incident", json!("zanjili")),
            ("/reports/0/place/cities/0", json!("Mosul")),
            ("/reports/0/event", json!({"days": "2017-05-30/2017-05-30", "precision": "day"})),
            ("/reports/0/grade", json!("fair")),
            ("/reports/1/place/cities/0", json!("Erbil")),
            ("/reports/1/event", json!({"days": "2017-05-31/2017-05-31", "precision": "day"})),
            ("/reports/1/claims/0/casualties/harms/killed/total/bounds/min", json!(3)),
        ],
    );
}

#[test]
fn level_3_tolls_statements_translations_and_withdrawals() {
    let toll = dispatch(
        "kind: toll\nevent: {from: 2017-02-19, to: 2017-07-09}\nincludes: [zanjili]\nexcludes: [shifa]",
    );
    assert_eq!((toll.kind.word(), toll.includes.len(), toll.excludes.len()), ("toll", 1, 1));
    assert_eq!(dispatch("kind: statement").kind.word(), "statement");
    let withdrawn = dispatch("withdrawn: {on: 2017-06-03, why: it was another street}").withdrawn;
    assert_eq!(withdrawn.expect("it is withdrawn").why, "it was another street");
    let text = "---\ntitle: غارة على حي الزنجيلي\ndate: 2017-06-01\nlang: ar\ntranslation_of: zanjili\n---\nنص\n";
    check(
        &landed(super::PATH, text),
        &[("/translation_of", json!("zanjili")), ("/lang", json!("ar"))],
    );
    let text =
        "---\ntitle: x\ndate: 2017-06-01\nregion: Nineveh\nlocation: {precision: region}\n---\n";
    check(&landed(super::PATH, text), &[("/reports/0/place/region", json!("Nineveh"))]);
    assert_eq!(dispatch("").reports[0].place.cities.len(), 1);
}

#[test]
fn the_other_files_are_read_whole() {
    let text = "---\nname: Mosul\nnames: {ar: الموصل, uk: Мосул}\ncountry: IQ\nregion: Nineveh\nlat: 36.34\nlon: 43.13\naliases: [Al-Mawsil]\nslug: mosul\n---\nOn the Tigris.\n";
    check(
        &landed("content/cities/mosul.md", text),
        &[
            ("/name", json!("Mosul")),
            ("/names", json!({"ar": "الموصل", "uk": "Мосул"})),
            ("/country", json!("IQ")),
            ("/region", json!("Nineveh")),
            ("/coordinates", json!({"lat": 36_340_000, "lon": 43_130_000})),
            ("/aliases/0", json!("Al-Mawsil")),
            ("/slug", json!("mosul")),
            ("/body/excerpt", json!("On the Tigris.")),
        ],
    );
    let text = "---\nname: Nineveh\ncountry: IQ\nwithin: Northern Iraq\n---\n";
    check(&landed("content/regions/nineveh.md", text), &[("/within", json!("Northern Iraq"))]);
    let text = "---\naliases: [/war/]\n---\nAlong the river.\n";
    check(
        &landed("content/topics/river-war.md", text),
        &[
            ("/subject", json!("topics")),
            ("/aliases/0", json!("/war/")),
            ("/body/excerpt", json!("Along the river.")),
        ],
    );
    let text = "---\ntitle: Zanjili\ncity: Mosul\nevent: {from: 2017-05-31}\ngrade: fair\nmerged_into: shifa\ndistinct_from: [old-city]\naliases: [/zanjili/]\nids: {ucdp: 225797, acled: IRQ1, airwars: CS1, ibc: k1}\n---\n";
    check(
        &landed("content/incidents/zanjili.md", text),
        &[
            ("/id", json!("zanjili")),
            ("/place/cities/0", json!("Mosul")),
            ("/grade", json!("fair")),
            ("/merged_into", json!("shifa")),
            ("/distinct_from/0", json!("old-city")),
            ("/ids", json!({"ucdp": "225797", "acled": "IRQ1", "airwars": "CS1", "ibc": "k1"})),
        ],
    );
    let text = "---\ntitle: Method\nsummary: How we count\nslug: how\nmenu: 3\naliases: [/how-we-count/]\nlang: en\ndraft: true\n---\n";
    check(
        &landed("content/method.md", text),
        &[("/menu", json!(3)), ("/slug", json!("how")), ("/draft", json!(true))],
    );
}

#[test]
fn every_setting_is_read() {
    let least = config::read("title = \"x\"\nbase_url = \"https://x.example\"\n")
        .expect("two settings are enough");
    assert_eq!((least.base_url.as_str(), least.language.as_str()), ("https://x.example/", "en"));
    assert_eq!(
        (least.theme.value.as_str(), least.links.word(), least.trust_html),
        ("wire", "root", false)
    );
    assert_eq!(least.headline_grades.len(), 5);
    let all = config::read(
        "title = \"x\"\nbase_url = \"https://x.example/r\"\nlanguage = \"uk\"\ntimezone = \"Europe/Kyiv\"\ndescription = \"y\"\n\
         headline_grades = [\"confirmed\", \"fair\"]\nlinks = \"relative\"\ntrust_html = true\n\
         menu = [{ title = \"About\", to = \"/about/\" }]\n[theme]\nname = \"wire\"\naccent = \"red\"\n",
    )
    .expect("all settings are sound");
    assert_eq!(all.timezone.iana_name(), Some("Europe/Kyiv"));
    assert_eq!(all.description.as_deref(), Some("y"));
    assert_eq!(
        (all.headline_grades.len(), all.links.word(), all.trust_html),
        (2, "relative", true)
    );
    assert_eq!(all.menu.expect("a menu")[0].to.value, "/about/");
    assert_eq!(all.theme_settings.len(), 1);
}
