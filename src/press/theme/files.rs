//! The files a theme is made of: the built-in ones or a folder of the site's, with what the site puts in their place.
//! It does not know what is in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, File, include_dir};

use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::nearest;
use crate::text::rule;
use crate::text::source::{Content, Hash, Hashing, Snapshot, SourcePath};
use crate::text::span::Spanned;

/// The themes that travel inside the binary, a folder each.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// One file of a theme.
#[derive(Clone)]
pub(super) struct Piece {
    /// Where it lies in the site, or would.
    pub(super) path: SourcePath,
    /// What it holds.
    pub(super) bytes: Cow<'static, [u8]>,
}

/// Every file of the theme called `name`, by its path in the theme, as `snapshot` has it.
#[derive(Clone)]
pub struct Files(pub(super) BTreeMap<String, Piece>);

impl Files {
    /// Gathers the theme's files; the site's own under `templates` and `assets` come before them.
    pub fn gather(snapshot: &Snapshot, name: &Spanned<String>) -> Result<Files, Diagnostic> {
        let folder = format!("themes/{}", name.value);
        let mut files = BTreeMap::new();
        if snapshot.below(&folder).next().is_none() {
            let built_in = BUILT_IN.get_dir(&name.value);
            let built_in = built_in.ok_or_else(|| no_theme(snapshot, name, &folder))?;
            gather_built_in(built_in, &name.value, &mut files);
        }
        let mut add = |path: &SourcePath, inside: String, content: &Content| {
            let bytes = match content {
                Content::Text(text) => text.as_bytes().to_vec(),
                Content::Bytes(bytes) => bytes.to_vec(),
                // Nothing a theme is made of is that large.
                Content::OnDisk(_) => return,
            };
            files.insert(inside, Piece { path: path.clone(), bytes: bytes.into() });
        };
        for (path, inside, source) in snapshot.below(&folder) {
            add(path, inside.to_owned(), &source.content);
        }
        for kind in ["templates", "assets"] {
            for (path, inside, source) in snapshot.below(kind) {
                add(path, format!("{kind}/{inside}"), &source.content);
            }
        }
        Ok(Files(files))
    }

    /// Changes whenever any file does.
    pub fn fingerprint(&self) -> Hash {
        let mut hash = Hashing::default();
        for (inside, piece) in &self.0 {
            hash.piece(inside.as_bytes());
            hash.piece(&piece.bytes);
        }
        hash.finish()
    }

    /// The files below a folder of the theme, by the rest of their path.
    pub(super) fn under<'f>(
        &'f self,
        folder: &'f str,
    ) -> impl Iterator<Item = (&'f str, &'f Piece)> {
        self.0.iter().filter_map(move |(inside, piece)| {
            Some((inside.strip_prefix(folder)?.strip_prefix('/')?, piece))
        })
    }
}

fn no_theme(snapshot: &Snapshot, name: &Spanned<String>, folder: &str) -> Diagnostic {
    let folders =
        snapshot.below("themes").filter_map(|(_, below, _)| Some(below.split_once('/')?.0));
    let label = nearest(&name.value, folders.chain(built_in())).map_or_else(
        || format!("nothing lies in {folder}"),
        |near| format!("did you mean `{near}`?"),
    );
    rule::NO_THEME
        .at(&SourcePath::new("site.toml"), name.span, format!("there is no theme `{}`", name.value))
        .label(label)
        .help(format!(
            "put it into {folder}, or name one that is built in: {}",
            built_in().iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ))
}

/// The names of the themes inside the program.
fn built_in() -> Vec<&'static str> {
    BUILT_IN.dirs().filter_map(|dir| dir.path().to_str()).collect()
}

/// The files of a folder of the theme `name`, by their paths in the theme.
fn gather_built_in(dir: &'static Dir<'static>, name: &str, files: &mut BTreeMap<String, Piece>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let inside = path.strip_prefix(name).unwrap_or(&path).trim_start_matches('/').to_owned();
        let path = SourcePath::new(&format!("themes/{path}"));
        files.insert(inside, Piece { path, bytes: File::contents(file).into() });
    }
    dir.dirs().for_each(|dir| gather_built_in(dir, name, files));
}
