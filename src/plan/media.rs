//! What a dispatch shows beside its text: pictures, films, documents.
//! It does not make the pictures; it says where they lie.

use std::collections::BTreeSet;

use crate::chronicle::references::Number;
use crate::field::dispatch::{Dispatch, Medium};
use crate::plan::desk::Desk;
use crate::plan::edition::Route;
use crate::plan::view::dispatch::{CardView, MediumView};
use crate::plan::{address, pictures};
use crate::text::source::SourcePath;

/// The media of a dispatch for the page `here`; a translation without any has those of its original.
pub fn of_dispatch(desk: &Desk<'_>, here: &Route, number: Number) -> Vec<MediumView> {
    let printed = &desk.chronicle.dispatches[number].path;
    let number = shown(desk, number);
    let dispatch = &desk.chronicle.dispatches[number];
    beside_the_text(desk, printed, dispatch).map(|it| media(desk, here, number, it)).collect()
}

/// The dispatch whose media are shown.
fn shown(desk: &Desk<'_>, number: Number) -> Number {
    let own = !desk.chronicle.dispatches[number].media.is_empty();
    if own { number } else { desk.original(number) }
}

/// The media of `dispatch` that the text in the file `printed` does not show already.
fn beside_the_text<'d>(
    desk: &'d Desk<'_>,
    printed: &SourcePath,
    dispatch: &'d Dispatch,
) -> impl Iterator<Item = &'d Medium> {
    let of_text = desk.destinations.of_file(printed);
    let shown: BTreeSet<&SourcePath> =
        of_text.values().filter(|to| to.shown).filter_map(|to| to.file.as_ref()).collect();
    dispatch.media.iter().filter(move |medium| {
        let path = dispatch.path.join(&medium.file.value);
        path.is_none_or(|path| !shown.contains(&path) || desk.is_graphic(&path))
    })
}

/// The first of the media that is a picture and not graphic.
pub fn card(desk: &Desk<'_>, number: Number) -> Option<CardView> {
    let number = shown(desk, number);
    let (dispatch, beside) = (&desk.chronicle.dispatches[number], &desk.routes[number]);
    dispatch.media.iter().find_map(|medium| {
        let path = dispatch.path.join(&medium.file.value).filter(|path| !desk.is_graphic(path))?;
        let head = desk.snapshot.sources.get(&path)?.picture?.ok()?;
        Some(CardView {
            url: desk.linker.absolute(&address::beside(beside, path.name())),
            width: head.width,
            height: head.height,
            alt: medium.alt.clone(),
        })
    })
}

fn media(desk: &Desk<'_>, here: &Route, number: Number, medium: &Medium) -> MediumView {
    let dispatch = &desk.chronicle.dispatches[number];
    let name = medium.file.value.rsplit('/').next().unwrap_or(&medium.file.value);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let route = address::beside(&desk.routes[number], name);
    let path = dispatch.path.join(&medium.file.value);
    let source = path.as_ref().and_then(|path| desk.snapshot.sources.get(path));
    let href = |there: &Route| desk.linker.link(here, there);
    MediumView {
        href: href(&route),
        kind: match extension.as_deref() {
            Some("jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" | "svg") => "image",
            Some("mp4" | "webm" | "mov" | "ogv") => "video",
            Some("mp3" | "ogg" | "oga" | "m4a" | "wav" | "flac") => "audio",
            _ => "file",
        },
        alt: medium.alt.clone(),
        credit: medium.credit.clone(),
        graphic: medium.graphic || path.as_ref().is_some_and(|path| desk.is_graphic(path)),
        warning: medium.warning.clone(),
        lang: desk.foreign(desk.language_of(number)),
        sizes: source.and_then(|source| pictures::sizes(source, &route, href)),
    }
}
