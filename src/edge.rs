//! Everything that touches the world: the disk, the published folder, the network, the clock, the terminal.
//! It is handed what to do; it does not know what a dispatch is.

pub mod browser;
pub mod clock;
pub mod disk;
pub mod events;
pub mod http;
pub mod listen;
pub mod publish;
pub mod scaffold;
pub mod stop;
pub mod terminal;
pub mod watch;

mod backend;
mod desk;
mod door;
mod ears;
mod guard;
mod head;
mod hosts;
mod inject;
mod os;
mod refusal;
mod regular;
mod seats;
mod target;
mod walk;
mod wire;
