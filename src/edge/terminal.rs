//! The only place that prints: results to the standard output, messages and a progress bar to the standard error.
//! It does not know what the words mean. It removes colours that a stream cannot show.

use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::edge::io_fault::IoFault;

/// Work that is done sooner shows no progress bar.
const BAR_DELAY: Duration = Duration::from_millis(500);

/// The standard output and the standard error.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    color: ColorChoice,
}

impl Terminal {
    /// The terminal of this process. `ColorChoice::Auto` shows colours on a terminal, unless `NO_COLOR`, `CLICOLOR` or
    /// `CLICOLOR_FORCE` say otherwise.
    pub fn new(color: ColorChoice) -> Terminal {
        Terminal { color }
    }

    /// Writes a result to the standard output. It is no fault if the reader has closed it (`dateline check | head`).
    ///
    /// # Errors
    /// When the output cannot be written, for instance to a file on a full disk.
    pub fn print(&self, result: &str) -> Result<(), IoFault> {
        let mut out = AutoStream::new(io::stdout().lock(), self.color);
        match out.write_all(result.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(IoFault::on("write the result to", Path::new("the standard output"))(error))
            }
            Err(_) | Ok(()) => Ok(()),
        }
    }

    /// Writes a message and a line end to the standard error. If that fails, nobody could be told, so it is ignored.
    pub fn say(&self, message: &str) {
        let mut err = AutoStream::new(io::stderr().lock(), self.color);
        // In one write, so that two processes do not mix their lines.
        let _ = err.write_all(format!("{message}\n").as_bytes());
    }

    /// A progress bar for `len` pages. It appears only on a terminal, and only if the work takes longer than a moment.
    pub fn progress(&self, len: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(len as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} pages")
            .expect("the template names only keys that indicatif knows");
        Progress {
            bar: bar.with_style(style),
            started: Instant::now(),
            shown: AtomicBool::new(false),
        }
    }
}

/// A progress bar. It disappears when dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: AtomicBool,
}

impl Progress {
    /// Counts one more page. May be called from several threads.
    pub fn step(&self) {
        self.bar.inc(1);
        let due = !self.shown.load(Ordering::Relaxed) && self.started.elapsed() >= BAR_DELAY;
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            // If the standard error is not a terminal, indicatif keeps the bar hidden.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
