//! Which introductions open a page. One of a topic, author or party that has no page is not published: it may belong to a
//! dispatch that readers must not know of yet.
//! It does not know what the pages show.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::incident::Incident;
use crate::chronicle::reckoning::parties::Family;
use crate::chronicle::references::References;
use crate::chronicle::visible::{LeftOut, Reason};
use crate::field::dispatch::Dispatch;
use crate::field::introduction::{Introduction, Subject};
use crate::field::party::Party;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// All introductions of a project.
#[derive(Clone, Debug, Default)]
pub struct Introductions {
    /// Those that open a page, by its subject and the last part of its address.
    pub used: BTreeMap<(Subject, Slug), Arc<Introduction>>,
    /// The others. They are checked, but nothing is made from them.
    pub unused: Vec<Arc<Introduction>>,
}

/// What decides which topics, authors and parties have pages.
pub(super) struct Published<'c> {
    /// The dispatches that may be seen.
    pub(super) dispatches: &'c [Arc<Dispatch>],
    /// How they refer to each other.
    pub(super) references: &'c References,
    /// The incidents that they report.
    pub(super) incidents: Vec<&'c Incident>,
    /// The parties that the site names.
    pub(super) parties: &'c BTreeMap<String, Party>,
}

impl Introductions {
    /// Sorts `files` by whether something published has a page for them to open. Two files for one page are reported.
    pub(super) fn new(
        files: Vec<Arc<Introduction>>,
        published: &Published<'_>,
        faults: &mut Vec<Diagnostic>,
    ) -> Introductions {
        let mut all = Introductions::default();
        if files.is_empty() {
            return all;
        }
        let pages = published.pages();
        for file in files {
            match all.used.entry((file.subject, file.slug())) {
                Entry::Occupied(first) => faults.push(two_files(first.get(), &file)),
                Entry::Vacant(place) => drop(place.insert(file)),
            }
        }
        let is_unused = |page: &(Subject, Slug)| !pages.contains(page);
        let unused: Vec<_> = all.used.keys().filter(|page| is_unused(page)).cloned().collect();
        all.unused = unused.iter().filter_map(|page| all.used.remove(page)).collect();
        all
    }

    /// The text that opens the page of a topic, an author or a party, by the last part of its address.
    pub fn of(&self, subject: Subject, slug: &Slug) -> Option<&Introduction> {
        self.used.get(&(subject, slug.clone())).map(AsRef::as_ref)
    }

    /// The files that open no page.
    pub fn left_out(&self) -> impl Iterator<Item = LeftOut> {
        self.unused.iter().map(|file| LeftOut {
            path: file.path.clone(),
            reason: Reason::UnusedIntroduction(file.subject),
        })
    }
}

impl Published<'_> {
    /// The pages of all topics, authors and parties.
    fn pages(&self) -> BTreeSet<(Subject, Slug)> {
        let mut pages = BTreeSet::new();
        let mut add = |subject: Subject, name: &str| {
            pages.insert((subject, Slug::make(name)));
        };
        for (dispatch, original) in self.dispatches.iter().zip(&self.references.translates) {
            if dispatch.withdrawn.is_some() {
                continue;
            }
            dispatch.authors.iter().for_each(|it| add(Subject::Author, &it.value));
            // A translation has the topics of its original.
            if original.is_none() {
                dispatch.topics.iter().for_each(|it| add(Subject::Topic, &it.value));
            }
        }
        let held = self.incidents.iter().flat_map(|it| &it.attribution).map(|it| &it.to);
        let spoke = self.incidents.iter().flat_map(|it| &it.positions).map(|it| &it.party);
        let named: BTreeSet<&str> = held.chain(spoke).map(|it| it.value.as_str()).collect();
        for id in self.parties.keys() {
            if Family::of(id, self.parties).ids().any(|member| named.contains(member)) {
                add(Subject::Party, id);
            }
        }
        pages
    }
}

fn two_files(first: &Introduction, second: &Introduction) -> Diagnostic {
    let noun = first.subject.noun();
    let message = format!("the {noun} `{}` already has a text, in {}", first.slug(), first.path);
    rule::SAME_ADDRESS
        .in_file(&second.path, message)
        .help(format!("keep one file for each {noun}: put the two together, or rename one of them"))
}
