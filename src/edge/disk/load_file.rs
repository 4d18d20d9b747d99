//! Reads one file of a project as a source, or says what is wrong with it.
//! It does not know which files are sources; `disk` has chosen them.

use std::fs;
use std::io::{self, Read, Seek};
use std::path::Path;

use crate::edge::disk::source_cache::{FileStamp, SourceCache};
use crate::edge::file_tree::{Entry, Kind, LINK, is_gone};
use crate::edge::os;
use crate::edge::project_layout::{FIGURES, FOLDERS};
use crate::edge::regular_file::{CopyFault, RegularFile};
use crate::picture::{self, Flaw, Format};
use crate::text::diagnostic::Diagnostic;
use crate::text::kind::{HEAD, Sniffer};
use crate::text::rule;
use crate::text::source::{Content, OnDisk, Source, SourcePath};

/// Maximum length of a text file. A longer file that dateline has to understand is refused.
const MAX_TEXT: u64 = 8 * 1024 * 1024;

/// Maximum length of `figures.lock`, which cannot be split. It has about 600 bytes for each dispatch.
const MAX_FIGURES: u64 = 1024 * 1024 * 1024;

/// Maximum length of a file of borders. Other programs write it, and it may hold the borders of the world.
const MAX_BORDERS: u64 = 64 * 1024 * 1024;

/// Maximum length of any other file in a snapshot. Longer files stay on the disk.
const MAX_IN_MEMORY: u64 = 256 * 1024;

/// Extensions of text files that dateline has to understand.
const PARSED: [&str; 4] = ["md", "toml", "lock", "html"];

/// Extensions of other text files. A theme may include their text.
const TEXT: [&str; 11] =
    ["css", "csv", "geojson", "htm", "js", "json", "mjs", "svg", "txt", "xml", "yaml"];

/// What one name of a project is.
#[derive(Debug)]
pub(super) enum Loaded {
    /// A source that was read, and the stamp that shows later whether it has changed.
    Source(SourcePath, Source, Option<FileStamp>),
    /// A source that was known, and its stamp, which has not changed.
    Known(SourcePath, Source, FileStamp),
    /// Something that cannot be a source.
    Faulty(Diagnostic),
    /// A folder.
    Nothing,
    /// A file that was deleted meanwhile, or is being replaced.
    Gone,
}

/// Reads `entry` of the project at `root`, or takes it from the `cache`. All files share the `buffer`, which halves the time
/// for 10,000 small ones.
pub(super) fn load(
    root: &Path,
    entry: &Entry,
    cache: &SourceCache,
    buffer: &mut Vec<u8>,
) -> Loaded {
    if entry.kind == Kind::File && !cache.is_empty() {
        let stamp = fs::symlink_metadata(root.join(&entry.path)).ok();
        let stamp = stamp.as_ref().filter(|found| found.is_file()).and_then(FileStamp::new);
        let known = stamp.and_then(|stamp| Some((stamp, cache.find(&entry.path, stamp)?)));
        if let Some((stamp, (path, source))) = known {
            return Loaded::Known(path, source, stamp);
        }
    }
    let path = SourcePath::new(&entry.path);
    match entry.kind {
        Kind::Folder => Loaded::Nothing,
        Kind::File if FOLDERS.contains(&path.as_str()) => {
            let fault = rule::IRREGULAR_FILE
                .in_file(&path, format!("`{path}` is a file where a folder is expected"));
            Loaded::Faulty(fault.help("make it a folder, or delete it"))
        }
        // The listing alone decides: a pipe is not even opened.
        Kind::File => read(&root.join(path.as_str()), path, buffer),
        Kind::Misnamed => Loaded::Faulty(misnamed(&path)),
        Kind::Other(kind) => Loaded::Faulty(irregular(&path, kind)),
    }
}

/// The fault of a `folder` that cannot be listed.
pub(super) fn unreadable_folder(folder: &str, error: &io::Error) -> Diagnostic {
    let path = SourcePath::new(folder);
    rule::UNREADABLE
        .in_file(&path, format!("this folder cannot be read: {}", os::reason(error)))
        .help(os::remedy(error))
}

