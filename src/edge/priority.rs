//! How urgent the work of a thread is to the system.
//! It does not know the work.

/// Lets everybody else go first, from now on, on the thread that calls this.
///
/// Where the system ranks whole programs and not threads, nothing is changed.
pub fn lower() {
    // On Linux each thread has a rank of its own. Without it the work is done all the same, only less politely.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(19);
}
