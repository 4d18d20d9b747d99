//! Reads `site.toml`: what the site is called, where it will be published and what its headline counts.
//! It does not know the options of the command line.

pub mod licence;
pub mod map;
pub mod names;
pub mod parties;
pub mod people;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::config::licence::Licence;
use crate::config::map::BordersFile;
use crate::config::names::Names;
use crate::field::claim::Grade;
use crate::field::dispatch::Extra;
use crate::field::excerpt::excerpt;
use crate::field::party::Party;
use crate::field::person::NameRule;
use crate::field::word::{Word, words};
use crate::read::fields::Fields;
use crate::read::node::{Entry, Keyed, Value};
use crate::read::reader::Reader;
use crate::read::toml;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::did_you_mean;

/// The file of the settings, in the root folder of the project.
pub const FILE: &str = "site.toml";

words! {
    /// How pages link to each other.
    Links, "kind of links" {
        /// From the root of the host: `/cities/mosul/`.
        Root = "root",
        /// From the page itself: `../../cities/mosul/index.html`. Such a site can be read from a folder, without a server.
        Relative = "relative",
    }
}

/// One line of the menu that the editors wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLine {
    /// Its words.
    pub title: String,
    /// Where it leads: a path of this site or a web address.
    pub to: Spanned<String>,
}

/// The settings of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What the site is called.
    pub title: String,
    /// The address of the published site, ending in `/`.
    pub base_url: String,
    /// The address of the staging site, where colleagues see what is about to be published.
    pub staging: Option<String>,
    /// Whether this is the staging site. Then `base_url` is its address.
    pub is_staging: bool,
    /// What it is about, in one sentence.
    pub description: Option<String>,
    /// The language of every file that does not name another.
    pub language: String,
    /// The time zone in which a date without a time begins.
    pub timezone: TimeZone,
    /// The name of the theme, and where it is written.
    pub theme: Spanned<String>,
    /// Settings for the theme.
    pub theme_settings: BTreeMap<String, Extra>,
    /// The grades that the headline counts.
    pub headline_grades: BTreeSet<Grade>,
    /// How pages link to each other.
    pub links: Links,
    /// Whether raw HTML in Markdown is published.
    pub trust_html: bool,
    /// Extensions of files that are published although dateline cannot remove hidden data from them.
    pub uncleaned: BTreeSet<String>,
    /// The parties, by the ids that dispatches use.
    pub parties: BTreeMap<String, Party>,
    /// The names of topics, by the words that dispatches use, where the two differ.
    pub topics: BTreeMap<String, String>,
    /// The names of series of totals, by the ids that dispatches use.
    pub series: BTreeMap<String, String>,
    /// Names of any kind that are right, although others are similar.
    pub known_names: BTreeSet<String>,
    /// The names in other languages, by language tag.
    pub languages: BTreeMap<String, Names>,
    /// The menu, if the editors wrote it themselves.
    pub menu: Option<Vec<MenuLine>>,
    /// Whose names are not published, unless the line of a person decides.
    pub withheld: NameRule,
    /// On which terms others may use the data.
    pub licence: Option<Licence>,
    /// The borders that maps draw. dateline brings none of its own.
    pub borders: Option<BordersFile>,
}

/// Reads the settings in `text`. Any fault means that there are no settings.
pub fn read(text: &str) -> Result<Config, Vec<Diagnostic>> {
    let path = SourcePath::new(FILE);
    let tree = toml::parse(&path, text).map_err(|fault| vec![fault])?;
    let reader = Reader::new(&path);
    let config = Fields::of_node(&reader, &tree, FILE).map(settings);
    let faults = reader.into_faults();
    config.filter(|_| faults.is_empty()).ok_or(faults)
}

fn settings(mut fields: Fields<'_>) -> Config {
    require(&fields, "title", "title = \"The Record\"");
    require(&fields, "base_url", "base_url = \"https://example.org/\"");
    let own = names::own_names(&mut fields);
    let theme = fields.read("theme", |reader, from| Some(theme(reader, from)));
    let (theme, theme_settings) = theme.unwrap_or_else(|| (default_theme(), BTreeMap::new()));
    let address = fields.read("base_url", base_url).unwrap_or_default();
    let language = fields.read("language", Reader::language).unwrap_or_else(|| "en".to_owned());
    let languages = |reader, from| Some(names::languages(reader, from, &language));
    let config = Config {
        title: own.title.unwrap_or_default(),
        staging: fields.read("staging", |reader, from| staging(reader, from, &address)),
        base_url: address,
        is_staging: false,
        description: own.description,
        languages: fields.read("languages", languages).unwrap_or_default(),
        language,
        timezone: fields.read("timezone", timezone).unwrap_or(TimeZone::UTC),
        theme,
        theme_settings,
        headline_grades: fields.read("headline_grades", grades).unwrap_or_else(all_but_discounted),
        links: fields.read("links", Reader::word).unwrap_or(Links::Root),
        trust_html: fields.read("trust_html", Reader::switch).unwrap_or(false),
        uncleaned: fields.each("uncleaned", extension).into_iter().collect(),
        parties: parties::parties(&mut fields),
        topics: own.topics,
        series: own.series,
        known_names: fields.each("known_names", Reader::words).into_iter().collect(),
        menu: fields
            .read("menu", |reader, from| Some(reader.each(from, |_, it| menu_line(reader, it)))),
        withheld: fields.read("people", people::name_rule).unwrap_or_default(),
        licence: fields.read("licence", licence::licence),
        borders: fields.read("map", map::borders),
    };
    fields.finish();
    config
}

