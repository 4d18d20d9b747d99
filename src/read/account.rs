//! What a dispatch says of one incident: the keys that stand at its top, or in each entry of a round-up.
//! It does not know what other dispatches say of it.

use crate::field::dispatch::Account;
use crate::read::casualties;
use crate::read::claim;
use crate::read::fields::Fields;
use crate::read::place;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;

/// The keys of an account among `fields`.
pub fn account(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Account {
    let account = Account {
        incident: reader.slug(fields.take("incident"), "incident"),
        place: place::place(reader, fields),
        event: fields
            .take("event")
            .and_then(|node| place::event(reader, node)),
        as_of: reader
            .moment(fields.take("as_of"), "as_of")
            .map(|moment| moment.value),
        casualties: fields
            .take("casualties")
            .map(|node| casualties::casualties(reader, node))
            .unwrap_or_default(),
        claims: reader.each(fields.take("claims"), "claims", claim::claim),
        adopt: reader.name(fields.take("adopt"), "adopt"),
        attribution: reader.each(fields.take("attribution"), "attribution", claim::attributed),
        positions: reader.each(fields.take("positions"), "positions", claim::position),
        grade: reader.word(fields.take("grade"), "grade"),
        span: fields.span,
    };
    ids_stand_for_one_claim(reader, &account);
    account
}

fn ids_stand_for_one_claim(reader: &mut Reader<'_>, account: &Account) {
    let ids: Vec<&Spanned<String>> = account
        .claims
        .iter()
        .filter_map(|claim| claim.id.as_ref())
        .collect();
    for (n, id) in ids.iter().enumerate() {
        if let Some(first) = ids[..n].iter().find(|first| first.value == id.value) {
            reader.faults.push(
                rule::SAME_ID_TWICE
                    .at(
                        reader.path,
                        id.span,
                        format!("two claims are called `{}`", id.value),
                    )
                    .label("again here")
                    .related(reader.path, first.span, "first here")
                    .help("give each claim an id of its own"),
            );
        }
    }
    if let Some(adopt) = &account.adopt
        && !ids.iter().any(|id| id.value == adopt.value)
    {
        let known: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
        let help = match known.as_slice() {
            [] => "give the claim that stands an `id`, and name it here".to_owned(),
            known => format!(
                "write the id of a claim in this dispatch: {}",
                known.join(", ")
            ),
        };
        reader.fault(
            &rule::UNKNOWN_ID,
            adopt.span,
            format!("no claim here is called `{}`", adopt.value),
            "adopts a claim that is not here",
            help,
        );
    }
}
