//! Views of people who were harmed, and the pages that list them.
//! They hold no name that is withheld.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::lists::PageNumberView;
use crate::plan::view::values::{DayView, DaysView, LinkView, NameView, TitleView};
use crate::plan::view::{PageView, SiteView};

/// People of one incident or of one report.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PeopleView {
    /// The people, in the order of the lists.
    pub list: Vec<PersonView>,
    /// How many more there are than `list` has.
    pub more: usize,
    /// True if the name of somebody in `list` is withheld.
    pub withheld: bool,
}

/// One person who was harmed.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// The name. None if it is withheld or not known.
    pub name: Option<String>,
    /// The language of the name, if it is not the site's.
    pub name_lang: Option<String>,
    /// The name in other languages. Empty if it is withheld.
    pub names: Vec<NameView>,
    /// Who it is, without a name: `woman`, `man`, `girl`, `boy`, `female`, `male`, `child`, `adult`, `elderly_woman`,
    /// `elderly_man`, `elderly` or `person`.
    pub who: &'static str,
    /// The age. None if it is not known, or known only by a word that `who` says.
    pub age: Option<AgeView>,
    /// What happened: `killed`, `injured`, `missing`, `detained` or `abducted`.
    pub fate: &'static str,
    /// The group, such as `civilian`.
    pub group: Option<&'static str>,
    /// What the person did, such as a nurse.
    pub role: Option<TitleView>,
    /// The day of death, if it was later than the incident.
    pub died: Option<DayView>,
    /// A sentence about the person.
    pub note: Option<TitleView>,
    /// Who names the person: the source or the claim. None if nobody is named, or the source is protected.
    pub source: Option<TitleView>,
    /// True if there is a name and it is withheld.
    pub withheld: bool,
}

/// An age.
#[derive(Clone, Debug, Serialize)]
pub struct AgeView {
    /// How many years or months.
    pub number: u32,
    /// True if the number counts months.
    pub months: bool,
    /// True if the number is only about right.
    pub about: bool,
}

/// A person in a list of people of many incidents.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRowView {
    /// The person.
    pub person: PersonView,
    /// The incident.
    pub incident: LinkView,
    /// When it happened.
    pub days: DaysView,
}

/// People whose names begin with one letter.
#[derive(Clone, Debug, Serialize)]
pub struct PeopleLetterView {
    /// The letter.
    pub letter: String,
    /// The link to its page.
    pub href: String,
    /// How many people it has.
    pub people: usize,
    /// True on its own page.
    pub current: bool,
}

/// A page of the list of all people.
#[derive(Clone, Debug, Serialize)]
pub struct PeoplePage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The letter with which all names on this page begin. None in the list by day.
    pub letter: Option<String>,
    /// The people on this page: by the first day of the incident, or by name.
    pub people: Vec<PersonRowView>,
    /// How many there are on all pages of this list.
    pub count: usize,
    /// The letters, of each script in turn.
    pub letters: Vec<PeopleLetterView>,
    /// The link to the list by day. None in that list.
    pub by_day: Option<String>,
    /// The pages of this list. Empty if one page has room for all.
    pub numbers: Vec<PageNumberView>,
}
