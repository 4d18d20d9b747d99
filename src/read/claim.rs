//! Reads the claims, attributions, positions, sources, corrections and media of a dispatch.
//! It does not compare or weigh them.

use crate::field::casualties::Casualties;
use crate::field::claim::{Attributed, Attribution, Citation, Claim, Position};
use crate::field::correction::{Correction, Withdrawal};
use crate::field::dispatch::Medium;
use crate::field::word::Word;
use crate::read::casualties;
use crate::read::fields::Fields;
use crate::read::node::Keyed;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;
use crate::text::spelling::composed;

/// One of `claims`.
pub fn claim<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Claim> {
    let mut fields = Fields::new(reader, from, "a claim")?;
    let span = fields.span;
    let id = fields.read("id", id);
    let by = fields.required("by", "who makes the claim", Reader::text).map(compared);
    let claim = Claim {
        id,
        by: by.clone().unwrap_or_else(|| Spanned::new(String::new(), span)),
        party: fields.read("party", party),
        role: fields.read("role", Reader::word),
        as_of: fields.read("as_of", Reader::moment).map(|moment| moment.value),
        casualties: claimed(&mut fields),
        counted: fields.read("counted", Reader::switch).unwrap_or(true),
        why: fields.read("why", Reader::words),
        source: fields.read("source", Reader::id),
        span,
    };
    fields.finish();
    if claim.casualties.is_empty() {
        reader.report(
            rule::CLAIM_WITHOUT_COUNT
                .at(reader.path, span, "a claim gives no number")
                .label("no number in this claim")
                .help("write what is claimed, such as `killed: 12` or `casualties: 12`; `killed: unknown` if no number was given"),
        );
    }
    by.map(|_| claim)
}

/// The figures of a claim: one key per harm, or all of them under `casualties`.
fn claimed(fields: &mut Fields<'_>) -> Casualties {
    let claimed = casualties::harms(fields);
    let (Some(from), Some(key)) = (fields.take("casualties"), fields.key_span("casualties")) else {
        return claimed;
    };
    let reader = fields.reader;
    if let Some((harm, figures)) = claimed.harms.first() {
        let harm = harm.word();
        reader.report(
            rule::TOGETHER
                .at(reader.path, key, format!("this claim has both `{harm}` and `casualties`"))
                .label("one of the two")
                .related(reader.path, figures.span, "the other is here")
                .help(format!("keep `{harm}`, or put all figures under `casualties`")),
        );
    }
    casualties::casualties(reader, from)
}

/// One of `attribution`.
pub fn attributed<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Attributed> {
    let mut fields = Fields::new(reader, from, "an attribution")?;
    let to = fields.required("to", "who is held responsible", party);
    let how = fields.read_or("how", Attribution::Alleged, Reader::word);
    let scope = fields.read("scope", Reader::word);
    let means = fields.read("means", Reader::words);
    fields.finish();
    Some(Attributed { to: to?, how: how?, scope, means })
}

/// One of `positions`.
pub fn position<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Position> {
    let mut fields = Fields::new(reader, from, "a position")?;
    let party = fields.required("party", "which party takes it", party);
    let position = fields.required("position", "what the party says", Reader::word);
    let on = fields.read("on", Reader::day).map(|day| day.value);
    let promised = fields.read("promised", Reader::words);
    // Not among the dates of the file, which must have come.
    let due = fields.read("due", Reader::approximate_day);
    if let (Some(on), Some(due)) = (on, &due)
        && due.value < on
    {
        reader.report(
            rule::DATES_DISAGREE
                .at(reader.path, due.span, "a promise is due before it was made")
                .label(format!("`on` is {on}"))
                .help("write the day until which it was promised under `due`, and the day of the answer under `on`"),
        );
    }
    if let (Some(due), None) = (fields.key_span("due"), fields.key_span("promised")) {
        reader.report(
            rule::NOT_ALONE
                .at(reader.path, due, "`due` is used without `promised`")
                .label("what is due?")
                .help("say what the party promised, as in `promised: a public report`, or delete `due`"),
        );
    }
    let note = fields.read("note", Reader::words);
    fields.finish();
    let due = due.map(|due| due.value);
    Some(Position { party: party?, position: position?, on, promised, due, note })
}

/// One of `sources`.
pub fn citation<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Citation> {
    let mut fields = Fields::new(reader, from, "a source")?;
    let id = fields.read("id", id);
    let name = fields.required("name", "who published it", Reader::words);
    let citation = Citation {
        id,
        name: name.clone().unwrap_or_default(),
        url: fields.read("url", Reader::url),
        archived: fields.read("archived", Reader::url),
        accessed: fields.read("accessed", Reader::day).map(|day| day.value),
        published: fields.read("published", Reader::day).map(|day| day.value),
        language: fields.read("language", Reader::language),
        kind: fields.read("kind", Reader::word),
        syndicated_from: fields.read("syndicated_from", syndicated_from),
        protect: fields.read("protect", Reader::switch).unwrap_or(false),
    };
    if citation.protect {
        reader.is_not_printed(fields.span);
    }
    fields.finish();
    name.map(|_| citation)
}

