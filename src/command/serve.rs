//! `dateline serve`: the site while it is being written. The edition is held in memory and a page is printed when a
//! browser asks for it; it is the same edition and the same press as in a build.

use std::path::Path;
use std::sync::Arc;

use dateline::compose::Kept;
use dateline::edge::browser;
use dateline::edge::clock::Stopwatch;
use dateline::edge::preview::Server;
use dateline::edge::preview::events::Change;
use dateline::edge::preview::listen::{Listen, USUAL_PORT};
use dateline::edge::stop::Stop;
use dateline::edge::terminal::Terminal;
use dateline::edge::watch::{Wake, watch};
use dateline::text::report::Ink;

use crate::cli::Common;
use crate::command::build::left_out;
use crate::command::failure::{Exit, Failure};
use crate::command::project::{Look, Project};
use crate::command::shown::Shown;

/// What was asked for.
pub(crate) struct Asked<'a> {
    /// The host to listen at.
    pub(crate) host: &'a str,
    /// The port, if one in particular.
    pub(crate) port: Option<u16>,
    /// Whether to open a browser.
    pub(crate) open: bool,
}

pub(crate) fn run(
    asked: &Asked<'_>,
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    let mut kept = Kept::default();
    let look = project.compose(project.read()?, &mut kept);
    for line in left_out(&look.composition) {
        terminal.say(&line);
    }
    say_faults(&look, terminal);
    let shown = Arc::new(Shown::new(look, &project.root));
    let host = asked.host.to_owned();
    let listen = match asked.port {
        Some(port) => Listen::Asked { host, port },
        None => Listen::FirstFreeFrom { host, port: USUAL_PORT },
    };
    // Until now there was nothing to clean up, and a signal ended the program by itself.
    let stop = Stop::listen().map_err(Failure::world)?;
    let preview: Arc<Shown> = Arc::clone(&shown);
    let server = Arc::new(Server::start(&listen, preview).map_err(Failure::world)?);
    let at_root = |url: &str| format!("{}{}", url.trim_end_matches('/'), shown.root());
    let url = at_root(&server.url());
    if let Some(exposed) = server.exposed() {
        terminal.say(&format!("warning: {exposed}"));
        terminal.say(&match exposed.url() {
            Some(elsewhere) => format!("on another machine, open {}", at_root(&elsewhere)),
            None => "this machine is on no network now, so there is no address for others to open"
                .to_owned(),
        });
    }
    terminal.data(&format!("{url}\n")).map_err(Failure::world)?;
    terminal.say(&format!("{url} shows the site; every save shows at once; stop with Ctrl-C"));
    if asked.open && browser::open(&url).is_err() {
        terminal.say("warning: no browser could be opened; open the address yourself");
    }
    let root = project.root.clone();
    let watching =
        Watching { project, kept, shown, server: Arc::clone(&server), terminal: *terminal };
    let _watcher = watching.begin(&root)?;
    stop.wait();
    // A composition that is still at work holds on to the server and would keep its port.
    server.stop();
    terminal.say("stopped");
    Ok(Exit::Clean)
}

fn say_faults(look: &Look, terminal: &Terminal) {
    let faults = &look.composition.faults;
    if !faults.is_empty() {
        terminal.say(&look.report(faults, Ink::Colour));
    }
}

/// What happens at a save.
struct Watching {
    project: Project,
    kept: Kept,
    shown: Arc<Shown>,
    server: Arc<Server>,
    terminal: Terminal,
}

impl Watching {
    fn begin(mut self, root: &Path) -> Result<impl Drop + use<>, Failure> {
        watch(root, is_no_source, move |wake| {
            if let Wake::Deaf(reason) = &wake {
                self.terminal.say(&format!("warning: {reason}"));
            }
            self.look_again();
        })
        .map_err(Failure::world)
    }

    /// Looks at the whole project; with nothing changed and no embargo ended this is all there is to do.
    fn look_again(&mut self) {
        let started = Stopwatch::start();
        let snapshot = match self.project.read() {
            Ok(snapshot) => snapshot,
            // The folder may be gone for a moment, as when a branch is changed; the last good site stays.
            Err(failure) => {
                if self.shown.is_unreachable(&failure.message) {
                    self.server.tell(&Change::Report);
                    self.terminal.say(&format!("error: {}", failure.message));
                }
                return;
            }
        };
        if self.shown.is_of(&snapshot) {
            return;
        }
        let look = self.project.compose(snapshot, &mut self.kept);
        say_faults(&look, &self.terminal);
        let broken = look.composition.has_errors();
        let change = self.shown.show(look);
        self.server.tell(&change);
        let milliseconds = started.elapsed().as_millis();
        self.terminal.say(&match (broken, change) {
            (true, _) => "the last good site stays until this is mended".to_owned(),
            (false, Change::Pages(pages)) => {
                format!("shown anew in {milliseconds} ms, {} pages changed", pages.len())
            }
            (false, _) => format!("shown anew in {milliseconds} ms"),
        });
    }
}

/// Whether nothing at this path is ever a source, so that it need not be watched.
fn is_no_source(path: &Path) -> bool {
    const SOURCES: [&str; 7] =
        ["site.toml", "figures.lock", "content", "themes", "templates", "assets", "static"];
    let first = path.components().next();
    first.is_some_and(|first| !SOURCES.iter().any(|source| first.as_os_str() == *source))
}
