//! A page that is to be, before it is made: where it lies, how it will be made, and who asked for it.
//! It does not know which pages there are; `plan` lists them.

use std::sync::Arc;

use crate::chronicle::visible::Reason;
use crate::picture::Head;
use crate::plan::edition::{Making, Sheet};
use crate::plan::route::Route;
use crate::plan::site::Site;
use crate::plan::view::Kind;
use crate::plan::view::document::Document;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// A page that is to be.
pub(crate) struct Planned {
    /// Where it lies.
    pub route: Route,
    /// How it will be made.
    pub how: How,
    /// The content file that it shows, if it is the page of one.
    pub source: Option<SourcePath>,
    /// Why readers may not see that file yet, if they may not.
    pub hidden: Option<Reason>,
    /// The file that asked for it, and where in it; none for pages that are made of many files.
    pub asked_by: Option<(SourcePath, Span)>,
}

/// How a page will be made.
pub(crate) enum How {
    /// From the site: a page of this kind, or a document, which has none.
    Made(Option<Kind>, Arc<Make>),
    /// As a copy of a file of the project.
    Copied(SourcePath, Hash),
    /// From a picture of the project.
    Picture(SourcePath, Hash, Head, Making),
}

/// The maker of one sheet. What it captures is small: a number, a name, an address.
pub(crate) type Make = dyn Fn(&Site<'_>) -> Sheet + Send + Sync;

impl Planned {
    /// A page for a template, whose sheet `make` will make for where it lies.
    pub(crate) fn page(
        kind: Kind,
        route: Route,
        make: impl Fn(&Site<'_>, &Route) -> Sheet + Send + Sync + 'static,
    ) -> Planned {
        let here = route.clone();
        let make = move |site: &Site<'_>| make(site, &here);
        Planned::new(route, How::Made(Some(kind), Arc::new(make)))
    }

    /// A document, which `make` will make.
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

    /// What `making` makes of the picture `source`.
    pub(crate) fn picture(
        route: Route,
        source: SourcePath,
        (hash, head): (Hash, Head),
        making: Making,
    ) -> Planned {
        Planned::new(route, How::Picture(source, hash, head, making))
    }

    /// The file of the project that is copied, if one is, and who asked for it.
    pub(crate) fn copied(&self) -> Option<(&SourcePath, &SourcePath, Span)> {
        match (&self.how, &self.asked_by) {
            (How::Copied(source, _), Some((by, span))) => Some((source, by, *span)),
            _ => None,
        }
    }

    /// The same, as the page of the content file `path`.
    #[must_use]
    pub(crate) fn showing(self, path: &SourcePath) -> Planned {
        let source = Some(path.clone());
        Planned { source, ..self.asked_by(path, Span::default()) }
    }

    /// The same, hidden from readers for this reason, if there is one.
    #[must_use]
    pub(crate) fn hidden(self, hidden: Option<Reason>) -> Planned {
        Planned { hidden, ..self }
    }

    /// The same, asked for at this place of the file `path`.
    #[must_use]
    pub(crate) fn asked_by(self, path: &SourcePath, span: Span) -> Planned {
        Planned { asked_by: Some((path.clone(), span)), ..self }
    }

    /// What kind of page it will be; none if it is a document or a copy.
    pub(crate) fn kind(&self) -> Option<Kind> {
        match self.how {
            How::Made(kind, _) => kind,
            How::Copied(..) | How::Picture(..) => None,
        }
    }

    fn new(route: Route, how: How) -> Planned {
        Planned { route, how, source: None, hidden: None, asked_by: None }
    }
}
