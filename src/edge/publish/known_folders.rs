//! The folders of published sites that were listed before. One that looks as it did then has the same names in it, and is not listed
//! again.
//! It only saves time: what is lost is listed. It does not know what the files are for.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::edge::disk::source_cache::FileStamp;
use crate::edge::file_tree::{Entry, Kind, is_gone, list_folder};
use crate::edge::publish::attributes::{FOLDER, is_permitted};
use crate::edge::publish::manifest::{Manifest, NAME};
use crate::text::source::{Hash, Hasher};

/// Files that systems make in every folder that somebody opens. Nobody misses them.
const SYSTEM_FILES: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// What is known of the folders of a site, and of the one that is kept for the next build.
#[derive(Debug, Default)]
pub(super) struct KnownFolders {
    /// For each folder a hash of how it looked, and of the names in it.
    before: BTreeSet<Hash>,
    /// The same of the folders that were looked at in this run.
    seen: Mutex<BTreeSet<Hash>>,
}

/// How a folder differs from the list of its site.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Differences<'l> {
    /// What is in the folder of the site and not on the list, sorted. What is in a folder that is not on the list is not listed.
    pub(super) unlisted: Vec<String>,
    /// The folders on the list that are not there, or that not everybody may read, each after the one above it. The path of the site
    /// itself is empty.
    pub(super) missing: Vec<&'l str>,
}

/// The names in a folder, in order.
#[derive(Default)]
struct Names<'n> {
    files: Vec<&'n str>,
    folders: Vec<&'n str>,
}

/// A folder that was looked at.
struct Listed {
    /// What is in it and not on the list.
    unlisted: Vec<String>,
    /// How it looked, and the names in it. None if it may change and look the same.
    seen: Option<Hash>,
}

impl KnownFolders {
    /// What an earlier run has kept as these `bytes`.
    pub(super) fn new(bytes: &[u8]) -> KnownFolders {
        let (hashes, _) = bytes.as_chunks();
        let hashes = hashes.iter().map(|hash| Hash::from_number(u128::from_le_bytes(*hash)));
        KnownFolders { before: hashes.collect(), seen: Mutex::default() }
    }

    /// What was seen in this run as bytes for a later one. None if an earlier run has kept the same.
    pub(super) fn keep(&self) -> Option<Vec<u8>> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        (*seen != self.before)
            .then(|| seen.iter().flat_map(|hash| hash.number().to_le_bytes()).collect())
    }

    /// What somebody else has put into the folder `site` of the site with this `list`, sorted.
    pub(super) fn foreign(&self, list: &Manifest, site: &Path) -> io::Result<Vec<String>> {
        let mut foreign = self.differences(list, site)?.unlisted;
        foreign.retain(|path| !SYSTEM_FILES.contains(&path.rsplit('/').next().unwrap_or(path)));
        Ok(foreign)
    }

    /// How the folder `site` differs from `list`. Files that are missing are not looked for.
    pub(super) fn differences<'l>(
        &self,
        list: &'l Manifest,
        site: &Path,
    ) -> io::Result<Differences<'l>> {
        self.differences_at(SystemTime::now(), list, site)
    }

    /// The same for a run that `started` at this moment.
    fn differences_at<'l>(
        &self,
        started: SystemTime,
        list: &'l Manifest,
        site: &Path,
    ) -> io::Result<Differences<'l>> {
        let names = names_by_folder(list);
        let look = |(folder, stamp): (&str, Option<FileStamp>)| {
            // Elsewhere a program can put a file into a folder and give that its old time.
            let stamp = stamp.filter(|stamp| cfg!(unix) && !stamp.is_fresh(started));
            let expected = stamp.map(|stamp| names[folder].seen_with(stamp));
            match expected.filter(|expected| self.before.contains(expected)) {
                Some(known) => Ok(Listed { unlisted: Vec::new(), seen: Some(known) }),
                None => list_names(site, folder, stamp, &names),
            }
        };
        let (folders, missing) = folders_of(site, names.keys().copied());
        let looked_at: io::Result<Vec<Listed>> = folders.into_par_iter().map(look).collect();
        let (mut unlisted, mut seen) = (Vec::new(), BTreeSet::new());
        for folder in looked_at? {
            unlisted.extend(folder.unlisted);
            seen.extend(folder.seen);
        }
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).append(&mut seen);
        unlisted.sort();
        Ok(Differences { unlisted, missing })
    }
}

