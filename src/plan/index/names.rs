//! What things are called in the language of a page: the site, cities, incidents, parties and topics.
//! It does not know which pages there are.

use crate::chronicle::incident::Incident;
use crate::config::names::Names;
use crate::field::dispatch::Dispatch;
use crate::field::slug::Slug;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::taxonomy::Taxonomy;
use crate::plan::view::values::LinkView;
use crate::text::language;
use crate::text::span::Spanned;

impl Index<'_> {
    /// What the city `name` is called in `lang`: as its file has it for that language, else by its own name.
    pub(crate) fn city_title<'n>(&'n self, name: &'n str, lang: &str) -> &'n str {
        self.in_names(name, lang).unwrap_or(name)
    }

    fn in_names(&self, city: &str, lang: &str) -> Option<&str> {
        let file = self.chronicle.places.file(city)?;
        language::lookup(&file.names, lang).map(String::as_str)
    }

    /// A link from `here` to a city, in the language `lang`.
    pub(crate) fn to_city(&self, here: &Route, name: &str, lang: &str) -> LinkView {
        let there = address::city(&self.chronicle.places.slug(name));
        let named = self.in_names(name, lang);
        LinkView {
            title: named.unwrap_or(name).to_owned(),
            href: self.linker.link(here, &there),
            lang: named.and_then(|_| self.foreign(lang)),
        }
    }

    /// What an incident is called for readers of `lang`: by its file, else by the latest dispatch that still stands, in `lang` if it
    /// is told in it. And the language of that, unless it is the site's.
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

    /// A link from `here` to the incident or toll called `id`, for readers of `lang`.
    pub(crate) fn to_incident(&self, here: &Route, id: &Slug, lang: &str) -> Option<LinkView> {
        let incident = self.chronicle.incident(id)?;
        let href = self.linker.link(here, &self.incident_route(incident));
        let (title, lang) = self.incident_title(incident, lang);
        Some(LinkView { title, href, lang })
    }

    /// What a party is called in `lang`: as site.toml names it, else by its id without the hyphens. And the language of that,
    /// unless it is the site's.
    pub(crate) fn party(&self, id: &str, lang: &str) -> (String, Option<String>) {
        match self.named(lang, |names| names.parties.get(id)) {
            Some(named) => (named.clone(), self.foreign(lang)),
            None => (self.config.parties.get(id).cloned().unwrap_or_else(|| spelled_out(id)), None),
        }
    }

    /// What a term is called in `lang`.
    pub(crate) fn term(&self, taxonomy: Taxonomy, name: &str, lang: &str) -> String {
        match taxonomy {
            Taxonomy::Topics => self.topic(name, lang),
            Taxonomy::Authors => name.to_owned(),
        }
    }

    /// The terms of a dispatch in the language `lang`, with links from the page `here`.
    pub(crate) fn to_terms(
        &self,
        here: &Route,
        taxonomy: Taxonomy,
        dispatch: &Dispatch,
        lang: &str,
    ) -> Vec<LinkView> {
        let link = |name: &Spanned<String>| {
            let title = self.term(taxonomy, &name.value, lang);
            // A name is in the language of the dispatch. A topic may be in the language of the site, in which site.toml names it.
            let is_own = taxonomy.is_about_events()
                && title == self.term(taxonomy, &name.value, &self.config.language);
            LinkView {
                href: self.linker.link(here, &address::term(taxonomy, &name.value)),
                lang: self.foreign(lang).filter(|_| !is_own),
                title,
            }
        };
        taxonomy.terms(dispatch).iter().map(link).collect()
    }

    /// What a topic is called in `lang`: as site.toml names it, else as dispatches write it, without hyphens.
    fn topic(&self, name: &str, lang: &str) -> String {
        let own = || self.config.topics.get(name);
        let named = self.named(lang, |names| names.topics.get(name)).or_else(own);
        named.cloned().unwrap_or_else(|| spelled_out(name))
    }

    /// What site.toml says under `[languages]` for `lang`.
    pub(crate) fn named<'c, T>(
        &'c self,
        lang: &str,
        what: impl Fn(&'c Names) -> Option<&'c T>,
    ) -> Option<&'c T> {
        language::fallbacks(lang).find_map(|lang| what(self.config.languages.get(lang)?))
    }

    /// What the site is called in `lang`.
    pub(crate) fn site_title(&self, lang: &str) -> &str {
        self.named(lang, |names| names.title.as_ref()).unwrap_or(&self.config.title)
    }

    /// What the site is about, in `lang` if site.toml says so.
    pub(crate) fn about(&self, lang: &str) -> Option<&str> {
        let own = self.named(lang, |names| names.description.as_ref());
        own.or(self.config.description.as_ref()).map(String::as_str)
    }
}

/// An id as words.
pub(crate) fn spelled_out(id: &str) -> String {
    id.replace('-', " ")
}
