//! A text as names are compared in it: without case, without signs above and below letters, and with one letter for those that
//! writers of Arabic do not keep apart. It knows where each letter stands in the text. It does not know any name.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// A text in the form in which names are compared.
pub(super) struct Folded {
    /// The text in this form.
    pub(super) text: String,
    /// Where the two texts drift apart: a place here, and the same place in the text as written.
    drifts: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn new(written: &str) -> Folded {
        let text = String::with_capacity(written.len());
        let mut folded = Folded { text, drifts: Vec::new() };
        // Most texts are ASCII for the most part, which is taken as a whole.
        let mut at = 0;
        while at < written.len() {
            let rest = &written[at..];
            let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            folded.is_at(at);
            let here = folded.text.len();
            folded.text.push_str(&rest[..plain]);
            folded.text[here..].make_ascii_lowercase();
            at += plain;
            if let Some(c) = rest[plain..].chars().next() {
                folded.is_at(at);
                decompose_compatible(c, |part| folded.push(part));
                at += c.len_utf8();
            }
        }
        folded.is_at(written.len());
        folded
    }

    /// The words of the text.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split(|c| !is_of_word(c)).filter(|word| !word.is_empty())
    }

    /// The place in the text as written of a place here.
    pub(super) fn written(&self, at: usize) -> usize {
        let known = self.drifts.partition_point(|(here, _)| *here <= at);
        let (here, there) = known.checked_sub(1).map_or((0, 0), |last| self.drifts[last]);
        there + (at - here)
    }

    /// Notes that what comes next stands at `there` in the text as written.
    fn is_at(&mut self, there: usize) {
        let here = self.text.len();
        let (last, its) = self.drifts.last().copied().unwrap_or_default();
        if its + (here - last) != there {
            self.drifts.push((here, there));
        }
    }

    fn push(&mut self, c: char) {
        match c {
            // Hamza and madda above an alef are marks of their own here.
            _ if canonical_combining_class(c) != 0 => {}
            'ـ' => {}
            // Joiners, soft hyphens and signs of direction, which nobody sees.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {}
            '\u{2060}'..='\u{2069}' | '\u{feff}' => {}
            'ٱ' => self.text.push('ا'),
            'ى' | 'ی' => self.text.push('ي'),
            'ک' => self.text.push('ك'),
            'ة' => self.text.push('ه'),
            _ => self.text.extend(c.to_lowercase()),
        }
    }
}

/// Whether a character is part of a word.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
}
