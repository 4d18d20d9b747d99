//! One source file by value: its path, what it holds and its hash.
//! It does not know how the file was read; `edge::disk` does that.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3;

use crate::picture::{self, Flaw, Format, Head};

/// The folder all content lies in.
pub const CONTENT: &str = "content";

/// A path from the project's root, with `/` between its parts on every system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path written as `text`.
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

    /// The format of the pictures that are called so, if it can be cleaned.
    pub fn picture(&self) -> Option<Format> {
        Format::from_extension(&self.extension()?)
    }

    /// Whether it lies and is called like a file of borders: beside the settings, ending in `.geojson`.
    pub fn is_like_borders(&self) -> bool {
        self.folder().is_empty() && self.extension().as_deref() == Some("geojson")
    }

    /// The folder that holds it; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// What is left of the path below `folder`, if it lies there.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The path that `link` means when it is written in this file; `None` if it climbs out of the project.
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

/// A fingerprint of content: equal hashes mean equal bytes. 128 bits of XXH3.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Hash(u128);

impl Hash {
    /// The hash of several pieces; where one ends and the next begins is part of it.
    pub fn of(pieces: &[&[u8]]) -> Hash {
        let mut hash = Hasher::default();
        for piece in pieces {
            hash.part(piece);
        }
        hash.finish()
    }

    /// The hash as a number, for places that want one (an ETag, a file name).
    pub fn number(self) -> u128 {
        self.0
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A hash in the making, which can be written to like a file.
#[derive(Default)]
pub struct Hasher(Xxh3);

impl Hasher {
    /// Takes in one piece with its length.
    pub fn part(&mut self, bytes: &[u8]) {
        self.begin_part(bytes.len() as u64);
        self.0.update(bytes);
    }

    /// Begins a piece of `length` bytes that are then written bit by bit.
    pub fn begin_part(&mut self, length: u64) {
        self.0.update(&length.to_le_bytes());
    }

    /// The hash of all that was taken in.
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

/// What a source file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// UTF-8 text.
    Text(Arc<str>),
    /// Other bytes, small enough to hold.
    Bytes(Arc<[u8]>),
    /// Too large to hold; copied from the disk when the site is written. The length is in bytes.
    OnDisk(u64),
}

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it holds.
    pub content: Content,
    /// The hash of its path and bytes: what it is remembered by.
    pub hash: Hash,
    /// What its head says, if it is named as a picture of a format that can be cleaned.
    pub picture: Option<Result<Head, Flaw>>,
}

impl Source {
    /// A file of text at `path`.
    pub fn text(path: &SourcePath, text: &str) -> Source {
        let hash = Hash::of(&[path.as_str().as_bytes(), text.as_bytes()]);
        Source { content: Content::Text(text.into()), hash, picture: head(path, text.as_bytes()) }
    }

    /// A file of bytes at `path`: text if it is valid UTF-8.
    pub fn new(path: &SourcePath, bytes: Vec<u8>) -> Source {
        let hash = Hash::of(&[path.as_str().as_bytes(), &bytes]);
        let picture = head(path, &bytes);
        let content = match String::from_utf8(bytes) {
            Ok(text) => Content::Text(text.into()),
            Err(not_text) => Content::Bytes(not_text.into_bytes().into()),
        };
        Source { content, hash, picture }
    }

    /// A file of these bytes at `path`, which are too many to hold.
    pub fn on_disk(path: &SourcePath, bytes: &[u8]) -> Source {
        let hash = Hash::of(&[path.as_str().as_bytes(), bytes]);
        Source { content: Content::OnDisk(bytes.len() as u64), hash, picture: head(path, bytes) }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        match &self.content {
            Content::Text(text) => text.is_empty(),
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::OnDisk(length) => *length == 0,
        }
    }

    /// Its text, if it is text.
    pub fn as_text(&self) -> Option<&Arc<str>> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Bytes(_) | Content::OnDisk(_) => None,
        }
    }
}

fn head(path: &SourcePath, bytes: &[u8]) -> Option<Result<Head, Flaw>> {
    Some(picture::head(path.picture()?, bytes))
}