/// Those of the `listed` folders that are in `site`, with their stamps; and those that are not, or that not everybody may read.
fn folders_of<'l>(
    site: &Path,
    listed: impl Iterator<Item = &'l str>,
) -> (Vec<(&'l str, Option<FileStamp>)>, Vec<&'l str>) {
    let listed: Vec<&str> = listed.collect();
    let look = |folder: &&str| fs::symlink_metadata(site.join(folder)).ok();
    let found: Vec<_> = listed.par_iter().map(look).collect();
    // What is reached through a link is not in the site. A folder comes after the one above it.
    let mut inside: HashSet<&str> = HashSet::new();
    let (mut folders, mut missing) = (Vec::with_capacity(listed.len()), Vec::new());
    for (folder, found) in listed.into_iter().zip(found) {
        let is_folder = found.as_ref().is_some_and(Metadata::is_dir);
        // That of the site itself is listed in any case: the caller has to know if it cannot be.
        let is_inside = folder.is_empty() || is_folder && inside.contains(above(folder));
        if is_inside {
            inside.insert(folder);
            folders.push((folder, found.as_ref().and_then(FileStamp::new)));
        }
        let is_open = found.is_some_and(|found| is_folder && is_permitted(&found, FOLDER));
        if !is_inside || !is_open {
            missing.push(folder);
        }
    }
    (folders, missing)
}

/// Lists `folder`, which has this `stamp`.
fn list_names(
    site: &Path,
    folder: &str,
    stamp: Option<FileStamp>,
    names: &BTreeMap<&str, Names<'_>>,
) -> io::Result<Listed> {
    let entries = match list_folder(site, folder) {
        // It was deleted meanwhile.
        Err(error) if is_gone(&error) && !folder.is_empty() => Vec::new(),
        entries => entries?,
    };
    let of_kind = |kind| {
        let of_kind = entries.iter().filter(move |it: &&Entry| it.kind == kind);
        let mut of_kind: Vec<&str> = of_kind.map(|entry| &*entry.path).collect();
        of_kind.sort_unstable();
        of_kind
    };
    let found = Names { files: of_kind(Kind::File), folders: of_kind(Kind::Folder) };
    let are_all = found.files.len() + found.folders.len() == entries.len();
    let seen = stamp.filter(|_| are_all).map(|stamp| found.seen_with(stamp));
    let expected = &names[folder];
    let is_unlisted = |entry: &&Entry| match entry.kind {
        Kind::File => expected.files.binary_search(&&*entry.path).is_err(),
        Kind::Folder => !names.contains_key(&*entry.path),
        _ => true,
    };
    let unlisted = entries.iter().filter(is_unlisted).map(|entry| entry.path.clone());
    Ok(Listed { unlisted: unlisted.collect(), seen })
}

impl Names<'_> {
    /// A hash of these names in a folder of this `stamp`.
    fn seen_with(&self, stamp: FileStamp) -> Hash {
        let mut hash = Hasher::default();
        stamp.add_to(&mut hash);
        for names in [&self.files, &self.folders] {
            hash.part(&names.len().to_le_bytes());
            names.iter().for_each(|name| hash.part(name.as_bytes()));
        }
        hash.finish()
    }
}

/// The names in each folder of the site with this `list`, as paths from the site. That of the site itself is empty.
fn names_by_folder(list: &Manifest) -> BTreeMap<&str, Names<'_>> {
    let mut names: BTreeMap<&str, Names<'_>> = BTreeMap::from([("", Names::default())]);
    for folder in list.folders() {
        names.entry(above(folder)).or_default().folders.push(folder);
        names.entry(folder).or_default();
    }
    for (file, _) in list.files() {
        names.entry(above(file)).or_default().files.push(file);
    }
    let of_site = names.entry("").or_default();
    of_site.files.push(NAME);
    of_site.files.sort_unstable();
    names
}

/// The folder that `path` is in; empty for the site.
fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::time::{Duration, SystemTime};

    use super::KnownFolders;
    use crate::edge::publish::audience::Audience;
    use crate::edge::publish::manifest::Manifest;
    use crate::plan::route::Route;

    fn list(files: &[&str]) -> Manifest {
        let routes: Vec<Route> = files.iter().map(|file| Route::file(file)).collect();
        Manifest::new("https://example.org/", Audience::default(), routes.iter()).expect("a list")
    }

    fn later() -> SystemTime {
        SystemTime::now() + Duration::from_secs(3600)
    }

    #[test]
    fn a_known_folder_is_listed_again_once_anything_is_put_into_it_or_off_the_list() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path();
        fs::create_dir_all(site.join("cities/mosul")).expect("folders");
        for file in ["cities/mosul/index.html", "cities/index.html"] {
            fs::write(site.join(file), "").expect("a file");
        }
        let whole = list(&["cities/mosul/index.html", "cities/index.html"]);
        let unlisted = |known: &KnownFolders, list: &Manifest| {
            known.differences_at(later(), list, site).expect("it can be listed").unlisted
        };
        let first = KnownFolders::default();
        assert!(unlisted(&first, &whole).is_empty());
        let kept = first.keep().expect("three folders were seen");
        assert_eq!(kept.len(), 3 * size_of::<u128>());
        let second = KnownFolders::new(&kept);
        assert!(unlisted(&second, &whole).is_empty());
        assert_eq!(second.keep(), None, "nothing new was seen");
        let less = list(&["cities/index.html", "cities/mosul/map.svg"]);
        assert_eq!(unlisted(&KnownFolders::new(&kept), &less), ["cities/mosul/index.html"]);
        fs::write(site.join("cities/mosul/ours.txt"), "").expect("a file");
        assert_eq!(unlisted(&KnownFolders::new(&kept), &whole), ["cities/mosul/ours.txt"]);
    }

    #[test]
    fn a_folder_that_has_just_changed_is_not_known() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("cities")).expect("a folder");
        let known = KnownFolders::default();
        known.differences(&list(&["cities/index.html"]), folder.path()).expect("it can be listed");
        assert_eq!(known.keep(), None);
    }

    #[test]
    fn what_is_behind_a_link_is_not_in_the_site() {
        let folder = tempfile::tempdir().expect("a folder");
        let (site, other) = (folder.path().join("site"), folder.path().join("other"));
        fs::create_dir_all(other.join("mosul")).expect("a folder");
        fs::create_dir(&site).expect("a folder");
        fs::write(other.join("mosul/ours.txt"), "").expect("a file");
        std::os::unix::fs::symlink(&other, site.join("cities")).expect("a link");
        let list = list(&["cities/mosul/index.html"]);
        assert_eq!(
            KnownFolders::default().differences(&list, &site).expect("listed").unlisted,
            ["cities"]
        );
    }
}
