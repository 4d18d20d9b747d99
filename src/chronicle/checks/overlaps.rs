//! Tolls that may count the same people as something else, without a declaration whether they do. Rule 6 of the counting
//! policy: geometry never proves that one is inside the other, so editors are asked. It does not change any sum.

use crate::chronicle::Chronicle;
use crate::chronicle::checks::{MAX_WARNINGS, at_figure};
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::fact::{Fact, Share};
use crate::chronicle::reckoning::heaviest::Clashing;
use crate::chronicle::reckoning::sum::Facts;
use crate::field::claim::Grade;
use crate::field::dispatch::Kind;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::listing;
use crate::text::rule;

/// Maximum number of those that a toll may overlap which are named.
const MAX_NAMED: usize = 3;

/// Asks of every toll whether it includes what it may overlap.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let credible = chronicle.incidents.values().filter(|it| it.grade != Grade::Discounted);
    let facts: Vec<Fact<'_>> =
        credible.map(|incident| Fact { incident, share: Share::Whole }).collect();
    let facts = Facts::new(facts, &chronicle.places);
    let overtaken = facts.phases.overtaken_everywhere(&facts.list, &facts.measures());
    let stands = |at: usize| overtaken.binary_search(&at).is_err();
    let question = |clashing: &Clashing| {
        let toll = facts.list[clashing.toll];
        let may_overlap = clashing.with.iter().filter(|at| stands(**at)).map(|at| facts.list[*at]);
        let open: Vec<&Incident> = may_overlap
            .filter(|other| is_open(toll, *other) && !asks(*other, toll))
            .filter(|other| !is_left_open(toll, *other, chronicle))
            .map(|other| other.incident)
            .collect();
        (!open.is_empty()).then(|| ask(toll.incident, &open, chronicle))
    };
    let tolls = facts.clashes.iter().filter(|clashing| stands(clashing.toll));
    let mut warnings: Vec<Diagnostic> = tolls.filter_map(question).collect();
    keep_first(&mut warnings, MAX_WARNINGS, "tolls leave as much open");
    faults.append(&mut warnings);
}

/// Whether nothing is declared about the two, and both count people in one row who may be the same.
fn is_open(toll: Fact<'_>, other: Fact<'_>) -> bool {
    let counts_too = |measure: &&Measure| {
        let both_know = toll.bounds(**measure).and(other.bounds(**measure)).is_some();
        both_know && !toll.groups(**measure).is_disjoint_from(other.groups(**measure))
    };
    let measures = toll.incident.figures.keys().filter(|measure| measure.adds_up());
    // Of one phase only one member counts in a row, and different phases are apart.
    !toll.is_of_the_series_of(other)
        && !toll.holds(other)
        && !other.holds(toll)
        && measures.into_iter().any(|it| counts_too(&it))
}

/// Whether one of the two declares that nobody knows.
fn is_left_open(toll: Fact<'_>, other: Fact<'_>, chronicle: &Chronicle) -> bool {
    let leaves_open = |one: Fact<'_>, other: Fact<'_>| {
        let ids = one.incident.declared.may_include.iter();
        let mut incidents = ids.filter_map(|id| chronicle.incident(&id.value));
        incidents.any(|incident| incident.number == other.incident.number)
    };
    leaves_open(toll, other) || leaves_open(other, toll)
}

/// Whether the warning is about `other` instead. Of two tolls it is about the longer one, which may include the other.
fn asks(other: Fact<'_>, toll: Fact<'_>) -> bool {
    let length = |fact: Fact<'_>| (fact.incident.days.length(), fact.incident.number);
    other.is_toll() && length(other) > length(toll)
}

fn ask(toll: &Incident, others: &[&Incident], chronicle: &Chronicle) -> Diagnostic {
    let ids: Vec<&str> = others.iter().map(|it| it.id.as_str()).collect();
    let named = listing::first_few(&ids, MAX_NAMED);
    let figure = toll.figures.iter().find(|(measure, _)| measure.adds_up());
    let message = format!("the toll `{}` may count the same people as {named}", toll.id);
    let figure = figure.map(|(_, effective)| effective);
    let undated: Vec<&str> = others
        .iter()
        .filter(|other| other.kind != Kind::Toll && !other.says_when)
        .map(|other| other.id.as_str())
        .collect();
    let event = match undated.as_slice() {
        [] => String::new(),
        ids => format!(
            ". No dispatch says when {} happened, so the days before its `date` count too: if it was not in {}, write its day under \
             `event`, and this question is settled",
            listing::first_few(ids, MAX_NAMED),
            toll.days.to_string().replace('/', " to "),
        ),
    };
    at_figure(&rule::MAY_OVERLAP, toll, figure, message, chronicle).help(format!(
        "say of each whether the toll includes it: `includes: [{0}]`, `excludes: [{0}]`, or if nobody knows \
         `may_include: [{0}]`; until it is known, the minimum of a sum counts only one of them",
        ids[..ids.len().min(MAX_NAMED)].join(", ")
    ) + &event)
}
