//! What was only added to a published file, such as a claim or an area: how an entry under `corrections` names it, and whether
//! one does. It does not know how additions are found, nor the words of the faults.

use jiff::Timestamp;

use crate::chronicle::figures_lock::changes::{
    Explanation, is_field, is_unfinished, moment, short,
};
use crate::chronicle::figures_lock::lines::{PEOPLE, ROUND_UP};
use crate::chronicle::figures_lock::notation::CASUALTIES;
use crate::field::correction::Correction;

/// Keys that say something where they are missing too: without `counted: false`, a claim counts.
const SPEAK_BY_ABSENCE: [&str; 2] = ["kind", "counted"];

/// A key that was added to a published file.
pub(super) struct Addition<'k> {
    key: &'k str,
    /// The key that stands for it in `added`.
    pub(super) name: &'k str,
}

impl<'k> Addition<'k> {
    /// The addition of `key`, by the shortest key that readers understand and below which nothing was published. None if an
    /// entry has to tell what was before. `published` are the keys that were.
    pub(super) fn new<'p>(
        key: &'k str,
        published: impl Iterator<Item = &'p str> + Clone,
    ) -> Option<Addition<'k>> {
        let is_new = |whole: &&str| {
            !speaks_by_absence(whole) && !published.clone().any(|it| is_at_or_below(it, whole))
        };
        let whole = wholes(key).into_iter().find(is_new);
        let alone = Some(key).filter(|key| !speaks_by_absence(key));
        Some(Addition { key, name: whole.or(alone)? })
    }

    /// Whether one of `corrections` says that it was added.
    pub(super) fn explanation<'p>(
        &self,
        corrections: &[Correction],
        published: impl Iterator<Item = &'p str> + Clone,
    ) -> Explanation {
        // What was deleted after it was added and is there again has been added twice.
        let of_key = corrections.iter().filter(|entry| is_field(entry, self.key)).map(moment);
        let since = of_key.max().unwrap_or(Timestamp::MIN);
        let names = |named: &String| {
            let named = named.trim();
            // An entry explains the whole of a claim once. What comes to the claim later needs an entry of its own.
            let is_whole = || !published.clone().any(|known| is_at_or_below(known, named));
            is_same_key(named, self.key) && !speaks_by_absence(self.key)
                || is_at_or_below(self.key, named) && is_whole()
        };
        let about = corrections
            .iter()
            .filter(|entry| moment(entry) >= since && entry.added.iter().any(names));
        let (unfinished, finished): (Vec<_>, Vec<_>) =
            about.partition(|entry| is_unfinished(entry));
        match (unfinished.first(), finished.is_empty()) {
            (Some(entry), _) => Explanation::Unfinished(entry.span),
            (None, false) => Explanation::Given,
            (None, true) => Explanation::Missing,
        }
    }
}

/// The keys above `key` that readers know as one thing, from the largest: an entry of a round-up, a claim, all the killed.
fn wholes(key: &str) -> Vec<&str> {
    let mut wholes = Vec::new();
    let mut begins = 0;
    let mut parts = key.split('.').peekable();
    let mut take = |n: usize| {
        for part in parts.by_ref().take(n) {
            begins += part.len() + 1;
        }
        (begins - 1, parts.peek().copied())
    };
    let mut next = key.split('.').next();
    if next == Some(ROUND_UP) {
        let (end, then) = take(2);
        wholes.push(end);
        next = then;
    }
    if next == Some("claims") {
        let (mut end, mut then) = take(2);
        // Several claims of one name are numbered: `claims.the-mayor.2.killed`.
        if then.is_some_and(|part| part.bytes().all(|it| it.is_ascii_digit())) {
            (end, then) = take(1);
        }
        wholes.push(end);
        if then.is_some() {
            wholes.push(take(1).0);
        }
    } else if next == Some(CASUALTIES) {
        wholes.push(take(2).0);
    } else if next == Some(PEOPLE) {
        wholes.push(take(1).0);
    }
    wholes.into_iter().filter_map(|end| key.get(..end)).collect()
}

fn speaks_by_absence(key: &str) -> bool {
    key.rsplit('.').next().is_some_and(|last| SPEAK_BY_ABSENCE.contains(&last))
}

/// Whether `key` is `whole`, or belongs to it: `claims.aj.killed` belongs to `claims.aj`.
pub(super) fn is_at_or_below(key: &str, whole: &str) -> bool {
    let is_below = |key: &str, whole: &str| {
        key.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    is_below(key, whole) || is_below(&short(key), &short(whole))
}

fn is_same_key(one: &str, other: &str) -> bool {
    short(one) == short(other)
}

#[cfg(test)]
mod tests {
    use super::Addition;

    #[track_caller]
    fn check(key: &str, published: &[&str], name: Option<&str>) {
        let addition = Addition::new(key, published.iter().copied());
        assert_eq!(addition.map(|addition| addition.name), name, "{key} beside {published:?}");
    }

    #[test]
    fn an_addition_is_named_by_the_whole_that_is_new() {
        check("area", &["city", "date"], Some("area"));
        check("claims.aj.killed.civilian", &["claims.ajax.killed"], Some("claims.aj"));
        check("claims.aj.2.killed", &["claims.aj.killed"], Some("claims.aj.2"));
        check("claims.aj.killed.civilian", &["claims.aj.injured"], Some("claims.aj.killed"));
        check("claims.aj.injured", &["claims.aj.killed"], Some("claims.aj.injured"));
        check("casualties.killed.civilian", &["date"], Some("casualties.killed"));
        check("casualties.killed", &["casualties.killed.civilian"], Some("casualties.killed"));
        check("casualties.killed.women", &["casualties.killed"], Some("casualties.killed.women"));
        check("casualties", &["casualties.killed"], Some("casualties"));
        check("incidents.shifa.claims.aj.killed", &["date"], Some("incidents.shifa"));
        let known = ["incidents.shifa.city"];
        check("incidents.shifa.claims.aj.killed", &known, Some("incidents.shifa.claims.aj"));
        check("incidents.shifa.grade", &known, Some("incidents.shifa.grade"));
    }

    #[test]
    fn a_key_that_speaks_by_its_absence_is_new_only_with_its_whole() {
        check("kind", &["date"], None);
        check("claims.aj.counted", &["claims.aj.killed"], None);
        check("claims.aj.counted", &["date"], Some("claims.aj"));
    }
}
