//! Plain pages: about, method, whatever is no dispatch.
//! They do not know the navigation they stand in.

use crate::field::page::PlainPage;
use crate::read::dispatch::{language, titled};
use crate::read::reader::Reader;
use crate::read::source_file::Opened;

/// The plain page in an opened file.
pub fn page(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<PlainPage> {
    let Opened {
        mut fields,
        text,
        body,
        hash,
    } = opened;
    let (title, body) = titled(reader, &mut fields, text, body, hash);
    let drafted = fields.take("draft");
    let page = PlainPage {
        path: reader.path.clone(),
        title: title?,
        summary: reader.words(fields.take("summary"), "summary"),
        slug: reader.slug(fields.take("slug"), "slug"),
        menu: reader.whole_number(fields.take("menu"), "menu"),
        aliases: reader.aliases(fields.take("aliases")),
        lang: language(reader, fields.take("lang")),
        // What is unclear is never published.
        draft: reader.switch(drafted, "draft").unwrap_or(drafted.is_some()),
        body,
    };
    reader.finish(fields, "a page");
    Some(page)
}
