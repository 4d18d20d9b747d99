//! Says of an unknown key that it belongs to a mapping around the one in which it is: `victims` below `casualties`.
//! It does not know which keys there are: a mapping has those that the code asked it for.

use crate::text::diagnostic::Diagnostic;
use crate::text::span::{Span, Spanned};

/// A mapping that was read to its end.
pub(super) struct ReadMapping {
    /// Where it is.
    pub(super) span: Span,
    /// What messages call it: "a claim".
    pub(super) what: String,
    /// The keys that it was asked for and does not have.
    pub(super) keys: Vec<&'static str>,
}

/// A key that its mapping does not know.
pub(super) struct UnknownKey {
    /// The key.
    pub(super) key: Spanned<String>,
    /// What messages call its mapping.
    pub(super) what: String,
    /// The fault, if no mapping around it could have the key.
    pub(super) fault: Diagnostic,
}

impl UnknownKey {
    /// The fault of the key, when all mappings of the file are `read`.
    pub(super) fn fault(self, read: &[ReadMapping]) -> Diagnostic {
        let UnknownKey { key, what, fault } = self;
        let is_around = |it: &&ReadMapping| {
            it.span.start <= key.span.start
                && key.span.end <= it.span.end
                && it.keys.contains(&key.value.as_str())
        };
        let innermost = read.iter().filter(is_around).max_by_key(|it| it.span.start);
        match innermost {
            Some(outer) => fault
                .label(format!("this is a key of {}", outer.what))
                .help(format!("move it out of {what}, beside the other keys of {}", outer.what)),
            None => fault,
        }
    }
}
