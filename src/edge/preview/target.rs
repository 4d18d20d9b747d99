//! Decodes the target of a request (`/cities/%D9%85/?x`) into the path of a page (`/cities/م/`), and encodes such a path.
//! Knows neither which pages exist nor any file: paths are only compared with routes.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::edge::preview::status::Refusal;

/// The characters that have to be encoded: all but letters, digits and those that RFC 3986 allows in a path.
const ENCODED: AsciiSet = {
    let plain = b"/-._~!$&'()*+,;=:@";
    let mut encoded = NON_ALPHANUMERIC.remove(plain[0]);
    let mut index = 1;
    while index < plain.len() {
        encoded = encoded.remove(plain[index]);
        index += 1;
    }
    encoded
};

/// The path in a request target, without the query. Its percent escapes are decoded once.
///
/// # Errors
/// When no page can have this address: the target is not an absolute path in ASCII, has a broken escape or an escaped slash
/// (`%zz`, `%2f`), is not UTF-8, or has control characters, backslashes, or the segments `.`, `..` and the empty one.
pub(super) fn decode(target: &str) -> Result<String, Refusal> {
    if !target.is_ascii() || target.contains('#') {
        return Err(Refusal::malformed("an address has only ASCII characters, and no `#`"));
    }
    let path = target.split_once('?').map_or(target, |(path, _query)| path);
    let Some(relative) = path.strip_prefix('/') else {
        return Err(Refusal::malformed("the address has to be an absolute path, such as /cities/"));
    };
    check_escapes(relative)?;
    let decoded = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| Refusal::malformed("the address is not UTF-8"))?;
    if decoded.chars().any(|c| c.is_control() || c == '\\') {
        return Err(Refusal::malformed("an address has no control characters or backslashes"));
    }
    // Only the last segment may be empty: a path may end in a slash.
    let inner = decoded[1..].strip_suffix('/').unwrap_or(&decoded[1..]);
    let is_root = decoded.len() == 1;
    if !is_root && inner.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
        return Err(Refusal::malformed(
            "an address has no empty segments, and none that are . or ..",
        ));
    }
    Ok(decoded.into_owned())
}

/// A path as a request line or a `Location` has it, in ASCII. It decodes to the same path.
pub(super) fn encode(path: &str) -> String {
    utf8_percent_encode(path, &ENCODED).to_string()
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
