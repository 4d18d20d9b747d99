//! Values that are the same on every page, made once; with relative links every page has its own.
//! It does not know what they are made of.

use std::sync::{Arc, OnceLock};

use crate::config::Links;

/// A value that is made when somebody first asks for it.
pub(crate) struct Cached<T>(OnceLock<T>);

impl<T> Default for Cached<T> {
    fn default() -> Cached<T> {
        Cached(OnceLock::new())
    }
}

impl<T> Cached<T> {
    /// The value. Two who ask at the same time may both make it, and one of the two is kept.
    ///
    /// Nobody waits: whoever makes something may share out the work, and do other work that is waiting meanwhile. If that
    /// asked for the same value, it would wait for itself.
    pub(crate) fn get(&self, make: impl FnOnce() -> T) -> &T {
        if let Some(made) = self.0.get() {
            return made;
        }
        let made = make();
        self.0.get_or_init(|| made)
    }
}

/// A value for each of many numbers, each made when it is first asked for.
pub(crate) struct CachedRows<T> {
    links: Links,
    made: Vec<OnceLock<Arc<T>>>,
}

impl<T> CachedRows<T> {
    /// Nothing made yet, for numbers below `count`.
    pub(crate) fn new(count: usize, links: Links) -> CachedRows<T> {
        CachedRows { links, made: std::iter::repeat_with(OnceLock::new).take(count).collect() }
    }

    /// The value for `number`. Where links begin at the root it is made once; else for each page that asks.
    pub(crate) fn get(&self, number: usize, make: impl FnOnce() -> T) -> Arc<T> {
        match self.links {
            Links::Root => Arc::clone(self.made[number].get_or_init(|| Arc::new(make()))),
            Links::Relative => Arc::new(make()),
        }
    }
}
