//! The people of an incident: who is listed, which lists name the same person, and how many people the lists prove.
//! It does not know the figures; `proof` holds them against each other.

pub mod contradictions;
pub mod doubts;
pub mod identity;
pub mod named;
pub mod proof;
mod rows;

use std::collections::BTreeMap;

use crate::chronicle::measure::Measure;
use crate::chronicle::people::identity::Mention;
use crate::chronicle::people::named::Names;
use crate::chronicle::references::DispatchId;
use crate::chronicle::statement::StandingReport;
use crate::field::person::{Fate, NameRule, Person};

/// One person of an incident, put together from every list that has them.
#[derive(Clone, Debug)]
pub struct ResolvedPerson {
    /// Where they are listed, in order of publication: the dispatch, its report and the place in its list.
    pub listed: Vec<(DispatchId, usize, usize)>,
    /// What happened to them in the end.
    pub fate: Fate,
    /// Whether they may have been under 18.
    pub may_be_child: bool,
    /// Whether a line of theirs withholds their name, or gives it free. If lines differ, the name is withheld.
    pub withheld: Option<bool>,
}

impl ResolvedPerson {
    /// Whether the name may not be published.
    pub fn is_withheld(&self, rule: &NameRule) -> bool {
        self.withheld.unwrap_or_else(|| rule.withholds(self.fate, self.may_be_child))
    }
}

/// The people of an incident.
#[derive(Clone, Debug, Default)]
pub struct IncidentPeople {
    /// The people: those with a name, and those without one in the latest list that has such people.
    pub persons: Vec<ResolvedPerson>,
    /// How many people are proved by name, by row. A row without any is missing.
    pub by_name: BTreeMap<Measure, u64>,
}

/// The lists of an incident that stand, with one node for each entry.
pub struct Lists<'a> {
    /// Every entry, in the order of the reports and of their lists.
    pub mentions: Vec<Mention<'a>>,
    /// For each entry with a name, its person, by the first entry of the person.
    pub person_of: Vec<usize>,
    /// What happened to the person of each entry in the end.
    fates: Vec<Fate>,
    /// For each entry the component of entries that may be one person.
    component: Vec<usize>,
}

