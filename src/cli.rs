//! The verbs and their flags.
//! It knows nothing of what they do.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A static site generator for people who report on armed conflict.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
    /// What every verb understands.
    #[command(flatten)]
    pub(crate) common: Common,
}

const EXAMPLES: &str = "\
Examples:
  dateline init newsroom                            a small site that builds
  dateline new \"Shelling in Donetsk\" --city Donetsk  a dispatch to fill in
  dateline serve                                    read it while you write
  dateline import EVENTS.csv --map MAP.toml --into content/dispatches/events
                                                    dispatches from a spreadsheet
  dateline check                                    everything that is wrong, at once
  dateline build                                    the site, in public/
  dateline toll --city Mosul --explain              what a toll comes to, and how
  dateline theme plain                              a theme to change, in themes/plain/
  dateline figures accept                           record what is published, so that no figure changes unnoticed

A site is a folder with a site.toml; every verb finds it from any folder inside.";

/// Flags that every verb understands.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// The site's folder [default: the nearest one above that has a site.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Show drafts and embargoed dispatches as well
    #[arg(long, global = true)]
    pub(crate) drafts: bool,
    /// The moment to build for, in RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, global = true, value_name = "RFC3339")]
    pub(crate) now: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Make a small site that builds
    #[command(after_help = "Example:\n  dateline init newsroom && cd newsroom && dateline serve")]
    Init {
        /// The folder to make
        dir: PathBuf,
    },
    /// Write a new dispatch, with its keys explained
    #[command(after_help = "\
Examples:
  dateline new \"Strike in west Mosul\" --city Mosul
  dateline new \"Shelling in Donetsk\" --city Donetsk --date 2015-01-22

It is a draft until you take out `draft: true`. An existing file is never touched.")]
    New {
        /// The headline
        title: String,
        /// Where it happened
        #[arg(long)]
        city: String,
        /// The day of publication [default: today]
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: Option<String>,
    },
    /// Say everything that is wrong, and write nothing
    #[command(after_help = "\
Examples:
  dateline check
  dateline check --drafts --format concise

Exit code 0: nothing is wrong. 1: there are errors in the content. 2: in the settings or the command. 3: in the world.")]
    Check {
        /// How to say it
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: Format,
    },
    /// Make dispatches of the rows of a spreadsheet, all of them or none
    #[command(after_help = "\
Examples:
  dateline import events.csv --map events.toml --into content/dispatches/events --dry-run
  dateline import ged.csv --map ucdp-ged --into content/dispatches/ucdp

The map says what each row becomes; docs/import.md explains it. A row that cannot be read is
reported with its line; then nothing is written. An existing file is never touched.")]
    Import {
        /// The spreadsheet, saved as CSV in UTF-8
        file: PathBuf,
        /// What each row becomes: a TOML file, or `ucdp-ged`, which needs none
        #[arg(long, value_name = "MAP")]
        map: PathBuf,
        /// The folder for the dispatches
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// Report what would be imported, and write nothing
        #[arg(long)]
        dry_run: bool,
        /// How to say what is wrong
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: Format,
    },
    /// Write the site, whole or not at all
    #[command(after_help = "\
Examples:
  dateline build
  dateline build --output /srv/www/record --base-url https://record.example/

With any error nothing is written and the last good site stays as it is.")]
    Build {
        /// Where to; a relative path is from the site's folder
        #[arg(long, value_name = "DIR", default_value = "public")]
        output: PathBuf,
        /// Where the site will stand [default: base_url of site.toml]
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
    },
    /// Say what a toll comes to, and how
    #[command(after_help = "\
Examples:
  dateline toll --city Mosul
  dateline toll --city Mosul --from 2017-05-26 --to 2017-05-31 --explain
  dateline toll --harm killed --format csv

It is the toll that the pages show. With errors in the content there is none; `dateline check` says what they are.")]
    Toll {
        /// One city, by any of its spellings [default: everywhere]
        #[arg(long, value_name = "NAME")]
        city: Option<String>,
        /// The first day that counts [default: the first on record]
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: Option<String>,
        /// The last day that counts [default: the last on record]
        #[arg(long, value_name = "YYYY-MM-DD")]
        to: Option<String>,
        /// One kind of harm: killed, injured, missing, displaced or trapped [default: all]
        #[arg(long, value_name = "HARM")]
        harm: Option<String>,
        /// Show what was added, what was not and why, down to the dispatch
        #[arg(long)]
        explain: bool,
        /// How to say it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TollFormat,
    },
    /// Keep the record of published figures, figures.lock
    #[command(arg_required_else_help = true)]
    Figures {
        /// What to do with it.
        #[command(subcommand)]
        verb: FiguresVerb,
    },
    /// Write a theme that is inside the program into the site, to be changed
    #[command(after_help = "\
Examples:
  dateline theme plain                              the smallest, and the one to copy
  dateline theme wire                               the default

It goes to themes/NAME/, which from then on takes the place of the one inside the program.
An existing file is never touched. docs/theme.md says what each file is for.")]
    Theme {
        /// The theme: plain or wire
        name: String,
    },
    /// Show the site while you write; every save shows at once
    #[command(after_help = "\
Examples:
  dateline serve --open
  dateline serve --drafts --port 8080
  dateline serve --poll 1                           on a network disk, or in a container

It never writes to the published folder. Stop it with Ctrl-C.")]
    Serve {
        /// The address to listen at; anything but the default lets others on the network read your drafts
        #[arg(long, default_value = "127.0.0.1")]
        host: String,
        /// The port to listen at [default: 4000, or the next that is free]
        #[arg(long)]
        port: Option<u16>,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// Have open tabs go to the page of what was saved
        #[arg(long)]
        follow: bool,
        /// The program that opens a file from the browser, as in `code -g {file}:{line}:{column}` [default: VISUAL]
        #[arg(long, value_name = "CMD")]
        editor: Option<String>,
        /// Look for saves every so many seconds instead of asking the system, which reports none on
        /// network disks and in folders shared with containers and virtual machines
        #[arg(long, value_name = "SECONDS", value_parser = seconds, allow_negative_numbers = true)]
        poll: Option<Duration>,
    },
}

/// A number of seconds, which may have a fraction. Looking more often than that would leave the machine no rest.
fn seconds(written: &str) -> Result<Duration, String> {
    let seconds =
        written.trim().parse::<f64>().ok().filter(|seconds| (0.05..=3600.0).contains(seconds));
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration
        .ok_or_else(|| "write a number of seconds from 0.05 to 3600, such as 1 or 0.5".to_owned())
}

/// How a toll is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TollFormat {
    /// To be read.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets: a row for each measure, or with `--explain` for each figure.
    Csv,
}

/// What to do with the record of published figures.
#[derive(Debug, Subcommand)]
pub(crate) enum FiguresVerb {
    /// Record what is newly published, corrected or withdrawn, in figures.lock
    #[command(after_help = "\
Examples:
  dateline figures accept
  dateline figures accept --deleted 2017-05-31-mosul

Commit figures.lock with the content. A figure that changed without a correction is refused: `dateline check` shows
the entry to add.")]
    Accept {
        /// A dispatch that was published and really had to go, by its slug; or incidents/ID
        #[arg(long, value_name = "SLUG", num_args = 1..)]
        deleted: Vec<String>,
    },
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the line, the caret and the remedy.
    Human,
    /// A line each.
    Concise,
    /// For scripts.
    Json,
}
