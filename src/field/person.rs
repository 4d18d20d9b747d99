//! A person who was harmed, as one list of `victims` describes them: their names, their age and what happened to them.
//! It does not know other lists; whether two of them name one person is decided in `chronicle`.

pub mod age;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::field::casualties::{Group, Harm};
use crate::field::day::Day;
use crate::field::person::age::Age;
use crate::field::word::words;
use crate::text::span::{Span, Spanned};

words! {
    /// The sex of a person.
    Sex, "sex" {
        /// A woman or a girl.
        Female = "female",
        /// A man or a boy.
        Male = "male",
    }
}

words! {
    /// What happened to one person.
    Fate, "kind of harm" {
        /// Dead.
        Killed = "killed",
        /// Hurt and alive.
        Injured = "injured",
        /// Whereabouts unknown.
        Missing = "missing",
        /// Arrested or taken prisoner.
        Detained = "detained",
        /// Taken away by force.
        Abducted = "abducted",
    }
}

impl Fate {
    /// The harm whose figures count it.
    pub fn harm(self) -> Harm {
        match self {
            Fate::Killed => Harm::Killed,
            Fate::Injured => Harm::Injured,
            Fate::Missing => Harm::Missing,
            Fate::Detained => Harm::Detained,
            Fate::Abducted => Harm::Abducted,
        }
    }
}

words! {
    /// A kind of people whose names a site does not publish.
    Withheld, "kind of people" {
        /// Everybody who is or may be under 18.
        Children = "children",
        /// The dead.
        Killed = "killed",
        /// The hurt, who live.
        Injured = "injured",
        /// Those whose whereabouts nobody knows.
        Missing = "missing",
        /// Those who are held by an authority or a party.
        Detained = "detained",
        /// Those who were taken away by force.
        Abducted = "abducted",
    }
}

/// Whose names a site does not publish, unless the line of a person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRule(pub BTreeSet<Withheld>);

impl Default for NameRule {
    /// The names of children and of the living.
    fn default() -> NameRule {
        use Withheld::{Abducted, Children, Detained, Injured};
        NameRule(BTreeSet::from([Children, Injured, Detained, Abducted]))
    }
}

impl NameRule {
    /// Whether the name of somebody of this fate is withheld.
    pub fn withholds(&self, fate: Fate, may_be_child: bool) -> bool {
        let of_fate = match fate {
            Fate::Killed => Withheld::Killed,
            Fate::Injured => Withheld::Injured,
            Fate::Missing => Withheld::Missing,
            Fate::Detained => Withheld::Detained,
            Fate::Abducted => Withheld::Abducted,
        };
        self.0.contains(&of_fate) || (may_be_child && self.0.contains(&Withheld::Children))
    }
}

/// One person in a list of `victims`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name as the site writes it.
    pub name: Option<String>,
    /// The name in other languages, by language tag.
    pub names: BTreeMap<String, String>,
    /// How old they were.
    pub age: Option<Age>,
    /// Their sex.
    pub sex: Option<Sex>,
    /// The group that they belonged to.
    pub group: Option<Group>,
    /// What happened to them.
    pub fate: Fate,
    /// What they did in life, such as a nurse.
    pub role: Option<String>,
    /// The id of the source or claim that names them.
    pub source: Option<Spanned<String>>,
    /// The day of their death, if it was later than the incident.
    pub died: Option<Day>,
    /// A sentence about them.
    pub note: Option<String>,
    /// Whether their name is withheld, if their own line says so.
    pub withheld: Option<bool>,
    /// Where they stand in the file.
    pub span: Span,
}

impl Person {
    /// Every name, in every language.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.name.iter().chain(self.names.values()).map(String::as_str)
    }

    /// Whether any name is known.
    pub fn is_named(&self) -> bool {
        self.all_names().next().is_some()
    }

    /// Whether the age, or the group, says that they were under 18.
    pub fn is_child(&self) -> bool {
        self.group == Some(Group::Children) || self.age.is_some_and(Age::proves_a_child)
    }

    /// Whether they may have been under 18, as far as somebody wrote it.
    pub fn may_be_child(&self) -> bool {
        self.group == Some(Group::Children) || self.age.is_some_and(Age::allows_a_child)
    }

    /// The groups that they are proved to belong to. A woman is an adult: of whom nothing is known but the sex, she may be a girl.
    pub fn groups(&self) -> Vec<Group> {
        let is_adult = self.age.is_some_and(Age::proves_an_adult);
        let is_woman = self.sex == Some(Sex::Female) && is_adult;
        let of_age = [
            self.is_child().then_some(Group::Children),
            (is_woman || self.group == Some(Group::Women)).then_some(Group::Women),
        ];
        let mut groups: Vec<Group> = of_age.into_iter().flatten().chain(self.group).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}

/// The list of `victims` in one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// The people, in the order of the list.
    pub list: Vec<Person>,
    /// Whether the list is said to name everybody.
    pub complete: bool,
    /// Where the list stands in the file.
    pub span: Span,
}

impl People {
    /// Whether nobody is listed.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
