//! Reads `licence` of the settings: on which terms others may use the data of the site.
//! It does not know what the terms allow; it knows names and addresses.

use crate::field::excerpt::excerpt;
use crate::read::fields::Fields;
use crate::read::node::{Keyed, Value};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::spelling::did_you_mean;

/// A licence for data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its SPDX id, if it was named by one.
    pub id: Option<&'static str>,
    /// Its name.
    pub name: String,
    /// The address of its text.
    pub url: String,
}

/// The licences for data that an id alone names: SPDX id, name and address.
const KNOWN: [(&str, &str, &str); 11] = [
    (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    (
        "CC-BY-SA-4.0",
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    (
        "CC-BY-NC-4.0",
        "Creative Commons Attribution-NonCommercial 4.0 International",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    (
        "CC-BY-NC-SA-4.0",
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ),
    (
        "CC-BY-ND-4.0",
        "Creative Commons Attribution-NoDerivatives 4.0 International",
        "https://creativecommons.org/licenses/by-nd/4.0/",
    ),
    (
        "CC-BY-NC-ND-4.0",
        "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International",
        "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    ),
    (
        "CC0-1.0",
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    (
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    (
        "ODC-By-1.0",
        "Open Data Commons Attribution License 1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
    ),
    (
        "PDDL-1.0",
        "Open Data Commons Public Domain Dedication and License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
    ),
    (
        "OGL-UK-3.0",
        "Open Government Licence 3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
];

/// `licence = "CC-BY-4.0"`, or a table `[licence]` with `name` and `url`.
pub(super) fn licence<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Licence> {
    if !matches!(from.node.value, Value::Map(_)) {
        return by_id(reader, from);
    }
    let mut fields = Fields::new(reader, from, "`[licence]`")?;
    let name = fields.required("name", "what it is called", Reader::words);
    let url = fields.required("url", "where its text is", Reader::url);
    fields.finish();
    Some(Licence { id: None, name: name?, url: url? })
}

fn by_id(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Licence> {
    let written = reader.text(from)?;
    let is_it = |id: &str| id.eq_ignore_ascii_case(&written.value);
    if let Some((id, name, url)) = KNOWN.iter().find(|(id, ..)| is_it(id)) {
        return Some(Licence { id: Some(id), name: (*name).to_owned(), url: (*url).to_owned() });
    }
    let ids = || KNOWN.iter().map(|(id, ..)| *id);
    let message = format!("dateline does not know the licence `{}`", excerpt(&written.value));
    reader.report(
        rule::BAD_SETTING
            .at(reader.path, written.span, message)
            .label(did_you_mean(&written.value, ids(), "not an id in our list"))
            .help(format!(
                "write one of {}; or name another: `licence = {{ name = \"..\", url = \"https://..\" }}`",
                ids().collect::<Vec<_>>().join(", ")
            )),
    );
    None
}
