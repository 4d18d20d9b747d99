//! Finds the borders file that the settings name, and reads it.
//! It does not know what maps draw from it.

use std::sync::Arc;

use crate::config::Config;
use crate::read::borders::{self, ParsedBorders};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::{Content, Hash, Source, SourcePath};
use crate::text::spelling::did_you_mean;

/// The last borders file that was read, so that an unchanged file is not read again.
#[derive(Default)]
pub(super) struct BordersCache(Option<(Hash, Arc<ParsedBorders>)>);

/// The content of the borders file. None if the settings name no file, or if it cannot be read.
pub(super) fn borders(
    snapshot: &Snapshot,
    config: &Config,
    cache: &mut BordersCache,
    faults: &mut Vec<Diagnostic>,
) -> Option<Arc<ParsedBorders>> {
    let path = &config.borders.as_ref()?.file.value;
    let Some(source) = snapshot.sources.get(path) else {
        faults.extend(missing(snapshot, config));
        return None;
    };
    let known = cache.0.as_ref().filter(|(hash, _)| *hash == source.hash);
    let reading = match known {
        Some((_, reading)) => Arc::clone(reading),
        None => match text(path, source) {
            Ok(text) => Arc::new(borders::read(path, text)),
            Err(fault) => {
                faults.push(fault);
                return None;
            }
        },
    };
    faults.extend(reading.faults.iter().cloned());
    cache.0 = Some((source.hash, Arc::clone(&reading)));
    Some(reading)
}

/// Whether the fault is about a `.geojson` file in the root folder that the settings do not name. Such a fault is
/// ignored, because the site does not use the file.
pub(super) fn is_of_another(fault: &Diagnostic, config: &Config) -> bool {
    let named = config.borders.as_ref().map(|borders| &borders.file.value);
    fault.path.is_like_borders() && named != Some(&fault.path)
}

fn text<'s>(path: &SourcePath, source: &'s Source) -> Result<&'s str, Diagnostic> {
    match &source.content {
        Content::Text(_) | Content::Unread(_) => Ok(source.as_text().map_or("", |text| text)),
        Content::Bytes(_) => Err(rule::NOT_UTF8
            .in_file(path, "the file is not UTF-8 text")
            .help("write it anew as GeoJSON, which is UTF-8 always")),
        Content::OnDisk(on_disk) => {
            let mebibytes = on_disk.length.div_ceil(1024 * 1024);
            let message = format!("the file of borders has {mebibytes} MiB, which is too large");
            Err(rule::FILE_TOO_LARGE.in_file(path, message).help(
                "take out the lines that no map shows, or some of their points; beside site.toml it may have 64 MiB, elsewhere 8",
            ))
        }
    }
}

/// The fault to report if the borders file is missing. None if the file exists but could not be read, because
/// that is already reported.
fn missing(snapshot: &Snapshot, config: &Config) -> Option<Diagnostic> {
    let file = &config.borders.as_ref()?.file;
    if snapshot.unreadable.iter().any(|fault| fault.path == file.value) {
        return None;
    }
    let there =
        snapshot.sources.keys().filter(|path| path.extension().as_deref() == Some("geojson"));
    let there = there.map(SourcePath::as_str);
    let label = did_you_mean(file.value.as_str(), there, "there is no such file in the project");
    let fault = rule::BORDERS_MISSING
        .at(&SourcePath::new(crate::config::FILE), file.span, format!("there is no file `{}`", file.value))
        .label(label)
        .help("put it beside site.toml under a name that ends in `.geojson`, or into `content`, or mend the path");
    Some(fault)
}
