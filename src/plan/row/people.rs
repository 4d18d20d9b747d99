//! People who were harmed, as pages show them. A name that is withheld leaves this file only as a description.
//! It does not know whose names are withheld; the chronicle and the settings decide that.

use crate::chronicle::incident::Incident;
use crate::chronicle::people::ResolvedPerson;
use crate::chronicle::references::DispatchId;
use crate::field::dispatch::{Dispatch, IncidentReport};
use crate::field::person::age::{Age, AgeGroup, Exactness};
use crate::field::person::{Person, Sex};
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::row::figures;
use crate::plan::view::people::{AgeView, PeopleView, PersonView};
use crate::plan::view::values::NameView;
use crate::text::language;

/// Maximum number of people on the page of an incident or a dispatch. The data has all of them.
const LISTED: usize = 500;

/// Everybody who is listed for an incident, for a page in `lang`.
pub(crate) fn of_incident(index: &Index<'_>, incident: &Incident, lang: &str) -> PeopleView {
    let people = incident.people.persons.iter();
    listed(people.map(|person| resolved(index, person, lang)))
}

/// The people whom one report of the dispatch `number` lists, for a page in `lang`.
pub(crate) fn of_report(
    index: &Index<'_>,
    (number, place): (DispatchId, usize),
    incident: Option<&Incident>,
    lang: &str,
) -> PeopleView {
    let dispatch = &index.chronicle.dispatches[number];
    let people = dispatch.reports[place].people.list.iter().enumerate();
    listed(people.map(|(at, person)| {
        let known = incident.and_then(|incident| {
            let mut all = incident.people.persons.iter();
            all.find(|it| it.listed.contains(&(number, place, at)))
        });
        let rule = &index.config.withheld;
        let own = || person.withheld.unwrap_or(rule.withholds(person.fate, person.may_be_child()));
        let is_withheld = known.map_or_else(own, |known| known.is_withheld(rule));
        view(index, &[(number, place, person)], is_withheld, lang)
    }))
}

fn listed(people: impl Iterator<Item = PersonView>) -> PeopleView {
    let mut list: Vec<PersonView> = people.collect();
    let more = list.len().saturating_sub(LISTED);
    list.truncate(LISTED);
    PeopleView { more, withheld: list.iter().any(|person| person.withheld), list }
}

/// A person of an incident, put together from all entries, for a page in `lang`.
pub(crate) fn resolved(index: &Index<'_>, person: &ResolvedPerson, lang: &str) -> PersonView {
    let entries: Vec<(DispatchId, usize, &Person)> = entries(index, person).collect();
    let fate = person.fate.word();
    PersonView { fate, ..view(index, &entries, person.is_withheld(&index.config.withheld), lang) }
}

/// The entries of a person, the first first.
pub(crate) fn entries<'i>(
    index: &'i Index<'_>,
    person: &'i ResolvedPerson,
) -> impl DoubleEndedIterator<Item = (DispatchId, usize, &'i Person)> {
    person.listed.iter().map(|&(number, place, at)| {
        (number, place, &index.chronicle.dispatches[number].reports[place].people.list[at])
    })
}

/// One person, of whom the latest entry that says something of a matter is believed.
fn view(
    index: &Index<'_>,
    entries: &[(DispatchId, usize, &Person)],
    is_withheld: bool,
    lang: &str,
) -> PersonView {
    let latest = || entries.iter().rev().copied();
    let told = |text: Option<String>, number| Some(index.given_in(text?, [number]));
    let is_named = entries.iter().any(|(.., person)| person.is_named());
    let sex = latest().find_map(|(.., person)| person.sex);
    let age = latest().find_map(|(.., person)| person.age);
    let named = (!is_withheld).then(|| names(index, entries, lang));
    let (name, name_lang, names) = named.unwrap_or_default();
    PersonView {
        name,
        name_lang,
        names,
        who: who(sex, age),
        age: age.and_then(in_numbers),
        fate: latest().next().map_or("killed", |(.., person)| person.fate.word()),
        group: latest().find_map(|(.., person)| person.group).map(Word::word),
        role: latest().find_map(|(number, _, person)| told(person.role.clone(), number)),
        died: latest().find_map(|(.., person)| person.died).map(figures::day),
        note: latest().find_map(|(number, _, person)| told(person.note.clone(), number)),
        source: latest().find_map(|(number, place, person)| {
            let dispatch = &index.chronicle.dispatches[number];
            told(source(dispatch, &dispatch.reports[place], person), number)
        }),
        withheld: is_withheld && is_named,
    }
}

