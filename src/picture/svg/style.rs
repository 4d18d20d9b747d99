//! Rules of style in a drawing.
//! It does not know which elements they are for.

use crate::picture::svg::names::{Allowed, allowed};
use crate::picture::svg::value;

/// The only conditions that rules may have: light and dark icons are drawings too.
const SCHEMES: [&str; 2] =
    ["@media (prefers-color-scheme: dark)", "@media (prefers-color-scheme: light)"];

/// Whether the rules of a `style` element only say how things look.
pub(super) fn draws(rules: &str) -> bool {
    let mut rest = rules.trim_ascii();
    while let Some((head, after)) = rest.split_once('{') {
        let head = head.trim_ascii();
        let (is_sound, after) = if head.starts_with('@') {
            let Some((inside, after)) = block(after) else { return false };
            let words: Vec<&str> = head.split_ascii_whitespace().collect();
            let is_scheme = SCHEMES.contains(&words.join(" ").as_str());
            // Without a condition inside a condition.
            (is_scheme && !inside.contains('@') && draws(inside), after)
        } else {
            let Some((declarations, after)) = after.split_once('}') else { return false };
            (is_selector(head) && declarations_draw(declarations), after)
        };
        if !is_sound {
            return false;
        }
        rest = after.trim_ascii();
    }
    rest.is_empty()
}

/// Splits after the bracket that closes a block.
fn block(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1_usize;
    let end = text.find(|c| {
        depth = match c {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        };
        depth == 0
    })?;
    Some((&text[..end], &text[end + 1..]))
}

/// Whether the declarations of one rule, or of a `style` attribute, only say how things look.
pub(super) fn declarations_draw(declarations: &str) -> bool {
    let declarations = declarations.split(';').map(str::trim_ascii);
    declarations.filter(|it| !it.is_empty()).all(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let property = property.trim_ascii().to_ascii_lowercase();
        let kind = allowed(&property);
        kind.is_some_and(|kind| {
            matches!(kind, Allowed::Value | Allowed::Font) && value::fits(kind, &property, value)
        })
    })
}

/// Names of elements, classes and ids. A selector can have more in it, but drawings need no more.
fn is_selector(selector: &str) -> bool {
    let allowed =
        |c: char| c.is_alphanumeric() || c.is_ascii_whitespace() || "._-#,>*+~".contains(c);
    selector.chars().all(allowed)
}
