//! The readers of places: coordinates on the earth, addresses on the web and addresses of this site.
//! It does not know whether anything is there.

use crate::field::dateline::Coordinates;
use crate::field::excerpt::excerpt;
use crate::read::fields::Fields;
use crate::read::node::Node;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;

impl Reader<'_> {
    /// Latitude and longitude from `fields`, which hold both or neither.
    pub fn coordinates(&mut self, fields: &mut Fields<'_>) -> Option<Coordinates> {
        let lat = fields.take("lat");
        let lon = fields.take("lon");
        match (lat, lon) {
            (None, None) => None,
            (Some(lat), Some(lon)) => {
                let lat = self.degrees(lat, "lat", 90);
                let lon = self.degrees(lon, "lon", 180);
                Some(Coordinates { lat: lat?, lon: lon? })
            }
            (Some(one), None) | (None, Some(one)) => {
                self.fault(
                    &rule::NOT_ALONE,
                    one.span,
                    "`lat` and `lon` make a place only together",
                    "the other of the two is missing",
                    "write both, as in `lat: 36.35` and `lon: 43.11`",
                );
                None
            }
        }
    }

    /// Degrees as millionths; at most `most` either way.
    fn degrees(&mut self, node: &Node, name: &str, most: i32) -> Option<i32> {
        let scalar = self.scalar(node, name)?;
        let millionths = millionths(&scalar.text);
        if let Some(value) = millionths.filter(|value| value.abs() <= most * 1_000_000) {
            return Some(value);
        }
        let label = match millionths {
            Some(_) => format!("outside -{most} to {most}"),
            None => "not a decimal number of degrees".to_owned(),
        };
        self.fault(
            &rule::NOT_A_NUMBER,
            node.span,
            format!("`{name}` is not a place on the earth"),
            label,
            format!("write degrees with a point, from -{most} to {most}, such as 36.35"),
        );
        None
    }

    /// A full web address.
    pub fn url(&mut self, node: Option<&Node>, name: &str) -> Option<String> {
        let text = self.text(node, name)?;
        let rest = text.value.strip_prefix("https://").or(text.value.strip_prefix("http://"));
        let sound = rest.is_some_and(|rest| {
            !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
        });
        if !sound {
            self.fault(
                &rule::NOT_AN_ADDRESS,
                text.span,
                format!("`{name}` is not a web address: `{}`", excerpt(&text.value)),
                match rest {
                    None => "does not begin with https:// or http://",
                    Some(_) => "holds a space, or nothing behind the slashes",
                },
                "copy the whole address from the browser, beginning with https://",
            );
            return None;
        }
        Some(text.value)
    }

    /// Paths inside the site that lead to this page, such as `/old/page/`.
    pub fn aliases(&mut self, node: Option<&Node>) -> Vec<Spanned<String>> {
        let written = self.texts(node, "aliases");
        written.into_iter().filter_map(|alias| self.alias(alias)).collect()
    }

    fn alias(&mut self, alias: Spanned<String>) -> Option<Spanned<String>> {
        let parts = alias.value.strip_prefix('/').map(|rest| rest.trim_end_matches('/').split('/'));
        let sound = parts.is_some_and(|mut parts| parts.all(is_plain_part));
        if !sound {
            self.fault(
                &rule::NOT_AN_ADDRESS,
                alias.span,
                format!("not an address of this site: `{}`", excerpt(&alias.value)),
                "not a plain path from the root",
                "write it as in `/old/page/`: a slash, then letters, digits, hyphens, dots and underscores",
            );
            return None;
        }
        Some(alias)
    }
}

/// One part of a path that means the same on every host: no dots that climb, nothing to decode.
fn is_plain_part(part: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !part.is_empty() && part.len() <= 200 && part.chars().all(plain) && !part.starts_with('.')
}

/// A decimal number of degrees as millionths; more than six decimals are cut, which is a hand's breadth.
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
