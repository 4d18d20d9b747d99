//! The names of files and folders in a project that `edge` itself has to know.
//! It does not know what is in them.

/// The file that makes a folder a project.
pub(super) const SETTINGS: &str = "site.toml";

/// The record of published figures. With the settings it is the only source at the root that every project has.
pub(super) const FIGURES: &str = "figures.lock";

/// The folders whose files are sources.
pub(super) const FOLDERS: [&str; 6] =
    ["content", "themes", "templates", "strings", "assets", "static"];

/// The folder where dateline keeps its own files: the lock, the previous site and the caches.
pub(super) const OWN: &str = ".dateline";
