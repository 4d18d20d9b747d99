//! Several figures in one text, such as `5 (3 children)` or `12 killed, 30 injured`, and the block of keys to write for them.
//! It does not know under which key the text stands.

use super::braced::in_braces;
use super::grammar;
use super::token::{Token, extent};
use super::unread::{GROUPS, HARMS, meaning_of};

/// The harm when a text names none: `5 (3 children)`.
const LIKELY_HARM: &str = "killed";

/// A figure, and what the words beside it say it counts.
struct Figure {
    text: String,
    harm: Option<&'static str>,
    group: Option<&'static str>,
}

/// The figures of one harm.
struct Harmed {
    harm: &'static str,
    total: Option<String>,
    groups: Vec<(&'static str, String)>,
}

/// The block to write, `{killed: {total: 5, children: 3}}`; `None` if it is not clear what each figure counts.
pub(super) fn block(raw: &str, tokens: &[Token<'_>]) -> Option<String> {
    let figures = figures(raw, tokens);
    if figures.len() < 2 {
        return None;
    }
    let mut all: Vec<Harmed> = Vec::new();
    let mut current = figures.iter().find_map(|figure| figure.harm).unwrap_or(LIKELY_HARM);
    for (number, Figure { text, harm, group }) in figures.into_iter().enumerate() {
        // Only the first number may be a total without a word for it.
        if harm.is_none() && group.is_none() && number > 0 {
            return None;
        }
        current = harm.unwrap_or(current);
        let at = all.iter().position(|it| it.harm == current).unwrap_or_else(|| {
            all.push(Harmed { harm: current, total: None, groups: Vec::new() });
            all.len() - 1
        });
        match group {
            Some(group) if all[at].groups.iter().any(|(known, _)| *known == group) => return None,
            Some(group) => all[at].groups.push((group, text)),
            None if all[at].total.is_some() => return None,
            None => all[at].total = Some(text),
        }
    }
    let harms: Vec<String> = all.iter().map(Harmed::written).collect();
    Some(format!("{{{}}}", harms.join(", ")))
}

impl Harmed {
    fn written(&self) -> String {
        let Harmed { harm, total, groups } = self;
        if let (Some(total), []) = (total, groups.as_slice()) {
            return format!("{harm}: {}", in_braces(total));
        }
        let total = total.iter().map(|total| format!("total: {}", in_braces(total)));
        let groups = groups.iter().map(|(group, text)| format!("{group}: {}", in_braces(text)));
        let parts: Vec<String> = total.chain(groups).collect();
        format!("{harm}: {{{}}}", parts.join(", "))
    }
}

/// Every figure, with the words after it; or with those before it, if the text begins with such words: `killed 12, injured 30`.
fn figures(raw: &str, tokens: &[Token<'_>]) -> Vec<Figure> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reading = grammar::read(raw, &tokens[at..]).ok().flatten();
        match reading.filter(|reading| reading.bounds.is_some()) {
            Some(reading) => {
                places.push((at, at + reading.used));
                at += reading.used;
            }
            None => at += 1,
        }
    }
    let first = places.first().map_or(0, |(start, _)| *start);
    let words_lead = tokens[..first].iter().any(says_something);
    let figure = |(number, &(start, end)): (usize, &(usize, usize))| {
        let words = if words_lead {
            let before = number.checked_sub(1).map_or(0, |before| places[before].1);
            &tokens[before..start]
        } else {
            &tokens[end..places.get(number + 1).map_or(tokens.len(), |(next, _)| *next)]
        };
        Figure {
            text: raw[extent(&tokens[start..end])].to_owned(),
            harm: words.iter().find_map(|word| meaning_of(&HARMS, word)),
            group: words.iter().find_map(|word| meaning_of(&GROUPS, word)),
        }
    };
    places.iter().enumerate().map(figure).collect()
}

fn says_something(token: &Token<'_>) -> bool {
    meaning_of(&HARMS, token).or_else(|| meaning_of(&GROUPS, token)).is_some()
}
