//! Reads plain pages, such as "About" and "Method".
//! It does not know the menu that a page is in.

use crate::field::page::PlainPage;
use crate::read::opened_file::OpenedFile;
use crate::read::reader::Reader;

/// The plain page in an opened file.
pub fn page(mut file: OpenedFile<'_>) -> Option<PlainPage> {
    let (title, body) = file.title_and_body();
    let draft = file.draft();
    let OpenedFile { mut fields, .. } = file;
    let summary = fields.read("summary", Reader::words);
    let slug = fields.read("slug", Reader::slug);
    let menu = fields.read("menu", |reader, from| reader.whole_number(from, i64::MIN));
    let aliases = fields.each("aliases", Reader::alias);
    let lang = fields.read("lang", Reader::language);
    let path = fields.reader.path.clone();
    fields.finish();
    Some(PlainPage { path, title: title?, summary, slug, menu, aliases, lang, draft, body })
}
