//! Runs what the command line asks for, one file per command.
//! It is the only caller of `edge`: here the pipeline meets the disk, the terminal and the network.

mod build;
mod check;
mod composed_project;
mod failure;
mod faults;
mod figures;
mod host_limits;
mod import;
mod init;
mod kept_readings;
mod last_run;
mod left_out;
mod new;
mod pack;
mod pictures;
mod plural;
mod project;
mod serve;
mod theme;
mod toll;
mod verify;

use std::process::ExitCode;

use anstream::ColorChoice;
use dateline::edge::terminal::Terminal;

use crate::cli::{Cli, Color, Command, FiguresCommand};

/// Does what was asked, reports what failed, and gives the exit code.
pub(crate) fn run(cli: Cli) -> ExitCode {
    let common = &cli.common;
    let terminal = &Terminal::new(match common.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    });
    let done = match &cli.command {
        Command::Init(args) => init::run(args, common, terminal),
        Command::New(args) => new::run(args, common, terminal),
        Command::Check { format } => check::run(*format, common, terminal),
        Command::Import(args) => import::run(args, terminal),
        Command::Build(args) => build::run(args, common, terminal),
        Command::Verify(args) => verify::run(args, common, terminal),
        Command::Pack(args) => pack::run(args, common, terminal),
        Command::Toll(args) => toll::run(args, common, terminal),
        Command::Theme { name } => theme::run(name, common, terminal),
        Command::Figures { command: FiguresCommand::Accept { deleted } } => {
            figures::accept(deleted, common, terminal)
        }
        Command::Serve(args) => serve::run(args, common, terminal),
    };
    let exit = done.unwrap_or_else(|failure| {
        terminal.say(&format!("error: {}", failure.message));
        failure.exit
    });
    ExitCode::from(exit as u8)
}
