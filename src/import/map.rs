//! The map of an import: what each row of a spreadsheet becomes, as its TOML file says.
//! It does not know the spreadsheet.

use crate::field::slug::Slug;
use crate::import::reading;
use crate::import::template::Template;
use crate::import::value::{Condition, Stands, Value};
use crate::read::fields::Fields;
use crate::read::node::{Entry, Node, Value as Written};
use crate::read::reader::Reader;
use crate::read::toml;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// What each row becomes.
#[derive(Clone, Debug)]
pub struct Map {
    /// The file the map stands in.
    pub(super) path: SourcePath,
    /// What stands between the cells, in ASCII.
    pub(super) delimiter: u8,
    /// How many rows below the header are no rows of the table.
    pub(super) skip: usize,
    /// The rows that are left out: those for which all of this is so.
    pub(super) leave_out: Vec<Condition>,
    /// The folders that a file goes into, from the outermost.
    pub(super) folder: Vec<Template>,
    /// What the name of the file and of the address is made of.
    pub(super) slug: Value,
    /// The keys of the front matter.
    pub(super) keys: Vec<(Spanned<String>, Value)>,
    /// The text, in markdown.
    pub(super) body: Option<Value>,
    /// Every column that is named anywhere.
    pub(super) columns: Vec<Spanned<String>>,
}

impl Map {
    /// Reads the map `text` at `path`. Half a map would import half of what is meant, so any fault means none.
    pub fn read(path: &SourcePath, text: &str) -> Result<Map, Vec<Diagnostic>> {
        let tree = toml::parse(path, text).map_err(|fault| vec![fault])?;
        let mut reader = Reader::new(path);
        let map = reader.fields(&tree, "the map").and_then(|fields| settings(&mut reader, fields));
        match map {
            Some(map) if reader.faults.is_empty() => Ok(map),
            _ => {
                reader.faults.sort();
                Err(reader.faults)
            }
        }
    }
}

fn settings(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<Map> {
    let delimiter = delimiter(reader, fields.take("delimiter"));
    let skip = fields.take("skip").and_then(|node| reader.whole_number(Some(node), "skip", 0));
    let leave_out = reading::conditions(reader, fields.take("leave_out"), "leave_out");
    let folder = folder(reader, fields.take("folder"));
    let Some(dispatch) = fields.take("dispatch") else {
        missing(reader, &fields, "dispatch", "[dispatch]");
        reader.finish(fields, "a map");
        return None;
    };
    let dispatch = dispatch_of(reader, dispatch);
    reader.finish(fields, "a map");
    let Dispatch { slug, keys, body } = dispatch?;
    let mut map = Map {
        path: reader.path.clone(),
        delimiter,
        skip: skip.and_then(|rows| usize::try_from(rows).ok()).unwrap_or(0),
        leave_out,
        folder,
        slug,
        keys,
        body,
        columns: Vec::new(),
    };
    map.columns = columns(reader, &map);
    Some(map)
}

/// The table `[dispatch]`.
struct Dispatch {
    slug: Value,
    keys: Vec<(Spanned<String>, Value)>,
    body: Option<Value>,
}

fn dispatch_of(reader: &mut Reader<'_>, node: &Node) -> Option<Dispatch> {
    let Written::Map(entries) = &node.value else {
        reader.wrong_shape(node, "dispatch", "a table of the keys of a dispatch");
        return None;
    };
    let fields = reader.fields(node, "dispatch")?;
    // What no dispatch can do without is said once, and not for every row.
    for (key, example) in [
        ("slug", "slug = \"{id}\""),
        ("title", "title = \"{headline}\""),
        ("date", "date = \"{published}\""),
    ] {
        if fields.key_span(key).is_none() {
            missing(reader, &fields, key, example);
        }
    }
    let (mut slug, mut body, mut keys) = (None, None, Vec::new());
    for Entry { key, value } in entries {
        match key.value.as_str() {
            "slug" => slug = reading::text(reader, value, "slug"),
            "body" => body = reading::text(reader, value, "body"),
            name => keys.extend(reading::value(reader, value, name).map(|it| (key.clone(), it))),
        }
    }
    Some(Dispatch { slug: slug?, keys, body })
}

fn missing(reader: &mut Reader<'_>, fields: &Fields<'_>, key: &str, example: &str) {
    reader.fault(
        &rule::BAD_SETTING,
        fields.span,
        format!("the map has no `{key}`"),
        format!("no dispatch can be made without `{key}`"),
        format!("add it, as in `{example}`"),
    );
}

fn delimiter(reader: &mut Reader<'_>, node: Option<&Node>) -> u8 {
    let Some(node) = node else { return b',' };
    let text = reading::literal(reader, node, "delimiter").unwrap_or_default();
    match text.as_bytes() {
        [sign] if sign.is_ascii() && !matches!(sign, b'"' | b'\n' | b'\r' | b'\0') => *sign,
        _ => {
            reader.fault(
                &rule::BAD_SETTING,
                node.span,
                "`delimiter` is not one sign",
                "one sign stands between two cells",
                "write `delimiter = \";\"`, or `\"\\t\"` for a tab; without it, it is a comma",
            );
            b','
        }
    }
}

/// `folder`: every part between slashes is a folder. What the map itself writes there has to be a slug; what cells put
/// there is made one, so that no folder lies outside.
fn folder(reader: &mut Reader<'_>, node: Option<&Node>) -> Vec<Template> {
    let Some(node) = node else { return Vec::new() };
    let Some(text) = reading::literal(reader, node, "folder") else { return Vec::new() };
    let mut parts = Vec::new();
    for part in text.split('/') {
        let Some(template) = reading::template_of(reader, part, node.span) else { continue };
        if template.is_fixed()
            && let Err(fault) = Slug::parse(part)
        {
            reader.fault(&rule::NOT_A_SLUG, node.span, fault.message, fault.label, fault.help);
        }
        parts.push(template);
    }
    parts
}

/// Every column that `map` names. A `{}` where there is no piece of a cell is reported.
fn columns(reader: &mut Reader<'_>, map: &Map) -> Vec<Spanned<String>> {
    let values = || map.keys.iter().map(|(_, value)| value).chain([&map.slug]).chain(&map.body);
    let mut templates: Vec<(&Template, Stands)> =
        map.folder.iter().map(|part| (part, Stands::Outside)).collect();
    let mut conditions: Vec<&Condition> = map.leave_out.iter().collect();
    for value in values() {
        value
            .templates(Stands::Outside, &mut |template, stands| templates.push((template, stands)));
        value.conditions(&mut |condition| conditions.push(condition));
    }
    let mut columns: Vec<Spanned<String>> =
        conditions.into_iter().map(|condition| condition.column.clone()).collect();
    for (template, stands) in templates {
        if template.takes_a_piece() && stands == Stands::Outside {
            reader.fault(
                &rule::BAD_SETTING,
                template.span,
                "`{}` names no column",
                "a piece of what?",
                "write the name of a column; `{}` is a piece of a cell, in the `each` of a `split`",
            );
        }
        columns.extend(template.columns().map(|name| Spanned::new(name.to_owned(), template.span)));
    }
    columns
}
