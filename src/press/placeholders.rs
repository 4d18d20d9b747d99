//! Texts with placeholders: `Filed from {place}`.
//! It does not know whose texts they are, nor what is put in.

/// A part of a text with placeholders.
pub enum Part<'t> {
    /// As it is written.
    Text(&'t str),
    /// The name of a placeholder: `place` for `{place}`.
    Placeholder(&'t str),
}

/// Splits a text at the `{placeholders}` whose names are known; any other brace is text.
///
/// This is one pass from left to right. What is put in is not searched again, so a headline may hold any braces.
pub fn parts<'t>(text: &'t str, is_known: impl Fn(&str) -> bool) -> Vec<Part<'t>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let found = after.split_once('}').filter(|(name, _)| is_known(name));
        let (text, after) = match found {
            Some((_, after)) => (before, after),
            None => (&rest[..=before.len()], after),
        };
        parts.push(Part::Text(text));
        parts.extend(found.map(|(name, _)| Part::Placeholder(name)));
        rest = after;
    }
    parts.push(Part::Text(rest));
    parts
}

/// A text with its `{placeholders}` filled from `arguments`; others stay as they are.
pub fn filled(text: &str, arguments: &[(&str, &str)]) -> String {
    let argument = |name: &str| arguments.iter().find(|(known, _)| *known == name);
    let filled = parts(text, |name| argument(name).is_some()).into_iter().map(|part| match part {
        Part::Text(text) => text,
        Part::Placeholder(name) => argument(name).map_or("", |(_, value)| value),
    });
    filled.collect()
}
