//! Plain pages: about, method, whatever is no dispatch.
//! They do not know the navigation they stand in.

use crate::field::page::PlainPage;
use crate::read::content_file::Opened;
use crate::read::dispatch::titled;
use crate::read::reader::Reader;

/// The plain page in an opened file.
pub fn page(reader: &mut Reader<'_>, opened: Opened<'_>) -> Option<PlainPage> {
    let Opened { mut fields, text, body, hash } = opened;
    let (title, body) = titled(reader, &mut fields, text, body, hash);
    let summary = reader.words(fields.take("summary"), "summary");
    let slug = reader.slug(fields.take("slug"), "slug");
    let menu = reader.whole_number(fields.take("menu"), "menu", i64::MIN);
    let aliases = reader.aliases(fields.take("aliases"));
    let lang = reader.language(fields.take("lang"), "lang");
    let drafted = fields.take("draft");
    // What is unclear is never published.
    let draft = reader.switch(drafted, "draft").unwrap_or(drafted.is_some());
    reader.finish(fields, "a page");
    Some(PlainPage {
        path: reader.path.clone(),
        title: title?,
        summary,
        slug,
        menu,
        aliases,
        lang,
        draft,
        body,
    })
}
