//! Where the links inside bodies lead: to other content by its path, to files beside it, to addresses of the site.
//! A link that leads nowhere is an error. It does not read Markdown; `prose` found the links.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::config;
use crate::field::excerpt::excerpt;
use crate::field::page::{Body, Link, Pointing};
use crate::plan::desk::Desk;
use crate::plan::edition::{Edition, Route};
use crate::plan::periods::Period;
use crate::plan::{address, lists, map};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{CONTENT, SourcePath};
use crate::text::span::Span;
use crate::text::spelling::nearest;

/// So many dead links of one body are reported; the rest are counted.
const MOST_DEAD: usize = 50;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The page or file.
    pub route: Route,
    /// `#fragment` or `?query`, as written.
    pub suffix: String,
    /// The file that has to be published for it, if it is one that lies beside content.
    pub file: Option<SourcePath>,
    /// Where it is written first.
    pub span: Span,
    /// Whether it is shown as a picture anywhere in the body.
    pub shown: bool,
}

/// Where every link of every body leads, by file and by destination as written.
#[derive(Clone, Debug, Default)]
pub struct Destinations(BTreeMap<SourcePath, BTreeMap<String, Destination>>);

impl Destinations {
    /// Resolves the links of all bodies; those that lead nowhere are reported.
    pub fn of(desk: &Desk<'_>, faults: &mut Vec<Diagnostic>) -> Destinations {
        let linking = bodies(desk).into_iter().filter(|(_, body, _)| !body.links.is_empty());
        let mut linking = linking.peekable();
        // Most of the work is to know every address, and many sites link to none.
        if linking.peek().is_none() {
            return Destinations::default();
        }
        let targets = Targets::of(desk);
        // A link to a file with a fault of its own is as right as it was: only that fault is to be mended.
        let unsound: HashSet<SourcePath> =
            faults.iter().filter(|fault| fault.is_error()).map(|it| it.path.clone()).collect();
        let mut all = BTreeMap::new();
        for (path, body, home) in linking {
            let mut links = BTreeMap::new();
            let mut dead = Vec::new();
            for link in &body.links {
                match targets.resolve(path, &home, link) {
                    Some(to) => {
                        let shown = to.shown;
                        faults.extend(uncredited(desk, path, link, &to));
                        links.entry(link.destination.clone()).or_insert(to).shown |= shown;
                    }
                    None if file(path, link).is_some_and(|file| unsound.contains(&file)) => {}
                    None => dead.push(link),
                }
            }
            let more = dead.len().saturating_sub(MOST_DEAD);
            let said = dead.into_iter().take(MOST_DEAD);
            faults.extend(said.map(|link| targets.dead(path, link)));
            if let Some(last) = faults.last_mut().filter(|_| more > 0) {
                let help = last.help.take().unwrap_or_default();
                last.help = Some(format!("{help}; {more} more links of this file lead nowhere"));
            }
            if !links.is_empty() {
                all.insert(path.clone(), links);
            }
        }
        Destinations(all)
    }

    /// Where the links of the body of `path` lead.
    pub fn of_file(&self, path: &SourcePath) -> &BTreeMap<String, Destination> {
        static NONE: BTreeMap<String, Destination> = BTreeMap::new();
        self.0.get(path).unwrap_or(&NONE)
    }

    /// Every file that a body links to, but for the bodies in `left_out`: the linking file, and what it links to.
    pub fn files_except<'s>(
        &'s self,
        left_out: &'s BTreeSet<&SourcePath>,
    ) -> impl Iterator<Item = (&'s SourcePath, &'s Destination)> {
        let bodies = self.0.iter().filter(|(from, _)| !left_out.contains(from));
        bodies.flat_map(|(from, links)| {
            links.values().filter(|to| to.file.is_some()).map(move |to| (from, to))
        })
    }
}

/// Every body that is printed, with the page it is printed on.
fn bodies<'d>(desk: &'d Desk<'_>) -> Vec<(&'d SourcePath, &'d Body, Route)> {
    let chronicle = desk.chronicle;
    let mut bodies = Vec::new();
    for (dispatch, route) in chronicle.dispatches.iter().zip(&desk.routes) {
        if dispatch.withdrawn.is_none() {
            bodies.push((&dispatch.path, &dispatch.body, route.clone()));
        }
    }
    for city in chronicle.places.cities.values().flatten() {
        bodies.push((&city.path, &city.body, address::city(&city.slug.value)));
    }
    for incident in chronicle.incidents.values() {
        if let Some(file) = &incident.file {
            bodies.push((&file.path, &file.body, desk.incident_route(incident)));
        }
    }
    for page in &chronicle.pages {
        bodies.push((&page.path, &page.body, desk.page_route(page)));
    }
    bodies
}

/// Everything a link may mean.
struct Targets<'d> {
    desk: &'d Desk<'d>,
    /// Content that has a page, by its path.
    content: HashMap<&'d SourcePath, Route>,
    /// Every address that dateline makes, apart from the pages of long lists.
    addresses: HashSet<Route>,
}

