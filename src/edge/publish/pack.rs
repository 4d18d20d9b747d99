//! Packs a published site into one archive. The same site gives the same bytes on every machine: order, times, owners and permissions
//! are fixed.
//! It does not know who signs the archive.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

use crate::edge::io_fault::IoFault;
use crate::edge::publish::attributes::FILE;
use crate::edge::publish::audience::Audience;
use crate::edge::publish::checksum::{Checksum, Summing};
use crate::edge::publish::manifest::NAME;
use crate::edge::publish::verify::{Difference, VerifyFault, read_list, verify};
use crate::edge::regular_file::RegularFile;
use crate::text::listing;

/// The file in the archive that lists the checksums of all others. It is beside the folder of the site, so that the unpacked folder
/// is exactly the site.
const CHECKSUMS: &str = "SHA256SUMS";

/// The time of every file in the archive: the first second of 2000. Some programs take 1970 for a mistake.
const TIME: u64 = 946_684_800;

/// A packed site.
#[derive(Debug)]
pub struct Packed {
    /// The archive.
    pub archive: PathBuf,
    /// Its checksum, as `sha256sum` writes it.
    pub checksum: String,
    /// The address of the site.
    pub site: String,
    /// For whom it was built.
    pub audience: Audience,
    /// The number of its files.
    pub files: usize,
}

/// Why a site was not packed.
#[derive(Debug)]
pub enum PackFault {
    /// It cannot be compared with its list.
    Unverified(VerifyFault),
    /// It is not what was built: so it differs.
    Differs(BTreeMap<String, Difference>),
    /// It shows drafts or embargoed dispatches.
    Hidden(PathBuf),
    /// This file changed while it was packed.
    Changed(PathBuf),
    /// The archive would be in the folder that it is made of.
    Inside(PathBuf),
    /// The disk refused.
    Io(IoFault),
}

/// Packs the site in `folder` into the file `archive`; without a name, into a file in the working folder with the name of the site. An
/// archive that exists is replaced when the new one is complete. `receivers` are those who will get it.
///
/// # Errors
/// When the folder is not exactly what was built, it shows what the receivers may not see, or the disk refuses. Then there is no new
/// archive.
pub fn pack(
    folder: &Path,
    archive: Option<&Path>,
    receivers: Audience,
) -> Result<Packed, PackFault> {
    let verified = verify(folder, None)?;
    if !verified.differences.is_empty() {
        return Err(PackFault::Differs(verified.differences));
    }
    let audience = verified.audience;
    if audience == Audience::Editors && receivers != Audience::Editors {
        return Err(PackFault::Hidden(folder.to_owned()));
    }
    let name = name(&verified.site);
    let archive = archive.map_or_else(|| PathBuf::from(format!("{name}.tar.gz")), Path::to_owned);
    let above = archive.parent().filter(|above| !above.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new("."));
    let [inside, own] =
        [above, folder].map(|it| fs::canonicalize(it).map_err(IoFault::on("read", it)));
    if inside?.starts_with(own?) {
        return Err(PackFault::Inside(archive));
    }
    let mut temporary = archive.file_name().unwrap_or_default().to_owned();
    temporary.push(format!(".{}.new", std::process::id()));
    let temporary = above.join(temporary);
    let done = write(folder, &name, &temporary).and_then(|checksum| {
        let renamed = fs::rename(&temporary, &archive);
        renamed.map_err(IoFault::on("write", &archive))?;
        Ok(checksum)
    });
    let checksum = done.inspect_err(|_| {
        // It may not exist.
        let _ = fs::remove_file(&temporary);
    })?;
    let (site, files) = (verified.site, verified.files);
    Ok(Packed { archive, checksum: checksum.to_string(), site, audience, files })
}

/// The name of the folder in the archive: `https://record.example/war/` is `record.example-war`.
fn name(site: &str) -> String {
    let address = site.split_once("://").map_or(site, |(_, rest)| rest);
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-') { c } else { '-' };
    let name: String = address.trim_matches('/').chars().map(kept).collect();
    let name = name.trim_matches(['.', '-']);
    if name.is_empty() { "site".to_owned() } else { name.to_owned() }
}

