//! Finds e-mail addresses in a text.
//! It does not know whether anybody has such an address.

use std::ops::Range;

/// Endings of files. `map@2x.png` is a picture.
const FILES: [&str; 8] = ["png", "jpg", "jpeg", "webp", "gif", "svg", "css", "js"];

/// The addresses in `text` in small letters, each with its place.
pub(super) fn emails(text: &str) -> Vec<(Range<usize>, String)> {
    let found = text.match_indices('@').filter_map(|(sign, _)| {
        let range = around(text, sign)?;
        Some((range.clone(), text[range].to_lowercase()))
    });
    found.collect()
}

/// The address around the `@` at `sign`.
fn around(text: &str, sign: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let before = &text[..sign];
    let local = &before[before.trim_end_matches(is_local).len()..];
    let local = local.trim_start_matches(['.', '-', '_']);
    // `https://user@host` and `@user@host` name accounts.
    let start = sign - local.len();
    if local.is_empty() || text[..start].ends_with(['/', '@']) {
        return None;
    }
    let after = &text[sign + 1..];
    let is_domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let end = after.find(|c| !is_domain(c)).unwrap_or(after.len());
    let domain = after[..end].trim_end_matches(['.', '-']);
    let (name, top) = domain.rsplit_once('.')?;
    let is_top = top.chars().count() >= 2
        && top.chars().all(char::is_alphabetic)
        && !FILES.contains(&top.to_ascii_lowercase().as_str());
    (is_top && name.starts_with(char::is_alphanumeric)).then(|| start..sign + 1 + domain.len())
}

#[cfg(test)]
mod tests {
    use super::emails;

    fn found(text: &str) -> Vec<&str> {
        emails(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn addresses_are_found_without_the_words_around_them() {
        assert_eq!(found("Write to ana.p@example.org."), ["ana.p@example.org"]);
        assert_eq!(found("(Ana@Example.ORG, ben+x@mail.example.net)").len(), 2);
        assert_eq!(found("почта: анна@пример.укр"), ["анна@пример.укр"]);
    }

    #[test]
    fn accounts_pictures_and_maps_are_no_addresses() {
        let none = "@reporter @user@host.example https://a:b@ x @ y map@2x.png \
                    https://example.org/@user/1 https://maps.example/@10.5,20.5,17z a@b 5@6.7";
        assert_eq!(found(none), Vec::<&str>::new());
    }
}
