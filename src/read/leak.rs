//! Finds what looks like a leak in the printed texts of one file: phone numbers, e-mail addresses and exact places.
//! It does not know how closely the site publishes a place, nor which addresses belong to the newsroom.

mod coordinates;
mod email;
mod grid;
mod phone;

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::byte_set::ByteSet;
use crate::text::span::Span;

/// Something in a text that readers should perhaps not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leak {
    /// Where it is in the file.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a leak is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A phone number, with its digits in ASCII.
    Phone(String),
    /// An e-mail address, in small letters.
    Email(String),
    /// A place, exact to this number of decimals of a degree.
    Coordinates(usize),
}

/// The leaks in the parts `printed` of `text`, in order. What the text itself offers as a link is meant for readers.
pub fn leaks(text: &str, printed: &[Span]) -> Vec<Leak> {
    let mut found = Vec::new();
    for span in printed {
        let Some(part) = text.get(span.range()).filter(|part| may_leak(part)) else { continue };
        let at = |range: Range<usize>| Span::of(range).shifted(span.start as usize);
        let phones = phone::phones(part).into_iter();
        found.extend(phones.map(|(range, digits)| (at(range), Kind::Phone(digits))));
        let emails = email::emails(part).into_iter();
        found.extend(emails.map(|(range, address)| (at(range), Kind::Email(address))));
        let places = coordinates::pairs(part).into_iter().chain(grid::references(part));
        found.extend(places.map(|(range, decimals)| (at(range), Kind::Coordinates(decimals))));
    }
    if found.is_empty() {
        return Vec::new();
    }
    let links = text.to_lowercase();
    let mut found: Vec<Leak> = found.into_iter().map(|(span, kind)| Leak { span, kind }).collect();
    found.retain(|leak| match &leak.kind {
        Kind::Phone(digits) => !phone::links(&links).contains(digits),
        Kind::Email(address) => {
            !links.contains(&format!("mailto:{address}"))
                && !links.contains(&format!("<{address}>"))
        }
        Kind::Coordinates(_) => true,
    });
    found.sort_by_key(|leak| leak.span);
    found
}

/// What a leak needs: a digit, an `@`, or the slashes before three words. Letters beyond Latin and Cyrillic ones are here as well, because
/// their scripts have digits of their own.
static NEEDED: ByteSet = ByteSet::of(b"0123456789@/").and_from(0xD8);

/// Whether a text has anything that a leak needs. Most texts have nothing.
fn may_leak(text: &str) -> bool {
    let bytes = text.as_bytes();
    NEEDED.places(bytes).any(|at| bytes[at] != b'/' || bytes[at..].starts_with(b"///"))
}

/// The phone numbers and e-mail addresses that `text`, such as a page of the newsroom, gives to readers.
pub fn contacts(text: &str) -> BTreeSet<Kind> {
    let phones = phone::phones(text).into_iter().map(|(_, digits)| Kind::Phone(digits));
    let linked = phone::links(text).into_iter().map(Kind::Phone);
    let emails = email::emails(text).into_iter().map(|(_, address)| Kind::Email(address));
    phones.chain(linked).chain(emails).collect()
}