/// Writes the archive, in which the site is in the folder `name`.
fn write(folder: &Path, name: &str, to: &Path) -> Result<Checksum, PackFault> {
    let cannot_write = IoFault::on("write", to);
    let file = File::create(to).map_err(&cannot_write)?;
    // Without the time and the system, which gzip would note.
    let packed = GzBuilder::new().mtime(0).operating_system(255);
    let packed = packed.write(Summing::new(BufWriter::new(&file)), Compression::default());
    let mut archive = Builder::new(packed);
    let list = folder.join(NAME);
    let manifest = read_list(folder, &list)?;
    let mut sums = String::new();
    let own = [(NAME.to_owned(), Checksum::of(manifest.text().as_bytes()))];
    let files = manifest.files().filter_map(|(file, sum)| Some((file.clone(), sum?)));
    // Sorted as a whole, as `sha256sum` would list a folder.
    let files: BTreeMap<String, Checksum> = files.chain(own).collect();
    for (file, checksum) in files {
        let (from, inside) = (folder.join(&file), format!("{name}/{file}"));
        let changed = || PackFault::Changed(from.clone());
        let cannot_read = IoFault::on("read", &from);
        let found = RegularFile::open(&from).map_err(&cannot_read)?.ok_or_else(changed)?;
        let mut summed = SummingReader { from: found.file, hash: Summing::new(io::sink()) };
        let added = archive.append_data(&mut header(found.len), &inside, &mut summed);
        added.map_err(&cannot_write)?;
        if summed.hash.finish() != checksum {
            return Err(changed());
        }
        writeln!(sums, "{checksum}  {inside}").expect("a string takes everything");
    }
    let added = archive.append_data(&mut header(sums.len() as u64), CHECKSUMS, sums.as_bytes());
    let packed = added.and_then(|()| archive.into_inner()).and_then(|packed| packed.finish());
    let mut packed = packed.map_err(&cannot_write)?;
    packed.flush().and_then(|()| file.sync_all()).map_err(&cannot_write)?;
    Ok(packed.finish())
}

fn header(len: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_size(len);
    header.set_mode(FILE);
    header.set_mtime(TIME);
    header.set_uid(0);
    header.set_gid(0);
    header
}

/// Computes the checksum of what is read.
struct SummingReader {
    from: File,
    hash: Summing<io::Sink>,
}

impl Read for SummingReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let taken = self.from.read(into)?;
        self.hash.write_all(&into[..taken])?;
        Ok(taken)
    }
}

impl From<VerifyFault> for PackFault {
    fn from(fault: VerifyFault) -> PackFault {
        PackFault::Unverified(fault)
    }
}

impl From<IoFault> for PackFault {
    fn from(fault: IoFault) -> PackFault {
        PackFault::Io(fault)
    }
}

impl fmt::Display for PackFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackFault::Unverified(fault) => fault.fmt(f),
            PackFault::Differs(differences) => {
                let named: Vec<String> = differences.keys().cloned().collect();
                write!(
                    f,
                    "the site is not what was built ({}), so it was not packed; `dateline verify` names every difference; build \
                     it again",
                    listing::first_few(&named, 5)
                )
            }
            PackFault::Hidden(folder) => write!(
                f,
                "the site in {} shows drafts or embargoed dispatches, so it was not packed; build it again without --drafts and \
                 --now, or write `dateline pack --drafts` for an archive that only editors get",
                folder.display()
            ),
            PackFault::Changed(path) => {
                write!(f, "cannot pack {}: it changed meanwhile; try again", path.display())
            }
            PackFault::Inside(archive) => write!(
                f,
                "the archive {} would be in the folder of the site; name another place with --output",
                archive.display()
            ),
            PackFault::Io(fault) => fault.fmt(f),
        }
    }
}

impl Error for PackFault {}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn an_archive_is_named_after_the_address_of_the_site() {
        let names = [
            ("https://record.example/", "record.example"),
            ("http://record.example:8080/war/", "record.example-8080-war"),
            ("", "site"),
        ];
        for (site, expected) in names {
            assert_eq!(name(site), expected);
        }
    }
}
