//! What all pages of a site share: its name, its way around, where its files lie. Made once for each depth of folders and each
//! language of the site.
//! It does not know what stands inside.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Links, MenuLine};
use crate::field::page::PlainPage;
use crate::plan::desk::Desk;
use crate::plan::edition::Route;
use crate::plan::register::Of;
use crate::plan::view::SiteView;
use crate::plan::view::values::LinkView;
use crate::plan::{address, headers, lists, map, translations};

/// Folders deeper than this do not occur in addresses that dateline makes.
const DEEPEST: usize = 12;

/// The frames by language and depth; and last, the one for the page that is shown at any address.
#[derive(Default)]
pub struct Frames(BTreeMap<String, Vec<Arc<SiteView>>>);

impl Frames {
    /// The frames of a site.
    pub fn of(desk: &Desk<'_>) -> Frames {
        let depths = (0..DEEPEST).map(|depth| format!("{}index.html", "x/".repeat(depth)));
        let routes = depths.map(|file| Route::file(&file)).chain([address::not_found()]);
        let routes: Vec<Route> = routes.collect();
        let in_language = |lang: String| {
            let menu = menu(desk, &lang);
            let frames = routes.iter().map(|here| Arc::new(frame(desk, here, &lang, &menu)));
            let frames = frames.collect();
            (lang, frames)
        };
        let languages = translations::languages(desk.config, desk.chronicle);
        Frames(languages.all.into_keys().map(in_language).collect())
    }

    /// The frame of the page `here` in the language `lang`. Where links begin at the root all pages have the same.
    pub fn around(&self, here: &Route, lang: &str, links: Links) -> Arc<SiteView> {
        let depth = match links {
            Links::Root => 0,
            Links::Relative if *here == address::not_found() => DEEPEST,
            Links::Relative => here.as_file().matches('/').count().min(DEEPEST - 1),
        };
        Arc::clone(&self.0[lang][depth])
    }
}

/// A line of the navigation: what it says, in which language, and where it leads.
type Line = (String, Option<String>, Result<Route, String>);

/// The navigation of pages in `lang`: as the editors wrote it, else the plain pages that ask for a place, in that language if
/// there are any.
fn menu(desk: &Desk<'_>, lang: &str) -> Vec<Line> {
    if let Some(lines) = &desk.config.menu {
        let target = |to: &str| address::of_path(to).ok_or_else(|| to.to_owned());
        let line = |line: &MenuLine| (line.title.clone(), None, target(&line.to.value));
        return lines.iter().map(line).collect();
    }
    let own = desk.config.language.as_str();
    let in_menu = desk.chronicle.pages.iter().filter(|page| page.menu.is_some());
    let told_in = |lang: &str| -> Vec<_> {
        in_menu.clone().filter(|page| page.lang.as_deref().unwrap_or(own) == lang).collect()
    };
    let mut pages = told_in(lang);
    if pages.is_empty() {
        pages = told_in(own);
    }
    pages.sort_by_key(|page| (page.menu, page.title.value.clone()));
    let line = |page: &Arc<PlainPage>| {
        let lang = page.lang.as_deref().and_then(|lang| desk.foreign(lang));
        (page.title.value.clone(), lang, Ok(desk.page_route(page)))
    };
    pages.into_iter().map(line).collect()
}

fn frame(desk: &Desk<'_>, here: &Route, lang: &str, menu: &[Line]) -> SiteView {
    let link = |there: &Route| desk.linker.link(here, there);
    let marker = link(&address::asset("x"));
    let line = |(title, lang, to): &Line| LinkView {
        title: title.clone(),
        href: match to {
            Ok(route) => link(route),
            Err(url) => url.clone(),
        },
        lang: lang.clone(),
    };
    let register = |of| desk.registers.any(of).then(|| link(&address::register(of)));
    let config = desk.config;
    let (home, dispatches) = match lists::languages(desk).contains(lang) {
        true => (address::dispatches_in(lang), address::dispatches_in(lang)),
        false => (address::front(), address::dispatches()),
    };
    let title = desk.named(lang, |names| names.title.as_ref());
    SiteView {
        title: desk.site_title(lang).to_owned(),
        description: desk.about(lang).map(str::to_owned),
        title_lang: title.map_or(&*config.language, |_| lang).to_owned(),
        default_language: config.language.clone(),
        home: link(&home),
        feed: link(&address::atom(&home)),
        json_feed: link(&address::json_feed(&home)),
        cities: link(&address::cities()),
        topics: register(Of::Topics),
        authors: register(Of::Authors),
        map: map::is_there(desk).then(|| link(&address::map())),
        timeline: link(&address::timeline()),
        dispatches: link(&dispatches),
        data: link(&address::data()),
        corrections: link(&address::corrections()),
        csp: headers::POLICY,
        assets: marker.strip_suffix('x').unwrap_or(&marker).to_owned(),
        menu: menu.iter().map(line).collect(),
        languages: lists::links(desk, here, lang),
        theme: config.theme_settings.clone(),
    }
}
