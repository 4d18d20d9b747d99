//! Which dispatch supersedes or translates which: the references between dispatches, resolved and checked.
//! It does not know what they count.

mod faults;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::chains;
use crate::chronicle::references::faults::{by_translation, cycle, twice};
use crate::field::dispatch::Dispatch;
use crate::field::related::RelatedTo;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Spanned;
use crate::text::spelling::did_you_mean;

/// The place of a dispatch in the chronicle, in order of publication.
pub type DispatchId = usize;

/// The references between dispatches. A list has an entry for each dispatch.
#[derive(Clone, Debug, Default)]
pub struct References {
    by_slug: BTreeMap<Slug, DispatchId>,
    /// The slugs of dispatches that have errors. What is wrong with those is reported, and not that they are missing.
    unread: BTreeSet<Slug>,
    /// The dispatch that each supersedes.
    pub supersedes: Vec<Option<DispatchId>>,
    /// The dispatch that superseded each.
    pub superseded_by: Vec<Option<DispatchId>>,
    /// The dispatch that stands in the place of each: the last of those that superseded it, directly or through others, and that was not
    /// withdrawn.
    pub replaced_by: Vec<Option<DispatchId>>,
    /// How many dispatches each superseded, directly or through others.
    pub generation: Vec<usize>,
    /// The original of each translation.
    pub translates: Vec<Option<DispatchId>>,
    /// The translations of those that have any.
    pub translations: BTreeMap<DispatchId, Vec<DispatchId>>,
}

