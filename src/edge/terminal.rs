//! The only place that prints: results to the standard output, everything said about them to
//! the standard error, and a bar while something takes its time.
//! It does not know what the words mean; colours that a stream cannot show are taken out here.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anstream::AutoStream;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::edge::os;

/// Work that is done sooner than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// When to show colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR`, `CLICOLOR` or `CLICOLOR_FORCE` say otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The two streams a command speaks through.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    color: anstream::ColorChoice,
}

impl Terminal {
    /// The terminal this process was started from.
    pub fn new(color: ColorChoice) -> Terminal {
        let color = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Terminal { color }
    }

    /// Writes a result, exactly as it is, to the standard output. A reader who has heard enough
    /// (`dateline explain mosul | head`) is no fault.
    ///
    /// # Errors
    /// When the output cannot be written, as to a file on a full disk.
    pub fn data(&self, text: &str) -> Result<(), DataFault> {
        let mut out = AutoStream::new(io::stdout().lock(), self.color);
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(DataFault(error)),
            Err(_) | Ok(()) => Ok(()),
        }
    }

    /// Writes a message and a line's end to the standard error. When nobody listens there is
    /// nobody to tell, so a failure is passed over.
    pub fn say(&self, message: &str) {
        let mut err = AutoStream::new(io::stderr().lock(), self.color);
        // One write for the whole, so that two processes do not share a line.
        let _ = err.write_all(format!("{message}\n").as_bytes());
    }

    /// A bar for `len` pages, which appears on a terminal when they take longer than a moment.
    pub fn progress(&self, len: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(len as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} pages")
            .expect("the template names only keys that indicatif knows");
        Progress {
            bar: bar.with_style(style),
            begun: Instant::now(),
            shown: AtomicBool::new(false),
        }
    }
}

/// How far a work of known length has come. The bar vanishes when this is dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: AtomicBool,
}

impl Progress {
    /// One more page is done. May be called from many threads.
    pub fn step(&self) {
        self.bar.inc(1);
        let due = !self.shown.load(Ordering::Relaxed) && self.begun.elapsed() >= PATIENCE;
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            // Where the standard error is no terminal, indicatif keeps this hidden.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar away.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// The standard output could not be written.
#[derive(Debug)]
pub struct DataFault(io::Error);

impl fmt::Display for DataFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DataFault(error) = self;
        let (reason, remedy) = (os::reason(error), os::remedy(error));
        write!(f, "cannot write the result to the standard output: {reason}; {remedy}")
    }
}

impl Error for DataFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}
