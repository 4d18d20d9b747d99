//! Which file or folder it is, whatever its name.
//! It does not know what is in it.

use std::fs::Metadata;

use serde::{Deserialize, Serialize};

/// Tells a file or folder from another one that has replaced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

    /// The same as bytes, which tell files apart from one run to the next.
    pub(super) fn bytes(self) -> [u8; 16] {
        #[cfg(unix)]
        let number = u128::from(self.inode.0) << 64 | u128::from(self.inode.1);
        #[cfg(not(unix))]
        let number = {
            let since =
                |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
            self.created.and_then(since).map_or(0, |since| since.as_nanos())
        };
        number.to_le_bytes()
    }

    #[cfg(not(unix))]
    pub(super) fn new(metadata: &Metadata) -> FileId {
        FileId { created: metadata.created().ok() }
    }
}
