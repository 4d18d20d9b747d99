//! Finds the names of protected sources and of people whose names are withheld in the texts that readers can see, in any file of the site.
//! It does not know why a source is protected.

mod faults;
mod folded;
mod search;
mod silence;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::compose::protected_names::faults::fault;
use crate::compose::protected_names::search::{Name, Search};
use crate::field::claim::Citation;
use crate::read::content_file::{ContentFile, ParsedFile};
use crate::read::node::{Node, Value};
use crate::read::toml;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::{CONTENT, Hash, Hasher, Source, SourcePath};
use crate::text::span::Span;

/// A file that readers get something of.
pub(super) struct Published<'a> {
    /// Its path.
    pub(super) path: &'a SourcePath,
    /// The file.
    pub(super) source: &'a Source,
    /// What of it they get.
    pub(super) part: Part<'a>,
}

/// What of a file readers get.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    /// Of a content file, what is noted as printed.
    OfContent(&'a ParsedFile),
    /// Of settings and words, all but the comments.
    AllButComments,
    /// All of it.
    Everything,
}

/// What was found in each file, as long as the names stay the same.
#[derive(Default)]
pub(super) struct FoundCache {
    names: Hash,
    found: HashMap<Hash, Vec<Found>>,
}

/// A place in a file with a name, and the number of the name. No place means the name of the file.
type Found = (Option<Span>, usize);

/// Why a name must not be read anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// It is the name of a protected source.
    Protected,
    /// It is the name of a person, and it is withheld.
    Withheld,
}

/// A name that must not be read anywhere.
struct Secret {
    why: Why,
    /// The name as its file writes it.
    written: String,
    /// A file that has it.
    listed_in: SourcePath,
}

/// All names that must not be read anywhere.
pub(super) struct ProtectedNames {
    secrets: Vec<Secret>,
    search: Search,
    /// Changes whenever any name does.
    fingerprint: Hash,
}

impl ProtectedNames {
    /// The names of the protected sources in `files`, also of those in hidden files, and those of people that are `withheld`, each with a file
    /// that lists it.
    pub(super) fn new<'f>(
        files: impl Iterator<Item = (&'f SourcePath, &'f ParsedFile)>,
        withheld: &BTreeMap<&str, &SourcePath>,
    ) -> ProtectedNames {
        let mut all: BTreeMap<Name, Secret> = BTreeMap::new();
        for (path, file) in files {
            let Some(ContentFile::Dispatch(dispatch)) = &file.content else { continue };
            for source in dispatch.sources.iter().filter(|source| source.protect) {
                for (name, written) in of_source(source) {
                    let (written, listed_in) = (written.to_owned(), path.clone());
                    all.entry(name).or_insert(Secret { why: Why::Protected, written, listed_in });
                }
            }
        }
        for (written, path) in withheld {
            let Some(name) = Name::of_person(written) else { continue };
            let (written, listed_in) = ((*written).to_owned(), (*path).clone());
            all.insert(name, Secret { why: Why::Withheld, written, listed_in });
        }
        let (names, secrets): (Vec<Name>, Vec<Secret>) = all.into_iter().unzip();
        let fingerprint = fingerprint(&names);
        ProtectedNames { secrets, search: Search::new(names), fingerprint }
    }

    /// Reports every place in `files` that has one of the names.
    pub(super) fn in_files(
        &self,
        files: &[Published<'_>],
        cache: &mut FoundCache,
    ) -> Vec<Diagnostic> {
        if self.secrets.is_empty() {
            *cache = FoundCache::default();
            return Vec::new();
        }
        if cache.names != self.fingerprint {
            *cache = FoundCache { names: self.fingerprint, found: HashMap::new() };
        }
        let mut known = std::mem::take(&mut cache.found);
        let before: Vec<Option<Vec<Found>>> =
            files.iter().map(|file| known.remove(&file.source.hash)).collect();
        let found: Vec<Vec<Found>> = (files.par_iter().zip(before))
            .map(|(file, before)| before.unwrap_or_else(|| self.in_file(file)))
            .collect();
        let faults = files.iter().zip(&found).flat_map(|(file, found)| {
            found.iter().map(|(span, secret)| fault(file, *span, &self.secrets[*secret]))
        });
        let faults = faults.collect();
        cache.found = files.iter().map(|file| file.source.hash).zip(found).collect();
        faults
    }

    fn in_file(&self, file: &Published<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        for span in file.printed().iter() {
            let Some(text) = file.text().get(span.range()) else { continue };
            let here = self.search.in_text(text).into_iter();
            found.extend(
                here.map(|(at, name)| (Some(Span::of(at).shifted(span.start as usize)), name)),
            );
        }
        found.sort();
        if let Some((_, name)) = self.search.in_text(&file.address()).first() {
            found.push((None, *name));
        }
        // Two spellings of one name may be at one place.
        found.dedup_by_key(|(span, _)| *span);
        found
    }
}

