//! The people about whom editors are asked: two entries that may be one person, and one person who is described in two ways.
//! It prints no names. It does not know figures.

use std::collections::BTreeSet;

use crate::chronicle::people::Lists;
use crate::chronicle::people::identity::Mention;
use crate::chronicle::statement::StandingReport;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;

/// Maximum number of questions per incident.
const MOST: usize = 5;

/// The questions about the people of an incident.
pub fn doubts(lists: &Lists<'_>, reports: &[StandingReport<'_>]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut asked: BTreeSet<usize> = BTreeSet::new();
    for (at, mention) in lists.mentions.iter().enumerate() {
        let person = lists.person_of[at];
        let before = (0..at).filter(|other| lists.person_of[*other] == person);
        let doubtful = before
            .map(|other| &lists.mentions[other])
            .find_map(|other| Some((other, doubt(other, mention)?)));
        let Some((other, doubt)) = doubtful else { continue };
        // One person is asked about once, however many lists have them.
        if asked.insert(person) {
            found.push(fault(other, mention, doubt, reports));
        }
    }
    keep_first(&mut found, MOST, "people of this incident raise such a question");
    found
}

/// Why two entries of one person raise a question.
enum Doubt {
    /// One list has both, and nothing tells them apart.
    Equal,
    /// Their ages do not agree.
    Ages,
    /// Their names are spelled nearly alike.
    Spelling,
}

fn doubt(one: &Mention<'_>, other: &Mention<'_>) -> Option<Doubt> {
    if one.by == other.by {
        // Who was missing and was found dead has two entries.
        return (one.person.fate == other.person.fate).then_some(Doubt::Equal);
    }
    let ages = one.person.age.zip(other.person.age);
    if ages.is_some_and(|(one, other)| !one.agrees_with(other)) {
        return Some(Doubt::Ages);
    }
    let share_a_spelling =
        || one.names.skeletons().any(|it| other.names.skeletons().any(|other| it == other));
    (!one.names.share_a_name(&other.names) && share_a_spelling()).then_some(Doubt::Spelling)
}

fn fault(
    one: &Mention<'_>,
    other: &Mention<'_>,
    doubt: Doubt,
    reports: &[StandingReport<'_>],
) -> Diagnostic {
    let path = |mention: &Mention<'_>| &reports[mention.by].dated.dispatch.path;
    let (message, help) = match doubt {
        Doubt::Equal => (
            "two entries of a list have the same name, and count as one person",
            "delete one of them; if they are two people, write what tells them apart: age, sex, role or group",
        ),
        Doubt::Ages => (
            "a person who is listed again has another age, and counts as one person",
            "write the same age in both; if they are two people, write what tells them apart, such as their sex",
        ),
        Doubt::Spelling => (
            "a person who is listed again has a name that is spelled in another way, and counts as one person",
            "spell the name in the same way in both, or add it under `names`; if they are two people, write the age or the sex of both",
        ),
    };
    rule::ONE_OR_TWO
        .at(path(other), other.person.span, message)
        .label("one person or two?")
        .related(path(one), one.person.span, "the other entry")
        .help(help)
}
