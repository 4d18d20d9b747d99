//! Pictures: in which sizes each is published, and how a page shows it.
//! It looks at no pixel; the press makes what is planned here.

use crate::picture::Head;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::links::Destination;
use crate::plan::route::Route;
use crate::plan::view::dispatch::SizesView;
use crate::prose::resolved::{Display, Picture, Resolved, Sizes};
use crate::text::source::Source;

/// The widths a picture is made in, in pixels: a phone, a phone with a fine screen or a column, a column on a fine screen. None
/// is made wider than it is: one of 1200 pixels comes in 480, 960 and 1200.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// WebP knows no picture that is higher.
const HIGHEST: u64 = 16_383;

/// Where on a dispatch's page its media stand, each graphic one behind its warning.
const MEDIA: &str = "#media";

/// The sizes of the picture `source` that is published at `route`; none if it is not one that can be cleaned.
pub(crate) fn sizes(
    source: &Source,
    route: &Route,
    href: impl Fn(&Route) -> String,
) -> Option<SizesView> {
    let head = source.picture?.ok()?;
    let narrower: Vec<String> = widths(&head)
        .map(|width| format!("{} {width}w", href(&address::narrower(route, width))))
        .collect();
    Some(SizesView {
        width: head.width,
        height: head.height,
        srcset: Some(narrower.join(", ")).filter(|it| !it.is_empty()),
    })
}

/// How a body shows what it points at. What is graphic it never shows: it leads to where the warning stands.
pub(crate) fn in_body(
    index: &Index<'_>,
    to: &Destination,
    href: impl Fn(&Route) -> String,
) -> Resolved {
    let described = to.file.as_ref().and_then(|file| index.described.get(file));
    let credit = described.map(|it| it.credit.clone());
    if let Some(number) = described.and_then(|it| it.graphic) {
        let picture = Some(Picture { display: Display::LinkOnly, credit });
        return Resolved { address: format!("{}{MEDIA}", href(&index.routes[number])), picture };
    }
    let address = format!("{}{}", href(&to.route), to.suffix);
    let source = to.file.as_ref().and_then(|file| index.snapshot.sources.get(file));
    let sizes = source.and_then(|source| sizes(source, &to.route, href));
    let picture = sizes.map(|SizesView { width, height, srcset: narrower }| Picture {
        display: Display::Inline(Sizes { width, height, narrower }),
        credit,
    });
    Resolved { address, picture }
}

/// What moves is not made narrower: it would stand still.
pub(crate) fn widths(head: &Head) -> impl Iterator<Item = u32> + use<> {
    let Head { width: own, height, is_animated, .. } = *head;
    let fits = move |width: &u32| {
        let high = u64::from(height) * u64::from(*width) / u64::from(own);
        !is_animated && (1..=HIGHEST).contains(&high)
    };
    let below = WIDTHS.into_iter().take_while(move |width| *width < own);
    let widest = WIDTHS.into_iter().find(|width| *width >= own).map(|_| own);
    below.chain(widest).filter(fits)
}
