//! Which dispatch is told in which language, and whose facts it tells.
//! It does not know what anything is called in them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::chronicle::Chronicle;
use crate::chronicle::references::DispatchId;
use crate::config::{self, Config};
use crate::plan::desk::Desk;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;

impl Desk<'_> {
    /// `lang`, unless it is the site's.
    pub fn foreign(&self, lang: &str) -> Option<String> {
        (lang != self.config.language).then(|| lang.to_owned())
    }

    /// The language that the dispatch with this number is written in.
    pub fn language_of(&self, number: DispatchId) -> &str {
        let own = self.chronicle.dispatches[number].lang.as_deref();
        own.unwrap_or(&self.config.language)
    }

    /// The dispatch whose facts the one with this number tells: the one it translates, else itself.
    pub fn original(&self, number: DispatchId) -> DispatchId {
        self.chronicle.references.translates[number].unwrap_or(number)
    }

    /// A dispatch as readers of `lang` read it: translated into it, or as it is if nobody has.
    pub fn read_in(&self, number: DispatchId, lang: &str) -> DispatchId {
        let mut told = self.translations(number).into_iter();
        told.find(|it| self.language_of(*it) == lang).unwrap_or(number)
    }

    /// The translations of a dispatch that readers may be led to.
    pub fn translations(&self, number: DispatchId) -> Vec<DispatchId> {
        let stands = |it: &DispatchId| self.chronicle.dispatches[*it].withdrawn.is_none();
        let translations = self.chronicle.references.translations.get(&number);
        translations.into_iter().flatten().copied().filter(stands).collect()
    }
}

/// The languages of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// Its own: the language of all that does not say otherwise.
    pub own: String,
    /// All that pages are written in, its own among them, each with the file that first asks for it.
    pub all: BTreeMap<String, SourcePath>,
}

/// The languages that pages of a site are written in.
pub fn languages(config: &Config, chronicle: &Chronicle) -> Languages {
    let dispatches = chronicle.dispatches.iter().map(|it| (&it.lang, &it.path));
    let pages = chronicle.pages.iter().map(|it| (&it.lang, &it.path));
    let mut all = BTreeMap::from([(config.language.clone(), SourcePath::new(config::FILE))]);
    for (lang, path) in dispatches.chain(pages) {
        if let Some(lang) = lang {
            all.entry(lang.clone()).or_insert_with(|| path.clone());
        }
    }
    Languages { own: config.language.clone(), all }
}

/// Reports what is told twice in one language: readers would not know which is meant.
pub fn told_once(desk: &Desk<'_>, faults: &mut Vec<Diagnostic>) {
    for (original, translations) in &desk.chronicle.references.translations {
        let mut told = BTreeMap::from([(desk.language_of(*original), *original)]);
        // One that does not say its language is reported already.
        let says_so = |number: &&DispatchId| desk.chronicle.dispatches[**number].lang.is_some();
        for number in translations.iter().filter(says_so) {
            let lang = desk.language_of(*number);
            match told.entry(lang) {
                Entry::Vacant(place) => drop(place.insert(*number)),
                Entry::Occupied(first) => faults.push(twice(desk, *first.get(), *number, lang)),
            }
        }
    }
}

fn twice(desk: &Desk<'_>, first: DispatchId, second: DispatchId, lang: &str) -> Diagnostic {
    let [first, second] = [first, second].map(|number| &desk.chronicle.dispatches[number]);
    let span = second.translation_of.as_ref().map(|slug| slug.span).unwrap_or_default();
    rule::SAME_LANGUAGE_TWICE
        .at(&second.path, span, format!("this is told in `{lang}` already, by {}", first.path))
        .label("a second time in one language")
        .help("make one dispatch of the two, or correct the `lang` of one")
}
