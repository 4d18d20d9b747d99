//! Content files as they were read, so that an equal file is not read again: neither in this run nor in the next.
//! It only saves time. It does not know what the files mean.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::read::content_file::{self, ParsedFile};
use crate::text::source::{Hash, Source, SourcePath};

/// Every content file as it was read, by the hash of the file.
#[derive(Default)]
pub(super) struct Readings {
    read: HashMap<Hash, Arc<ParsedFile>>,
    kept: KeptReadings,
}

/// The readings of an earlier run, each of which is decoded when it is asked for.
#[derive(Default)]
pub struct KeptReadings {
    bytes: Vec<u8>,
    places: HashMap<Hash, Range<usize>>,
}

/// The length of what stands before each reading: the hash of its file and the length of the reading.
const HEAD: usize = 16 + 4;

impl KeptReadings {
    /// Those that an earlier run has made into `bytes`. What is damaged is left out.
    pub fn new(bytes: Vec<u8>) -> KeptReadings {
        let mut places = HashMap::new();
        let mut at = 0;
        while let Some((head, rest)) = bytes[at..].split_first_chunk::<HEAD>() {
            let (hash, length) = head.split_at(16);
            let hash = Hash::from_number(u128::from_le_bytes(hash.try_into().expect("16 bytes")));
            let length = u32::from_le_bytes(length.try_into().expect("4 bytes")) as usize;
            if length > rest.len() {
                break;
            }
            at += HEAD;
            places.insert(hash, at..at + length);
            at += length;
        }
        KeptReadings { bytes, places }
    }

    fn get(&self, hash: Hash) -> Option<&[u8]> {
        self.bytes.get(self.places.get(&hash)?.clone())
    }
}

impl Readings {
    /// None but those that an earlier run has kept.
    pub(super) fn of_earlier(kept: KeptReadings) -> Readings {
        Readings { kept, ..Readings::default() }
    }

    /// The file `source` at `path` as it was read before, or as it is read now.
    pub(super) fn reading(&self, path: &SourcePath, source: &Source) -> Arc<ParsedFile> {
        let known = self.read.get(&source.hash).cloned();
        let kept = || {
            let reading: ParsedFile = rmp_serde::from_slice(self.kept.get(source.hash)?).ok()?;
            Some(Arc::new(reading))
        };
        known.or_else(kept).unwrap_or_else(|| Arc::new(content_file::read(path, source)))
    }

    /// What is known of the file with this hash, if it is there.
    pub(super) fn get(&self, hash: Hash) -> Option<&Arc<ParsedFile>> {
        self.read.get(&hash)
    }

    /// The hashes of all files.
    pub(super) fn hashes(&self) -> impl Iterator<Item = Hash> {
        self.read.keys().copied()
    }

    /// Holds these readings and no others from now on.
    pub(super) fn replace(&mut self, readings: impl Iterator<Item = (Hash, Arc<ParsedFile>)>) {
        self.read = readings.collect();
    }

    /// The readings as bytes for a later run, in the order of their hashes. None if an earlier run has kept the same ones. Readings
    /// with faults are left out: a fault is found again.
    pub(super) fn keep(&self) -> Option<Vec<u8>> {
        let whole = self.read.iter().filter(|(_, reading)| reading.faults.is_empty());
        let mut whole: Vec<(&Hash, &Arc<ParsedFile>)> = whole.collect();
        let is_kept = |hash: &Hash| self.kept.places.contains_key(hash);
        if whole.len() == self.kept.places.len() && whole.iter().all(|(hash, _)| is_kept(hash)) {
            return None;
        }
        whole.sort_unstable_by_key(|(hash, _)| **hash);
        let mut bytes = Vec::with_capacity(self.kept.bytes.len() + 4096);
        for (hash, reading) in whole {
            let head = bytes.len();
            bytes.extend([0; HEAD]);
            match self.kept.get(*hash) {
                Some(kept) => bytes.extend_from_slice(kept),
                None => rmp_serde::encode::write(&mut bytes, reading).ok()?,
            }
            let length = u32::try_from(bytes.len() - head - HEAD).ok()?;
            bytes[head..head + 16].copy_from_slice(&hash.number().to_le_bytes());
            bytes[head + 16..head + HEAD].copy_from_slice(&length.to_le_bytes());
        }
        Some(bytes)
    }
}
