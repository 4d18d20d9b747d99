//! What all pages of a site are made from, in one hash: everything but the texts of bodies. With it a build knows of most pages
//! that an edit of a text has not changed them, without making them.
//! It does not know what any page shows. Whatever a page may depend on belongs here; the more, the safer.

use jiff::Timestamp;

use crate::chronicle::Chronicle;
use crate::chronicle::visible::{Drafts, LeftOut};
use crate::compose::ComposeOptions;
use crate::compose::readings::Readings;
use crate::plan::edition::Outline;
use crate::text::snapshot::Snapshot;
use crate::text::source::{Hash, Hasher};

/// What decides which part of the sources is shown.
pub(super) struct Shown<'s> {
    pub(super) options: &'s ComposeOptions,
    pub(super) chronicle: &'s Chronicle,
    pub(super) left_out: &'s [LeftOut],
    /// When the next embargo ends, and when the next promise is overdue: until then the same is shown.
    pub(super) next: [Option<Timestamp>; 2],
}

/// The outline of the site of `snapshot`, of whose content all files are among `readings`.
pub(super) fn outline(snapshot: &Snapshot, readings: &Readings, shown: &Shown<'_>) -> Outline {
    let mut hash = Hasher::default();
    let mut add = |it: Hash| hash.part(&it.number().to_le_bytes());
    for (path, source) in &snapshot.sources {
        add(Hash::of(&[path.as_str().as_bytes()]));
        add(readings.get(source.hash).map_or(source.hash, |reading| reading.outline));
    }
    let Shown { options, chronicle, left_out, next } = shown;
    hash.part(format!("{:?}", options.base_url).as_bytes());
    if options.drafts == Drafts::Shown {
        // Hidden dispatches then say why they are hidden.
        hash.part(snapshot.now.to_string().as_bytes());
    }
    hash.part(format!("{next:?} {left_out:?}").as_bytes());
    for dispatch in &chronicle.dispatches {
        hash.part(dispatch.path.as_str().as_bytes());
    }
    let files = readings.hashes().collect();
    Outline { but_bodies: hash.finish(), files }
}
