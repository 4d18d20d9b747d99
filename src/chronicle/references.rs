//! Which dispatch replaces or translates which: the references between dispatches, resolved and checked.
//! It does not know what they count.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::chains;
use crate::field::dispatch::Dispatch;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::nearest;

/// A dispatch's place in the chronicle.
pub type DispatchId = usize;

/// The references between dispatches, by their place in the chronicle.
#[derive(Clone, Debug, Default)]
pub struct References {
    by_slug: BTreeMap<Slug, DispatchId>,
    /// What each dispatch supersedes.
    pub supersedes: Vec<Option<DispatchId>>,
    /// Which dispatch superseded each.
    pub superseded_by: Vec<Option<DispatchId>>,
    /// Whether a dispatch that still stands replaced it, by itself or through others that do not.
    pub replaced: Vec<bool>,
    /// How many dispatches each replaced, one after the other.
    pub generation: Vec<usize>,
    /// The original of each translation.
    pub translates: Vec<Option<DispatchId>>,
    /// The translations of those that have any.
    pub translations: BTreeMap<DispatchId, Vec<DispatchId>>,
}

impl References {
    /// Resolves the references of `dispatches`; what leads nowhere, twice or in a circle is reported.
    pub fn new(dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) -> References {
        let mut references = References {
            by_slug: slugs(dispatches),
            superseded_by: vec![None; dispatches.len()],
            replaced: vec![false; dispatches.len()],
            generation: vec![0; dispatches.len()],
            ..References::default()
        };
        references.translates =
            references.resolve(dispatches, |it| it.translation_of.as_ref(), faults);
        references.supersedes = references.resolve(dispatches, |it| it.supersedes.as_ref(), faults);
        references.find_originals(dispatches, faults);
        references.each_once(dispatches, faults);
        references.break_circles(dispatches, faults);
        references.follow_chains(dispatches);
        references
    }

    /// The dispatch with this slug.
    pub fn number(&self, slug: &Slug) -> Option<DispatchId> {
        self.by_slug.get(slug).copied()
    }

