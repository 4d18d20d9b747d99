//! Claims, attributions, positions, sources, corrections and media of a dispatch.
//! It does not weigh them.

use crate::field::casualties::Casualties;
use crate::field::claim::{Attributed, Attribution, Citation, Claim, Position, Scope};
use crate::field::correction::{Correction, Withdrawal};
use crate::field::dispatch::Medium;
use crate::field::word::Word;
use crate::read::casualties;
use crate::read::fields::Fields;
use crate::read::node::Node;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::{Span, Spanned};

/// One of `claims`.
pub fn claim(reader: &mut Reader<'_>, node: &Node) -> Option<Claim> {
    let mut fields = reader.fields(node, "claims")?;
    let id = reader.name(fields.take("id"), "id");
    let by = fields.take("by");
    let by = required(reader, by, node.span, "a claim", "by", "by whom it is made");
    let claim = Claim {
        id,
        by: by.clone().unwrap_or_else(|| Spanned::new(String::new(), node.span)),
        party: reader.words(fields.take("party"), "party"),
        role: reader.word(fields.take("role"), "role"),
        as_of: reader.moment(fields.take("as_of"), "as_of").map(|moment| moment.value),
        casualties: claimed(reader, &mut fields),
        counted: reader.switch(fields.take("counted"), "counted").unwrap_or(true),
        why: reader.words(fields.take("why"), "why"),
        source: reader.name(fields.take("source"), "source"),
        span: node.span,
    };
    reader.finish(fields, "a claim");
    if claim.casualties.is_empty() {
        reader.fault(
            &rule::CLAIM_WITHOUT_COUNT,
            node.span,
            "a claim counts nothing",
            "no number in this claim",
            "write what is claimed, such as `killed: 12` or `casualties: 12`; `killed: unknown` if no number was given",
        );
    }
    by.map(|_| claim)
}

