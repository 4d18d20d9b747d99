//! Pictures: in which sizes each is published, how a page shows it, and which files are not fit to be.
//! It looks at no pixel; the press makes what is planned here.

use std::collections::BTreeMap;

use crate::chronicle::Chronicle;
use crate::chronicle::references::Number;
use crate::picture::{Head, svg};
use crate::plan::desk::Desk;
use crate::plan::edition::{Making, Route};
use crate::plan::links::Destination;
use crate::plan::view::dispatch::SizesView;
use crate::plan::{Planned, address};
use crate::prose::resolved::{Picture, Resolved, Seen, Sizes};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{CONTENT, Source, SourcePath};
use crate::text::span::Span;

/// The widths a picture is made in, in pixels: a phone, a phone with a fine screen or a column, a column on a fine screen. None
/// is made wider than it is: one of 1200 pixels comes in 480, 960 and 1200.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// WebP knows no picture that is higher.
const HIGHEST: u64 = 16_383;

/// Extensions of files that say what they say and no more. In all others the place, the author or the camera may be hidden.
const PLAIN: [&str; 15] = [
    "css", "csv", "geojson", "htm", "html", "ics", "js", "json", "mjs", "srt", "tsv", "txt", "vtt",
    "xml", "yaml",
];

/// What the dispatches say of a file that is one of their media.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// Whose it is.
    pub credit: String,
    /// The dispatch that holds it to be graphic, if one does. Then it is so wherever it stands.
    pub graphic: Option<Number>,
}

/// Where on a dispatch's page its media stand, each graphic one behind its warning.
const MEDIA: &str = "#media";

/// What the dispatches that stand say of the files that are their media.
pub fn described(chronicle: &Chronicle) -> BTreeMap<SourcePath, Described> {
    let mut all: BTreeMap<SourcePath, Described> = BTreeMap::new();
    let standing = chronicle.dispatches.iter().enumerate().filter(|(_, it)| it.withdrawn.is_none());
    for (number, dispatch) in standing {
        for medium in &dispatch.media {
            let Some(path) = dispatch.path.join(&medium.file.value) else { continue };
            let credit = medium.credit.clone();
            let described = all.entry(path).or_insert(Described { credit, graphic: None });
            described.graphic = described.graphic.or(medium.graphic.then_some(number));
        }
    }
    all
}

/// The file `path` as it is published at `route`: cleaned if it is a picture, with narrower sizes beside it if it is `shown`.
pub fn planned(route: Route, path: &SourcePath, source: &Source, shown: bool) -> Vec<Planned> {
    let Some(Ok(head)) = source.picture else {
        return vec![Planned::copy(route, path.clone(), source.hash)];
    };
    let widths = widths(&head).filter(|_| shown);
    let narrower = widths.map(|it| (address::narrower(&route, it), Making::Narrowed(it)));
    let all: Vec<(Route, Making)> =
        std::iter::once((route.clone(), Making::Cleaned)).chain(narrower).collect();
    let known = (source.hash, head);
    all.into_iter().map(|(at, making)| Planned::picture(at, path.clone(), known, making)).collect()
}

/// The sizes of the picture `source` that is published at `route`; none if it is not one that can be cleaned.
pub fn sizes(source: &Source, route: &Route, href: impl Fn(&Route) -> String) -> Option<SizesView> {
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
pub fn in_body(desk: &Desk<'_>, to: &Destination, href: impl Fn(&Route) -> String) -> Resolved {
    let described = to.file.as_ref().and_then(|file| desk.described.get(file));
    let credit = described.map(|it| it.credit.clone());
    if let Some(number) = described.and_then(|it| it.graphic) {
        let picture = Some(Picture { seen: Seen::Apart, credit });
        return Resolved { address: format!("{}{MEDIA}", href(&desk.routes[number])), picture };
    }
    let address = format!("{}{}", href(&to.route), to.suffix);
    let source = to.file.as_ref().and_then(|file| desk.snapshot.sources.get(file));
    let sizes = source.and_then(|source| sizes(source, &to.route, href));
    let picture = sizes.map(|SizesView { width, height, srcset: narrower }| Picture {
        seen: Seen::Here(Sizes { width, height, narrower }),
        credit,
    });
    Resolved { address, picture }
}

/// What moves is not made narrower: it would stand still.
fn widths(head: &Head) -> impl Iterator<Item = u32> + use<> {
    let Head { width: own, height, moves, .. } = *head;
    let fits = move |width: &u32| {
        let high = u64::from(height) * u64::from(*width) / u64::from(own);
        !moves && (1..=HIGHEST).contains(&high)
    };
    let below = WIDTHS.into_iter().take_while(move |width| *width < own);
    let widest = WIDTHS.into_iter().find(|width| *width >= own).map(|_| own);
    below.chain(widest).filter(fits)
}

/// Reports the files that are to be published and are not fit to be.
pub fn unfit(desk: &Desk<'_>, planned: &[Planned], faults: &mut Vec<Diagnostic>) {
    for (path, by, span) in planned.iter().filter_map(Planned::copied) {
        let Some(source) = desk.snapshot.sources.get(path) else { continue };
        if let Some(Err(flaw)) = source.picture {
            faults.push(
                at(&rule::BAD_PICTURE, by, span, format!("`{}` {flaw}", path.name()))
                    .help(flaw.remedy()),
            );
            continue;
        }
        let extension = path.extension().unwrap_or_default();
        let only_draws = || source.as_text().is_some_and(|text| svg::only_draws(text));
        let is_plain = PLAIN.contains(&extension.as_str()) || extension == "svg" && only_draws();
        let is_named = desk.config.uncleaned.contains(&extension);
        if path.below(CONTENT).is_some() && !is_plain && !is_named {
            faults.push(uncleaned(path, &extension, by, span));
        }
    }
}

fn uncleaned(path: &SourcePath, extension: &str, by: &SourcePath, span: Span) -> Diagnostic {
    let message =
        format!("`{}` may tell more than it shows, and dateline cannot take that out", path.name());
    let remedy = match extension {
        "avif" | "heic" | "heif" | "tif" | "tiff" | "bmp" | "jxl" => {
            "save the picture as a JPEG, a PNG or a WebP".to_owned()
        }
        "svg" => "save the drawing as plain SVG, without scripts, comments, pictures and notes of a program".to_owned(),
        "" => "give its name an ending".to_owned(),
        _ => "take out of it who made it, when, where and with what".to_owned(),
    };
    at(&rule::NOT_CLEANED, by, span, message).help(match extension {
        "" => remedy,
        _ => format!(
            "{remedy}; files that you clean yourselves are published when site.toml says `uncleaned = [\"{extension}\"]`"
        ),
    })
}

/// A fault at a place, or of a whole file where there is none.
fn at(
    rule: &'static crate::text::diagnostic::Rule,
    path: &SourcePath,
    span: Span,
    message: String,
) -> Diagnostic {
    if span == Span::default() { rule.in_file(path, message) } else { rule.at(path, span, message) }
}
