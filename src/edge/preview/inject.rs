//! Adds the preview's script to a page, and allows it in the page's own content policy.
//! Knows neither templates nor the network. It leaves every other byte of the page as it is.

use std::ops::Range;

use crate::edge::preview::content::PageInfo;
use crate::edge::preview::report::Report;
use crate::edge::preview::script::SCRIPT_PATH;
use crate::edge::preview::version::Version;

/// What the script's tag in one response says.
#[derive(Debug)]
pub(super) struct Script<'a> {
    /// A random text by which the content policy recognises our script. Each response has another.
    pub(super) nonce: &'a str,
    /// The version of the page.
    pub(super) version: Version,
    /// What the label shows.
    pub(super) info: &'a PageInfo,
    /// The report, if the page is one.
    pub(super) report: Option<&'a Report>,
    /// The permission to open files in the editor, if this client has it.
    pub(super) token: Option<&'a str>,
}

/// The page with the script's tag at the end of its body. Every content policy in a `meta` of its head also allows the
/// script and its stream of events.
pub(super) fn with_script(page: &[u8], script: &Script<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(page.len() + 512);
    let mut copied = 0;
    let head = &page[..find(page, b"<body").unwrap_or(page.len())];
    for (value, policy) in policies(head) {
        out.extend_from_slice(&page[copied..value.start]);
        out.extend_from_slice(quote(&allow(&policy, script.nonce)).as_bytes());
        copied = value.end;
    }
    let end = rfind(page, b"</body").filter(|end| *end >= copied).unwrap_or(page.len());
    out.extend_from_slice(&page[copied..end]);
    out.extend_from_slice(tag(script).as_bytes());
    out.extend_from_slice(&page[end..]);
    out
}

fn tag(script: &Script<'_>) -> String {
    let attributes = [
        ("nonce", Some(script.nonce.to_owned())),
        ("data-version", Some(script.version.to_string())),
        ("data-info", Some(script.info.json())),
        ("data-report", script.report.map(Report::json)),
        ("data-token", script.token.map(str::to_owned)),
    ];
    let attributes = attributes.iter().filter_map(|(name, value)| {
        value.as_ref().map(|value| format!(" {name}={}", quote(value)))
    });
    format!("<script src=\"{SCRIPT_PATH}\"{} defer></script>", attributes.collect::<String>())
}

/// The policy, changed by as little as the script needs.
fn allow(policy: &str, nonce: &str) -> String {
    let mut directives: Vec<(String, Vec<&str>)> = Vec::new();
    for directive in policy.split(';') {
        let mut words = directive.split_ascii_whitespace();
        if let Some(name) = words.next() {
            directives.push((name.to_ascii_lowercase(), words.collect()));
        }
    }
    let nonce = format!("'nonce-{nonce}'");
    let default = directives.iter().find(|(name, _)| name == "default-src").cloned();
    for name in ["script-src", "connect-src"] {
        // A missing directive means the same as default-src, so it starts with the same sources.
        if let Some((_, sources)) = &default
            && !directives.iter().any(|(known, _)| known == name)
        {
            directives.push((name.to_owned(), sources.clone()));
        }
    }
    for (name, sources) in &mut directives {
        // A nonce would switch off 'unsafe-inline', which the page's own scripts may need.
        let is_inline = sources.contains(&"'unsafe-inline'");
        let source = match name.as_str() {
            "script-src" | "script-src-elem" if !is_inline => nonce.as_str(),
            "script-src" | "script-src-elem" | "connect-src" => "'self'",
            _ => continue,
        };
        sources.retain(|known| *known != "'none'" && *known != source);
        sources.push(source);
    }
    let spelled = directives.iter().map(|(name, sources)| match sources.as_slice() {
        [] => name.clone(),
        sources => format!("{name} {}", sources.join(" ")),
    });
    spelled.collect::<Vec<_>>().join("; ")
}

/// Every content policy in a `meta`: the place of its value with the quotes, and its text.
fn policies(head: &[u8]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(tag) = find(&head[at..], b"<meta") {
        let (attributes, end) = attributes(head, at + tag + b"<meta".len());
        at = end;
        let value = |name: &str| {
            let (_, value) = attributes.iter().find(|(it, _)| it.eq_ignore_ascii_case(name))?;
            Some((value.clone(), unquote(&head[value.clone()])?))
        };
        let is_policy = value("http-equiv")
            .is_some_and(|(_, kind)| kind.trim().eq_ignore_ascii_case("content-security-policy"));
        found.extend(is_policy.then(|| value("content")).flatten());
    }
    found
}

