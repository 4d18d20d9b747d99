//! Plans the lists of all people who were harmed: by day, and by the letters of their names.
//! It does not know whose names are withheld.

use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::people_lists::PersonId;
use crate::plan::page::pager::{numbers, page_of};
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::{figures, incident, people};
use crate::plan::site::Site;
use crate::plan::view::people::{PeopleLetterView, PeoplePage, PersonRowView};
use crate::plan::view::{Kind, View};

/// Maximum number of people on one page of a list.
const PER_PAGE: usize = 300;

/// The pages of every list. None on a site that lists nobody.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let lists = &index.people_lists;
    if lists.by_day.is_empty() {
        return Vec::new();
    }
    let letters = (0..lists.letters.len()).flat_map(|at| list(index, Some(at)));
    list(index, None).into_iter().chain(letters).collect()
}

/// The list by day, or that of the letter `at`, on as many pages as it needs.
fn list(index: &Index<'_>, at: Option<usize>) -> Vec<Planned> {
    let own = home(index, at);
    let of = ids(index, at).len().div_ceil(PER_PAGE).max(1);
    let page = |number: usize| {
        let route = page_of(&own, number);
        Planned::page(Kind::People, route, move |site, here| sheet(site, here, at, (number, of)))
    };
    (1..=of).map(page).collect()
}

fn home(index: &Index<'_>, at: Option<usize>) -> Route {
    at.map_or_else(address::people, |at| address::people_part(&index.people_lists.letters[at].path))
}

fn ids<'i>(index: &'i Index<'_>, at: Option<usize>) -> &'i [PersonId] {
    let lists = &index.people_lists;
    at.map_or(&lists.by_day, |at| &lists.letters[at].people)
}

fn sheet(site: &Site<'_>, here: &Route, at: Option<usize>, (number, of): (usize, usize)) -> Sheet {
    let index = &site.index;
    let lists = &index.people_lists;
    let all = ids(index, at);
    let shown = all.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    let letters = lists.letters.iter().enumerate().map(|(n, letter)| PeopleLetterView {
        letter: letter.letter.clone(),
        href: index.linker.link(here, &home(index, Some(n))),
        people: letter.people.len(),
        current: at == Some(n),
    });
    Sheet::of(View::People(PeoplePage {
        site: site.frame(here),
        page: site.head(here, "", None),
        letter: at.map(|at| lists.letters[at].letter.clone()),
        people: shown.filter_map(|id| row(index, here, *id)).collect(),
        count: all.len(),
        letters: letters.collect(),
        by_day: at.map(|_| index.linker.link(here, &address::people())),
        numbers: numbers(index, here, &home(index, at), (number, of)),
    }))
}

fn row(index: &Index<'_>, here: &Route, (incident, at): PersonId) -> Option<PersonRowView> {
    let lang = &index.config.language;
    let (_, incident) = index.chronicle.incidents.get_indexed(incident as usize)?;
    Some(PersonRowView {
        person: people::resolved(index, incident.people.persons.get(at)?, lang),
        incident: incident::link(index, here, incident),
        days: figures::days(incident.days, incident.day_precision),
    })
}
