//! Tells cargo to build again when a file of a built-in theme is added. `include_dir!` only sees changes of files it knows.

#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
