//! The names of the site, cities, incidents, parties and topics in the language of a page.
//! It does not know which pages exist.

use std::borrow::Cow;

use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::Incident;
use crate::config::names::Names;
use crate::field::dispatch::Dispatch;
use crate::field::place_name::PlaceName;
use crate::field::slug::Slug;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::place_lists::name_of_country;
use crate::plan::route::Route;
use crate::plan::taxonomy::Taxonomy;
use crate::plan::view::values::{LinkView, TitleView};
use crate::text::language;
use crate::text::span::Spanned;

impl Index<'_> {
    /// The name of a city in `lang`: the one in its file, else its own name. Of several cities with one name in `lang`, each has
    /// its country or region with it.
    pub(crate) fn city_title<'n>(&'n self, name: &'n str, lang: &str) -> Cow<'n, str> {
        let Some(named) = self.in_names(name, lang) else {
            return Cow::Borrowed(name);
        };
        let places = &self.chronicle.places;
        let is_shared =
            |other: &CityName| **other != *name && self.in_names(other, lang) == Some(named);
        let Some(file) = places.file(name).filter(|_| places.same_names(name).any(is_shared))
        else {
            return Cow::Borrowed(named);
        };
        // The name of the country is known in English only.
        let apart = match name.strip_prefix(file.name.value.as_str()) {
            Some(words) if language::is_english(lang) => words.to_owned(),
            _ => match places.country_of(name).or(places.region_of(name)) {
                Some(around) => format!(" ({around})"),
                None => format!(" ({})", file.slug.value),
            },
        };
        Cow::Owned(format!("{named}{apart}"))
    }

    /// The name of a city in `lang`, with its language.
    pub(crate) fn city_name(&self, name: &str, lang: &str) -> TitleView {
        TitleView {
            title: self.city_title(name, lang).into_owned(),
            lang: self.in_names(name, lang).and_then(|_| self.foreign(lang)),
        }
    }

    fn in_names(&self, city: &str, lang: &str) -> Option<&str> {
        let file = self.chronicle.places.file(city)?;
        language::lookup(&file.names, lang).map(String::as_str)
    }

    /// A link from `here` to a city, with its name in `lang`.
    pub(crate) fn to_city(&self, here: &Route, name: &str, lang: &str) -> LinkView {
        let there = address::place(&self.chronicle.places.slug_of(PlaceName::City(name)));
        let TitleView { title, lang } = self.city_name(name, lang);
        LinkView {
            title,
            href: self.linker.link(here, &there),
            lang,
            leads_to: Some(self.config.language.clone()),
        }
    }

    /// The page of a place.
    pub(crate) fn place_route(&self, name: &PlaceName) -> Route {
        address::place(&self.chronicle.places.slug_of(name.borrowed()))
    }

    /// Every place that has a page: the cities, then the regions and the countries.
    pub(crate) fn place_names(&self) -> impl Iterator<Item = PlaceName> {
        let cities = self.gazetteer.keys().map(|name| PlaceName::City(CityName::clone(name)));
        cities.chain(self.territories.keys().cloned())
    }

    /// The place with this slug. None if there is no such place now.
    pub(crate) fn place_of_slug(&self, slug: &PlaceName<Slug>) -> Option<PlaceName> {
        let places = &self.chronicle.places;
        self.place_names().find(|name| places.slug_of(name.borrowed()) == *slug)
    }

    /// The name of a place in `lang`. The name of a country is in the language of the site, or in English if the theme lacks it.
    pub(crate) fn place_title<'n>(&'n self, name: &'n PlaceName, lang: &str) -> Cow<'n, str> {
        match name {
            PlaceName::City(name) => self.city_title(name, lang),
            PlaceName::Region(name) => Cow::Borrowed(name),
            PlaceName::Country(code) => Cow::Borrowed(name_of_country(self.country_names, code)),
        }
    }

    /// The country and the region of a city: by its file, else the only ones that dispatches name.
    pub(crate) fn around_city(&self, city: &str) -> (Option<&str>, Option<&str>) {
        let places = &self.chronicle.places;
        let country = places.country_of(city).or_else(|| places.agreed_country_of(city));
        (country, places.region_of(city).or_else(|| places.agreed_region_of(city)))
    }

    /// The address of a region or country for links from `here`. None if it has no page.
    pub(crate) fn link_to(&self, here: &Route, name: &PlaceName) -> Option<String> {
        let has_page = self.territories.contains_key(name);
        has_page.then(|| self.linker.link(here, &self.place_route(name)))
    }

    /// A link from `here` to a place, with its name in the language of the site.
    pub(crate) fn to_place(&self, here: &Route, name: &PlaceName) -> LinkView {
        let lang = &self.config.language;
        match name {
            PlaceName::City(name) => self.to_city(here, name, lang),
            PlaceName::Region(_) | PlaceName::Country(_) => LinkView {
                title: self.place_title(name, lang).into_owned(),
                href: self.linker.link(here, &self.place_route(name)),
                lang: None,
                leads_to: Some(lang.clone()),
            },
        }
    }

    /// The title of an incident for readers of `lang`, and its language unless that is the site's own. The title comes from the
    /// incident's file, else from its latest dispatch that was not withdrawn, in translation if there is one.
    pub(crate) fn incident_title(
        &self,
        incident: &Incident,
        lang: &str,
    ) -> (String, Option<String>) {
        if let Some(title) = incident.file.as_ref().and_then(|file| file.title.clone()) {
            return (title, None);
        }
        let told = self.chronicle.speaker(incident).map(|number| self.read_in(number, lang));
        told.map_or_else(
            || (incident.id.to_string(), None),
            |number| (self.title(number), self.foreign(self.language_of(number))),
        )
    }

    /// A link from `here` to the incident or toll with this id, for readers of `lang`.
    pub(crate) fn to_incident(&self, here: &Route, id: &Slug, lang: &str) -> Option<LinkView> {
        let incident = self.chronicle.incident(id)?;
        let href = self.linker.link(here, &self.incident_route(incident));
        let (title, lang) = self.incident_title(incident, lang);
        let leads_to = Some(self.incident_page_language(incident).to_owned());
        Some(LinkView { title, href, lang, leads_to })
    }

    /// The language of the page that shows an incident: of its only dispatch, or of the site.
    pub(crate) fn incident_page_language(&self, incident: &Incident) -> &str {
        match self.chronicle.tellers(incident).as_slice() {
            [only] if incident.people.persons.is_empty() => self.language_of(*only),
            _ => &self.config.language,
        }
    }

    /// The name of a party in `lang`. The name comes from `site.toml`, else from a dispatch in the language `told_in`: a name as it is
    /// written, an id without its hyphens.
    pub(crate) fn party(&self, id: &str, (lang, told_in): (&str, &str)) -> TitleView {
        let party = self.config.parties.get(id);
        let own = || party.and_then(|party| language::lookup(&party.names, lang));
        let named = self.named(lang, |names| names.parties.get(id)).or_else(own);
        match (named, party) {
            (Some(named), _) => TitleView { title: named.clone(), lang: self.foreign(lang) },
            (None, Some(party)) => TitleView { title: party.name.clone(), lang: None },
            (None, None) => self.in_one_of(spelled_out(id), [told_in]),
        }
    }

    /// The name of a party in the language of the site.
    pub(crate) fn own_party(&self, id: &str) -> TitleView {
        let own = self.config.language.as_str();
        self.party(id, (own, own))
    }

    /// A link from `here` to the page of a party. None if it has no page.
    pub(crate) fn party_href(&self, here: &Route, id: &str) -> Option<String> {
        let entry = self.parties.get(id)?;
        Some(self.linker.link(here, &address::party(&entry.slug)))
    }

    /// The name of a series of totals in `lang`, and its language unless that is the site's own. The name comes from `site.toml`,
    /// else it is made from the id: `West Mosul 2017` from `west-mosul-2017`.
    pub(crate) fn series_name(&self, id: &str, lang: &str) -> (String, Option<String>) {
        match self.named(lang, |names| names.series.get(id)) {
            Some(named) => (named.clone(), self.foreign(lang)),
            None => (self.config.series.get(id).cloned().unwrap_or_else(|| headed(id)), None),
        }
    }

    /// The name of a term in `lang`: of a topic the one in `site.toml`, else as dispatches write it, of a topic without hyphens.
    pub(crate) fn term(&self, taxonomy: Taxonomy, name: &str, lang: &str) -> TitleView {
        let written = match taxonomy {
            Taxonomy::Authors => name.to_owned(),
            Taxonomy::Topics => match self.named(lang, |names| names.topics.get(name)) {
                Some(named) => {
                    return TitleView { title: named.clone(), lang: self.foreign(lang) };
                }
                None => match self.config.topics.get(name) {
                    Some(own) => return TitleView { title: own.clone(), lang: None },
                    None => spelled_out(name),
                },
            },
        };
        let term = self.taxonomies.terms(taxonomy).get(&Slug::make(name));
        let originals = term.into_iter().flat_map(|term| term.dispatches.iter().copied());
        let with_translations =
            |number| [number].into_iter().chain(self.chronicle.translations(number));
        self.given_in(written, originals.flat_map(with_translations))
    }

    /// Links from `here` to the terms of a dispatch, with their names in `lang`.
    pub(crate) fn to_terms(
        &self,
        here: &Route,
        taxonomy: Taxonomy,
        dispatch: &Dispatch,
        lang: &str,
    ) -> Vec<LinkView> {
        let link = |name: &Spanned<String>| {
            let TitleView { title, lang } = self.term(taxonomy, &name.value, lang);
            LinkView {
                title,
                href: self.linker.link(here, &address::term(taxonomy, &name.value)),
                lang,
                leads_to: Some(self.config.language.clone()),
            }
        };
        taxonomy.terms(dispatch).iter().map(link).collect()
    }

    /// The value that `site.toml` gives for `lang` under `[languages]`.
    pub(crate) fn named<'c, T>(
        &'c self,
        lang: &str,
        what: impl Fn(&'c Names) -> Option<&'c T>,
    ) -> Option<&'c T> {
        language::fallbacks(lang).find_map(|lang| what(self.config.languages.get(lang)?))
    }

    /// The title of the site in `lang`.
    pub(crate) fn site_title(&self, lang: &str) -> &str {
        self.named(lang, |names| names.title.as_ref()).unwrap_or(&self.config.title)
    }

    /// The description of the site, in `lang` if `site.toml` has one.
    pub(crate) fn about(&self, lang: &str) -> Option<&str> {
        let own = self.named(lang, |names| names.description.as_ref());
        own.or(self.config.description.as_ref()).map(String::as_str)
    }
}

/// The words of an id, such as "air strikes" of `air-strikes`. A name that is no id stays as it is written: "U.S.-led coalition".
fn spelled_out(id: &str) -> String {
    let is_id = Slug::make(id).as_str() == id;
    if is_id { id.replace('-', " ") } else { id.to_owned() }
}

/// The words of an id as a heading has them: "Dead of the Sieges" of `dead-of-the-sieges`.
fn headed(id: &str) -> String {
    const SMALL: [&str; 12] =
        ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to"];
    let word = |(at, word): (usize, &str)| {
        let mut letters = word.chars();
        let first = letters.next().filter(|_| at == 0 || !SMALL.contains(&word));
        match first {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => word.to_owned(),
        }
    };
    let words: Vec<String> = id.split('-').enumerate().map(word).collect();
    words.join(" ")
}
