//! The list of all files of a published site, with their checksums. It is a file in the site and marks the site as dateline's. A copy of
//! the site has it too, so that the copy can be verified.
//! It does not know where the site is or what is in the files. It has no date, so that equal sites have equal lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::edge::publish::audience::Audience;
use crate::edge::publish::checksum::Checksum;
use crate::edge::publish::fault::Reason;
use crate::plan::route::{LIST, Route};
use crate::text::source::Hash;

/// The name of its file.
pub(super) const NAME: &str = LIST;

/// How the file begins: this marks the folder.
const MARK: &str = "dateline 3\n";

/// How the file began in the second version, which had no checksums.
const MARK_WITHOUT_CHECKSUMS: &str = "dateline 2\n";

/// How the file began in the first version, which did not say whose site it is.
const MARK_OF_ANYBODY: &str = "dateline 1\n";

/// The line for people, before the note on the audience.
const WARNING: &str =
    "dateline made this folder and replaces all of it; keep nothing of your own here";

/// What ends that line, and the head of the list.
const END_OF_HEAD: &str = "\n\n";

/// The files of a site, as paths from its folder with `/` between their parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The address of the site; none if it was made by the first version of dateline, or nobody knows.
    site: Option<String>,
    audience: Audience,
    /// Each file with its checksum; none if it is not written yet, or an earlier version of dateline made the list.
    files: BTreeMap<String, Option<Checksum>>,
    is_damaged: bool,
}

/// What a folder says of itself.
#[derive(Debug)]
pub(super) enum Marker {
    /// It is a site.
    List(Manifest),
    /// It is a site, and its list was cut off or is empty, as a power cut leaves it.
    Damaged,
    /// It is no site.
    Missing,
}

