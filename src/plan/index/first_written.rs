//! Where dispatches and incident files first write the name of a place, a topic, an author or an incident.
//! It does not know which names are misspelt, nor parties: only a party in site.toml has a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::city_names::Spot;
use crate::field::dateline::Place;
use crate::field::dispatch::Dispatch;
use crate::field::excerpt::excerpt;
use crate::field::place_name::PlaceName;
use crate::field::slug::Slug;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::taxonomy::Taxonomy;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::nearest;

/// The first place of each name that no file and no setting declares, by the page that it asks for.
pub(crate) struct FirstWritten<'c>(BTreeMap<Route, (&'c str, Spot<'c>)>);

impl<'c> FirstWritten<'c> {
    /// The names of the site.
    pub(crate) fn new(index: &'c Index<'_>) -> FirstWritten<'c> {
        let mut names = FirstWritten(BTreeMap::new());
        let chronicle = index.chronicle;
        for dispatch in chronicle.dispatches.iter().filter(|it| it.withdrawn.is_none()) {
            names.add_dispatch(dispatch);
        }
        for file in chronicle.incidents.values().filter_map(|incident| incident.file.as_ref()) {
            names.add_place(&file.path, &file.place);
        }
        let cities = chronicle.places.cities.iter().filter(|(_, file)| file.is_some());
        let cities = cities.map(|(name, _)| PlaceName::City(&**name));
        let regions = chronicle.places.regions.keys().map(|name| PlaceName::Region(&**name));
        let places = cities.chain(regions);
        let places = places.map(|name| address::place(&chronicle.places.slug_of(name)));
        let topics = index.config.topics.keys().map(|name| address::term(Taxonomy::Topics, name));
        for declared in places.chain(topics) {
            names.0.remove(&declared);
        }
        names
    }

    fn add_dispatch(&mut self, dispatch: &'c Dispatch) {
        let path = &dispatch.path;
        for report in &dispatch.reports {
            self.add_place(path, &report.place);
            if let Some(id) = &report.incident {
                self.add(address::incident(&id.value), id.value.as_str(), path, id.span);
            }
        }
        let topics = dispatch.topics.iter().map(|it| (Taxonomy::Topics, it));
        let authors = dispatch.authors.iter().map(|it| (Taxonomy::Authors, it));
        for (taxonomy, Spanned { value, span }) in topics.chain(authors) {
            self.add(address::term(taxonomy, value), value, path, *span);
        }
    }

    fn add_place(&mut self, path: &'c SourcePath, place: &'c Place) {
        for Spanned { value, span } in &place.cities {
            self.add(address::place(&PlaceName::City(Slug::make(value))), value, path, *span);
        }
        if let Some(Spanned { value, span }) = &place.region {
            self.add(address::place(&PlaceName::Region(Slug::make(value))), value, path, *span);
        }
    }

    fn add(&mut self, page: Route, name: &'c str, path: &'c SourcePath, span: Span) {
        let spot = Spot { path, span };
        let (_, first) = self.0.entry(page).or_insert((name, spot));
        *first = spot.min(*first);
    }

    /// The page nearest to `wanted` in the same section, of a name that is written.
    pub(crate) fn nearest(&self, wanted: &Route) -> Option<&Route> {
        let (section, slug) = section_and_slug(wanted)?;
        let pages = self.0.keys().filter_map(|page| Some((page, section_and_slug(page)?)));
        let pages: BTreeMap<&str, &Route> = pages
            .filter(|(_, (other, _))| *other == section)
            .map(|(page, (_, slug))| (slug, page))
            .collect();
        pages.get(nearest(slug, pages.keys().copied())?).copied()
    }

    /// `fault`, with the place where the name of `page` is written, because that name may be the one that is misspelt.
    pub(crate) fn point_to(&self, fault: Diagnostic, page: &Route) -> Diagnostic {
        let Some((name, Spot { path, span })) = self.0.get(page) else { return fault };
        let fault = fault.related(path, *span, format!("`{}` is written here", excerpt(name)));
        fault.help("correct the name that is misspelt, here or there")
    }
}

/// `cities` and `mosul` of the page of a city.
fn section_and_slug(page: &Route) -> Option<(&str, &str)> {
    page.as_file().strip_suffix("/index.html")?.split_once('/')
}

/// Takes the questions about similar names out of `faults` to whose places an error points: that is one mistake.
pub(crate) fn without_repetition(faults: &mut Vec<Diagnostic>) {
    let is_pointing =
        |it: &&Diagnostic| *it.rule == rule::LIVE_FIGURE || *it.rule == rule::DEAD_LINK;
    let related = faults.iter().filter(is_pointing).flat_map(|it| &it.related);
    let pointed: BTreeSet<(SourcePath, Span)> =
        related.map(|it| (it.path.clone(), it.span)).collect();
    let is_repeated = |it: &Diagnostic| {
        *it.rule == rule::NEAR_NAME
            && it.span.is_some_and(|span| pointed.contains(&(it.path.clone(), span)))
    };
    faults.retain(|it| !is_repeated(it));
}
