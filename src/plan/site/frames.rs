//! Makes what all pages of a site share, such as its name and navigation. Each language and folder depth has one frame.
//! It does not know the content of a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Links, MenuLine};
use crate::field::page::PlainPage;
use crate::field::place_name::{PlaceKind, PlaceName};
use crate::field::word::Word;
use crate::plan::address;
use crate::plan::draw::map;
use crate::plan::index::territories::listed;
use crate::plan::index::{Index, languages};
use crate::plan::route::Route;
use crate::plan::view::values::LinkView;
use crate::plan::view::{LanguageView, SiteView};
use crate::text::language;

/// The Content-Security-Policy of every page. It allows no scripts and nothing from other hosts. A theme adds scripts of the site where
/// a page has one. No page needs `connect-src 'self'`; it is there for audit tools that fetch `robots.txt` from inside a page.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; \
                          base-uri 'none'; form-action 'none'";

/// Number of folder depths that have a frame. Addresses that dateline makes are never deeper.
const DEEPEST: usize = 12;

/// The frames by language and folder depth. The last one of each language is for the 404 page.
pub(crate) struct Frames(BTreeMap<String, Vec<Arc<SiteView>>>);

impl Frames {
    /// Makes all frames of a site.
    pub(crate) fn new(index: &Index<'_>) -> Frames {
        let depths = (0..DEEPEST).map(|depth| format!("{}index.html", "x/".repeat(depth)));
        let routes = depths.map(|file| Route::file(&file)).chain([address::not_found()]);
        let routes: Vec<Route> = routes.collect();
        let in_language = |lang: String| {
            let menu = menu(index, &lang);
            let frames = routes.iter().map(|here| Arc::new(frame(index, here, &lang, &menu)));
            let frames = frames.collect();
            (lang, frames)
        };
        let languages = languages::languages(index.config, index.chronicle);
        Frames(languages.all.into_keys().map(in_language).collect())
    }

    /// The frame of the page `here` in the language `lang`. With root links, all pages of a language share one frame.
    pub(crate) fn around(&self, here: &Route, lang: &str, links: Links) -> Arc<SiteView> {
        let depth = match links {
            Links::Root => 0,
            Links::Relative if *here == address::not_found() => DEEPEST,
            Links::Relative => here.as_file().matches('/').count().min(DEEPEST - 1),
        };
        Arc::clone(&self.0[lang][depth])
    }
}

/// A line of the navigation.
struct Line {
    title: String,
    /// The language of the title, if it is not the site's.
    lang: Option<String>,
    /// A page, or a URL.
    to: Result<Route, String>,
    /// The language of the page, if that is known.
    leads_to: Option<String>,
}

/// The navigation for pages in `lang`. This is the menu from the settings, if there is one. Otherwise it lists the plain
/// pages with a `menu` position: those in `lang`, or those in the site's language if there are none.
fn menu(index: &Index<'_>, lang: &str) -> Vec<Line> {
    if let Some(lines) = &index.config.menu {
        let target = |to: &str| index.files.route(to).ok_or_else(|| to.to_owned());
        let line = |line: &MenuLine| Line {
            title: line.title.clone(),
            lang: None,
            to: target(&line.to.value),
            leads_to: None,
        };
        return lines.iter().map(line).collect();
    }
    let own = index.config.language.as_str();
    let in_menu = index.chronicle.pages.iter().filter(|page| page.menu.is_some());
    let told_in = |lang: &str| -> Vec<_> {
        in_menu.clone().filter(|page| page.lang.as_deref().unwrap_or(own) == lang).collect()
    };
    let mut pages = told_in(lang);
    if pages.is_empty() {
        pages = told_in(own);
    }
    pages.sort_by_key(|page| (page.menu, page.title.value.clone()));
    let line = |page: &Arc<PlainPage>| {
        let told_in = page.lang.as_deref().unwrap_or(own);
        Line {
            title: page.title.value.clone(),
            lang: index.foreign(told_in),
            to: Ok(address::page(page)),
            leads_to: Some(told_in.to_owned()),
        }
    };
    pages.into_iter().map(line).collect()
}

fn frame(index: &Index<'_>, here: &Route, lang: &str, menu: &[Line]) -> SiteView {
    let link = |there: &Route| index.linker.link(here, there);
    let marker = link(&address::asset("x"));
    let line = |line: &Line| LinkView {
        title: line.title.clone(),
        href: match &line.to {
            Ok(route) => link(route),
            Err(url) => url.clone(),
        },
        lang: line.lang.clone(),
        leads_to: line.leads_to.clone(),
    };
    let in_use = index.taxonomies.in_use();
    let taxonomies = in_use.map(|it| (it.word(), link(&address::taxonomy(it)))).collect();
    let config = index.config;
    let (home, dispatches) = match index.other_languages().contains(lang) {
        true => (address::dispatches_in(lang), address::dispatches_in(lang)),
        false => (address::front(), address::dispatches()),
    };
    let title = index.named(lang, |names| names.title.as_ref());
    let list_of = |kind: PlaceKind| {
        listed(&index.territories, kind).next().map(|_| link(&address::places(kind)))
    };
    SiteView {
        title: index.site_title(lang).to_owned(),
        description: index.about(lang).map(str::to_owned),
        title_lang: title.map_or(&*config.language, |_| lang).to_owned(),
        default_language: config.language.clone(),
        home: link(&home),
        feed: link(&address::atom(&home)),
        json_feed: link(&address::json_feed(&home)),
        cities: link(&address::cities()),
        regions: list_of(PlaceName::Region(())),
        countries: list_of(PlaceName::Country(())),
        taxonomies,
        map: map::is_there(index).then(|| link(&address::map())),
        timeline: link(&address::timeline()),
        people: (!index.people_lists.by_day.is_empty()).then(|| link(&address::people())),
        parties: (!index.parties.is_empty()).then(|| link(&address::parties())),
        dispatches: link(&dispatches),
        data: link(&address::data()),
        corrections: link(&address::corrections()),
        csp: POLICY,
        noindex: config.is_staging,
        assets: marker.strip_suffix('x').unwrap_or(&marker).to_owned(),
        menu: menu.iter().map(line).collect(),
        languages: other_languages(index, here, lang),
        theme: config.theme_settings.clone(),
    }
}

/// Links from a page in `lang` to the parts of the site in other languages.
fn other_languages(index: &Index<'_>, here: &Route, lang: &str) -> Vec<LanguageView> {
    let titles = |lang: &str| index.named(lang, |names| names.title.as_ref()).cloned();
    let own = &index.config.language;
    let home = LanguageView {
        lang: own.clone(),
        name: language::own_name(own),
        title: Some(index.config.title.clone()),
        href: index.linker.link(here, &address::front()),
    };
    let others = index.other_languages().into_iter().map(|lang| LanguageView {
        lang: lang.to_owned(),
        name: language::own_name(lang),
        title: titles(lang),
        href: index.linker.link(here, &address::dispatches_in(lang)),
    });
    [home].into_iter().chain(others).filter(|other| other.lang != lang).collect()
}
