//! The commands and their flags.
//! It does not know what they do.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A static site generator for people who report on armed conflict.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Flags of every command.
    #[command(flatten)]
    pub(crate) common: Common,
}

const EXAMPLES: &str = "\
Examples:
  dateline init newsroom                            make a small site
  dateline new \"Shelling in Donetsk\" --city Donetsk  write a new dispatch
  dateline serve                                    see the site while you write
  dateline import EVENTS.csv --map MAP.toml --into content/dispatches/events
                                                    make dispatches from a spreadsheet
  dateline check                                    report everything that is wrong
  dateline build                                    write the site into public/
  dateline verify /media/stick/record               say whether a copy is what was built
  dateline pack                                     make an archive of the site, to sign or hand on
  dateline toll --city Mosul --explain              show a total and how it was counted
  dateline theme plain                              copy a theme into themes/plain/ to change it
  dateline figures accept                           record the published figures

A site is a folder with a site.toml. Every command finds it from any folder inside.";

/// Flags of every command.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// The site's folder [default: the nearest folder above that has a site.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Include drafts and embargoed dispatches
    #[arg(long, global = true)]
    pub(crate) drafts: bool,
    /// Build the site as at this time, such as 2026-03-14T09:00:00+02:00 [default: now]
    ///
    /// If the variable SOURCE_DATE_EPOCH is set, the default is its time: a number of seconds since 1970.
    #[arg(long, global = true, value_name = "RFC3339")]
    pub(crate) now: Option<String>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

/// When to use colours.
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
pub(crate) enum Command {
    /// Make a small site, or the file by which a host publishes your site
    #[command(after_help = "\
Examples:
  dateline init newsroom && cd newsroom && dateline serve
  dateline init --host github                       in a site: write the workflow that publishes it

docs/hosting.md shows the steps for each host.")]
    Init(InitArgs),
    /// Write a new dispatch, with its keys explained
    #[command(after_help = "\
Examples:
  dateline new \"Strike in west Mosul\" --city Mosul
  dateline new \"Shelling in Donetsk\" --city Donetsk --date 2015-01-22
  dateline new \"Обстріл Донецька\" --lang uk --translates 2015-01-22-shelling-in-donetsk

The dispatch is a draft until you delete the line `draft: true`. An existing file is never changed.")]
    New(NewArgs),
    /// Check the content and report every mistake; change no file
    #[command(after_help = "\
Examples:
  dateline check
  dateline check --drafts --format concise

Exit code 0: nothing is wrong. 1: errors in the content. 2: errors in the settings or the command.
3: the disk, the network or another program failed.")]
    Check {
        /// The form of the report
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: Format,
    },
    /// Make dispatches from the rows of a spreadsheet, all of them or none
    #[command(after_help = "\
Examples:
  dateline import events.csv --map events.toml --into content/dispatches/events --dry-run
  dateline import ged.csv --map ucdp-ged --into content/dispatches/ucdp

The map says what each column means; docs/import.md explains it. If a row cannot be read, its line
is reported and nothing is written. An existing file is never changed.")]
    Import(ImportArgs),
    /// Write the site. If there is an error, change nothing
    #[command(after_help = "\
Examples:
  dateline build
  dateline build --output /srv/www/record --base-url https://record.example/
  dateline build --staging

If there is an error, nothing is written. The site from the last build does not change.")]
    Build(BuildArgs),
    /// Say whether a folder, such as a copy of the site, holds exactly what was built
    #[command(after_help = "\
Examples:
  dateline verify
  dateline verify /media/stick/record
  dateline verify /srv/mirror --list public/.dateline

Every file is compared with the checksums in the folder's own list, the file .dateline. With --list they
are compared with another list: that of your own build shows that a copy is not an older one.

Exit code 0: every file is what was built. 1: a file differs, is missing or was added. 2: the command is
wrong. 3: the disk failed.")]
    Verify(VerifyArgs),
    /// Pack the built site into one archive, which is the same on every machine
    #[command(after_help = "\
Examples:
  dateline pack
  dateline pack --output record.tar.gz

It prints the archive's SHA-256. The archive holds the folder of the site and SHA256SUMS, the checksums of all its
files. docs/copies.md shows how to sign it.")]
    Pack(PackArgs),
    /// Show a toll (a total of casualties) and how it was counted
    #[command(after_help = "\
Examples:
  dateline toll --city Mosul
  dateline toll --city Mosul --from 2017-05-26 --to 2017-05-31 --explain
  dateline toll --harm killed --format csv
  dateline toll --party us-led-coalition --how claimed

It is the same total as on the pages. If there are errors in the content, there is no total;
`dateline check` reports them.")]
    Toll(TollArgs),
    /// Record the published figures in figures.lock (`dateline figures accept`)
    #[command(arg_required_else_help = true)]
    Figures {
        /// What to do with it.
        #[command(subcommand)]
        command: FiguresCommand,
    },
    /// Copy a built-in theme into the site, to change it
    #[command(after_help = "\
Examples:
  dateline theme plain                              the smallest, and the best one to start from
  dateline theme wire                               the default

The theme is written into themes/NAME/. If site.toml names this theme, your copy is used. An existing
file is never changed. docs/theme.md explains each file.")]
    Theme {
        /// The theme: plain or wire
        name: String,
    },
    /// Show the site in the browser while you write
    #[command(after_help = "\
Examples:
  dateline serve --open
  dateline serve --drafts --port 8080
  dateline serve --poll 1                           on a network disk, or in a container

Every saved change appears at once. The published folder is never changed. Press Ctrl-C to stop.")]
    Serve(ServeArgs),
}

