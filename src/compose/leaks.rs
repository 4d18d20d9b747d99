//! Reports what looks like a leak in the texts that readers can see, as warnings.
//! It does not look into texts (`read` and `protected_names` do); it knows which texts and which places are published.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::Chronicle;
use crate::chronicle::visible::{LeftOut, Reason};
use crate::compose::ComposeCache;
use crate::compose::protected_names::{Part, ProtectedNames, Published};
use crate::compose::readings::Readings;
use crate::config;
use crate::field::excerpt::excerpt;
use crate::field::person::NameRule;
use crate::plan::point::Point;
use crate::read::content_file::{ContentFile, ParsedFile, is_content};
use crate::read::leak::{self, Kind, Leak};
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::{CONTENT, Source, SourcePath};
use crate::text::span::Span;

/// Maximum number of leaks of one kind reported per site.
const MOST: usize = 5;

/// A content file that was read.
struct Read<'a> {
    path: &'a SourcePath,
    source: &'a Source,
    parsed: &'a ParsedFile,
}

impl<'a> Read<'a> {
    fn text(&self) -> &'a str {
        self.source.as_text().map_or("", |text| text)
    }
}

/// Reports the leaks in every content file that readers can see. `left_out` are the others.
pub(super) fn report(
    snapshot: &Snapshot,
    chronicle: &Chronicle,
    left_out: &[LeftOut],
    names: &ProtectedNames,
    cache: &mut ComposeCache,
    faults: &mut Vec<Diagnostic>,
) {
    let readings = &cache.readings;
    // A withdrawn dispatch still gives its reason. Its translations give nothing.
    let gives_reason = |file: &&LeftOut| {
        let source = snapshot.sources.get(&file.path);
        let parsed = source.and_then(|source| readings.get(source.hash));
        file.reason == Reason::Withdrawn
            && parsed.is_some_and(|parsed| match &parsed.content {
                Some(ContentFile::Dispatch(dispatch)) => dispatch.withdrawn.is_some(),
                _ => false,
            })
    };
    let hidden = left_out.iter().filter(|file| !gives_reason(file)).map(|file| &file.path);
    let hidden: BTreeSet<&SourcePath> = hidden.collect();
    let visible = |file: &Read<'_>| !hidden.contains(file.path);
    let files: Vec<Read<'_>> = content_files(snapshot, readings).filter(visible).collect();
    for mut found in of_each_kind(snapshot, chronicle, &files) {
        keep_first(&mut found, MOST, "places like this are not shown");
        faults.extend(found);
    }
    let published = files.iter().map(|file| {
        let Read { path, source, parsed } = *file;
        Published { path, source, part: Part::OfContent(parsed) }
    });
    let published: Vec<Published<'_>> = published.collect();
    report_names(names.in_files(&published, &mut cache.names_in_content), faults);
}

/// Reports the protected names in every other file of which readers get something: settings, words, the theme called `theme`, and files that
/// are published as they are. `unused` are those of `content` that are not.
pub(super) fn report_in_other_files(
    snapshot: &Snapshot,
    theme: &str,
    unused: &[LeftOut],
    names: &ProtectedNames,
    cache: &mut ComposeCache,
    faults: &mut Vec<Diagnostic>,
) {
    let unused: BTreeSet<&SourcePath> = unused.iter().map(|file| &file.path).collect();
    let part = |path: &SourcePath| {
        let (folder, below) = path.as_str().split_once('/').unwrap_or(("", path.as_str()));
        match folder {
            "" => (below == config::FILE).then_some(Part::AllButComments),
            "strings" => Some(Part::AllButComments),
            "themes" => {
                let inside = below.strip_prefix(theme).and_then(|it| it.strip_prefix('/'))?;
                let is_of_words = inside.starts_with("strings/");
                Some(if is_of_words { Part::AllButComments } else { Part::Everything })
            }
            "templates" | "assets" | "static" => Some(Part::Everything),
            CONTENT => (!is_content(path) && !unused.contains(path)).then_some(Part::Everything),
            _ => None,
        }
    };
    let files = snapshot
        .sources
        .iter()
        .filter_map(|(path, source)| Some(Published { path, source, part: part(path)? }));
    let files: Vec<Published<'_>> = files.collect();
    report_names(names.in_files(&files, &mut cache.names_in_other_files), faults);
}

