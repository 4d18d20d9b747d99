//! `site.toml` as a value: what a site is called, where it will stand and what its headline counts.
//! It carries no state of a run; what the command line asks for is kept apart from it.

pub mod map;
pub mod names;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::config::map::BordersFile;
use crate::config::names::Names;
use crate::field::claim::Grade;
use crate::field::dispatch::Extra;
use crate::field::excerpt::excerpt;
use crate::field::word::{Word, words};
use crate::read::dispatch::extra_value;
use crate::read::fields::Fields;
use crate::read::node::{Entry, Node, Value};
use crate::read::reader::Reader;
use crate::read::toml;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::nearest;

/// The file the settings stand in, at the project's root.
pub const FILE: &str = "site.toml";

words! {
    /// How pages link to each other.
    Links, "kind of links" {
        /// From the root of the host, as `/cities/mosul/`.
        Root = "root",
        /// From the page itself, as `../../cities/mosul/index.html`: works from a folder, without a host.
        Relative = "relative",
    }
}

/// A line of the navigation that the editors wrote themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLine {
    /// What it says.
    pub title: String,
    /// Where it leads: a path of this site or a web address.
    pub to: Spanned<String>,
}

/// The settings of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What the site is called.
    pub title: String,
    /// Where it will stand, ending in `/`.
    pub base_url: String,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// The language of all that does not say otherwise.
    pub language: String,
    /// Where a bare date begins.
    pub timezone: TimeZone,
    /// The theme's name, and where it is written if it is.
    pub theme: Spanned<String>,
    /// Settings for the theme.
    pub theme_settings: BTreeMap<String, Extra>,
    /// The grades that the headline counts.
    pub headline_grades: BTreeSet<Grade>,
    /// How pages link to each other.
    pub links: Links,
    /// Whether raw HTML in Markdown is passed through.
    pub trust_html: bool,
    /// Extensions of files that are published although they cannot be cleaned.
    pub uncleaned: BTreeSet<String>,
    /// What parties are called, by the ids that dispatches use.
    pub parties: BTreeMap<String, String>,
    /// What topics are called, where it is not as dispatches write them.
    pub topics: BTreeMap<String, String>,
    /// What all of this is called in other languages, by their tags.
    pub languages: BTreeMap<String, Names>,
    /// The navigation, if the editors wrote it themselves.
    pub menu: Option<Vec<MenuLine>>,
    /// What maps draw beside the ground; nothing unless the site brings it.
    pub borders: Option<BordersFile>,
}

/// Reads the settings in `text`. Without settings there is no site, so any fault means none.
pub fn read(text: &str) -> Result<Config, Vec<Diagnostic>> {
    let path = SourcePath::new(FILE);
    let tree = toml::parse(&path, text).map_err(|fault| vec![fault])?;
    let mut reader = Reader::new(&path);
    let config = reader.fields(&tree, FILE).and_then(|fields| settings(&mut reader, fields));
    match config {
        Some(config) if reader.faults.is_empty() => Ok(config),
        _ => Err(reader.faults),
    }
}

fn settings(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<Config> {
    let title = required(reader, &mut fields, "title", "title = \"The Record\"");
    let base_url = required(reader, &mut fields, "base_url", "base_url = \"https://example.org/\"");
    let base_url = base_url.and_then(|node| address_of_site(reader, node));
    let (theme, theme_settings) = theme(reader, &mut fields);
    let lang = fields.take("language");
    let links = fields.take("links");
    let languages = fields.take("languages");
    let own = names::names(reader, &mut fields);
    let language = reader.language(lang, "language").unwrap_or_else(|| "en".to_owned());
    let config = Config {
        title: reader.words(title, "title").unwrap_or_default(),
        base_url: base_url.map(|url| with_slash(&url)).unwrap_or_default(),
        description: own.description,
        language: language.clone(),
        timezone: timezone(reader, fields.take("timezone")),
        theme,
        theme_settings,
        headline_grades: grades(reader, &mut fields),
        links: reader.word(links, "links").unwrap_or(Links::Root),
        trust_html: reader.switch(fields.take("trust_html"), "trust_html").unwrap_or(false),
        uncleaned: uncleaned(reader, &mut fields),
        parties: own.parties,
        topics: own.topics,
        languages: names::languages(reader, languages, &language),
        menu: menu(reader, &mut fields),
        borders: map::borders(reader, &mut fields),
    };
    reader.finish(fields, FILE);
    Some(config)
}

/// `base_url`: pages are put behind it, so it ends with a path.
fn address_of_site(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let url = reader.url(Some(node), "base_url")?;
    if url.contains(['?', '#']) {
        reader.fault(
            &rule::NOT_AN_ADDRESS,
            node.span,
            "`base_url` ends with a query or a fragment",
            "no page can stand behind this",
            "write it up to the last `/`, as in https://example.org/record/",
        );
        return None;
    }
    Some(url)
}

/// A base address ends in a slash, so that paths can be put behind it.
pub fn with_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

fn required<'n>(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'n>,
    key: &'static str,
    example: &str,
) -> Option<&'n Node> {
    let node = fields.take(key);
    if node.is_none() {
        let message = format!("{FILE} has no `{key}`");
        reader.fault(
            &rule::BAD_SETTING,
            fields.span,
            message,
            format!("`{key}` is missing"),
            format!("add a line `{example}` at the top"),
        );
    }
    node
}

