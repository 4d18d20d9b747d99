//! Which of several reports of one incident counts, harm by harm, and what the incident comes to.
//! Rule 2 of the counting policy. It does not add incidents to each other.

use std::collections::BTreeMap;

use jiff::Timestamp;
use litemap::LiteMap;

use crate::chronicle::account::{Figure, FiguresByMeasure};
use crate::chronicle::everyone::everyone;
use crate::chronicle::measure::Measure;
use crate::chronicle::references::DispatchId;
use crate::chronicle::unexplained::{fall, tie};
use crate::chronicle::voices::Voice;
use crate::field::casualties::Harm;
use crate::field::correction::Correction;
use crate::field::dispatch::Dispatch;
use crate::field::word::Word;
use crate::text::diagnostic::Diagnostic;

/// The state of knowledge, then the moment of publication: what makes one report later than another.
pub type Moment = (Timestamp, Timestamp);

/// One live report of an incident that nothing replaced, ready to be compared with the others.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The dispatch it stands in.
    pub dispatch: &'a Dispatch,
    /// The dispatch's place in the chronicle.
    pub number: DispatchId,
    /// What it supports.
    pub figures: &'a FiguresByMeasure,
    /// When it was known and when it was published.
    pub moment: Moment,
    /// What was corrected in the open, in the dispatch and in all that it replaced.
    pub corrections: Vec<&'a Correction>,
}

/// The figure that counts, and the dispatch it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    /// The figure.
    pub figure: Figure,
    /// The place of its dispatch in the chronicle.
    pub number: DispatchId,
    /// The state of knowledge.
    pub as_of: Timestamp,
    /// What made it the latest.
    pub moment: Moment,
}

/// What counts, by measure.
pub type EffectiveByMeasure = LiteMap<Measure, Effective>;

/// What one report states of one kind of harm, or of everyone together.
pub struct Statement<'t> {
    /// The report.
    pub told: &'t Told<'t>,
    /// Its figures for the matter.
    pub figures: Vec<(Measure, &'t Figure)>,
    /// The state of knowledge of these figures, and the moment of publication.
    pub moment: Moment,
}

/// What counts for each measure, of the live and unreplaced reports `told`.
pub fn effective(told: &[Told<'_>], faults: &mut Vec<Diagnostic>) -> EffectiveByMeasure {
    let mut effective = EffectiveByMeasure::new();
    for &harm in Harm::ALL {
        let stating = told.iter().filter_map(|told| Statement::of(told, harm));
        let mut stating: Vec<Statement<'_>> = stating.collect();
        effective.extend(agreed(latest(&mut stating, faults), faults));
    }
    everyone(told, &mut effective, faults);
    effective
}

impl<'t> Statement<'t> {
    fn of(told: &'t Told<'t>, harm: Harm) -> Option<Statement<'t>> {
        let whole = told.figures.get(&Measure::Whole(harm))?;
        // Claims have moments of their own; what makes the newest is when a dispatch put them together.
        let own = whole.as_of.filter(|_| whole.voice == Voice::Newsroom);
        let figures = told.figures.iter();
        Some(Statement {
            told,
            figures: figures
                .filter(|(measure, _)| measure.is_of(harm))
                .map(|(measure, figure)| (*measure, figure))
                .collect(),
            moment: (own.unwrap_or(told.moment.0), told.moment.1),
        })
    }

    /// Its figure for `measure`.
    pub fn figure(&self, measure: Measure) -> Option<&'t Figure> {
        let found = self.figures.iter().find(|(of, _)| *of == measure);
        found.map(|(_, figure)| *figure)
    }
}

/// The latest of `statements`; several only when they are of one moment. A fall that nobody explains is a fault.
pub fn latest<'s, 't>(
    statements: &'s mut [Statement<'t>],
    faults: &mut Vec<Diagnostic>,
) -> &'s [Statement<'t>] {
    // The slug only gives faults one order in every run. It decides nothing: a tie is reported.
    statements.sort_by(|a, b| {
        let slugs = [a, b].map(|statement| &statement.told.dispatch.slug.value);
        a.moment.cmp(&b.moment).then_with(|| slugs[0].cmp(slugs[1]))
    });
    let mut before: &[Statement<'_>] = &[];
    for moment in statements.chunk_by(|a, b| a.moment == b.moment) {
        faults.extend(fall(before, moment));
        before = moment;
    }
    before
}

/// What statements of one moment say together. Two different numbers for one measure are a fault.
pub fn agreed(tied: &[Statement<'_>], faults: &mut Vec<Diagnostic>) -> EffectiveByMeasure {
    let mut agreed: BTreeMap<Measure, (&Statement<'_>, &Figure)> = BTreeMap::new();
    for statement in tied {
        for &(measure, figure) in &statement.figures {
            let (first, so_far) = *agreed.entry(measure).or_insert((statement, figure));
            if so_far.bounds.is_none() {
                agreed.insert(measure, (statement, figure));
            } else if figure.bounds.is_some() && figure.bounds != so_far.bounds {
                faults.extend(tie(first, statement, measure));
            }
        }
    }
    let stands = |(measure, (statement, figure)): (Measure, (&Statement<'_>, &Figure))| {
        let effective = Effective {
            figure: figure.clone(),
            number: statement.told.number,
            as_of: figure.as_of.unwrap_or(statement.moment.0),
            moment: statement.moment,
        };
        (measure, effective)
    };
    agreed.into_iter().map(stands).collect()
}
