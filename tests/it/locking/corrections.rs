//! What has to be explained, and what explains it: the entries under `corrections`.

use super::Site;

/// Records a dispatch with the keys `before`, writes `after` over them, pastes all entries that are asked for, and holds each
/// step to what is told. However much one edit changes, it is one report.
#[track_caller]
fn check_correction(before: &str, after: &str, entries: usize) {
    let mut site = Site::default();
    site.write("mosul", before);
    site.accept();
    assert_eq!(site.told(), "");
    site.write("mosul", after);
    assert_eq!(site.told(), "1 figure-changed");
    let asked = entries_asked_for(&site);
    assert_eq!(asked.len(), entries, "{asked:#?}");
    site.write("mosul", &format!("{after}\ncorrections:\n  - {}", asked.join("\n  - ")));
    assert_eq!(site.told(), "1 figures-not-recorded", "{asked:#?}");
    site.accept();
    assert_eq!(site.told(), "");
}

/// The entries to paste, each with a reason.
fn entries_asked_for(site: &Site) -> Vec<String> {
    let pasted = format!("\n{}", site.to_paste());
    let entries = pasted.split("\n  - ").skip(1);
    entries.map(|entry| entry.replace("say why", "The hospital counted again.")).collect()
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
    for (after, forth, back) in [
        ("city: Mosul\ncasualties: 70", 2, 2),
        ("city: Mosul\ncasualties: {killed: {total: 70, civilian: 12}}", 1, 1),
        ("city: Mosul\ncasualties: {killed: ~70}", 1, 1),
        ("city: Mosul\ncasualties: {killed: {min: 60, max: 70, text: \"від 60 до 70\"}}", 1, 1),
        ("city: Mosul\ncasualties: {killed: unknown}", 1, 1),
        ("city: Mosul", 1, 1),
        ("city: \"Al-Mawsil % old\"\ncasualties: {killed: 70}", 1, 1),
        ("cities: [Mosul, Tikrit]\ncasualties: {killed: 70}", 1, 1),
        ("city: Mosul\nregion: Nineveh\ncountry: IQ\narea: West\ncasualties: {killed: 70}", 1, 3),
        ("city: Mosul\nlocation: {precision: country}\ncasualties: {killed: 70}", 1, 1),
        ("city: Mosul\nevent: {from: 2017-05-26, to: 2017-05-31}\ncasualties: {killed: 70}", 1, 1),
        ("city: Mosul\nas_of: 2017-06-01T18:00+03:00\ncasualties: {killed: 70}", 1, 1),
        ("city: Mosul\ngrade: discounted\ncasualties: {killed: 70}", 1, 1),
        ("city: Mosul\nincident: zanjili\ncasualties: {killed: 70}", 1, 1),
        ("city: Mosul\nkind: toll\nevent: 2017-05-31\ncasualties: {killed: 70}", 2, 2),
        (
            "city: Mosul\nkind: toll\nevent: 2017-05-31\nseries: west\nphase: 2\ncasualties: {killed: 70}",
            2,
            4,
        ),
        ("city: Mosul\nattribution: [{to: isil, scope: some}]\ncasualties: {killed: 70}", 1, 1),
        (
            "city: Mosul\ncasualties: {killed: 70}\nclaims: [{id: a, by: The mayor, as_of: 2017-06-01, killed: 9}]\nadopt: a",
            1,
            3,
        ),
    ] {
        check_correction(of, after, forth);
        check_correction(after, of, back);
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

#[test]
fn what_is_only_added_is_one_entry_however_many_keys_it_has() {
    let before = "city: Mosul\ncasualties: {killed: 70}";
    let claim = "claims: [{id: aj, by: A channel, party: isil, as_of: 2017-06-01, killed: {total: 80, civilian: 60}, injured: 12}]";
    let after = format!(
        "city: Mosul\narea: West\ngrade: fair\ncasualties: {{killed: 70, injured: {{total: 9, children: 2}}}}\n{claim}"
    );
    check_correction(before, &after, 1);
    let mut site = Site::recorded();
    site.write("mosul", &after);
    assert_eq!(
        entries_asked_for(&site),
        [
            "{on: 2017-06-10, kind: updated, added: [area, casualties.injured, claims.aj, grade], note: \"The hospital counted again.\"}"
        ]
    );
}

#[test]
fn a_figure_that_moves_beside_an_addition_needs_its_own_was_and_now() {
    check_correction(
        "city: Mosul\ncasualties: {killed: 70}",
        "city: Mosul\narea: West\ncasualties: {killed: 80}",
        2,
    );
    let mut site = Site::recorded();
    let added = "corrections: [{on: 2017-06-02, kind: updated, added: [killed, area], note: More is known}]";
    site.write("mosul", &format!("city: Mosul\ncasualties: {{killed: 80}}\n{added}"));
    assert_eq!(site.told(), "1 figure-changed");
    site.write("mosul", &format!("city: Mosul\ncasualties: {{killed: unknown}}\n{added}"));
    assert_eq!(site.told(), "1 figure-changed");
}

#[test]
fn a_figure_that_was_published_as_unknown_is_not_added_but_changed() {
    let mut site = Site::default();
    site.write("mosul", "city: Mosul\ncasualties: {killed: unknown}");
    site.accept();
    site.write("mosul", "city: Mosul\ncasualties: {killed: 12}");
    let asked = entries_asked_for(&site);
    assert!(asked[0].contains("field: casualties.killed, was: unknown, now: 12"), "{asked:?}");
}

#[test]
fn an_entry_for_a_claim_explains_the_claim_once_and_nothing_that_comes_to_it_later() {
    let with = |claim: &str, added: &str| {
        format!(
            "city: Mosul\ncasualties: {{killed: 70}}\nclaims: [{{id: aj, by: A channel, {claim}}}]\ncorrections:\n  - {{on: 2017-06-02, kind: updated, added: [claims.aj], note: New}}{added}"
        )
    };
    let mut site = Site::recorded();
    site.write("mosul", &with("killed: 80", ""));
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.accept();
    site.write("mosul", &with("killed: 80, injured: 12", ""));
    assert_eq!(site.told(), "1 figure-changed");
    let later = "\n  - {on: 2017-06-03, kind: updated, added: [claims.aj.injured], note: New too}";
    site.write("mosul", &with("killed: 80, injured: 12", later));
    assert_eq!(site.told(), "1 figures-not-recorded");
    site.write("mosul", &with("killed: 80, counted: false, why: He was not there", ""));
    assert!(
        entries_asked_for(&site)[0].contains("field: claims.aj.counted, was: none, now: false")
    );
}

#[test]
fn what_was_deleted_and_is_there_again_is_explained_again() {
    let with = |area: &str, later: &str| {
        format!(
            "city: Mosul\n{area}casualties: {{killed: 70}}\ncorrections:\n  - {{on: 2017-06-02, kind: updated, added: [area], note: New}}{later}"
        )
    };
    let gone = "\n  - {on: 2017-06-03, kind: corrected, field: area, was: West, now: none, note: It was elsewhere}";
    let mut site = Site::recorded();
    site.write("mosul", &with("area: West\n", ""));
    site.accept();
    site.write("mosul", &with("", gone));
    site.accept();
    site.write("mosul", &with("area: East\n", gone));
    assert_eq!(site.told(), "1 figure-changed");
    let again = "\n  - {on: 2017-06-04, kind: updated, added: [area], note: It is known now}";
    site.write("mosul", &with("area: East\n", &format!("{gone}{again}")));
    assert_eq!(site.told(), "1 figures-not-recorded");
}

#[test]
fn an_added_entry_without_its_reason_explains_nothing() {
    let mut site = Site::recorded();
    let entry = "corrections: [{on: 2017-06-02, kind: updated, added: [area], note: say why}]";
    site.write("mosul", &format!("city: Mosul\narea: West\ncasualties: {{killed: 70}}\n{entry}"));
    assert_eq!(site.told(), "1 figure-changed");
    assert!(site.help()[0].contains("replace `say why`"), "{:?}", site.help());
    assert!(entries_asked_for(&site).is_empty(), "the entry is there already");
}

#[test]
fn what_the_report_shows_is_pasted_as_it_is_below_any_list_of_corrections() {
    let killed = |n: u32| format!("city: Mosul\ncasualties: {{killed: {n}}}");
    let old = "on: 2017-06-02";
    for list in [
        String::new(),
        format!("\ncorrections:\n  - {{{old}, kind: updated, note: A photo}}"),
        format!("\ncorrections:\n- {old}\n  kind: updated\n  note: A photo"),
        format!("\ncorrections:\n    -\n        {old}\n        kind: updated"),
        format!("\ncorrections: [{{{old}, kind: updated}}\n"),
    ] {
        let end = if list.ends_with('\n') { "\n ]" } else { "" };
        let mut site = Site::default();
        site.write("mosul", &format!("{}{list}{end}", killed(70)));
        site.accept();
        site.write("mosul", &format!("{}{list}{end}", killed(90)));
        let report = site.report();
        let (_, below) = report.split_once("Readers will see it\n\n").expect("lines to paste");
        let (lines, _) = below.split_once("\n\n").expect("an empty line below them");
        let lines = lines.replace("say why", "The hospital, which had the list, erred");
        site.write("mosul", &format!("{}{}\n{lines}{end}", killed(90), list.trim_end()));
        assert_eq!(site.told(), "1 figures-not-recorded", "{lines}");
    }
}

#[test]
fn what_an_incident_file_says_against_its_dispatches_is_no_addition() {
    let mut site = Site::default();
    site.write("mosul", "city: Mosul\nincident: zanjili\ngrade: fair\ncasualties: {killed: 70}");
    site.accept();
    site.write("incidents/zanjili", "city: Mosul\ngrade: discounted\nevent: 2017-05-31");
    let asked = entries_asked_for(&site);
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(asked[0].contains("field: grade"), "{asked:?}");
    assert!(asked[1].contains("added: [event]"), "{asked:?}");
}