impl Published<'_> {
    /// Its text; empty if it is not text.
    fn text(&self) -> &str {
        self.source.as_text().map_or("", |text| text)
    }

    /// The places of what readers get.
    fn printed(&self) -> Cow<'_, [Span]> {
        let everything = || vec![Span::of(0..self.text().len())];
        match self.part {
            Part::OfContent(parsed) => Cow::Borrowed(&parsed.printed),
            Part::AllButComments => match toml::parse(self.path, self.text()) {
                Ok(tree) => {
                    let mut spans = Vec::new();
                    add_texts(&tree, &mut spans);
                    spans.into()
                }
                Err(_) => everything().into(),
            },
            Part::Everything => everything().into(),
        }
    }

    /// What of its name is a part of an address.
    fn address(&self) -> Cow<'_, str> {
        let content = match self.part {
            Part::OfContent(parsed) => parsed.content.as_ref(),
            Part::AllButComments | Part::Everything => None,
        };
        match content {
            Some(ContentFile::Dispatch(dispatch)) => dispatch.slug.value.as_str().into(),
            Some(ContentFile::City(city)) => city.slug.value.as_str().into(),
            Some(
                ContentFile::Region(_) | ContentFile::Incident(_) | ContentFile::Introduction(_),
            ) => self.path.stem().into(),
            Some(ContentFile::Page(_)) => {
                let below = self.path.below(CONTENT).unwrap_or_default();
                below.trim_end_matches(".md").into()
            }
            // A file of a dispatch lies beside its page; one of another folder keeps its path.
            None if self.path.below(CONTENT).is_some() => self.path.name().into(),
            None => self.path.as_str().split_once('/').map_or("", |(_, rest)| rest).into(),
        }
    }
}

/// The places of all keys and values of `node`.
fn add_texts(node: &Node, spans: &mut Vec<Span>) {
    match &node.value {
        Value::Scalar(_) => spans.push(node.span),
        Value::List(items) => items.iter().for_each(|item| add_texts(item, spans)),
        Value::Map(entries) => {
            for entry in entries {
                spans.push(entry.key.span);
                add_texts(&entry.value, spans);
            }
        }
    }
}

/// The name and the addresses of a source, each as it is compared and as it is written.
fn of_source(source: &Citation) -> impl Iterator<Item = (Name, &str)> {
    // The address of a whole site, such as a social network, says nothing about a person.
    let has_path = |url: &&str| {
        let rest = url.split_once("://").map_or("", |(_, rest)| rest).trim_end_matches('/');
        rest.contains('/')
    };
    let addresses = [&source.url, &source.archived].into_iter().flatten().map(String::as_str);
    let addresses = addresses.filter(has_path).map(|url| url.trim_end_matches('/'));
    let addresses = addresses.map(|url| (Name::of_address(url), url));
    let name = Some(source.name.as_str()).filter(|name| !is_description(name));
    name.and_then(|name| Some((Name::of_person(name)?, name))).into_iter().chain(addresses)
}

/// Whether a name only describes somebody, such as `A nurse`. A text may use the same words for anybody.
fn is_description(name: &str) -> bool {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words
        .first()
        .is_some_and(|first| matches!(first.to_lowercase().as_str(), "a" | "an" | "the"))
    {
        words.remove(0);
    }
    let is_small = |word: &&str| !word.starts_with(char::is_uppercase);
    name.contains(char::is_lowercase) && words.iter().all(is_small)
}

fn fingerprint(names: &[Name]) -> Hash {
    let mut hash = Hasher::default();
    for name in names {
        match name {
            Name::Words(words) => words.iter().for_each(|word| hash.part(word.as_bytes())),
            Name::Address(address) => hash.part(address.as_bytes()),
        }
        hash.part(b"");
    }
    hash.finish()
}