impl Manifest {
    /// The list of the files at `routes`, of the site with the address `site` for `audience`.
    ///
    /// # Panics
    /// When a route leads out of the site. No such route is ever made.
    pub(super) fn new<'a>(
        site: &str,
        audience: Audience,
        routes: impl Iterator<Item = &'a Route>,
    ) -> Result<Manifest, Reason> {
        let mut files = BTreeMap::new();
        for route in routes {
            let file = route.as_file();
            let leads_out = file.split('/').any(|part| matches!(part, "" | "." | ".."));
            assert!(!leads_out, "a route is a path inside the site, and `{file}` is not");
            // `compose` has reported these names. This guards the folder of the site against a mistake of ours.
            if route.refusal().is_some() {
                return Err(Reason::FileName(file.escape_debug().to_string()));
            }
            files.insert(file.to_owned(), None);
        }
        Ok(Manifest { site: Some(site.to_owned()), audience, files, is_damaged: false })
    }

    /// The list of a site whose own list is damaged: all files of `known`.
    pub(super) fn damaged(known: &[&Manifest]) -> Manifest {
        let files = known.iter().flat_map(|known| known.files.keys());
        let files = files.map(|file| (file.clone(), None)).collect();
        Manifest { site: None, audience: Audience::default(), files, is_damaged: true }
    }

    /// The list of the same site with the checksums of its files.
    pub(super) fn with_checksums(&self, files: BTreeMap<String, Checksum>) -> Manifest {
        let files = files.into_iter().map(|(file, checksum)| (file, Some(checksum))).collect();
        Manifest { files, ..self.clone() }
    }

    /// Whether the list itself could not be read.
    pub(super) fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// The address of the site, if it is known.
    pub(super) fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// For whom the site was built.
    pub(super) fn audience(&self) -> Audience {
        self.audience
    }

    /// Reads the list in `folder`.
    pub(super) fn read(folder: &Path) -> io::Result<Marker> {
        Manifest::read_file(&folder.join(NAME))
    }

    /// Reads the list in the file `path`.
    pub(super) fn read_file(path: &Path) -> io::Result<Marker> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Ok(Marker::Missing),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Marker::Missing),
            Err(error) => return Err(error),
        }
        let bytes = fs::read(path)?;
        // Nobody else calls a file so.
        let begins = bytes.starts_with(b"dateline ") || MARK.as_bytes().starts_with(&bytes);
        let is_ours = begins || bytes.iter().all(|byte| *byte == 0);
        let unread = if is_ours { Marker::Damaged } else { Marker::Missing };
        let manifest = String::from_utf8(bytes).ok().and_then(|text| Manifest::parse(&text));
        Ok(manifest.map_or(unread, Marker::List))
    }

    /// Reads the text of a file that is whole.
    fn parse(text: &str) -> Option<Manifest> {
        if let Some(rest) = text.strip_prefix(MARK) {
            return Manifest::parse_sealed(rest);
        }
        let list = |files: &str| files.lines().map(|file| (file.to_owned(), None)).collect();
        let audience = Audience::default();
        if let Some(rest) = text.strip_prefix(MARK_OF_ANYBODY) {
            let files = list(rest.strip_prefix(WARNING)?.strip_prefix(END_OF_HEAD)?);
            return Some(Manifest { site: None, audience, files, is_damaged: false });
        }
        let (site, rest) = text.strip_prefix(MARK_WITHOUT_CHECKSUMS)?.split_once('\n')?;
        let (number, rest) = rest.split_once('\n')?;
        let files: BTreeMap<_, _> = list(rest.strip_prefix(WARNING)?.strip_prefix(END_OF_HEAD)?);
        let is_whole = text.ends_with('\n') && number.parse() == Ok(files.len());
        let site = Some(site.to_owned());
        is_whole.then_some(Manifest { site, audience, files, is_damaged: false })
    }

    /// Reads what follows the mark of the present version.
    fn parse_sealed(rest: &str) -> Option<Manifest> {
        let (site, rest) = rest.split_once('\n')?;
        let (seal, rest) = rest.split_once('\n')?;
        let (note, lines) = rest.strip_prefix(WARNING)?.split_once(END_OF_HEAD)?;
        let audience = Audience::with_note(note)?;
        let file = |line: &str| {
            let (checksum, file) = line.split_once("  ")?;
            Some((file.to_owned(), Some(Checksum::parse(checksum)?)))
        };
        let files: Option<BTreeMap<_, _>> = lines.lines().map(file).collect();
        let files = files.filter(|files| seal == sealed(site, note, files.len(), lines))?;
        Some(Manifest { site: Some(site.to_owned()), audience, files, is_damaged: false })
    }

    /// The text of its file. The lines of the files are those of `sha256sum`.
    pub(super) fn text(&self) -> String {
        let site = self.site.as_deref().unwrap_or_default();
        let mut lines = String::new();
        for (file, checksum) in &self.files {
            if let Some(checksum) = checksum {
                writeln!(lines, "{checksum}  {file}").expect("a string takes everything");
            }
        }
        let note = self.audience.note();
        let seal = sealed(site, note, self.files.len(), &lines);
        format!("{MARK}{site}\n{seal}\n{WARNING}{note}{END_OF_HEAD}{lines}")
    }

    /// The hash of its text. Lists with the same hash are of the same site, byte for byte.
    pub(super) fn hash(&self) -> Hash {
        Hash::of(&[self.text().as_bytes()])
    }

    /// The folders of the files, each after the one above it.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::new();
        for file in self.files.keys() {
            let mut path = file.as_str();
            while let Some((folder, _)) = path.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                path = folder;
            }
        }
        folders
    }

    /// Its files, in order, with their checksums as far as they are known.
    pub(super) fn files(&self) -> impl Iterator<Item = (&String, Option<Checksum>)> {
        self.files.iter().map(|(file, checksum)| (file, *checksum))
    }

    /// Whether it says what every file holds. The lists of earlier versions do not.
    pub(super) fn has_checksums(&self) -> bool {
        self.files.values().all(Option::is_some)
    }

    /// How many of these files are not in `other`.
    pub(super) fn count_missing_from(&self, other: &Manifest) -> usize {
        self.files.keys().filter(|file| !other.files.contains_key(*file)).count()
    }
}

/// The line that shows whether a list is whole: the number of its files, and a checksum of everything else in it.
fn sealed(site: &str, note: &str, files: usize, lines: &str) -> String {
    // A list without a note is sealed as it was before there were notes.
    let noted = Some(note.as_bytes()).filter(|note| !note.is_empty());
    let parts: Vec<&[u8]> = [site.as_bytes(), lines.as_bytes()].into_iter().chain(noted).collect();
    let checksum = Hash::of(&parts).number();
    format!("{files} {checksum:032x}")
}
