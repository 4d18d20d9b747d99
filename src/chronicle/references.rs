//! Which dispatch supersedes or translates which: the references between dispatches, resolved and checked.
//! It does not know what they count.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::chains;
use crate::field::dispatch::Dispatch;
use crate::field::related::RelatedTo;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::{Span, Spanned};
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

/// Sorts dispatches by publication. Bare dates begin in `zone`. Within a day a dispatch comes after what it replaces. Of those of one
/// moment, the one that knows more comes last. Slug and file only make the order the same in every run.
pub fn sort_by_publication(dispatches: &mut [Arc<Dispatch>], zone: &TimeZone) {
    let replaced: HashSet<&Slug> =
        dispatches.iter().filter_map(|it| Some(&it.supersedes.as_ref()?.value)).collect();
    let of_slug = dispatches.iter().filter(|it| replaced.contains(&it.slug.value));
    let of_slug: HashMap<Slug, Arc<Dispatch>> =
        of_slug.map(|it| (it.slug.value.clone(), Arc::clone(it))).collect();
    dispatches.sort_by_cached_key(|dispatch| {
        let (at, replaces) = published_after(dispatch, &of_slug, zone);
        let known = known(dispatch, zone);
        (at, replaces, known, dispatch.slug.value.clone(), dispatch.path.clone())
    });
}

/// The latest state of knowledge in a dispatch, which decides what counts.
fn known(dispatch: &Dispatch, zone: &TimeZone) -> Option<Timestamp> {
    let of_reports = dispatch.reports.iter().filter_map(|report| report.as_of.as_ref());
    of_reports.map(|as_of| as_of.instant(zone)).max()
}

/// When a dispatch was published, and how many of the same moment it replaces, directly or through others.
fn published_after(
    dispatch: &Dispatch,
    of_slug: &HashMap<Slug, Arc<Dispatch>>,
    zone: &TimeZone,
) -> (Timestamp, usize) {
    let own = dispatch.date.value.instant(zone);
    let day = dispatch.date.value.day_in(zone);
    let mut latest = (own, 0);
    let mut at = dispatch;
    // A chain that is longer than the list is a circle.
    for replaces in 1..=of_slug.len() {
        let earlier = at.supersedes.as_ref().and_then(|slug| of_slug.get(&slug.value));
        let Some(earlier) = earlier.filter(|it| it.date.value.day_in(zone) == day) else {
            break;
        };
        latest = (latest.0.max(earlier.date.value.instant(zone)), replaces);
        at = earlier;
    }
    latest
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

fn span_of_supersedes(dispatch: &Dispatch) -> Span {
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
        .at(&second.path, span_of_supersedes(second), message)
        .label("the second")
        .related(&first.path, span_of_supersedes(first), "the first")
        .help(format!("let this one supersede `{}` instead", first.slug.value))
}

fn by_translation(dispatches: &[Arc<Dispatch>], number: DispatchId) -> Diagnostic {
    let dispatch = &dispatches[number];
    let original = dispatch.translation_of.as_ref();
    let span = original.map(|slug| slug.span).unwrap_or_default();
    rule::TOGETHER
        .at(
            &dispatch.path,
            span_of_supersedes(dispatch),
            "a translation cannot supersede an original, because it has no figures of its own",
        )
        .label("this supersedes a dispatch")
        .related(&dispatch.path, span, "and this is a translation")
        .help("put `supersedes` into the dispatch that this one translates")
}

fn cycle(
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
