//! Waits until the editor has had enough: Ctrl-C, or the signal that ends a program.
//! It does not know what is to be stopped.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A wish to stop that was uttered from outside.
#[derive(Clone, Debug)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens for the signals from now on. A second one ends the program at once.
    ///
    /// # Errors
    /// When the system does not let signals be caught.
    pub fn listen() -> io::Result<Stop> {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in signal_hook::consts::TERM_SIGNALS {
            signal_hook::flag::register_conditional_shutdown(*signal, 1, Arc::clone(&asked))?;
            signal_hook::flag::register(*signal, Arc::clone(&asked))?;
        }
        Ok(Stop(asked))
    }

    /// Returns when it is time to stop.
    pub fn wait(&self) {
        while !self.0.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