fn report_names(mut found: Vec<Diagnostic>, faults: &mut Vec<Diagnostic>) {
    keep_first(&mut found, MOST, "places with such names are not shown");
    faults.extend(found);
}

/// The names that no reader may see: those of protected sources, and those of people that `rule` or their own line withholds.
/// Without a chronicle only what each file itself says is known.
pub(super) fn protected_names(
    snapshot: &Snapshot,
    chronicle: Option<&Chronicle>,
    rule: &NameRule,
    readings: &Readings,
) -> ProtectedNames {
    let files: Vec<Read<'_>> = content_files(snapshot, readings).collect();
    let withheld = withheld_names(chronicle, &files, rule);
    ProtectedNames::new(files.iter().map(|file| (file.path, file.parsed)), &withheld)
}

/// All content files, also hidden ones.
fn content_files<'s>(
    snapshot: &'s Snapshot,
    readings: &'s Readings,
) -> impl Iterator<Item = Read<'s>> {
    let files = snapshot.sources.iter().filter(|(path, _)| is_content(path));
    files.filter_map(|(path, source)| {
        let parsed = readings.get(source.hash)?;
        Some(Read { path, source, parsed })
    })
}

/// The names of people that are not published, each with a file that lists them. Of a person of a hidden file only the file's own line is
/// known. A name that is published for somebody else is no secret.
fn withheld_names<'f>(
    chronicle: Option<&'f Chronicle>,
    files: &[Read<'f>],
    rule: &NameRule,
) -> BTreeMap<&'f str, &'f SourcePath> {
    let mut names: BTreeMap<&str, &SourcePath> = BTreeMap::new();
    for file in files {
        let Some(ContentFile::Dispatch(dispatch)) = &file.parsed.content else { continue };
        for person in dispatch.reports.iter().flat_map(|report| &report.people.list) {
            let by_rule = || rule.withholds(person.fate, person.may_be_child());
            if person.withheld.unwrap_or_else(by_rule) {
                names.extend(person.all_names().map(|name| (name, file.path)));
            }
        }
    }
    let mut published: BTreeSet<&str> = BTreeSet::new();
    let persons = chronicle.into_iter().flat_map(|chronicle| {
        let incidents = chronicle.incidents.values();
        let persons = incidents.flat_map(|incident| &incident.people.persons);
        persons.map(move |person| (chronicle, person))
    });
    for (chronicle, person) in persons {
        let is_withheld = person.is_withheld(rule);
        for (dispatch, report, at) in &person.listed {
            let dispatch = &chronicle.dispatches[*dispatch];
            let entry = &dispatch.reports[*report].people.list[*at];
            match is_withheld {
                true => names.extend(entry.all_names().map(|name| (name, &dispatch.path))),
                false => published.extend(entry.all_names()),
            }
        }
    }
    names.retain(|name, _| !published.contains(name));
    names
}

