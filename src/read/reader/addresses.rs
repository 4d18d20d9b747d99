//! Reads degrees, web addresses and addresses of this site.
//! It does not know whether anything is there.

use crate::field::excerpt::excerpt;
use crate::field::slug::is_device;
use crate::read::node::Keyed;
use crate::read::reader::Reader;
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
        let rest = text.value.strip_prefix("https://").or(text.value.strip_prefix("http://"));
        let is_sound = rest.is_some_and(|rest| {
            !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
        });
        if is_sound {
            return Some(text.value);
        }
        let message = format!("`{}` is not a web address: `{}`", from.key, excerpt(&text.value));
        self.report(
            rule::NOT_AN_ADDRESS
                .at(self.path, text.span, message)
                .label(match rest {
                    None => "does not begin with https:// or http://",
                    Some(_) => "contains a space, or ends after the slashes",
                })
                .help("copy the whole address from the browser; it begins with https://"),
        );
        None
    }

    /// A path inside the site that leads to this page, such as `/old/page/`.
    pub fn alias(&self, from: Keyed<'_>) -> Option<Spanned<String>> {
        self.is_printed(from.node.span);
        let alias = self.written(from)?;
        let parts = alias.value.strip_prefix('/').map(|rest| rest.trim_end_matches('/').split('/'));
        if parts.is_some_and(|mut parts| parts.all(is_plain_part)) {
            return Some(alias);
        }
        let message = format!("not an address of this site: `{}`", excerpt(&alias.value));
        let label = match alias.value.split('/').any(|part| !is_kept_by_windows(part)) {
            true => "Windows cannot keep a file of this name",
            false => "not a plain path that begins with `/`",
        };
        self.report(
            rule::NOT_AN_ADDRESS
                .at(self.path, alias.span, message)
                .label(label)
                .help("write it like `/old/page/`: a slash, then letters, digits, hyphens, dots and underscores"),
        );
        None
    }
}

/// One part of a path that every web server reads in the same way: no leading dot, nothing to decode.
fn is_plain_part(part: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_kept = !part.starts_with('.') && is_kept_by_windows(part);
    !part.is_empty() && part.len() <= 200 && part.chars().all(plain) && is_kept
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
