//! Holds what every page is made from: the index, the frames around pages, and values that many pages share.
//! It does not know which pages exist.

pub(crate) mod frames;
pub(crate) mod owned;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;
use crate::field::page::Body;
use crate::plan::cache::{Cached, CachedRows};
use crate::plan::data::Tables;
use crate::plan::draw::map;
use crate::plan::index::twins::Twin;
use crate::plan::index::{Index, Sources};
use crate::plan::route::Route;
use crate::plan::row::{dispatch, incident, live_figures, pictures};
use crate::plan::site::frames::Frames;
use crate::plan::view::lists::{DispatchRowView, IncidentRowView};
use crate::plan::view::map::MapView;
use crate::plan::view::prose::Prose;
use crate::plan::view::{PageTranslationView, PageView, SiteView};
use crate::prose::html::RawHtml;
use crate::text::diagnostic::Diagnostic;
use crate::text::language;
use crate::text::source::SourcePath;

/// Everything a page is made from.
pub(crate) struct Site<'a> {
    /// What pages look up.
    pub index: Index<'a>,
    /// The data tables.
    pub tables: Tables,
    /// What all pages share, by language and folder depth.
    frames: Frames,
    /// The rows of dispatches, by number.
    rows: CachedRows<DispatchRowView>,
    /// The rows of incidents, by number.
    incident_rows: CachedRows<IncidentRowView>,
    /// The map of each city. None if the file of the city has no coordinates.
    locators: BTreeMap<CityName, Cached<Option<Arc<MapView>>>>,
}

impl<'a> Site<'a> {
    /// Builds the site from `sources`. Reports faults that involve several files.
    pub(crate) fn new(sources: &'a Sources, faults: &mut Vec<Diagnostic>) -> Site<'a> {
        let index = Index::new(sources, faults);
        let links = index.config.links;
        Site {
            tables: Tables::default(),
            frames: Frames::new(&index),
            rows: CachedRows::new(index.chronicle.dispatches.len(), links),
            incident_rows: CachedRows::new(index.chronicle.incidents.len(), links),
            locators: index.gazetteer.keys().map(|it| (it.clone(), Cached::default())).collect(),
            index,
        }
    }

    /// What all pages share, with links for the page `here`.
    pub(crate) fn frame(&self, here: &Route) -> Arc<SiteView> {
        self.frame_in(here, &self.index.config.language)
    }

    /// The same, for a page in the language `lang`.
    pub(crate) fn frame_in(&self, here: &Route, lang: &str) -> Arc<SiteView> {
        self.frames.around(here, lang, self.index.config.links)
    }

    /// The head of the page `here`, in the language of the site.
    pub(crate) fn head(&self, here: &Route, title: &str, description: Option<&str>) -> PageView {
        self.head_in(here, title, description, &self.index.config.language)
    }

    /// The head of a page in the language `lang`.
    pub(crate) fn head_in(
        &self,
        here: &Route,
        title: &str,
        description: Option<&str>,
        lang: &str,
    ) -> PageView {
        PageView {
            title: title.to_owned(),
            description: description.or(self.index.about(lang)).map(str::to_owned),
            permalink: self.index.linker.absolute(here),
            lang: lang.to_owned(),
            dir: language::direction(lang),
            translations: self
                .index
                .twins
                .others(here)
                .map(|it| self.translation(here, it))
                .collect(),
        }
    }

    fn translation(&self, here: &Route, twin: &Twin) -> PageTranslationView {
        PageTranslationView {
            lang: twin.lang.clone(),
            href: self.index.linker.link(here, &twin.route),
            permalink: self.index.linker.absolute(&twin.route),
        }
    }

    /// The dispatch `number` as a row on the page `here`.
    pub(crate) fn row(&self, here: &Route, number: DispatchId) -> Arc<DispatchRowView> {
        self.rows.get(number, || dispatch::row(&self.index, here, number))
    }

    /// An incident, or a toll over a period, as a row on the page `here`.
    pub(crate) fn incident_row(&self, here: &Route, incident: &Incident) -> Arc<IncidentRowView> {
        let make = || incident::row(&self.index, here, incident);
        self.incident_rows.get(incident.number as usize, make)
    }

    /// The map of the first of `cities` that has coordinates, for a page in `lang`.
    pub(crate) fn locator<'n>(
        &self,
        cities: impl IntoIterator<Item = &'n CityName>,
        lang: &str,
    ) -> Option<Arc<MapView>> {
        let make = |name| map::around(&self.index, name, lang).map(Arc::new);
        cities.into_iter().find_map(|name| {
            let kept = self.locators.get(name)?;
            match self.index.foreign(lang) {
                Some(_) => make(name),
                None => kept.get(|| make(name)).clone(),
            }
        })
    }

    /// The body text, ready to print on the page `here`. None if it is blank.
    pub(crate) fn prose(&self, here: &Route, path: &SourcePath, body: &Body) -> Option<Prose> {
        self.prose_with(here, path, body, |there| self.index.linker.link(here, there))
    }

    /// The body text of the page `here` with full URLs as links, for feeds. None if it is blank.
    pub(crate) fn prose_for_feeds(
        &self,
        here: &Route,
        path: &SourcePath,
        body: &Body,
    ) -> Option<Prose> {
        self.prose_with(here, path, body, |there| self.index.linker.absolute(there))
    }

    fn prose_with(
        &self,
        here: &Route,
        path: &SourcePath,
        body: &Body,
        href: impl Fn(&Route) -> String,
    ) -> Option<Prose> {
        let index = &self.index;
        let text = index.snapshot.text(path)?;
        let is_blank = text.get(body.span.range()).is_none_or(|text| text.trim().is_empty());
        if is_blank {
            return None;
        }
        let links = index.links.of_file(path).iter();
        Some(Prose {
            text: Arc::clone(text),
            path: path.clone(),
            span: body.span,
            hash: body.hash,
            links: links
                .map(|(written, to)| (written.clone(), pictures::in_body(index, here, to, &href)))
                .collect(),
            live_figures: live_figures::views(index, here, &body.live_figures, &href),
            raw_html: if index.config.trust_html { RawHtml::Trusted } else { RawHtml::Shown },
        })
    }
}
