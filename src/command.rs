//! One file per verb. The only callers of `edge`: here the world and the pipeline meet.

mod build;
mod check;
mod failure;
mod figures;
mod import;
mod init;
mod new;
mod pictures;
mod project;
mod serve;
mod shown;
mod theme;
mod toll;

use std::process::ExitCode;

use dateline::edge::terminal::{ColorChoice, Terminal};

use crate::cli::{Cli, Color, FiguresVerb, Verb};
use crate::command::failure::Exit;

/// Does what was asked, says what went wrong, and gives the exit code.
pub(crate) fn run(cli: Cli) -> ExitCode {
    let terminal = Terminal::new(match cli.common.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    });
    let done = match &cli.verb {
        Verb::Init { dir } => init::run(dir, &terminal),
        Verb::New { title, city, date } => {
            let asked = new::Asked { title, city, date: date.as_deref() };
            new::run(&asked, &cli.common, &terminal)
        }
        Verb::Check { format } => check::run(*format, &cli.common, &terminal),
        Verb::Import { file, map, into, dry_run, format } => {
            let then = if *dry_run { import::Then::Forget } else { import::Then::Write };
            import::run(&import::Asked { file, map, into, format: *format, then }, &terminal)
        }
        Verb::Build { output, base_url } => {
            build::run(output, base_url.as_deref(), &cli.common, &terminal)
        }
        Verb::Toll { city, from, to, harm, explain, format } => {
            let asked = toll::Asked {
                city: city.as_deref(),
                from: from.as_deref(),
                to: to.as_deref(),
                harm: harm.as_deref(),
                depth: if *explain { toll::Depth::Explained } else { toll::Depth::Sums },
                format: *format,
            };
            toll::run(&asked, &cli.common, &terminal)
        }
        Verb::Theme { name } => theme::run(name, &cli.common, &terminal),
        Verb::Figures { verb: FiguresVerb::Accept { deleted } } => {
            figures::accept(deleted, &cli.common, &terminal)
        }
        Verb::Serve { host, port, open, follow, editor, poll } => {
            let asked = serve::Asked {
                host,
                port: *port,
                open: *open,
                tabs: if *follow { serve::Tabs::Follow } else { serve::Tabs::Stay },
                editor: editor.as_deref(),
                poll: *poll,
            };
            serve::run(&asked, &cli.common, &terminal)
        }
    };
    let exit = done.unwrap_or_else(|failure| {
        terminal.say(&format!("error: {}", failure.message));
        failure.exit
    });
    ExitCode::from(exit.code())
}

impl Exit {
    fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::World => 3,
        }
    }
}
