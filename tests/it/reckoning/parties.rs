//! Rule 5: what is attributed to a party, in rows that are never one sum. A second reckoning, written from the rule alone, gives
//! the same rows for random sites.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::parties::{Family, OfParty, Standing};
use dateline::chronicle::reckoning::question::Question;
use dateline::chronicle::reckoning::{Reckoning, reckon};
use dateline::field::casualties::Harm;
use dateline::field::claim::Grade;
use dateline::field::party::Party;
use dateline::field::word::Word;
use dateline::text::span::{Span, Spanned};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{Site, cases, check, site};

fn of(name: &str, keys: &str) -> String {
    format!("== {name}\ndate: 2026-03-14\ncity: Rivertown\ncasualties: {{killed: 10}}\n{keys}\n")
}

#[test]
fn an_incident_is_in_the_first_row_that_fits() {
    let held = "attribution: [{to: army, how: alleged, scope: all}]";
    let confirmed = "attribution: [{to: army, how: confirmed, scope: all}]";
    let answer = |it: &str| format!("positions: [{{party: army, position: {it}}}]");
    let site = [
        of("a", "attribution: [{to: army, how: claimed, scope: all}]"),
        of("b", &format!("{held}\n{}", answer("acknowledged"))),
        of("c", &format!("{held}\n{}", answer("denied"))),
        of("d", &format!("{confirmed}\n{}", answer("rejected"))),
        of("e", &format!("{confirmed}\n{}", answer("investigating"))),
        of("f", &format!("{held}\n{}", answer("silent"))),
        of("g", "attribution: [{to: army, how: denied, scope: all}]"),
        of(
            "h",
            &format!("attribution: [{{to: army, how: claimed, scope: all}}]\n{}", answer("denied")),
        ),
        of("i", "attribution: [{to: other, how: claimed, scope: all}]"),
    ]
    .concat();
    check(&site, "by army claimed", "killed: 30; counted: a b h; no partly");
    check(&site, "by army disputed", "killed: 20; counted: c d; no partly");
    check(&site, "by army found", "killed: 10; counted: e; no partly");
    check(&site, "by army alleged", "killed: 10; counted: f; no partly");
    check(&site, "by army denied", "killed: 10; counted: g; no partly");
}

#[test]
fn only_what_is_all_of_one_party_counts_whole() {
    let site = [
        of("a", "attribution: [{to: army, how: alleged, scope: all}]"),
        of("b", "attribution: [{to: army, how: alleged, scope: some}]"),
        of("c", "attribution: [{to: army, how: alleged, scope: unknown}]"),
        of("d", "attribution: [{to: army, how: alleged}]"),
        of("e", "attribution: [{to: army, how: alleged, scope: all}, {to: other, how: alleged, scope: all}]"),
    ]
    .concat();
    check(&site, "by army alleged", "killed: 10–50; counted: a b c d e; partly: b c d e");
    check(&site, "by other alleged", "killed: up to 10; counted: e; partly: e");
}

/// What the attribution that decides the row says of the extent counts, and no other.
#[test]
fn a_claim_for_some_of_it_is_not_for_all_that_is_alleged() {
    let site = of(
        "a",
        "attribution: [{to: army, how: claimed, scope: some}, {to: army, how: alleged, scope: all}]",
    );
    check(&site, "by army claimed", "killed: up to 10; counted: a; partly: a");
    check(&site, "by army alleged", "no killed; no counted");
}

