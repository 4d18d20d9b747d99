//! Plans plain pages, such as "about" and "method".
//! It does not know what they say.

use std::sync::Arc;

use crate::chronicle::visible::Reason;
use crate::field::page::PlainPage;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::plan::view::pages::PlainPageView;
use crate::plan::view::{Kind, View};

/// One page per plain page of the project.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    index.chronicle.pages.iter().map(page).collect()
}

/// The plan for one plain page.
fn page(page: &Arc<PlainPage>) -> Planned {
    let shown = Arc::clone(page);
    Planned::page(Kind::Plain, address::page(page), move |site, here| {
        let page = &shown;
        let about = page.summary.as_deref().unwrap_or(&page.body.excerpt);
        let lang = page.lang.as_deref().unwrap_or(&site.index.config.language);
        let view = View::Plain(PlainPageView {
            site: site.frame_in(here, lang),
            page: site.head_in(here, &page.title.value, Some(about), lang),
            summary: page.summary.clone(),
            marks: if page.draft { vec!["draft"] } else { Vec::new() },
        });
        Sheet::Template { view: Box::new(view), prose: site.prose(here, &page.path, &page.body) }
    })
    .showing(&page.path)
    .hidden(page.draft.then_some(Reason::Draft))
}