/// A claim's figures stand under the harms themselves, or all of them under `casualties`.
fn claimed(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Casualties {
    let claimed = casualties::harms(reader, fields);
    let (Some(node), Some(key)) = (fields.take("casualties"), fields.key_span("casualties")) else {
        return claimed;
    };
    if let Some((harm, figures)) = claimed.harms.first() {
        let harm = harm.word();
        reader.faults.push(
            rule::TOGETHER
                .at(reader.path, key, format!("`{harm}` and `casualties` both stand in this claim"))
                .label("one way of saying it")
                .related(reader.path, figures.span, "the other")
                .help(format!("keep `{harm}` and its like, or put all of them under `casualties`")),
        );
    }
    casualties::casualties(reader, node)
}

/// One of `attribution`.
pub fn attributed(reader: &mut Reader<'_>, node: &Node) -> Option<Attributed> {
    let mut fields = reader.fields(node, "attribution")?;
    let to = fields.take("to");
    let to = required(reader, to, node.span, "an attribution", "to", "to whom");
    let how = match fields.take("how") {
        Some(node) => reader.word(Some(node), "how"),
        None => Some(Attribution::Alleged),
    };
    let scope = match fields.take("scope") {
        Some(node) => reader.word(Some(node), "scope"),
        None => Some(Scope::All),
    };
    let means = reader.words(fields.take("means"), "means");
    reader.finish(fields, "an attribution");
    Some(Attributed { to: to?.value, how: how?, scope: scope?, means })
}

/// One of `positions`.
pub fn position(reader: &mut Reader<'_>, node: &Node) -> Option<Position> {
    let mut fields = reader.fields(node, "positions")?;
    let party = fields.take("party");
    let party = required(reader, party, node.span, "a position", "party", "whose it is");
    let stance = fields.take("position");
    if stance.is_none() {
        reader.missing(node.span, "a position", "position", "what the party says");
    }
    let stance = reader.word(stance, "position");
    let on = reader.day(fields.take("on"), "on").map(|day| day.value);
    let promised = reader.words(fields.take("promised"), "promised");
    let note = reader.words(fields.take("note"), "note");
    reader.finish(fields, "a position");
    Some(Position { party: party?.value, position: stance?, on, promised, note })
}

/// One of `sources`.
pub fn citation(reader: &mut Reader<'_>, node: &Node) -> Option<Citation> {
    let mut fields = reader.fields(node, "sources")?;
    let id = reader.name(fields.take("id"), "id");
    let name = fields.take("name");
    let name = required(reader, name, node.span, "a source", "name", "whose it is");
    let citation = Citation {
        id,
        name: name.clone().map(|name| name.value).unwrap_or_default(),
        url: reader.url(fields.take("url"), "url"),
        archived: reader.url(fields.take("archived"), "archived"),
        accessed: reader.day(fields.take("accessed"), "accessed").map(|day| day.value),
        published: reader.day(fields.take("published"), "published").map(|day| day.value),
        language: reader.language(fields.take("language"), "language"),
        kind: reader.word(fields.take("kind"), "kind"),
        syndicated_from: reader.words(fields.take("syndicated_from"), "syndicated_from"),
        protect: reader.switch(fields.take("protect"), "protect").unwrap_or(false),
    };
    reader.finish(fields, "a source");
    name.map(|_| citation)
}

/// One of `corrections`.
pub fn correction(reader: &mut Reader<'_>, node: &Node) -> Option<Correction> {
    let mut fields = reader.fields(node, "corrections")?;
    let (on, kind) = (fields.take("on"), fields.take("kind"));
    if on.is_none() {
        reader.missing(node.span, "a correction", "on", "when it was made");
    }
    if kind.is_none() {
        let kinds = "whether it is corrected, updated, refiled or withdrawn";
        reader.missing(node.span, "a correction", "kind", kinds);
    }
    let on = reader.moment(on, "on").map(|moment| moment.value);
    let kind = reader.word(kind, "kind");
    let field = reader.words(fields.take("field"), "field");
    let was = reader.words(fields.take("was"), "was");
    let now = reader.words(fields.take("now"), "now");
    let note = reader.words(fields.take("note"), "note");
    reader.finish(fields, "a correction");
    Some(Correction { on: on?, kind: kind?, field, was, now, note })
}

/// `withdrawn`: when and why.
pub fn withdrawal(reader: &mut Reader<'_>, node: &Node) -> Option<Withdrawal> {
    let mut fields = reader.fields(node, "withdrawn")?;
    let on = fields.take("on");
    if on.is_none() {
        reader.missing(node.span, "`withdrawn`", "on", "when it was taken back");
    }
    let on = reader.moment(on, "on").map(|moment| moment.value);
    let why = fields.take("why");
    let why = required(reader, why, node.span, "`withdrawn`", "why", "why");
    reader.finish(fields, "`withdrawn`");
    Some(Withdrawal { on: on?, why: why?.value })
}

/// One of `media`.
pub fn medium(reader: &mut Reader<'_>, node: &Node) -> Option<Medium> {
    let mut fields = reader.fields(node, "media")?;
    let file = fields.take("file");
    let file = required(reader, file, node.span, "a media file", "file", "what it is called");
    let (alt, credit) = (fields.take("alt"), fields.take("credit"));
    for (node_given, key, what) in
        [(alt, "alt", "what it shows"), (credit, "credit", "whose it is")]
    {
        if node_given.is_none() {
            reader.fault(
                &rule::MEDIA_UNDESCRIBED,
                node.span,
                format!("a media file has no `{key}`"),
                format!("it does not say {what}"),
                format!("add `{key}` here"),
            );
        }
    }
    let alt = reader.words(alt, "alt");
    let credit = reader.words(credit, "credit");
    let graphic = reader.switch(fields.take("graphic"), "graphic").unwrap_or(false);
    let warning = reader.words(fields.take("warning"), "warning");
    reader.finish(fields, "a media file");
    Some(Medium { file: file?, alt: alt?, credit: credit?, graphic, warning })
}

fn required(
    reader: &mut Reader<'_>,
    node: Option<&Node>,
    span: Span,
    what: &str,
    key: &str,
    says: &str,
) -> Option<Spanned<String>> {
    if node.is_none() {
        reader.missing(span, what, key, says);
    }
    reader.text(node, key)
}