#[test]
fn the_last_answer_that_says_yes_or_no_decides() {
    let held = "attribution: [{to: army, how: alleged, scope: all}]\npositions:\n";
    let answers = |list: &[(&str, &str)]| {
        let lines = list.iter().map(|(position, on)| {
            let on = if on.is_empty() { String::new() } else { format!(", on: {on}") };
            format!("  - {{party: army, position: {position}{on}}}\n")
        });
        format!("{held}{}", lines.collect::<String>())
    };
    let rows = [
        (vec![("denied", "2026-03-15"), ("acknowledged", "2026-03-20")], "claimed"),
        (vec![("acknowledged", "2026-03-20"), ("denied", "2026-03-15")], "claimed"),
        (vec![("acknowledged", "2026-03-15"), ("denied", "2026-03-20")], "disputed"),
        (vec![("denied", ""), ("acknowledged", "")], "claimed"),
        (vec![("denied", "2026-03-15"), ("investigating", "2026-03-20")], "disputed"),
        (vec![("silent", "2026-03-15"), ("no_comment", "2026-03-20")], "alleged"),
    ];
    for (given, row) in rows {
        let site = of("a", &answers(&given));
        check(&site, &format!("by army {row}"), "killed: 10; counted: a");
    }
}

#[test]
fn an_answer_stands_until_a_later_dispatch_tells_of_another() {
    let told = |earlier: &str, later: &str| {
        let of = |name: &str, day: u8, positions: &str| {
            format!(
                "== {name}\ndate: 2026-03-{day}\ncity: Rivertown\nincident: market\ncasualties: {{killed: 10}}\n\
                 attribution: [{{to: army, how: alleged, scope: all}}]\npositions: [{positions}]\n"
            )
        };
        of("earlier", 15, earlier) + &of("later", 20, later)
    };
    let denies = "{party: army, position: denied}";
    let row = |site: &str, row: &str| {
        check(site, &format!("by army {row}"), "killed: 10; counted: market");
    };
    row(&told(denies, "{party: army, position: investigating}"), "disputed");
    row(&told(denies, "{party: others, position: denied}"), "disputed");
    row(&told(denies, "{party: army, position: acknowledged}"), "claimed");
    row(&told("{party: army, position: investigating}", denies), "disputed");
}

/// A party that acknowledges what nobody attributes to it holds itself responsible, and does not say for how much.
#[test]
fn what_a_party_acknowledges_is_claimed_though_nobody_attributes_it() {
    let site = of("a", "positions: [{party: army, position: acknowledged}]");
    check(&site, "by army claimed", "killed: up to 10; counted: a; partly: a");
    let site = of("a", "positions: [{party: army, position: denied}]");
    for row in Standing::ALL {
        check(&site, &format!("by army {}", row.word()), "no killed; no counted");
    }
}

/// The parties of random sites: `whole` is the coalition that a party is part of, if it is one.
fn parties(wholes: &[Option<usize>]) -> BTreeMap<String, Party> {
    let party = |(n, whole): (usize, &Option<usize>)| {
        // A party is only part of one with a higher number, so none is part of itself.
        let whole = whole.map(|whole| n + 1 + whole).filter(|whole| *whole < wholes.len());
        let part_of = whole.map(|whole| Spanned::new(format!("p{whole}"), Span::default()));
        let part_of = part_of.into_iter().collect();
        (format!("p{n}"), Party { name: format!("P{n}"), part_of, ..Party::default() })
    };
    wholes.iter().enumerate().map(party).collect()
}

