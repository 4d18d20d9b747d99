//! What kind of content a file is, told by where it lies, and the reading of it whatever its kind.
//! It does not know what the files amount to together.

use std::sync::Arc;

use crate::field::city::{City, Region};
use crate::field::dispatch::Dispatch;
use crate::field::incident::IncidentFile;
use crate::field::page::PlainPage;
use crate::read::fields::Fields;
use crate::read::front_matter;
use crate::read::reader::Reader;
use crate::read::yaml;
use crate::read::{city, dispatch, incident, page};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{CONTENT, Hash, Source, SourcePath};
use crate::text::span::Span;

/// The most bytes a text file may have.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// So many faults of one file are reported; the rest are counted.
const MOST_FAULTS: usize = 50;

/// One content file as a value.
#[derive(Clone, Debug)]
pub enum ContentFile {
    /// A dispatch.
    Dispatch(Arc<Dispatch>),
    /// A city file.
    City(Arc<City>),
    /// A region file.
    Region(Arc<Region>),
    /// An incident file.
    Incident(Arc<IncidentFile>),
    /// A plain page.
    Page(Arc<PlainPage>),
}

/// What reading one file gave.
#[derive(Clone, Debug)]
pub struct ParsedFile {
    /// The value, unless the file was too broken to make one.
    pub content: Option<ContentFile>,
    /// What was wrong.
    pub faults: Vec<Diagnostic>,
}

/// A content file opened: its keys, its text and where its body stands.
pub struct Opened<'a> {
    /// The keys.
    pub fields: Fields<'a>,
    /// The whole text.
    pub text: &'a str,
    /// The body.
    pub body: Span,
    /// The file's hash.
    pub hash: Hash,
}

/// Whether the file at `path` is read as content.
pub fn is_content(path: &SourcePath) -> bool {
    path.below(CONTENT).is_some() && path.extension().as_deref() == Some("md")
}

/// Reads the content file `source` at `path`.
pub fn read(path: &SourcePath, source: &Source) -> ParsedFile {
    let mut reader = Reader::new(path);
    let content = match text_of(path, source) {
        Ok(text) => read_text(&mut reader, text, source.hash),
        Err(fault) => {
            reader.faults.push(fault);
            None
        }
    };
    let mut faults = reader.faults;
    keep_the_first(&mut faults);
    ParsedFile { content, faults }
}

/// Ten thousand faults in one file are one mistake: the first are shown, and how many more there are.
pub fn keep_the_first(faults: &mut Vec<Diagnostic>) {
    let more = faults.len().saturating_sub(MOST_FAULTS);
    if more == 0 {
        return;
    }
    faults.sort();
    faults.truncate(MOST_FAULTS);
    if let Some(last) = faults.last_mut() {
        let help = last.help.take().unwrap_or_default();
        last.help = Some(format!("{help}; {more} more faults of this file are not shown"));
    }
}

fn read_text(reader: &mut Reader<'_>, text: &str, hash: Hash) -> Option<ContentFile> {
    let parts = match front_matter::split(reader.path, text) {
        Ok(parts) => parts,
        Err(fault) => {
            reader.faults.push(fault);
            return None;
        }
    };
    let tree = match yaml::parse(reader.path, text, parts.front_matter) {
        Ok(tree) => tree,
        Err(fault) => {
            reader.faults.push(fault);
            return None;
        }
    };
    let Some(tree) = tree else {
        reader.fault(
            &rule::NOT_A_MAPPING,
            parts.opening,
            "the front matter is empty",
            "no key follows",
            "write at least `title:` between the two `---` lines",
        );
        return None;
    };
    let Some(fields) = Fields::of(&tree, reader.path, &mut reader.faults) else {
        reader.fault(
            &rule::NOT_A_MAPPING,
            tree.span,
            "the front matter is not a list of keys",
            "not `key: value`",
            "write at least `title: ..` here; the text of the page begins below the second `---` line",
        );
        return None;
    };
    if let Some(second) = front_matter::second(text, parts.body) {
        reader.fault(
            &rule::BAD_YAML,
            second,
            "a second front matter follows the first",
            "it would be printed as text",
            "put all keys between the first two `---` lines; if this is text, leave a blank line above the `---` below it",
        );
    }
    let opened = Opened { fields, text, body: parts.body, hash };
    let below = reader.path.below(CONTENT).unwrap_or_default();
    match below.split_once('/').map(|(folder, _)| folder) {
        Some("dispatches") => {
            dispatch::dispatch(reader, opened).map(|it| ContentFile::Dispatch(Arc::new(it)))
        }
        Some("cities") => city::city(reader, opened).map(|it| ContentFile::City(Arc::new(it))),
        Some("regions") => city::region(reader, opened).map(|it| ContentFile::Region(Arc::new(it))),
        Some("incidents") => {
            incident::incident(reader, opened).map(|it| ContentFile::Incident(Arc::new(it)))
        }
        _ => page::page(reader, opened).map(|it| ContentFile::Page(Arc::new(it))),
    }
}

/// The text of `source`, which must be UTF-8, of a sane size and without NUL.
fn text_of<'a>(path: &SourcePath, source: &'a Source) -> Result<&'a str, Diagnostic> {
    let Some(text) = source.as_text() else {
        return Err(rule::NOT_UTF8
            .in_file(path, "the file is not UTF-8 text")
            .help("save it as UTF-8; most editors offer this under \"save with encoding\""));
    };
    if text.len() > MOST_BYTES {
        return Err(rule::FILE_TOO_LARGE
            .in_file(path, "the file is larger than 8 MiB")
            .help("split it, or keep what is not text beside it as a file of its own"));
    }
    if let Some(at) = text.find('\0') {
        return Err(rule::UNPRINTABLE
            .at(path, Span::of(at..at + 1), "the file holds a NUL character")
            .label("U+0000")
            .help("delete it; a file with NUL characters was damaged, or is not text"));
    }
    Ok(text)
}
