//! One source file by value: its path, what it holds and its hash.
//! It does not know how the file was read; `edge::disk` does that.

mod unread_text;

pub use unread_text::{Texts, UnreadText};

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::picture::{self, Flaw, Format, Head};
use crate::text::kind::{Kind, is_text};

/// The folder of all content.
pub const CONTENT: &str = "content";

/// A path from the root folder of the project, with `/` between its parts on every system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path that is written as `text`.
    pub fn new(text: &str) -> SourcePath {
        SourcePath(text.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The part after the last dot of the name, in lower case.
    pub fn extension(&self) -> Option<String> {
        let (_, extension) = self.name().rsplit_once('.')?;
        Some(extension.to_ascii_lowercase())
    }

    /// The picture format that the extension promises, if dateline can remove hidden data from it.
    pub fn picture(&self) -> Option<Format> {
        Format::from_extension(&self.extension()?)
    }

    /// Whether it may be a file of borders: in the root folder, ending in `.geojson`.
    pub fn is_like_borders(&self) -> bool {
        self.folder().is_empty() && self.extension().as_deref() == Some("geojson")
    }

    /// The folder of the file; empty in the root folder.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The rest of the path below `folder`, if it is there.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The path that `link` means in this file; `None` if it leads out of the project.
    pub fn join(&self, link: &str) -> Option<SourcePath> {
        let (base, link) = match link.strip_prefix('/') {
            Some(rooted) => (CONTENT, rooted),
            None => (self.folder(), link),
        };
        let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
        for part in link.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(SourcePath::new(&parts.join("/")))
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A hash of content: 128 bits of XXH3. Equal hashes mean equal bytes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hash(u128);

impl Hash {
    /// The hash of several parts. It depends on where one part ends and the next begins.
    pub fn of(parts: &[&[u8]]) -> Hash {
        let mut hash = Hasher::default();
        for part in parts {
            hash.part(part);
        }
        hash.finish()
    }

    /// The hash of this one and another.
    #[must_use]
    pub fn with(self, other: Hash) -> Hash {
        Hash::of(&[&self.0.to_le_bytes(), &other.0.to_le_bytes()])
    }

    /// The hash with this number.
    pub fn from_number(number: u128) -> Hash {
        Hash(number)
    }

    /// The hash as a number, for an ETag or a file name.
    pub fn number(self) -> u128 {
        self.0
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Computes a hash of what is written to it.
#[derive(Default)]
pub struct Hasher(Xxh3);

impl Hasher {
    /// Adds one part with its length.
    pub fn part(&mut self, bytes: &[u8]) {
        self.begin_part(bytes.len() as u64);
        self.0.update(bytes);
    }

    /// Begins a part of `length` bytes, which are then written one after the other.
    pub fn begin_part(&mut self, length: u64) {
        self.0.update(&length.to_le_bytes());
    }

    /// The hash of everything that was added.
    pub fn finish(&self) -> Hash {
        Hash(self.0.digest128())
    }
}

impl std::io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The content of a source file.
#[derive(Clone, Debug)]
pub enum Content {
    /// UTF-8 text.
    Text(Arc<str>),
    /// UTF-8 text that is known, and is read when somebody asks for it.
    Unread(Arc<UnreadText>),
    /// Other bytes, few enough to keep in memory.
    Bytes(Arc<[u8]>),
    /// Too large to keep in memory: copied from the disk when the site is written.
    OnDisk(OnDisk),
}

/// What is known of content that stays on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnDisk {
    /// Its length in bytes.
    pub length: u64,
    /// What its bytes are.
    pub kind: Kind,
}

/// One source file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its content.
    pub content: Content,
    /// The hash of its path and its bytes. Caches use it as their key.
    pub hash: Hash,
    /// The head of the picture, if the bytes or the name say that it is one of a known format.
    pub picture: Option<Result<Head, Flaw>>,
}

/// Equal hashes mean equal bytes.
impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        self.hash == other.hash
    }
}

impl Eq for Source {}

impl Source {
    /// A file of text at `path`.
    pub fn text(path: &SourcePath, text: &str) -> Source {
        let hash = Hash::of(&[path.as_str().as_bytes(), text.as_bytes()]);
        Source { content: Content::Text(text.into()), hash, picture: head(path, text.as_bytes()) }
    }

    /// A file of bytes at `path`. Valid UTF-8 is text.
    pub fn new(path: &SourcePath, bytes: Vec<u8>) -> Source {
        let hash = Hash::of(&[path.as_str().as_bytes(), &bytes]);
        let picture = head(path, &bytes);
        let content = match String::from_utf8(bytes) {
            Ok(text) => Content::Text(text.into()),
            Err(not_text) => Content::Bytes(not_text.into_bytes().into()),
        };
        Source { content, hash, picture }
    }

    /// A file at `path` whose bytes are too many to keep in memory.
    pub fn on_disk(path: &SourcePath, bytes: &[u8]) -> Source {
        let hash = Hash::of(&[path.as_str().as_bytes(), bytes]);
        let on_disk = OnDisk { length: bytes.len() as u64, kind: Kind::of(bytes) };
        Source { content: Content::OnDisk(on_disk), hash, picture: head(path, bytes) }
    }

    /// A file of text at `path` that has this `hash`, and is read when somebody asks for its text. It is no picture, and not empty.
    pub fn unread(path: &SourcePath, hash: Hash, from: &Arc<impl Texts + 'static>) -> Source {
        let text = UnreadText::new(path, hash, from);
        Source { content: Content::Unread(Arc::new(text)), hash, picture: None }
    }

    /// What its bytes are.
    pub fn kind(&self) -> Kind {
        match &self.content {
            Content::OnDisk(on_disk) => on_disk.kind,
            _ => Kind::of(self.bytes().unwrap_or_default()),
        }
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        match &self.content {
            Content::Text(text) => text.is_empty(),
            Content::Unread(_) => false,
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::OnDisk(on_disk) => on_disk.length == 0,
        }
    }

    /// Its text, if it is text.
    pub fn as_text(&self) -> Option<&Arc<str>> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Unread(unread) => Some(unread.text()),
            Content::Bytes(_) | Content::OnDisk(_) => None,
        }
    }

    /// Its bytes, unless they are too many to keep in memory.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Text(_) | Content::Unread(_) => self.as_text().map(|text| text.as_bytes()),
            Content::OnDisk(_) => None,
        }
    }
}

/// The head of a picture. What it is, its bytes say; a name that promises another format makes it a flaw.
fn head(path: &SourcePath, bytes: &[u8]) -> Option<Result<Head, Flaw>> {
    let by_bytes = || Format::from_signature(bytes).filter(|_| !is_text(bytes));
    Some(picture::head(path.picture().or_else(by_bytes)?, bytes))
}
