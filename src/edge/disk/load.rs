//! One name of a project as a source, or as what is wrong with it.
//! It does not know which names are sources; `disk` has chosen them.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::edge::disk::source_cache::{SourceCache, Stamp};
use crate::edge::disk::{FIGURES, FOLDERS};
use crate::edge::os;
use crate::edge::regular::{Regular, Torn};
use crate::edge::walk::{Entry, Kind, is_gone};
use crate::picture::{self, Flaw};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{Content, Source, SourcePath};

/// Text that is read for its meaning is held up to this length; beyond, it is refused.
const TEXT_AT_MOST: u64 = 8 * 1024 * 1024;

/// `figures.lock` grows with the record and cannot be split: six hundred bytes or so for each dispatch.
const FIGURES_AT_MOST: u64 = 1024 * 1024 * 1024;

/// A file of borders is one for a whole country, or a world of them, as other programs made it; what is too fine is left out by the maps.
const BORDERS_AT_MOST: u64 = 64 * 1024 * 1024;

/// Other files are held up to this length; beyond, they stay on the disk.
const HELD_AT_MOST: u64 = 256 * 1024;

/// Extensions of the text that dateline reads for its meaning.
const READ: [&str; 4] = ["md", "toml", "lock", "html"];

/// Extensions of other text, which a theme may want to see whole.
const TEXT: [&str; 11] =
    ["css", "csv", "geojson", "htm", "js", "json", "mjs", "svg", "txt", "xml", "yaml"];

/// What became of one name.
#[derive(Debug)]
pub(super) enum Loaded {
    /// A source, and by what it will be known to be the same.
    Source(SourcePath, Source, Option<Stamp>),
    /// Something that cannot be one.
    Faulty(Diagnostic),
    /// A folder, or a file that is there no more.
    Nothing,
}

/// Reads what stands at `entry` of the project at `root`, or takes it from the `cache`. The `room` to read into is lent from file
/// to file, which halves the time that 10,000 small ones take.
pub(super) fn load(root: &Path, entry: &Entry, cache: &SourceCache, room: &mut Vec<u8>) -> Loaded {
    if entry.kind == Kind::File && !cache.is_empty() {
        let stamp = fs::symlink_metadata(root.join(&entry.path)).ok();
        let stamp = stamp.as_ref().filter(|found| found.is_file()).and_then(Stamp::of);
        if let Some((path, source)) = cache.find(&entry.path, stamp) {
            return Loaded::Source(path, source, stamp);
        }
    }
    let path = SourcePath::new(&entry.path);
    match entry.kind {
        Kind::Folder => Loaded::Nothing,
        Kind::File if FOLDERS.contains(&path.as_str()) => {
            let fault = rule::IRREGULAR_FILE
                .in_file(&path, format!("`{path}` is a file where a folder is expected"));
            Loaded::Faulty(fault.help("make it a folder, or take it away"))
        }
        // Decided by the listing alone: a pipe is not even opened.
        Kind::File => read(&root.join(path.as_str()), path, room),
        Kind::Misnamed => Loaded::Faulty(misnamed(&path)),
        kind => Loaded::Faulty(irregular(&path, kind)),
    }
}

/// The fault of a `folder` that could not be listed.
pub(super) fn closed(folder: &str, error: &io::Error) -> Diagnostic {
    let path = SourcePath::new(folder);
    rule::UNREADABLE
        .in_file(&path, format!("this folder cannot be read: {}", os::reason(error)))
        .help(os::remedy(error))
}

fn read(file: &Path, path: SourcePath, room: &mut Vec<u8>) -> Loaded {
    let regular = match Regular::open(file) {
        Ok(Some(regular)) => regular,
        // It was a file when its folder was listed.
        Ok(None) => return Loaded::Faulty(irregular(&path, Kind::Link)),
        Err(error) if is_gone(&error) => return Loaded::Nothing,
        Err(error) => return Loaded::Faulty(unreadable(&path, &error)),
    };
    let extension = path.extension().unwrap_or_default();
    let meant = READ.contains(&extension.as_str());
    let text = meant || TEXT.contains(&extension.as_str());
    let most = match path.as_str() {
        FIGURES => FIGURES_AT_MOST,
        _ if path.is_like_borders() => BORDERS_AT_MOST,
        _ if text => TEXT_AT_MOST,
        _ => HELD_AT_MOST,
    };
    let stamp = Stamp::of(&regular.found);
    let read = if regular.len <= most {
        held(regular, &path, most, room)
    } else if meant {
        return Loaded::Faulty(too_large(&path, regular.len));
    } else if path.picture().is_none() {
        left_on_disk(regular, &path)
    } else if regular.len <= picture::MOST_BYTES {
        looked_at(regular, &path, room)
    } else {
        let heavy = |source| Source { picture: Some(Err(Flaw::TooHeavy)), ..source };
        left_on_disk(regular, &path).map(heavy)
    };
    match read {
        Ok(source) => Loaded::Source(path, source, stamp),
        Err(error) => Loaded::Faulty(unreadable(&path, &error)),
    }
}

fn held(
    mut regular: Regular,
    path: &SourcePath,
    most: u64,
    room: &mut Vec<u8>,
) -> io::Result<Source> {
    room.clear();
    // Room for one byte more, so that the read that fills the rest also sees the end.
    room.reserve(usize::try_from(regular.len).unwrap_or(0) + 1);
    // A file that grows faster than it is read would never end.
    regular.file.by_ref().take(most).read_to_end(room)?;
    Ok(match std::str::from_utf8(room) {
        Ok(text) => Source::text(path, text),
        Err(_) => Source::new(path, room.clone()),
    })
}

fn left_on_disk(regular: Regular, path: &SourcePath) -> io::Result<Source> {
    match regular.copy(path, &mut io::sink()) {
        Ok((len, hash)) => Ok(Source { content: Content::OnDisk(len), hash, picture: None }),
        Err(Torn::Reading(error) | Torn::Writing(error)) => Err(error),
    }
}

/// A picture whose head is read and whose pixels stay on the disk.
fn looked_at(mut regular: Regular, path: &SourcePath, room: &mut Vec<u8>) -> io::Result<Source> {
    room.clear();
    regular.file.by_ref().take(picture::MOST_BYTES).read_to_end(room)?;
    Ok(Source::on_disk(path, room))
}

fn irregular(path: &SourcePath, kind: Kind) -> Diagnostic {
    rule::IRREGULAR_FILE
        .in_file(path, format!("this is {kind}, not a file"))
        .help("put the file itself in its place, or take it away")
}

fn misnamed(path: &SourcePath) -> Diagnostic {
    rule::NOT_UTF8
        .in_file(path, "the name of this file is not UTF-8")
        .help("give it another name, best of lower-case letters, digits and hyphens")
}

fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    rule::UNREADABLE
        .in_file(path, format!("this file cannot be read: {}", os::reason(error)))
        .help(os::remedy(error))
}

fn too_large(path: &SourcePath, len: u64) -> Diagnostic {
    // Rounded up, so that a file just above the limit does not read as `8 MiB`.
    let mebibytes = len.div_ceil(1024 * 1024);
    rule::FILE_TOO_LARGE
        .in_file(path, format!("this file has {mebibytes} MiB, and text has 8 MiB at most"))
        .help("split it, or keep data and pictures in files of their own")
}
