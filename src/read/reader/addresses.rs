//! Reads degrees, web addresses and addresses of this site.
//! It does not know whether anything is there.

use percent_encoding::percent_decode_str;
use unicode_normalization::char::is_combining_mark;

use crate::field::excerpt::excerpt;
use crate::field::slug::is_device;
use crate::read::node::Keyed;
use crate::read::reader::{Reader, quotes};
use crate::text::rule;
use crate::text::span::Spanned;

impl Reader<'_> {
    /// Degrees as millionths, from `-most` to `most` degrees.
    pub fn degrees(&self, from: Keyed<'_>, most: i32) -> Option<i32> {
        let millionths = millionths(&self.scalar(from)?.text);
        if let Some(value) = millionths.filter(|value| value.abs() <= most * 1_000_000) {
            return Some(value);
        }
        let label = match millionths {
            Some(_) => format!("not between -{most} and {most}"),
            None => "not a decimal number of degrees".to_owned(),
        };
        let message = format!("`{}` is not a place on the earth", from.key);
        self.report(rule::NOT_A_NUMBER.at(self.path, from.node.span, message).label(label).help(
            format!("write degrees with a decimal point, from -{most} to {most}, such as 36.35"),
        ));
        None
    }

    /// A full web address.
    pub fn url(&self, from: Keyed<'_>) -> Option<String> {
        self.is_printed(from.node.span);
        let text = self.written(from)?;
        if is_web_address(&text.value) {
            return Some(text.value);
        }
        let rest = text.value.strip_prefix("https://").or(text.value.strip_prefix("http://"));
        let message = format!("`{}` is not a web address: `{}`", from.key, excerpt(&text.value));
        self.report(
            rule::NOT_AN_ADDRESS
                .at(self.path, text.span, message)
                .label(match rest {
                    None => "does not begin with https:// or http://",
                    Some(_) => "contains a space, or ends after the slashes",
                })
                .help(match meant(&text.value) {
                    Some(meant) => format!("write `{meant}`, if that opens in a browser"),
                    None => "copy the whole address from the browser; it begins with https://"
                        .to_owned(),
                }),
        );
        None
    }

    /// A path inside the site that leads to this page, such as `/old/page/`. It may be percent-encoded, as a browser copies it.
    pub fn alias(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        self.is_printed(from.node.span);
        let alias = self.written(from)?;
        let decoded = plain_path(&alias.value);
        if let Some(path) = decoded {
            return Some(Spanned::new(path, alias.span));
        }
        let message = format!("not an address of this site: `{}`", excerpt(&alias.value));
        let is_kept = alias.value.split('/').all(is_kept_by_windows);
        let label = match percent_decode_str(&alias.value).decode_utf8() {
            Err(_) => "the percent signs do not decode to UTF-8",
            Ok(_) if !is_kept => "Windows cannot keep a file of this name",
            Ok(_) => "not a plain path that begins with `/`",
        };
        self.report(
            rule::NOT_AN_ADDRESS
                .at(self.path, alias.span, message)
                .label(label)
                .help("write it like `/old/page/`: a slash, then letters, digits, hyphens, dots and underscores; other signs as the browser copies them, percent-encoded"),
        );
        None
    }
}

/// The path with its percent signs decoded; `None` if a part of it cannot be the name of a file everywhere.
fn plain_path(path: &str) -> Option<String> {
    let parts = path.strip_prefix('/')?.trim_end_matches('/').split('/');
    let mut decoded = String::new();
    for part in parts {
        let plain = percent_decode_str(part).decode_utf8().ok()?;
        let is_encoded = plain != part;
        let is_allowed = |c: char| is_plain(c) || is_encoded && is_in_old_addresses(c);
        if !is_plain_part(&plain, is_allowed) {
            return None;
        }
        decoded.push('/');
        decoded.push_str(&plain);
    }
    if path.ends_with('/') {
        decoded.push('/');
    }
    Some(decoded)
}

/// Whether a text is an address that begins with https:// or http://.
fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

/// The web address that a text most likely means: `www.example.org`, `<https://example.org>`, `[words](https://example.org)`.
fn meant(text: &str) -> Option<String> {
    let text = quotes::without(text).unwrap_or(text).trim();
    let of_markdown = text.split_once("](").and_then(|(_, address)| address.strip_suffix(')'));
    let text = of_markdown.unwrap_or(text).trim_matches(['<', '>', '(', ')', '`', '"']);
    // Two addresses in one value are not one address with a space in it.
    if text.matches("://").count() > 1 {
        return None;
    }
    let text = text.replace(' ', "%20");
    let scheme_ends = text.find([':', '/', '.']).unwrap_or(0);
    let (scheme, rest) = text.split_at(scheme_ends);
    let is_slip = ["https", "http"]
        .iter()
        .any(|right| strsim::osa_distance(&scheme.to_lowercase(), right) <= 1);
    let proposal = if is_slip && rest.starts_with([':', '/']) {
        let scheme = if scheme.eq_ignore_ascii_case("http") { "http" } else { "https" };
        format!("{scheme}://{}", rest.trim_start_matches([':', '/']))
    } else if let Some(number) =
        text.strip_prefix("doi:").or(text.starts_with("10.").then_some(&text))
    {
        format!("https://doi.org/{}", number.trim_start_matches("%20"))
    } else {
        format!("https://{}", text.trim_start_matches('/'))
    };
    let host = proposal.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let (name, top) = host.rsplit_once('.')?;
    let is_host = !name.is_empty()
        && top.len() >= 2
        && top.chars().all(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    (is_host && is_web_address(&proposal)).then_some(proposal)
}

/// One part of a path that every web server and every disk can keep: no leading dot, no blank at an end.
fn is_plain_part(part: &str, is_allowed: impl Fn(char) -> bool) -> bool {
    let is_kept = !part.starts_with('.') && is_kept_by_windows(part) && part.trim() == part;
    !part.is_empty() && part.len() <= 200 && part.chars().all(is_allowed) && is_kept
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// Signs that addresses of other programs have when they are decoded, and that every disk can keep.
fn is_in_old_addresses(c: char) -> bool {
    is_combining_mark(c)
        || matches!(
            c,
            ' ' | ','
                | ';'
                | '('
                | ')'
                | '['
                | ']'
                | '\''
                | '!'
                | '+'
                | '~'
                | '&'
                | '='
                | '@'
                | '$'
                | '’'
                | '‘'
                | '“'
                | '”'
        )
        || matches!(c, '–' | '—' | '،' | '؟' | '؛' | '…' | '\u{200c}' | '\u{200d}')
}

/// Windows drops a dot at the end, and has no files with the names of devices.
fn is_kept_by_windows(part: &str) -> bool {
    let is_step = matches!(part, "." | "..");
    is_step || !part.ends_with('.') && !is_device(part)
}

/// A decimal number of degrees as millionths. Further decimals are cut off; a millionth of a degree is about 10 cm.
fn millionths(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) || whole.len() > 3 {
        return None;
    }
    let six: String = decimals.chars().chain("000000".chars()).take(6).collect();
    Some(sign * (whole.parse::<i32>().ok()? * 1_000_000 + six.parse::<i32>().ok()?))
}
