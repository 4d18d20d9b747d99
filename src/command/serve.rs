//! `dateline serve`: the site while it is being written. The edition is held in memory and a page is printed when a
//! browser asks for it; it is the same edition and the same press as in a build.

mod emptied;
mod keeping_up;

use std::sync::Arc;
use std::time::Duration;

use dateline::edge::browser;
use dateline::edge::editor::Editor;
use dateline::edge::preview::content::OpenInEditor;
use dateline::edge::preview::listen::{DEFAULT_PORT, Listen};
use dateline::edge::preview::server::Server;
use dateline::edge::stop::Stop;
use dateline::edge::terminal::Terminal;
use dateline::edge::watch::Method;

use crate::cli::Common;
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;
use crate::command::serve::keeping_up::KeepingUp;
pub(crate) use crate::command::serve::keeping_up::Tabs;
use crate::command::shown::Shown;

/// What was asked for.
pub(crate) struct Asked<'a> {
    /// The host to listen at.
    pub(crate) host: &'a str,
    /// The port, if one in particular.
    pub(crate) port: Option<u16>,
    /// Whether to open a browser.
    pub(crate) open: bool,
    /// What open tabs do at a save.
    pub(crate) tabs: Tabs,
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
    let root = project.path_on_its_host()?;
    let shown = Arc::new(Shown::new(&project.root));
    let host = asked.host.to_owned();
    let listen = match asked.port {
        Some(port) => Listen::exactly(host, port),
        None => Listen::first_free_from(host, DEFAULT_PORT),
    };
    // Until now there was nothing to clean up, and a signal ended the program by itself.
    let stop = Stop::listen().map_err(Failure::world)?;
    let preview: Arc<Shown> = Arc::clone(&shown);
    let opening = editor.map(|editor| opening(editor, *terminal));
    let server = Arc::new(Server::start(&listen, preview, opening).map_err(Failure::world)?);
    let url = say_where(&server, &project, &root, terminal)?;
    // Whoever opens the address before the site is composed waits for it, and for no page but the one that is asked for.
    let method = asked.poll.map_or(Method::Notification, Method::Polling);
    let keeping_up = KeepingUp::new(project, &shown, &server, (asked.tabs, method), *terminal)?;
    let watcher = keeping_up.begin()?;
    if asked.open && browser::open(&url).is_err() {
        terminal.say("warning: no browser could be opened; open the address yourself");
    }
    stop.wait();
    drop(watcher);
    // A composition that is still at work holds on to the server and would keep its port.
    shown.close();
    server.stop();
    terminal.say("stopped");
    Ok(Exit::Clean)
}

/// Prints the address of the site, and who else may open which; gives the first.
fn say_where(
    server: &Server,
    project: &Project,
    root: &str,
    terminal: &Terminal,
) -> Result<String, Failure> {
    let at_root = |url: &str| format!("{}{root}", url.trim_end_matches('/'));
    let url = at_root(&server.url());
    terminal.data(&format!("{url}\n")).map_err(Failure::world)?;
    terminal.say(&format!(
        "this shows the site in {}; every save shows at once; stop with Ctrl-C",
        project.root.display()
    ));
    if let Some(exposed) = server.exposed() {
        terminal.say(&format!("warning: {exposed}"));
        if project.shows_drafts() {
            terminal.say("warning: drafts and embargoed dispatches are shown to them too");
        }
        terminal.say(&match exposed.url() {
            Some(elsewhere) => format!("on another machine, open {}", at_root(&elsewhere)),
            None => "this machine is on no network now, so there is no address for others to open"
                .to_owned(),
        });
    }
    Ok(url)
}

/// Opens files in `editor`; why one was not opened is said in the terminal too.
fn opening(editor: Editor, terminal: Terminal) -> OpenInEditor {
    Box::new(move |spot| {
        editor.open(spot).map_err(|fault| {
            terminal.say(&format!("error: {fault}"));
            fault.to_string()
        })
    })
}
