//! Reads the map of an import: a TOML file that says what each row of a spreadsheet becomes.
//! It does not know the spreadsheet.

use crate::field::slug::Slug;
use crate::import::parse;
use crate::import::template::Template;
use crate::import::value::{Condition, Context, Value};
use crate::read::fields::Fields;
use crate::read::node::{Entry, Keyed, Value as Written};
use crate::read::reader::Reader;
use crate::read::toml;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// What each row becomes.
#[derive(Clone, Debug)]
pub struct Map {
    /// The file of the map.
    pub(super) path: SourcePath,
    /// The ASCII character between two cells.
    pub(super) delimiter: u8,
    /// How many rows below the header are not data.
    pub(super) skip: usize,
    /// The rows for which all of these hold are left out.
    pub(super) leave_out: Vec<Condition>,
    /// The folders of a file, from the outermost.
    pub(super) folder: Vec<Template>,
    /// The slug: it names the file and its address.
    pub(super) slug: Value,
    /// The keys of the front matter.
    pub(super) keys: Vec<(Spanned<String>, Value)>,
    /// The body, in Markdown.
    pub(super) body: Option<Value>,
    /// Every column that the map uses.
    pub(super) columns: Vec<Spanned<String>>,
}

/// The table `[dispatch]`.
struct DispatchTable {
    slug: Value,
    keys: Vec<(Spanned<String>, Value)>,
    body: Option<Value>,
}

impl Map {
    /// Reads the map `text` at `path`. Any fault means that there is no map: half a map would import half of the data.
    pub fn read(path: &SourcePath, text: &str) -> Result<Map, Vec<Diagnostic>> {
        let tree = toml::parse(path, text).map_err(|fault| vec![fault])?;
        let reader = Reader::new(path);
        let map = Fields::of_node(&reader, &tree, "a map").and_then(settings);
        let mut faults = reader.into_faults();
        faults.sort();
        map.filter(|_| faults.is_empty()).ok_or(faults)
    }
}

impl Map {
    /// Every value of a dispatch: its keys, its slug and its body.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.keys.iter().map(|(_, value)| value).chain([&self.slug]).chain(&self.body)
    }

    /// The value of a key of the dispatch.
    pub(super) fn value_of(&self, key: &str) -> Option<&Value> {
        self.keys.iter().find(|(known, _)| known.value == key).map(|(_, value)| value)
    }
}

fn settings(mut fields: Fields<'_>) -> Option<Map> {
    let reader = fields.reader;
    let delimiter = fields.read("delimiter", delimiter).unwrap_or(b',');
    let skip = fields.read("skip", |reader, from| reader.whole_number(from, 0));
    let leave_out = fields.read("leave_out", parse::conditions).unwrap_or_default();
    let folder = fields.read("folder", folder).unwrap_or_default();
    require(&fields, "dispatch", "[dispatch]");
    let dispatch = fields.read("dispatch", dispatch_table);
    fields.finish();
    let DispatchTable { slug, keys, body } = dispatch?;
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

fn dispatch_table<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<DispatchTable> {
    let Written::Map(entries) = &from.node.value else {
        reader.wrong_shape(from, "a table of the keys of a dispatch");
        return None;
    };
    let fields = Fields::new(reader, from, "`[dispatch]`")?;
    // A missing key is reported once here, not for every row.
    require(&fields, "slug", "slug = \"{id}\"");
    require(&fields, "title", "title = \"{headline}\"");
    require(&fields, "date", "date = \"{published}\"");
    let (mut slug, mut body, mut keys) = (None, None, Vec::new());
    for Entry { key, value } in entries {
        let from = Keyed { key: &key.value, node: value };
        match from.key {
            "slug" => slug = parse::text(reader, from),
            "body" => body = parse::text(reader, from),
            _ => keys.extend(parse::value(reader, from).map(|value| (key.clone(), value))),
        }
    }
    Some(DispatchTable { slug: slug?, keys, body })
}

/// Reports that `key` is missing.
fn require(fields: &Fields<'_>, key: &str, example: &str) {
    if fields.key_span(key).is_none() {
        let reader = fields.reader;
        reader.report(
            rule::BAD_SETTING
                .at(reader.path, fields.span, format!("the map has no `{key}`"))
                .label(format!("no dispatch can be made without `{key}`"))
                .help(format!("add it, as in `{example}`")),
        );
    }
}

fn delimiter(reader: &Reader<'_>, from: Keyed<'_>) -> Option<u8> {
    let text = parse::literal(reader, from).unwrap_or_default();
    match text.as_bytes() {
        [sign] if sign.is_ascii() && !matches!(sign, b'"' | b'\n' | b'\r' | b'\0') => Some(*sign),
        _ => {
            reader.report(
                rule::BAD_SETTING
                    .at(reader.path, from.node.span, "`delimiter` is not one character")
                    .label("one character separates two cells")
                    .help("write `delimiter = \";\"`, or `\"\\t\"` for a tab; without the line, it is a comma"),
            );
            None
        }
    }
}

/// `folder`: a path of folders. Fixed parts must be slugs; parts with cells are made slugs later. So no folder can lie
/// outside the folder of the import.
fn folder(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Vec<Template>> {
    let text = parse::literal(reader, from)?;
    let span = from.node.span;
    let mut parts = Vec::new();
    for part in text.split('/') {
        let Some(template) = parse::template_of(reader, part, span) else { continue };
        if template.is_fixed()
            && let Err(error) = Slug::parse(part)
        {
            reader.refused(span, &rule::NOT_A_SLUG, error);
        }
        parts.push(template);
    }
    Some(parts)
}

/// Every column that `map` uses. A `{}` outside a `split` is reported.
fn columns(reader: &Reader<'_>, map: &Map) -> Vec<Spanned<String>> {
    let mut templates: Vec<(&Template, Context)> =
        map.folder.iter().map(|part| (part, Context::Row)).collect();
    let mut conditions: Vec<&Condition> = map.leave_out.iter().collect();
    for value in map.values() {
        value.templates(Context::Row, &mut |template, context| templates.push((template, context)));
        value.conditions(&mut |together| conditions.extend(together));
    }
    let mut columns: Vec<Spanned<String>> =
        conditions.into_iter().map(|condition| condition.column.clone()).collect();
    for (template, context) in templates {
        if template.takes_a_piece() && context == Context::Row {
            reader.report(
                rule::BAD_SETTING
                    .at(reader.path, template.span, "`{}` names no column")
                    .label("a piece of which cell?")
                    .help("write the name of a column; `{}` is a piece of a cell, and only `each` of a `split` has pieces"),
            );
        }
        columns.extend(template.columns().map(|name| Spanned::new(name.to_owned(), template.span)));
    }
    columns
}
