//! The preview server, part by part. `server` puts the parts together.

mod answering;
mod backend;
mod body;
pub mod content;
mod door;
mod events;
mod guard;
mod head;
mod hosts;
mod inject;
pub mod listen;
mod making;
mod mark;
pub mod media_type;
mod range;
mod refusal;
mod relay;
pub mod report;
mod report_page;
mod script;
mod seats;
pub mod server;
mod target;
