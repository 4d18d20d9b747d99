//! The files of a theme: those of a built-in theme or of a folder of the site, with what the site puts in their place.
//! It does not know what is in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::plan::address;
use crate::plan::edition::{Making, Page, Picture};
use crate::plan::index::ThemeAsset;
use crate::press::theme::built_in;
use crate::press::theme::file::ThemeFile;
use crate::text::diagnostic::Diagnostic;
use crate::text::snapshot::Snapshot;
use crate::text::source::{Content, Hash, Hasher, Source, SourcePath};
use crate::text::span::{Span, Spanned};
use crate::text::spelling::did_you_mean;
use crate::text::{listing, rule};

/// The theme whose words every other theme has too, unless it replaces them.
const DEFAULT: &str = "wire";

/// The folder of the site's own words.
pub(super) const WORDS: &str = "strings";

/// Every file of a theme.
#[derive(Clone)]
pub struct ThemeFiles {
    /// The name of the theme.
    pub(super) theme: String,
    /// Templates and assets by their paths in the theme. The site's own files replace those of the theme.
    pub(super) files: BTreeMap<String, ThemeFile>,
    /// Files of words with their language tags, in the order in which they are laid over each other: the default theme's, this
    /// theme's, the site's own.
    pub(super) words: Vec<(String, ThemeFile)>,
    /// Those of the site's own assets that are not published byte by byte from memory, by their paths in the theme.
    made: BTreeMap<String, (SourcePath, Page)>,
}

impl ThemeFiles {
    /// The files that readers' browsers load.
    pub fn assets(&self) -> impl Iterator<Item = ThemeAsset> {
        let in_memory = |file: &ThemeFile| {
            let bytes: Arc<[u8]> = file.bytes.as_ref().into();
            let hash = Hash::of(&[&bytes]);
            (file.path.clone(), Page::Asset { bytes, hash })
        };
        let others = self.files.iter().filter(|(inside, _)| !self.made.contains_key(*inside));
        let others = others.map(move |(inside, file)| (inside, in_memory(file)));
        let made = self.made.iter().map(|(inside, made)| (inside, made.clone()));
        others.chain(made).filter_map(|(inside, (source, page))| {
            let route = address::asset(inside.strip_prefix("assets/")?);
            Some(ThemeAsset { route, source, page })
        })
    }

    /// Whether a template puts dateline's own security policy into its pages.
    pub fn has_own_policy(&self) -> bool {
        let texts = self.templates().filter_map(|(_, file)| file.text());
        texts.into_iter().any(|text| text.contains("site.csp"))
    }

    /// Gathers the files of the theme called `name`, and what the site puts in their place.
    ///
    /// # Errors
    /// When there is no theme of that name.
    pub fn gather(snapshot: &Snapshot, name: &Spanned<String>) -> Result<ThemeFiles, Diagnostic> {
        let folder = format!("themes/{}", name.value);
        let own = below(snapshot, &folder, "");
        let mut files = match own.is_empty() {
            true => {
                built_in::files(&name.value).ok_or_else(|| no_theme(snapshot, name, &folder))?
            }
            false => own,
        };
        let default = built_in::files(DEFAULT).unwrap_or_default();
        let site = below(snapshot, WORDS, "strings/");
        let words = [&default, &files, &site].into_iter().flat_map(words_in).collect();
        files.extend(below(snapshot, "templates", "templates/"));
        files.extend(below(snapshot, "assets", "assets/"));
        let theme = snapshot.below(&folder).map(|(path, below, it)| (path, below.to_owned(), it));
        let own = snapshot.below("assets");
        let own = own.map(|(path, below, it)| (path, format!("assets/{below}"), it));
        // What the site puts in the place of a file of the theme comes later.
        let assets: BTreeMap<String, (&SourcePath, &Source)> =
            theme.chain(own).map(|(path, inside, source)| (inside, (path, source))).collect();
        let made = assets.into_iter();
        let made = made.filter_map(|(inside, (path, source))| {
            Some((inside, (path.clone(), made_from(path, source)?)))
        });
        Ok(ThemeFiles { theme: name.value.clone(), files, words, made: made.collect() })
    }

    /// Changes whenever any file does.
    pub fn fingerprint(&self) -> Hash {
        let mut hash = Hasher::default();
        let words = self.words.iter().map(|(lang, file)| (lang, file));
        for (name, file) in self.files.iter().chain(words) {
            hash.part(name.as_bytes());
            hash.part(&file.bytes);
        }
        hash.finish()
    }

    /// A template by its name.
    pub(super) fn template(&self, name: &str) -> Option<&ThemeFile> {
        self.files.get(&format!("templates/{name}"))
    }

    /// Whether the site has put its own template in the place of the theme's, or beside them.
    pub(super) fn is_of_site(&self, template: &str) -> bool {
        self.template(template).is_some_and(|file| file.path.below("templates").is_some())
    }

    /// The path of a template in the site, whether it is there or not.
    pub(super) fn path_of(&self, template: &str) -> SourcePath {
        let own = || SourcePath::new(&format!("templates/{template}"));
        self.template(template).map_or_else(own, |file| file.path.clone())
    }

    /// The templates by their names.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &ThemeFile)> {
        self.files.iter().filter_map(|(path, file)| Some((path.strip_prefix("templates/")?, file)))
    }
}

/// The files of `snapshot` below a folder, by their paths in a theme.
fn below(snapshot: &Snapshot, folder: &str, inside: &str) -> BTreeMap<String, ThemeFile> {
    let file = |(path, below, source): (&SourcePath, &str, &Source)| {
        // No template and no words are too large. An asset that is, is copied from the disk.
        let bytes = source.bytes()?.to_vec();
        Some((format!("{inside}{below}"), ThemeFile { path: path.clone(), bytes: bytes.into() }))
    };
    snapshot.below(folder).filter_map(file).collect()
}

/// How an asset is published that is a picture, which is cleaned, or too large to be in memory. None for any other.
fn made_from(path: &SourcePath, source: &Source) -> Option<Page> {
    let (hash, source_path) = (source.hash, path.clone());
    if let Some(Ok(head)) = source.picture {
        let asked_by = (path.clone(), Span::default());
        let making = Making::Cleaned;
        return Some(Page::Picture(Picture { source: source_path, hash, head, making, asked_by }));
    }
    matches!(source.content, Content::OnDisk(_)).then_some(Page::Copy { source: source_path, hash })
}

/// The files of words among `files`, with their language tags.
fn words_in(files: &BTreeMap<String, ThemeFile>) -> impl Iterator<Item = (String, ThemeFile)> {
    files.iter().filter_map(|(inside, file)| {
        let lang = inside.strip_prefix("strings/")?.strip_suffix(".toml")?;
        Some((lang.to_owned(), file.clone()))
    })
}

fn no_theme(snapshot: &Snapshot, name: &Spanned<String>, folder: &str) -> Diagnostic {
    let built_in = built_in::names();
    let own = snapshot.below("themes").filter_map(|(_, below, _)| Some(below.split_once('/')?.0));
    let known = own.chain(built_in.iter().copied());
    let label =
        did_you_mean(&name.value, known, format!("the folder {folder} is missing or empty"));
    rule::NO_THEME
        .at(&SourcePath::new("site.toml"), name.span, format!("there is no theme `{}`", name.value))
        .label(label)
        .help(format!(
            "put the theme into {folder}, or use a built-in one; these are {}",
            listing::all(&built_in)
        ))
}
