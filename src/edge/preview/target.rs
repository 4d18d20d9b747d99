//! The address in a request, decoded once into the path of a page, and such a path encoded again.
//! Knows neither which pages exist nor any file: a path here is only ever compared with routes.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::edge::preview::refusal::Refusal;

/// What stands in a path as itself: the letters, the digits and what RFC 3986 lets a segment hold.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The path that a request target means: its query left out, its escapes decoded once.
///
/// Refused is whatever no page can be called: a target that is not an absolute path, a broken or
/// hidden escape (`%zz`, `%2f`), bytes that are not UTF-8, control characters, backslashes, and
/// the segments `.`, `..` and the empty one.
pub(super) fn decode(target: &str) -> Result<String, Refusal> {
    if target.contains('#') {
        return Err(Refusal::malformed("a fragment is never sent to a server"));
    }
    let path = target.split_once('?').map_or(target, |(path, _query)| path);
    let Some(relative) = path.strip_prefix('/') else {
        return Err(Refusal::malformed("ask for an absolute path, such as /cities/"));
    };
    check_escapes(relative)?;
    let decoded = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| Refusal::malformed("the address is not UTF-8"))?;
    if decoded.chars().any(|c| c.is_control() || c == '\\') {
        return Err(Refusal::malformed("an address holds no control characters or backslashes"));
    }
    // A path may end in a slash, so its last segment may be empty; no other may.
    let inner = decoded[1..].strip_suffix('/').unwrap_or(&decoded[1..]);
    let is_root = decoded.len() == 1;
    if !is_root && inner.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
        return Err(Refusal::malformed("an address holds no empty, . or .. segments"));
    }
    Ok(decoded.into_owned())
}

/// A path as it stands in a request line or a `Location`: ASCII, and `decode` gives it back.
pub(super) fn encode(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

fn check_escapes(path: &str) -> Result<(), Refusal> {
    for after in path.split('%').skip(1) {
        let escape = after.as_bytes().get(..2).unwrap_or_default();
        if escape.len() < 2 || !escape.iter().all(u8::is_ascii_hexdigit) {
            return Err(Refusal::malformed("a percent sign is followed by two hexadecimal digits"));
        }
        if escape.eq_ignore_ascii_case(b"2f") {
            return Err(Refusal::malformed("a slash is written as itself, not as %2F"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_decoded_once_and_loses_its_query() {
        assert_eq!(decode("/"), Ok("/".to_owned()));
        assert_eq!(decode("/x?raw??"), Ok("/x".to_owned()));
        assert_eq!(decode("/cities/%D9%85/"), Ok("/cities/م/".to_owned()));
        assert_eq!(decode("/%252e%252e/"), Ok("/%2e%2e/".to_owned()));
    }

    #[test]
    fn what_is_encoded_decodes_to_itself() {
        for path in ["/", "/a b/c", "/cities/الموصل/", "/100%/", "/a?b", "/a#b", "/..;/", "/C:/x"]
        {
            assert_eq!(decode(&encode(path)).as_deref(), Ok(path));
        }
    }

    #[test]
    fn an_address_that_no_page_can_have_is_refused() {
        let refused = [
            "",
            "*",
            "etc/passwd",
            "http://evil/",
            "//etc/passwd",
            "/a//b",
            "/....//",
            "/../x",
            "/%2e%2e/x",
            "/..",
            "/.",
            "/a/./b",
            "/%2e%2e%2fetc",
            "/..%2f",
            "/..%5c",
            "/a%00.html",
            "/%c0%ae%c0%ae/",
            "/%zz",
            "/%",
            "/%4",
            "/#/../x",
            "/a%0d%0ab",
            "/%7f",
        ];
        for target in refused {
            assert!(decode(target).is_err(), "{target} was taken");
        }
    }
}
