//! Texts of a project that are read when somebody asks for them, and whether one of them has changed since its file was looked at.
//! It does not know what they say.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::edge::disk::bytes;
use crate::text::source::{Hash, SourcePath, Texts};

/// The texts of one project.
#[derive(Debug)]
pub struct TextsOnDisk {
    root: PathBuf,
    changed: OnceLock<SourcePath>,
}

impl TextsOnDisk {
    /// Those of the project at `root`.
    pub fn new(root: &Path) -> Arc<TextsOnDisk> {
        Arc::new(TextsOnDisk { root: root.to_path_buf(), changed: OnceLock::new() })
    }

    /// A file that had changed when its text was asked for. Then the project has to be read again, and nothing may be used that was
    /// made from the first reading.
    pub fn changed(&self) -> Option<&SourcePath> {
        self.changed.get()
    }
}

impl Texts for TextsOnDisk {
    fn read(&self, path: &SourcePath, hash: Hash) -> Arc<str> {
        let text = bytes(&self.root, path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let is_same =
            |text: &String| Hash::of(&[path.as_str().as_bytes(), text.as_bytes()]) == hash;
        let text = text.filter(is_same).unwrap_or_else(|| {
            // The first is enough.
            let _ = self.changed.set(path.clone());
            String::new()
        });
        text.into()
    }
}
