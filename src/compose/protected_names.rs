//! Finds the names of protected sources and of people whose names are withheld in the texts that readers can see, in any file of the site.
//! It does not know why a source is protected.

mod faults;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::compose::protected_names::faults::fault;
use crate::field::claim::Citation;
use crate::read::content_file::{ContentFile, ParsedFile};
use crate::text::diagnostic::Diagnostic;
use crate::text::source::{Hash, Hasher, Source, SourcePath};
use crate::text::span::Span;

/// Maximum number of characters between two words of a name.
const LONGEST_BETWEEN: usize = 3;

/// A content file that was read.
pub(super) struct Read<'a> {
    /// Its path.
    pub(super) path: &'a SourcePath,
    /// The file.
    pub(super) source: &'a Source,
    /// What it says.
    pub(super) parsed: &'a Arc<ParsedFile>,
    /// Whether readers can see it.
    pub(super) is_visible: bool,
}

impl<'a> Read<'a> {
    /// Its text.
    pub(super) fn text(&self) -> &'a str {
        self.source.as_text().map_or("", |text| text)
    }
}

/// What was found in each text, as long as the names stay the same.
#[derive(Default)]
pub(super) struct ProtectedCache {
    names: Option<Hash>,
    found: HashMap<Hash, Found>,
}

/// The places in one file that name a source, and the numbers of the names. No place means the name of the file.
type Found = Arc<Vec<(Option<Span>, usize)>>;

/// What must not be read anywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    /// The words of a name.
    Words(Vec<String>),
    /// A web address.
    Address(String),
}

/// Why a name must not be read anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    /// It is the name of a protected source.
    Protected,
    /// It is the name of a person, and it is withheld.
    Withheld,
}

/// A name that must not be read, why, and a file that has it.
type Secret<'f> = (Name, Why, &'f SourcePath);

/// Reports every place in a visible file that names a protected source, or a person whose name is `withheld`.
pub(super) fn names_in_texts(
    files: &[Read<'_>],
    withheld: &BTreeMap<&str, &SourcePath>,
    cache: &mut ProtectedCache,
) -> Vec<Diagnostic> {
    let mut names = names(files);
    for (name, path) in withheld {
        let words = words(name);
        if words.iter().any(|word| word.chars().count() > 2) {
            names.insert(Name::Words(words), (Why::Withheld, *path));
        }
    }
    if names.is_empty() {
        *cache = ProtectedCache::default();
        return Vec::new();
    }
    let names: Vec<Secret<'_>> =
        names.into_iter().map(|(name, (why, path))| (name, why, path)).collect();
    let fingerprint = fingerprint(&names);
    if cache.names != Some(fingerprint) {
        *cache = ProtectedCache { names: Some(fingerprint), found: HashMap::new() };
    }
    let search = Search::new(&names);
    let before = &cache.found;
    let visible = files.par_iter().filter(|file| file.is_visible);
    let found: Vec<(&Read<'_>, Found)> = visible
        .map(|file| {
            let known = before.get(&file.source.hash).cloned();
            (file, known.unwrap_or_else(|| Arc::new(search.in_file(file))))
        })
        .collect();
    let mut faults = Vec::new();
    for (file, found) in &found {
        faults.extend(found.iter().map(|(span, name)| fault(file, *span, &names[*name])));
    }
    cache.found = found.into_iter().map(|(file, found)| (file.source.hash, found)).collect();
    faults
}

/// The names and addresses of all protected sources, also of those in hidden files, with the first file that has each.
fn names<'f>(files: &'f [Read<'_>]) -> BTreeMap<Name, (Why, &'f SourcePath)> {
    let mut names = BTreeMap::new();
    for file in files {
        let Some(ContentFile::Dispatch(dispatch)) = &file.parsed.content else { continue };
        for source in dispatch.sources.iter().filter(|source| source.protect) {
            for name in of_source(source) {
                names.entry(name).or_insert((Why::Protected, file.path));
            }
        }
    }
    names
}

fn of_source(source: &Citation) -> impl Iterator<Item = Name> {
    let addresses = [&source.url, &source.archived].into_iter().flatten();
    // The address of a whole site, such as a social network, says nothing about a person.
    let has_path = |url: &&String| {
        let rest = url.split_once("://").map_or("", |(_, rest)| rest).trim_end_matches('/');
        rest.contains('/')
    };
    let addresses = addresses.filter(has_path).map(|url| url.trim_end_matches('/').to_owned());
    let words = (!is_description(&source.name)).then(|| words(&source.name));
    let words = words.filter(|words| words.iter().any(|word| word.chars().count() > 2));
    words.map(Name::Words).into_iter().chain(addresses.map(Name::Address))
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

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn fingerprint(names: &[Secret<'_>]) -> Hash {
    let mut hash = Hasher::default();
    for (name, ..) in names {
        match name {
            Name::Words(words) => words.iter().for_each(|word| hash.part(word.as_bytes())),
            Name::Address(address) => hash.part(address.as_bytes()),
        }
        hash.part(b"");
    }
    hash.finish()
}

/// A search for all names at once.
struct Search<'n> {
    names: &'n [Secret<'n>],
    /// Finds the longest word of each name, or the address.
    machine: Option<AhoCorasick>,
    /// The number of the name, and of its word, that each pattern of the machine is for.
    patterns: Vec<(usize, usize)>,
}

impl<'n> Search<'n> {
    fn new(names: &'n [Secret<'n>]) -> Search<'n> {
        let (mut texts, mut patterns) = (Vec::new(), Vec::new());
        for (number, (name, ..)) in names.iter().enumerate() {
            match name {
                Name::Address(address) => {
                    texts.push(address.clone());
                    patterns.push((number, 0));
                }
                Name::Words(words) => {
                    let longest = (0..words.len()).max_by_key(|at| words[*at].len()).unwrap_or(0);
                    let word = &words[longest];
                    // The machine knows small and large letters of ASCII only.
                    let mut forms = vec![word.clone(), word.to_lowercase(), word.to_uppercase()];
                    forms.sort();
                    forms.dedup();
                    if word.is_ascii() {
                        forms.truncate(1);
                    }
                    patterns.extend(forms.iter().map(|_| (number, longest)));
                    texts.extend(forms);
                }
            }
        }
        // Only a list of names larger than memory could make this fail.
        let machine = AhoCorasick::builder().ascii_case_insensitive(true).build(texts).ok();
        Search { names, machine, patterns }
    }

    fn in_file(&self, file: &Read<'_>) -> Vec<(Option<Span>, usize)> {
        let mut found = Vec::new();
        for span in &file.parsed.printed {
            let Some(text) = file.text().get(span.range()) else { continue };
            let here = self.in_text(text).into_iter();
            found.extend(
                here.map(|(at, name)| (Some(Span::of(at).shifted(span.start as usize)), name)),
            );
        }
        found.sort();
        // The name of the file is a part of the address, unless the file says otherwise.
        let named = match &file.parsed.content {
            Some(ContentFile::Dispatch(dispatch)) => dispatch.slug.value.as_str(),
            Some(ContentFile::City(city)) => city.slug.value.as_str(),
            _ => file.path.stem(),
        };
        if let Some((_, name)) = self.in_text(named).first() {
            found.push((None, *name));
        }
        found.dedup();
        found
    }

    fn in_text(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        let Some(machine) = &self.machine else { return found };
        for hit in machine.find_overlapping_iter(text) {
            let (number, word) = self.patterns[hit.pattern().as_usize()];
            let at = match &self.names[number].0 {
                Name::Words(words) => whole_name(text, hit.range(), words, word),
                Name::Address(_) => whole_address(text, hit.range()),
            };
            found.extend(at.map(|at| (at, number)));
        }
        found
    }
}

