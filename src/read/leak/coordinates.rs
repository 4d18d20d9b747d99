//! Finds pairs of degrees in a text: decimal ones, also in the addresses of maps, and degrees with minutes and seconds.
//! It does not know how closely a place may be published.

use std::ops::Range;

/// Maximum length of what stands between the two numbers of a pair, in bytes.
const LONGEST_BETWEEN: usize = 14;

/// The pairs in `text`, each with its place and the decimals of a degree to which it is exact.
pub(super) fn pairs(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found = decimal(text);
    found.extend(sexagesimal(text));
    found
}

/// A decimal number of degrees.
struct Degrees {
    range: Range<usize>,
    whole: u32,
    decimals: usize,
    /// Whether a degree sign or a letter such as N is with it.
    is_marked: bool,
}

fn decimal(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    let mut before: Option<Degrees> = None;
    for (point, _) in text.match_indices('.') {
        let Some(degrees) = around(text, point) else { continue };
        match before.take().filter(|first| is_pair(text, first, &degrees)) {
            Some(first) => {
                let decimals = first.decimals.max(degrees.decimals);
                found.push((first.range.start..degrees.range.end, decimals));
            }
            None => before = Some(degrees),
        }
    }
    found
}

/// The number whose decimal point is at `point`.
fn around(text: &str, point: usize) -> Option<Degrees> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let decimals = digits(&text[point + 1..]);
    let whole = text[..point].bytes().rev().take_while(u8::is_ascii_digit).count();
    if decimals == 0 || !(1..=3).contains(&whole) {
        return None;
    }
    let before = &text[..point - whole];
    let end = point + 1 + decimals;
    let after = &text[end..];
    // More points make it a version, or the address of a computer.
    if before.ends_with('.') || after.starts_with('.') && digits(&after[1..]) > 0 {
        return None;
    }
    let letters = ["N", "S", "E", "W"];
    let rest = after.trim_start_matches([' ', '\u{a0}']);
    let degree = rest.strip_prefix(['°', 'º']);
    let rest = degree.unwrap_or(after).trim_start_matches([' ', '\u{a0}']);
    let letter = letters.iter().find_map(|letter| {
        rest.strip_prefix(letter).filter(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let is_behind_letter = letters.iter().any(|letter| {
        let before = before.trim_end_matches(' ').strip_suffix(letter);
        before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    });
    let rest = letter.or(degree).map_or(end, |rest| text.len() - rest.len());
    let sign = usize::from(before.ends_with(['-', '+']));
    Some(Degrees {
        range: point - whole - sign..rest,
        whole: text[point - whole..point].parse().ok()?,
        decimals,
        is_marked: degree.is_some() || letter.is_some() || is_behind_letter,
    })
}

fn is_pair(text: &str, first: &Degrees, second: &Degrees) -> bool {
    let Some(between) = text.get(first.range.end..second.range.start) else { return false };
    // The addresses of some maps have `!3d` and `!4d` before the two numbers.
    let words = between.replace("!4d", "").replace("!3d", "");
    let is_near = between.len() <= LONGEST_BETWEEN
        && !between.is_empty()
        && !words.contains(|c: char| c.is_numeric() || c == '\n');
    let on_earth =
        (first.whole <= 90 && second.whole <= 180) || (first.whole <= 180 && second.whole <= 90);
    let is_exact = first.decimals.min(second.decimals) >= 3;
    // `1.234, 5.678` may be thousands in another language.
    let is_sure = first.decimals.max(second.decimals) >= 4 || between.contains(['=', '!', '/']);
    let is_marked = first.is_marked && second.is_marked;
    is_near && on_earth && (is_marked || is_exact && is_sure)
}

/// Degrees with minutes: `36°20'44.4"N 43°07'12"E`. Two that follow each other are one place.
fn sexagesimal(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (sign, degree) in text.match_indices(['°', 'º']) {
        let whole = text[..sign].bytes().rev().take_while(u8::is_ascii_digit).count();
        let Some((length, decimals)) = minutes(&text[sign + degree.len()..]) else { continue };
        if !(1..=3).contains(&whole) {
            continue;
        }
        let range = sign - whole..sign + degree.len() + length;
        match found.last_mut() {
            Some((first, known)) if range.start - first.end <= LONGEST_BETWEEN => {
                first.end = range.end;
                *known = decimals.max(*known);
            }
            _ => found.push((range, decimals)),
        }
    }
    found
}

/// The minutes, seconds and letter at the start of a text: their length, and the decimals of a degree they are exact to.
fn minutes(text: &str) -> Option<(usize, usize)> {
    let (minutes, decimals, rest) = number(text)?;
    let rest = rest.trim_start().strip_prefix(['\'', '′', '’', '‘'])?;
    let (seconds, rest) = match number(rest) {
        Some((seconds, of_seconds, rest)) if seconds < 60 => {
            let rest = rest.trim_start_matches(['"', '″', '”', '“', '\'', '′', '’']);
            (Some(of_seconds), rest)
        }
        _ => (None, rest),
    };
    let letter = rest.trim_start().strip_prefix(['N', 'S', 'E', 'W']);
    let end = text.len() - letter.unwrap_or(rest).len();
    // A minute is about two decimals of a degree, and a second about four.
    let exact = match seconds {
        Some(of_seconds) => 4 + of_seconds,
        None => 1 + decimals,
    };
    (minutes < 60).then_some((end, exact))
}

/// The number at the start of a text, the count of its decimals, and the rest of the text.
fn number(text: &str) -> Option<(u32, usize, &str)> {
    let text = text.trim_start_matches([' ', '\u{a0}']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = text.get(..digits).filter(|_| (1..=2).contains(&digits))?.parse().ok()?;
    let rest = &text[digits..];
    let decimals = rest
        .strip_prefix(['.', ','])
        .map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let point = usize::from(decimals > 0);
    Some((whole, decimals, &rest[point + decimals..]))
}

#[cfg(test)]
mod tests {
    use super::pairs;

    fn found(text: &str) -> Vec<(&str, usize)> {
        pairs(text).into_iter().map(|(range, decimals)| (&text[range], decimals)).collect()
    }

    #[test]
    fn pairs_of_degrees_are_found_with_their_decimals() {
        assert_eq!(found("at 36.345678, 43.123456."), [("36.345678, 43.123456", 6)]);
        assert_eq!(found("(-36.3456,-43.1234)"), [("-36.3456,-43.1234", 4)]);
        assert_eq!(found("36.35°N, 43.11° E"), [("36.35°N, 43.11° E", 2)]);
        assert_eq!(found("lat 36.3456 lon 43.123"), [("36.3456 lon 43.123", 4)]);
        assert_eq!(found("N36.3456 E43.1234").len(), 1);
        assert_eq!(found("https://maps.example/@36.3456,43.1234,17z"), [("36.3456,43.1234", 4)]);
        assert_eq!(found("https://osm.example/#map=17/36.345/43.123"), [("36.345/43.123", 3)]);
        assert_eq!(found("?mlat=36.345&mlon=43.123"), [("36.345&mlon=43.123", 3)]);
        assert_eq!(found("data=!3d36.3456!4d43.1234"), [("36.3456!4d43.1234", 4)]);
    }

    #[test]
    fn degrees_with_minutes_are_found() {
        assert_eq!(found("36°20'44.4\"N 43°07'12\"E"), [("36°20'44.4\"N 43°07'12\"E", 5)]);
        assert_eq!(found("36° 20′ 44″ N, 43° 07′ 12″ E"), [("36° 20′ 44″ N, 43° 07′ 12″ E", 4)]);
        assert_eq!(found("36°20.123'N").first().map(|it| it.1), Some(4));
        assert_eq!(found("36°20' N"), [("36°20' N", 1)]);
    }

    #[test]
    fn other_numbers_are_no_places() {
        for text in [
            "it rose 12.34, then 15.67 percent; 1.5 million and 2.25 million",
            "1.234, 5.678 Tote",
            "version 1.2345.6789, host 10.1234.1.1, 36°C and 40.5 °C",
            "3.14159 in the first table.\n2.71828 in the second",
            "half past 5.30, 6.45",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
