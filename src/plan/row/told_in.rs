//! In which language readers get the page that a text leads to.
//! It does not know how the text is written.

use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::prose::resolved::LeadsTo;

/// The page that a text on the page `here` leads to with an address and its `#fragment`: in the language of `here` if it is told in it.
/// And its language, if that is another one.
pub(super) fn in_language<'d>(
    index: &'d Index<'_>,
    here: &Route,
    (to, suffix): (&'d Route, &str),
) -> (&'d Route, Option<LeadsTo>) {
    let twins = &index.twins;
    let lang_of = |route: &Route| twins.language_of(route).unwrap_or(&index.config.language);
    let own = lang_of(here);
    // A translation links to its original on purpose. A place on a page has another name in another language.
    let is_meant = twins.others(here).any(|twin| twin.route == *to) || suffix.starts_with('#');
    let route = twins.read_in(to, own).filter(|_| !is_meant).unwrap_or(to);
    let lang = lang_of(route);
    let is_page = route.as_file().ends_with("index.html");
    let leads_to = (is_page && lang != own).then(|| LeadsTo::page_in(lang));
    (route, leads_to)
}
