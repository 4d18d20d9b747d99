//! Values that are the same on every page, made once; with relative links every page has its own.
//! It does not know what they are made of.

use std::sync::{Arc, OnceLock};

use crate::config::Links;

/// A value for each of many numbers, each made when it is first asked for.
pub struct Shared<T> {
    links: Links,
    made: Vec<OnceLock<Arc<T>>>,
}

impl<T> Shared<T> {
    /// Nothing made yet, for numbers below `count`.
    pub fn new(count: usize, links: Links) -> Shared<T> {
        Shared { links, made: std::iter::repeat_with(OnceLock::new).take(count).collect() }
    }

    /// The value for `number`. Where links begin at the root it is made once; else for each page that asks.
    pub fn get(&self, number: usize, make: impl FnOnce() -> T) -> Arc<T> {
        match self.links {
            Links::Root => Arc::clone(self.made[number].get_or_init(|| Arc::new(make()))),
            Links::Relative => Arc::new(make()),
        }
    }
}
