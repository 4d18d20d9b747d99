//! Pages as they were printed last, so that what has not changed is not printed again.
//! What is kept only saves time: it goes by what the page is made of, and never by when.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dateline::plan::edition::{Make, Recipe, Route};
use dateline::press;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::Hash;

use crate::command::shown::good::Good;

/// So many pages are kept: those that editors have open, many times over.
const MOST: usize = 256;

/// Pages that were printed.
#[derive(Default)]
pub(crate) struct Prints(Mutex<HashMap<Route, Print>>);

struct Print {
    /// How it is made in the edition that it was last found to be of: each edition has makers of its own.
    of: Arc<Make>,
    /// What it was made of.
    key: Hash,
    bytes: Arc<[u8]>,
    /// The hash of the bytes.
    digest: u128,
}

impl Prints {
    /// The bytes of a page, and what is equal for equal bytes.
    pub(super) fn print(
        &self,
        good: &Good,
        route: &Route,
        recipe: &Recipe,
    ) -> Result<(Arc<[u8]>, u128), Box<Diagnostic>> {
        let maker = Arc::as_ptr(&recipe.make);
        let is_this = |print: &&mut Print| std::ptr::addr_eq(Arc::as_ptr(&print.of), maker);
        if let Some(print) = self.kept().get_mut(route).filter(is_this) {
            return Ok((Arc::clone(&print.bytes), print.digest));
        }
        let sheet = recipe.make();
        let key = key(good, sheet.key());
        if let Some(print) = self.kept().get_mut(route).filter(|print| print.key == key) {
            print.of = Arc::clone(&recipe.make);
            return Ok((Arc::clone(&print.bytes), print.digest));
        }
        let bytes: Arc<[u8]> = press::sheet(&good.site.theme, &sheet)?.into();
        let digest = Hash::of(&[&bytes]).number();
        let mut kept = self.kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        let print = Print { of: Arc::clone(&recipe.make), key, bytes: Arc::clone(&bytes), digest };
        kept.insert(route.clone(), print);
        Ok((bytes, digest))
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<Route, Print>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What decides the bytes of a page in the theme of `good`.
pub(super) fn key(good: &Good, sheet: Hash) -> Hash {
    Hash::of(&[&good.theme().number().to_le_bytes(), &sheet.number().to_le_bytes()])
}
