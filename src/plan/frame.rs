//! What all pages of a site share: its name, its way around, where its files lie. Made once for each depth of folders.
//! It does not know what stands inside.

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

/// The frames by depth; and last, the one for the page that is shown at any address.
#[derive(Default)]
pub struct Frames(Vec<Arc<SiteView>>);

impl Frames {
    /// The frames of a site.
    pub fn of(desk: &Desk<'_>) -> Frames {
        let menu = menu(desk);
        let depths = (0..DEEPEST).map(|depth| format!("{}index.html", "x/".repeat(depth)));
        let routes = depths.map(|file| Route::file(&file)).chain([address::not_found()]);
        Frames(routes.map(|here| Arc::new(frame(desk, &here, &menu))).collect())
    }

    /// The frame of the page `here`. Where links begin at the root all pages have the same.
    pub fn around(&self, here: &Route, links: Links) -> Arc<SiteView> {
        let depth = match links {
            Links::Root => 0,
            Links::Relative if *here == address::not_found() => DEEPEST,
            Links::Relative => here.as_file().matches('/').count().min(DEEPEST - 1),
        };
        Arc::clone(&self.0[depth])
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

fn frame(desk: &Desk<'_>, here: &Route, menu: &[(String, Result<Route, String>)]) -> SiteView {
    let link = |there: &Route| desk.linker.link(here, there);
    let marker = link(&address::asset("x"));
    let line = |(title, to): &(String, Result<Route, String>)| LinkView {
        title: title.clone(),
        href: match to {
            Ok(route) => link(route),
            Err(url) => url.clone(),
        },
    };
    let register = |of| desk.registers.any(of).then(|| link(&address::register(of)));
    let config = desk.config;
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
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
