//! Warns of raw HTML: where the site does not trust it, because readers see it as it is typed; where it does, of files which are not
//! published, and of what the security policy of the pages blocks. It does not read HTML; `prose` did.

use percent_encoding::percent_decode_str;

use crate::field::excerpt::excerpt;
use crate::field::page::{HtmlUse, Used};
use crate::plan::address;
use crate::plan::edition::Edition;
use crate::plan::index::Index;
use crate::plan::index::links::{bodies, split_suffix};
use crate::plan::route::Route;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// Maximum number of warnings about raw HTML per file.
const MOST: usize = 10;

/// Where an address in raw HTML leads.
enum Leads {
    /// To this page or file of the site, if there is one.
    Within(Route),
    /// To a path of the host at which the site is not, although the site has the page.
    BesideTheSite(Route),
    /// To another host.
    Elsewhere,
    /// To nothing: the data is in the address itself.
    Data,
    /// To a place in the same page, or to what no browser fetches from a host.
    Nowhere,
}

/// Reports what is wrong with the raw HTML of every body.
pub(crate) fn check(index: &Index<'_>, edition: &Edition, faults: &mut Vec<Diagnostic>) {
    if !index.config.trust_html {
        let bodies = bodies(index.chronicle, &index.routes);
        faults
            .extend(bodies.iter().filter_map(|(path, body, _)| Some(shown(path, body.raw_html?))));
        return;
    }
    for (path, body, home) in bodies(index.chronicle, &index.routes) {
        let uses = body.html.iter();
        let mut found: Vec<Diagnostic> =
            uses.filter_map(|used| fault(index, edition, path, &home, used)).collect();
        keep_first(&mut found, MOST, "faults in the HTML of this file are not shown");
        faults.extend(found);
    }
}

/// The warning of raw HTML where the site does not trust it.
fn shown(path: &SourcePath, span: Span) -> Diagnostic {
    rule::HTML_SHOWN
        .at(path, span, "HTML is printed as it is typed")
        .label("readers see the signs `<` and `>`")
        .help(
            "write it in Markdown, as in `**bold**`; if readers should see the signs, put them in backticks; if you trust every \
             author with the whole site, write `trust_html = true` in site.toml",
        )
}

fn fault(
    index: &Index<'_>,
    edition: &Edition,
    path: &SourcePath,
    home: &Route,
    HtmlUse { span, what }: &HtmlUse,
) -> Option<Diagnostic> {
    let blocked = |what: &str, help: &str| {
        let fault = rule::HTML_BLOCKED
            .at(path, *span, format!("browsers will block {what}"))
            .label("the security policy of the page does not allow it")
            .help(help.to_owned());
        index.has_own_policy.then_some(fault)
    };
    let address = match what {
        Used::Forbidden(what) => {
            return blocked(
                what,
                "take it out, or use a theme whose `base.html` has a policy of its own; see docs/theme.md",
            );
        }
        Used::Link(address) | Used::Loaded(address) | Used::Embedded(address) => address,
    };
    let is_loaded = matches!(what, Used::Loaded(_));
    match leads(index, edition, home, address) {
        Leads::Within(route) if !is_published(index, edition, &route) => Some(
            rule::HTML_DEAD_LINK
                .at(path, *span, format!("`{}` in raw HTML is not published", excerpt(address)))
                .label(format!("nothing is published at {route}"))
                .help(
                    "dateline publishes only files that Markdown, `media` or `static/` name: link to it in Markdown, \
                     list it under `media`, or correct the address",
                ),
        ),
        Leads::BesideTheSite(route) => Some(
            rule::HTML_DEAD_LINK
                .at(path, *span, format!("`{}` leads out of this site", excerpt(address)))
                .label(format!("the site is below {}", index.linker.root()))
                .help(format!(
                    "dateline does not change raw HTML: write `{}`",
                    index.linker.path(&route)
                )),
        ),
        Leads::Elsewhere if is_loaded => blocked(
            &format!("`{}`, which is on another host", excerpt(address)),
            "put the file beside this one or into `static/`, or write a link to it",
        ),
        Leads::Data if is_loaded => {
            blocked("what is inside a `data:` address", "put it into a file beside this one")
        }
        _ => None,
    }
}

fn is_published(index: &Index<'_>, edition: &Edition, route: &Route) -> bool {
    // Without the theme nobody knows its files.
    edition.pages.contains_key(route) || !index.has_theme && address::is_asset(route)
}

/// Where `written` leads on the page `home`.
fn leads(index: &Index<'_>, edition: &Edition, home: &Route, written: &str) -> Leads {
    let base_url = &index.config.base_url;
    let (own, absolute) = match written.strip_prefix(base_url.as_str()) {
        Some(below) => (format!("{}{below}", index.linker.root()), true),
        None => (written.to_owned(), false),
    };
    let scheme = own.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if !absolute && (scheme || own.starts_with("//")) {
        let is_web = own.starts_with("//") || own.to_ascii_lowercase().starts_with("http");
        let is_data = own.to_ascii_lowercase().starts_with("data:");
        // Links such as `mailto:` fetch nothing.
        return match is_web {
            true => Leads::Elsewhere,
            false if is_data => Leads::Data,
            false => Leads::Nowhere,
        };
    }
    let (path, _) = split_suffix(&own);
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return Leads::Nowhere };
    if path.is_empty() {
        return Leads::Nowhere;
    }
    let to = |path: &str| index.files.route(path);
    if path.starts_with('/') {
        return match path.strip_prefix(index.linker.root()) {
            Some(below) => to(&format!("/{below}")).map_or(Leads::Nowhere, Leads::Within),
            None => match to(&path).filter(|route| edition.pages.contains_key(route)) {
                Some(route) => Leads::BesideTheSite(route),
                None => Leads::Nowhere,
            },
        };
    }
    let from = home.as_file().rsplit_once('/').map_or("", |(folder, _)| folder);
    to(&joined(from, &path)).map_or(Leads::Nowhere, Leads::Within)
}

/// The path from the root of the site that a relative `path` in a page of `folder` means.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    let slash = if path.ends_with('/') || parts.is_empty() { "/" } else { "" };
    let joined = parts.join("/");
    if joined.is_empty() { "/".to_owned() } else { format!("/{joined}{slash}") }
}