impl References {
    /// Resolves the references of `dispatches`. References that lead nowhere, to the same dispatch or in a circle are reported, but
    /// not those to dispatches that are `unread`.
    pub fn new(
        dispatches: &[Arc<Dispatch>],
        unread: BTreeSet<Slug>,
        faults: &mut Vec<Diagnostic>,
    ) -> References {
        let mut references = References {
            by_slug: by_slug(dispatches),
            unread,
            superseded_by: vec![None; dispatches.len()],
            replaced_by: vec![None; dispatches.len()],
            generation: vec![0; dispatches.len()],
            ..References::default()
        };
        references.translates =
            references.resolve(dispatches, |it| it.translation_of.as_ref(), faults);
        references.supersedes = references.resolve(dispatches, |it| it.supersedes.as_ref(), faults);
        references.find_originals(dispatches, faults);
        references.check_related(dispatches, faults);
        references.supersede_once(dispatches, faults);
        references.break_cycles(dispatches, faults);
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
                faults.extend(self.unknown(dispatches, dispatch, slug));
            }
            found
        };
        dispatches.iter().map(resolve).collect()
    }

    /// Reports dispatches to read next that are not there, or that readers have just read.
    fn check_related(&self, dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) {
        let original = |number: DispatchId| self.translates[number].unwrap_or(number);
        for (own, dispatch) in dispatches.iter().enumerate() {
            for related in &dispatch.related {
                let RelatedTo::Dispatch(slug) = &related.to.value else { continue };
                match self.number(slug) {
                    None => {
                        let slug = Spanned::new(slug.clone(), related.to.span);
                        faults.extend(self.unknown(dispatches, dispatch, &slug));
                    }
                    Some(to) if original(to) == original(own) => faults.push(
                        rule::UNKNOWN_DISPATCH
                            .at(&dispatch.path, related.to.span, "`related` names this very dispatch")
                            .label("readers have just read it")
                            .help("name another dispatch, or take this one out; translations are linked without it"),
                    ),
                    Some(_) => {}
                }
            }
        }
    }

    fn unknown(
        &self,
        dispatches: &[Arc<Dispatch>],
        dispatch: &Dispatch,
        slug: &Spanned<Slug>,
    ) -> Option<Diagnostic> {
        if self.unread.contains(&slug.value) {
            return None;
        }
        let fault = rule::UNKNOWN_DISPATCH.at(
            &dispatch.path,
            slug.span,
            format!("there is no dispatch `{}`", slug.value),
        );
        // An author who looks at a folder sees the names of files.
        let has_other_slug = |it: &&Arc<Dispatch>| it.slug.value != slug.value;
        let mut others = dispatches.iter().filter(has_other_slug);
        if let Some(file) = others.find(|it| is_file_of(it, &slug.value)) {
            let help = format!("write `{}`, the slug of {}", file.slug.value, file.path);
            return Some(fault.label("the name of a file that has another slug").help(help));
        }
        let others = self.by_slug.keys().filter(|other| **other != slug.value).map(Slug::as_str);
        let label = did_you_mean(slug.value.as_str(), others, "no dispatch with this slug");
        let help = "write the slug of a published dispatch: the name of its file without `.md`";
        Some(fault.label(label).help(help))
    }

    /// Lets every translation of a translation translate the original.
    fn find_originals(&mut self, dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) {
        let chains = chains::follow(&self.translates);
        for circle in &chains.cycles {
            let first = &dispatches[circle[0]];
            match (&first.translation_of, circle.len()) {
                // A translation may have the name of its original. If only the translation has it, the original is missing.
                (Some(slug), 1) => faults.extend(self.unknown(dispatches, first, slug)),
                (key, _) => {
                    let words = ["translate", "translation_of"];
                    faults.push(cycle(dispatches, circle, key.as_ref(), words));
                }
            }
        }
        for (number, original) in chains.ends.into_iter().enumerate() {
            let original = original.filter(|original| *original != number);
            self.translates[number] = original;
            if let Some(original) = original {
                self.translations.entry(original).or_default().push(number);
            }
        }
    }

    /// Lets a dispatch be superseded only once, and an original never by a translation, which carries no figures.
    fn supersede_once(&mut self, dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) {
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

    /// Takes out dispatches that supersede each other in a circle: they supersede nothing.
    fn break_cycles(&mut self, dispatches: &[Arc<Dispatch>], faults: &mut Vec<Diagnostic>) {
        for circle in chains::follow(&self.supersedes).cycles {
            let key = dispatches[circle[0]].supersedes.as_ref();
            faults.push(cycle(dispatches, &circle, key, ["supersede", "supersedes"]));
            for number in circle {
                self.supersedes[number] = None;
                self.superseded_by[number] = None;
            }
        }
    }

    /// Follows every chain from its latest dispatch down. A withdrawn dispatch keeps its links, so what it superseded stays
    /// superseded if a later dispatch in the chain is live.
    fn follow_chains(&mut self, dispatches: &[Arc<Dispatch>]) {
        let latest = (0..dispatches.len()).filter(|number| self.superseded_by[*number].is_none());
        for latest in latest {
            let mut chain = vec![latest];
            let if_live = |number: DispatchId| {
                Some(number).filter(|number| dispatches[*number].withdrawn.is_none())
            };
            let mut last_live = if_live(latest);
            let mut at = latest;
            while let Some(earlier) = self.supersedes[at] {
                self.replaced_by[earlier] = last_live;
                last_live = last_live.or(if_live(earlier));
                chain.push(earlier);
                at = earlier;
            }
            for (generation, number) in chain.into_iter().rev().enumerate() {
                self.generation[number] = generation;
            }
        }
    }
}

/// The dispatches by slug. If an original and a translation share a slug, it means the original.
pub fn by_slug(dispatches: &[Arc<Dispatch>]) -> BTreeMap<Slug, DispatchId> {
    let mut by_slug = BTreeMap::new();
    let (translations, originals): (Vec<_>, Vec<_>) =
        dispatches.iter().enumerate().partition(|(_, dispatch)| dispatch.translation_of.is_some());
    for (number, dispatch) in originals.into_iter().chain(translations) {
        by_slug.entry(dispatch.slug.value.clone()).or_insert(number);
    }
    by_slug
}

/// Whether a dispatch would have this slug if its file did not say another.
fn is_file_of(dispatch: &Dispatch, slug: &Slug) -> bool {
    // The first question is quick, and the second is not.
    dispatch.path.as_str().contains(slug.as_str()) && Slug::of_file(&dispatch.path) == *slug
}
