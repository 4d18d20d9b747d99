//! `site.toml` as a value: what a site is called, where it will stand and what its headline counts.
//! It carries no state of a run; what the command line asks for is kept apart from it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use crate::field::claim::Grade;
use crate::field::dispatch::Extra;
use crate::field::word::{Word, words};
use crate::read::dispatch::{extra_value, language};
use crate::read::fields::Fields;
use crate::read::node::{Node, Value};
use crate::read::reader::Reader;
use crate::read::toml;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;

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
    pub to: String,
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
    /// The theme's name.
    pub theme: String,
    /// Settings for the theme.
    pub theme_settings: BTreeMap<String, Extra>,
    /// The grades that the headline counts.
    pub headline_grades: BTreeSet<Grade>,
    /// How pages link to each other.
    pub links: Links,
    /// Whether raw HTML in Markdown is passed through.
    pub trust_html: bool,
    /// The navigation, if the editors wrote it themselves.
    pub menu: Option<Vec<MenuLine>>,
}

/// Reads the settings in `text`. Without settings there is no site, so any fault means none.
pub fn read(text: &str) -> Result<Config, Vec<Diagnostic>> {
    let path = SourcePath::new(FILE);
    let tree = toml::parse(&path, text).map_err(|fault| vec![fault])?;
    let mut reader = Reader::new(&path);
    let config = reader
        .fields(&tree, FILE)
        .and_then(|fields| settings(&mut reader, fields));
    match config {
        Some(config) if reader.faults.is_empty() => Ok(config),
        _ => Err(reader.faults),
    }
}

fn settings(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<Config> {
    let title = required(reader, &mut fields, "title", "title = \"The Record\"");
    let base_url = required(
        reader,
        &mut fields,
        "base_url",
        "base_url = \"https://example.org/\"",
    );
    let base_url = base_url.and_then(|node| reader.url(Some(node), "base_url"));
    let (theme, theme_settings) = theme(reader, &mut fields);
    let lang = fields.take("language");
    let links = fields.take("links");
    let config = Config {
        title: reader.words(title, "title").unwrap_or_default(),
        base_url: base_url.map(|url| with_slash(&url)).unwrap_or_default(),
        description: reader.words(fields.take("description"), "description"),
        language: language(reader, lang).unwrap_or_else(|| "en".to_owned()),
        timezone: timezone(reader, fields.take("timezone")),
        theme,
        theme_settings,
        headline_grades: grades(reader, &mut fields),
        links: reader.word(links, "links").unwrap_or(Links::Root),
        trust_html: reader
            .switch(fields.take("trust_html"), "trust_html")
            .unwrap_or(false),
        menu: menu(reader, &mut fields),
    };
    reader.finish(fields, FILE);
    Some(config)
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
        reader.faults.push(
            rule::BAD_SETTING
                .in_file(reader.path, message)
                .help(format!("add a line `{example}`")),
        );
    }
    node
}

fn timezone(reader: &mut Reader<'_>, node: Option<&Node>) -> TimeZone {
    let Some(name) = reader.text(node, "timezone") else {
        return TimeZone::UTC;
    };
    match jiff::tz::TimeZoneDatabase::bundled().get(&name.value) {
        Ok(zone) => zone,
        Err(_) => {
            reader.fault(
                &rule::BAD_SETTING,
                name.span,
                "`timezone` is not a known time zone",
                "no zone has this name",
                "write a name such as \"Asia/Baghdad\", \"Europe/Kyiv\" or \"UTC\"",
            );
            TimeZone::UTC
        }
    }
}

/// `theme = "name"`, or a table `[theme]` with `name` and the theme's own settings.
fn theme(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> (String, BTreeMap<String, Extra>) {
    let default = || "wire".to_owned();
    let Some(node) = fields.take("theme") else {
        return (default(), BTreeMap::new());
    };
    let Value::Map(entries) = &node.value else {
        let name = reader.slug(Some(node), "theme");
        return (
            name.map_or_else(default, |name| name.value.to_string()),
            BTreeMap::new(),
        );
    };
    let name = entries
        .iter()
        .find(|entry| entry.key.value == "name")
        .map(|entry| &entry.value);
    let name = reader
        .slug(name, "name")
        .map_or_else(default, |name| name.value.to_string());
    let settings = entries
        .iter()
        .filter(|entry| entry.key.value != "name")
        .map(|entry| (entry.key.value.clone(), extra_value(&entry.value)))
        .collect();
    (name, settings)
}

/// The headline counts all but what was discounted, unless the site says otherwise.
fn grades(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> BTreeSet<Grade> {
    let all_but_discounted = || {
        Grade::ALL
            .iter()
            .copied()
            .filter(|grade| *grade != Grade::Discounted)
            .collect()
    };
    let Some(node) = fields.take("headline_grades") else {
        return all_but_discounted();
    };
    let grades: BTreeSet<Grade> = reader
        .each(Some(node), "headline_grades", |reader, item| {
            reader.word(Some(item), "headline_grades")
        })
        .into_iter()
        .collect();
    if grades.is_empty() {
        all_but_discounted()
    } else {
        grades
    }
}

fn menu(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Vec<MenuLine>> {
    let node = fields.take("menu")?;
    Some(reader.each(Some(node), "menu", |reader, item| {
        let mut fields = reader.fields(item, "menu")?;
        let title = reader.words(fields.take("title"), "title");
        let to = reader.text(fields.take("to"), "to");
        reader.finish(fields, "a line of `menu`");
        let to = to?;
        let leads_somewhere = to.value.starts_with('/')
            || to.value.starts_with("https://")
            || to.value.starts_with("http://");
        if !leads_somewhere {
            reader.fault(
                &rule::NOT_AN_ADDRESS,
                to.span,
                "a line of `menu` leads nowhere",
                "neither a path nor a web address",
                "write a path from the root such as /about/, or a full https:// address",
            );
        }
        Some(MenuLine {
            title: title?,
            to: to.value,
        })
    }))
}
