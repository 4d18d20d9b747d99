//! Checks the names of parties, topics, authors and series: similar ones, and ids of parties that the site does not name.
//! It does not know cities and regions; `places` does.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::Chronicle;
use crate::chronicle::city_names::Spot;
use crate::chronicle::near_names::{Closeness, Kind, Name, similar};
use crate::field::dispatch::IncidentReport;
use crate::field::excerpt::excerpt;
use crate::field::introduction::{Introduction, Subject};
use crate::field::party::Party;
use crate::field::slug::Slug;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::span::Span;
use crate::text::spelling::{composed, did_you_mean, nearest};

/// Maximum number of reports about parties that the site does not name. The others are counted.
const MAX_UNKNOWN: usize = 20;

/// How to say that two similar names are two, where no table and no file names them.
const OTHERWISE: &str = "If these are two, write both names under `known_names` in site.toml";

const PARTIES: Kind = Kind {
    noun: "party",
    otherwise: "If it is a different party, name both under `[parties]` in site.toml",
    closeness: Closeness::EachWord,
    has_pages: false,
};

const TOPICS: Kind = Kind {
    noun: "topic",
    otherwise: "If it is a different topic, name both under `[topics]` in site.toml",
    closeness: Closeness::EachWord,
    has_pages: true,
};

const AUTHORS: Kind =
    Kind { noun: "author", otherwise: OTHERWISE, closeness: Closeness::EachWord, has_pages: true };

const SERIES: Kind =
    Kind { noun: "series", otherwise: OTHERWISE, closeness: Closeness::EachWord, has_pages: false };

/// What the site declares.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'a> {
    /// The parties, by id.
    pub parties: &'a BTreeMap<String, Party>,
    /// The names of topics, by the word that dispatches use.
    pub topics: &'a BTreeMap<String, String>,
    /// Names of any kind that are right, although others are similar.
    pub known: &'a BTreeSet<String>,
}

/// The names of one kind, each with its first place and how often it is written.
type Uses<'c> = BTreeMap<&'c str, (Spot<'c>, usize)>;

/// Checks the names in every dispatch of `chronicle` that was not withdrawn.
pub fn check(chronicle: &Chronicle, declared: Declared<'_>, faults: &mut Vec<Diagnostic>) {
    let [mut parties, mut topics, mut authors, mut series] = [const { Uses::new() }; 4];
    let live = chronicle.dispatches.iter().filter(|dispatch| dispatch.withdrawn.is_none());
    for dispatch in live {
        let at = |span: Span| Spot { path: &dispatch.path, span };
        for (party, span) in dispatch.reports.iter().flat_map(parties_of) {
            add(&mut parties, party, at(span));
        }
        dispatch.topics.iter().for_each(|it| add(&mut topics, &it.value, at(it.span)));
        dispatch.authors.iter().for_each(|it| add(&mut authors, &it.value, at(it.span)));
        if let Some(it) = &dispatch.series {
            add(&mut series, it.name.value.as_str(), at(it.name.span));
        }
    }
    let unknown = unknown_parties(&parties, declared);
    let is_unknown: BTreeSet<&str> = unknown.iter().map(|(party, _)| *party).collect();
    parties.retain(|party, _| !is_unknown.contains(party));
    let of_files = files(chronicle, Subject::Party);
    let of_files = of_files.filter_map(|file| unknown_party_of_file(file, declared));
    let unknown = unknown.into_iter().map(|(_, fault)| fault);
    let mut reports: Vec<Diagnostic> = unknown.chain(of_files).collect();
    keep_first(&mut reports, MAX_UNKNOWN, "ids of parties are not in site.toml");
    faults.append(&mut reports);
    let of_parties = declared.parties.keys().map(String::as_str).collect();
    let of_topics = declared.topics.keys().map(String::as_str).collect();
    let kinds = [
        (&parties, &PARTIES, of_parties, None),
        (&topics, &TOPICS, of_topics, Some(Subject::Topic)),
        (&authors, &AUTHORS, BTreeSet::new(), Some(Subject::Author)),
        (&series, &SERIES, BTreeSet::new(), None),
    ];
    for (uses, kind, table, subject) in kinds {
        let files = subject.into_iter().flat_map(|subject| files(chronicle, subject));
        faults.append(&mut similar_of(uses, files, kind, (&table, declared.known)));
    }
}

/// The introductions of this subject whose names nothing published has.
fn files(chronicle: &Chronicle, subject: Subject) -> impl Iterator<Item = &Introduction> {
    let unused = chronicle.introductions.unused.iter().map(AsRef::as_ref);
    unused.filter(move |file: &&Introduction| file.subject == subject)
}

fn add<'c>(uses: &mut Uses<'c>, name: &'c str, at: Spot<'c>) {
    let (first, times) = uses.entry(name).or_insert((at, 0));
    *first = at.min(*first);
    *times += 1;
}

