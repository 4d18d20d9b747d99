//! The pages that were printed last, so that a page that has not changed is not printed again.
//! It only saves time, and does not know which edition is shown: it compares what a page is made of.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dateline::plan::edition::{Make, Recipe};
use dateline::plan::route::Route;
use dateline::press;
use dateline::press::theme::Theme;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::Hash;

/// Maximum bytes kept. It is many times what the pages have that editors keep open.
const MAX_BYTES: usize = 64 << 20;

/// Printed pages by route.
#[derive(Default)]
pub(super) struct PageCache(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    pages: HashMap<Route, PrintedPage>,
    /// The length of all pages.
    total_bytes: usize,
    /// Counts requests, to know which page was last asked for.
    clock: u64,
}

struct PrintedPage {
    /// The maker in the latest edition that has this very page. While it is held, no other maker has its address.
    maker: Arc<Make>,
    key: Hash,
    bytes: Arc<[u8]>,
    /// The hash of the bytes.
    digest: u128,
    last_used: u64,
}

impl PageCache {
    /// The bytes of a page, and a key that is equal for equal bytes.
    pub(super) fn print(
        &self,
        theme: &Theme,
        route: &Route,
        recipe: &Recipe,
    ) -> Result<(Arc<[u8]>, u128), Box<Diagnostic>> {
        let maker = Arc::as_ptr(&recipe.make);
        let has_maker = |page: &PrintedPage| std::ptr::addr_eq(Arc::as_ptr(&page.maker), maker);
        if let Some(page) = self.entries().get(route, has_maker) {
            return Ok((Arc::clone(&page.bytes), page.digest));
        }
        let sheet = recipe.make();
        let (key, maker) = (press::key(theme, &sheet), Arc::clone(&recipe.make));
        if let Some(page) = self.entries().get(route, |page| page.key == key) {
            page.maker = maker;
            return Ok((Arc::clone(&page.bytes), page.digest));
        }
        let bytes: Arc<[u8]> = press::print_sheet(theme, &sheet)?.into();
        let digest = Hash::of(&[&bytes]).number();
        let page = PrintedPage { maker, key, bytes: Arc::clone(&bytes), digest, last_used: 0 };
        self.entries().insert(route, page);
        Ok((bytes, digest))
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    /// The page at `route`, if it is the wanted one.
    fn get(
        &mut self,
        route: &Route,
        is_wanted: impl Fn(&PrintedPage) -> bool,
    ) -> Option<&mut PrintedPage> {
        self.clock += 1;
        let page = self.pages.get_mut(route).filter(|page| is_wanted(page))?;
        page.last_used = self.clock;
        Some(page)
    }

    /// Adds a page, and drops those that nobody asked for the longest.
    fn insert(&mut self, route: &Route, page: PrintedPage) {
        self.total_bytes += page.bytes.len();
        let page = PrintedPage { last_used: self.clock, ..page };
        let replaced = self.pages.insert(route.clone(), page);
        self.total_bytes -= replaced.map_or(0, |replaced| replaced.bytes.len());
        while self.total_bytes > MAX_BYTES {
            let oldest = self.pages.iter().min_by_key(|(_, page)| page.last_used);
            let Some(oldest) = oldest.map(|(route, _)| route.clone()) else { return };
            self.total_bytes -= self.pages.remove(&oldest).map_or(0, |page| page.bytes.len());
        }
    }
}