fn read(file: &Path, path: SourcePath, buffer: &mut Vec<u8>) -> Loaded {
    let mut regular = match RegularFile::open(file) {
        Ok(Some(regular)) => regular,
        // It was a file when its folder was listed.
        Ok(None) => return Loaded::Faulty(irregular(&path, LINK)),
        Err(error) if is_gone(&error) => return Loaded::Gone,
        Err(error) => return Loaded::Faulty(unreadable(&path, &error)),
    };
    let extension = path.extension().unwrap_or_default();
    let is_parsed = PARSED.contains(&extension.as_str());
    let is_text = is_parsed || TEXT.contains(&extension.as_str());
    let max = match path.as_str() {
        FIGURES => MAX_FIGURES,
        _ if path.is_like_borders() => MAX_BORDERS,
        _ if is_text => MAX_TEXT,
        _ => MAX_IN_MEMORY,
    };
    let stamp = FileStamp::new(&regular.metadata);
    let read = if regular.len <= max {
        in_memory(regular, &path, max, buffer)
    } else if is_parsed {
        return Loaded::Faulty(too_large(&path, regular.len));
    } else {
        is_picture(&mut regular, &path).and_then(|is_picture| match is_picture {
            false => on_disk(regular, &path),
            true if regular.len <= picture::MOST_BYTES => picture_on_disk(regular, &path, buffer),
            true => {
                let source = on_disk(regular, &path)?;
                Ok(Source { picture: Some(Err(Flaw::TooManyBytes)), ..source })
            }
        })
    };
    match read {
        Ok(source) => Loaded::Source(path, source, stamp),
        Err(error) => Loaded::Faulty(unreadable(&path, &error)),
    }
}

fn in_memory(
    mut regular: RegularFile,
    path: &SourcePath,
    max: u64,
    buffer: &mut Vec<u8>,
) -> io::Result<Source> {
    buffer.clear();
    // One byte more, so that the read that fills the buffer also finds the end.
    buffer.reserve(usize::try_from(regular.len).unwrap_or(0) + 1);
    // Without a limit, a file that grows faster than it is read would never end.
    regular.file.by_ref().take(max).read_to_end(buffer)?;
    Ok(match std::str::from_utf8(buffer) {
        Ok(text) => Source::text(path, text),
        Err(_) => Source::new(path, buffer.clone()),
    })
}

/// Whether a file is a picture, by its name or by its first bytes.
fn is_picture(regular: &mut RegularFile, path: &SourcePath) -> io::Result<bool> {
    let mut head = Vec::with_capacity(HEAD);
    regular.file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    regular.file.rewind()?;
    Ok(path.picture().is_some() || Format::from_signature(&head).is_some())
}

fn on_disk(regular: RegularFile, path: &SourcePath) -> io::Result<Source> {
    let mut sniffer = Sniffer::default();
    match regular.copy(path, &mut sniffer) {
        Ok((length, hash)) => {
            let content = Content::OnDisk(OnDisk { length, kind: sniffer.kind() });
            Ok(Source { content, hash, picture: None })
        }
        Err(CopyFault::Read(error) | CopyFault::Write(error)) => Err(error),
    }
}

/// A picture that stays on the disk; its head is read.
fn picture_on_disk(
    mut regular: RegularFile,
    path: &SourcePath,
    buffer: &mut Vec<u8>,
) -> io::Result<Source> {
    buffer.clear();
    regular.file.by_ref().take(picture::MOST_BYTES).read_to_end(buffer)?;
    Ok(Source::on_disk(path, buffer))
}

fn irregular(path: &SourcePath, kind: &str) -> Diagnostic {
    rule::IRREGULAR_FILE
        .in_file(path, format!("this is {kind}, not a file"))
        .help("put the file itself there, or delete this")
}

fn misnamed(path: &SourcePath) -> Diagnostic {
    rule::NOT_UTF8
        .in_file(path, "the name of this file is not UTF-8")
        .help("rename it; lower-case letters, digits and hyphens are best")
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
        .in_file(
            path,
            format!("this file has {mebibytes} MiB, and a text file may have 8 MiB at most"),
        )
        .help("split it, or move data and pictures into files of their own")
}
