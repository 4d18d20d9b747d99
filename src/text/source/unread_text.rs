//! A text that is known by its hash, and is read only when somebody asks for it.
//! It does not know where texts are kept.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::text::source::{Hash, SourcePath};

/// The text of a source file. It is not empty.
pub struct UnreadText {
    path: SourcePath,
    hash: Hash,
    from: Arc<dyn Texts>,
    text: OnceLock<Arc<str>>,
}

/// Where unread texts are.
pub trait Texts: Send + Sync {
    /// The text of the file at `path`. If the file does not have this `hash` any more, the text is empty. Then everything that was
    /// made from these texts is wrong, and the owner of the texts has to remember that.
    fn read(&self, path: &SourcePath, hash: Hash) -> Arc<str>;
}

impl UnreadText {
    pub(super) fn new(
        path: &SourcePath,
        hash: Hash,
        from: &Arc<impl Texts + 'static>,
    ) -> UnreadText {
        let (path, from): (_, Arc<dyn Texts>) = (path.clone(), from.clone());
        UnreadText { path, hash, from, text: OnceLock::new() }
    }

    pub(super) fn text(&self) -> &Arc<str> {
        self.text.get_or_init(|| self.from.read(&self.path, self.hash))
    }
}

impl fmt::Debug for UnreadText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.path, self.hash)
    }
}