/// What `dateline init` is asked for.
#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// The folder to make [default with --host: none; the file is added to your site]
    #[arg(required_unless_present = "host")]
    pub(crate) dir: Option<PathBuf>,
    /// Write the workflow or the script that builds and publishes the site, also when an embargo ends
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<Host>,
}

/// A kind of host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Host {
    /// GitHub Pages.
    Github,
    /// GitLab Pages.
    Gitlab,
    /// Netlify, by a workflow at GitHub.
    Netlify,
    /// Cloudflare Pages, by a workflow at GitHub.
    Cloudflare,
    /// A server of your own, by rsync.
    Server,
}

/// What `dateline new` is asked for.
#[derive(Args, Debug)]
pub(crate) struct NewArgs {
    /// The headline
    pub(crate) title: String,
    /// Where it happened. A translation has the place of its original
    #[arg(long, required_unless_present = "translates")]
    pub(crate) city: Option<String>,
    /// The day of publication [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<String>,
    /// The language, if it is not the site's, such as `ar`
    #[arg(long)]
    pub(crate) lang: Option<String>,
    /// The dispatch that this one translates: the last part of its address
    #[arg(long, value_name = "SLUG", requires = "lang", conflicts_with = "city")]
    pub(crate) translates: Option<String>,
}

/// What `dateline import` is asked for.
#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// The spreadsheet, saved as CSV in UTF-8
    pub(crate) file: PathBuf,
    /// What each column means: a TOML file, or `ucdp-ged`, which is built in
    #[arg(long, value_name = "MAP")]
    pub(crate) map: PathBuf,
    /// The folder for the dispatches
    #[arg(long, value_name = "DIR")]
    pub(crate) into: PathBuf,
    /// Report what would be imported; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,
}

/// The options of `dateline build`.
#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// The folder to write; a relative path is from the site's folder [default: public, with --staging: staging]
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// The address of the published site [default: base_url in site.toml]
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Build the staging site, for colleagues: at the address in [staging] of site.toml, and not for search engines
    #[arg(long, conflicts_with = "base_url")]
    pub(crate) staging: bool,
    /// Replace the site in the folder even if it is another site
    #[arg(long)]
    pub(crate) take_over: bool,
    /// Do not wait until the site is on the disk: faster, but a power cut may leave a broken site
    #[arg(long)]
    pub(crate) no_sync: bool,
}

