//! Writes the completions for shells and the manual pages of every command into the folder that the command line names, for an archive of a
//! release: `cargo run --example shell_files -- DIR`. It does not know what the commands do.

#![allow(clippy::disallowed_methods, reason = "this is no part of the program")]
#![allow(dead_code, reason = "only the description of the command line is used, not what it reads")]

#[path = "../src/cli.rs"]
mod cli;

use std::error::Error;
use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name a folder to write into")?;
    let [completions, man] = ["completions", "man"].map(|name| Path::new(&folder).join(name));
    fs::create_dir_all(&completions)?;
    fs::create_dir_all(&man)?;
    let mut command = cli::Cli::command();
    for shell in [Shell::Bash, Shell::Elvish, Shell::Fish, Shell::PowerShell, Shell::Zsh] {
        clap_complete::generate_to(shell, &mut command, "dateline", &completions)?;
    }
    clap_mangen::generate_to(cli::Cli::command(), &man)?;
    Ok(())
}
