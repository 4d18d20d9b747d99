//! The files a theme is made of: the built-in ones or a folder of the site's, with what the site puts in their place.
//! It does not know what is in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, File, include_dir};

use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::{Content, Hash, Hasher, Source, SourcePath};
use crate::text::span::Spanned;
use crate::text::spelling::did_you_mean;

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

impl Piece {
    /// What it holds, if that is text.
    pub(super) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// Every file of a theme.
#[derive(Clone)]
pub struct Files {
    /// Templates and assets by their paths in the theme; the site's own stand in the place of the theme's.
    pub(super) pieces: BTreeMap<String, Piece>,
    /// Words by language tag, file upon file: those of the default theme, this theme's, the site's own.
    pub(super) words: Vec<(String, Piece)>,
}

/// The theme whose words every other theme has too, so that it writes down only what it says otherwise.
const DEFAULT: &str = "wire";

/// The folder of the site's own words.
pub(super) const WORDS: &str = "strings";

/// Where a template lies in a theme.
pub(super) fn inside(template: &str) -> String {
    format!("templates/{template}")
}

impl Files {
    /// Gathers the files of the theme called `name`, as `snapshot` has it, and what the site puts in their place.
    pub fn gather(snapshot: &Snapshot, name: &Spanned<String>) -> Result<Files, Diagnostic> {
        let folder = format!("themes/{}", name.value);
        let own = below(snapshot, &folder, "");
        let mut pieces = match own.is_empty() {
            true => built_in(&name.value).ok_or_else(|| no_theme(snapshot, name, &folder))?,
            false => own,
        };
        let mut words = Vec::new();
        for layer in
            [&built_in(DEFAULT).unwrap_or_default(), &pieces, &below(snapshot, WORDS, "strings/")]
        {
            words.extend(of_words(layer));
        }
        pieces.extend(below(snapshot, "templates", "templates/"));
        pieces.extend(below(snapshot, "assets", "assets/"));
        Ok(Files { pieces, words })
    }

    /// Changes whenever any file does.
    pub fn fingerprint(&self) -> Hash {
        let mut hash = Hasher::default();
        let words = self.words.iter().map(|(lang, piece)| (lang, piece));
        for (name, piece) in self.pieces.iter().chain(words) {
            hash.part(name.as_bytes());
            hash.part(&piece.bytes);
        }
        hash.finish()
    }

    /// Where a template lies, or would.
    pub(super) fn path_of(&self, template: &str) -> SourcePath {
        let inside = inside(template);
        let piece = self.pieces.get(&inside);
        piece.map_or_else(|| SourcePath::new(&inside), |piece| piece.path.clone())
    }

    /// The files below a folder of the theme, by the rest of their path.
    pub(super) fn under<'f>(
        &'f self,
        folder: &'f str,
    ) -> impl Iterator<Item = (&'f str, &'f Piece)> {
        self.pieces.iter().filter_map(move |(inside, piece)| {
            Some((inside.strip_prefix(folder)?.strip_prefix('/')?, piece))
        })
    }
}

/// The files of `snapshot` below a folder, by their paths in a theme.
fn below(snapshot: &Snapshot, folder: &str, inside: &str) -> BTreeMap<String, Piece> {
    let piece = |(path, below, source): (&SourcePath, &str, &Source)| {
        let bytes = match &source.content {
            Content::Text(text) => text.as_bytes().to_vec(),
            Content::Bytes(bytes) => bytes.to_vec(),
            // Nothing a theme is made of is that large.
            Content::OnDisk(_) => return None,
        };
        Some((format!("{inside}{below}"), Piece { path: path.clone(), bytes: bytes.into() }))
    };
    snapshot.below(folder).filter_map(piece).collect()
}

/// The files of words among `pieces`, by language tag.
fn of_words(pieces: &BTreeMap<String, Piece>) -> impl Iterator<Item = (String, Piece)> {
    pieces.iter().filter_map(|(inside, piece)| {
        let lang = inside.strip_prefix("strings/")?.strip_suffix(".toml")?;
        Some((lang.to_owned(), piece.clone()))
    })
}

fn no_theme(snapshot: &Snapshot, name: &Spanned<String>, folder: &str) -> Diagnostic {
    let folders =
        snapshot.below("themes").filter_map(|(_, below, _)| Some(below.split_once('/')?.0));
    let otherwise = format!("nothing lies in {folder}");
    let label = did_you_mean(&name.value, folders.chain(names()), otherwise);
    rule::NO_THEME
        .at(&SourcePath::new("site.toml"), name.span, format!("there is no theme `{}`", name.value))
        .label(label)
        .help(format!(
            "put it into {folder}, or name one that is built in: {}",
            names().iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ))
}

/// The names of the themes inside the program.
pub fn names() -> Vec<&'static str> {
    BUILT_IN.dirs().filter_map(|dir| dir.path().to_str()).collect()
}

/// The files of the theme `name` inside the program as texts, by their paths in the theme; none if there is no such theme.
pub fn texts(name: &str) -> Option<BTreeMap<String, String>> {
    let is_theme = names().contains(&name);
    let text = |(inside, piece): (String, Piece)| {
        let text = String::from_utf8(piece.bytes.into_owned());
        (inside, text.expect("a theme inside the program is made of texts"))
    };
    is_theme.then(|| built_in(name))?.map(|files| files.into_iter().map(text).collect())
}

/// The files of the theme `name` inside the program, by their paths in the theme.
fn built_in(name: &str) -> Option<BTreeMap<String, Piece>> {
    let mut files = BTreeMap::new();
    gather_built_in(BUILT_IN.get_dir(name)?, name, &mut files);
    Some(files)
}

fn gather_built_in(dir: &'static Dir<'static>, name: &str, files: &mut BTreeMap<String, Piece>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let inside = path.strip_prefix(name).unwrap_or(&path).trim_start_matches('/').to_owned();
        let path = SourcePath::new(&format!("themes/{path}"));
        files.insert(inside, Piece { path, bytes: File::contents(file).into() });
    }
    dir.dirs().for_each(|dir| gather_built_in(dir, name, files));
}

/// The text of a theme's file; one that holds none is reported.
pub(super) fn as_text<'p>(piece: &'p Piece, faults: &mut Vec<Diagnostic>) -> Option<&'p str> {
    let text = piece.text();
    if text.is_none() {
        let fault = rule::NOT_UTF8.in_file(&piece.path, "the file is not UTF-8 text");
        faults.push(fault.help("save it as UTF-8"));
    }
    text
}