/// What `dateline verify` is asked for.
#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    /// The folder to look at [default: public in the site's folder]
    pub(crate) dir: Option<PathBuf>,
    /// The list to compare with [default: the folder's own, DIR/.dateline]
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,
}

/// What `dateline pack` is asked for.
#[derive(Args, Debug)]
pub(crate) struct PackArgs {
    /// The folder to pack [default: public in the site's folder]
    pub(crate) dir: Option<PathBuf>,
    /// The archive to write [default: the address of the site, as in record.example.tar.gz]
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What `dateline toll` is asked for.
#[derive(Args, Debug)]
pub(crate) struct TollArgs {
    /// One city, in any of its spellings [default: everywhere]
    #[arg(long, value_name = "NAME")]
    pub(crate) city: Option<String>,
    /// One region, with all that lies in it
    #[arg(long, value_name = "NAME", conflicts_with = "city")]
    pub(crate) region: Option<String>,
    /// One country, with all that lies in it, by its two-letter code or its English name
    #[arg(long, value_name = "COUNTRY", conflicts_with_all = ["city", "region"])]
    pub(crate) country: Option<String>,
    /// Only what is attributed to one party, by its id or its name: one total for each way of attribution, and never their sum
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: Option<String>,
    /// One way of attribution: claimed, disputed, found, alleged or denied [default: each]
    #[arg(long, value_name = "WAY", requires = "party")]
    pub(crate) how: Option<String>,
    /// The first day to count [default: the first on record]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) from: Option<String>,
    /// The last day to count [default: the last on record]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) to: Option<String>,
    /// One kind of harm: killed, injured, detained, abducted, missing, displaced, trapped or held [default: all]
    #[arg(long, value_name = "HARM")]
    pub(crate) harm: Option<String>,
    /// List every figure that was counted, and every figure that was not and why
    #[arg(long)]
    pub(crate) explain: bool,
    /// The form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TollFormat,
}

/// What `dateline serve` is asked for.
#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    /// The address to listen at; any other than the default lets people on the network read your drafts
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// The port to listen at [default: 4000, or the next one that is free]
    #[arg(long)]
    pub(crate) port: Option<u16>,
    /// Open the site in the browser
    #[arg(long)]
    pub(crate) open: bool,
    /// Make open tabs go to the page that was saved
    #[arg(long)]
    pub(crate) follow: bool,
    /// The editor that opens a file from the browser, as in `code -g {file}:{line}:{column}` [default: VISUAL]
    #[arg(long, value_name = "CMD")]
    pub(crate) editor: Option<String>,
    /// Look for saves at this interval. Needed on network disks and in folders shared with containers and virtual
    /// machines, where the system does not report saves
    #[arg(long, value_name = "SECONDS", value_parser = seconds, allow_negative_numbers = true)]
    pub(crate) poll: Option<Duration>,
}

/// A number of seconds, perhaps with a fraction. A shorter interval would keep the machine busy.
fn seconds(written: &str) -> Result<Duration, String> {
    let seconds =
        written.trim().parse::<f64>().ok().filter(|seconds| (0.05..=3600.0).contains(seconds));
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration
        .ok_or_else(|| "write a number of seconds from 0.05 to 3600, such as 1 or 0.5".to_owned())
}

/// The form of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TollFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets: a row for each kind of harm and group, or with `--explain` for each figure.
    Csv,
}

/// What to do with the record of published figures.
#[derive(Debug, Subcommand)]
pub(crate) enum FiguresCommand {
    /// Record in figures.lock what is newly published, corrected or withdrawn
    #[command(after_help = "\
Examples:
  dateline figures accept
  dateline figures accept --deleted 2017-05-31-mosul

Commit figures.lock together with the content. A figure that changed without a correction is refused;
`dateline check` shows the correction to add.")]
    Accept {
        /// The slug of a published dispatch that you deleted (the last part of its address), or incidents/ID; nothing else is recorded then
        #[arg(long, value_name = "SLUG", num_args = 1..)]
        deleted: Vec<String>,
    },
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: with the line, the place in it, and what to do.
    Human,
    /// One line for each mistake.
    Concise,
    /// For programs.
    Json,
}
