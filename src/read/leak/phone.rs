//! Finds phone numbers in a text: with a `+`, with `00`, in the usual groups, or behind a word such as `phone`.
//! It does not know whether anybody has such a number. Casualty figures, days, years and decimals are none.

use std::ops::Range;

/// Words before a number that make it a phone number.
const LABELS: [&str; 25] = [
    "tel",
    "tel.",
    "phone",
    "telephone",
    "mobile",
    "mob",
    "cell",
    "whatsapp",
    "viber",
    "signal",
    "telegram",
    "fax",
    "hotline",
    "wa.me/",
    "phone=",
    "هاتف",
    "واتساب",
    "واتس",
    "موبايل",
    "جوال",
    "تلفون",
    "тел",
    "телефон",
    "моб",
    "tél",
];

/// Maximum number of digits that a phone number can have.
const MOST_DIGITS: usize = 15;

/// The phone numbers in `text`, each with its place and its digits.
pub(super) fn phones(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        let run = Run::at(text, start);
        at = run.end;
        if run.is_phone(text) {
            let digits: String =
                run.digits[..run.length].iter().map(|d| char::from(b'0' + d)).collect();
            let digits = digits.strip_prefix("00").map(str::to_owned).unwrap_or(digits);
            found.push((run.start..run.end, digits));
        }
    }
    found
}

/// The digits of every `tel:` link in a text.
pub(super) fn links(text: &str) -> Vec<String> {
    let numbers = text.match_indices("tel:").map(|(at, label)| &text[at + label.len()..]);
    let numbers = numbers.map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || "+-.() %".contains(c)));
        let number = rest[..end.unwrap_or(rest.len())].replace("%20", "");
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        digits.strip_prefix("00").map(str::to_owned).unwrap_or(digits)
    });
    numbers.collect()
}