/// The name for a page in `lang`, its language unless that is the site's, and the names in other languages.
fn names(
    index: &Index<'_>,
    entries: &[(DispatchId, usize, &Person)],
    lang: &str,
) -> (Option<String>, Option<String>, Vec<NameView>) {
    let latest = || entries.iter().rev();
    let own = latest().find_map(|(number, _, person)| {
        Some((person.name.clone()?, index.language_of(*number).to_owned()))
    });
    let mut others: Vec<(String, String)> = Vec::new();
    for (.., person) in latest() {
        for (language, name) in &person.names {
            if !others.iter().any(|(known, _)| known == language) {
                others.push((name.clone(), language.clone()));
            }
        }
    }
    let mut all: Vec<(String, String)> = own.into_iter().chain(others).collect();
    let of_page = all.iter().position(|(_, of_name)| of_name == lang).unwrap_or(0);
    if all.is_empty() {
        return (None, None, Vec::new());
    }
    let (name, of_name) = all.remove(of_page);
    all.retain(|(other, _)| *other != name);
    let others = all.into_iter().map(|(name, lang)| NameView {
        dir: language::direction(&lang),
        lang,
        name,
    });
    (Some(name), index.foreign(&of_name), others.collect())
}

/// Who names a person. A protected source is not told.
fn source(dispatch: &Dispatch, report: &IncidentReport, person: &Person) -> Option<String> {
    let id = &person.source.as_ref()?.value;
    let mut sources = dispatch.sources.iter();
    let of_source = sources.find(|it| it.id.as_ref().is_some_and(|own| own.value == *id));
    if let Some(source) = of_source {
        return (!source.protect).then(|| source.name.clone());
    }
    let mut claims = report.claims.iter();
    let of_claim = claims.find(|it| it.id.as_ref().is_some_and(|own| own.value == *id))?;
    Some(of_claim.by.value.clone())
}

/// Who a person is, as far as sex and age say it.
fn who(sex: Option<Sex>, age: Option<Age>) -> &'static str {
    let is_child = age.is_some_and(Age::proves_a_child);
    let is_adult = age.is_some_and(Age::proves_an_adult);
    let is_elderly = age == Some(Age::Group(AgeGroup::Elderly));
    match (sex, is_child, is_elderly, is_adult) {
        (Some(Sex::Female), true, ..) => "girl",
        (Some(Sex::Male), true, ..) => "boy",
        (None, true, ..) => "child",
        (Some(Sex::Female), _, true, _) => "elderly_woman",
        (Some(Sex::Male), _, true, _) => "elderly_man",
        (None, _, true, _) => "elderly",
        (Some(Sex::Female), _, _, true) => "woman",
        (Some(Sex::Male), _, _, true) => "man",
        (None, _, _, true) => "adult",
        (Some(Sex::Female), ..) => "female",
        (Some(Sex::Male), ..) => "male",
        (None, ..) => "person",
    }
}

fn in_numbers(age: Age) -> Option<AgeView> {
    let view = |number, months, exactness| AgeView {
        number,
        months,
        about: exactness == Exactness::About,
    };
    match age {
        Age::Years(years, exactness) => Some(view(years, false, exactness)),
        Age::Months(months, exactness) => Some(view(months, true, exactness)),
        Age::Group(_) => None,
    }
}
