//! The terms of every taxonomy, with the dispatches that have them.
//! It does not know what a taxonomy is about.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::chronicle::Chronicle;
use crate::chronicle::references::DispatchId;
use crate::field::excerpt::excerpt;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::address;
use crate::plan::taxonomy::Taxonomy;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Spanned;
use crate::text::spelling::composed;

/// The terms of every taxonomy in use.
pub(crate) struct Taxonomies<'d>(BTreeMap<&'static str, Terms<'d>>);

/// The terms of one taxonomy, by their part of the address.
pub(crate) type Terms<'d> = BTreeMap<Slug, Term<'d>>;

/// One value of a taxonomy, such as one topic.
pub(crate) struct Term<'d> {
    /// The name, as dispatches write it.
    pub name: &'d str,
    /// The dispatches with this term, in order of publication. A translation is listed only if its original lacks the term.
    pub dispatches: Vec<DispatchId>,
}

impl<'d> Taxonomies<'d> {
    /// Collects the terms of all dispatches that were not withdrawn. Reports two terms that need the same address.
    pub(crate) fn new(chronicle: &'d Chronicle, faults: &mut Vec<Diagnostic>) -> Taxonomies<'d> {
        let all = Taxonomy::ALL.iter();
        Taxonomies(all.map(|it| (it.word(), terms(chronicle, *it, faults))).collect())
    }

    /// The terms of one taxonomy.
    pub(crate) fn terms(&self, taxonomy: Taxonomy) -> &Terms<'d> {
        &self.0[taxonomy.word()]
    }

    /// The taxonomies that have at least one term.
    pub(crate) fn in_use(&self) -> impl Iterator<Item = Taxonomy> {
        let all = Taxonomy::ALL.iter().copied();
        all.filter(|taxonomy| !self.terms(*taxonomy).is_empty())
    }
}

fn terms<'d>(
    chronicle: &'d Chronicle,
    taxonomy: Taxonomy,
    faults: &mut Vec<Diagnostic>,
) -> Terms<'d> {
    // By the form in which names are compared, each with its first spelling.
    let mut by_name: BTreeMap<Cow<'d, str>, (&str, Vec<DispatchId>)> = BTreeMap::new();
    for (number, dispatch) in chronicle.dispatches.iter().enumerate() {
        let original = chronicle.references.translates[number];
        if taxonomy.is_about_events() && original.is_some() {
            continue;
        }
        let original = original.map(|number| taxonomy.terms(&chronicle.dispatches[number]));
        let is_listed = |name: &&Spanned<String>| {
            let with_original =
                original.into_iter().flatten().any(|it| is_same(&it.value, &name.value));
            dispatch.withdrawn.is_none() && !with_original
        };
        for name in taxonomy.terms(dispatch).iter().filter(is_listed) {
            let first = || (name.value.as_str(), Vec::new());
            let (_, dispatches) = by_name.entry(composed(&name.value)).or_insert_with(first);
            if dispatches.last() != Some(&number) {
                dispatches.push(number);
            }
        }
    }
    let terms = by_name.into_values().map(|(name, dispatches)| Term { name, dispatches });
    let mut terms: Vec<Term<'d>> = terms.collect();
    // If two terms need the same address, the first one published gets it.
    terms.sort_by_key(|term| term.dispatches[0]);
    let mut by_slug: Terms<'d> = BTreeMap::new();
    for term in terms {
        match by_slug.entry(Slug::make(term.name)) {
            Entry::Vacant(place) => drop(place.insert(term)),
            Entry::Occupied(first) => {
                faults.push(collision(chronicle, taxonomy, &term, first.get()));
            }
        }
    }
    by_slug
}

/// Whether two names are equal, however their accents are encoded.
fn is_same(one: &str, other: &str) -> bool {
    one == other || composed(one) == composed(other)
}

fn collision(
    chronicle: &Chronicle,
    taxonomy: Taxonomy,
    second: &Term<'_>,
    first: &Term<'_>,
) -> Diagnostic {
    let place = |term: &Term<'_>| {
        let dispatch = &chronicle.dispatches[term.dispatches[0]];
        let written = taxonomy.terms(dispatch).iter().find(|name| name.value == term.name);
        (&dispatch.path, written.map(|name| name.span).unwrap_or_default())
    };
    let address = address::term(taxonomy, second.name);
    let ((path, span), (first_path, first_span)) = (place(second), place(first));
    let [one, other] = [second, first].map(|term| excerpt(term.name));
    let message = format!("`{one}` and `{other}` want the same address, {address}");
    rule::SAME_ADDRESS
        .at(path, span, message)
        .label("already used")
        .help("if both mean the same, write them the same way; otherwise change one of them")
        .related(first_path, first_span, "first here")
}
