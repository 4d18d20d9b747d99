//! Recognizes files that dateline would not read as what they are: dispatches and files of places in the wrong folder, and
//! texts whose names do not end in `.md`.
//! It does not know other files, nor which of them a page links to.

use crate::field::introduction::Subject;
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::opened_file::ParsedText;
use crate::read::reader::Reader;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{CONTENT, Source, SourcePath};
use crate::text::spelling::nearest;

/// What is right for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Dispatch,
    City,
    Region,
    Incident,
}

/// Keys that only a dispatch has.
const OF_DISPATCHES: [&str; 3] = ["casualties", "claims", "incidents"];

/// Keys that only a dispatch has together with `date`.
const WITH_A_DATE: [&str; 21] = [
    "city",
    "cities",
    "country",
    "region",
    "area",
    "location",
    "event",
    "as_of",
    "incident",
    "kind",
    "status",
    "embargo",
    "withdrawn",
    "supersedes",
    "translation_of",
    "sources",
    "corrections",
    "media",
    "topics",
    "authors",
    "dateline",
];

/// Keys that a city file has, and a plain page has not.
const OF_CITIES: [&str; 5] = ["lat", "lon", "names", "country", "region"];

/// Keys that an incident file has, and a plain page has not.
const OF_INCIDENTS: [&str; 7] =
    ["city", "cities", "event", "grade", "merged_into", "distinct_from", "ids"];

/// Endings of names that stand for Markdown, beside `md`.
const MARKDOWN: [&str; 7] = ["markdown", "mdown", "mkdn", "mkd", "mdwn", "mdtxt", "mdx"];

/// Endings of names that stand for any text. A name without an ending is one of them.
const TEXT: [&str; 3] = ["", "txt", "text"];

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Kind::Dispatch => "dispatches",
            Kind::City => "cities",
            Kind::Region => "regions",
            Kind::Incident => "incidents",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Kind::Dispatch => "a dispatch",
            Kind::City => "a city file",
            Kind::Region => "a region file",
            Kind::Incident => "an incident file",
        }
    }

    /// The kind whose folder is called `folder` or almost so.
    fn of_folder(folder: &str) -> Option<Kind> {
        let folder = folder.to_lowercase();
        let all = [Kind::Dispatch, Kind::City, Kind::Region, Kind::Incident];
        let singular =
            ["dispatch", "city", "region", "incident"].iter().position(|it| *it == folder);
        let plural = || {
            let near = nearest(&folder, all.iter().map(|kind| kind.folder()))?;
            all.iter().position(|kind| kind.folder() == near)
        };
        singular.or_else(plural).map(|at| all[at])
    }
}

/// The fault of the file at `path`, if its keys say that it belongs into another folder.
pub fn in_wrong_folder(path: &SourcePath, fields: &Fields<'_>) -> Option<Diagnostic> {
    let (folder, rest) = folder_and_rest(path);
    let (kind, key) = match folder {
        "dispatches" => return None,
        _ if matches!(folder, "cities" | "regions" | "incidents")
            || Subject::of(path).is_some() =>
        {
            fields.key_span("date")?;
            (Kind::Dispatch, first_key(fields, &OF_DISPATCHES)?)
        }
        _ => kind(fields, Kind::of_folder(folder))?,
    };
    let (noun, right) = (kind.noun(), kind.folder());
    // A folder with such a name holds what is not to be published yet.
    let is_held = ["draft", "embargo", "private", "unpublished", "todo"]
        .iter()
        .any(|it| folder.to_lowercase().contains(it));
    let draft = if is_held && kind == Kind::Dispatch {
        ", and add `draft: true` until it is published"
    } else {
        ""
    };
    let message = format!("this looks like {noun}, but it is not in content/{right}/");
    let span = fields.key_span(key)?;
    Some(rule::MISPLACED.at(path, span, message).label(format!("this is a key of {noun}")).help(
        format!(
            "move the file to content/{right}/{rest}{draft}. If it is right where it is, delete `{key}`"
        ),
    ))
}

