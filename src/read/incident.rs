//! Incident files.
//! They do not know which dispatches are on them.

use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::read::body;
use crate::read::city::texts_by_key;
use crate::read::claim;
use crate::read::content_file::Opened;
use crate::read::place;
use crate::read::reader::Reader;
use crate::text::span::{Span, Spanned};

/// The incident in an opened file; its id is the file's name.
pub fn incident(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<IncidentFile> {
    let Opened { mut fields, text, body, hash } = opened;
    let body = body::body(reader, text, body, hash);
    let incident = IncidentFile {
        path: reader.path.clone(),
        id: Spanned::new(Slug::make(reader.path.stem()), Span::default()),
        title: reader.words(fields.take("title"), "title"),
        place: place::place(reader, &mut fields),
        event: fields.take("event").and_then(|node| place::event(reader, node)).map(|e| e.value),
        grade: reader.word(fields.take("grade"), "grade"),
        merged_into: reader.slug(fields.take("merged_into"), "merged_into"),
        distinct_from: reader.slugs(fields.take("distinct_from"), "distinct_from"),
        aliases: reader.aliases(fields.take("aliases")),
        corrections: reader.each(fields.take("corrections"), "corrections", claim::correction),
        ids: texts_by_key(reader, &mut fields, "ids", "{ucdp: \"225797\"}")
            .into_iter()
            .map(|(by, id)| (by.value, id))
            .collect(),
        body,
    };
    reader.finish(fields, "an incident");
    Some(incident)
}
