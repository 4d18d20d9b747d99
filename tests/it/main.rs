//! One binary for all tests that go through the front door, a module for each stage.

#![allow(clippy::disallowed_methods, reason = "tests set up the world they look at")]

mod architecture;
mod bulletins;
mod command;
mod corrections;
mod data;
mod explained;
mod faults;
mod harm;
mod importing;
mod input;
mod keeping_up;
mod locking;
mod pictures;
mod preview;
mod reckoning;
mod site;
mod support;
mod survival;
mod themes;
mod warm;
mod watching;
