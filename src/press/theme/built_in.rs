//! The themes inside the program.
//! It does not know which of them a site uses.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::press::theme::file::ThemeFile;
use crate::text::source::SourcePath;

/// The themes, each in its own folder.
static THEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The names of the themes.
pub fn names() -> Vec<&'static str> {
    THEMES.dirs().filter_map(|dir| dir.path().to_str()).collect()
}

/// The files of the theme `name` as texts, by their paths in the theme; none if there is no such theme.
pub fn texts(name: &str) -> Option<BTreeMap<String, String>> {
    let text = |(inside, file): (String, ThemeFile)| {
        let text = String::from_utf8(file.bytes.into_owned());
        (inside, text.expect("a theme inside the program is made of texts"))
    };
    Some(files(name)?.into_iter().map(text).collect())
}

/// The files of the theme `name`, by their paths in the theme; none if there is no such theme.
pub(super) fn files(name: &str) -> Option<BTreeMap<String, ThemeFile>> {
    let theme = THEMES.dirs().find(|dir| dir.path().to_str() == Some(name))?;
    let (mut files, mut folders) = (BTreeMap::new(), vec![theme]);
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let inside = path.trim_start_matches(name).trim_start_matches('/').to_owned();
            let path = SourcePath::new(&format!("themes/{path}"));
            files.insert(inside, ThemeFile { path, bytes: file.contents().into() });
        }
    }
    Some(files)
}