impl<'d> Targets<'d> {
    fn of(desk: &'d Desk<'d>) -> Targets<'d> {
        let chronicle = desk.chronicle;
        let dispatches = chronicle.dispatches.iter().map(|dispatch| &dispatch.path);
        let mut content: HashMap<&SourcePath, Route> =
            dispatches.zip(desk.routes.iter().cloned()).collect();
        content.extend(chronicle.pages.iter().map(|page| (&page.path, desk.page_route(page))));
        let cities = chronicle.places.cities.values().flatten();
        content.extend(cities.map(|city| (&city.path, address::city(&city.slug.value))));
        let incidents = chronicle.incidents.values();
        content.extend(incidents.filter_map(|incident| {
            Some((&incident.file.as_ref()?.path, desk.incident_route(incident)))
        }));
        let mut addresses: HashSet<Route> = content.values().cloned().collect();
        let of_cities = chronicle.places.cities.keys();
        addresses.extend(of_cities.map(|name| address::city(&chronicle.places.slug(name))));
        let several = chronicle.incidents.values().filter(|it| it.dispatches.len() > 1);
        addresses.extend(several.map(|incident| desk.incident_route(incident)));
        addresses.extend(desk.registers.routes());
        addresses.extend(desk.calendar.months().map(address::month));
        addresses.extend(desk.calendar.years().map(|month| address::year(month.year())));
        addresses.extend(map::is_there(desk).then(address::map));
        addresses.extend(lists::languages(desk).into_iter().map(address::dispatches_in));
        addresses.extend([
            address::front(),
            address::cities(),
            address::timeline(),
            address::dispatches(),
            address::corrections(),
            address::data(),
            address::toll_of(Period::Always),
            address::atom(&address::front()),
            address::json_feed(&address::front()),
            address::sitemap(),
        ]);
        Targets { desk, content, addresses }
    }

    fn resolve(&self, path: &SourcePath, home: &Route, link: &Link) -> Option<Destination> {
        let (written, suffix) = split_suffix(&link.destination);
        let decoded = percent_decode_str(written).decode_utf8().ok()?;
        let to = |route: Route, file: Option<SourcePath>| {
            let (suffix, shown) = (suffix.to_owned(), link.pointing != Pointing::Link);
            Some(Destination { route, suffix, file, span: link.span, shown })
        };
        if let Some(source) = path.join(&decoded) {
            if let Some(route) = self.content.get(&source) {
                return to(route.clone(), None);
            }
            let is_file =
                source.below(CONTENT).is_some() && source.extension().as_deref() != Some("md");
            if is_file && self.desk.snapshot.sources.contains_key(&source) {
                return to(address::beside(home, source.name()), Some(source));
            }
        }
        let absolute = decoded.strip_prefix('/')?;
        let statics = SourcePath::new(&format!("static/{absolute}"));
        if self.desk.snapshot.sources.contains_key(&statics) {
            return to(Route::file(absolute), None);
        }
        let route = address::of_path(&decoded)?;
        if self.addresses.contains(&route) { to(route, None) } else { None }
    }

    fn dead(&self, path: &SourcePath, link: &Link) -> Diagnostic {
        let (written, _) = split_suffix(&link.destination);
        let name = written.trim_end_matches('/').rsplit('/').next().unwrap_or(written);
        let mut names: Vec<&str> = self.content.keys().map(|path| path.name()).collect();
        names.sort_unstable();
        let near = nearest(name, names);
        if written.is_empty() {
            return rule::DEAD_LINK
                .at(path, link.span, "a link has no address")
                .label("nothing stands between its brackets")
                .help("write the address between the brackets, or take the link away");
        }
        let label = near.map_or_else(
            || "nothing is published there".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let to = excerpt(&link.destination);
        rule::DEAD_LINK
            .at(path, link.span, format!("the link to `{to}` leads nowhere"))
            .label(label)
            .help(remedy(name))
    }
}

/// A picture of which nobody says whose it is: it has no words below it, and is no medium with a credit.
fn uncredited(
    desk: &Desk<'_>,
    path: &SourcePath,
    link: &Link,
    to: &Destination,
) -> Option<Diagnostic> {
    let file = to.file.as_ref()?;
    if link.pointing != Pointing::Picture || desk.described.contains_key(file) {
        return None;
    }
    let fault = rule::PICTURE_UNCREDITED
        .at(path, link.span, format!("nobody says whose picture `{}` is", excerpt(file.name())))
        .label("no words stand below it")
        .help("write them behind its name: `![What it shows](street.jpg \"Photo: whose it is\")`");
    Some(fault)
}

/// The file that a link means by its path, whether it is there or not.
fn file(path: &SourcePath, link: &Link) -> Option<SourcePath> {
    let (written, _) = split_suffix(&link.destination);
    path.join(&percent_decode_str(written).decode_utf8().ok()?)
}

/// What to do about a link that leads nowhere.
fn remedy(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, extension)) if extension != "md" => {
            format!("put `{}` beside this file, or check its name", excerpt(name))
        }
        _ => "link to a file by its path from this one, such as `../2017/2017-05-31-mosul.md`, or to an address such \
              as /cities/mosul/"
            .to_owned(),
    }
}

/// Lines of the navigation that the editors wrote and that lead to no page of `edition`.
pub fn dead_menu_lines(desk: &Desk<'_>, edition: &Edition, faults: &mut Vec<Diagnostic>) {
    for line in desk.config.menu.iter().flatten() {
        let (path, _) = split_suffix(&line.to.value);
        if address::of_path(path).is_none_or(|route| edition.pages.contains_key(&route)) {
            continue;
        }
        let known = edition.pages.keys().map(Route::as_path).collect::<Vec<_>>();
        let near = nearest(path, known.iter().map(String::as_str));
        let label = near.map_or_else(
            || "nothing is published there".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        faults.push(
            rule::DEAD_LINK
                .at(
                    &SourcePath::new(config::FILE),
                    line.to.span,
                    format!("the menu line \"{}\" leads nowhere", line.title),
                )
                .label(label)
                .help("write the path of a page, such as /about/ or /cities/, or a full https:// address"),
        );
    }
}

/// A destination without its query and fragment, and those.
fn split_suffix(destination: &str) -> (&str, &str) {
    let at = destination.find(['#', '?']).unwrap_or(destination.len());
    destination.split_at(at)
}
