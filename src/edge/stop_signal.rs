//! Waits until the program is told to stop: by Ctrl-C, or by the signal that ends a program.
//! It does not know what is to be stopped.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Whether the program was told to stop.
#[derive(Clone, Debug)]
pub struct StopSignal(Arc<AtomicBool>);

impl StopSignal {
    /// Catches the signals from now on. A second one ends the program at once.
    ///
    /// # Errors
    /// When the system does not let signals be caught.
    pub fn catch() -> io::Result<StopSignal> {
        let received = Arc::new(AtomicBool::new(false));
        for signal in signal_hook::consts::TERM_SIGNALS {
            signal_hook::flag::register_conditional_shutdown(*signal, 1, Arc::clone(&received))?;
            signal_hook::flag::register(*signal, Arc::clone(&received))?;
        }
        Ok(StopSignal(received))
    }

    /// Returns when a signal has come.
    pub fn wait(&self) {
        while !self.0.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
