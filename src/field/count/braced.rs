//! Values inside the braces of a YAML mapping, as messages propose them.
//! It does not know which keys they stand under.

/// A value as it may stand inside braces in YAML.
pub(super) fn in_braces(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '–'));
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace(['"', '\\'], "'")) }
}
