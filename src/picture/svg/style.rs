//! Rules of style in a drawing.
//! It does not know which elements they are for.

use crate::picture::svg::names::{Allowed, allowed};

/// Whether the rules of a `style` element only say how things look.
pub(super) fn draws(rules: &str) -> bool {
    // Nothing ends without `}`, so what is after the last one is only space.
    let Some((rules, rest)) = rules.rsplit_once('}') else {
        return rules.trim_ascii().is_empty();
    };
    rest.trim_ascii().is_empty()
        && rules.split('}').all(|rule| {
            rule.split_once('{').is_some_and(|(selector, declarations)| {
                is_selector(selector) && declarations_draw(declarations)
            })
        })
}

/// Whether the declarations of one rule, or of a `style` attribute, only say how things look.
pub(super) fn declarations_draw(declarations: &str) -> bool {
    let declarations = declarations.split(';').map(str::trim_ascii);
    declarations.filter(|it| !it.is_empty()).all(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let property = property.trim_ascii();
        let kind = allowed(property);
        kind.is_some_and(|kind| {
            matches!(kind, Allowed::Value | Allowed::Font) && kind.takes(property, value)
        })
    })
}

/// Names of elements, classes and ids. A selector can have more in it, but drawings need no more.
fn is_selector(selector: &str) -> bool {
    let allowed =
        |c: char| c.is_alphanumeric() || c.is_ascii_whitespace() || "._-#,>*+~".contains(c);
    selector.chars().all(allowed)
}