/// One of `corrections`.
pub fn correction<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Correction> {
    let mut fields = Fields::new(reader, from, "a correction")?;
    let on = fields.required("on", "when it was made", Reader::moment).map(|on| on.value);
    let kinds = "whether the dispatch was corrected, updated, refiled or withdrawn";
    let kind = fields.required("kind", kinds, Reader::word);
    let field = fields.read("field", |reader, from| Some(reader.id(from)?.value));
    let was = fields.read("was", Reader::any_value);
    let now = fields.read("now", Reader::any_value);
    let added = fields.each("added", |reader, from| Some(reader.id(from)?.value));
    report_changed_and_added(&fields);
    report_values_of_people(&fields, field.as_deref());
    let note = fields.read("note", Reader::words);
    let span = fields.span;
    fields.finish();
    Some(Correction { on: on?, kind: kind?, field, was, now, note, span, added })
}

/// Reports a correction that is about a value that changed and about what was added.
fn report_changed_and_added(fields: &Fields<'_>) {
    let Some(added) = fields.key_span("added") else { return };
    let mut changed = ["field", "was", "now"].into_iter();
    let Some((key, span)) = changed.find_map(|key| Some((key, fields.key_span(key)?))) else {
        return;
    };
    let reader = fields.reader;
    reader.report(
        rule::TOGETHER
            .at(reader.path, added, format!("this correction has both `added` and `{key}`"))
            .label("only for what is new")
            .related(reader.path, span, "for a value that changed")
            .help("make two entries: one with `field`, `was` and `now`, and one with `added`"),
    );
}

/// Reports a correction of `victims` with a value: a name that was withdrawn would be published again.
fn report_values_of_people(fields: &Fields<'_>, field: Option<&str>) {
    if field.is_none_or(|field| field.rsplit('.').next() != Some("victims")) {
        return;
    }
    let reader = fields.reader;
    for key in ["was", "now"] {
        let Some(span) = fields.key_span(key) else { continue };
        fields.value_span(key).into_iter().for_each(|value| reader.is_not_printed(value));
        reader.report(
            rule::TOGETHER
                .at(reader.path, span, format!("a correction of `victims` has `{key}`"))
                .label("a name may stand here that is not for readers")
                .help(format!(
                    "delete `{key}`, and say in `note` what was corrected, without the name"
                )),
        );
    }
}

/// `withdrawn`: when and why.
pub fn withdrawal<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Withdrawal> {
    let mut fields = Fields::new(reader, from, "`withdrawn`")?;
    let on = fields.required("on", "when it was withdrawn", Reader::moment).map(|on| on.value);
    let why = fields.required("why", "why it was withdrawn", Reader::words);
    fields.finish();
    Some(Withdrawal { on: on?, why: why? })
}

/// One of `media`.
pub fn medium<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Medium> {
    let mut fields = Fields::new(reader, from, "a media file")?;
    let file = fields.required("file", "which file it is", file_name);
    let alt = described(&mut fields, "alt", "what it shows");
    let credit = described(&mut fields, "credit", "who made it");
    let graphic = fields.read("graphic", Reader::switch).unwrap_or(false);
    let warning = fields.read("warning", Reader::words);
    fields.finish();
    Some(Medium { file: file?, alt: alt?, credit: credit?, graphic, warning })
}

/// The id of a claim or a source, which is published with it.
fn id(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Spanned<String>> {
    reader.is_printed(from.node.span);
    reader.id(from)
}

/// A party: an id from `site.toml`, or a name.
fn party(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Spanned<String>> {
    reader.is_printed(from.node.span);
    Some(Spanned::new(reader.id_or_text(from)?, from.node.span))
}

/// A name in the form in which names are compared. Who speaks decides which figures count.
fn compared(name: Spanned<String>) -> Spanned<String> {
    name.map(|name| composed(&name).into_owned())
}

/// The id or the name of the source from which another one has its text.
fn syndicated_from(reader: &Reader<'_>, from: Keyed<'_>) -> Option<String> {
    reader.is_printed(from.node.span);
    reader.id_or_text(from)
}

/// The name of a file. That the file exists is checked later, so a comment after the name takes nothing away unseen.
fn file_name(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Spanned<String>> {
    reader.is_printed(from.node.span);
    reader.written(from)
}

/// A text that every media file must have.
fn described(fields: &mut Fields<'_>, key: &'static str, says: &str) -> Option<String> {
    let written = fields.take(key);
    let reader = fields.reader;
    if written.is_none() {
        reader.report(
            rule::MEDIA_UNDESCRIBED
                .at(reader.path, fields.span, format!("a media file has no `{key}`"))
                .label(format!("it does not say {says}"))
                .help(format!("add `{key}` here")),
        );
    }
    reader.words(written?)
}
