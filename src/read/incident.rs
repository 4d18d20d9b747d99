//! Reads incident files.
//! It does not know which dispatches are about the incident.

use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::read::opened_file::OpenedFile;
use crate::read::reader::Reader;
use crate::read::{claim, place};
use crate::text::span::{Span, Spanned};

/// The incident in an opened file. Its id is the name of the file.
pub fn incident(file: OpenedFile<'_>) -> IncidentFile {
    let body = file.body();
    let OpenedFile { mut fields, .. } = file;
    let path = fields.reader.path;
    let ids = fields.texts_by_key("ids", "{ucdp: \"225797\"}", |reader, from| {
        reader.is_printed(from.node.span);
        reader.id(from)
    });
    let mut incident = IncidentFile {
        path: path.clone(),
        id: Spanned::new(Slug::make(path.stem()), Span::default()),
        title: fields.read("title", Reader::words),
        place: place::place(&mut fields),
        event: fields.read("event", place::event).map(|event| event.value),
        grade: fields.read("grade", Reader::word),
        merged_into: fields.read("merged_into", Reader::slug),
        distinct_from: fields.each("distinct_from", Reader::slug),
        aliases: fields.each("aliases", Reader::alias),
        corrections: fields.each("corrections", claim::correction),
        ids: ids.into_iter().map(|(by, id)| (by.value, id)).collect(),
        dates: Vec::new(),
        body,
    };
    incident.dates = fields.reader.take_dates();
    fields.finish();
    incident
}