/// The place of a whole name whose word `at` is at `hit`.
fn whole_name(text: &str, hit: Range<usize>, words: &[String], at: usize) -> Option<Range<usize>> {
    let is_word = |c: char| c.is_alphanumeric();
    if text[..hit.start].ends_with(is_word) || text[hit.end..].starts_with(is_word) {
        return None;
    }
    let (mut start, mut end) = (hit.start, hit.end);
    for word in words[..at].iter().rev() {
        let before = text[..start].trim_end_matches(|c| !is_word(c));
        let found = &before[before.trim_end_matches(is_word).len()..];
        if !is_near(&text[before.len()..start]) || !is_same(found, word) {
            return None;
        }
        start = before.len() - found.len();
    }
    for word in &words[at + 1..] {
        let after = text[end..].trim_start_matches(|c| !is_word(c));
        let found = &after[..after.len() - after.trim_start_matches(is_word).len()];
        let from = text.len() - after.len();
        if !is_near(&text[end..from]) || !is_same(found, word) {
            return None;
        }
        end = from + found.len();
    }
    // A name of one word, such as `Hope`, may also be a usual word. In the name of a file all letters are small.
    let is_name = words.len() > 1
        || text[hit.clone()] == words[0]
        || text.starts_with(&text[hit]) && !text.contains(' ');
    is_name.then_some(start..end)
}

fn is_near(between: &str) -> bool {
    (1..=LONGEST_BETWEEN).contains(&between.chars().count()) && !between.contains("\n\n")
}

fn is_same(found: &str, word: &str) -> bool {
    found == word || found.to_lowercase() == word.to_lowercase()
}

/// The place of an address, if it does not go on.
fn whole_address(text: &str, hit: Range<usize>) -> Option<Range<usize>> {
    let goes_on =
        text[hit.end..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    (!goes_on).then_some(hit)
}