/// One incident as it is told: its number, who is held responsible how and to what extent, and who answers what on which day.
#[derive(Clone, Debug)]
struct Told {
    killed: (u64, u64),
    held: Vec<(usize, &'static str, Option<&'static str>)>,
    answers: Vec<(usize, &'static str, Option<u8>)>,
}

const HOWS: [&str; 4] = ["alleged", "claimed", "confirmed", "denied"];
const SCOPES: [Option<&str>; 4] = [None, Some("all"), Some("some"), Some("unknown")];
const STANCES: [&str; 6] =
    ["investigating", "acknowledged", "denied", "rejected", "silent", "no_comment"];
const PARTIES: usize = 4;

fn told() -> impl Strategy<Value = Told> {
    let held = (0..PARTIES, 0..HOWS.len(), 0..SCOPES.len())
        .prop_map(|(party, how, scope)| (party, HOWS[how], SCOPES[scope]));
    let answer = (0..PARTIES, 0..STANCES.len(), proptest::option::of(15..20_u8))
        .prop_map(|(party, stance, on)| (party, STANCES[stance], on));
    ((0..50_u64, 0..20_u64), vec(held, 0..4), vec(answer, 0..3)).prop_map(
        |((least, more), held, answers)| Told { killed: (least, least + more), held, answers },
    )
}

impl Told {
    fn keys(&self) -> String {
        let (least, most) = self.killed;
        let mut keys = format!(
            "date: 2026-03-20\nevent: 2026-03-14\ncity: Rivertown\ncasualties: {{killed: {least}-{most}}}\n"
        );
        if least == most {
            keys = keys.replace(&format!("{least}-{most}"), &least.to_string());
        }
        let list = |keys: &mut String, name: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                let _ = writeln!(keys, "{name}: [{}]", lines.join(", "));
            }
        };
        let held = self.held.iter().map(|(party, how, scope)| {
            let scope = scope.map(|scope| format!(", scope: {scope}")).unwrap_or_default();
            format!("{{to: p{party}, how: {how}{scope}}}")
        });
        list(&mut keys, "attribution", held.collect());
        let answers = self.answers.iter().map(|(party, stance, on)| {
            let on = on.map(|day| format!(", on: 2026-03-{day}")).unwrap_or_default();
            format!("{{party: p{party}, position: {stance}{on}}}")
        });
        list(&mut keys, "positions", answers.collect());
        keys
    }

    /// The row of the incident for parties with these numbers, and whether all of it is theirs.
    fn row(&self, ids: &BTreeSet<usize>) -> Option<(&'static str, bool)> {
        let own: Vec<_> = self.held.iter().filter(|(party, ..)| ids.contains(party)).collect();
        let last = |party: usize| {
            let mut last: Option<(&str, Option<u8>)> = None;
            for (who, stance, on) in &self.answers {
                let is_no_answer = ["investigating", "silent", "no_comment"].contains(stance);
                let is_older =
                    matches!((last, on), (Some((_, Some(known))), Some(on)) if *on < known);
                if *who == party && !is_no_answer && !is_older {
                    last = Some((stance, *on));
                }
            }
            last.map(|(stance, _)| stance)
        };
        let answers: Vec<&str> = ids.iter().filter_map(|party| last(*party)).collect();
        let is = |how: &str| own.iter().any(|(_, it, _)| *it == how);
        let acknowledges = answers.contains(&"acknowledged");
        let denies = answers.contains(&"denied") || answers.contains(&"rejected");
        let (row, grounds): (_, &[&str]) = match () {
            () if is("claimed") => ("claimed", &["claimed"]),
            () if acknowledges => ("claimed", &["alleged", "confirmed"]),
            () if denies && (is("alleged") || is("confirmed")) => {
                ("disputed", &["alleged", "confirmed"])
            }
            () if is("confirmed") => ("found", &["confirmed"]),
            () if is("alleged") => ("alleged", &["alleged"]),
            () if is("denied") => ("denied", &["denied"]),
            () => return None,
        };
        let alone = self.held.iter().all(|(party, ..)| ids.contains(party));
        let all = own.iter().any(|(_, how, scope)| grounds.contains(how) && *scope == Some("all"));
        Some((row, alone && all))
    }
}

/// The numbers of a party and of all that are part of it.
fn members(of: usize, wholes: &[Option<usize>]) -> BTreeSet<usize> {
    let is_part = |n: usize, whole: usize| wholes[n].is_some_and(|it| n + 1 + it == whole);
    let own = (0..wholes.len()).filter(|n| is_part(*n, of));
    own.flat_map(|n| members(n, wholes)).chain([of]).collect()
}

