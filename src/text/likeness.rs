//! Which faults are of one kind: the same rule is broken, and the same is said of it but for names and numbers.
//! It does not know how a report shows them.

use std::collections::BTreeMap;

use crate::text::diagnostic::Diagnostic;

/// A kind of fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaultKind {
    code: &'static str,
    message: String,
    label: String,
    help: String,
    paste: Option<String>,
}

/// The kind of a fault.
pub fn kind(fault: &Diagnostic) -> FaultKind {
    FaultKind {
        code: fault.rule.code,
        message: without_names(&fault.message),
        label: without_names(fault.label.as_deref().unwrap_or_default()),
        help: without_names(fault.help.as_deref().unwrap_or_default()),
        paste: fault.paste.clone(),
    }
}

/// Keeps the first `most` faults of every kind. The last that is kept of a kind says how many more there are, and of `what`.
pub fn keep_first_of_each_kind(faults: &mut Vec<Diagnostic>, most: usize, what: &str) {
    if faults.len() <= most {
        return;
    }
    let mut seen: BTreeMap<FaultKind, (usize, usize)> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for fault in faults.drain(..) {
        let (number, last) = seen.entry(kind(&fault)).or_default();
        *number += 1;
        if *number <= most {
            *last = kept.len();
            kept.push(fault);
        }
    }
    for (number, last) in seen.into_values() {
        kept[last].and_more(number.saturating_sub(most), what);
    }
    *faults = kept;
}

/// A text without what is quoted in it, and without its numbers.
fn without_names(text: &str) -> String {
    let mut shape = String::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let quoted = |sign: char| rest[1..].find(sign).map(|end| end + 2);
        let length = match sign {
            '`' => quoted('`').unwrap_or(rest.len()),
            '"' => quoted('"').unwrap_or(1),
            _ if sign.is_numeric() => rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len()),
            _ => {
                shape.push(sign);
                sign.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    shape
}
