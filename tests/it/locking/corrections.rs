//! What has to be explained, and what explains it: the entries under `corrections`.

use super::Site;

/// Records a dispatch with the keys `before`, writes `after` over them, pastes every entry that is asked for, and holds each
/// step to what is told.
#[track_caller]
fn check_correction(before: &str, after: &str, changes: usize) {
    let mut site = Site::default();
    site.write("mosul", before);
    site.accept();
    assert_eq!(site.told(), "");
    site.write("mosul", after);
    assert_eq!(site.told(), format!("{changes} figure-changed"));
    let entry = |help: &String| {
        let (_, entry) = help.split_once("\n  - ").expect("an entry to paste");
        // As it is pasted, it still asks for the reason.
        entry.replace("say why", "The hospital counted again.")
    };
    let entries: Vec<String> = site.help().iter().map(entry).collect();
    site.write("mosul", &format!("{after}\ncorrections:\n  - {}", entries.join("\n  - ")));
    assert_eq!(site.told(), "1 figures-not-recorded", "{entries:#?}");
    site.accept();
    assert_eq!(site.told(), "");
}

#[test]
fn a_figure_that_changes_is_an_error_until_the_entry_it_asks_for_is_pasted_and_accepted() {
    check_correction(
        "city: Mosul\ncasualties: {killed: 70}",
        "city: Mosul\ncasualties: {killed: more than 120}",
        1,
    );
}

#[test]
fn whatever_moves_a_toll_is_held() {
    let of = "city: Mosul\ncasualties: {killed: 70}";
    for (after, changes) in [
        ("city: Mosul\ncasualties: 70", 2),
        ("city: Mosul\ncasualties: {killed: {total: 70, civilian: 12}}", 1),
        ("city: Mosul\ncasualties: {killed: ~70}", 1),
        ("city: Mosul\ncasualties: {killed: {min: 60, max: 70, text: \"від 60 до 70\"}}", 1),
        ("city: Mosul\ncasualties: {killed: unknown}", 1),
        ("city: Mosul", 1),
        ("city: \"Al-Mawsil % old\"\ncasualties: {killed: 70}", 1),
        ("cities: [Mosul, Tikrit]\ncasualties: {killed: 70}", 1),
        ("city: Mosul\nregion: Nineveh\ncountry: IQ\narea: West\ncasualties: {killed: 70}", 3),
        ("city: Mosul\nlocation: {precision: country}\ncasualties: {killed: 70}", 1),
        ("city: Mosul\nevent: {from: 2017-05-26, to: 2017-05-31}\ncasualties: {killed: 70}", 1),
        ("city: Mosul\nas_of: 2017-06-01T18:00+03:00\ncasualties: {killed: 70}", 1),
        ("city: Mosul\ngrade: discounted\ncasualties: {killed: 70}", 1),
        ("city: Mosul\nincident: zanjili\ncasualties: {killed: 70}", 1),
        ("city: Mosul\nkind: toll\nevent: 2017-05-31\ncasualties: {killed: 70}", 2),
        (
            "city: Mosul\nkind: toll\nevent: 2017-05-31\nseries: west\nphase: 2\ncasualties: {killed: 70}",
            4,
        ),
        ("city: Mosul\nattribution: [{to: isil, scope: some}]\ncasualties: {killed: 70}", 1),
        (
            "city: Mosul\ncasualties: {killed: 70}\nclaims: [{id: a, by: The mayor, as_of: 2017-06-01, killed: 9}]\nadopt: a",
            3,
        ),
    ] {
        check_correction(of, after, changes);
        check_correction(after, of, changes);
    }
}

#[test]
fn who_speaks_is_held_where_somebody_speaks_twice() {
    let claims = |second: &str| {
        format!(
            "city: Mosul\nclaims:\n  - {{id: a, by: The mayor, killed: 12}}\n  - {{id: b, by: {second}, killed: 9}}"
        )
    };
    check_correction(&claims("The mayor"), &claims("A doctor"), 2);
    let mut site = Site::default();
    site.write("mosul", &claims("A docter"));
    site.accept();
    site.write("mosul", &claims("A doctor"));
    assert_eq!(site.told(), "");
}

#[test]
fn an_entry_without_a_field_fits_by_its_figures() {
    let mut site = Site::recorded();
    let corrected = |entry: &str| {
        format!(
            "city: Mosul\ncasualties: {{killed: 120}}\ncorrections: [{{on: 2017-06-02, kind: corrected, {entry}}}]"
        )
    };
    site.write("mosul", &corrected("was: seventy, now: 120"));
    assert_eq!(site.told(), "1 figure-changed");
    site.write("mosul", &corrected("was: 70, now: 120"));
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.write("mosul", &corrected("field: killed, was: 70, now: 120"));
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.write("mosul", &corrected("field: injured, was: 70, now: 120"));
    assert_eq!(site.told(), "1 figure-changed");
}

#[test]
fn corrections_may_stand_in_any_order_and_the_latest_decides() {
    let mut site = Site::recorded();
    let entries = [
        "{on: 2017-06-02, kind: corrected, field: killed, was: 70, now: 80}",
        "{on: 2017-06-03, kind: corrected, field: killed, was: 80, now: 90}",
    ];
    for entries in [entries.join(", "), format!("{}, {}", entries[1], entries[0])] {
        for (figure, told) in [("90", "1 figures-not-recorded"), ("80", "1 figure-changed")] {
            site.write(
                "mosul",
                &format!("city: Mosul\ncasualties: {{killed: {figure}}}\ncorrections: [{entries}]"),
            );
            assert_eq!(site.told(), told, "{figure} with {entries}");
        }
    }
}