/// The parties that a report names.
fn parties_of(report: &IncidentReport) -> impl Iterator<Item = (&str, Span)> {
    let attributed = report.attribution.iter().map(|it| &it.to);
    let positions = report.positions.iter().map(|it| &it.party);
    let speakers = report.claims.iter().filter_map(|it| it.party.as_ref());
    attributed.chain(positions).chain(speakers).map(|it| (it.value.as_str(), it.span))
}

/// The parties that are not in the table of the site, if it has one: ids, and names of those that have an id there. Any other name with spaces
/// needs no entry.
fn unknown_parties<'c>(uses: &Uses<'c>, declared: Declared<'_>) -> Vec<(&'c str, Diagnostic)> {
    let table = declared.parties;
    if table.is_empty() {
        return Vec::new();
    }
    let ids_by_name = ids_by_name(table);
    let unknown = uses.iter().filter(|(party, _)| !table.contains_key(**party));
    unknown
        .filter_map(|(party, (Spot { path, span }, _))| {
            if let Some(id) = ids_by_name.get(&compared(party)) {
                let message = format!("`{}` is the name of a party, and not its id", excerpt(party));
                let fault = rule::UNKNOWN_PARTY
                    .at(path, *span, message)
                    .label("pages and totals of parties go by the id")
                    .help(format!("write `{id}`"));
                return Some((*party, fault));
            }
            Slug::parse(party).ok()?;
            let ids = table.keys().map(String::as_str);
            let fault = rule::UNKNOWN_PARTY
                .at(path, *span, format!("site.toml does not name the party `{party}`"))
                .label(did_you_mean(party, ids, "no party has this id"))
                .help(format!(
                    "write an id that is under `[parties]` in site.toml, or add it there: `{party} = \"Its name\"`"
                ));
            Some((*party, fault))
        })
        .collect()
}

/// The fault of an introduction whose name is no id of a party.
fn unknown_party_of_file(file: &Introduction, declared: Declared<'_>) -> Option<Diagnostic> {
    let table = declared.parties;
    let slug = file.slug();
    if table.keys().any(|id| Slug::make(id) == slug) {
        return None;
    }
    let message = format!("site.toml does not name the party `{slug}`");
    let remedy = match nearest(slug.as_str(), table.keys().map(String::as_str)) {
        Some(near) => format!("call the file `{}.md`", Slug::make(near)),
        None => "name the file after an id that is under `[parties]` in site.toml".to_owned(),
    };
    let help = format!("{remedy}, or add the party there: `{slug} = \"Its name\"`");
    Some(rule::UNKNOWN_PARTY.in_file(&file.path, message).help(help))
}

/// The ids of the parties by their names in every language, and by the ids themselves in other letters.
fn ids_by_name(table: &BTreeMap<String, Party>) -> BTreeMap<String, &str> {
    let names = table.iter().flat_map(|(id, party)| {
        let names = std::iter::once(&party.name).chain(party.names.values());
        names.map(move |name| (compared(name), id.as_str()))
    });
    let ids = table.keys().map(|id| (compared(id), id.as_str()));
    names.chain(ids).collect()
}

/// A name as it is compared with that of a party: in small letters, with a space in the place of other signs.
fn compared(name: &str) -> String {
    let name = composed(name).to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn similar_of<'c>(
    uses: &Uses<'c>,
    files: impl Iterator<Item = &'c Introduction>,
    kind: &Kind,
    (table, known): (&BTreeSet<&str>, &BTreeSet<String>),
) -> Vec<Diagnostic> {
    let is_declared = |name: &str| table.contains(name) || known.contains(name);
    let used = uses.iter().map(|(name, (first, times))| Name {
        text: name,
        is_declared: is_declared(name),
        first: Some(*first),
        times: *times,
        is_of_file: false,
    });
    let declared = table.iter().copied().chain(known.iter().map(String::as_str));
    let declared_slugs: BTreeSet<Slug> = declared.map(Slug::make).collect();
    let files = files.map(|file| Name {
        text: file.path.stem(),
        is_declared: declared_slugs.contains(&file.slug()),
        first: Some(Spot { path: &file.path, span: Span::default() }),
        times: 1,
        is_of_file: true,
    });
    let unused = table.iter().filter(|name| !uses.contains_key(*name));
    let unused = unused.map(|name| Name {
        text: name,
        is_declared: true,
        first: None,
        times: 0,
        is_of_file: false,
    });
    // Names that are equal but for their encoding are one.
    let is_settled = |one: &str, other: &str| {
        let want_one_address = kind.has_pages && Slug::make(one) == Slug::make(other);
        composed(one) == composed(other) || want_one_address
    };
    similar(used.chain(files).chain(unused).collect(), kind, is_settled)
}
