//! Reports files that cannot be published as they are: damaged pictures, and files that may hold hidden data.
//! It does not know how to clean a picture; the press does that.

use crate::picture::svg;
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::rule;
use crate::text::source::{CONTENT, SourcePath};
use crate::text::span::Span;

/// Extensions of files that hold no hidden data. Other files may name the place, the author or the camera.
const PLAIN: [&str; 15] = [
    "css", "csv", "geojson", "htm", "html", "ics", "js", "json", "mjs", "srt", "tsv", "txt", "vtt",
    "xml", "yaml",
];

/// Reports the files in `planned` that cannot be published as they are.
pub(crate) fn check(index: &Index<'_>, planned: &[Planned], faults: &mut Vec<Diagnostic>) {
    for (path, by, span) in planned.iter().filter_map(Planned::copied) {
        let Some(source) = index.snapshot.sources.get(path) else { continue };
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
        let is_named = index.config.uncleaned.contains(&extension);
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

/// A fault at a place in a file, or a fault of the whole file if the place is empty.
fn at(rule: &'static Rule, path: &SourcePath, span: Span, message: String) -> Diagnostic {
    if span == Span::default() { rule.in_file(path, message) } else { rule.at(path, span, message) }
}
