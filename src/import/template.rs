//! Parses text with `{column}` in it.
//! It does not know which columns exist, nor what is in them.

use crate::text::span::Span;

/// A text of a map, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    /// Its parts, in order.
    pub(super) parts: Vec<Part>,
    /// Its place in the map.
    pub(super) span: Span,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Fixed text.
    Words(String),
    /// `{column}`: the cell of that column.
    Column(String),
    /// `{}`: one piece of a cell that is split.
    Piece,
}

impl Template {
    /// Parses `text`; `{{` and `}}` in it mean single braces. `None` if a brace has no partner.
    pub(super) fn parse(text: &str, span: Span) -> Option<Template> {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(at);
            words.push_str(before);
            if let Some(after) = brace.strip_prefix("{{") {
                words.push('{');
                rest = after;
            } else if let Some(after) = brace.strip_prefix("}}") {
                words.push('}');
                rest = after;
            } else {
                let (name, after) = brace.strip_prefix('{')?.split_once('}')?;
                if name.contains('{') {
                    return None;
                }
                if !words.is_empty() {
                    parts.push(Part::Words(std::mem::take(&mut words)));
                }
                parts.push(match name.trim() {
                    "" => Part::Piece,
                    name => Part::Column(name.to_owned()),
                });
                rest = after;
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        Some(Template { parts, span })
    }

    /// The columns whose cells it uses.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Column(name) => Some(name.as_str()),
            Part::Words(_) | Part::Piece => None,
        })
    }

    /// Whether it is fixed text only.
    pub(super) fn is_fixed(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Words(_)))
    }

    /// Whether it uses a piece of a cell that is split.
    pub(super) fn takes_a_piece(&self) -> bool {
        self.parts.contains(&Part::Piece)
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Template};
    use crate::text::span::Span;

    fn parts(text: &str) -> Option<Vec<Part>> {
        Template::parse(text, Span::default()).map(|template| template.parts)
    }

    #[test]
    fn names_in_braces_are_columns_and_doubled_braces_are_braces() {
        let words = |text: &str| Part::Words(text.to_owned());
        let column = |name: &str| Part::Column(name.to_owned());
        assert_eq!(parts("{a}"), Some(vec![column("a")]));
        assert_eq!(
            parts("in { a b }: {}"),
            Some(vec![words("in "), column("a b"), words(": "), Part::Piece])
        );
        assert_eq!(parts("{{x}} {a}}}"), Some(vec![words("{x} "), column("a"), words("}")]));
        assert_eq!(parts(""), Some(vec![]));
    }

    #[test]
    fn a_brace_without_a_partner_is_refused() {
        for text in ["{a", "a}", "{a{b}}", "{", "}"] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
