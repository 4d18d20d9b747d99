//! What is said of the keys of a mapping that nobody asked for.
//! It does not know which keys there are: the known keys are those that the code asked for.

use crate::field::excerpt::{excerpt, is_invisible};
use crate::read::fields::Fields;
use crate::read::node::{Entry, Value};
use crate::read::other_keys;
use crate::read::outer_keys::{ReadMapping, UnknownKey};
use crate::read::unindented::{self, Unindented};
use crate::text::diagnostic::Diagnostic;
use crate::text::hidden::code_point;
use crate::text::span::Spanned;
use crate::text::spelling::nearest;
use crate::text::{listing, rule};

/// Maximum number of unknown keys reported per mapping.
const MOST_UNKNOWN: usize = 12;

impl<'n> Fields<'n> {
    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        let unindented = self.unindented();
        let is_explained = |at: usize| unindented.iter().any(|it| it.has(&self.entries[at]));
        let is_left = |at: usize| !self.taken[at] && !is_explained(at);
        // Two commas in a text without quotes make two keys, and are one mistake.
        let is_cut_off = |at: usize| is_left(at) && self.is_cut_off(&self.entries[at]);
        let goes_on = |at: usize| is_cut_off(at) && at.checked_sub(1).is_some_and(is_cut_off);
        let unknown = (0..self.entries.len()).filter(|at| is_left(*at) && !goes_on(*at));
        let unknown: Vec<&Entry> = unknown.map(|at| &self.entries[at]).collect();
        for entry in unknown.iter().take(MOST_UNKNOWN) {
            let fault = self.unknown(entry);
            let may_name_people = other_keys::may_name_people(entry, &self.asked);
            let fault = if may_name_people { fault.without_lines() } else { fault };
            match self.is_like_no_other(entry) {
                true => self.reader.report_unknown(UnknownKey {
                    key: entry.key.clone(),
                    what: self.what.clone(),
                    fault,
                }),
                false => self.reader.report(fault),
            }
        }
        if let Some(next) = unknown.get(MOST_UNKNOWN) {
            let more = unknown.len() - MOST_UNKNOWN;
            self.reader.report(
                self.no_such_key(&next.key)
                    .label(format!("the first of {more} more unknown keys"))
                    .help("check whether this is front matter; it does not look like it"),
            );
        }
        let is_missing = |key: &&str| self.entries.iter().all(|it| it.key.value != **key);
        let keys = self.asked.into_iter().filter(is_missing).collect();
        self.reader.is_read(ReadMapping { span: self.span, what: self.what, keys });
    }

    /// Whether a key is neither another word for a key of this mapping nor nearly one.
    fn is_like_no_other(&self, entry: &Entry) -> bool {
        let is_other_word = other_keys::advice(entry, &self.asked, self.entries).is_some();
        !is_other_word && self.nearest(&entry.key.value).is_none()
    }

    /// The key of this mapping that `written` is nearly, or that begins with it: `area_km2` for `area`.
    fn nearest(&self, written: &str) -> Option<&'static str> {
        let longer = self
            .asked
            .iter()
            .copied()
            .find(|key| key.strip_prefix(written).is_some_and(|rest| rest.starts_with('_')));
        nearest(written, self.asked.iter().copied()).or(longer)
    }

    /// Reports keys that are not indented, in place of all other faults that come from that.
    fn unindented(&self) -> Vec<Unindented<'n>> {
        let found = unindented::find(self.entries, |key| !self.asked.contains(&key));
        for it in &found {
            self.reader.retract(|fault| fault.span.is_some_and(|span| it.explains(span)));
            it.fault(self.reader.path).into_iter().for_each(|fault| self.reader.report(fault));
        }
        found
    }

    fn no_such_key(&self, key: &Spanned<String>) -> Diagnostic {
        let message = format!("{} has no key `{}`", self.what, excerpt(&key.value));
        rule::UNKNOWN_KEY.at(self.reader.path, key.span, message)
    }

    /// Whether the key of `entry` is what stands behind a comma in a text: it is in braces, and has no value.
    fn is_cut_off(&self, entry: &Entry) -> bool {
        // A mapping on lines of its own begins with its first key, not with a brace.
        let is_in_braces = self.entries.iter().all(|it| it.key.span.start > self.span.start);
        // A value that is missing has the place of its key.
        is_in_braces && entry.value.span == entry.key.span
    }

    fn unknown(&self, entry: &Entry) -> Diagnostic {
        let fault = self.no_such_key(&entry.key);
        let key = entry.key.value.as_str();
        if key == "<<" {
            return fault.label("merge keys are not allowed").help("write the keys themselves");
        }
        let is_hidden = |c: &char| is_invisible(*c) || c.is_whitespace() && *c != ' ';
        if let Some(hidden) = key.chars().find(is_hidden) {
            return fault
                .label(format!("invisible character {}", code_point(hidden)))
                .help("delete it; such characters come along when text is pasted");
        }
        if key.chars().all(|c| c.is_ascii_digit()) {
            return fault
                .label("a comma inside `{..}` begins a new key")
                .help("put a number with a comma in quotes: \"1,200\"");
        }
        let is_switch = matches!(&entry.value.value, Value::Scalar(it) if matches!(it.text.to_lowercase().as_str(), "true" | "false" | "yes" | "no"));
        if matches!(key, "published" | "publish" | "hidden" | "private" | "unlisted")
            && self.asked.contains(&"draft")
            && (is_switch || key != "published")
        {
            return fault
                .label("dateline does not know it, so it hides nothing")
                .help("write `draft: true` if the page is not to be published yet");
        }
        // Only a dispatch can have keys for a theme.
        let takes_extra = self.asked.contains(&"extra");
        if let Some(advice) = other_keys::advice(entry, &self.asked, self.entries) {
            let is_toml = self.reader.path.extension().as_deref() == Some("toml");
            let help = if is_toml { "write it under that name".to_owned() } else { advice.help };
            let theme = if takes_extra && advice.may_be_for_theme {
                "; if only your theme uses the key, put it under `extra:`"
            } else {
                ""
            };
            return fault.label(advice.label).help(format!("{help}{theme}"));
        }
        let near = self.nearest(key);
        if near.is_none() && self.is_cut_off(entry) {
            return fault.label("a comma inside `{..}` begins a new key").help(
                "if this is part of the text before it, put the whole text in quotes: \
                 `note: \"The hospital, the town hall\"`",
            );
        }
        let label = match near {
            Some(known) => format!("did you mean `{known}`?"),
            None => "not a known key".to_owned(),
        };
        fault.label(label).help(match (near, takes_extra) {
            (Some(known), false) => format!("write `{known}`"),
            (Some(known), true) => {
                format!("write `{known}`; if only your theme uses the key, put it under `extra:`")
            }
            (None, true) => {
                "check the spelling; if only your theme uses the key, put it under `extra:`"
                    .to_owned()
            }
            (None, false) => format!("the keys here are {}", listing::all(&self.asked)),
        })
    }
}
