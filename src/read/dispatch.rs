//! A dispatch file: every key of the format, levels 0 to 3.
//! It does not know other dispatches; a reference is kept with its place and checked by the chronicle.

use std::collections::BTreeMap;

use crate::field::day::Moment;
use crate::field::dispatch::{Dispatch, Extra, Kind, Series};
use crate::field::page::Body;
use crate::field::slug::Slug;
use crate::read::body;
use crate::read::content_file::Opened;
use crate::read::fields::Fields;
use crate::read::node::{Node, Value};
use crate::read::reader::Reader;
use crate::read::{claim, consistency, incident_report};
use crate::text::rule;
use crate::text::source::Hash;
use crate::text::span::{Span, Spanned};

/// The dispatch in an opened file; `None` when it lacks what no dispatch can do without.
pub fn dispatch(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<Dispatch> {
    let Opened { mut fields, text, body, hash } = opened;
    let (title, body) = titled(reader, &mut fields, text, body, hash);
    let dispatch = written(reader, &mut fields, (title, body, hash));
    if let Some(dispatch) = &dispatch {
        consistency::check(reader, dispatch, &fields);
    }
    reader.finish(fields, "a dispatch");
    dispatch
}

/// Every key but the title. Those that no dispatch can do without are asked for last, so that all others are read and
/// their faults are reported whatever is missing.
fn written(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    (title, body, hash): (Option<Spanned<String>>, Body, Hash),
) -> Option<Dispatch> {
    let date = date(reader, fields);
    let slug = slug(reader, fields.take("slug"));
    let kind = reader.word(fields.take("kind"), "kind");
    let embargo = fields.take("embargo");
    let embargoed = reader.moment(embargo, "embargo");
    let withdrawal = fields.take("withdrawn");
    let withdrawn = withdrawal.and_then(|node| claim::withdrawal(reader, node));
    // What is unclear is never published.
    let unclear =
        (embargo.is_some() && embargoed.is_none()) || (withdrawal.is_some() && withdrawn.is_none());
    Some(Dispatch {
        path: reader.path.clone(),
        hash,
        kind: kind.unwrap_or(Kind::Incident),
        reports: incident_report::reports(reader, fields),
        status: reader.word(fields.take("status"), "status"),
        series: series(reader, fields),
        draft: draft(reader, fields) || unclear,
        embargo: embargoed,
        withdrawn,
        body,
        updated: reader.moment(fields.take("updated"), "updated").map(|moment| moment.value),
        aliases: reader.aliases(fields.take("aliases")),
        lang: reader.language(fields.take("lang"), "lang"),
        translation_of: reader.slug(fields.take("translation_of"), "translation_of"),
        summary: reader.words(fields.take("summary"), "summary"),
        authors: reader.texts(fields.take("authors"), "authors"),
        topics: reader.texts(fields.take("topics"), "topics"),
        filed_from: reader.words(fields.take("dateline"), "dateline"),
        includes: reader.slugs(fields.take("includes"), "includes"),
        excludes: reader.slugs(fields.take("excludes"), "excludes"),
        may_include: reader.slugs(fields.take("may_include"), "may_include"),
        supersedes: reader.slug(fields.take("supersedes"), "supersedes"),
        sources: reader.each(fields.take("sources"), "sources", claim::citation),
        corrections: reader.each(fields.take("corrections"), "corrections", claim::correction),
        content_warning: reader.words(fields.take("content_warning"), "content_warning"),
        media: reader.each(fields.take("media"), "media", claim::medium),
        extra: extra(reader, fields),
        title: title?,
        date: date?,
        slug: slug?,
    })
}

fn date(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Spanned<Moment>> {
    let date = fields.take("date");
    if date.is_none() {
        reader.fault(
            &rule::NO_DATE,
            fields.span,
            "the dispatch has no date",
            "`date` is missing",
            "add the day of publication: `date: 2017-05-31`",
        );
    }
    reader.moment(date, "date")
}

/// The title from the front matter, else from the heading that opens the body, and the body without it.
pub fn titled(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    text: &str,
    span: Span,
    hash: Hash,
) -> (Option<Spanned<String>>, Body) {
    let written = fields.take("title");
    let title = reader.text(written, "title");
    let opening = || body::opening_title(text, span);
    let (title, span) = match written.is_none().then(opening) {
        None => (title, span),
        Some(Some((title, rest))) => (Some(title), rest),
        Some(None) => {
            reader.fault(
                &rule::NO_TITLE,
                fields.span,
                "the page has no title",
                "`title` is missing",
                "add `title: ..`, or open the text with a heading `# ..`",
            );
            (None, span)
        }
    };
    (title, body::body(reader, text, span, hash))
}

/// The slug as written, else made of the file's name, or of its folder's when it is an `index.md`.
pub fn slug(reader: &mut Reader<'_>, node: Option<&Node>) -> Option<Spanned<Slug>> {
    if node.is_some() {
        return reader.slug(node, "slug");
    }
    let name = match reader.path.stem() {
        "index" => reader.path.folder().rsplit('/').next().unwrap_or("index"),
        stem => stem,
    };
    Some(Spanned::new(Slug::make(name), Span::default()))
}

/// A draft that cannot be told from a dispatch is a draft: what is unclear is never published.
fn draft(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> bool {
    let node = fields.take("draft");
    reader.switch(node, "draft").unwrap_or(node.is_some())
}

fn series(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Series> {
    let (series, phase) = (fields.take("series"), fields.take("phase"));
    if let (None, Some(_), Some(key)) = (series, phase, fields.key_span("phase")) {
        reader.fault(
            &rule::NOT_ALONE,
            key,
            "a `phase` without a `series`",
            "a phase of what?",
            "name the cumulative toll, as in `series: west-mosul-2017`, or take `phase` out",
        );
    }
    let name = reader.slug(series, "series");
    let phase = match phase {
        Some(node) => reader.whole_number(Some(node), "phase", 1)?,
        None => 1,
    };
    Some(Series { name: name?, phase: u32::try_from(phase).unwrap_or(u32::MAX) })
}

fn extra(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> BTreeMap<String, Extra> {
    let Some(node) = fields.take("extra") else {
        return BTreeMap::new();
    };
    match extra_value(node) {
        Extra::Map(map) => map,
        Extra::Text(_) | Extra::List(_) => {
            reader.wrong_shape(node, "extra", "a mapping of keys of your own");
            BTreeMap::new()
        }
    }
}

/// Any node as a value for the theme.
pub fn extra_value(node: &Node) -> Extra {
    match &node.value {
        Value::Scalar(scalar) => Extra::Text(scalar.text.clone()),
        Value::List(items) => Extra::List(items.iter().map(extra_value).collect()),
        Value::Map(entries) => Extra::Map(
            entries.iter().map(|e| (e.key.value.clone(), extra_value(&e.value))).collect(),
        ),
    }
}