/// Reports that `key` is missing.
fn require(fields: &Fields<'_>, key: &str, example: &str) {
    if fields.key_span(key).is_none() {
        fields.reader.report(
            rule::BAD_SETTING
                .at(fields.reader.path, fields.span, format!("{FILE} has no `{key}`"))
                .label(format!("`{key}` is missing"))
                .help(format!("add a line `{example}` at the top")),
        );
    }
}

/// `base_url`. The paths of pages are added to it, so it must end with a path.
fn base_url(reader: &Reader<'_>, from: Keyed<'_>) -> Option<String> {
    let url = reader.url(from)?;
    if !url.contains(['?', '#']) {
        return Some(with_slash(&url));
    }
    reader.report(
        rule::NOT_AN_ADDRESS
            .at(reader.path, from.node.span, "`base_url` ends with a query or a fragment")
            .label("the path of a page cannot follow this")
            .help("write it up to the last `/`, as in https://example.org/record/"),
    );
    None
}

/// `[staging]`: the address of the staging site, which is not the `site`'s.
fn staging(reader: &Reader<'_>, from: Keyed<'_>, site: &str) -> Option<String> {
    let mut fields = Fields::new(reader, from, "`[staging]`")?;
    let span = fields.key_span("base_url");
    let example = "where colleagues see the site before readers do";
    let url = fields.required("base_url", example, base_url);
    fields.finish();
    let url = url?;
    if url != site {
        return Some(url);
    }
    reader.report(
        rule::BAD_SETTING
            .at(
                reader.path,
                span.unwrap_or_default(),
                "the staging site has the address of the site itself",
            )
            .label("the same as `base_url` above")
            .help("write another address, as in https://staging.record.example/"),
    );
    None
}

/// The address with one slash at its end, so that paths can be added to it.
pub fn with_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

fn timezone(reader: &Reader<'_>, from: Keyed<'_>) -> Option<TimeZone> {
    let name = reader.text(from)?;
    let known = TimeZoneDatabase::bundled();
    let zone = known.get(&name.value).ok();
    if zone.is_none() {
        let names: Vec<String> = known.available().map(|zone| zone.to_string()).collect();
        let names = names.iter().map(String::as_str);
        let message = format!("there is no time zone `{}`", excerpt(&name.value));
        reader.report(
            rule::BAD_SETTING
                .at(reader.path, name.span, message)
                .label(did_you_mean(&name.value, names, "no time zone has this name"))
                .help("write a name such as \"Asia/Baghdad\", \"Europe/Kyiv\" or \"UTC\""),
        );
    }
    zone
}

/// `theme = "name"`, or a table `[theme]` with `name` and settings for the theme.
fn theme(reader: &Reader<'_>, from: Keyed<'_>) -> (Spanned<String>, BTreeMap<String, Extra>) {
    let named = |name: Option<Keyed<'_>>| {
        let name = name.and_then(|name| reader.slug(name));
        name.map_or_else(default_theme, |name| name.map(|name| name.to_string()))
    };
    let Value::Map(entries) = &from.node.value else {
        return (named(Some(from)), BTreeMap::new());
    };
    let (name, settings): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.key.value == "name");
    let name = named(name.first().map(|entry| Keyed { key: "name", node: &entry.value }));
    let setting = |entry: &Entry| {
        let Entry { key, value } = entry;
        (key.value.clone(), reader.extra(Keyed { key: &key.value, node: value }))
    };
    (name, settings.into_iter().map(setting).collect())
}

fn default_theme() -> Spanned<String> {
    Spanned::new("wire".to_owned(), Span::default())
}

/// The grades that the headline counts unless the site names others.
fn all_but_discounted() -> BTreeSet<Grade> {
    Grade::ALL.iter().copied().filter(|grade| *grade != Grade::Discounted).collect()
}

fn grades(reader: &Reader<'_>, from: Keyed<'_>) -> Option<BTreeSet<Grade>> {
    if from.node.is_empty_list() {
        reader.report(
            rule::EMPTY_VALUE
                .at(reader.path, from.node.span, "`headline_grades` names no grade")
                .label("nothing would be counted")
                .help("name at least one grade; or delete the line, and the headline counts all but `discounted`"),
        );
    }
    Some(reader.each(from, Reader::word).into_iter().collect())
}

/// One of `uncleaned`: an extension, with or without the dot, in capitals or not.
fn extension(reader: &Reader<'_>, from: Keyed<'_>) -> Option<String> {
    Some(reader.words(from)?.trim_start_matches('.').to_ascii_lowercase())
}

fn menu_line<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<MenuLine> {
    let mut fields = Fields::new(reader, from, "a line of `menu`")?;
    let title = fields.required("title", "what readers see", Reader::words);
    let to = fields.required("to", "where it leads", Reader::text);
    fields.finish();
    let to = to?;
    let leads_somewhere = (to.value.starts_with('/') && !to.value.starts_with("//"))
        || to.value.starts_with("https://")
        || to.value.starts_with("http://");
    if !leads_somewhere {
        let message = format!("a line of `menu` leads nowhere: `{}`", excerpt(&to.value));
        reader.report(
            rule::NOT_AN_ADDRESS
                .at(reader.path, to.span, message)
                .label("neither a path nor a web address")
                .help("write a path from the root such as /about/, or a full https:// address"),
        );
    }
    Some(MenuLine { title: title?, to })
}
