//! Reads a file that the command line names.
//! It does not know what the file is for.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::edge::io_fault::IoFault;

/// Maximum length of an input file: 1 GiB.
const MAX_BYTES: u64 = 1 << 30;

/// The bytes of the file at `path`.
///
/// # Errors
/// When it cannot be read, or is longer than 1 GiB.
pub fn read(path: &Path) -> Result<Vec<u8>, IoFault> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(IoFault::on("read", path))?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(IoFault::on("read", path))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(IoFault::on("read", path)(ErrorKind::FileTooLarge.into()));
    }
    Ok(bytes)
}