/// The phone numbers, the e-mail addresses and the exact places.
fn of_each_kind(
    snapshot: &Snapshot,
    chronicle: &Chronicle,
    files: &[Read<'_>],
) -> [Vec<Diagnostic>; 3] {
    let [mut phones, mut emails, mut places] = [Vec::new(), Vec::new(), Vec::new()];
    if files.iter().all(|file| file.parsed.leaks.is_empty()) {
        return [phones, emails, places];
    }
    let own = own_contacts(snapshot, files);
    let decimals = Decimals::new(chronicle);
    for file in files {
        for leak in &file.parsed.leaks {
            match &leak.kind {
                contact if own.contains(contact) => {}
                Kind::Phone(digits) => phones.push(phone(file, leak, digits)),
                Kind::Email(_) => emails.push(email(file, leak)),
                Kind::Coordinates(written) => {
                    let most = decimals.of(file);
                    if *written > most {
                        places.push(place(file, leak, most));
                    }
                }
            }
        }
    }
    [phones, emails, places]
}

/// What the newsroom itself gives to readers, on plain pages and in the settings.
fn own_contacts(snapshot: &Snapshot, files: &[Read<'_>]) -> BTreeSet<Kind> {
    let is_page = |file: &&Read<'_>| matches!(file.parsed.content, Some(ContentFile::Page(_)));
    let of_pages = files.iter().filter(is_page).flat_map(|page| leak::contacts(page.text()));
    let settings = snapshot.text(&SourcePath::new(config::FILE));
    of_pages.chain(settings.into_iter().flat_map(|text| leak::contacts(text))).collect()
}

/// Number of decimals with which the site publishes the places of each file.
struct Decimals<'c> {
    chronicle: &'c Chronicle,
    dispatches: BTreeMap<&'c SourcePath, usize>,
}

impl<'c> Decimals<'c> {
    fn new(chronicle: &'c Chronicle) -> Decimals<'c> {
        let dispatches = chronicle.dispatches.iter().enumerate();
        let dispatches = dispatches.map(|(number, dispatch)| (&dispatch.path, number)).collect();
        Decimals { chronicle, dispatches }
    }

    fn of(&self, file: &Read<'_>) -> usize {
        match &file.parsed.content {
            Some(ContentFile::Dispatch(_)) => self.of_dispatch(file.path),
            Some(ContentFile::Incident(incident)) => {
                let place = &incident.place;
                Point::decimals(place.precision(), place.location.publish)
            }
            // The point of a city is the only one there is.
            _ => 2,
        }
    }

    /// The fewest decimals of all incidents that the dispatch reports on.
    fn of_dispatch(&self, path: &SourcePath) -> usize {
        let Some(number) = self.dispatches.get(path) else { return 0 };
        let incidents = self.chronicle.incidents_of(*number);
        let places = incidents.map(|it| Point::decimals(it.place.precision, it.place.publish));
        let reports = self.chronicle.dispatches[*number]
            .reports
            .iter()
            .map(|report| Point::decimals(report.place.precision(), report.place.location.publish));
        // Another dispatch on the same incident may know the place more closely.
        places.min().or_else(|| reports.min()).unwrap_or_default()
    }
}

fn phone(file: &Read<'_>, leak: &Leak, digits: &str) -> Diagnostic {
    let number = written(file, leak.span);
    let plus = if number.starts_with('+') || number.starts_with("00") { "+" } else { "" };
    fault(file, leak.span, format!("`{number}` looks like a phone number")).help(format!(
        "take it out if it belongs to a person; if readers may call it, write it in the text as a link, \
         `[{number}](tel:{plus}{digits})`, or put it on a plain page such as content/about.md"
    ))
}

fn email(file: &Read<'_>, leak: &Leak) -> Diagnostic {
    let address = written(file, leak.span);
    fault(file, leak.span, format!("`{address}` is an e-mail address")).help(format!(
        "take it out if it belongs to a person; if readers may write to it, write it in the text as a link, \
         `<{address}>`, or put it on a plain page such as content/about.md"
    ))
}

fn place(file: &Read<'_>, leak: &Leak, most: usize) -> Diagnostic {
    let place = written(file, leak.span);
    let message = format!("`{place}` is more exact than the place that the site publishes");
    let help = match most {
        0 => "take it out; the site publishes no point here, because `location` says that only a larger area may be known"
            .to_owned(),
        4 => "round it to 4 decimals of a degree, or take it out".to_owned(),
        _ => format!(
            "round it to {most} decimals of a degree, or take it out; `precision` and `publish` under `location` say how \
             exactly the place may be published"
        ),
    };
    fault(file, leak.span, message).help(help)
}

fn written(file: &Read<'_>, span: Span) -> String {
    excerpt(file.text().get(span.range()).unwrap_or_default())
}

fn fault(file: &Read<'_>, span: Span, message: String) -> Diagnostic {
    rule::MAY_LEAK.at(file.path, span, message).label("every reader can see this")
}
