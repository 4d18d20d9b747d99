//! `dateline serve`: the site while it is being written. The edition is held in memory and a page is printed when a
//! browser asks for it; it is the same edition and the same press as in a build.

use std::sync::Arc;
use std::time::Duration;

use dateline::compose::Kept;
use dateline::edge::browser;
use dateline::edge::clock::Stopwatch;
use dateline::edge::editor::Editor;
use dateline::edge::disk;
use dateline::edge::preview::listen::{Listen, USUAL_PORT};
use dateline::edge::preview::{Opening, Server};
use dateline::edge::stop::Stop;
use dateline::edge::terminal::Terminal;
use dateline::edge::watch::{Method, Seen, Wake, watch};
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
    /// Whether open tabs go to the page of what was saved.
    #[expect(dead_code, reason = "the edition does not say yet which page a source becomes")]
    pub(crate) follow: bool,
    /// The command that opens files, if one in particular.
    pub(crate) editor: Option<&'a str>,
    /// How often to look at the project, where the system is not to be asked what changes.
    pub(crate) poll: Option<Duration>,
}

pub(crate) fn run(
    asked: &Asked<'_>,
    common: &Common,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let editor = Editor::asked_or_usual(asked.editor).map_err(Failure::usage)?;
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
    let server = Arc::new(
        Server::start(&listen, preview, editor.map(|editor| opening(editor, *terminal)))
            .map_err(Failure::world)?,
    );
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
    let method = asked.poll.map_or(Method::Notification, Method::Polling);
    let server = Arc::clone(&server);
    let watching = Watching { project, kept, shown, server, terminal: *terminal, doubtful: None };
    let _watcher = watching.begin(method)?;
    stop.wait();
    // A composition that is still at work holds on to the server and would keep its port.
    server.stop();
    terminal.say("stopped");
    Ok(Exit::Clean)
}

/// Opens files in `editor`; why one was not opened is said in the terminal too.
fn opening(editor: Editor, terminal: Terminal) -> Opening {
    Box::new(move |spot| {
        editor.open(spot).map_err(|fault| {
            terminal.say(&format!("error: {fault}"));
            fault.to_string()
        })
    })
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
    /// A look with errors in it that nobody has been shown yet.
    doubtful: Option<Look>,
}

impl Watching {
    fn begin(mut self, method: Method) -> Result<impl Drop + use<>, Failure> {
        let root = self.project.root.clone();
        watch(&root, method, disk::is_no_source, move |wake| {
            if let Wake::Deaf(reason) = &wake {
                self.terminal.say(&format!("warning: {reason}"));
            }
            self.look_again(&wake)
        })
        .map_err(Failure::world)
    }

    /// Looks at the whole project; with nothing changed and no embargo ended this is all there is to do.
    /// What is broken may be a save caught half way, and is shown once it has been quiet.
    fn look_again(&mut self, wake: &Wake) -> Seen {
        let may_be_half = *wake != Wake::Quiet;
        let doubtful = self.doubtful.take();
        let started = Stopwatch::start();
        let snapshot = match self.project.read() {
            Ok(snapshot) => snapshot,
            Err(_) if may_be_half => return Seen::Doubtful,
            // The folder may be gone for a moment, as when a branch is changed; the last good site stays.
            Err(failure) => {
                if self.shown.is_unreachable(&failure.message) {
                    self.server.refresh();
                    self.terminal.say(&format!("error: {}", failure.message));
                }
                return Seen::Whole;
            }
        };
        if self.shown.is_of(&snapshot) {
            return Seen::Whole;
        }
        let is_same = |look: &Look| look.snapshot.fingerprint() == snapshot.fingerprint();
        let look = match doubtful.filter(is_same) {
            Some(look) => look,
            None => self.project.compose(snapshot, &mut self.kept),
        };
        let broken = look.composition.has_errors();
        if broken && may_be_half {
            self.doubtful = Some(look);
            return Seen::Doubtful;
        }
        say_faults(&look, &self.terminal);
        self.shown.show(look);
        self.server.refresh();
        let milliseconds = started.elapsed().as_millis();
        self.terminal.say(&if broken {
            "the last good site stays until this is mended".to_owned()
        } else {
            format!("shown anew in {milliseconds} ms")
        });
        Seen::Whole
    }
}
