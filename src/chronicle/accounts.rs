//! Successive accounts of one harm: the whole and each group are stated by themselves, and the latest statement of each counts. What parts
//! prove of the whole, and what a whole leaves of older parts. Rules 2 and 8 of the counting policy.
//! It does not know which account states a figure last, nor who gave it.

use litemap::LiteMap;

use crate::chronicle::figure::{Figure, FiguresByMeasure, Recency};
use crate::chronicle::measure::Measure;
use crate::field::casualties::{Group, Harm};
use crate::field::count::Bounds;
use crate::field::word::Word;

/// What was told together of a harm, and when.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// When it was known, and when it was published.
    pub recency: Recency,
    /// Its figures.
    pub figures: &'a FiguresByMeasure,
}

/// What several accounts of a harm come to.
#[derive(Debug, Default)]
pub struct Settled {
    /// Each figure that counts, and the account it is from, by its place.
    pub figures: LiteMap<Measure, (usize, Figure)>,
    /// The account whose parts prove more people than the maximum of the latest whole.
    pub outgrown_by: Option<usize>,
}

/// The figures that count of some accounts of `harm`. `latest` names the account that states each measure last; a whole that nobody states
/// is not in it.
pub fn settle(harm: Harm, accounts: &[Account<'_>], latest: &LiteMap<Measure, usize>) -> Settled {
    let whole = Measure::Whole(harm);
    let figure = |(measure, at): (&Measure, &usize)| {
        let figure = accounts[*at].figures.get(measure)?;
        Some((*measure, (*at, figure.clone())))
    };
    let mut settling =
        Settling { harm, accounts, figures: latest.iter().filter_map(figure).collect() };
    let stated = settling.figures.remove(&whole);
    if let Some((at, stated)) = &stated {
        settling.drop_above(*at, stated.bounds.and_then(|bounds| bounds.max));
    }
    let proof = settling.proof();
    let (stated, outgrown_by) = match stated {
        Some(stated) => raised(whole, stated, proof, accounts),
        None => (settling.of_parts(proof), None),
    };
    if let Some((at, figure)) = stated {
        if !figure.from_parts {
            settling.fit_parts(accounts[outgrown_by.unwrap_or(at)].recency, figure.bounds);
        }
        settling.figures.insert(whole, (at, figure));
    }
    Settled { figures: settling.figures, outgrown_by }
}

/// How many people the parts of an account prove.
#[derive(Clone, Copy)]
struct Proof {
    people: u64,
    /// The account.
    by: usize,
}

struct Settling<'a> {
    harm: Harm,
    accounts: &'a [Account<'a>],
    figures: LiteMap<Measure, (usize, Figure)>,
}

impl Settling<'_> {
    /// Drops older parts that are above `most`, the maximum of the whole that the account `at` states: they were proved wrong. Of statuses
    /// that only together are above it, nobody can say which is wrong.
    fn drop_above(&mut self, at: usize, most: Option<u64>) {
        let Some(most) = most else { return };
        let whole = self.accounts[at].recency;
        let accounts = self.accounts;
        let is_older = |of: usize| accounts[of].recency < whole;
        self.figures.retain(|_, (of, part)| !is_older(*of) || part.min() <= Some(most));
        for older in (0..accounts.len()).filter(|of| is_older(*of)) {
            if self.sum_of_statuses(older) > most {
                let is_status = |measure: &Measure| measure.group().is_some_and(Group::is_status);
                self.figures.retain(|measure, (of, _)| *of != older || !is_status(measure));
            }
        }
    }

    /// The most people that the parts of one account prove. Parts of different accounts are not added: people may have been moved from one
    /// group to another in between.
    fn proof(&self) -> Option<Proof> {
        let whole = Measure::Whole(self.harm);
        let proofs = self.accounts.iter().enumerate().map(|(by, account)| {
            let told = account.figures.get(&whole).map_or(0, |whole| whole.parts_prove);
            let statuses = self.sum_of_statuses(by);
            let others = Group::ALL.iter().filter(|group| !group.is_status());
            let people = others.map(|group| self.least(by, *group)).fold(statuses, u64::max);
            Proof { people: people.min(told), by }
        });
        proofs.filter(|proof| proof.people > 0).max_by_key(|proof| proof.people)
    }

    fn sum_of_statuses(&self, by: usize) -> u64 {
        let statuses = Group::ALL.iter().filter(|group| group.is_status());
        statuses.map(|group| self.least(by, *group)).fold(0, u64::saturating_add)
    }

    /// How many people of a group an account still proves: not more than its latest statement.
    fn least(&self, by: usize, group: Group) -> u64 {
        let part = Measure::Part(self.harm, group);
        let own = self.accounts[by].figures.get(&part).and_then(Figure::min);
        let latest = self.figures.get(&part).and_then(|(_, latest)| latest.min());
        own.zip(latest).map_or(0, |(own, latest)| own.min(latest))
    }

    /// The whole that nobody states: as many as the parts of one account prove.
    fn of_parts(&self, proof: Option<Proof>) -> Option<(usize, Figure)> {
        let whole = Measure::Whole(self.harm);
        let wholes = || {
            let own = self.accounts.iter().enumerate();
            own.filter_map(|(at, account)| Some((at, account.figures.get(&whole)?)))
        };
        let groups =
            wholes().map(|(_, figure)| figure.groups).reduce(|one, other| one.union(other));
        let by = proof.map(|proof| proof.by).or(wholes().next_back().map(|(at, _)| at))?;
        let mut figure = self.accounts[by].figures.get(&whole)?.clone();
        let proved = proof.map(|proof| Bounds::exactly(proof.people).open());
        if figure.min() != proved.map(|proved| proved.min) {
            figure.restate(proved);
        }
        figure.from_parts = true;
        figure.groups = groups?;
        Some((by, figure))
    }

    /// Lowers the maxima of parts to that of the whole. Of a part that is older than the whole, only the minimum is still known.
    fn fit_parts(&mut self, whole_known: Recency, whole: Option<Bounds>) {
        let Some(whole) = whole else { return };
        let accounts = self.accounts;
        for (_, (at, part)) in self.figures.iter_mut() {
            let Some(own) = part.bounds else { continue };
            if accounts[*at].recency < whole_known {
                part.restate(Some(Bounds { max: whole.max, ..own }));
            } else {
                part.bounds = Some(own.capped_by(whole));
            }
        }
    }
}

/// A whole that is raised to what parts prove. If that is above its maximum, the account that proves it has outgrown it.
fn raised(
    of: Measure,
    (at, mut whole): (usize, Figure),
    proof: Option<Proof>,
    accounts: &[Account<'_>],
) -> (Option<(usize, Figure)>, Option<usize>) {
    let Some(proof) = proof.filter(|proof| Some(proof.people) > whole.min()) else {
        return (Some((at, whole)), None);
    };
    let proved = Bounds::exactly(proof.people).open();
    let is_within = whole.bounds.is_none_or(|bounds| proved.fits_within(bounds));
    if is_within || accounts[proof.by].recency < accounts[at].recency {
        // Nobody states a number.
        whole.from_parts = whole.bounds.is_none();
        let raised = whole.bounds.map_or(proved, |stated| Bounds { min: proof.people, ..stated });
        whole.restate(Some(raised));
        return (Some((at, whole)), None);
    }
    let own = accounts[proof.by].figures.get(&of).cloned();
    let mut grown = Figure { from_parts: false, ..own.unwrap_or(whole) };
    grown.restate(Some(proved));
    (Some((proof.by, grown)), Some(proof.by))
}
