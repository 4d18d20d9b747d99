//! The priority of a thread.
//! It does not know what the thread does.

/// Gives the calling thread the lowest priority.
///
/// Nothing changes on systems where only whole programs have a priority.
pub fn lower() {
    // On Linux this is the priority of the thread alone. If it fails, the work is done all the same.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(19);
}
