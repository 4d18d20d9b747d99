//! Reads a dispatch file: every key of the format, levels 0 to 3.
//! It does not know other dispatches. References to them keep their places and are checked by `chronicle`.

use std::collections::BTreeMap;

use crate::field::day::Moment;
use crate::field::dispatch::{Dispatch, Extra, Kind, Series};
use crate::read::fields::Fields;
use crate::read::live_figures::are_not_for_dispatches;
use crate::read::node::Keyed;
use crate::read::opened_file::OpenedFile;
use crate::read::reader::Reader;
use crate::read::{claim, consistency, incident_report, related};
use crate::text::rule;
use crate::text::span::Spanned;

/// The dispatch in an opened file; `None` if it lacks a key that every dispatch must have.
pub fn dispatch(mut file: OpenedFile<'_>) -> Option<Dispatch> {
    let dispatch = read(&mut file);
    if let Some(dispatch) = &dispatch {
        consistency::check(dispatch, &file.fields);
        let notice = dispatch.withdrawn.as_ref().and(file.fields.value_span("withdrawn"));
        notice.into_iter().for_each(|span| file.fields.reader.is_all_that_is_printed(span));
    }
    file.fields.finish();
    dispatch
}

/// Reads all keys. The required ones are unwrapped last, so that the faults of all others are reported in any case.
fn read(file: &mut OpenedFile<'_>) -> Option<Dispatch> {
    let (title, body) = file.title_and_body();
    are_not_for_dispatches(file.fields.reader, &body.live_figures);
    let slug = file.slug();
    let draft = file.draft();
    let fields = &mut file.fields;
    let date = date(fields);
    let embargo = fields.read("embargo", Reader::moment);
    let withdrawn = fields.read("withdrawn", claim::withdrawal);
    // If a key that hides the dispatch cannot be read, the dispatch is hidden.
    let is_unclear = (embargo.is_none() && fields.key_span("embargo").is_some())
        || (withdrawn.is_none() && fields.key_span("withdrawn").is_some());
    let lang = fields.read("lang", Reader::language);
    // Without its language, it would take the address of its original.
    let is_without_language = lang.is_none() && fields.key_span("lang").is_some();
    let mut dispatch = Dispatch {
        path: fields.reader.path.clone(),
        hash: file.hash,
        kind: fields.read("kind", Reader::word).unwrap_or(Kind::Incident),
        reports: incident_report::reports(fields),
        status: fields.read("status", Reader::word),
        series: series(fields),
        draft: draft || is_unclear,
        embargo,
        withdrawn,
        body,
        updated: fields.read("updated", Reader::moment).map(|moment| moment.value),
        aliases: fields.each("aliases", Reader::alias),
        lang,
        translation_of: fields.read("translation_of", Reader::slug),
        summary: fields.read("summary", Reader::words),
        authors: fields.each("authors", Reader::text),
        topics: fields.each("topics", Reader::text),
        filed_from: fields.read("dateline", Reader::words),
        includes: fields.each("includes", Reader::slug),
        excludes: fields.each("excludes", Reader::slug),
        may_include: fields.each("may_include", Reader::slug),
        supersedes: fields.read("supersedes", Reader::slug),
        related: fields.each("related", related::related),
        sources: fields.each("sources", claim::citation),
        corrections: fields.each("corrections", claim::correction),
        content_warning: fields.read("content_warning", Reader::words),
        media: fields.each("media", claim::medium),
        extra: fields.read("extra", extra).unwrap_or_default(),
        dates: Vec::new(),
        title: title?,
        date: date?,
        slug: slug?,
    };
    // A struct reads its fields in order, so all dates are known only now.
    dispatch.dates = fields.reader.take_dates();
    dispatch.dates.retain(|date| &*date.key != "embargo");
    Some(dispatch).filter(|_| !is_without_language)
}

fn date(fields: &mut Fields<'_>) -> Option<Spanned<Moment>> {
    let date = fields.take("date");
    let reader = fields.reader;
    if date.is_none() {
        reader.report(
            rule::NO_DATE
                .at(reader.path, fields.span, "the dispatch has no date")
                .label("`date` is missing")
                .help("add the day of publication: `date: 2017-05-31`"),
        );
    }
    reader.moment(date?)
}

fn series(fields: &mut Fields<'_>) -> Option<Series> {
    let reader = fields.reader;
    let name = fields.read("series", Reader::slug);
    let phase = fields.read_or("phase", 1, |reader, from| reader.whole_number(from, 1));
    if let (None, Some(key)) = (fields.key_span("series"), fields.key_span("phase")) {
        reader.report(
            rule::NOT_ALONE
                .at(reader.path, key, "`phase` is used without `series`")
                .label("a phase of which series?")
                .help(
                    "name the series of totals, as in `series: west-mosul-2017`, or delete `phase`",
                ),
        );
    }
    Some(Series { name: name?, phase: u32::try_from(phase?).unwrap_or(u32::MAX) })
}

fn extra(reader: &Reader<'_>, from: Keyed<'_>) -> Option<BTreeMap<String, Extra>> {
    match reader.extra(from) {
        Extra::Map(map) => {
            let hides = ["draft", "embargo", "published", "withdrawn"];
            if let Some(key) = hides.into_iter().find(|key| map.contains_key(*key)) {
                reader.report(
                    rule::UNKNOWN_KEY
                        .at(reader.path, from.node.span, format!("`extra` has a key `{key}`, which hides nothing"))
                        .label("only the theme reads this")
                        .help("write `draft`, `embargo` or `withdrawn` outside `extra`, or give this key another name"),
                );
            }
            Some(map)
        }
        Extra::Text(_) | Extra::List(_) => {
            reader.wrong_shape(from, "a mapping of keys of your own");
            None
        }
    }
}
