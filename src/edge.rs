//! Everything that touches the world: the disk, the published folder, the network, the clock, the terminal.
//! It is handed what to do; it does not know what a dispatch is.

pub mod browser;
pub mod clock;
pub mod delivery;
pub mod disk;
pub mod disk_cache;
pub mod editor;
pub mod handed;
pub mod preview;
pub mod priority;
pub mod publish;
pub mod replace;
pub mod scaffold;
pub mod stop;
pub mod terminal;
pub mod watch;

mod os;
mod regular;
mod walk;