/// The attributes of the tag whose name ends at `at`, and the end of the tag. Each has a name, and the place of its value
/// with the quotes.
fn attributes(html: &[u8], mut at: usize) -> (Vec<(String, Range<usize>)>, usize) {
    let mut found = Vec::new();
    let next = |from: usize, is_end: fn(&u8) -> bool| {
        html[from..].iter().position(is_end).map_or(html.len(), |length| from + length)
    };
    let skip_space = |from| next(from, |b| !b.is_ascii_whitespace());
    loop {
        at = skip_space(at);
        match html.get(at) {
            None => return (found, at),
            Some(b'>') => return (found, at + 1),
            Some(b'/' | b'=') => at += 1,
            Some(_) => {
                let end = next(at, |b| b.is_ascii_whitespace() || b"/>=".contains(b));
                let name = String::from_utf8_lossy(&html[at..end]).into_owned();
                at = skip_space(end);
                let mut value = at..at;
                if html.get(at) == Some(&b'=') {
                    let start = skip_space(at + 1);
                    at = match html.get(start) {
                        Some(b'"') => (next(start + 1, |b| *b == b'"') + 1).min(html.len()),
                        Some(b'\'') => (next(start + 1, |b| *b == b'\'') + 1).min(html.len()),
                        _ => next(start, |b| b.is_ascii_whitespace() || *b == b'>'),
                    };
                    value = start..at;
                }
                found.push((name, value));
            }
        }
    }
}

/// The text of an attribute's value: without quotes, and with the character references that templates write decoded.
fn unquote(value: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(value).ok()?;
    let text = match text.as_bytes() {
        [quote @ (b'"' | b'\''), .., last] if quote == last => &text[1..text.len() - 1],
        _ => text,
    };
    let text = ["&#39;", "&#x27;", "&apos;"]
        .iter()
        .fold(text.to_owned(), |text, escape| text.replace(escape, "'"));
    Some(text.replace("&#x2F;", "/").replace("&quot;", "\"").replace("&amp;", "&"))
}

fn quote(value: &str) -> String {
    let escaped = value.replace('&', "&amp;").replace('"', "&quot;");
    format!("\"{}\"", escaped.replace('<', "&lt;").replace('>', "&gt;"))
}

fn find(html: &[u8], tag: &[u8]) -> Option<usize> {
    html.windows(tag.len()).position(|window| window.eq_ignore_ascii_case(tag))
}

fn rfind(html: &[u8], tag: &[u8]) -> Option<usize> {
    html.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(page: &str) -> String {
        let version = Version { page: 7, files: 8 };
        let info = PageInfo::default();
        let script = Script { nonce: "N", version, info: &info, report: None, token: None };
        String::from_utf8(with_script(page.as_bytes(), &script)).expect("UTF-8 in, UTF-8 out")
    }

    const TAG: &str = "<script src=\"/.dateline/preview.js\" nonce=\"N\" \
         data-version=\"00000000000000000000000000000007-00000000000000000000000000000008\" \
         data-info=\"{&quot;source&quot;:null,&quot;visibility&quot;:{&quot;kind&quot;:&quot;published&quot;}}\" defer></script>";

    #[track_caller]
    fn check_policy(written: &str, answered: &str) {
        let page = |policy: &str| {
            format!("<!doctype html><meta charset=utf-8>{policy}<title>x</title><body>é</body>")
        };
        let expected = page(answered).replace("</body>", &format!("{TAG}</body>"));
        assert_eq!(answer(&page(written)), expected);
    }

    #[test]
    fn the_script_stands_before_the_end_of_the_body_and_nothing_else_changes() {
        let page = "<!DOCTYPE html>\n<title>A</title><BODY>\r\n<p>&lt;/body&gt;\n</BODY></html>\n";
        assert_eq!(answer(page).replace(TAG, ""), page);
        assert!(answer(page).contains(&format!("{TAG}</BODY>")));
    }

    #[test]
    fn a_page_without_a_body_tag_gets_the_script_at_its_end() {
        assert_eq!(answer("<p>short"), format!("<p>short{TAG}"));
        assert_eq!(answer(""), TAG);
    }

    #[test]
    fn a_strict_policy_lets_the_script_and_its_events_in_and_nothing_more() {
        check_policy(
            "<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'self'; img-src 'self' data:\">",
            "<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'self'; img-src 'self' data:; \
             script-src 'nonce-N'; connect-src 'self'\">",
        );
    }

    #[test]
    fn a_policy_that_allows_scripts_keeps_them() {
        check_policy(
            "<META content='script-src https://a.example; connect-src *' \
             HTTP-EQUIV=content-security-policy />",
            "<META content=\"script-src https://a.example 'nonce-N'; connect-src * 'self'\" \
             HTTP-EQUIV=content-security-policy />",
        );
        check_policy(
            "<meta http-equiv=content-security-policy content=\"script-src 'unsafe-inline'\">",
            "<meta http-equiv=content-security-policy content=\"script-src 'unsafe-inline' 'self'\">",
        );
    }

    #[test]
    fn a_policy_written_with_escapes_is_understood() {
        check_policy(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;\">",
            "<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; script-src 'nonce-N'; connect-src 'self'\">",
        );
    }

    #[test]
    fn tags_that_are_broken_off_are_left_as_they_are() {
        let pages =
            ["<meta", "<meta ", "<meta http-equiv", "<meta http-equiv=", "<meta content=\""];
        for page in pages {
            assert_eq!(answer(page), format!("{page}{TAG}"));
        }
    }
}
