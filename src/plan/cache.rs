//! Keeps values that are the same on every page, so that each is made only once.
//! It does not know what the values are made from.

use std::sync::{Arc, OnceLock};

use crate::config::Links;

/// A value that is made on the first request.
pub(crate) struct Cached<T>(OnceLock<T>);

impl<T> Default for Cached<T> {
    fn default() -> Cached<T> {
        Cached(OnceLock::new())
    }
}

impl<T> Cached<T> {
    /// Returns the value. Two threads that ask at the same time may both make it; one of the two results is kept.
    ///
    /// No thread waits for another. A thread that makes a value may run other queued work in the meantime. If that
    /// work asked for the same value, the thread would wait for itself forever.
    pub(crate) fn get(&self, make: impl FnOnce() -> T) -> &T {
        if let Some(made) = self.0.get() {
            return made;
        }
        let made = make();
        self.0.get_or_init(|| made)
    }
}

/// One value per number, each made on the first request.
pub(crate) struct CachedRows<T> {
    links: Links,
    made: Vec<OnceLock<Arc<T>>>,
}

impl<T> CachedRows<T> {
    /// An empty cache for numbers below `count`.
    pub(crate) fn new(count: usize, links: Links) -> CachedRows<T> {
        CachedRows { links, made: std::iter::repeat_with(OnceLock::new).take(count).collect() }
    }

    /// Returns the value for `number`. With root links it is made once. With relative links it is made on every
    /// request, because each page has its own links.
    pub(crate) fn get(&self, number: usize, make: impl FnOnce() -> T) -> Arc<T> {
        match self.links {
            Links::Root => Arc::clone(self.made[number].get_or_init(|| Arc::new(make()))),
            Links::Relative => Arc::new(make()),
        }
    }
}
