//! Which entries in lists of people may be one person, and which are surely two.
//! It counts nobody whom it cannot tell apart. It does not know figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::disjoint_sets::DisjointSets;
use crate::chronicle::people::named::Names;
use crate::field::person::Person;

/// One entry of one list.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    /// The report, by its place among those of the incident.
    pub by: usize,
    /// Its place in the list.
    pub at: usize,
    /// The entry.
    pub person: &'a Person,
    /// Its names, ready to be compared.
    pub names: Names,
}

impl Mention<'_> {
    /// Whether it has a name.
    pub fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether both are surely two people, although they share a name.
    pub fn is_surely_not(&self, other: &Mention<'_>) -> bool {
        let (one, two) = (self.person, other.person);
        let differ =
            |one: Option<&str>, two: Option<&str>| one.zip(two).is_some_and(|(a, b)| a != b);
        let sexes = one.sex.zip(two.sex).is_some_and(|(one, two)| one != two);
        let ages = one.age.zip(two.age);
        if self.by != other.by {
            // Other lists may spell a name, or describe a person, in another way.
            return sexes || ages.is_some_and(|(one, two)| !one.is_near(two));
        }
        // In one list, an author who knows of one person writes one entry.
        let described = one.fate == two.fate
            && (differ(one.role.as_deref(), two.role.as_deref())
                || one.group.zip(two.group).is_some_and(|(one, two)| one != two));
        sexes
            || described
            || ages.is_some_and(|(one, two)| !one.agrees_with(two))
            || self.names.differ_in_a_language(&other.names)
    }
}

/// For each entry the lowest entry of those that may be one person with it, by their names: directly, or through others.
pub fn components(mentions: &[Mention<'_>]) -> Vec<usize> {
    let mut sets = DisjointSets::new(mentions.len());
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        for key in mention.names.keys() {
            by_key.entry(key).or_default().push(at);
        }
    }
    for same in by_key.values() {
        for pair in same.windows(2) {
            sets.join(pair[0], pair[1]);
        }
    }
    for same in by_skeleton(mentions).values() {
        for (n, &at) in same.iter().enumerate() {
            // Two names that are spelled nearly alike in one list are two names.
            let other = same[..n].iter().find(|other| mentions[**other].by != mentions[at].by);
            if let Some(other) =
                other.filter(|other| !mentions[**other].is_surely_not(&mentions[at]))
            {
                sets.join(*other, at);
            }
        }
    }
    (0..mentions.len()).map(|at| sets.lowest(at)).collect()
}

/// The entries by what is left of their names without vowels.
pub fn by_skeleton<'m>(mentions: &'m [Mention<'_>]) -> BTreeMap<&'m str, Vec<usize>> {
    let mut by_skeleton: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        for skeleton in mention.names.skeletons() {
            by_skeleton.entry(skeleton).or_default().push(at);
        }
    }
    by_skeleton
}

/// For each entry the first entry of its person: of those that may be one person, each is put to the first from whom nothing tells it apart.
/// An entry without a name is a person of its own.
pub fn persons(mentions: &[Mention<'_>], component: &[usize]) -> Vec<usize> {
    let mut persons: BTreeMap<usize, Vec<Vec<usize>>> = BTreeMap::new();
    let mut person_of: Vec<usize> = (0..mentions.len()).collect();
    for at in (0..mentions.len()).filter(|at| mentions[*at].is_named()) {
        let known = persons.entry(component[at]).or_default();
        let fits = |person: &&mut Vec<usize>| {
            person.iter().all(|other| !mentions[*other].is_surely_not(&mentions[at]))
        };
        match known.iter_mut().find(fits) {
            Some(person) => {
                person_of[at] = person[0];
                person.push(at);
            }
            None => known.push(vec![at]),
        }
    }
    person_of
}

/// The number of people whom some entries with names prove: of those that may be one person, only as many as can surely be told apart.
pub fn least(mentions: &[Mention<'_>], component: &[usize], entries: &[usize]) -> u64 {
    let mut by_component: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &at in entries {
        by_component.entry(component[at]).or_default().push(at);
    }
    let told_apart = |entries: &Vec<usize>| {
        let mut chosen: Vec<usize> = Vec::new();
        for &at in entries {
            if chosen.iter().all(|other| mentions[*other].is_surely_not(&mentions[at])) {
                chosen.push(at);
            }
        }
        chosen.len() as u64
    };
    by_component.values().map(told_apart).sum()
}

/// The entries by the scripts that their people are named in, in any of the entries that may be theirs.
pub fn by_script(
    mentions: &[Mention<'_>],
    component: &[usize],
    entries: &[usize],
) -> Vec<Vec<usize>> {
    let mut scripts: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        scripts.entry(component[at]).or_default().extend(mention.names.scripts());
    }
    let mut by_script: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &at in entries {
        for script in &scripts[&component[at]] {
            by_script.entry(*script).or_default().push(at);
        }
    }
    by_script.into_values().collect()
}
