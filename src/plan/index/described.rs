//! What dispatches say about their media files.
//! It does not read the files.

use std::collections::BTreeMap;

use crate::chronicle::Chronicle;
use crate::chronicle::references::DispatchId;
use crate::text::source::SourcePath;

/// What dispatches say about one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Described {
    /// Who made it.
    pub credit: String,
    /// The first dispatch that calls the file graphic. The file is then graphic on every page.
    pub graphic: Option<DispatchId>,
}

/// What dispatches say about their media, by file. Withdrawn dispatches are left out.
pub(crate) fn described(chronicle: &Chronicle) -> BTreeMap<SourcePath, Described> {
    let mut all: BTreeMap<SourcePath, Described> = BTreeMap::new();
    let live = chronicle.dispatches.iter().enumerate().filter(|(_, it)| it.withdrawn.is_none());
    for (number, dispatch) in live {
        for medium in &dispatch.media {
            let Some(path) = dispatch.path.join(&medium.file.value) else { continue };
            let credit = medium.credit.clone();
            let described = all.entry(path).or_insert(Described { credit, graphic: None });
            described.graphic = described.graphic.or(medium.graphic.then_some(number));
        }
    }
    all
}
