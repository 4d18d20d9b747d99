//! Describes a page before it is made: its address, how to make it, and which file asked for it.
//! It does not know which pages exist; `plan` lists them.

use std::sync::Arc;

use crate::chronicle::visible::Reason;
use crate::picture::Head;
use crate::plan::edition::{Making, Page, Sheet};
use crate::plan::index::ThemeAsset;
use crate::plan::route::Route;
use crate::plan::site::Site;
use crate::plan::view::Kind;
use crate::plan::view::document::Document;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// One page of the plan.
pub(crate) struct Planned {
    /// The address of the page.
    pub route: Route,
    /// How to make the page.
    pub how: How,
    /// The content file that the page shows. None if it shows no single file.
    pub source: Option<SourcePath>,
    /// Why readers may not see the content file yet. None if they may.
    pub hidden: Option<Reason>,
    /// The file that asked for the page, and the place in it. None if the page is made from many files.
    pub asked_by: Option<(SourcePath, Span)>,
}

/// How a page is made.
pub(crate) enum How {
    /// From the site. A page has a kind; a document has none.
    Made(Option<Kind>, Arc<Make>),
    /// As a copy of a file of the project.
    Copied(SourcePath, Hash),
    /// From a picture of the project.
    Picture(SourcePath, Hash, Head, Making),
    /// From a file of the theme.
    Ready(Page),
}

/// A function that makes one sheet. It should capture only small values: a number, a name, an address.
pub(crate) type Make = dyn Fn(&Site<'_>) -> Sheet + Send + Sync;

impl Planned {
    /// A page that a template prints. `make` gets the site and the address of the page.
    pub(crate) fn page(
        kind: Kind,
        route: Route,
        make: impl Fn(&Site<'_>, &Route) -> Sheet + Send + Sync + 'static,
    ) -> Planned {
        let here = route.clone();
        let make = move |site: &Site<'_>| make(site, &here);
        Planned::new(route, How::Made(Some(kind), Arc::new(make)))
    }

    /// A document, such as a feed or a data file.
    pub(crate) fn document(
        route: Route,
        make: impl Fn(&Site<'_>) -> Document + Send + Sync + 'static,
    ) -> Planned {
        let make = move |site: &Site<'_>| Sheet::Document(make(site));
        Planned::new(route, How::Made(None, Arc::new(make)))
    }

    /// A copy of the file `source`.
    pub(crate) fn copy(route: Route, source: SourcePath, hash: Hash) -> Planned {
        Planned::new(route, How::Copied(source, hash))
    }

    /// A version of the picture `source`.
    pub(crate) fn picture(
        route: Route,
        source: SourcePath,
        (hash, head): (Hash, Head),
        making: Making,
    ) -> Planned {
        Planned::new(route, How::Picture(source, hash, head, making))
    }

    /// A file of the theme.
    pub(crate) fn asset(asset: ThemeAsset) -> Planned {
        let planned = Planned::new(asset.route, How::Ready(asset.page));
        planned.asked_by(&asset.source, Span::default())
    }

    /// The file of the project that is published under its own name, copied or cleaned, and the place that asked for it.
    pub(crate) fn file(&self) -> Option<(&SourcePath, &SourcePath, Span)> {
        match (&self.how, &self.asked_by) {
            (
                How::Copied(source, _) | How::Picture(source, _, _, Making::Cleaned),
                Some((by, span)),
            ) => Some((source, by, *span)),
            _ => None,
        }
    }

    /// The same page, marked as the page of the content file `path`.
    #[must_use]
    pub(crate) fn showing(self, path: &SourcePath) -> Planned {
        let source = Some(path.clone());
        Planned { source, ..self.asked_by(path, Span::default()) }
    }

    /// The same page, hidden from readers for the reason `hidden`, if there is one.
    #[must_use]
    pub(crate) fn hidden(self, hidden: Option<Reason>) -> Planned {
        Planned { hidden, ..self }
    }

    /// The same page, asked for at `span` in the file `path`.
    #[must_use]
    pub(crate) fn asked_by(self, path: &SourcePath, span: Span) -> Planned {
        Planned { asked_by: Some((path.clone(), span)), ..self }
    }

    /// The kind of the page. None for documents, copies and pictures.
    pub(crate) fn kind(&self) -> Option<Kind> {
        match self.how {
            How::Made(kind, _) => kind,
            How::Copied(..) | How::Picture(..) | How::Ready(_) => None,
        }
    }

    fn new(route: Route, how: How) -> Planned {
        Planned { route, how, source: None, hidden: None, asked_by: None }
    }
}
