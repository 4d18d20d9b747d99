//! Compares a folder with the list of what was built: every file by its checksum, and what is missing or was added.
//! It does not know who made the copy, and changes nothing.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::edge::io_fault::IoFault;
use crate::edge::os;
use crate::edge::publish::audience::Audience;
use crate::edge::publish::checksum::Checksum;
use crate::edge::publish::known_folders::KnownFolders;
use crate::edge::publish::manifest::{Manifest, Marker, NAME};
use crate::edge::regular_file::RegularFile;

/// What a folder is, compared with a list.
#[derive(Debug)]
pub struct Verified {
    /// The address of the site that the list is of.
    pub site: String,
    /// For whom it was built.
    pub audience: Audience,
    /// The number of files on the list.
    pub files: usize,
    /// What differs, by its path in the folder.
    pub differences: BTreeMap<String, Difference>,
}

/// How one file is not what was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It holds other bytes.
    Changed,
    /// It does not exist.
    Missing,
    /// It is not on the list.
    Extra,
    /// It is a link, a folder or anything else.
    NotAFile,
    /// It cannot be read, for this reason.
    Unreadable(String),
}

/// Why a folder cannot be compared.
#[derive(Debug)]
pub enum VerifyFault {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// There is no list in this file.
    NoList(PathBuf),
    /// The list in this file is damaged.
    DamagedList(PathBuf),
    /// The list in this file is of an earlier dateline, which kept no checksums.
    NoChecksums(PathBuf),
    /// The disk refused.
    Io(IoFault),
}

/// Compares `folder` with the list in the file `list`, or else with its own list.
///
/// # Errors
/// When there is no folder or no list to compare.
pub fn verify(folder: &Path, list: Option<&Path>) -> Result<Verified, VerifyFault> {
    let own = folder.join(NAME);
    let manifest = read_list(folder, list.unwrap_or(&own))?;
    let files: Vec<_> = manifest.files().collect();
    let differs = |(file, checksum): &(&String, Option<Checksum>)| {
        let difference = difference(&folder.join(file), *checksum)?;
        Some(((*file).clone(), difference))
    };
    let mut differences: BTreeMap<String, Difference> =
        files.par_iter().filter_map(differs).collect();
    let foreign = KnownFolders::default().foreign(&manifest, folder);
    let foreign = foreign.map_err(IoFault::on("read all of", folder))?;
    for path in foreign {
        // What is in the place of a file has been named already.
        differences.entry(path).or_insert(Difference::Extra);
    }
    // Programs that leave out hidden files leave out the list. What else is there can be compared with another list all the same.
    if list.is_some() && fs::read(&own).is_ok_and(|own| own != manifest.text().as_bytes()) {
        differences.insert(NAME.to_owned(), Difference::Changed);
    }
    let site = manifest.site().unwrap_or_default().to_owned();
    Ok(Verified { site, audience: manifest.audience(), files: files.len(), differences })
}

/// Reads a list with which `folder` can be compared.
pub(super) fn read_list(folder: &Path, list: &Path) -> Result<Manifest, VerifyFault> {
    if !fs::metadata(folder).is_ok_and(|found| found.is_dir()) {
        return Err(VerifyFault::NoFolder(folder.to_owned()));
    }
    match Manifest::read_file(list).map_err(IoFault::on("read", list))? {
        Marker::List(manifest) if manifest.has_checksums() => Ok(manifest),
        Marker::List(_) => Err(VerifyFault::NoChecksums(list.to_owned())),
        Marker::Damaged => Err(VerifyFault::DamagedList(list.to_owned())),
        Marker::Missing => Err(VerifyFault::NoList(list.to_owned())),
    }
}

/// How the file at `path` differs from one with this `checksum`.
fn difference(path: &Path, checksum: Option<Checksum>) -> Option<Difference> {
    let unreadable = |error| Difference::Unreadable(os::reason(&error));
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Some(Difference::NotAFile),
        Err(error) if crate::edge::file_tree::is_gone(&error) => return Some(Difference::Missing),
        Err(error) => return Some(unreadable(error)),
        Ok(_) => {}
    }
    match RegularFile::open(path) {
        Ok(Some(found)) => match Checksum::of_reader(found.file) {
            Ok(found) => (Some(found) != checksum).then_some(Difference::Changed),
            Err(error) => Some(unreadable(error)),
        },
        Ok(None) => Some(Difference::NotAFile),
        Err(error) => Some(unreadable(error)),
    }
}

impl From<IoFault> for VerifyFault {
    fn from(fault: IoFault) -> VerifyFault {
        VerifyFault::Io(fault)
    }
}

impl fmt::Display for VerifyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VerifyFault::NoFolder(folder) => {
                write!(f, "there is no folder {}; name the folder of a site", folder.display())
            }
            VerifyFault::NoList(list) => write!(
                f,
                "there is no list of files of a site at {}; some programs leave out hidden files, so copy it too, or name \
                 the list of your own build with --list public/{NAME}",
                list.display()
            ),
            VerifyFault::DamagedList(list) => write!(
                f,
                "the list of files {} is damaged, so nothing can be compared with it; copy it again, or name the list of \
                 your own build with --list public/{NAME}",
                list.display()
            ),
            VerifyFault::NoChecksums(list) => write!(
                f,
                "the list of files {} was made by an earlier dateline and has no checksums; build the site again and copy it \
                 again",
                list.display()
            ),
            VerifyFault::Io(fault) => fault.fmt(f),
        }
    }
}

impl Error for VerifyFault {}
