//! Which incident each account is of: by the id it writes, by the dispatches it is linked to, or by its own slug.
//! Rule 2 of the counting policy. It does not know what the accounts say.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::references::{Number, References};
use crate::field::dispatch::{Account, Dispatch, Kind};
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Spanned;

/// Gives every account the id of its incident.
pub struct Ids<'a> {
    /// Every dispatch, in order of publication.
    pub dispatches: &'a [Arc<Dispatch>],
    /// How they refer to each other.
    pub references: &'a References,
    /// The incident files by id.
    pub files: &'a BTreeMap<&'a Slug, &'a Arc<IncidentFile>>,
}

impl Ids<'_> {
    /// For each dispatch the ids of the incidents it tells of.
    pub fn of_every_account(&self, faults: &mut Vec<Diagnostic>) -> Vec<Vec<Slug>> {
        let roots = self.roots();
        let named = self.named(&roots, faults);
        let ids = self.dispatches.iter().zip(&roots).map(|(dispatch, root)| {
            let joined = named[*root].and_then(|number| self.explicit(number));
            let of_account = |account: &Account| {
                let tells = account.tells_of_an_incident() || dispatch.kind == Kind::Toll;
                let id = match &account.incident {
                    Some(id) => id.value.clone(),
                    None if dispatch.translation_of.is_some() || tells || joined.is_some() => {
                        joined
                            .clone()
                            .unwrap_or_else(|| self.dispatches[*root].slug.value.clone())
                    }
                    None => return None,
                };
                Some(self.after_mergers(id))
            };
            dispatch.accounts.iter().filter_map(of_account).collect()
        });
        ids.collect()
    }

    /// For each dispatch the first of those it is joined to by `supersedes` and `translation_of`.
    fn roots(&self) -> Vec<Number> {
        let earlier = |number: Number| {
            self.references.supersedes[number].or(self.references.translates[number])
        };
        let root = |number: Number| {
            let mut at = number;
            for _ in 0..self.dispatches.len() {
                match earlier(at) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            at
        };
        (0..self.dispatches.len()).map(root).collect()
    }

    /// For each root the dispatch that names the incident of all that are joined to it.
    fn named(&self, roots: &[Number], faults: &mut Vec<Diagnostic>) -> Vec<Option<Number>> {
        let mut named: Vec<Option<Number>> = vec![None; self.dispatches.len()];
        for (number, root) in roots.iter().enumerate() {
            let Some(id) = self.explicit(number) else {
                continue;
            };
            match named[*root] {
                None => named[*root] = Some(number),
                Some(first) if self.explicit(first).as_ref() != Some(&id) => {
                    faults.push(self.joined(first, number));
                }
                Some(_) => {}
            }
        }
        named
    }

    /// The id that a dispatch on one incident writes.
    fn explicit(&self, number: Number) -> Option<Slug> {
        match self.dispatches[number].accounts.as_slice() {
            [only] => Some(only.incident.as_ref()?.value.clone()),
            _ => None,
        }
    }

    fn joined(&self, first: Number, second: Number) -> Diagnostic {
        let (first, second) = (&self.dispatches[first], &self.dispatches[second]);
        let id = |dispatch: &Dispatch| {
            let account = dispatch.accounts.first();
            account.and_then(|account| account.incident.clone())
        };
        let (one, other) = (id(first), id(second));
        let name = |id: &Option<Spanned<Slug>>| {
            id.as_ref()
                .map(|id| id.value.to_string())
                .unwrap_or_default()
        };
        rule::INCIDENTS_JOINED
            .at(
                &second.path,
                other.as_ref().map(|id| id.span).unwrap_or_default(),
                format!("two incidents are joined: `{}` and `{}`", name(&one), name(&other)),
            )
            .label("one incident here")
            .related(
                &first.path,
                one.as_ref().map(|id| id.span).unwrap_or_default(),
                "another in the dispatch it is linked to",
            )
            .help("give both the same `incident`, or take out the `supersedes` or `translation_of` that links them")
    }

    fn after_mergers(&self, id: Slug) -> Slug {
        let mut at = id;
        for _ in 0..=self.files.len() {
            match self
                .files
                .get(&at)
                .and_then(|file| file.merged_into.as_ref())
            {
                Some(into) => at = into.value.clone(),
                None => break,
            }
        }
        at
    }
}
