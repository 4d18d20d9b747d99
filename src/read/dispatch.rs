//! A dispatch file: every key of the format, levels 0 to 3.
//! It does not know other dispatches; a reference is kept with its place and checked by the chronicle.

use std::collections::BTreeMap;

use crate::field::dispatch::{Account, Dispatch, Extra, Kind, Series};
use crate::field::page::Body;
use crate::field::slug::Slug;
use crate::read::body;
use crate::read::fields::Fields;
use crate::read::node::{Node, Value};
use crate::read::reader::Reader;
use crate::read::source_file::Opened;
use crate::read::{account, claim};
use crate::text::rule;
use crate::text::source::Hash;
use crate::text::span::{Span, Spanned};

/// The dispatch in an opened file; `None` when it lacks what no dispatch can do without.
pub fn dispatch(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<Dispatch> {
    let Opened {
        mut fields,
        text,
        body,
        hash,
    } = opened;
    let (title, body) = titled(reader, &mut fields, text, body, hash);
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
    let date = reader.moment(date, "date");
    let slug = slug(reader, fields.take("slug"));
    let kind = reader
        .word(fields.take("kind"), "kind")
        .unwrap_or(Kind::Incident);
    let accounts = accounts(reader, &mut fields);
    let series = series(reader, &mut fields);
    let draft = draft(reader, &mut fields);
    let dispatch = Dispatch {
        path: reader.path.clone(),
        hash,
        title: title?,
        date: date?,
        slug: slug?,
        kind,
        accounts,
        series,
        draft,
        body,
        updated: reader
            .moment(fields.take("updated"), "updated")
            .map(|moment| moment.value),
        aliases: reader.aliases(fields.take("aliases")),
        lang: language(reader, fields.take("lang")),
        translation_of: reader.slug(fields.take("translation_of"), "translation_of"),
        summary: reader.words(fields.take("summary"), "summary"),
        authors: names(reader, &mut fields, "authors"),
        topics: names(reader, &mut fields, "topics"),
        filed_from: reader.words(fields.take("dateline"), "dateline"),
        includes: reader.slugs(fields.take("includes"), "includes"),
        excludes: reader.slugs(fields.take("excludes"), "excludes"),
        supersedes: reader.slug(fields.take("supersedes"), "supersedes"),
        sources: reader.each(fields.take("sources"), "sources", claim::citation),
        corrections: reader.each(fields.take("corrections"), "corrections", claim::correction),
        content_warning: reader.words(fields.take("content_warning"), "content_warning"),
        media: reader.each(fields.take("media"), "media", claim::medium),
        embargo: reader.moment(fields.take("embargo"), "embargo"),
        withdrawn: fields
            .take("withdrawn")
            .and_then(|node| claim::withdrawal(reader, node)),
        extra: extra(reader, &mut fields),
    };
    reader.finish(fields, "a dispatch");
    consistent(reader, &dispatch);
    Some(dispatch)
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
    let (title, span) = match (written, body::opening_title(text, span)) {
        (None, Some((title, rest))) => (Some(title), rest),
        (None, None) => {
            reader.fault(
                &rule::NO_TITLE,
                fields.span,
                "the page has no title",
                "`title` is missing",
                "add `title: ..`, or open the text with a heading `# ..`",
            );
            (None, span)
        }
        (Some(_), _) => (title, span),
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

/// `lang`: a language tag such as `ar` or `ar-IQ`.
pub fn language(reader: &mut Reader<'_>, node: Option<&Node>) -> Option<String> {
    let lang = reader.text(node, "lang")?;
    let mut parts = lang.value.split('-');
    let primary = parts.next().unwrap_or_default();
    let sound = (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_lowercase())
        && parts
            .all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !sound {
        reader.fault(
            &rule::NOT_ONE_OF,
            lang.span,
            "`lang` is not a language tag",
            "not a tag such as `ar`",
            "write the language's code in small letters, such as `en`, `ar`, `uk` or `ar-IQ`",
        );
        return None;
    }
    Some(lang.value)
}

/// A draft that cannot be told from a dispatch is a draft: what is unclear is never published.
fn draft(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> bool {
    let node = fields.take("draft");
    reader.switch(node, "draft").unwrap_or(node.is_some())
}

fn names(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    reader
        .texts(fields.take(key), key)
        .into_iter()
        .map(|text| text.value)
        .collect()
}

/// The one account at the top, or the several of a round-up, which take their place from the top when they name none.
fn accounts(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Vec<Account> {
    let top = account::account(reader, fields);
    let Some(several) = fields.take("incidents") else {
        return vec![top];
    };
    if let Some(incident) = &top.incident {
        reader.faults.push(
            rule::TOGETHER
                .at(
                    reader.path,
                    several.span,
                    "`incident` and `incidents` both stand here",
                )
                .label("several incidents")
                .related(reader.path, incident.span, "one incident")
                .help("put everything on an incident into its entry under `incidents`"),
        );
    }
    reader.each(Some(several), "incidents", |reader, node| {
        let mut fields = reader.fields(node, "incidents")?;
        let mut one = account::account(reader, &mut fields);
        reader.finish(fields, "an entry of `incidents`");
        if one.incident.is_none() {
            reader.fault(
                &rule::EMPTY_VALUE,
                node.span,
                "an entry of `incidents` has no `incident`",
                "which incident is it?",
                "add its id: `incident: mosul-zanjili-2017-05-31`",
            );
        }
        if one.place.is_empty() {
            one.place = top.place.clone();
        }
        one.event = one.event.or_else(|| top.event.clone());
        one.as_of = one.as_of.or_else(|| top.as_of.clone());
        Some(one)
    })
}

fn series(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Series> {
    let name = reader.slug(fields.take("series"), "series");
    let phase_node = fields.take("phase");
    let phase = reader.whole_number(phase_node, "phase");
    if let (None, Some(node)) = (&name, phase_node) {
        reader.fault(
            &rule::TOGETHER,
            node.span,
            "a `phase` without a `series`",
            "a phase of what?",
            "name the cumulative toll under `series`, or take `phase` out",
        );
    }
    let phase = u32::try_from(phase.unwrap_or(1)).unwrap_or(1);
    name.map(|name| Series { name, phase })
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
            entries
                .iter()
                .map(|e| (e.key.value.clone(), extra_value(&e.value)))
                .collect(),
        ),
    }
}

/// What one dispatch may not say at once.
fn consistent(reader: &mut Reader<'_>, dispatch: &Dispatch) {
    let start = Span {
        start: dispatch.title.span.start,
        end: dispatch.title.span.end,
    };
    for account in &dispatch.accounts {
        let vague = account.place.precision().is_vaguer_than_a_city()
            && account.place.location.precision.is_some();
        let nowhere = account.place.cities.is_empty() && !vague;
        if nowhere && dispatch.translation_of.is_none() {
            reader.fault(
                &rule::NO_CITY,
                account.span,
                "the dispatch does not say where it happened",
                "`city` is missing",
                "add `city: Mosul`; if only the region is known, add `region: ..` and `location: {precision: region}`",
            );
        }
        let has_figures = !account.casualties.is_empty() || !account.claims.is_empty();
        let figureless = match (dispatch.kind, &dispatch.translation_of) {
            (_, Some(_)) => Some("a translation"),
            (Kind::Statement, None) => Some("a statement"),
            (Kind::Incident | Kind::Toll, None) => None,
        };
        if let Some(what) = figureless.filter(|_| has_figures) {
            reader.fault(
                &rule::FIGURES_MISPLACED,
                start,
                format!("{what} carries no figures of its own"),
                "it has `casualties` or `claims`",
                "take the figures out here; they stand in the dispatch that reports them",
            );
        }
        if dispatch.kind == Kind::Toll && account.event.is_none() {
            reader.fault(
                &rule::TOLL_WITHOUT_PERIOD,
                start,
                "a toll does not say which days it covers",
                "`event` is missing",
                "add `event: {from: 2017-05-26, to: 2017-05-31}`",
            );
        }
        for claim in &account.claims {
            let Some(source) = &claim.source else {
                continue;
            };
            let ids: Vec<&str> = ids(dispatch).collect();
            if !ids.contains(&source.value.as_str()) {
                let help = match ids.as_slice() {
                    [] => "add it under `sources` with this `id`".to_owned(),
                    ids => format!("write the id of one of the `sources`: {}", ids.join(", ")),
                };
                let message = format!("no source here is called `{}`", source.value);
                reader.fault(
                    &rule::UNKNOWN_ID,
                    source.span,
                    message,
                    "not under `sources`",
                    help,
                );
            }
        }
    }
}

fn ids(dispatch: &Dispatch) -> impl Iterator<Item = &str> {
    dispatch
        .sources
        .iter()
        .filter_map(|source| Some(source.id.as_ref()?.value.as_str()))
}