fn timezone(reader: &mut Reader<'_>, node: Option<&Node>) -> TimeZone {
    let Some(name) = reader.text(node, "timezone") else {
        return TimeZone::UTC;
    };
    let known = TimeZoneDatabase::bundled();
    known.get(&name.value).unwrap_or_else(|_| {
        let names: Vec<String> = known.available().map(|zone| zone.to_string()).collect();
        let near = nearest(&name.value, names.iter().map(String::as_str));
        let label = near.map_or_else(
            || "no zone has this name".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        reader.fault(
            &rule::BAD_SETTING,
            name.span,
            format!("there is no time zone `{}`", excerpt(&name.value)),
            label,
            "write a name such as \"Asia/Baghdad\", \"Europe/Kyiv\" or \"UTC\"",
        );
        TimeZone::UTC
    })
}

/// `theme = "name"`, or a table `[theme]` with `name` and the theme's own settings.
fn theme(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
) -> (Spanned<String>, BTreeMap<String, Extra>) {
    let Some(node) = fields.take("theme") else {
        return (default_theme(), BTreeMap::new());
    };
    let named = |reader: &mut Reader<'_>, node, key| {
        let name = reader.slug(node, key);
        name.map_or_else(default_theme, |name| name.map(|name| name.to_string()))
    };
    let Value::Map(entries) = &node.value else {
        return (named(reader, Some(node), "theme"), BTreeMap::new());
    };
    let (name, settings): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.key.value == "name");
    let name = named(reader, name.first().map(|entry| &entry.value), "name");
    let setting = |entry: &Entry| (entry.key.value.clone(), extra_value(&entry.value));
    (name, settings.into_iter().map(setting).collect())
}

fn default_theme() -> Spanned<String> {
    Spanned::new("wire".to_owned(), Span::default())
}

/// The headline counts all but what was discounted, unless the site says otherwise.
fn grades(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> BTreeSet<Grade> {
    let all_but_discounted =
        || Grade::ALL.iter().copied().filter(|grade| *grade != Grade::Discounted).collect();
    let Some(node) = fields.take("headline_grades") else {
        return all_but_discounted();
    };
    let grades: BTreeSet<Grade> = reader
        .each(Some(node), "headline_grades", |reader, item| {
            reader.word(Some(item), "headline_grades")
        })
        .into_iter()
        .collect();
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
        reader.fault(
            &rule::EMPTY_VALUE,
            node.span,
            "`headline_grades` names no grade",
            "nothing would be counted",
            "name at least one grade, or leave the line out: the headline then counts all but `discounted`",
        );
    }
    grades
}

/// `uncleaned = ["pdf"]`: with or without the dot, in capitals or not.
fn uncleaned(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> BTreeSet<String> {
    let extensions = reader.each(fields.take("uncleaned"), "uncleaned", |reader, item| {
        reader.text(Some(item), "uncleaned")
    });
    let plain = |it: Spanned<String>| it.value.trim_start_matches('.').to_ascii_lowercase();
    extensions.into_iter().map(plain).collect()
}

fn menu(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Vec<MenuLine>> {
    let node = fields.take("menu")?;
    Some(reader.each(Some(node), "menu", |reader, item| {
        let mut fields = reader.fields(item, "menu")?;
        let (title, to) = (fields.take("title"), fields.take("to"));
        if title.is_none() {
            reader.missing(fields.span, "a line of `menu`", "title", "what readers see");
        }
        if to.is_none() {
            reader.missing(fields.span, "a line of `menu`", "to", "where it leads");
        }
        let title = reader.words(title, "title");
        let to = reader.text(to, "to");
        reader.finish(fields, "a line of `menu`");
        let to = to?;
        let leads_somewhere = (to.value.starts_with('/') && !to.value.starts_with("//"))
            || to.value.starts_with("https://")
            || to.value.starts_with("http://");
        if !leads_somewhere {
            reader.fault(
                &rule::NOT_AN_ADDRESS,
                to.span,
                format!("a line of `menu` leads nowhere: `{}`", excerpt(&to.value)),
                "neither a path nor a web address",
                "write a path from the root such as /about/, or a full https:// address",
            );
        }
        Some(MenuLine { title: title?, to })
    }))
}
