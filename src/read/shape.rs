//! What to write for a value of the wrong shape: a text where a list belongs, a name where a mapping belongs.
//! It does not decide which shape is right; each reader does.

use crate::field::excerpt::excerpt;
use crate::field::slug::Slug;
use crate::read::node::{Node, Value};

/// Lists whose entries are mappings, and how a text becomes an entry. `%` stands for the text.
const ENTRIES: [(&str, &str); 7] = [
    ("sources", "{name: %}"),
    ("media", "{file: %, alt: .., credit: ..}"),
    ("claims", "{by: %, killed: ..}"),
    ("attribution", "{to: %}"),
    ("positions", "{party: %, position: ..}"),
    ("incidents", "{incident: %, casualties: ..}"),
    ("corrections", "{on: .., kind: corrected, note: %}"),
];

/// Lists of texts.
const LISTS: [&str; 8] = [
    "topics",
    "authors",
    "cities",
    "aliases",
    "includes",
    "excludes",
    "may_include",
    "distinct_from",
];

/// What to write for a value under `key`, which takes a list.
pub(super) fn list(key: &str, node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) if !scalar.text.trim().is_empty() => {
            let text = whole(&scalar.text);
            let written = match entry_of(key, &text) {
                Some(entry) => format!("`{key}: [{entry}]`{}", dots(&entry)),
                None => format!("`{key}: [{}]`", items(&text)),
            };
            format!("a list: {written}, or lines below it that begin with `- `")
        }
        Value::Map(_) if ENTRIES.iter().any(|(known, _)| *known == key) => {
            format!(
                "a list: put brackets around it, `{key}: [{{..}}]`, or begin its first line with `- `"
            )
        }
        _ => "a list: `[one, two]`, or lines that begin with `- `".to_owned(),
    }
}

/// What to write for a value under `key`, which takes a mapping.
pub(super) fn mapping(key: &str, node: &Node) -> String {
    let text = match &node.value {
        Value::Scalar(scalar) => whole(&scalar.text),
        Value::List(items) => {
            let texts = items.iter().filter_map(in_short);
            texts.collect::<Vec<_>>().join(", ")
        }
        Value::Map(_) => String::new(),
    };
    if !text.is_empty()
        && let Some(entry) = entry_of(key, &text)
    {
        return format!("`{entry}`{}", dots(&entry));
    }
    match (key, point(&text)) {
        ("location", Some(point)) => format!("`location: {point}`"),
        ("location", None) => {
            "the name of a place under `city`, `area` or `region`; `location` holds numbers, as in `{lat: 36.35, lon: 43.11}`"
                .to_owned()
        }
        ("withdrawn", _) => {
            "when and why, as in `withdrawn: {on: 2026-03-17, why: The reason}`".to_owned()
        }
        _ => "its keys in braces, as in `{key: value}`, or on indented lines below it".to_owned(),
    }
}

/// The advice to write the value of another key under `key`.
pub(super) fn renamed(key: &str, node: &Node) -> String {
    let has_entries = ENTRIES.iter().any(|(known, _)| *known == key);
    match &node.value {
        Value::Scalar(scalar) if key == "slug" => slug(scalar.text.trim()),
        Value::Scalar(_) if has_entries || LISTS.contains(&key) => {
            let text = in_short(node).unwrap_or_else(|| "..".to_owned());
            match entry_of(key, text.trim_matches('"')) {
                Some(entry) => format!("write `{key}: [{entry}]`{}", dots(&entry)),
                None => format!("write `{key}: [{}]`", items(text.trim_matches('"'))),
            }
        }
        Value::List(items) if has_entries => {
            let first = items.iter().find_map(in_short).unwrap_or_else(|| "..".to_owned());
            let entry = entry_of(key, first.trim_matches('"')).unwrap_or_default();
            format!("write an entry for each: `{key}: [{entry}]`{}", dots(&entry))
        }
        Value::Map(_) if LISTS.contains(&key) => {
            format!("write the words themselves as one list: `{key}: [one, two]`")
        }
        Value::Scalar(_) | Value::List(_) | Value::Map(_) => format!("write `{key}`"),
    }
}

/// A single value as it may stand inside brackets; `None` for an empty value, a list or a mapping.
pub(super) fn in_short(node: &Node) -> Option<String> {
    let Value::Scalar(scalar) = &node.value else { return None };
    let text = scalar.text.trim();
    // A text that is too long to be quoted whole would be lost by an author who copies the advice.
    let shown = excerpt(text);
    (!text.is_empty() && !shown.ends_with('…')).then(|| quoted(&shown))
}

/// A text as it may stand inside brackets in YAML, in quotes if it must have them.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '+');
    let starts_well = text.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    match text == ".." || starts_well && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("\"{}\"", text.replace(['"', '\\'], "'")),
    }
}

/// A text that is short enough to be quoted; dots for a longer one.
fn whole(text: &str) -> String {
    let shown = excerpt(text);
    if shown.ends_with('…') { "..".to_owned() } else { shown }
}

/// `one, two` as the items of a list.
fn items(text: &str) -> String {
    let items = text.split([',', ';']).map(str::trim).filter(|item| !item.is_empty());
    items.map(quoted).collect::<Vec<_>>().join(", ")
}

fn entry_of(key: &str, text: &str) -> Option<String> {
    let (_, entry) = ENTRIES.into_iter().find(|(known, _)| *known == key)?;
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    Some(match key == "sources" && is_address {
        true => format!("{{name: .., url: {}}}", quoted(text)),
        false => entry.replace('%', &quoted(text)),
    })
}

fn dots(entry: &str) -> &'static str {
    if entry.contains(": ..") { ", with your words in place of the dots" } else { "" }
}

/// `36.35, 43.11` as `{lat: 36.35, lon: 43.11}`.
fn point(text: &str) -> Option<String> {
    let (lat, lon) = text.split_once(',')?;
    let (lat, lon) = (lat.trim(), lon.trim());
    let is_number = |text: &str| text.contains('.') && text.parse::<f64>().is_ok();
    (is_number(lat) && is_number(lon)).then(|| format!("{{lat: {lat}, lon: {lon}}}"))
}

/// What to write for an address that another program gave a page.
fn slug(address: &str) -> String {
    let path = address.trim_matches('"');
    let path = path
        .split_once("://")
        .map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let is_pattern = path.contains([':', '{', '%']);
    let last = path.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.strip_suffix(".html").unwrap_or(last);
    if last.is_empty() || is_pattern {
        return "write `slug: ..`, the last part of the address; the rest is the same for all dispatches".to_owned();
    }
    let slug = Slug::make(last);
    format!(
        "write `slug: {slug}`, the last part of the address. If the page was at another address before, add \
         `aliases: [/{}/]`",
        path.trim_matches('/')
    )
}
