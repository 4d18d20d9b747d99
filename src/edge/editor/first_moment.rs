//! What becomes of a program right after its start. One that fails so soon has shown nothing.
//! Knows neither editors nor files.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How long a program is watched after its start: one that fails so soon has shown nothing. Vim without a terminal
/// takes two seconds for it.
const FIRST_MOMENT: Duration = Duration::from_secs(3);

/// What became of it.
pub(super) enum FirstMoment {
    /// It goes its own way.
    Passed,
    /// It ended.
    Ended(ExitStatus),
    /// The system stopped it, as it does with what asks for a terminal that is not its own; and so it was ended.
    Stopped,
}

/// Watches a program in its first moment.
///
/// # Errors
/// When it cannot be watched.
pub(super) fn first_moment(mut child: Child) -> io::Result<FirstMoment> {
    let (told, news) = channel();
    // Whoever starts a program has to take note of its end, whenever that comes.
    let watch = move || {
        if is_stopped(&child) && told.send(FirstMoment::Stopped).is_ok() {
            end(&mut child);
        }
        // Nobody may wait for this news any more.
        let _ = child.wait().map(|status| told.send(FirstMoment::Ended(status)));
    };
    thread::Builder::new().name("editor".to_owned()).spawn(watch)?;
    Ok(news.recv_timeout(FIRST_MOMENT).unwrap_or(FirstMoment::Passed))
}

/// Waits until the program is stopped or has ended, and leaves its end to be taken note of.
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

/// Ends the program, and on Unix what it has started: it leads a group of its own.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        // It may have ended by itself.
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
    let _ = child.kill();
}
