//! What all pages of a site share: its name, its way around, where its files lie. Made once for each depth of folders and each
//! language of the site.
//! It does not know what stands inside.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Links;
use crate::plan::desk::Desk;
use crate::plan::edition::Route;
use crate::plan::register::Of;
use crate::plan::view::SiteView;
use crate::plan::view::values::LinkView;
use crate::plan::{address, headers, map};

/// Folders deeper than this do not occur in addresses that dateline makes.
const DEEPEST: usize = 12;

/// The frames by language and depth; and last, the one for the page that is shown at any address.
#[derive(Default)]
pub struct Frames(BTreeMap<String, Vec<Arc<SiteView>>>);

impl Frames {
    /// The frames of a site.
    pub fn of(desk: &Desk<'_>) -> Frames {
        let menu = menu(desk);
        let depths = (0..DEEPEST).map(|depth| format!("{}index.html", "x/".repeat(depth)));
        let routes = depths.map(|file| Route::file(&file)).chain([address::not_found()]);
        let routes: Vec<Route> = routes.collect();
        let all = 0..desk.chronicle.dispatches.len();
        let mut languages: BTreeSet<&str> = all.map(|number| desk.language_of(number)).collect();
        languages.insert(&desk.config.language);
        let in_language = |lang: &str| {
            let frames = routes.iter().map(|here| Arc::new(frame(desk, here, lang, &menu)));
            (lang.to_owned(), frames.collect())
        };
        Frames(languages.into_iter().map(in_language).collect())
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

/// The navigation: as the editors wrote it, else the plain pages that ask for a place.
fn menu(desk: &Desk<'_>) -> Vec<(String, Result<Route, String>)> {
    if let Some(lines) = &desk.config.menu {
        let target = |to: &str| address::of_path(to).ok_or_else(|| to.to_owned());
        return lines.iter().map(|line| (line.title.clone(), target(&line.to.value))).collect();
    }
    let mut pages: Vec<_> =
        desk.chronicle.pages.iter().filter(|page| page.menu.is_some()).collect();
    pages.sort_by_key(|page| (page.menu, page.title.value.clone()));
    let line = |page: &_| desk.page_route(page);
    pages.into_iter().map(|page| (page.title.value.clone(), Ok(line(page)))).collect()
}

fn frame(
    desk: &Desk<'_>,
    here: &Route,
    lang: &str,
    menu: &[(String, Result<Route, String>)],
) -> SiteView {
    let link = |there: &Route| desk.linker.link(here, there);
    let marker = link(&address::asset("x"));
    let line = |(title, to): &(String, Result<Route, String>)| LinkView {
        title: title.clone(),
        href: match to {
            Ok(route) => link(route),
            Err(url) => url.clone(),
        },
        lang: None,
    };
    let register = |of| desk.registers.any(of).then(|| link(&address::register(of)));
    let config = desk.config;
    let title = desk.named(lang, |names| names.title.as_ref());
    let description = desk.named(lang, |names| names.description.as_ref());
    SiteView {
        title: title.unwrap_or(&config.title).clone(),
        description: description.or(config.description.as_ref()).cloned(),
        lang: title.map_or(&*config.language, |_| lang).to_owned(),
        language: config.language.clone(),
        home: link(&address::front()),
        feed: link(&address::atom(&address::front())),
        json_feed: link(&address::json_feed(&address::front())),
        cities: link(&address::cities()),
        topics: register(Of::Topics),
        authors: register(Of::Authors),
        map: map::is_there(desk).then(|| link(&address::map())),
        timeline: link(&address::timeline()),
        dispatches: link(&address::dispatches()),
        data: link(&address::data()),
        corrections: link(&address::corrections()),
        policy: headers::POLICY,
        assets: marker.strip_suffix('x').unwrap_or(&marker).to_owned(),
        menu: menu.iter().map(line).collect(),
        theme: config.theme_settings.clone(),
    }
}
