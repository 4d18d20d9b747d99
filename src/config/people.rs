//! Reads `[people]` of the settings: whose names the site does not publish.
//! It does not know any person; the line of a person may decide otherwise.

use crate::field::person::NameRule;
use crate::read::fields::Fields;
use crate::read::node::Keyed;
use crate::read::reader::Reader;

/// `[people]` with `withhold`, a list of kinds of people. An empty list withholds no name.
pub(super) fn name_rule<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<NameRule> {
    let mut fields = Fields::new(reader, from, "`[people]`")?;
    let listed = fields.required("withhold", "whose names are not published", |reader, from| {
        Some(reader.each(from, Reader::word))
    });
    fields.finish();
    Some(NameRule(listed?.into_iter().collect()))
}
