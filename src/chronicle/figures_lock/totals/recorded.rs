//! The totals as they stand in `figures.lock`, and how they differ from those of today.
//! It does not know how a total is counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::figures_lock::recorded_line::{RecordedLine, TOTALS};
use crate::chronicle::figures_lock::totals::moved::MovedTotal;
use crate::chronicle::figures_lock::totals::scope::{TotalKey, TotalValues, short};
use crate::chronicle::figures_lock::{FILE, notation};
use crate::chronicle::reckoning::RULES;
use crate::field::day::Day;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// The name and the key of the line that says by which rules the totals were counted.
pub(super) const COUNTED_BY: (&str, &str) = ("totals/counted-by", "rules");

/// What the file says of totals.
#[derive(Clone, Debug, Default)]
pub struct RecordedTotals {
    /// The version of the rules of counting. None if the file has no totals.
    rules: Option<u32>,
    values: BTreeMap<TotalKey, Recorded>,
    /// The totals that moved with an earlier version of the rules.
    pub moved: Vec<MovedTotal>,
    /// Whether a merge left them in a state that nobody wrote.
    pub is_damaged: bool,
}

#[derive(Clone, Debug)]
struct Recorded {
    value: String,
    at: Span,
}

impl RecordedTotals {
    /// Reads `lines`, the lines about totals. Of two about one total, which a merge may leave, the later one is read.
    pub(in crate::chronicle::figures_lock) fn new<'l>(
        lines: impl IntoIterator<Item = &'l RecordedLine<'l>>,
    ) -> RecordedTotals {
        let mut totals = RecordedTotals::default();
        for line in lines {
            let name = line.name().strip_prefix(TOTALS).unwrap_or_default();
            let (key, value) = (line.key(), line.value());
            if (line.name(), key) == COUNTED_BY {
                totals.rules = value.parse().ok();
            } else if let Some(moved) = MovedTotal::parse(name, key, value) {
                totals.moved.retain(|known| !moved.repeats(known));
                totals.moved.push(moved);
            } else if let Some(key) = TotalKey::parse(name, key) {
                let recorded = Recorded { value: value.to_owned(), at: line.span() };
                totals.is_damaged |= totals.values.insert(key, recorded).is_some();
            }
        }
        totals.moved.sort_by(|one, other| (one.on, &one.key).cmp(&(other.on, &other.key)));
        totals
    }

    /// Whether they were counted by other rules than ours, and can be compared.
    pub fn are_of_other_rules(&self) -> bool {
        self.rules.is_some_and(|rules| rules != RULES) && !self.is_damaged
    }

    /// Whether there are any.
    pub fn are_recorded(&self) -> bool {
        self.rules.is_some()
    }

    /// Whether a region or a country is among them. Older versions of dateline recorded none.
    pub(super) fn has_territories(&self) -> bool {
        self.values.keys().any(|key| key.scope.is_of_territory())
    }

    /// Whether they are these totals, counted by our rules.
    pub(super) fn are(&self, values: &TotalValues, moved: &[MovedTotal]) -> bool {
        let own = self.values.iter().map(|(key, recorded)| (key, &recorded.value));
        let is_ours = self.rules == Some(RULES) && !self.is_damaged;
        is_ours && own.eq(values) && self.moved == moved
    }

    /// The totals that have another value in `now`, as moved on the day `on`.
    pub(super) fn differing(&self, now: &TotalValues, on: Day) -> Vec<MovedTotal> {
        // Nobody knows what regions and countries came to before they were recorded.
        let is_known = |key: &&TotalKey| !key.scope.is_of_territory() || self.has_territories();
        let keys = self.values.keys().chain(now.keys()).filter(is_known);
        let keys: BTreeSet<&TotalKey> = keys.collect();
        let moved = |key: &TotalKey| {
            let was = self.values.get(key).map_or(notation::UNKNOWN, |it| it.value.as_str());
            let is = now.get(key).map_or(notation::UNKNOWN, String::as_str);
            let [was, is] = [was, is].map(str::to_owned);
            (was != is).then(|| MovedTotal { on, key: key.clone(), was, now: is })
        };
        keys.into_iter().filter_map(moved).collect()
    }

    /// An error for each total that has another value in `now`.
    pub(super) fn faults(&self, now: &TotalValues, today: Day) -> Vec<Diagnostic> {
        let moved = self.differing(now, today);
        moved.iter().map(|moved| self.fault(moved)).collect()
    }

    fn fault(&self, moved: &MovedTotal) -> Diagnostic {
        let MovedTotal { key, was, now, .. } = moved;
        let words = |value| notation::in_words(notation::CASUALTIES, value);
        let (scope, measure) = (&key.scope, short(key.measure));
        let (was, now) = (words(was), words(now));
        let message = format!("the total of `{scope}`, {measure}, was {was} and is {now} now");
        let mut found = rule::TOTAL_MOVED.in_file(&SourcePath::new(FILE), message);
        found.span = self.values.get(key).map(|recorded| recorded.at);
        let before = self.rules.unwrap_or_default();
        found.label(format!("published: {was}")).help(format!(
            "no figure of a dispatch has changed, but this version of dateline counts by rules of version {RULES}, and the record is \
             of version {before}: see the list of changes of dateline. City files, region files and `headline_grades` move totals \
             too. `dateline toll --explain` shows how a total is counted. If it is right, run `dateline figures accept`: the change \
             is then listed on the page of corrections, with its date"
        ))
    }
}
