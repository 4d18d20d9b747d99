//! Reads the texts that open the pages of topics, authors and parties.
//! It does not know which of these pages there are.

use crate::field::introduction::{Introduction, Subject};
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::opened_file::OpenedFile;
use crate::read::reader::Reader;
use crate::text::rule;

/// Keys that give a name in other files. The name of a topic, an author or a party is not in its file.
const NAMES: [&str; 3] = ["title", "name", "names"];

/// The introduction in an opened file.
pub fn introduction(file: OpenedFile<'_>, subject: Subject) -> Introduction {
    let body = file.body();
    let OpenedFile { mut fields, .. } = file;
    let aliases = fields.each("aliases", Reader::alias);
    report_names(&mut fields, subject);
    let path = fields.reader.path.clone();
    fields.finish();
    Introduction { path, subject, aliases, body }
}

fn report_names(fields: &mut Fields<'_>, subject: Subject) {
    let reader = fields.reader;
    let id = Slug::make(reader.path.stem());
    let help = match subject {
        Subject::Topic | Subject::Party => format!(
            "write `{id} = \"Its name\"` under `[{}]` in site.toml, and delete this line",
            subject.word()
        ),
        Subject::Author => {
            "delete this line; pages show the name that dispatches write under `authors`".to_owned()
        }
    };
    for key in NAMES {
        if let Some(entry) = fields.take_misplaced(key) {
            let message = format!("{} has no key `{key}`", subject.one());
            let fault = rule::UNKNOWN_KEY.at(reader.path, entry.key.span, message);
            reader.report(fault.label("the name is not given here").help(help.clone()));
        }
    }
}