/// Where the next number begins, from `at` on. Bytes are enough to see that most of a text has none.
fn next_start(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let is_start = match bytes[at] {
            b'0'..=b'9' => true,
            b'+' | b'(' => true,
            // The first bytes of Arabic, Persian and wide digits.
            0xd9 | 0xdb | 0xef => text[at..].starts_with(|c| digit(c).is_some()),
            _ => false,
        };
        if is_start {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Digits with separators between them.
struct Run {
    start: usize,
    end: usize,
    digits: [u8; MOST_DIGITS + 2],
    /// Number of digits; more than the array holds if there are too many.
    length: usize,
    /// The lengths of the groups.
    groups: [usize; MOST_DIGITS + 2],
    count: usize,
    /// Whether a point is among the separators.
    has_point: bool,
}

impl Run {
    fn at(text: &str, start: usize) -> Run {
        let mut run = Run {
            start,
            end: start + 1,
            digits: [0; MOST_DIGITS + 2],
            length: 0,
            groups: [0; MOST_DIGITS + 2],
            count: 0,
            has_point: false,
        };
        let mut between = 1;
        let mut has_point = false;
        for (at, c) in text[start..].char_indices() {
            if let Some(digit) = digit(c) {
                if between > 0 {
                    run.count = (run.count + 1).min(run.groups.len());
                    run.has_point |= has_point && run.length > 0;
                }
                (between, has_point) = (0, false);
                if let Some(place) = run.digits.get_mut(run.length) {
                    *place = digit;
                }
                run.length = (run.length + 1).min(run.digits.len() + 1);
                run.groups[run.count - 1] += 1;
                run.end = start + at + c.len_utf8();
            } else if at > 0 && run.length == 0 && c != '(' {
                break;
            } else if is_separator(c) || at == 0 {
                between += 1;
                has_point |= c == '.';
                if between > 3 {
                    break;
                }
            } else {
                break;
            }
        }
        run
    }

    fn is_phone(&self, text: &str) -> bool {
        if self.length < 7 || self.length > self.digits.len() || self.is_in_a_word(text) {
            return false;
        }
        let digits = &self.digits[..self.length];
        let groups = &self.groups[..self.count];
        let first = text[self.start..].chars().next().unwrap_or_default();
        let is_day = matches!(groups, [4, 2, 2, ..] | [2, 2, 4, ..]);
        let is_decimal = self.has_point && groups.len() == 2;
        let mut at = 0;
        let has_zeros = groups.iter().skip(1).any(|length| {
            at += length;
            digits.get(at..at + 3) == Some(&[0, 0, 0]) && *length == 3
        });
        if is_decimal || has_zeros || is_day {
            return false;
        }
        let is_international = match digits {
            _ if first == '+' => (8..=MOST_DIGITS).contains(&digits.len()) && digits[0] != 0,
            [0, 0, country, ..] => digits.len() >= 11 && *country != 0,
            _ => false,
        };
        // A code of more than four digits does not exist, and `+1000-1200` is a range.
        let is_grouped = groups.len() == 1 || groups[0] < 4 || digits.starts_with(&[0]);
        let is_local = digits[0] == 0
            && digits[1] != 0
            && (9..=11).contains(&digits.len())
            && match groups {
                [one] => *one >= 10,
                [first, rest @ ..] if *first >= 3 => rest.iter().all(|group| *group >= 2),
                all => all.len() == 5 && all.iter().all(|group| *group == 2),
            };
        let has_area = first == '(' && matches!(groups, [3, 3, 4]);
        (is_international && is_grouped) || is_local || has_area || self.is_labelled(text)
    }

    /// Whether letters stand directly beside it, or it is a part of an address or of another number.
    fn is_in_a_word(&self, text: &str) -> bool {
        let before = text[..self.start].chars().next_back();
        let after = text[self.end..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let has_sign = text[self.start..].starts_with('+');
        let is_part = before.is_some_and(|c| "./,-=#&%:@".contains(c));
        is_word(before) || is_word(after) || is_part && !has_sign && !self.is_labelled(text)
    }

    /// Whether a word such as `phone` stands right before it.
    fn is_labelled(&self, text: &str) -> bool {
        let before = &text[..self.start];
        let from = before.len() - before.chars().rev().take(20).map(char::len_utf8).sum::<usize>();
        let before = before[from..].to_lowercase();
        let before = before.trim_end_matches([' ', '\u{a0}', ':', '*', '-', '–', '(', '.']);
        LABELS.iter().any(|label| {
            let rest = before.strip_suffix(label.trim_end_matches('.'));
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
        })
    }
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '-' | '\u{2010}'
            ..='\u{2013}' | '.' | '(' | ')' | '/'
    )
}

/// The value of a digit: Latin, Arabic, Persian or wide.
fn digit(c: char) -> Option<u8> {
    let from = |zero: char| u8::try_from(u32::from(c) - u32::from(zero)).ok();
    match c {
        '0'..='9' => from('0'),
        '٠'..='٩' => from('٠'),
        '۰'..='۹' => from('۰'),
        '０'..='９' => from('０'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{links, phones};

    fn found(text: &str) -> Vec<&str> {
        phones(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn numbers_in_their_usual_forms_are_found() {
        for number in [
            "+964 770 123 4567",
            "+9647701234567",
            "+964-770-123-4567",
            "+964 (0)770 123 4567",
            "00964 770 123 4567",
            "009647701234567",
            "(0770) 123-4567",
            "0770 123 4567",
            "07701234567",
            "067 123 45 67",
            "06 12 34 56 78",
            "(415) 555-0132",
            "٠٧٧٠ ١٢٣ ٤٥٦٧",
            "+٩٦٤ ٧٧٠ ١٢٣ ٤٥٦٧",
        ] {
            assert_eq!(found(&format!("Call the clinic: {number}, it said.")), [number]);
        }
        assert_eq!(found("Phone: 770 123 4567"), ["770 123 4567"]);
        assert_eq!(found("WhatsApp 7701234567"), ["7701234567"]);
        assert_eq!(found("هاتف: 7701234567"), ["7701234567"]);
        assert_eq!(found("https://wa.me/9647701234567"), ["9647701234567"]);
        assert_eq!(found("https://t.me/+9647701234567"), ["+9647701234567"]);
    }

    #[test]
    fn figures_days_and_other_numbers_are_no_phone_numbers() {
        for text in [
            "1,200 killed, 30,000,000 in need, 10 000 000 displaced, +10 000 000, 120-1,150",
            "on 2017-05-31 at 18:00, 31.05.2017 18:00, 05/31/2017, 2017-05-31T18:00:00+03:00, 2014-2017",
            "36.345678, 43.123456 and +36.345678 -43.1234567 and 0.00012345678",
            "ISBN 978-3-16-148410-0, ISBN 0-306-40615-2, [^12] and 10.1000/182",
            "https://example.org/status/867123456789012345 https://example.org/0770123456789",
            "figure 12 (2016) 345, at 5+12345678, +1000-1200, id a07701234567 and 07701234567b",
            "between 2000 and 2010, 192.168.100.200, 007, 0, (12), (1) 2 3 4 5 6 7 8",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn the_digits_of_a_link_are_those_of_the_number() {
        let text = "[+964 770 123 4567](tel:+964-770-123-4567)";
        assert_eq!(links(text), ["9647701234567"]);
        assert_eq!(phones(text)[0].1, "9647701234567");
    }
}
