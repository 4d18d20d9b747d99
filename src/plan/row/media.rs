//! The pictures, films and documents of a dispatch.
//! It does not make the pictures; it says where their files are.

use std::collections::BTreeSet;

use crate::chronicle::references::DispatchId;
use crate::field::dispatch::{Dispatch, Medium};
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::row::pictures;
use crate::plan::view::dispatch::{CardView, MediumKind, MediumView};
use crate::text::source::SourcePath;

/// The media of a dispatch for the page `here`. A translation without media shows those of its original.
pub(crate) fn of_dispatch(index: &Index<'_>, here: &Route, number: DispatchId) -> Vec<MediumView> {
    let printed = &index.chronicle.dispatches[number].path;
    let number = shown(index, number);
    let dispatch = &index.chronicle.dispatches[number];
    beside_the_text(index, printed, dispatch).map(|it| media(index, here, number, it)).collect()
}

/// The dispatch whose media are shown: this one, or its original.
fn shown(index: &Index<'_>, number: DispatchId) -> DispatchId {
    let own = !index.chronicle.dispatches[number].media.is_empty();
    if own { number } else { index.chronicle.original(number) }
}

/// The media of `dispatch`, without those that the text in the file `printed` shows already.
fn beside_the_text<'d>(
    index: &'d Index<'_>,
    printed: &SourcePath,
    dispatch: &'d Dispatch,
) -> impl Iterator<Item = &'d Medium> {
    let of_text = index.links.of_file(printed);
    let shown: BTreeSet<&SourcePath> =
        of_text.values().filter(|to| to.shown).filter_map(|to| to.file.as_ref()).collect();
    dispatch.media.iter().filter(move |medium| {
        let path = dispatch.path.join(&medium.file.value);
        path.is_none_or(|path| !shown.contains(&path) || index.is_graphic(&path))
    })
}

/// The first medium that is a picture and not graphic.
pub(crate) fn card(index: &Index<'_>, number: DispatchId) -> Option<CardView> {
    let number = shown(index, number);
    let (dispatch, beside) = (&index.chronicle.dispatches[number], &index.routes[number]);
    dispatch.media.iter().find_map(|medium| {
        let path = dispatch.path.join(&medium.file.value).filter(|path| !index.is_graphic(path))?;
        let head = index.snapshot.sources.get(&path)?.picture?.ok()?;
        Some(CardView {
            url: index.linker.absolute(&address::beside(beside, path.name())),
            width: head.width,
            height: head.height,
            alt: medium.alt.clone(),
        })
    })
}

fn media(index: &Index<'_>, here: &Route, number: DispatchId, medium: &Medium) -> MediumView {
    let dispatch = &index.chronicle.dispatches[number];
    let name = medium.file.value.rsplit('/').next().unwrap_or(&medium.file.value);
    let route = address::beside(&index.routes[number], name);
    let path = dispatch.path.join(&medium.file.value);
    let source = path.as_ref().and_then(|path| index.snapshot.sources.get(path));
    let href = |there: &Route| index.linker.link(here, there);
    MediumView {
        href: href(&route),
        kind: match source.is_some_and(|source| matches!(source.picture, Some(Ok(_)))) {
            true => MediumKind::Image,
            false => MediumKind::of(name),
        },
        alt: medium.alt.clone(),
        credit: medium.credit.clone(),
        graphic: medium.graphic || path.as_ref().is_some_and(|path| index.is_graphic(path)),
        warning: medium.warning.clone(),
        lang: index.foreign(index.language_of(number)),
        sizes: source.and_then(|source| pictures::sizes(source, &route, href)),
    }
}
