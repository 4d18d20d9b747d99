//! The language of each dispatch, and the languages of the site.
//! It does not know the names of anything in these languages.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::Chronicle;
use crate::chronicle::references::DispatchId;
use crate::config::{self, Config};
use crate::plan::index::Index;
use crate::plan::view::values::TitleView;
use crate::text::diagnostic::Diagnostic;
use crate::text::language;
use crate::text::rule;
use crate::text::source::SourcePath;

impl Index<'_> {
    /// `lang`, or none if it is the site's own language.
    pub(crate) fn foreign(&self, lang: &str) -> Option<String> {
        (lang != self.config.language).then(|| lang.to_owned())
    }

    /// The language that the dispatch with this number is written in.
    pub(crate) fn language_of(&self, number: DispatchId) -> &str {
        let own = self.chronicle.dispatches[number].lang.as_deref();
        own.unwrap_or(&self.config.language)
    }

    /// A name that `dispatches` give, with its language.
    pub(crate) fn given_in(
        &self,
        name: String,
        dispatches: impl IntoIterator<Item = DispatchId>,
    ) -> TitleView {
        self.in_one_of(name, dispatches.into_iter().map(|number| self.language_of(number)))
    }

    /// A name in one of these languages: the site's if it is among them, else the first. A name in letters that a language does
    /// not have is not in it.
    pub(crate) fn in_one_of<'l>(
        &self,
        name: String,
        languages: impl IntoIterator<Item = &'l str>,
    ) -> TitleView {
        let fitting = languages.into_iter().filter(|lang| language::may_be_in(&name, lang));
        let fitting: Vec<&str> = fitting.collect();
        let is_own = fitting.contains(&self.config.language.as_str());
        let lang = fitting.first().filter(|_| !is_own).and_then(|lang| self.foreign(lang));
        TitleView { title: name, lang }
    }

    /// The language in which the dispatch with this number says why it was withdrawn. A translation that is withdrawn together with its
    /// original has the reason of the original.
    pub(crate) fn withdrawn_in(&self, number: DispatchId) -> &str {
        let original = self.chronicle.original(number);
        let why = |number: DispatchId| self.chronicle.dispatches[number].withdrawn.as_ref();
        let is_told = why(original) == why(number);
        self.language_of(if is_told { original } else { number })
    }

    /// The dispatches in the language `lang`, in order of publication. `lang` is not the site's own.
    pub(crate) fn dispatches_in(&self, lang: &str) -> Vec<DispatchId> {
        let all = 0..self.chronicle.dispatches.len();
        all.filter(|number| self.language_of(*number) == lang).collect()
    }

    /// The languages of dispatches, without the site's own.
    pub(crate) fn other_languages(&self) -> BTreeSet<&str> {
        // Withdrawn dispatches count, because the feed of their language reports the withdrawal.
        let languages = self.chronicle.dispatches.iter().filter_map(|it| it.lang.as_deref());
        languages.filter(|lang| *lang != self.config.language).collect()
    }

    /// The translation of a dispatch into `lang`, or the dispatch itself if there is none.
    pub(crate) fn read_in(&self, number: DispatchId, lang: &str) -> DispatchId {
        let mut told = self.chronicle.translations(number).into_iter();
        told.find(|it| self.language_of(*it) == lang).unwrap_or(number)
    }
}

/// The languages of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// The site's own language. Used for every file that does not name another.
    pub own: String,
    /// Every language in which pages are written, including the site's own, with the first file that uses it.
    pub all: BTreeMap<String, SourcePath>,
}

/// Collects the languages of dispatches and pages.
pub(crate) fn languages(config: &Config, chronicle: &Chronicle) -> Languages {
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

/// Reports two translations of one dispatch into the same language, because readers would not know which to read.
pub(crate) fn check_told_once(
    chronicle: &Chronicle,
    config: &Config,
    faults: &mut Vec<Diagnostic>,
) {
    let language_of = |number: DispatchId| {
        chronicle.dispatches[number].lang.as_deref().unwrap_or(&config.language)
    };
    for (original, translations) in &chronicle.references.translations {
        let mut told = BTreeMap::from([(language_of(*original), *original)]);
        // A translation without a language has been reported already.
        let has_language = |number: &&DispatchId| chronicle.dispatches[**number].lang.is_some();
        for number in translations.iter().filter(has_language) {
            let lang = language_of(*number);
            match told.entry(lang) {
                Entry::Vacant(place) => drop(place.insert(*number)),
                Entry::Occupied(first) => {
                    faults.push(twice(chronicle, *first.get(), *number, lang));
                }
            }
        }
    }
}

fn twice(chronicle: &Chronicle, first: DispatchId, second: DispatchId, lang: &str) -> Diagnostic {
    let [first, second] = [first, second].map(|number| &chronicle.dispatches[number]);
    let span = second.translation_of.as_ref().map(|slug| slug.span).unwrap_or_default();
    rule::SAME_LANGUAGE_TWICE
        .at(&second.path, span, format!("{} is already this dispatch in `{lang}`", first.path))
        .label("the second in one language")
        .help("merge the two files into one, or correct the `lang` of one")
}
