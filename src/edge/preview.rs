//! The preview server, part by part; `server` puts the parts together.
//! Requests pass through `server`, `pool`, `connection`, `request` and `handler`, in this order.

mod body;
mod connection;
pub mod content;
mod events;
mod handler;
mod hosts;
mod inject;
pub mod listen;
pub mod media_type;
mod pool;
mod range;
pub mod report;
mod report_page;
pub mod request;
mod response;
mod script;
pub mod server;
mod shared;
mod status;
mod target;
mod version;
