//! Which file or folder it is, whatever its name.
//! It does not know what is in it.

use std::fs::Metadata;

/// Tells a file or folder from another one that has replaced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId {
    #[cfg(unix)]
    inode: (u64, u64),
    #[cfg(not(unix))]
    created: Option<std::time::SystemTime>,
}

impl FileId {
    #[cfg(unix)]
    pub(super) fn new(metadata: &Metadata) -> FileId {
        use std::os::unix::fs::MetadataExt;
        FileId { inode: (metadata.dev(), metadata.ino()) }
    }

    #[cfg(not(unix))]
    pub(super) fn new(metadata: &Metadata) -> FileId {
        FileId { created: metadata.created().ok() }
    }
}
