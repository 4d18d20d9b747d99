//! Which dispatch replaces, translates or includes which: the references between dispatches, resolved and checked.
//! It does not know what they count.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::field::dispatch::Dispatch;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::nearest;
use crate::text::rule;
use crate::text::span::Spanned;

/// A dispatch's place in the chronicle.
pub type Number = usize;

/// The references between dispatches, by their place in the chronicle.
#[derive(Clone, Debug, Default)]
pub struct References {
    by_slug: BTreeMap<Slug, Number>,
    /// What each dispatch supersedes.
    pub supersedes: Vec<Option<Number>>,
    /// Which dispatch superseded each.
    pub superseded_by: Vec<Option<Number>>,
    /// What each dispatch translates.
    pub translates: Vec<Option<Number>>,
    /// The translations of those that have any.
    pub translations: BTreeMap<Number, Vec<Number>>,
}

impl References {
    /// Resolves the references of `dispatches`; what leads nowhere, twice or in a circle is reported.
    pub fn of(dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) -> References {
        let mut references = References {
            by_slug: slugs(dispatches),
            supersedes: vec![None; dispatches.len()],
            superseded_by: vec![None; dispatches.len()],
            translates: vec![None; dispatches.len()],
            translations: BTreeMap::new(),
        };
        for (number, dispatch) in dispatches.iter().enumerate() {
            let original = references.resolve(dispatch, dispatch.translation_of.as_ref(), faults);
            references.translates[number] = original;
            if let Some(original) = original {
                references
                    .translations
                    .entry(original)
                    .or_default()
                    .push(number);
            }
            let Some(earlier) = references.resolve(dispatch, dispatch.supersedes.as_ref(), faults)
            else {
                continue;
            };
            match references.superseded_by[earlier] {
                Some(first) => faults.push(twice(dispatches, earlier, first, number)),
                None => {
                    references.superseded_by[earlier] = Some(number);
                    references.supersedes[number] = Some(earlier);
                }
            }
        }
        references.break_circles(dispatches, faults);
        references
    }

    /// The dispatch with this slug.
    pub fn number(&self, slug: &Slug) -> Option<Number> {
        self.by_slug.get(slug).copied()
    }

    fn resolve(
        &self,
        dispatch: &Dispatch,
        slug: Option<&Spanned<Slug>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Number> {
        let slug = slug?;
        let found = self.number(&slug.value);
        if found.is_none() {
            let near = nearest(slug.value.as_str(), self.by_slug.keys().map(Slug::as_str));
            let label = near.map_or_else(
                || "no dispatch with this slug".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            faults.push(
                rule::UNKNOWN_DISPATCH
                    .at(&dispatch.path, slug.span, format!("there is no dispatch `{}`", slug.value))
                    .label(label)
                    .help("write the slug of a published dispatch: the name of its file without `.md`"),
            );
        }
        found
    }

    /// A dispatch that replaces itself by a detour replaces nothing.
    fn break_circles(&mut self, dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) {
        let mut seen = vec![false; dispatches.len()];
        for start in 0..dispatches.len() {
            let mut way = Vec::new();
            let mut at = start;
            while !seen[at] {
                seen[at] = true;
                way.push(at);
                match self.supersedes[at] {
                    Some(earlier) => at = earlier,
                    None => break,
                }
            }
            let closes = self.supersedes[way.last().copied().unwrap_or(start)]
                .is_some_and(|earlier| way.contains(&earlier));
            if closes {
                faults.push(circle(dispatches, &way));
                for number in way {
                    if let Some(earlier) = self.supersedes[number].take() {
                        self.superseded_by[earlier] = None;
                    }
                }
            }
        }
    }
}

/// Dispatches by slug. A translation may share the slug of its original, which is the one meant.
fn slugs(dispatches: &[Arc<Dispatch>]) -> BTreeMap<Slug, Number> {
    let mut by_slug = BTreeMap::new();
    let (translations, originals): (Vec<_>, Vec<_>) = dispatches
        .iter()
        .enumerate()
        .partition(|(_, dispatch)| dispatch.translation_of.is_some());
    for (number, dispatch) in originals.into_iter().chain(translations) {
        by_slug.entry(dispatch.slug.value.clone()).or_insert(number);
    }
    by_slug
}

fn twice(
    dispatches: &[Arc<Dispatch>],
    earlier: Number,
    first: Number,
    second: Number,
) -> Diagnostic {
    let place = |number: Number| dispatches[number].supersedes.as_ref().map(|slug| slug.span);
    rule::SUPERSEDED_TWICE
        .at(
            &dispatches[second].path,
            place(second).unwrap_or_default(),
            format!("`{}` is superseded twice", dispatches[earlier].slug.value),
        )
        .label("the second")
        .related(
            &dispatches[first].path,
            place(first).unwrap_or_default(),
            "the first",
        )
        .help(format!(
            "let this one supersede `{}` instead",
            dispatches[first].slug.value
        ))
}

fn circle(dispatches: &[Arc<Dispatch>], way: &[Number]) -> Diagnostic {
    let first = &dispatches[way[0]];
    let names: Vec<&str> = way
        .iter()
        .chain(&way[..1])
        .map(|&n| dispatches[n].slug.value.as_str())
        .collect();
    rule::SUPERSEDES_CYCLE
        .at(
            &first.path,
            first
                .supersedes
                .as_ref()
                .map(|slug| slug.span)
                .unwrap_or_default(),
            "these dispatches supersede each other in a circle",
        )
        .label(names.join(" > "))
        .help("take `supersedes` out of the one that came first")
}
