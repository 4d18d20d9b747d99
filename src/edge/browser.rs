//! Opens an address in the default browser.
//! It does not know whether a page is there.

use std::io;
use std::process::{Command, Stdio};

/// Opens `url` in the default browser of this machine.
///
/// # Errors
/// When there is none.
pub fn open(url: &str) -> io::Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    let silent = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.spawn().map(drop)
}