/// The fault of the file at `path`, which has no front matter, if it stands in a folder whose name is almost that of a folder of
/// introductions. They alone need none.
pub fn introduction(path: &SourcePath) -> Option<Diagnostic> {
    let (folder, rest) = folder_and_rest(path);
    let folder = folder.to_lowercase();
    let subject = Subject::ALL.iter().find(|it| it.noun() == folder);
    let near = || Subject::parse(nearest(&folder, Subject::ALL.iter().map(|it| it.word()))?);
    let subject = subject.copied().or_else(near)?;
    let (one, right) = (subject.one(), subject.word());
    let message = format!("this looks like a text on {one}, but it is not in content/{right}/");
    Some(rule::MISPLACED.in_file(path, message).help(format!(
        "move the file to content/{right}/{rest}. If it is a page of its own, begin it with a line `---`, then `title:`, then \
         another line `---`"
    )))
}

/// The fault of a file that no page uses and that is not read, because its name does not end in `.md`. `exists` says whether
/// there is a file at a path.
pub fn not_read(
    path: &SourcePath,
    source: &Source,
    exists: impl Fn(&str) -> bool,
) -> Option<Diagnostic> {
    let ending = if path.name().contains('.') { path.extension()? } else { String::new() };
    let is_markdown = MARKDOWN.contains(&ending.as_str());
    if !is_markdown && !TEXT.contains(&ending.as_str()) {
        return None;
    }
    let stem = |path: &str| path.strip_suffix(&format!(".{ending}")).unwrap_or(path).to_owned();
    let (noun, name) = match Subject::of(path).filter(|_| is_markdown) {
        Some(subject) => (format!("a text on {}", subject.one()), stem(path.as_str())),
        None => {
            let reader = Reader::new(path);
            let text = ParsedText::new(&reader, source.as_text()?, source.hash).ok()?;
            let file = text.open(&reader, "a file").ok()?;
            let (folder, rest) = folder_and_rest(path);
            let near = Kind::of_folder(folder);
            let kind = kind(&file.fields, near).map(|(kind, _)| kind);
            let kind = kind.or(near.filter(|_| is_markdown));
            if kind.is_none() && !is_markdown {
                return None;
            }
            let name = kind.map_or_else(
                || stem(path.as_str()),
                |kind| format!("{CONTENT}/{}/{}", kind.folder(), stem(rest)),
            );
            (kind.map_or("a page", Kind::noun).to_owned(), name)
        }
    };
    // Some programs add their own ending: `raid.md.txt`.
    let right = format!("{}.md", name.strip_suffix(".md").unwrap_or(&name));
    let help = match exists(&right) {
        true => format!("{right} is there already: delete this file, or move it out of {CONTENT}/"),
        false => format!(
            "rename it to {right}. If nothing of it is to be published, move it out of {CONTENT}/"
        ),
    };
    let message =
        format!("this looks like {noun}, but dateline reads only files that end in `.md`");
    Some(rule::MISPLACED.in_file(path, message).help(help))
}

/// The folder in `content` that decides how a file is read, and the path below it. A file in `content` itself has no folder.
fn folder_and_rest(path: &SourcePath) -> (&str, &str) {
    let below = path.below(CONTENT).unwrap_or_default();
    below.split_once('/').unwrap_or(("", below))
}

/// The kind of file that these keys belong to, if it is no plain page, and the key that says so. `near` is the kind whose folder
/// has almost the same name.
fn kind(fields: &Fields<'_>, near: Option<Kind>) -> Option<(Kind, &'static str)> {
    let has = |key: &str| fields.key_span(key).is_some();
    if let Some(key) = first_key(fields, &OF_DISPATCHES) {
        return Some((Kind::Dispatch, key));
    }
    // In a folder with almost the right name, no more is needed.
    if has("date") || near == Some(Kind::Dispatch) {
        let key = first_key(fields, &WITH_A_DATE);
        return match key {
            Some(key) => Some((Kind::Dispatch, key)),
            None => {
                (near == Some(Kind::Dispatch) && has("date")).then_some((Kind::Dispatch, "date"))
            }
        };
    }
    match near {
        Some(Kind::Region) if has("name") => Some((Kind::Region, "name")),
        Some(Kind::City) if has("name") => Some((Kind::City, "name")),
        Some(Kind::Incident) => Some((Kind::Incident, first_key(fields, &OF_INCIDENTS)?)),
        _ if has("name") && first_key(fields, &OF_CITIES).is_some() => Some((Kind::City, "name")),
        _ => None,
    }
}

fn first_key(fields: &Fields<'_>, keys: &[&'static str]) -> Option<&'static str> {
    keys.iter().copied().find(|key| fields.key_span(key).is_some())
}
