//! `dateline serve`: shows the site in the browser while it is written. Pages are printed when a browser asks for them.
//! It does not know what is done at a save or how browsers are answered; it starts and stops both.

mod background_check;
mod emptied;
mod page_cache;
mod preview;
mod site;
mod state;
mod updater;

use std::sync::Arc;

use dateline::edge::browser;
use dateline::edge::editor::Editor;
use dateline::edge::preview::content::OpenInEditor;
use dateline::edge::preview::listen::{DEFAULT_PORT, Listen};
use dateline::edge::preview::server::Server;
use dateline::edge::stop_signal::StopSignal;
use dateline::edge::terminal::Terminal;

use crate::cli::{Common, ServeArgs};
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;
use crate::command::serve::preview::SitePreview;
use crate::command::serve::state::Event;
use crate::command::serve::updater::Updater;

pub(super) fn run(args: &ServeArgs, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let editor = Editor::find(args.editor.as_deref()).map_err(Failure::usage)?;
    let project = Project::find(common, None)?;
    let site_path = project.path_on_host()?;
    let preview = Arc::new(SitePreview::new(&project.root));
    let host = args.host.clone();
    let listen = match args.port {
        Some(port) => Listen::exactly(host, port),
        None => Listen::first_free_from(host, DEFAULT_PORT),
    };
    // Only now is there something to clean up. Before this, a signal ends the program at once.
    let stop = StopSignal::catch().map_err(Failure::world)?;
    let content: Arc<SitePreview> = Arc::clone(&preview);
    let opening = editor.map(|editor| opening(editor, *terminal));
    let server = Arc::new(Server::start(&listen, content, opening).map_err(Failure::world)?);
    let url = print_address(&server, &project, &site_path, terminal)?;
    // A browser that opens the address before the site is composed waits for it.
    let updater = Updater::new(project, &preview, &server, args, *terminal)?;
    let watcher = updater.watch()?;
    if args.open && browser::open(&url).is_err() {
        terminal.say("warning: no browser could be opened; open the address yourself");
    }
    stop.wait();
    drop(watcher);
    // If a composition is still running, it holds the server: the port is closed all the same.
    drop(preview.apply(Event::Closed));
    server.stop();
    terminal.say("stopped");
    Ok(Exit::Clean)
}

/// Prints the address of the site, and what other people can open. Gives the address.
fn print_address(
    server: &Server,
    project: &Project,
    site_path: &str,
    terminal: &Terminal,
) -> Result<String, Failure> {
    let of_site = |url: &str| format!("{}{site_path}", url.trim_end_matches('/'));
    let url = of_site(&server.url());
    terminal.print(&format!("{url}\n"))?;
    terminal.say(&format!(
        "Preview of {}. Every saved change appears at once. Press Ctrl-C to stop.",
        project.root.display()
    ));
    if let Some(exposed) = server.exposed() {
        terminal.say(&format!("warning: {exposed}"));
        if project.shows_drafts() {
            terminal.say("warning: they can see drafts and embargoed dispatches too");
        }
        terminal.say(&match exposed.url() {
            Some(elsewhere) => format!("on another machine, open {}", of_site(&elsewhere)),
            None => {
                "this machine is not on a network now, so others have no address to open".to_owned()
            }
        });
    }
    Ok(url)
}

/// Opens files in `editor`. If one cannot be opened, the terminal says so too.
fn opening(editor: Editor, terminal: Terminal) -> OpenInEditor {
    Box::new(move |location| {
        editor.open(location).map_err(|fault| {
            terminal.say(&format!("error: {fault}"));
            fault.to_string()
        })
    })
}
