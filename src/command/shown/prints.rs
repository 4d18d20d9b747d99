//! Pages as they were printed last, so that what has not changed is not printed again.
//! What is kept only saves time: it goes by what the page is made of, and never by when.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dateline::plan::edition::{Make, Recipe, Route};
use dateline::press;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::Hash;

use crate::command::shown::good::Good;

/// So many bytes are kept: the pages that editors have open, many times over.
const MOST: usize = 64 << 20;

/// Pages that were printed.
#[derive(Default)]
pub(crate) struct Prints(Mutex<PrintedPages>);

#[derive(Default)]
struct PrintedPages {
    pages: HashMap<Route, Print>,
    /// How long they are together.
    bytes: usize,
    /// How often one was asked for.
    asked: u64,
}

struct Print {
    /// How it is made in the edition that it was last found to be of: each edition has makers of its own.
    of: Arc<Make>,
    /// What it was made of.
    key: Hash,
    bytes: Arc<[u8]>,
    /// The hash of the bytes.
    digest: u128,
    /// When it was last asked for.
    asked: u64,
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
        let is_this = |print: &Print| std::ptr::addr_eq(Arc::as_ptr(&print.of), maker);
        if let Some(found) = self.kept().find(route, is_this) {
            return Ok(found);
        }
        let sheet = recipe.make();
        let key = key(good, sheet.key());
        let of = Arc::clone(&recipe.make);
        let mut kept = self.kept();
        if let Some(found) = kept.find(route, |print| print.key == key) {
            kept.pages.entry(route.clone()).and_modify(|print| print.of = of);
            return Ok(found);
        }
        drop(kept);
        let bytes: Arc<[u8]> = press::sheet(&good.site.theme, &sheet)?.into();
        let digest = Hash::of(&[&bytes]).number();
        let print = Print { of, key, bytes: Arc::clone(&bytes), digest, asked: 0 };
        self.kept().keep(route, print);
        Ok((bytes, digest))
    }

    fn kept(&self) -> MutexGuard<'_, PrintedPages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PrintedPages {
    /// The bytes and their hash of the page at `route`, if it is the one that is wanted.
    fn find(&mut self, route: &Route, is_it: impl Fn(&Print) -> bool) -> Option<(Arc<[u8]>, u128)> {
        self.asked += 1;
        let print = self.pages.get_mut(route).filter(|print| is_it(print))?;
        print.asked = self.asked;
        Some((Arc::clone(&print.bytes), print.digest))
    }

    /// Keeps `print`, and lets go of those that were not asked for the longest.
    fn keep(&mut self, route: &Route, print: Print) {
        self.bytes += print.bytes.len();
        let print = Print { asked: self.asked, ..print };
        if let Some(old) = self.pages.insert(route.clone(), print) {
            self.bytes -= old.bytes.len();
        }
        while self.bytes > MOST {
            let oldest = self.pages.iter().min_by_key(|(_, print)| print.asked);
            let Some(oldest) = oldest.map(|(route, _)| route.clone()) else { return };
            let gone = self.pages.remove(&oldest).expect("it was just found");
            self.bytes -= gone.bytes.len();
        }
    }
}

/// What decides the bytes of a page in the theme of `good`.
pub(super) fn key(good: &Good, sheet: Hash) -> Hash {
    Hash::of(&[&good.theme().number().to_le_bytes(), &sheet.number().to_le_bytes()])
}