fn answer(site: &Site, family: &Family, standing: Standing, grades: &BTreeSet<Grade>) -> Reckoning {
    let party = Some(OfParty { family, standing });
    let question = Question { place: None, days: None, party, grades };
    reckon(site.chronicle.incidents.values(), &question, &site.chronicle.places)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_rows_of_every_party_are_those_of_the_rule(
        (incidents, wholes) in (
            vec(told(), 1..8),
            vec(proptest::option::of(0..PARTIES), PARTIES),
        )
    ) {
        let files = incidents.iter().enumerate().map(|(n, it)| super::file_of(&format!("i-{n}"), &it.keys()));
        let site = super::site_of(&files.collect::<Vec<_>>());
        let parties = parties(&wholes);
        let grades: BTreeSet<Grade> = Grade::ALL.iter().copied().collect();
        for party in 0..PARTIES {
            let family = Family::of(&format!("p{party}"), &parties);
            let ids = members(party, &wholes);
            let mut seen = BTreeSet::new();
            for standing in Standing::ALL.iter().copied() {
                let of_row: Vec<(usize, bool)> = incidents.iter().enumerate().filter_map(|(n, it)| {
                    let (row, whole) = it.row(&ids)?;
                    (row == standing.word()).then_some((n, whole))
                }).collect();
                let reckoning = answer(&site, &family, standing, &grades);
                let names: BTreeSet<String> =
                    reckoning.counted.iter().map(|id| id.to_string()).collect();
                let expected: BTreeSet<String> =
                    of_row.iter().map(|(n, _)| format!("i-{n}")).collect();
                prop_assert_eq!(&names, &expected);
                // No incident is in two rows, so none of a coalition counts twice.
                prop_assert!(names.iter().all(|name| seen.insert(name.clone())));
                let partly = of_row.iter().filter(|(_, whole)| !whole).count();
                prop_assert_eq!(reckoning.partly.len(), partly);
                let least: u64 =
                    of_row.iter().filter(|(_, whole)| *whole).map(|(n, _)| incidents[*n].killed.0).sum();
                let most: u64 = of_row.iter().map(|(n, _)| incidents[*n].killed.1).sum();
                let killed = reckoning.rows.get(&Measure::Whole(Harm::Killed)).and_then(|row| row.bounds);
                match killed {
                    Some(bounds) => prop_assert_eq!((bounds.min, bounds.max), (least, Some(most))),
                    None => prop_assert!(of_row.is_empty()),
                }
            }
        }
    }
}

#[test]
fn a_coalition_counts_each_incident_of_its_members_once() {
    let listing = [
        of(
            "a",
            "attribution: [{to: p0, how: alleged, scope: all}, {to: p1, how: alleged, scope: all}]",
        ),
        of(
            "b",
            "attribution: [{to: p0, how: alleged, scope: all}, {to: p3, how: alleged, scope: all}]",
        ),
        of("c", "attribution: [{to: p2, how: alleged}]"),
        of("d", "attribution: [{to: p2, how: alleged, scope: all}]"),
    ]
    .concat();
    let site = site(&listing);
    // p0 and p1 are part of p2; p3 is on its own.
    let parties = parties(&[Some(1), Some(0), None, None]);
    let grades: BTreeSet<Grade> = Grade::ALL.iter().copied().collect();
    let row = answer(&site, &Family::of("p2", &parties), Standing::Alleged, &grades);
    let ids = |ids: &[dateline::field::slug::Slug]| {
        ids.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!((ids(&row.counted).as_str(), ids(&row.partly).as_str()), ("a b c d", "b c"));
    let bounds = row.killed().and_then(|row| row.bounds).expect("a number");
    assert_eq!((bounds.min, bounds.max), (20, Some(40)));
    let row = answer(&site, &Family::of("p0", &parties), Standing::Alleged, &grades);
    assert_eq!((ids(&row.counted).as_str(), ids(&row.partly).as_str()), ("a b", "a b"));
}
