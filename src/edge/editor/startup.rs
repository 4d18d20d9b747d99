//! Watches a program right after its start.
//! It knows neither editors nor files.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How long a program is watched. If it fails within this time, it has shown nothing: Vim without a terminal takes two seconds.
const STARTUP: Duration = Duration::from_secs(3);

/// How the start of a program went.
pub(super) enum Startup {
    /// It is running.
    Running,
    /// It has exited.
    Exited(ExitStatus),
    /// It asked for a terminal that is not its own, so the system stopped it. It was killed.
    Stopped,
}

/// Watches a program that has just been started.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn watch_startup(mut child: Child) -> io::Result<Startup> {
    let (sender, receiver) = channel();
    // The thread goes on until the program exits, whenever that is: otherwise it would stay a zombie.
    let watch = move || {
        if is_stopped(&child) && sender.send(Startup::Stopped).is_ok() {
            kill(&mut child);
        }
        // Nobody may be waiting any more.
        let _ = child.wait().map(|status| sender.send(Startup::Exited(status)));
    };
    thread::Builder::new().name("editor".to_owned()).spawn(watch)?;
    Ok(receiver.recv_timeout(STARTUP).unwrap_or(Startup::Running))
}

/// Waits until the program is stopped or has exited, without taking its exit status.
#[cfg(unix)]
fn is_stopped(child: &Child) -> bool {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let change = WaitIdOptions::EXITED | WaitIdOptions::STOPPED | WaitIdOptions::NOWAIT;
    let found = waitid(WaitId::Pid(Pid::from_child(child)), change);
    matches!(found, Ok(Some(status)) if status.stopped())
}

#[cfg(not(unix))]
fn is_stopped(_: &Child) -> bool {
    false
}

/// Kills the program, and on Unix also what it has started, because it leads a process group.
fn kill(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        // It may have exited by itself.
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
    let _ = child.kill();
}
