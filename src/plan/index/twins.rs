//! Which pages say the same in several languages: dispatches with their translations, and plain pages of the same name.
//! It does not know what is on them.

use std::collections::{BTreeMap, HashMap};

use crate::chronicle::Chronicle;
use crate::config::Config;
use crate::field::page::PlainPage;
use crate::plan::address;
use crate::plan::route::Route;

/// A page, and its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Twin {
    /// The language of the page.
    pub lang: String,
    /// The address of the page.
    pub route: Route,
    /// Whether it was withdrawn, so that nobody is led to it.
    pub is_withdrawn: bool,
}

/// The pages that are in another language than the site or have a translation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Twins {
    /// Pages that say the same, each in another language.
    groups: Vec<Vec<Twin>>,
    /// The group of each page, and its place there.
    at: HashMap<Route, (usize, usize)>,
}

impl Twins {
    /// Those of a site. `dispatches` are the addresses of dispatches, by number.
    pub(crate) fn new(chronicle: &Chronicle, config: &Config, dispatches: &[Route]) -> Twins {
        let own = config.language.as_str();
        let mut twins = Twins::default();
        let dispatch = |number: usize| {
            let dispatch = &chronicle.dispatches[number];
            Twin {
                lang: dispatch.lang.as_deref().unwrap_or(own).to_owned(),
                route: dispatches[number].clone(),
                is_withdrawn: dispatch.withdrawn.is_some(),
            }
        };
        for (original, translations) in &chronicle.references.translations {
            let all = std::iter::once(original).chain(translations);
            twins.add(all.map(|number| dispatch(*number)).collect());
        }
        let is_foreign = |number: &usize| chronicle.dispatches[*number].lang.is_some();
        for number in (0..dispatches.len()).filter(is_foreign) {
            let lang = &dispatch(number).lang;
            if !twins.at.contains_key(&dispatches[number]) {
                twins.add(vec![dispatch(number)]);
            }
            let list = address::dispatches_in(lang);
            if lang != own && !twins.at.contains_key(&list) {
                twins.add(vec![Twin { lang: lang.clone(), route: list, is_withdrawn: false }]);
            }
        }
        let mut pages: BTreeMap<String, Vec<Twin>> = BTreeMap::new();
        for page in &chronicle.pages {
            let lang = page.lang.as_deref().unwrap_or(own).to_owned();
            let route = address::page(page);
            let name = name(page, &route);
            pages.entry(name).or_default().push(Twin { lang, route, is_withdrawn: false });
        }
        pages.into_values().for_each(|pages| twins.add(pages));
        twins
    }

    fn add(&mut self, group: Vec<Twin>) {
        for (place, twin) in group.iter().enumerate() {
            self.at.insert(twin.route.clone(), (self.groups.len(), place));
        }
        self.groups.push(group);
    }

    /// The language of a page. None if it is not known to be another than the site's.
    pub(crate) fn language_of(&self, route: &Route) -> Option<&str> {
        let (group, place) = self.at.get(route)?;
        Some(&self.groups[*group][*place].lang)
    }

    /// The pages that say the same as `route` in other languages.
    pub(crate) fn others(&self, route: &Route) -> impl Iterator<Item = &Twin> {
        let at = self.at.get(route);
        let group = at.map_or(&[][..], |(group, _)| self.groups[*group].as_slice());
        let own = at.map(|(group, place)| self.groups[*group][*place].lang.as_str());
        group.iter().filter(move |twin| Some(twin.lang.as_str()) != own && !twin.is_withdrawn)
    }

    /// The page that says in `lang` what `route` says in another language.
    pub(crate) fn read_in(&self, route: &Route, lang: &str) -> Option<&Route> {
        self.others(route).find(|twin| twin.lang == lang).map(|twin| &twin.route)
    }
}

/// What translations of a plain page have in common: their address without the folder of their language.
fn name(page: &PlainPage, route: &Route) -> String {
    let file = route.as_file();
    let folder = page.lang.as_ref().map(|lang| format!("{}/", lang.to_ascii_lowercase()));
    let below = folder.and_then(|folder| file.strip_prefix(&folder));
    below.unwrap_or(file).to_owned()
}
