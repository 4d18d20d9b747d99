//! Links to an anchor of a page, such as `../about.md#sources`: whether the page has it. The page is printed to find out, because its
//! template and its text both make anchors. It does not know which headings a text has.

use std::collections::BTreeMap;

use crate::compose::ThemedEdition;
use crate::field::excerpt::excerpt;
use crate::plan::edition::AnchorLink;
use crate::plan::route::Route;
use crate::press::anchors::anchors as anchors_of;
use crate::press::{self, Printed};
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::listing::first_few;
use crate::text::rule;
use crate::text::spelling::did_you_mean;

/// Maximum number of reports. The others are counted.
const MAX_REPORTS: usize = 50;

/// Maximum number of anchors of a page that a report names.
const MAX_NAMED: usize = 12;

/// Reports links to anchors that no page has. Those that the text of a page has are not asked for here.
pub(super) fn check(site: &ThemedEdition, links: &[AnchorLink], faults: &mut Vec<Diagnostic>) {
    // Pages are printed only of content that is right: nothing else is known to print.
    let prints = |fault: &Diagnostic| {
        *fault.rule == rule::DEAD_LINK || rule::UNEXPLAINED.contains(&fault.rule)
    };
    if faults.iter().any(|fault| fault.is_error() && !prints(fault)) {
        return;
    }
    let mut by_page: BTreeMap<&Route, Vec<&AnchorLink>> = BTreeMap::new();
    for link in links {
        by_page.entry(&link.route).or_default().push(link);
    }
    let mut dead = Vec::new();
    for (route, links) in by_page {
        let Some(anchors) = anchors(site, route) else { continue };
        let missing = links.iter().filter(|link| !anchors.contains(&link.anchor));
        dead.extend(missing.map(|link| no_anchor(link, &anchors)));
    }
    dead.sort();
    keep_first(&mut dead, MAX_REPORTS, "links lead to anchors that are not there");
    faults.append(&mut dead);
}

/// The anchors of the page at `route`. None if it cannot be printed, which is reported elsewhere.
fn anchors(site: &ThemedEdition, route: &Route) -> Option<Vec<String>> {
    let page = site.edition.pages.get(route)?;
    let Ok(Printed::Bytes(bytes)) = press::print(&site.theme, page) else { return None };
    Some(anchors_of(&String::from_utf8_lossy(&bytes)))
}

fn no_anchor(link: &AnchorLink, anchors: &[String]) -> Diagnostic {
    let message =
        format!("the link to `{}` leads to no place on that page", excerpt(&link.written));
    let known = anchors.iter().map(String::as_str);
    let label = did_you_mean(&link.anchor, known, "the page has no such heading");
    let help = match anchors {
        [] => "delete the part from `#`: the page has no anchors".to_owned(),
        anchors => format!(
            "write an anchor of that page, or delete the part from `#`; it has {}",
            first_few(anchors, MAX_NAMED)
        ),
    };
    rule::DEAD_LINK.at(&link.path, link.span, message).label(label).help(help)
}
