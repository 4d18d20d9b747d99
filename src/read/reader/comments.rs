//! Reports comments that cut off free text, and knows after which values a comment may stand.
//! It does not know how YAML finds a comment.

use crate::field::count::Count;
use crate::field::day::Moment;
use crate::field::slug::Slug;
use crate::read::node::{Keyed, Scalar, Value};
use crate::read::reader::Reader;

impl Reader<'_> {
    /// Reports a comment that cuts off a text. None if nothing is left of the text, so that this is not reported again.
    pub(super) fn without_comment(&self, Keyed { key, node }: Keyed<'_>) -> Option<()> {
        let Value::Scalar(scalar) = &node.value else { return Some(()) };
        // After a word such as `null` nothing is lost, and that there is no value is reported.
        let Some(comment) = scalar.comment.as_ref().filter(|_| !scalar.is_null()) else {
            return Some(());
        };
        self.report(comment.fault(self.path, Some(key)));
        // What is left is read, so that nothing that refers to it is reported as wrong.
        (!scalar.is_blank()).then_some(())
    }

    /// A party or another name that is usually an id. A comment may follow an id, but not a text.
    pub fn id_or_text(&self, from: Keyed<'_>) -> Option<String> {
        self.without_comment_unless(from, |text| Slug::parse(text).is_ok())?;
        Some(self.written(from)?.value)
    }

    /// The value of a key of any kind. A comment may follow a number, a day or a switch, but not a text.
    pub fn any_value(&self, from: Keyed<'_>) -> Option<String> {
        self.without_comment_unless(from, is_closed)?;
        self.is_printed(from.node.span);
        Some(self.written(from)?.value)
    }

    /// Looks at the texts of `from`, whose keys are the editors' own: reports comments that cut them off, and notes that a theme
    /// may print them.
    pub fn texts_for_theme(&self, from: Keyed<'_>) {
        match &from.node.value {
            Value::Scalar(_) => {
                self.is_printed(from.node.span);
                self.without_comment_unless(from, is_closed);
            }
            Value::List(items) => items.iter().for_each(|item| {
                self.texts_for_theme(from.item(item));
            }),
            Value::Map(entries) => entries.iter().for_each(|entry| {
                self.texts_for_theme(Keyed { key: &entry.key.value, node: &entry.value });
            }),
        }
    }

    fn without_comment_unless(
        &self,
        from: Keyed<'_>,
        may_have_one: impl Fn(&str) -> bool,
    ) -> Option<()> {
        match &from.node.value {
            Value::Scalar(Scalar { text, .. }) if may_have_one(text) => Some(()),
            _ => self.without_comment(from),
        }
    }
}

/// Whether a value is a number, a day, a moment or a switch.
fn is_closed(text: &str) -> bool {
    let is_count = text.contains(char::is_numeric) && Count::parse(text).is_ok();
    let is_number = text.parse::<f64>().is_ok();
    matches!(text, "true" | "false") || is_count || is_number || Moment::parse(text).is_ok()
}