impl<'a> Lists<'a> {
    /// The lists of `reports` that no later dispatch replaced with a list of its own. None if there are none.
    pub fn new(reports: &[StandingReport<'a>]) -> Option<Lists<'a>> {
        if reports.iter().all(|report| report.dated.report.people.is_empty()) {
            return None;
        }
        let has_list = |id: &DispatchId| {
            let mut of_dispatch = reports.iter().filter(|it| it.dated.id == *id);
            of_dispatch.any(|it| !it.dated.report.people.is_empty())
        };
        let standing = reports.iter().enumerate();
        let standing = standing.filter(|(_, report)| !report.superseded_by.iter().any(has_list));
        let entries = standing.flat_map(|(by, report)| {
            let list: &'a [Person] = &report.dated.report.people.list;
            list.iter().enumerate().map(move |(at, person)| (by, at, person))
        });
        Some(Lists::of_entries(entries))
    }

    /// The entries of one list alone.
    pub fn of_one(list: &'a [Person]) -> Lists<'a> {
        Lists::of_entries(list.iter().enumerate().map(|(at, person)| (0, at, person)))
    }

    fn of_entries(entries: impl Iterator<Item = (usize, usize, &'a Person)>) -> Lists<'a> {
        let mention = |(by, at, person)| Mention { by, at, person, names: Names::new(person) };
        let mentions: Vec<Mention<'a>> = entries.map(mention).collect();
        let component = identity::components(&mentions);
        let person_of = identity::persons(&mentions, &component);
        let fates = fates(&mentions, &person_of);
        Lists { mentions, person_of, fates, component }
    }

    /// How many people the entries prove that `belong`: the most that one list proves, or all lists by name.
    pub fn prove(&self, belongs: impl Fn(&Mention<'a>) -> bool + Copy) -> u64 {
        let lists = self.reports().into_iter().map(|by| self.prove_in(by, belongs)).max();
        lists.unwrap_or(0).max(self.prove_by_name(belongs))
    }

    /// How many people the list of one report proves: everybody in it who can be told apart.
    pub fn prove_in(&self, by: usize, belongs: impl Fn(&Mention<'a>) -> bool + Copy) -> u64 {
        let own = |at: &usize| self.mentions[*at].by == by && belongs(&self.mentions[*at]);
        let (named, nameless): (Vec<usize>, Vec<usize>) =
            (0..self.mentions.len()).filter(own).partition(|at| self.mentions[*at].is_named());
        identity::least(&self.mentions, &self.component, &named) + nameless.len() as u64
    }

    /// How many people all lists prove by name. Names in different scripts may be of one person, so the scripts are not added.
    pub fn prove_by_name(&self, belongs: impl Fn(&Mention<'a>) -> bool + Copy) -> u64 {
        let all = (0..self.mentions.len()).filter(|at| self.mentions[*at].is_named());
        let all: Vec<usize> = all.filter(|at| belongs(&self.mentions[*at])).collect();
        let scripts = identity::by_script(&self.mentions, &self.component, &all);
        let least =
            |of_script: Vec<usize>| identity::least(&self.mentions, &self.component, &of_script);
        scripts.into_iter().map(least).max().unwrap_or(0)
    }

    /// The reports that have a list, by their places.
    pub fn reports(&self) -> Vec<usize> {
        let mut reports: Vec<usize> = self.mentions.iter().map(|it| it.by).collect();
        reports.dedup();
        reports
    }

    /// Whether an entry counts in a row: by what happened to its person in the end, and by all that is known of them.
    pub fn counts_in(&self, mention: &Mention<'a>, measure: Measure) -> bool {
        let at = self.place(mention);
        let harm = self.fates[at].harm();
        // Somebody who was hurt and died is not hurt as well.
        let is_of_harm = match measure {
            Measure::Casualties => harm.is_casualty(),
            Measure::Whole(of) | Measure::Part(of, _) => harm == of,
        };
        // An entry of a missing person counts no dead: the entry that found them does.
        let is_own = mention.person.fate.harm() == harm;
        is_of_harm
            && is_own
            && measure.group().is_none_or(|group| mention.person.groups().contains(&group))
    }

    fn place(&self, mention: &Mention<'a>) -> usize {
        let by_report =
            self.mentions.partition_point(|it| (it.by, it.at) < (mention.by, mention.at));
        by_report.min(self.fates.len() - 1)
    }

    /// The persons, to be shown.
    pub fn resolved(&self, reports: &[StandingReport<'_>]) -> Vec<ResolvedPerson> {
        let id = |at: usize| {
            let dated = &reports[self.mentions[at].by].dated;
            (dated.id, dated.place, self.mentions[at].at)
        };
        // People without a name may be the same in every list, so one list alone shows them.
        let nameless = self.mentions.iter().filter(|it| !it.is_named()).map(|it| it.by);
        let last = nameless.max_by_key(|by| (reports[*by].dated.recency, *by));
        let mut persons: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, mention) in self.mentions.iter().enumerate() {
            if mention.is_named() || Some(mention.by) == last {
                persons.entry(self.person_of[at]).or_default().push(at);
            }
        }
        let person = |entries: Vec<usize>| {
            let withheld = entries.iter().filter_map(|at| self.mentions[*at].person.withheld);
            ResolvedPerson {
                fate: self.fates[entries[0]],
                may_be_child: entries.iter().any(|at| self.mentions[*at].person.may_be_child()),
                withheld: withheld.reduce(|one, other| one || other),
                listed: entries.into_iter().map(id).collect(),
            }
        };
        persons.into_values().map(person).collect()
    }
}

/// What happened to the person of each entry in the end: the dead stay dead, and who is missing may have been found.
fn fates(mentions: &[Mention<'_>], person_of: &[usize]) -> Vec<Fate> {
    let mut last: BTreeMap<usize, Fate> = BTreeMap::new();
    for (mention, person) in mentions.iter().zip(person_of) {
        let now = mention.person.fate;
        let fate = last.entry(*person).or_insert(now);
        *fate = match (*fate, now) {
            (Fate::Killed, _) | (_, Fate::Killed) => Fate::Killed,
            (known, Fate::Missing) => known,
            (_, later) => later,
        };
    }
    person_of.iter().map(|person| last[person]).collect()
}
