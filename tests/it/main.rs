//! The one binary of integration tests, with a module for each stage.

#![allow(clippy::disallowed_methods, reason = "tests set up the world they look at")]

mod architecture;
mod borders;
mod bulletins;
mod canaries;
mod charts;
mod cited;
mod command;
mod copies;
mod corrections;
mod data;
mod datelines;
mod explained;
mod faults;
mod finding;
mod front;
mod glance;
mod harm;
mod hosts;
mod importing;
mod input;
mod keeping_up;
mod languages;
mod links;
mod locking;
mod long_lists;
mod machines;
mod maps;
mod markdown;
mod names;
mod pictures;
mod plain;
mod preview;
mod reckoning;
mod registers;
mod safety;
mod site;
mod slips;
mod support;
mod survival;
mod themes;
mod times;
mod unpublished;
mod warm;
mod watching;