    fn resolve(
        &self,
        dispatches: &[Arc<Dispatch>],
        key: impl Fn(&Dispatch) -> Option<&Spanned<Slug>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Option<DispatchId>> {
        let resolve = |dispatch: &Arc<Dispatch>| {
            let slug = key(dispatch)?;
            let found = self.number(&slug.value);
            if found.is_none() {
                faults.push(self.unknown(dispatch, slug));
            }
            found
        };
        dispatches.iter().map(resolve).collect()
    }

    fn unknown(&self, dispatch: &Dispatch, slug: &Spanned<Slug>) -> Diagnostic {
        let near = nearest(slug.value.as_str(), self.by_slug.keys().map(Slug::as_str));
        let label = near.map_or_else(
            || "no dispatch with this slug".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        rule::UNKNOWN_DISPATCH
            .at(&dispatch.path, slug.span, format!("there is no dispatch `{}`", slug.value))
            .label(label)
            .help("write the slug of a published dispatch: the name of its file without `.md`")
    }

    /// A translation of a translation translates the original.
    fn find_originals(&mut self, dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) {
        let chains = chains::follow(&self.translates);
        for circle in &chains.cycles {
            let key = dispatches[circle[0]].translation_of.as_ref();
            faults.push(round(dispatches, circle, key, ["translate", "translation_of"]));
        }
        for (number, original) in chains.ends.into_iter().enumerate() {
            let original = original.filter(|original| *original != number);
            self.translates[number] = original;
            if let Some(original) = original {
                self.translations.entry(original).or_default().push(number);
            }
        }
    }

    /// A dispatch is superseded once, and an original never by a translation, which carries no figures.
    fn each_once(&mut self, dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) {
        for number in 0..dispatches.len() {
            let Some(earlier) = self.supersedes[number] else {
                continue;
            };
            if let Some(original) = self.translates[number]
                && self.translates[earlier].is_none()
            {
                // The key was copied with the rest of the front matter and says nothing new.
                if self.supersedes[original] != Some(earlier) {
                    faults.push(by_translation(dispatches, number));
                }
                self.supersedes[number] = None;
                continue;
            }
            match self.superseded_by[earlier] {
                Some(first) => {
                    faults.push(twice(dispatches, earlier, first, number));
                    self.supersedes[number] = None;
                }
                None => self.superseded_by[earlier] = Some(number),
            }
        }
    }

    /// A dispatch that replaces itself by a detour replaces nothing.
    fn break_circles(&mut self, dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) {
        for circle in chains::follow(&self.supersedes).cycles {
            let key = dispatches[circle[0]].supersedes.as_ref();
            faults.push(round(dispatches, &circle, key, ["supersede", "supersedes"]));
            for number in circle {
                self.supersedes[number] = None;
                self.superseded_by[number] = None;
            }
        }
    }

    /// From the latest of every chain down: a withdrawn dispatch keeps its links, so what it replaced stays replaced
    /// if a later one still stands.
    fn follow_chains(&mut self, dispatches: &[Arc<Dispatch>]) {
        let latest = (0..dispatches.len()).filter(|number| self.superseded_by[*number].is_none());
        for latest in latest {
            let mut chain = vec![latest];
            let mut stands = dispatches[latest].withdrawn.is_none();
            let mut at = latest;
            while let Some(earlier) = self.supersedes[at] {
                self.replaced[earlier] = stands;
                stands |= dispatches[earlier].withdrawn.is_none();
                chain.push(earlier);
                at = earlier;
            }
            for (generation, number) in chain.into_iter().rev().enumerate() {
                self.generation[number] = generation;
            }
        }
    }
}

/// Dispatches by slug. A translation may share the slug of its original, which is the one meant.
fn slugs(dispatches: &[Arc<Dispatch>]) -> BTreeMap<Slug, DispatchId> {
    let mut by_slug = BTreeMap::new();
    let (translations, originals): (Vec<_>, Vec<_>) =
        dispatches.iter().enumerate().partition(|(_, dispatch)| dispatch.translation_of.is_some());
    for (number, dispatch) in originals.into_iter().chain(translations) {
        by_slug.entry(dispatch.slug.value.clone()).or_insert(number);
    }
    by_slug
}

fn supersedes_at(dispatch: &Dispatch) -> Span {
    let key = dispatch.supersedes.as_ref();
    key.map(|slug| slug.span).unwrap_or_default()
}

fn twice(
    dispatches: &[Arc<Dispatch>],
    earlier: DispatchId,
    first: DispatchId,
    second: DispatchId,
) -> Diagnostic {
    let (first, second) = (&dispatches[first], &dispatches[second]);
    let message = format!("`{}` is superseded twice", dispatches[earlier].slug.value);
    rule::SUPERSEDED_TWICE
        .at(&second.path, supersedes_at(second), message)
        .label("the second")
        .related(&first.path, supersedes_at(first), "the first")
        .help(format!("let this one supersede `{}` instead", first.slug.value))
}

fn by_translation(dispatches: &[Arc<Dispatch>], number: DispatchId) -> Diagnostic {
    let dispatch = &dispatches[number];
    let original = dispatch.translation_of.as_ref();
    let span = original.map(|slug| slug.span).unwrap_or_default();
    rule::TOGETHER
        .at(
            &dispatch.path,
            supersedes_at(dispatch),
            "a translation replaces no original: it carries no figures",
        )
        .label("this replaces a dispatch")
        .related(&dispatch.path, span, "and this is a translation")
        .help("put `supersedes` into the dispatch that this one translates")
}

fn round(
    dispatches: &[Arc<Dispatch>],
    circle: &[DispatchId],
    key: Option<&Spanned<Slug>>,
    [verb, name]: [&str; 2],
) -> Diagnostic {
    let names: Vec<&str> = circle
        .iter()
        .chain(&circle[..1])
        .map(|number| dispatches[*number].slug.value.as_str())
        .collect();
    rule::SUPERSEDES_CYCLE
        .at(
            &dispatches[circle[0]].path,
            key.map(|slug| slug.span).unwrap_or_default(),
            format!("these dispatches {verb} each other in a circle"),
        )
        .label(names.join(" > "))
        .help(format!("take `{name}` out of the one that came first"))
}
