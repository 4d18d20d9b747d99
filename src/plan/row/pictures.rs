//! The sizes in which each picture is published, and how a page shows it.
//! It does not read pixels; the press makes the pictures that are planned here.

use crate::picture::{Format, Head};
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::links::Destination;
use crate::plan::route::Route;
use crate::plan::row::told_in::in_language;
use crate::plan::view::dispatch::{MediumKind, SizesView};
use crate::prose::resolved::{Display, Picture, Player, Resolved, Sizes};
use crate::text::source::Source;

/// Widths in pixels in which a picture is published: for phones, for sharp phone screens and text columns, and for sharp
/// wide screens. No picture is made wider than its file: one of 1200 pixels gets 480, 960 and 1200.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Maximum height of a WebP picture, in pixels.
const HIGHEST: u64 = 16_383;

/// The anchor of the media on a dispatch's page, where graphic pictures have a warning.
const MEDIA: &str = "#media";

/// The sizes of the picture `source`, published at `route`. None if its metadata cannot be removed.
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

/// Where a link of the body of the page `here` leads, and how the body shows a media file. It links to a graphic picture, and never shows it, because the warning is there.
pub(crate) fn in_body(
    index: &Index<'_>,
    here: &Route,
    to: &Destination,
    href: impl Fn(&Route) -> String,
) -> Resolved {
    let described = to.file.as_ref().and_then(|file| index.described.get(file));
    let credit = described.map(|it| it.credit.clone());
    if let Some(number) = described.and_then(|it| it.graphic) {
        let picture = Some(Picture { display: Display::LinkOnly, credit });
        let address = format!("{}{MEDIA}", href(&index.routes[number]));
        return Resolved { address, picture, leads_to: None, live: None };
    }
    let (route, leads_to) = in_language(index, here, (&to.route, &to.suffix));
    let address = format!("{}{}", href(route), to.suffix);
    let source = to.file.as_ref().and_then(|file| index.snapshot.sources.get(file));
    let sizes = source.and_then(|source| sizes(source, &to.route, href));
    let display = match (sizes, to.file.as_ref().map(|file| MediumKind::of(file.name()))) {
        (Some(SizesView { width, height, srcset: narrower }), _) => {
            Some(Display::Inline(Sizes { width, height, narrower }))
        }
        (None, Some(MediumKind::Video)) => Some(Display::Player(Player::Video)),
        (None, Some(MediumKind::Audio)) => Some(Display::Player(Player::Audio)),
        (None, Some(MediumKind::File)) => Some(Display::LinkOnly),
        (None, Some(MediumKind::Image) | None) => None,
    };
    let picture = display.map(|display| Picture { display, credit });
    Resolved { address, picture, leads_to, live: None }
}

/// The widths for a picture. An animated picture keeps its own width, because resizing would stop the animation. So does an icon,
/// which comes in several sizes already.
pub(crate) fn widths(head: &Head) -> impl Iterator<Item = u32> + use<> {
    let Head { format, width: own, height, is_animated, .. } = *head;
    let fits = move |width: &u32| {
        let high = u64::from(height) * u64::from(*width) / u64::from(own);
        !is_animated && format != Format::Ico && (1..=HIGHEST).contains(&high)
    };
    let below = WIDTHS.into_iter().take_while(move |width| *width < own);
    let widest = WIDTHS.into_iter().find(|width| *width >= own).map(|_| own);
    below.chain(widest).filter(fits)
}
