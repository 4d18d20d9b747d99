//! Reads what readers are told to read next: slugs of dispatches, and addresses with a title.
//! It does not know whether anything is there; `chronicle` and `plan` do.

use crate::field::related::{Related, RelatedTo};
use crate::read::fields::Fields;
use crate::read::node::{Keyed, Value};
use crate::read::reader::Reader;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Spanned;

/// An entry of `related`: a slug, or `{to, title}`.
pub fn related(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Related> {
    if !matches!(from.node.value, Value::Map(_)) {
        let to = to(reader, from)?;
        if !matches!(to.value, RelatedTo::Dispatch(_)) {
            reader.report(without_title(reader, &to));
            return None;
        }
        return Some(Related { to, title: None });
    }
    let mut fields = Fields::new(reader, from, "an entry of `related`")?;
    let to = fields.required("to", "where it leads", to);
    let title = fields.read("title", Reader::words);
    let has_title = fields.key_span("title").is_some();
    fields.finish();
    let to = to?;
    if !has_title && !matches!(to.value, RelatedTo::Dispatch(_)) {
        reader.report(without_title(reader, &to));
        return None;
    }
    Some(Related { to, title })
}

fn to(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Spanned<RelatedTo>> {
    let text = &reader.scalar(from)?.text;
    let span = from.node.span;
    if text.starts_with('/') && !text.ends_with(".md") {
        let page = reader.alias(from)?;
        return Some(Spanned::new(RelatedTo::Page(page.value), span));
    }
    let is_file = text.ends_with(".md") && !text.contains(':');
    if !is_file && text.contains([':', '/']) || text.starts_with("www.") {
        let address = reader.url(from)?;
        return Some(Spanned::new(RelatedTo::Web(address), span));
    }
    let slug = reader.slug(from)?;
    Some(Spanned::new(RelatedTo::Dispatch(slug.value), slug.span))
}

fn without_title(reader: &Reader<'_>, to: &Spanned<RelatedTo>) -> Diagnostic {
    let address = match &to.value {
        RelatedTo::Page(address) | RelatedTo::Web(address) => address.as_str(),
        RelatedTo::Dispatch(slug) => slug.as_str(),
    };
    rule::MISSING_KEY
        .at(reader.path, to.span, "an address under `related` has no title")
        .label("readers would see only the address")
        .help(format!("write the title beside it: `{{to: \"{address}\", title: \"..\"}}`"))
}
