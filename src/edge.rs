//! Everything that touches the world: the disk, the published folder, the network, the clock, the terminal.
//! It does not know what a dispatch is; its callers say what to do.

pub mod browser;
pub mod clock;
pub mod disk;
pub mod disk_cache;
pub mod editor;
pub mod input_file;
pub mod io_fault;
pub mod new_files;
pub mod preview;
pub mod priority;
pub mod program;
pub mod publish;
pub mod replace;
pub mod stop_signal;
pub mod terminal;
pub mod watch;

mod file_id;
mod file_tree;
mod os;
mod project_layout;
mod regular_file;
