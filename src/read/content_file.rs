//! Reads any content file. Its folder decides which kind of file it is.
//! It does not know what the files mean together.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::field::city::{City, Region};
use crate::field::dispatch::Dispatch;
use crate::field::incident::IncidentFile;
use crate::field::introduction::{Introduction, Subject};
use crate::field::page::{Body, PlainPage};
use crate::read::leak::Leak;
use crate::read::opened_file::{OpenedFile, ParsedText};
use crate::read::reader::Reader;
use crate::read::{city, dispatch, incident, introduction, leak, misplaced, page};
use crate::text::diagnostic::Diagnostic;
use crate::text::likeness::keep_first_of_each_kind;
use crate::text::source::{CONTENT, Hash, Hasher, Source, SourcePath};
use crate::text::span::Span;
use crate::text::{private, rule};

/// Maximum size of a text file, in bytes.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Maximum number of faults of one kind reported per file.
pub const MOST_FAULTS: usize = 50;

/// One content file as a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContentFile {
    /// A dispatch.
    Dispatch(Arc<Dispatch>),
    /// A city file.
    City(Arc<City>),
    /// A region file.
    Region(Arc<Region>),
    /// An incident file.
    Incident(Arc<IncidentFile>),
    /// The text that opens the page of a topic, an author or a party.
    Introduction(Arc<Introduction>),
    /// A plain page.
    Page(Arc<PlainPage>),
}

impl ContentFile {
    fn body(&self) -> &Body {
        match self {
            ContentFile::Dispatch(dispatch) => &dispatch.body,
            ContentFile::City(city) => &city.body,
            ContentFile::Region(region) => &region.body,
            ContentFile::Incident(incident) => &incident.body,
            ContentFile::Introduction(introduction) => &introduction.body,
            ContentFile::Page(page) => &page.body,
        }
    }
}

/// The result of reading one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ParsedFile {
    /// The value; `None` if the file is too broken to make one.
    pub content: Option<ContentFile>,
    /// What is wrong with it. Only a reading without faults is kept on the disk.
    #[serde(skip)]
    pub faults: Vec<Diagnostic>,
    /// The places of all texts that readers can see.
    pub printed: Vec<Span>,
    /// A hash of the file without the text of its body, but with what other pages show of that.
    pub outline: Hash,
    /// What in these texts looks like a leak. A plain page has none: contacts on it are meant for readers.
    pub leaks: Vec<Leak>,
}

/// Whether the file at `path` is read as content.
pub fn is_content(path: &SourcePath) -> bool {
    path.below(CONTENT).is_some() && path.extension().as_deref() == Some("md")
}

/// Reads the content file `source` at `path`.
pub fn read(path: &SourcePath, source: &Source) -> ParsedFile {
    let reader = Reader::new(path);
    let content = parsed(&reader, source).unwrap_or_else(|fault| {
        reader.report(fault);
        None
    });
    let (mut faults, printed) = reader.into_faults_and_printed();
    private::silence(source.as_text().map_or("", |text| text), &mut faults);
    faults.sort();
    keep_first_of_each_kind(&mut faults, MOST_FAULTS, "of this file are not shown");
    let outline = outline(content.as_ref(), source);
    let leaks = match (&content, source.as_text()) {
        (None | Some(ContentFile::Page(_)), _) | (_, None) => Vec::new(),
        (Some(_), Some(text)) => leak::leaks(text, &printed),
    };
    ParsedFile { content, faults, printed, outline, leaks }
}

fn outline(content: Option<&ContentFile>, source: &Source) -> Hash {
    let (Some(body), Some(text)) = (content.map(ContentFile::body), source.as_text()) else {
        return source.hash;
    };
    let mut hash = Hasher::default();
    let (before, after) =
        (text.get(..body.span.start as usize), text.get(body.span.end as usize..));
    hash.part(before.unwrap_or_default().as_bytes());
    hash.part(after.unwrap_or_default().as_bytes());
    body.add_outline_to(&mut hash);
    hash.finish()
}

fn parsed(reader: &Reader<'_>, source: &Source) -> Result<Option<ContentFile>, Diagnostic> {
    type ReadFile = fn(OpenedFile<'_>) -> Option<ContentFile>;
    if let Some(subject) = Subject::of(reader.path) {
        return introduction_of(subject, reader, source).map(Some);
    }
    let text = ParsedText::new(reader, text_of(reader.path, source)?, source.hash)
        .map_err(|fault| misplaced::introduction(reader.path).unwrap_or(fault))?;
    let below = reader.path.below(CONTENT).unwrap_or_default();
    let (what, read): (&str, ReadFile) = match below.split_once('/').map(|(folder, _)| folder) {
        Some("dispatches") => {
            ("a dispatch", |it| Some(ContentFile::Dispatch(Arc::new(dispatch::dispatch(it)?))))
        }
        Some("cities") => ("a city", |it| Some(ContentFile::City(Arc::new(city::city(it)?)))),
        Some("regions") => {
            ("a region", |it| Some(ContentFile::Region(Arc::new(city::region(it)?))))
        }
        Some("incidents") => {
            ("an incident", |it| Some(ContentFile::Incident(Arc::new(incident::incident(it)))))
        }
        _ => ("a page", |it| Some(ContentFile::Page(Arc::new(page::page(it)?)))),
    };
    let file = text.open(reader, what)?;
    if let Some(fault) = misplaced::in_wrong_folder(reader.path, &file.fields) {
        return Err(fault);
    }
    Ok(read(file))
}

fn introduction_of(
    subject: Subject,
    reader: &Reader<'_>,
    source: &Source,
) -> Result<ContentFile, Diagnostic> {
    let text = ParsedText::without_keys(reader, text_of(reader.path, source)?, source.hash)?;
    let file = text.open(reader, subject.one())?;
    if let Some(fault) = misplaced::in_wrong_folder(reader.path, &file.fields) {
        return Err(fault);
    }
    Ok(ContentFile::Introduction(Arc::new(introduction::introduction(file, subject))))
}

/// The text of `source`, which must be UTF-8, not too large and without NUL.
fn text_of<'a>(path: &SourcePath, source: &'a Source) -> Result<&'a str, Diagnostic> {
    let Some(text) = source.as_text() else {
        return Err(rule::NOT_UTF8
            .in_file(path, "the file is not UTF-8 text")
            .help("save it as UTF-8; most editors offer this under \"save with encoding\""));
    };
    if text.len() > MOST_BYTES {
        return Err(rule::FILE_TOO_LARGE
            .in_file(path, "the file is larger than 8 MiB")
            .help("split it; what is not text belongs in a file of its own beside it"));
    }
    if let Some(at) = text.find('\0') {
        return Err(rule::UNPRINTABLE
            .at(path, Span::of(at..at + 1), "the file contains a NUL character")
            .label("U+0000")
            .help("delete it; a file with NUL characters is damaged, or is not text"));
    }
    Ok(text)
}
