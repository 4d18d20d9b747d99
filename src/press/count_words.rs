//! The words of a language for numbers.
//! It does not know when which of them is said.

use tera::Value;

use crate::press::strings::word;

/// What a language has in the table `[count]` of its words: how it says what is known of a number.
#[derive(Clone, Debug)]
pub struct CountWords {
    pub(super) unknown: String,
    pub(super) any: String,
    /// The same with what is counted.
    pub(super) any_of: String,
    pub(super) at_least: String,
    pub(super) at_least_about: String,
    pub(super) about: String,
    pub(super) up_to: String,
    pub(super) range: String,
    /// By the `sense` of a count: `more_than`.
    pub(super) senses: Vec<(String, String)>,
    /// By the words of a report: `dozens`.
    pub(super) in_words: Vec<(String, String)>,
}

impl CountWords {
    /// Those among the words for a page.
    pub fn new(words: &Value) -> CountWords {
        let own = |name| word(words, &["count", name]).unwrap_or_default().to_owned();
        let table = |path: &str| -> Vec<(String, String)> {
            let entries = words.get_from_path(path).and_then(Value::as_map);
            let texts = entries.into_iter().flatten();
            let texts = texts.filter_map(|(key, text)| Some((key.as_str()?, text.as_str()?)));
            texts.map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
        };
        CountWords {
            unknown: own("unknown"),
            any: own("any"),
            any_of: own("any_of"),
            at_least: own("at_least"),
            at_least_about: own("at_least_about"),
            about: own("about"),
            up_to: own("up_to"),
            range: own("range"),
            senses: table("count"),
            in_words: table("count.in_words"),
        }
    }
}
