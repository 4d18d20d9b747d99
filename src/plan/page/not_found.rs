//! Plans the page that hosts show for an unknown address.
//! It does not know which address was requested.

use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::plan::view::pages::NotFoundPage;
use crate::plan::view::{Kind, View};

/// The 404 page.
pub(crate) fn pages(_: &Index<'_>) -> Vec<Planned> {
    vec![Planned::page(Kind::NotFound, address::not_found(), |site, here| {
        let (site, page) = (site.frame(here), site.head(here, "", None));
        Sheet::of(View::NotFound(NotFoundPage { site, page }))
    })]
}
